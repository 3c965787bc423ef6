package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.Condition;
import be.borne.protocol.guichet.form.Input;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.Operator;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.Term;
import be.borne.townhall.guichet.engine.wcs.WcsSchema.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Conditions of a w.c.s. as conditions of ours. What is sent without being asked is known
 * beforehand, and a condition on it holds always or never.
 */
final class WcsConditions {

  /** A condition, as far as it can be said beforehand. */
  sealed interface Folded {
    /** It holds whatever is answered, or never. */
    record Known(boolean holds) implements Folded {}

    /** It depends on what is answered. */
    record Open(Condition condition) implements Folded {}
  }

  /** What a variable is when answers are given. */
  sealed interface Meaning {
    /** It is asked. */
    record Asked(WcsForm.Asked field) implements Meaning {}

    /**
     * It is known beforehand.
     *
     * @param values what conditions see of it
     */
    record Sent(DjangoCondition.Values values) implements Meaning {}
  }

  private final Function<String, Optional<Meaning>> meanings;

  /**
   * @param meanings of variables; empty where one is not known beforehand, and not asked either
   */
  WcsConditions(Function<String, Optional<Meaning>> meanings) {
    this.meanings = meanings;
  }

  /** All of them together. */
  Folded all(List<DjangoCondition> conditions) throws NotTaken {
    List<Folded> parts = new ArrayList<>();
    for (DjangoCondition each : conditions) {
      parts.add(of(each));
    }
    return joined(parts, true);
  }

  Folded of(DjangoCondition condition) throws NotTaken {
    return switch (condition) {
      case DjangoCondition.And _ -> joined(parts(condition, true), true);
      case DjangoCondition.Or _ -> joined(parts(condition, false), false);
      case DjangoCondition.Not(var inner) -> not(of(inner));
      case DjangoCondition.Truth(Term.Variable variable) -> truth(condition, variable);
      case DjangoCondition.Truth _ -> throw new NotTaken("a condition on nothing that is asked");
      case DjangoCondition.Compare(var left, var operator, var right) ->
          right instanceof Term.Constant constant
              ? compare(condition, left, operator, constant)
              : compare(condition, right, turned(operator), (Term.Constant) left);
    };
  }

  /** Of {@code a and b and c} three, however they are nested. */
  private List<Folded> parts(DjangoCondition condition, boolean and) throws NotTaken {
    List<Folded> parts = new ArrayList<>();
    switch (condition) {
      case DjangoCondition.And(var left, var right) when and -> {
        parts.addAll(parts(left, true));
        parts.addAll(parts(right, true));
      }
      case DjangoCondition.Or(var left, var right) when !and -> {
        parts.addAll(parts(left, false));
        parts.addAll(parts(right, false));
      }
      default -> parts.add(of(condition));
    }
    return parts;
  }

  private static Folded joined(List<Folded> parts, boolean and) {
    List<Condition> open = new ArrayList<>();
    for (Folded part : parts) {
      switch (part) {
        case Folded.Known(var holds) when holds != and -> {
          return part;
        }
        case Folded.Known _ -> {}
        case Folded.Open(var condition) -> open.add(condition);
      }
    }
    if (open.isEmpty()) {
      return new Folded.Known(and);
    }
    return new Folded.Open(
        open.size() == 1
            ? open.getFirst()
            : and ? new Condition.And(open) : new Condition.Or(open));
  }

  private static Folded not(Folded inner) {
    return switch (inner) {
      case Folded.Known(var holds) -> new Folded.Known(!holds);
      case Folded.Open(var condition) -> new Folded.Open(new Condition.Not(condition));
    };
  }

  private static Operator turned(Operator operator) {
    return switch (operator) {
      case LESS -> Operator.MORE;
      case AT_MOST -> Operator.AT_LEAST;
      case MORE -> Operator.LESS;
      case AT_LEAST -> Operator.AT_MOST;
      case EQUAL, NOT_EQUAL, IN, NOT_IN -> operator;
    };
  }

  private Meaning meaning(String variable) throws NotTaken {
    return meanings
        .apply(variable)
        .orElseThrow(
            () ->
                new NotTaken(
                    "a condition on "
                        + variable
                        + ", which is neither asked nor known beforehand"));
  }

  private Folded truth(DjangoCondition whole, Term.Variable variable) throws NotTaken {
    return switch (meaning(variable.name())) {
      case Meaning.Sent(var values) -> new Folded.Known(whole.holds(values));
      case Meaning.Asked(var field) ->
          new Folded.Open(
              switch (field.kind()) {
                case Kind.YesNo() -> isYes(field);
                case Kind.Text _, Kind.Email _, Kind.Choice _ -> new Condition.Answered(field.id());
                case Kind.Numeric number
                    when number.min().filter(m -> m.signum() > 0).isPresent() ->
                    new Condition.Answered(field.id());
                // Zero is false there, and an answer here.
                default -> throw new NotTaken("a condition that asks whether a number is zero");
              });
    };
  }

