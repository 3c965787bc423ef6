package be.borne.kiosk.form;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Check;
import be.borne.protocol.guichet.form.Checked;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Option;
import be.borne.protocol.guichet.form.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What stands on the screen before it is an answer. None of them shows it in toString. */
public sealed interface Begun {
  /** One press answers, or there is only something to read. */
  record Nothing() implements Begun {}

  /**
   * @param text that stands in the field
   */
  record Typed(String text) implements Begun {
    @Override
    public String toString() {
      return "Typed[hidden]";
    }
  }

  /**
   * @param options that are chosen, in the order of the form
   */
  record Ticked(List<String> options) implements Begun {
    public Ticked {
      options = List.copyOf(options);
    }

    /**
     * @param input whose option it is; another's changes nothing
     */
    public Ticked pressed(Input.MultipleChoice input, String option) {
      return new Ticked(
          input.options().stream()
              .map(Option::id)
              .filter(id -> options.contains(id) != id.equals(option))
              .toList());
    }

    @Override
    public String toString() {
      return "Ticked[hidden]";
    }
  }

  /**
   * An address or a date, part by part.
   *
   * @param texts of all parts, empty where nothing is typed yet
   * @param at which of them stands in the field
   */
  record InParts(List<Part> parts, List<String> texts, int at) implements Begun {
    public InParts {
      parts = List.copyOf(parts);
      texts = List.copyOf(texts);
    }

    public Part part() {
      return parts.get(at);
    }

    public String text() {
      return texts.get(at);
    }

    public boolean isLast() {
      return at == parts.size() - 1;
    }

    public InParts with(String text) {
      List<String> now = new ArrayList<>(texts);
      now.set(at, text);
      return new InParts(parts, now, at);
    }

    public InParts at(int other) {
      return new InParts(parts, texts, other);
    }

    /** What is wrong with the part that stands in the field, whatever the others are. */
    public Optional<Problem> problem(Field field, LocalDate today) {
      Input input =
          field.input() instanceof Input.DateField
              ? new Input.DateField(null, null)
              : field.input();
      Field alone = new Field(field.id(), field.label(), field.help(), true, null, null, input);
      return Check.of(alone, part().alone(input, text()), today) instanceof Checked.Refused(var why)
          ? Optional.of(why)
          : Optional.empty();
    }

    public Answer answer(Input input) {
      return Part.join(input, texts);
    }

    @Override
    public String toString() {
      return "InParts[" + part() + ", hidden]";
    }
  }

  /** Which repetition of a block is to be taken away? */
  record TakingAway() implements Begun {}

  /** What stands there when the question appears: what was answered before, if anything was. */
  static Begun at(FormPlace.Asking place) {
    Input input = place.question().field().input();
    Optional<Answer> before = place.answered();
    return switch (input) {
      case Input.ShortText _, Input.LongText _, Input.Email _, Input.Phone _, Input.NumberField _ ->
          new Typed(before.map(Begun::typed).orElse(""));
      case Input.MultipleChoice _ ->
          new Ticked(
              before.orElse(null) instanceof Answer.ManyChosen(var options) ? options : List.of());
      case Input.AddressField _, Input.MapPoint _, Input.DateField _ -> {
        List<Part> parts = Part.of(input);
        List<String> texts = before.map(Part::split).orElse(List.of());
        yield new InParts(
            parts, texts.size() == parts.size() ? texts : Collections.nCopies(parts.size(), ""), 0);
      }
      case Input.Choice _, Input.YesNo _, Input.FileField _, Input.Statement _, Input.Block _ ->
          new Nothing();
    };
  }

  private static String typed(Answer answer) {
    return switch (answer) {
      case Answer.Text(var text) -> text;
      case Answer.Quantity(var number) -> number.toPlainString().replace('.', ',');
      default -> "";
    };
  }
}
