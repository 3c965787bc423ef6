package be.borne.townhall.guichet.engine.wcs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A condition as a w.c.s. writes it: the inside of Django's {@code if} tag. No API of a w.c.s.
 * evaluates it, so it is done here; what is not listed below is refused rather than guessed.
 *
 * <p>Taken are {@code or}, {@code and}, {@code not}, {@code ==}, {@code !=}, {@code <}, {@code <=},
 * {@code >}, {@code >=}, {@code in}, {@code not in}; texts, numbers, {@code True}, {@code False},
 * {@code None}; the variables {@code form_var_NAME} and {@code form_var_NAME_raw}; and the filter
 * {@code add} of a whole number. Not taken are other variables (of the session, the user, the
 * site), other filters, parts of values, and comparisons in a row.
 */
sealed interface DjangoCondition {
  int MOST_CHARS = 2_000;

  /** Either of them. */
  record Or(DjangoCondition left, DjangoCondition right) implements DjangoCondition {}

  /** Both of them. */
  record And(DjangoCondition left, DjangoCondition right) implements DjangoCondition {}

  /** It does not hold. */
  record Not(DjangoCondition inner) implements DjangoCondition {}

  /** One against the other. */
  record Compare(Term left, Operator operator, Term right) implements DjangoCondition {}

  /** It is there, and neither empty nor zero nor false. */
  record Truth(Term term) implements DjangoCondition {}

  /** How two are compared. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    AT_MOST,
    MORE,
    AT_LEAST,
    IN,
    NOT_IN
  }

  /** Something that has a value. */
  sealed interface Term {

    /**
     * @param value a text, a {@link BigDecimal} or a {@link Boolean}
     */
    record Constant(Object value) implements Term {}

    /** {@code None}. */
    record None() implements Term {}

    /**
     * What was answered to a field.
     *
     * @param name of the field's variable
     * @param isRaw whether the chosen option's id is meant, and not its words
     */
    record Variable(String name, boolean isRaw) implements Term {}

    /** A number more. */
    record Sum(Term term, int added) implements Term {}
  }

  /** What a form's fields say. */
  interface Values {
    /**
     * @return a text, a {@link BigDecimal}, a {@link Boolean}, or a list of texts; null for nothing
     */
    Object of(Term.Variable variable);
  }

  /** There is something in it that is not taken; says where, and quotes nothing. */
  final class NotTaken extends Exception {
    private static final long serialVersionUID = 1L;

    NotTaken(String message) {
      super(message);
    }
  }

  /**
   * @throws NotTaken if there is anything in it that is not listed above
   */
  static DjangoCondition of(String text) throws NotTaken {
    if (text.length() > MOST_CHARS) {
      throw new NotTaken("a condition of more than " + MOST_CHARS + " characters");
    }
    return new DjangoParser(text).condition();
  }

  /** Whether it holds. What cannot be compared does not hold, as with Django. */
  default boolean holds(Values values) {
    return switch (this) {
      case Or(var left, var right) -> left.holds(values) || right.holds(values);
      case And(var left, var right) -> left.holds(values) && right.holds(values);
      case Not(var inner) -> !inner.holds(values);
      case Truth(var term) -> isTrue(valueOf(term, values));
      case Compare(var left, var operator, var right) ->
          compare(valueOf(left, values), operator, valueOf(right, values));
    };
  }

  /** The fields it speaks of. */
  default Set<String> variables() {
    Set<String> names = new TreeSet<>();
    for (Term term : terms()) {
      Term inner = term;
      while (inner instanceof Term.Sum(var below, _)) {
        inner = below;
      }
      if (inner instanceof Term.Variable(var name, _)) {
        names.add(name);
      }
    }
    return names;
  }

