package be.borne.protocol.guichet.form;

import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What a field takes. A kind that is not listed here is refused, and the form with it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Input.ShortText.class, name = "short-text"),
  @JsonSubTypes.Type(value = Input.LongText.class, name = "long-text"),
  @JsonSubTypes.Type(value = Input.Choice.class, name = "choice"),
  @JsonSubTypes.Type(value = Input.MultipleChoice.class, name = "multiple-choice"),
  @JsonSubTypes.Type(value = Input.YesNo.class, name = "yes-no"),
  @JsonSubTypes.Type(value = Input.DateField.class, name = "date"),
  @JsonSubTypes.Type(value = Input.NumberField.class, name = "number"),
  @JsonSubTypes.Type(value = Input.Email.class, name = "email"),
  @JsonSubTypes.Type(value = Input.Phone.class, name = "phone"),
  @JsonSubTypes.Type(value = Input.AddressField.class, name = "address"),
  @JsonSubTypes.Type(value = Input.FileField.class, name = "file"),
  @JsonSubTypes.Type(value = Input.MapPoint.class, name = "map-point"),
  @JsonSubTypes.Type(value = Input.Statement.class, name = "statement"),
  @JsonSubTypes.Type(value = Input.Block.class, name = "block")
})
public sealed interface Input {
  int MAX_OPTIONS = 200;

  /**
   * One line of text.
   *
   * @param maxChars 1 to 200
   * @param shape what the whole text must match; null where anything goes
   */
  record ShortText(int maxChars, TextShape shape) implements Input {
    public ShortText {
      FormBounds.between(maxChars, "maxChars", 1, 200);
    }
  }

  /**
   * Text of several lines.
   *
   * @param maxChars 1 to 4,000
   */
  record LongText(int maxChars) implements Input {
    public LongText {
      FormBounds.between(maxChars, "maxChars", 1, 4_000);
    }
  }

  /**
   * One of several options.
   *
   * @param options 2 to 200
   * @param layout how they are offered
   */
  record Choice(List<Option> options, Layout layout) implements Input {
    public Choice {
      options = FormBounds.distinct(options, "options", 2, MAX_OPTIONS, Option::id);
      FormBounds.present(layout, "layout");
    }
  }

  /** How the options of a choice are offered. */
  enum Layout {
    /** All at a glance. */
    @JsonProperty("buttons")
    BUTTONS,
    /** Many, in pages. */
    @JsonProperty("list")
    LIST
  }

  /**
   * Several of the options.
   *
   * @param options 1 to 200; of one it is whether its box is ticked
   * @param atLeast how many must be chosen, where any are
   * @param atMost how many can be chosen
   */
  record MultipleChoice(List<Option> options, int atLeast, int atMost) implements Input {
    public MultipleChoice {
      options = FormBounds.distinct(options, "options", 1, MAX_OPTIONS, Option::id);
      FormBounds.between(atMost, "atMost", 1, options.size());
      FormBounds.between(atLeast, "atLeast", 1, atMost);
    }
  }

  /** Yes or no; answered by {@link Answer.Chosen} of {@code yes} or {@code no}. */
  record YesNo() implements Input {}

  /**
   * A day.
   *
   * @param min the first day that is taken; null for none
   * @param max the last day that is taken; null for none
   */
  record DateField(DayLimit min, DayLimit max) implements Input {
    public DateField {
      if (min != null
          && max != null
          && (min.fixed() == null) == (max.fixed() == null)
          && max.on(LocalDate.EPOCH).isBefore(min.on(LocalDate.EPOCH))) {
        throw new FormRefusedException("the last day is before the first");
      }
    }
  }

  /**
   * A number.
   *
   * @param min the smallest that is taken; null for none
   * @param max the largest that is taken; null for none
   * @param decimals digits behind the comma, 0 to 6
   * @param unit what is counted, in each of the four languages; null for nothing
   */
  record NumberField(BigDecimal min, BigDecimal max, int decimals, Map<Language, String> unit)
      implements Input {
    public NumberField {
      min = min == null ? null : new Answer.Quantity(min).number();
      max = max == null ? null : new Answer.Quantity(max).number();
      FormBounds.between(decimals, "decimals", 0, 6);
      if (min != null && max != null && max.compareTo(min) < 0) {
        throw new FormRefusedException("the largest number is below the smallest");
      }
      unit = unit == null ? null : FormBounds.words(unit, "unit", 30);
    }
  }

  /** An e-mail address. */
  record Email() implements Input {}

  /** A telephone number, of Belgium or with its country. */
  record Phone() implements Input {}

  /** An address in Belgium. */
  record AddressField() implements Input {}

  /**
   * A file: a paper laid under the camera, or a file of a stick.
   *
   * @param accepted at least one kind
   * @param maxBytes 1 to {@link Answer.Attached#MAX_BYTES}
   * @param maxPages 1 to {@link Answer.Attached#MAX_PAGES}
   * @param sources at least one
   */
  record FileField(List<FileKind> accepted, int maxBytes, int maxPages, List<FileSource> sources)
      implements Input {
    public FileField {
      accepted = FormBounds.distinct(accepted, "accepted kinds", 1, 3, kind -> kind);
      FormBounds.between(maxBytes, "maxBytes", 1, Answer.Attached.MAX_BYTES);
      FormBounds.between(maxPages, "maxPages", 1, Answer.Attached.MAX_PAGES);
      sources = FormBounds.distinct(sources, "sources", 1, 2, source -> source);
    }
  }

  /** A place in the street, chosen by the address nearest to it. */
  record MapPoint() implements Input {}

  /**
   * Nothing is asked; there is something to read.
   *
   * @param text in each of the four languages, at most 1,000 characters each
   */
  record Statement(Map<Language, String> text) implements Input {
    public Statement {
      text = FormBounds.words(text, "text", 1_000);
    }
  }

  /**
   * The same fields several times: a stall, a child, a guest.
   *
   * @param fields 1 to 30, no block among them, and at least one that is always asked and required,
   *     so that no repetition is empty
   * @param min repetitions that are needed, 0 to 20
   * @param max repetitions that are taken, 1 to 20
   */
  record Block(List<Field> fields, int min, int max) implements Input {
    static final int MOST_REPETITIONS = 20;

    public Block {
      fields = FormBounds.distinct(fields, "fields of the block", 1, 30, Field::id);
      FormBounds.between(max, "max", 1, MOST_REPETITIONS);
      FormBounds.between(min, "min", 0, max);
      if (fields.stream().noneMatch(field -> field.required() && field.shownWhen() == null)) {
        throw new FormRefusedException("a block has no field that is always required");
      }
      for (Field field : fields) {
        if (field.input() instanceof Block) {
          throw new FormRefusedException("field " + field.id() + " is a block inside a block");
        }
        if (field.prefill() != null) {
          // A repetition is about somebody or something else than the citizen.
          throw new FormRefusedException("field " + field.id() + " of a block is prefilled");
        }
      }
    }
  }
}
