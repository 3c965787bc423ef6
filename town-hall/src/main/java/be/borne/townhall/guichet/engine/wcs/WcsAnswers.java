package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.json.Json;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.Term;
import be.borne.townhall.guichet.engine.wcs.WcsSchema.Field;
import be.borne.townhall.guichet.engine.wcs.WcsSchema.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds answers against a schema, as the pages of a w.c.s. do in a browser and its API does not.
 * What cannot be checked is refused, unless whoever wrote the service says that it need not be.
 */
final class WcsAnswers {
  private static final int MOST_CHARS = 5_000;
  private static final double MOST_LATITUDE = 90;
  private static final double MOST_LONGITUDE = 180;

  private final WcsSchema schema;
  private final Set<String> unchecked;
  private final LocalDate today;

  /**
   * @param unchecked variables of which the options, or the rule, are not known here
   * @param today where the w.c.s. is
   */
  WcsAnswers(WcsSchema schema, Set<String> unchecked, LocalDate today) {
    this.schema = schema;
    this.unchecked = unchecked;
    this.today = today;
  }

  /**
   * Answers that may be sent, or why they may not.
   *
   * @param problems each names a variable and a rule, and no answer
   */
  record Result(ObjectNode data, List<String> problems) {
    /** Tells no answer. */
    @Override
    public String toString() {
      return "Result" + problems;
    }
  }

