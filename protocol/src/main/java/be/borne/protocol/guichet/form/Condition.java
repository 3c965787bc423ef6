package be.borne.protocol.guichet.form;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * When a field is shown. It speaks of fields that come before it; one that is hidden, or was left
 * open, counts as not answered. At most {@link #MAX_DEPTH} deep and {@link #MAX_PARTS} parts.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Condition.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = Condition.Equals.class, name = "equals"),
  @JsonSubTypes.Type(value = Condition.Contains.class, name = "contains"),
  @JsonSubTypes.Type(value = Condition.LessThan.class, name = "less-than"),
  @JsonSubTypes.Type(value = Condition.And.class, name = "and"),
  @JsonSubTypes.Type(value = Condition.Or.class, name = "or"),
  @JsonSubTypes.Type(value = Condition.Not.class, name = "not")
})
public sealed interface Condition {
  int MAX_DEPTH = 16;
  int MAX_PARTS = 100;

  /** The field was answered. */
  record Answered(String field) implements Condition {
    public Answered {
      checkField(field);
    }
  }

  /**
   * A choice, a yes-or-no question or a short text has this answer.
   *
   * @param value an option's id, {@code yes} or {@code no}, or the text
   */
  record Equals(String field, String value) implements Condition {
    public Equals {
      checkField(field);
      checkValue(value);
    }
  }

  /**
   * Among several things chosen is this one.
   *
   * @param value an option's id
   */
  record Contains(String field, String value) implements Condition {
    public Contains {
      checkField(field);
      checkValue(value);
    }
  }

  /**
   * A number is smaller, or a date earlier.
   *
   * @param value a number, as {@code 100} or {@code 2.5}, or a {@link DayLimit}
   */
  record LessThan(String field, String value) implements Condition {
    public LessThan {
      checkField(field);
      checkValue(value);
    }
  }

  /** All of them hold. */
  record And(List<Condition> all) implements Condition {
    public And {
      all = FormBounds.list(all, "conditions", 1, 20);
      checkSize(all);
    }
  }

  /** At least one of them holds. */
  record Or(List<Condition> any) implements Condition {
    public Or {
      any = FormBounds.list(any, "conditions", 1, 20);
      checkSize(any);
    }
  }

  /** It does not hold. */
  record Not(Condition condition) implements Condition {
    public Not {
      checkSize(List.of(FormBounds.present(condition, "condition")));
    }
  }

  /**
   * Whether it holds. Total: what cannot be compared does not hold.
   *
   * @param answers the answers that are shown, by field id
   * @param today the day that relative limits are counted from
   */
  default boolean holds(Function<String, Optional<Answer>> answers, LocalDate today) {
    return switch (this) {
      case Answered(var field) -> answers.apply(field).isPresent();
      case Equals(var field, var value) ->
          answers.apply(field).filter(given -> says(given, value)).isPresent();
      case Contains(var field, var value) ->
          answers
              .apply(field)
              .filter(
                  given ->
                      given instanceof Answer.ManyChosen(var options) && options.contains(value))
              .isPresent();
      case LessThan(var field, var value) ->
          answers.apply(field).filter(given -> isLess(given, value, today)).isPresent();
      case And(var all) -> all.stream().allMatch(part -> part.holds(answers, today));
      case Or(var any) -> any.stream().anyMatch(part -> part.holds(answers, today));
      case Not(var condition) -> !condition.holds(answers, today);
    };
  }

  private static boolean says(Answer given, String value) {
    return switch (given) {
      case Answer.Chosen(var option) -> option.equals(value);
      case Answer.Text(var text) -> text.equals(value);
      default -> false;
    };
  }

  private static boolean isLess(Answer given, String value, LocalDate today) {
    return switch (given) {
      case Answer.Quantity(var number) ->
          number(value).filter(limit -> number.compareTo(limit) < 0).isPresent();
      case Answer.Day(var day) ->
          day(value).filter(limit -> day.isBefore(limit.on(today))).isPresent();
      default -> false;
    };
  }

  /** The value of a {@link LessThan} as a number, if it is one. */
  static Optional<BigDecimal> number(String value) {
    try {
      return Optional.of(new Answer.Quantity(value).number());
    } catch (FormRefusedException _) {
      return Optional.empty();
    }
  }

  /** The value of a {@link LessThan} as a day, if it is one. */
  static Optional<DayLimit> day(String value) {
    try {
      return Optional.of(DayLimit.of(value));
    } catch (FormRefusedException _) {
      return Optional.empty();
    }
  }

  /** The conditions directly inside this one. */
  default List<Condition> parts() {
    return switch (this) {
      case And(var all) -> all;
      case Or(var any) -> any;
      case Not(var condition) -> List.of(condition);
      case Answered _, Equals _, Contains _, LessThan _ -> List.of();
    };
  }

  private static int depth(Condition condition) {
    return 1 + condition.parts().stream().mapToInt(Condition::depth).max().orElse(0);
  }

  private static int size(Condition condition) {
    return 1 + condition.parts().stream().mapToInt(Condition::size).sum();
  }

  private static void checkSize(List<Condition> parts) {
    if (parts.stream().mapToInt(Condition::depth).max().orElse(0) >= MAX_DEPTH) {
      throw new FormRefusedException("a condition is more than " + MAX_DEPTH + " deep");
    }
    if (parts.stream().mapToInt(Condition::size).sum() >= MAX_PARTS) {
      throw new FormRefusedException("a condition has more than " + MAX_PARTS + " parts");
    }
  }

  private static void checkField(String field) {
    FormBounds.matching(field, "field of a condition", FormBounds.FIELD_ID);
  }

  private static void checkValue(String value) {
    FormBounds.present(value, "value of a condition");
    FormBounds.between(value.length(), "the length of a condition's value", 1, 200);
  }
}
