package be.borne.townhall.guichet.engine.wcs;

import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A form of a w.c.s. and its workflow, as {@code GET /api/formdefs/FORM/schema} tells them: what
 * has to be sent is found out from here alone, because the w.c.s. takes whatever comes.
 *
 * @param fields in their order, those without a variable too
 * @param demands what has to hold of the answers together
 * @param made the files that the workflow makes, by variable
 * @param statuses ids of the workflow's
 * @param triggers that it can wait for
 */
record WcsSchema(
    List<Field> fields,
    List<DjangoCondition> demands,
    Set<String> made,
    Set<String> statuses,
    Set<String> triggers) {
  private static final int MOST_FIELDS = 500;
  private static final int MOST_OPTIONS = 2_000;
  private static final String TRIGGER = "jump:";
  private static final Set<String> READ_ONLY = Set.of("title", "subtitle", "comment");

  /**
   * A field.
   *
   * @param variable empty where it has none, and can then not be sent
   * @param label as the site says it
   * @param isRequired where it is shown
   * @param shownWhen all of which have to hold; its page's among them
   */
  record Field(
      String variable,
      String label,
      Kind kind,
      boolean isRequired,
      List<DjangoCondition> shownWhen) {}

  /** What a field takes. */
  sealed interface Kind {

    /**
     * Text.
     *
     * @param validation the name of the site's rule; empty for none
     */
    record Text(String validation) implements Kind {}

    /** An e-mail address. */
    record Email() implements Kind {}

    /** A day; no condition that speaks of it is taken, since it compares in the site's spelling. */
    record Day() implements Kind {}

    /** Yes or no; where it is required, yes. */
    record YesNo() implements Kind {}

    /** A number. */
    record Numeric(Optional<BigDecimal> min, Optional<BigDecimal> max, boolean isWhole)
        implements Kind {}

    /**
     * One option, or several.
     *
     * @param options words by id; empty where they come from elsewhere and are not known here
     */
    record Choice(Optional<Map<String, String>> options, boolean isMany) implements Kind {}

    /** What the site computes from other fields in a browser, and nobody computes for an API. */
    record Computed() implements Kind {}

    /** What cannot be sent from here: a file, a block, a table, a place on a map. */
    record Other(String type) implements Kind {}
  }

  /**
   * @throws NotTaken if it holds anything that is not known here; says what, in the words of the
   *     schema, which is no secret
   */
  static WcsSchema of(JsonNode schema) throws NotTaken {
    JsonNode fields = schema.path("fields");
    JsonNode workflow = schema.path("workflow");
    if (!fields.isArray() || fields.isEmpty() || fields.size() > MOST_FIELDS) {
      throw new NotTaken("a form without fields, or with more than " + MOST_FIELDS);
    }
    List<Field> read = new ArrayList<>();
    List<DjangoCondition> demands = new ArrayList<>();
    List<DjangoCondition> ofPage = List.of();
    for (JsonNode field : fields) {
      String type = field.path("type").asText();
      if (type.equals("page")) {
        ofPage = condition(field.path("condition"));
        for (JsonNode demand : field.path("post_conditions")) {
          demands.addAll(condition(demand.path("condition")));
        }
      } else if (!READ_ONLY.contains(type)) {
        List<DjangoCondition> shownWhen = new ArrayList<>(ofPage);
        shownWhen.addAll(condition(field.path("condition")));
        read.add(field(field, type, List.copyOf(shownWhen)));
      }
    }
    WcsSchema whole =
        new WcsSchema(
            List.copyOf(read),
            List.copyOf(demands),
            files(workflow.path("fields")),
            ids(workflow.path("statuses")),
            triggers(workflow.path("actions")));
    whole.requireConditionsOfOwnFields();
    return whole;
  }

  private static Field field(JsonNode field, String type, List<DjangoCondition> shownWhen)
      throws NotTaken {
    return new Field(
        field.path("varname").asText(""),
        field.path("label").asText(""),
        kind(field, type),
        isRequired(field.path("required")),
        shownWhen);
  }

  /** Older versions say true or false, newer ones a word; where nothing is said it is required. */
  private static boolean isRequired(JsonNode required) throws NotTaken {
    if (required.isBoolean()) {
      return required.booleanValue();
    }
    return switch (required.asText("required")) {
      case "required", "" -> true;
      case "optional" -> false;
      default -> throw new NotTaken("a way of being required that is not known");
    };
  }

  private static Kind kind(JsonNode field, String type) throws NotTaken {
    return switch (type) {
      case "string", "text" -> new Kind.Text(field.path("validation").path("type").asText(""));
      case "email" -> new Kind.Email();
      case "date" -> new Kind.Day();
      case "bool" -> new Kind.YesNo();
      case "numeric" ->
          new Kind.Numeric(
              number(field.path("min_value")),
              number(field.path("max_value")),
              field.path("restrict_to_integers").asBoolean(true));
      case "item" -> new Kind.Choice(options(field), false);
      case "items" -> new Kind.Choice(options(field), true);
      case "computed" -> new Kind.Computed();
      default -> new Kind.Other(type);
    };
  }

  private static Optional<BigDecimal> number(JsonNode bound) throws NotTaken {
    if (bound.isNumber()) {
      return Optional.of(bound.decimalValue());
    }
    if (bound.isMissingNode() || bound.isNull() || bound.asText().isEmpty()) {
      return Optional.empty();
    }
    throw new NotTaken("a bound of a number that is none");
  }

  private static Optional<Map<String, String>> options(JsonNode field) throws NotTaken {
    JsonNode source = field.path("data_source");
    JsonNode listed = field.path("items");
    if (source.path("type").asText("").equals("jsonvalue")) {
      try {
        listed = new ObjectMapper().readTree(source.path("value").asText());
      } catch (JsonProcessingException e) {
        throw new NotTaken("options that are no JSON");
      }
    } else if (!source.path("type").asText("").isEmpty()) {
      return Optional.empty();
    }
    if (!listed.isArray() || listed.size() > MOST_OPTIONS) {
      throw new NotTaken("options that are no list, or more than " + MOST_OPTIONS);
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (JsonNode option : listed) {
      String id = option.isTextual() ? option.asText() : option.path("id").asText("");
      String words = option.isTextual() ? option.asText() : option.path("text").asText("");
      if (id.isEmpty() || options.put(id, words) != null) {
        throw new NotTaken("an option without an id, or two with one");
      }
    }
    return Optional.of(Collections.unmodifiableMap(options));
  }

  private static List<DjangoCondition> condition(JsonNode condition) throws NotTaken {
    if (condition.isMissingNode() || condition.isNull() || condition.isEmpty()) {
      return List.of();
    }
    if (!condition.path("type").asText().equals("django")) {
      throw new NotTaken("a condition of another kind than django");
    }
    return List.of(DjangoCondition.of(condition.path("value").asText()));
  }

  private void requireConditionsOfOwnFields() throws NotTaken {
    List<DjangoCondition> all = new ArrayList<>(demands);
    fields.forEach(field -> all.addAll(field.shownWhen()));
    for (DjangoCondition condition : all) {
      for (String variable : condition.variables()) {
        Optional<Field> field = field(variable);
        if (field.isEmpty()
            || field.get().kind() instanceof Kind.Day
            || field.get().kind() instanceof Kind.Other) {
          throw new NotTaken("a condition on " + variable + ", which cannot be compared here");
        }
      }
    }
  }

  /** The field of this variable. */
  Optional<Field> field(String variable) {
    return fields.stream()
        .filter(field -> !variable.isEmpty() && field.variable().equals(variable))
        .findFirst();
  }

  private static Set<String> files(JsonNode fields) {
    Set<String> files = new HashSet<>();
    for (JsonNode field : fields) {
      if (field.path("type").asText().equals("file")) {
        files.add(field.path("varname").asText());
      }
    }
    return Set.copyOf(files);
  }

  private static Set<String> ids(JsonNode statuses) {
    Set<String> ids = new HashSet<>();
    statuses.forEach(status -> ids.add(status.path("id").asText()));
    return Set.copyOf(ids);
  }

  private static Set<String> triggers(JsonNode actions) {
    Set<String> triggers = new HashSet<>();
    for (Map.Entry<String, JsonNode> action : actions.properties()) {
      if (action.getKey().startsWith(TRIGGER)) {
        triggers.add(action.getKey().substring(TRIGGER.length()));
      }
    }
    return Set.copyOf(triggers);
  }
}