  private static Condition isYes(WcsForm.Asked field) {
    return field.input() instanceof Input.MultipleChoice
        ? new Condition.Contains(field.id(), WcsInputs.TICKED)
        : new Condition.Equals(field.id(), WcsInputs.TICKED);
  }

  private Folded compare(
      DjangoCondition whole, Term term, Operator operator, Term.Constant constant) throws NotTaken {
    Term inner = term;
    BigDecimal added = BigDecimal.ZERO;
    while (inner instanceof Term.Sum(var below, var more)) {
      inner = below;
      added = added.add(BigDecimal.valueOf(more));
    }
    if (!(inner instanceof Term.Variable variable)) {
      throw new NotTaken("a condition on nothing that is asked");
    }
    return switch (meaning(variable.name())) {
      case Meaning.Sent(var values) -> new Folded.Known(whole.holds(values));
      case Meaning.Asked(var field) ->
          switch (field.kind()) {
            case Kind.Choice choice -> choice(field, choice, variable, operator, constant);
            case Kind.Text _ -> text(field, operator, constant);
            case Kind.Numeric number ->
                new Folded.Open(
                    number(
                        field.id(),
                        number.isWhole(),
                        operator,
                        ((BigDecimal) constant.value()).subtract(added)));
            default ->
                throw new NotTaken("a condition on " + variable.name() + " that is not said here");
          };
    };
  }

  private static Folded text(WcsForm.Asked field, Operator operator, Term.Constant constant)
      throws NotTaken {
    String value = (String) constant.value();
    if (!(field.input() instanceof Input.ShortText)
        || value.isBlank()
        || !value.equals(value.strip())
        || value.length() > WcsInputs.MOST_LINE_CHARS) {
      throw new NotTaken("a text compared in a way that is not said here");
    }
    return equal(new Condition.Equals(field.id(), value), operator);
  }

  private static Folded equal(Condition condition, Operator operator) throws NotTaken {
    return switch (operator) {
      case EQUAL, IN -> new Folded.Open(condition);
      case NOT_EQUAL -> new Folded.Open(new Condition.Not(condition));
      // Letters in an order that no citizen knows.
      case LESS, AT_MOST, MORE, AT_LEAST, NOT_IN ->
          throw new NotTaken("a condition on the order of letters");
    };
  }

  private static Folded choice(
      WcsForm.Asked field,
      Kind.Choice choice,
      Term.Variable variable,
      Operator operator,
      Term.Constant constant)
      throws NotTaken {
    switch (operator) {
      // Also with a constant that is no option: a w.c.s. compares it all the same.
      case LESS, AT_MOST, MORE, AT_LEAST ->
          throw new NotTaken("a condition on the order of letters");
      case EQUAL, NOT_EQUAL, IN, NOT_IN -> {}
    }
    Map<String, String> words = choice.options().orElseThrow();
    List<Condition> ours = new ArrayList<>();
    field
        .options()
        .forEach(
            (mine, theirs) -> {
              if ((variable.isRaw() ? theirs : words.get(theirs)).equals(constant.value())) {
                ours.add(
                    choice.isMany()
                        ? new Condition.Contains(field.id(), mine)
                        : new Condition.Equals(field.id(), mine));
              }
            });
    if (operator == Operator.NOT_IN) {
      // In nothing is neither anything nor not.
      Condition there = new Condition.Answered(field.id());
      return new Folded.Open(
          ours.isEmpty()
              ? there
              : new Condition.And(List.of(there, new Condition.Not(ours.getFirst()))));
    }
    if (ours.isEmpty()) {
      return new Folded.Known(operator == Operator.NOT_EQUAL);
    }
    return equal(ours.size() == 1 ? ours.getFirst() : new Condition.Or(ours), operator);
  }

  /** A number that is not there is neither more nor less than another. */
  private static Condition number(String id, boolean isWhole, Operator operator, BigDecimal value)
      throws NotTaken {
    Condition less = less(id, value);
    return switch (operator) {
      case LESS -> less;
      case AT_LEAST -> answered(id, new Condition.Not(less));
      case AT_MOST -> less(id, next(isWhole, value));
      case MORE -> answered(id, new Condition.Not(less(id, next(isWhole, value))));
      case EQUAL ->
          new Condition.And(List.of(less(id, next(isWhole, value)), new Condition.Not(less)));
      case NOT_EQUAL ->
          new Condition.Not(
              new Condition.And(List.of(less(id, next(isWhole, value)), new Condition.Not(less))));
      case IN, NOT_IN -> throw new NotTaken("a condition on what a number is in");
    };
  }

  private static Condition answered(String id, Condition condition) {
    return new Condition.And(List.of(new Condition.Answered(id), condition));
  }

  private static Condition less(String id, BigDecimal value) {
    return new Condition.LessThan(id, value.toPlainString());
  }

  private static BigDecimal next(boolean isWhole, BigDecimal value) throws NotTaken {
    if (!isWhole || value.stripTrailingZeros().scale() > 0) {
      throw new NotTaken("a condition on the very value of a number that is not whole");
    }
    return value.add(BigDecimal.ONE);
  }
}
