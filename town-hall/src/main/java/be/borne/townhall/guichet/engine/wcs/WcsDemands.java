package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.Input;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.Term;
import be.borne.townhall.guichet.engine.wcs.WcsConditions.Folded;
import be.borne.townhall.guichet.engine.wcs.WcsSchema.Kind;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What a w.c.s. demands when a page is left. Forms of ours have nothing of the kind; where it is
 * nothing but a bound of one number it becomes one, and everything else is refused.
 */
final class WcsDemands {
  private final WcsSchema schema;
  private final WcsConditions conditions;

  WcsDemands(WcsSchema schema, WcsConditions conditions) {
    this.schema = schema;
    this.conditions = conditions;
  }

  /**
   * Looks at all demands on a page's numbers.
   *
   * @param asked by variable; a number that is bounded by a demand is replaced
   * @throws NotTaken if the demand is none of this kind
   */
  void bound(WcsSchema.Demand demand, Map<String, Input> asked) throws NotTaken {
    if (conditions.all(demand.shownWhen()) instanceof Folded.Known(var isMade) && !isMade) {
      return;
    }
    if (conditions.of(demand.condition()) instanceof Folded.Known(var holds)) {
      if (!holds) {
        throw new NotTaken("what is sent never meets it");
      }
      return;
    }
    Bound bound = bound(demand.condition()).orElseThrow(() -> new NotTaken("no bound of a number"));
    WcsSchema.Field field = schema.field(bound.variable()).orElseThrow();
    if (!(asked.get(bound.variable()) instanceof Input.NumberField number)
        || !(field.kind() instanceof Kind.Numeric(_, _, var isWhole))
        || !isWhole
        // Of what is left open, or hidden while its page is not, a bound says something else.
        || !field.isRequired()
        || !field.shownWhen().equals(demand.shownWhen())) {
      throw new NotTaken("not of one whole number that is always asked there");
    }
    asked.put(bound.variable(), WcsInputs.within(number, bound.least(), bound.most()));
  }

  /** Either is null where there is none. */
  private record Bound(String variable, BigDecimal least, BigDecimal most) {}

  private static Optional<Bound> bound(DjangoCondition condition) {
    if (!(condition instanceof DjangoCondition.Compare(var term, var operator, var right))
        || !(right instanceof Term.Constant(var constant))
        || !(constant instanceof BigDecimal value)) {
      return Optional.empty();
    }
    Term inner = term;
    BigDecimal limit = value;
    while (inner instanceof Term.Sum(var below, var added)) {
      inner = below;
      limit = limit.subtract(BigDecimal.valueOf(added));
    }
    if (!(inner instanceof Term.Variable(var name, _)) || limit.stripTrailingZeros().scale() > 0) {
      return Optional.empty();
    }
    return switch (operator) {
      case LESS -> Optional.of(new Bound(name, null, limit.subtract(BigDecimal.ONE)));
      case AT_MOST -> Optional.of(new Bound(name, null, limit));
      case MORE -> Optional.of(new Bound(name, limit.add(BigDecimal.ONE), null));
      case AT_LEAST -> Optional.of(new Bound(name, limit, null));
      case EQUAL, NOT_EQUAL, IN, NOT_IN -> Optional.empty();
    };
  }
}
