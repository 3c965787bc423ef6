package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.FileKind;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.Operator;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.Term;
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
 * @param closed why nobody, or not everybody, can submit it; empty for a form that is open
 * @param made the files that the workflow makes, by variable
 * @param statuses ids of the workflow's
 * @param triggers that it can wait for
 */
record WcsSchema(
    List<Field> fields,
    List<Demand> demands,
    List<String> closed,
    Set<String> made,
    Set<String> statuses,
    Set<String> triggers) {
  private static final int MOST_FIELDS = 500;
  private static final int MOST_OPTIONS = 2_000;
  private static final String TRIGGER = "jump:";
  static final Set<String> READ_ONLY = Set.of("title", "subtitle", "comment");

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

  /**
   * What has to hold when a page is left.
   *
   * @param shownWhen the page is; of one that is hidden nothing is demanded
   */
  record Demand(List<DjangoCondition> shownWhen, DjangoCondition condition) {}

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

    /**
     * A day; no condition that speaks of it is taken, since it compares in the site's spelling.
     *
     * @param bounds which days it takes
     */
    record Day(DayBounds bounds) implements Kind {}

    /** Yes or no; where it is required, yes. */
    record YesNo() implements Kind {}

    /** A number. */
    record Numeric(Optional<BigDecimal> min, Optional<BigDecimal> max, boolean isWhole)
        implements Kind {}

    /**
     * One option, or several.
     *
     * @param options words by id; empty where they come from elsewhere and are not known here
     * @param least of several
     * @param most of several
     */
    record Choice(Optional<Map<String, String>> options, boolean isMany, int least, int most)
        implements Kind {}

    /** What the site computes from other fields in a browser, and nobody computes for an API. */
    record Computed() implements Kind {}

    /**
     * A file.
     *
     * @param takes the kinds of ours that the site takes there
     * @param mostBytes as the site has it; empty for no bound
     */
    record File(List<FileKind> takes, Optional<Long> mostBytes) implements Kind {}

    /** A place on a map. */
    record Place() implements Kind {}

    /** What cannot be sent from here: a block, a table, and whatever else there is. */
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
    List<Demand> demands = new ArrayList<>();
    List<DjangoCondition> ofPage = List.of();
    for (JsonNode field : fields) {
      String type = field.path("type").asText();
      try {
        if (type.equals("page")) {
          ofPage = condition(field.path("condition"));
          for (JsonNode demand : field.path("post_conditions")) {
            for (DjangoCondition condition : condition(demand.path("condition"))) {
              demands.add(new Demand(ofPage, condition));
            }
          }
        } else if (!READ_ONLY.contains(type)) {
          List<DjangoCondition> shownWhen = new ArrayList<>(ofPage);
          shownWhen.addAll(condition(field.path("condition")));
          read.add(field(field, type, List.copyOf(shownWhen)));
        }
      } catch (NotTaken e) {
        throw named(field.path("label").asText(""), e);
      }
    }
    WcsSchema whole =
        new WcsSchema(
            List.copyOf(read),
            List.copyOf(demands),
            closed(schema),
            files(workflow.path("fields")),
            ids(workflow.path("statuses")),
            triggers(workflow.path("actions")));
    whole.requireOneFieldForEachVariable();
    whole.requireConditionsThatAreUnderstood();
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

  /** Says which field it is. */
  private static NotTaken named(String label, NotTaken why) {
    String plain = label.replaceAll("\\s+", " ");
    String name = plain.length() > 60 ? plain.substring(0, 60) + "…" : plain;
    return new NotTaken("\"%s\": %s".formatted(name, why.getMessage()));
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
      case "date" -> new Kind.Day(DayBounds.of(field));
      case "bool" -> new Kind.YesNo();
      case "numeric" ->
          new Kind.Numeric(
              number(field.path("min_value")),
              number(field.path("max_value")),
              field.path("restrict_to_integers").asBoolean(true));
      case "item" -> new Kind.Choice(options(field), false, 1, 1);
      case "items" ->
          new Kind.Choice(
              options(field),
              true,
              Math.max(1, count(field.path("min_choices"), 1)),
              count(field.path("max_choices"), MOST_OPTIONS));
      case "computed" -> new Kind.Computed();
      case "file" ->
          new Kind.File(
              WcsFile.kinds(field.path("document_type")),
              WcsFile.mostBytes(field.path("max_file_size")));
      case "map" -> new Kind.Place();
      default -> new Kind.Other(type);
    };
  }

  /** Zero says that there is no such bound. */
  private static int count(JsonNode bound, int withoutOne) throws NotTaken {
    if (bound.isMissingNode() || bound.isNull() || (bound.isInt() && bound.intValue() == 0)) {
      return withoutOne;
    }
    if (!bound.isInt() || bound.intValue() < 0) {
      throw new NotTaken("a bound of options that is no number");
    }
    return bound.intValue();
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
      if (option.path("disabled").asBoolean()) {
        // Shown there so that nobody can choose it.
        continue;
      }
      String id = option.isTextual() ? option.asText() : option.path("id").asText("");
      String words = option.isTextual() ? option.asText() : option.path("text").asText("");
      if (id.isEmpty() || options.put(id, words) != null) {
        throw new NotTaken("an option without an id, or two with one");
      }
    }
    return Optional.of(Collections.unmodifiableMap(options));
  }

  static List<DjangoCondition> condition(JsonNode condition) throws NotTaken {
    if (condition.isMissingNode() || condition.isNull() || condition.isEmpty()) {
      return List.of();
    }
    if (!condition.path("type").asText().equals("django")) {
      throw new NotTaken("a condition of another kind than django");
    }
    return List.of(DjangoCondition.of(condition.path("value").asText()));
  }

  private static List<String> closed(JsonNode schema) {
    List<String> closed = new ArrayList<>();
    if (schema.path("disabled").asBoolean()) {
      closed.add("the form is closed");
    }
    if (schema.path("only_allow_one").asBoolean()) {
      closed.add("the form takes one submission of a person and no second");
    }
    return List.copyOf(closed);
  }

  /** Of two fields with one variable a w.c.s. fills the first, whichever is shown. */
  private void requireOneFieldForEachVariable() throws NotTaken {
    Set<String> seen = new HashSet<>();
    for (Field field : fields) {
      if (!field.variable().isEmpty() && !seen.add(field.variable())) {
        throw new NotTaken("two fields with the variable " + field.variable());
      }
    }
  }

  private void requireConditionsThatAreUnderstood() throws NotTaken {
    List<Field> before = new ArrayList<>();
    for (Field field : fields) {
      try {
        for (DjangoCondition condition : field.shownWhen()) {
          require(condition, before);
        }
      } catch (NotTaken e) {
        throw named(field.label(), e);
      }
      before.add(field);
    }
    for (Demand demand : demands) {
      require(demand.condition(), fields);
    }
  }

  /**
   * A w.c.s. compares by the kind of a field, and not as plain Django does: its text "2" equals 2,
   * and its true does not equal 1. What is compared in its own kind is the same in both.
   *
   * @param known fields that stand before it
   */
  static void require(DjangoCondition condition, List<Field> known) throws NotTaken {
    switch (condition) {
      case DjangoCondition.Or(var left, var right) -> {
        require(left, known);
        require(right, known);
      }
      case DjangoCondition.And(var left, var right) -> {
        require(left, known);
        require(right, known);
      }
      case DjangoCondition.Not(var inner) -> require(inner, known);
      case DjangoCondition.Truth(Term.Variable variable) -> {
        var _ = kind(variable, known);
      }
      case DjangoCondition.Truth(var other) ->
          throw new NotTaken(
              "a condition that asks whether " + other.getClass().getSimpleName() + " holds");
      case DjangoCondition.Compare(var left, var operator, var right) -> {
        boolean isIn = operator == Operator.IN || operator == Operator.NOT_IN;
        if (isIn ? !isAmong(left, right, known) : !isOfOneKind(left, right, known)) {
          throw new NotTaken("a comparison of two kinds");
        }
      }
    }
  }

  /** {@code "fr" in form_var_languages_raw}. */
  private static boolean isAmong(Term left, Term right, List<Field> known) throws NotTaken {
    return left instanceof Term.Constant(String _)
        && right instanceof Term.Variable variable
        && variable.isRaw()
        && kind(variable, known) instanceof Kind.Choice choice
        && choice.isMany();
  }

  private static boolean isOfOneKind(Term left, Term right, List<Field> known) throws NotTaken {
    if (!(right instanceof Term.Constant(var constant))) {
      return right instanceof Term.Variable
          && left instanceof Term.Constant
          && isOfOneKind(right, left, known);
    }
    return switch (left) {
      case Term.Variable variable ->
          switch (kind(variable, known)) {
            case Kind.Text _, Kind.Email _, Kind.Computed _ -> constant instanceof String;
            case Kind.Choice choice ->
                constant instanceof String
                    && !choice.isMany()
                    // The words of options that are not known here would be guessed.
                    && (variable.isRaw() || choice.options().isPresent());
            case Kind.Numeric _ -> constant instanceof BigDecimal;
            case Kind.YesNo _, Kind.Day _, Kind.File _, Kind.Place _, Kind.Other _ -> false;
          };
      // Of an answer that may be missing, or is no number, a sum is another thing there than here.
      case Term.Sum(Term.Variable variable, _) ->
          constant instanceof BigDecimal
              && field(variable, known).isRequired()
              && kind(variable, known) instanceof Kind.Numeric(_, _, var isWhole)
              && isWhole;
      case Term.Sum _, Term.Constant _, Term.None _ -> false;
    };
  }

  private static Kind kind(Term.Variable variable, List<Field> known) throws NotTaken {
    Kind kind = field(variable, known).kind();
    boolean isCompared =
        switch (kind) {
          case Kind.Text _,
              Kind.Email _,
              Kind.YesNo _,
              Kind.Numeric _,
              Kind.Choice _,
              Kind.Computed _ ->
              true;
          case Kind.Day _, Kind.File _, Kind.Place _, Kind.Other _ -> false;
        };
    if (!isCompared) {
      throw new NotTaken("a condition on " + variable.name() + ", which cannot be compared here");
    }
    return kind;
  }

  private static Field field(Term.Variable variable, List<Field> known) throws NotTaken {
    return known.stream()
        .filter(field -> field.variable().equals(variable.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new NotTaken("a condition on " + variable.name() + ", which comes later or never"));
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
