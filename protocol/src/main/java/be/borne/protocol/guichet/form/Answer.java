package be.borne.protocol.guichet.form;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a citizen answered. Bounded, so that nothing unbounded travels; whether it answers the
 * question is {@link Check}'s matter. None of them shows its content in {@code toString}, and none
 * of their errors quotes it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Answer.Nothing.class, name = "nothing"),
  @JsonSubTypes.Type(value = Answer.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Answer.Chosen.class, name = "chosen"),
  @JsonSubTypes.Type(value = Answer.ManyChosen.class, name = "many-chosen"),
  @JsonSubTypes.Type(value = Answer.Day.class, name = "day"),
  @JsonSubTypes.Type(value = Answer.Quantity.class, name = "quantity"),
  @JsonSubTypes.Type(value = Answer.Address.class, name = "address"),
  @JsonSubTypes.Type(value = Answer.Spot.class, name = "spot"),
  @JsonSubTypes.Type(value = Answer.Attached.class, name = "attached"),
  @JsonSubTypes.Type(value = Answer.Repeated.class, name = "repeated")
})
public sealed interface Answer {
  /** The option ids of a yes-or-no question. */
  String YES = "yes";

  String NO = "no";

  /** The citizen passed the question and left it open. Kept in drafts, never submitted. */
  record Nothing() implements Answer {}

  /** Text of at most 4,000 characters, or an e-mail address or a telephone number. */
  record Text(String value) implements Answer {
    public Text {
      checkLength(value, "a text", 4_000);
    }

    @Override
    public String toString() {
      return "Text[hidden]";
    }
  }

  /** One option, by its id; of a yes-or-no question {@link #YES} or {@link #NO}. */
  record Chosen(String option) implements Answer {
    public Chosen {
      FormBounds.matching(option, "a chosen option", FormBounds.OPTION_ID);
    }

    @Override
    public String toString() {
      return "Chosen[hidden]";
    }
  }

  /** Several options, by their ids. */
  record ManyChosen(List<String> options) implements Answer {
    public ManyChosen {
      options = FormBounds.distinct(options, "chosen options", 0, 200, option -> option);
      options.forEach(
          option -> FormBounds.matching(option, "a chosen option", FormBounds.OPTION_ID));
    }

    @Override
    public String toString() {
      return "ManyChosen[hidden]";
    }
  }

  /** A day of the years 1800 to 2199. */
  record Day(LocalDate day) implements Answer {
    public Day {
      FormBounds.present(day, "a day");
      FormBounds.between(day.getYear(), "a year", 1800, 2199);
    }

    /**
     * @param day ISO 8601: {@code 2026-12-31}
     */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    static Day of(@JsonProperty("day") String day) {
      try {
        return new Day(LocalDate.parse(FormBounds.present(day, "a day")));
      } catch (DateTimeException _) {
        throw new FormRefusedException("a day is not a day of the calendar");
      }
    }

    @Override
    public String toString() {
      return "Day[hidden]";
    }
  }

  /**
   * A number of at most 15 digits before the comma and 6 behind it, without trailing zeros; on the
   * wire a string with a decimal point.
   */
  record Quantity(@JsonSerialize(using = ToStringSerializer.class) BigDecimal number)
      implements Answer {
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,15}(?:\\.[0-9]{1,12})?");
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);

    public Quantity {
      FormBounds.present(number, "a number");
      if (number.abs().compareTo(LIMIT) >= 0) {
        throw new FormRefusedException("a number has more than 15 digits before the comma");
      }
      BigDecimal shortest = number.stripTrailingZeros();
      if (shortest.scale() > 6) {
        throw new FormRefusedException("a number has more than 6 digits behind the comma");
      }
      number = shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    /**
     * @param number digits with a decimal point, as on the wire
     */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    Quantity(@JsonProperty("number") String number) {
      this(plain(number));
    }

    private static BigDecimal plain(String number) {
      return new BigDecimal(FormBounds.matching(number, "a number", PLAIN));
    }

    @Override
    public String toString() {
      return "Quantity[hidden]";
    }
  }

  /**
   * An address, perhaps not yet complete; what is not filled is empty, never null.
   *
   * @param number with its letter, if it has one: {@code 12A}
   * @param postcode four digits once it is complete
   */
  record Address(String street, String number, String box, String postcode, String town)
      implements Answer {
    public Address {
      checkLength(street, "a street", 100);
      checkLength(number, "a house number", 10);
      checkLength(box, "a box", 10);
      checkLength(postcode, "a postcode", 10);
      checkLength(town, "a town", 60);
    }

    @Override
    public String toString() {
      return "Address[hidden]";
    }
  }

  /**
   * A place in the street, said as the address nearest to it.
   *
   * @param near the address; its number may be empty
   * @param at where that is, if the terminal could find out; null otherwise
   */
  record Spot(Address near, Coordinates at) implements Answer {
    public Spot {
      FormBounds.present(near, "the address of a spot");
    }

    @Override
    public String toString() {
      return "Spot[hidden]";
    }
  }

  /**
   * A file that lies elsewhere. It has no name here, since names of files tell of persons.
   *
   * @param reference where the guichet finds it: letters, digits and hyphens
   * @param bytes its size, at most {@link #MAX_BYTES}
   * @param pages how many, at most {@link #MAX_PAGES}; 1 for a picture
   */
  record Attached(String reference, FileKind kindOfFile, int bytes, int pages) implements Answer {
    public static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9-]{8,64}");
    public static final int MAX_BYTES = 20_000_000;
    public static final int MAX_PAGES = 100;

    public Attached {
      FormBounds.matching(reference, "a file's reference", REFERENCE);
      FormBounds.present(kindOfFile, "a file's kind");
      FormBounds.between(bytes, "a file's size", 1, MAX_BYTES);
      FormBounds.between(pages, "a file's number of pages", 1, MAX_PAGES);
    }

    @Override
    public String toString() {
      return "Attached[hidden]";
    }
  }

  /** The repetitions of a block, at most 20, each with answers of its own and no block inside. */
  record Repeated(List<Answers> items) implements Answer {
    public Repeated {
      items = FormBounds.list(items, "repetitions", 0, Input.Block.MOST_REPETITIONS);
      if (items.stream()
          .anyMatch(item -> item.values().values().stream().anyMatch(Repeated.class::isInstance))) {
        throw new FormRefusedException("a block is inside a block");
      }
    }

    @Override
    public String toString() {
      return "Repeated[" + items.size() + " hidden]";
    }
  }

  private static void checkLength(String text, String name, int maxChars) {
    if (text == null || text.length() > maxChars) {
      throw new FormRefusedException(
          name + " is missing or longer than " + maxChars + " characters");
    }
  }
}
