package be.borne.protocol.guichet.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Why an answer is not taken, in a form that every language can say. It holds limits of the form,
 * never what was typed.
 *
 * @param arguments as many as the key has places
 */
public record Problem(ProblemKey key, List<Argument> arguments) {
  /** What fills a place; who draws it writes it as people of the citizen's language do. */
  public sealed interface Argument {
    /** A number of characters, options, digits, pages or repetitions. */
    record Count(int count) implements Argument {}

    /** A day of the calendar. */
    record Day(LocalDate day) implements Argument {}

    /** A limit of a number. */
    record Amount(BigDecimal amount) implements Argument {}

    /** A size of files, in bytes. */
    record Bytes(int bytes) implements Argument {}
  }

  public Problem {
    FormBounds.present(key, "key");
    arguments = FormBounds.list(arguments, "arguments", key.places(), key.places());
  }

  static Problem of(ProblemKey key, Argument... arguments) {
    return new Problem(key, List.of(arguments));
  }

  static Problem counted(ProblemKey key, int count) {
    return of(key, new Argument.Count(count));
  }
}
