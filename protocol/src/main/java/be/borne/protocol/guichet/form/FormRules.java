package be.borne.protocol.guichet.form;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold between the fields of a form. */
final class FormRules {
  private final Map<String, Field> before = new LinkedHashMap<>();
  private final Set<String> everywhere = new HashSet<>();

  private FormRules() {}

  /**
   * @throws FormRefusedException naming the field that breaks a rule
   */
  static void check(List<Page> pages) {
    FormRules rules = new FormRules();
    List<Field> fields = pages.stream().flatMap(page -> page.fields().stream()).toList();
    fields.forEach(rules::collect);
    if (rules.everywhere.size() > FormDefinition.MAX_FIELDS) {
      throw new FormRefusedException("more than " + FormDefinition.MAX_FIELDS + " fields");
    }
    fields.forEach(rules::follow);
  }

  private void collect(Field field) {
    if (!everywhere.add(field.id())) {
      throw new FormRefusedException("field " + field.id() + " is there twice");
    }
    if (field.input() instanceof Input.Block block) {
      block.fields().forEach(this::collect);
    }
  }

  private void follow(Field field) {
    if (field.shownWhen() != null) {
      check(field.id(), field.shownWhen());
    }
    if (field.input() instanceof Input.Block block) {
      block.fields().forEach(this::follow);
      // From outside nobody could say which repetition is meant.
      block.fields().forEach(inner -> before.remove(inner.id()));
    }
    before.put(field.id(), field);
  }

  private void check(String owner, Condition condition) {
    boolean fits =
        switch (condition) {
          case Condition.Answered(var id) ->
              !(referred(owner, id).input() instanceof Input.Statement);
          case Condition.Equals(var id, var value) ->
              switch (referred(owner, id).input()) {
                case Input.Choice choice -> offers(choice.options(), value);
                case Input.YesNo _ -> value.equals(Answer.YES) || value.equals(Answer.NO);
                case Input.ShortText _ -> true;
                default -> false;
              };
          case Condition.Contains(var id, var value) ->
              referred(owner, id).input() instanceof Input.MultipleChoice choice
                  && offers(choice.options(), value);
          case Condition.LessThan(var id, var value) ->
              switch (referred(owner, id).input()) {
                case Input.NumberField _ -> Condition.number(value).isPresent();
                case Input.DateField _ -> Condition.day(value).isPresent();
                default -> false;
              };
          case Condition.And _, Condition.Or _, Condition.Not _ -> true;
        };
    if (!fits) {
      throw new FormRefusedException(
          "the condition of field " + owner + " compares what cannot be compared");
    }
    condition.parts().forEach(part -> check(owner, part));
  }

  private Field referred(String owner, String id) {
    Field field = before.get(id);
    if (field == null) {
      throw new FormRefusedException(
          everywhere.contains(id)
              ? "the condition of field %s speaks of %s, which does not come before it"
                  .formatted(owner, id)
              : "the condition of field %s speaks of %s, which does not exist"
                  .formatted(owner, id));
    }
    return field;
  }

  private static boolean offers(List<Option> options, String value) {
    return options.stream().anyMatch(option -> option.id().equals(value));
  }
}