  private List<Term> terms() {
    List<Term> terms = new ArrayList<>();
    switch (this) {
      case Or(var left, var right) -> {
        terms.addAll(left.terms());
        terms.addAll(right.terms());
      }
      case And(var left, var right) -> {
        terms.addAll(left.terms());
        terms.addAll(right.terms());
      }
      case Not(var inner) -> terms.addAll(inner.terms());
      case Truth(var term) -> terms.add(term);
      case Compare(var left, _, var right) -> {
        terms.add(left);
        terms.add(right);
      }
    }
    return terms;
  }

  private static Object valueOf(Term term, Values values) {
    return switch (term) {
      case Term.Constant(var value) -> value;
      case Term.None() -> null;
      case Term.Variable variable -> values.of(variable);
      case Term.Sum(var inner, var added) -> sum(valueOf(inner, values), added);
    };
  }

  /** {@code add} takes a text for the whole number that it may spell, and is empty otherwise. */
  private static Object sum(Object value, int added) {
    BigDecimal number =
        switch (value) {
          case BigDecimal whole -> whole;
          case Boolean yes -> yes ? BigDecimal.ONE : BigDecimal.ZERO;
          case String text when text.strip().matches("[+-]?[0-9]{1,9}") ->
              new BigDecimal(text.strip());
          case null, default -> null;
        };
    return number == null
        ? ""
        // int() cuts off what stands behind the point.
        : new BigDecimal(number.toBigInteger()).add(BigDecimal.valueOf(added));
  }

  private static boolean isTrue(Object value) {
    return switch (value) {
      case null -> false;
      case Boolean yes -> yes;
      case BigDecimal number -> number.signum() != 0;
      case String text -> !text.isEmpty();
      case List<?> list -> !list.isEmpty();
      default -> throw new IllegalStateException("no value of a form");
    };
  }

  private static boolean compare(Object left, Operator operator, Object right) {
    return switch (operator) {
      case EQUAL -> isEqual(left, right);
      case NOT_EQUAL -> !isEqual(left, right);
      case IN -> isIn(left, right).isTrue();
      case NOT_IN -> isIn(left, right).isFalse();
      case LESS, AT_MOST, MORE, AT_LEAST -> isOrdered(left, operator, right);
    };
  }

  private static boolean isEqual(Object left, Object right) {
    if (left == null || right == null) {
      return left == null && right == null;
    }
    if (numbered(left) instanceof BigDecimal one && numbered(right) instanceof BigDecimal other) {
      // In Python true is one, and no text is a number.
      return one.compareTo(other) == 0;
    }
    return left.equals(right);
  }

  private static Object numbered(Object value) {
    return value instanceof Boolean yes ? (yes ? BigDecimal.ONE : BigDecimal.ZERO) : value;
  }

  private static boolean isOrdered(Object left, Operator operator, Object right) {
    Integer order =
        numbered(left) instanceof BigDecimal one && numbered(right) instanceof BigDecimal other
            ? Integer.valueOf(one.compareTo(other))
            : left instanceof String one && right instanceof String other
                ? Integer.valueOf(one.compareTo(other))
                : null;
    if (order == null) {
      return false;
    }
    return switch (operator) {
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case MORE -> order > 0;
      case AT_LEAST -> order >= 0;
      case EQUAL, NOT_EQUAL, IN, NOT_IN -> throw new IllegalStateException("orders nothing");
    };
  }

  /** Whether something is in something, if that can be said. */
  enum Contained {
    YES,
    NO,
    CANNOT_BE_SAID;

    boolean isTrue() {
      return this == YES;
    }

    boolean isFalse() {
      return this == NO;
    }
  }

  private static Contained isIn(Object part, Object whole) {
    if (whole instanceof List<?> list) {
      return list.stream().anyMatch(each -> isEqual(part, each)) ? Contained.YES : Contained.NO;
    }
    if (whole instanceof String text && part instanceof String inner) {
      return text.contains(inner) ? Contained.YES : Contained.NO;
    }
    return Contained.CANNOT_BE_SAID;
  }
}
