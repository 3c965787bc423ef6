package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.Condition;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Conditions of ours as a w.c.s. writes them. Django's {@code if} has no brackets, so what needs
 * some is spread out; what compares otherwise there is not said.
 */
final class DjangoWriting {
  /** Spread out further, nobody could read it. */
  private static final int MOST_TERMS = 40;

  private static final Pattern QUOTABLE = Pattern.compile("[^\"\\\\\\p{Cntrl}]{1,200}");

  private final Map<String, Field> fields;

  /**
   * @param fields that stand before the condition, by id
   */
  DjangoWriting(Map<String, Field> fields) {
    this.fields = fields;
  }

  /**
   * @return empty if it cannot be said, or not in few words
   */
  Optional<String> of(Condition condition) {
    return spread(condition, true)
        .map(
            any -> String.join(" or ", any.stream().map(all -> String.join(" and ", all)).toList()))
        .filter(text -> text.length() <= DjangoCondition.MOST_CHARS);
  }

  /** Either of these, each of which is all of those. */
  private Optional<List<List<String>>> spread(Condition condition, boolean holds) {
    return switch (condition) {
      case Condition.Not(var inner) -> spread(inner, !holds);
      case Condition.And(var all) -> holds ? together(all, true) : either(all, false);
      case Condition.Or(var any) -> holds ? either(any, true) : together(any, false);
      case Condition.Answered _, Condition.Equals _, Condition.Contains _, Condition.LessThan _ ->
          leaf(condition).map(text -> List.of(List.of(holds ? text : "not " + text)));
    };
  }

  private Optional<List<List<String>>> either(List<Condition> parts, boolean hold) {
    List<List<String>> any = new ArrayList<>();
    for (Condition part : parts) {
      Optional<List<List<String>>> spread = spread(part, hold);
      if (spread.isEmpty() || any.size() + spread.get().size() > MOST_TERMS) {
        return Optional.empty();
      }
      any.addAll(spread.get());
    }
    return Optional.of(any);
  }

  private Optional<List<List<String>>> together(List<Condition> parts, boolean hold) {
    List<List<String>> any = List.of(List.of());
    for (Condition part : parts) {
      Optional<List<List<String>>> spread = spread(part, hold);
      if (spread.isEmpty() || any.size() * spread.get().size() > MOST_TERMS) {
        return Optional.empty();
      }
      List<List<String>> more = new ArrayList<>();
      for (List<String> before : any) {
        for (List<String> behind : spread.get()) {
          List<String> both = new ArrayList<>(before);
          both.addAll(behind);
          more.add(both);
        }
      }
      any = more;
    }
    return Optional.of(any);
  }

  private Optional<String> leaf(Condition condition) {
    return switch (condition) {
      case Condition.Answered(var id) ->
          switch (input(id)) {
            case Input.ShortText _,
                Input.LongText _,
                Input.Email _,
                Input.Phone _,
                Input.AddressField _,
                Input.Block _,
                Input.YesNo _,
                Input.Choice _,
                Input.MultipleChoice _ ->
                variable(id);
            // Zero is an answer here, and false there.
            case Input.NumberField number when number.min() != null && number.min().signum() > 0 ->
                variable(id);
            default -> Optional.empty();
          };
      case Condition.Equals(var id, var value) ->
          variable(id)
              .filter(_ -> QUOTABLE.matcher(value).matches() && value.equals(value.strip()))
              .map(
                  variable ->
                      input(id) instanceof Input.ShortText
                          ? "%s == \"%s\"".formatted(variable, value)
                          : "%s_raw == \"%s\"".formatted(variable, value));
      case Condition.Contains(var id, var value) ->
          variable(id).map(variable -> "\"%s\" in %s_raw".formatted(value, variable));
      case Condition.LessThan(var id, var value) ->
          input(id) instanceof Input.NumberField
              ? variable(id).map(variable -> "%s < %s".formatted(variable, value))
              : Optional.empty();
      case Condition.And _, Condition.Or _, Condition.Not _ ->
          throw new IllegalArgumentException("has parts");
    };
  }

  private Input input(String id) {
    return fields.get(id).input();
  }

  /** What ends so means something else there. */
  private static Optional<String> variable(String id) {
    String name = id.replace('-', '_');
    return name.endsWith("_raw") ? Optional.empty() : Optional.of("form_var_" + name);
  }
}