  /**
   * @param given by variable
   * @return what of it is to be sent: of fields that are not shown nothing, as from a browser
   */
  Result check(ObjectNode given) {
    List<String> problems = new ArrayList<>();
    ObjectNode sent = Json.mapper().createObjectNode();
    for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (schema.field(name).isEmpty()) {
        problems.add(name + " is no field of the form");
      }
    }
    for (Field field : schema.fields()) {
      // A condition speaks of what stands before it, which has been decided by now.
      boolean isShown =
          field.shownWhen().stream().allMatch(condition -> condition.holds(v -> value(sent, v)));
      JsonNode answer = field.variable().isEmpty() ? null : given.get(field.variable());
      if (!isShown) {
        continue;
      }
      if (answer == null || answer.isNull()) {
        if (field.isRequired() || field.kind() instanceof Kind.Computed) {
          problems.add(named(field) + " is required");
        }
      } else {
        problem(field, answer)
            .ifPresentOrElse(
                rule -> problems.add(named(field) + " " + rule),
                () -> sent.set(field.variable(), answer));
      }
    }
    for (WcsSchema.Demand demand : schema.demands()) {
      boolean isMade =
          demand.shownWhen().stream().allMatch(condition -> condition.holds(v -> value(sent, v)));
      if (isMade && !demand.condition().holds(variable -> value(sent, variable))) {
        problems.add(
            "what is demanded of " + String.join(", ", demand.condition().variables()) + " fails");
      }
    }
    return new Result(sent, List.copyOf(problems));
  }

  private static String named(Field field) {
    return field.variable().isEmpty() ? "a field without variable" : field.variable();
  }

  /** The rule that an answer breaks, where its field is shown. */
  Optional<String> problem(Field field, JsonNode answer) {
    return switch (field.kind()) {
      case Kind.Text(var validation) -> text(field, validation, answer);
      case Kind.Email() ->
          answer.isTextual() && EmailAddress.of(answer.asText()) instanceof EmailAddress.Read.Taken
              ? Optional.empty()
              : Optional.of("is no e-mail address");
      case Kind.Day(var bounds) -> day(bounds, answer);
      case Kind.YesNo() ->
          !answer.isBoolean()
              ? Optional.of("is neither true nor false")
              : field.isRequired() && !answer.booleanValue()
                  ? Optional.of("has to be true")
                  : Optional.empty();
      case Kind.Numeric number -> number(number, answer);
      case Kind.Choice choice -> choice(field, choice, answer);
      case Kind.Computed() ->
          answer.isTextual() && answer.asText().length() <= MOST_CHARS
              ? Optional.empty()
              : Optional.of("is no text");
      case Kind.File file ->
          WcsFile.isOne(answer, file) ? Optional.empty() : Optional.of("is no file that is sent");
      case Kind.Place() -> isPlace(answer) ? Optional.empty() : Optional.of("is no place on a map");
      case Kind.Other(var type) -> Optional.of("is a " + type + ", which is not sent from here");
    };
  }

  private Optional<String> text(Field field, String validation, JsonNode answer) {
    if (!answer.isTextual() || answer.asText().isBlank() || answer.asText().length() > MOST_CHARS) {
      return Optional.of("is no text");
    }
    return switch (validation) {
      case "" -> Optional.empty();
      // The number comes off a card that was believed; its check digits are the register's affair.
      case "nrn-be" ->
          answer.asText().matches("[0-9]{11}")
              ? Optional.empty()
              : Optional.of("is no national number");
      case "digits" ->
          answer.asText().matches("[0-9]+") ? Optional.empty() : Optional.of("is not of digits");
      default ->
          unchecked.contains(field.variable())
              ? Optional.empty()
              : Optional.of("has a rule that is not known here");
    };
  }

  private Optional<String> day(DayBounds bounds, JsonNode answer) {
    try {
      LocalDate day = answer.isTextual() ? LocalDate.parse(answer.asText()) : LocalDate.MIN;
      if (day.getYear() > 0) {
        return bounds.brokenBy(day, today);
      }
    } catch (DateTimeParseException e) {
      // Said below, like whatever else is none.
    }
    return Optional.of("is no day");
  }

  private static Optional<String> number(Kind.Numeric number, JsonNode answer) {
    if (!answer.isNumber()) {
      return Optional.of("is no number");
    }
    BigDecimal value = answer.decimalValue();
    if (number.isWhole() && value.stripTrailingZeros().scale() > 0) {
      return Optional.of("is no whole number");
    }
    boolean small = number.min().filter(least -> value.compareTo(least) < 0).isPresent();
    boolean large = number.max().filter(most -> value.compareTo(most) > 0).isPresent();
    return small || large ? Optional.of("is out of bounds") : Optional.empty();
  }

  private Optional<String> choice(Field field, Kind.Choice choice, JsonNode answer) {
    List<JsonNode> chosen = new ArrayList<>();
    if (choice.isMany() && answer.isArray()) {
      answer.forEach(chosen::add);
    } else if (!choice.isMany()) {
      chosen.add(answer);
    }
    if (chosen.isEmpty() || !chosen.stream().allMatch(JsonNode::isTextual)) {
      return Optional.of("is no choice");
    }
    if (chosen.size() < choice.least() || chosen.size() > choice.most()) {
      return Optional.of("has too few or too many options");
    }
    if (choice.options().isEmpty()) {
      return unchecked.contains(field.variable())
          ? Optional.empty()
          : Optional.of("has options that are not known here");
    }
    return chosen.stream().allMatch(each -> choice.options().get().containsKey(each.asText()))
        ? Optional.empty()
        : Optional.of("is none of the options");
  }

  private static boolean isPlace(JsonNode answer) {
    return answer.size() == 2
        && isBetween(answer.path("lat"), MOST_LATITUDE)
        && isBetween(answer.path("lon"), MOST_LONGITUDE);
  }

  private static boolean isBetween(JsonNode degrees, double most) {
    return degrees.isNumber() && Math.abs(degrees.doubleValue()) <= most;
  }

  private Object value(ObjectNode sent, Term.Variable variable) {
    return value(schema, sent, variable);
  }

  /** As a condition sees it: the words of an option, or its id; null where nothing is sent. */
  static Object value(WcsSchema schema, ObjectNode sent, Term.Variable variable) {
    JsonNode answer = sent.get(variable.name());
    if (answer == null) {
      return null;
    }
    return switch (schema.field(variable.name()).orElseThrow().kind()) {
      case Kind.YesNo() -> answer.booleanValue();
      case Kind.Numeric _ -> answer.decimalValue();
      case Kind.Choice(var options, var isMany, _, _) -> {
        List<String> ids = new ArrayList<>();
        if (isMany) {
          answer.forEach(each -> ids.add(each.asText()));
        } else {
          ids.add(answer.asText());
        }
        if (variable.isRaw()) {
          yield isMany ? List.copyOf(ids) : ids.getFirst();
        }
        Map<String, String> words = options.orElse(Map.of());
        yield String.join(", ", ids.stream().map(id -> words.getOrDefault(id, id)).toList());
      }
      case Kind.Text _, Kind.Email _, Kind.Computed _ -> answer.asText();
      case Kind.Day _, Kind.File _, Kind.Place _, Kind.Other _ ->
          throw new IllegalStateException("no condition on it is taken");
    };
  }
}
