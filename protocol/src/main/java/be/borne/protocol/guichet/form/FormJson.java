package be.borne.protocol.guichet.form;

import be.borne.protocol.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Forms and answers as JSON. Stricter than the rest of the protocol: what a form says and this
 * program does not understand could be the very condition under which a question must not be asked,
 * so a form with an unknown word is refused as a whole.
 */
public final class FormJson {
  private static final int MAX_CHARS = 400_000;

  private static final ObjectReader READER =
      Json.mapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

  private static final ObjectWriter WRITER = Json.mapper().writer();

  private FormJson() {}

  /**
   * @throws FormRefusedException naming the field and the rule
   */
  public static FormDefinition form(String json) {
    JsonNode tree = tree(json, "a form");
    try {
      return FormBounds.present(READER.treeToValue(tree, FormDefinition.class), "a form");
    } catch (JsonMappingException e) {
      throw new FormRefusedException(place(tree, e) + reason(e));
    } catch (JsonProcessingException _) {
      throw new FormRefusedException("a form is not JSON that can be read");
    }
  }

  /**
   * @throws FormRefusedException without any of the content
   */
  public static Answers answers(String json) {
    JsonNode tree = tree(json, "answers");
    try {
      return FormBounds.present(READER.treeToValue(tree, Answers.class), "answers");
    } catch (JsonMappingException e) {
      // Its own words may quote what a citizen typed; ours never do.
      throw new FormRefusedException(
          "answers are refused: " + (ours(e) == null ? "not of a known kind" : ours(e)));
    } catch (JsonProcessingException _) {
      throw new FormRefusedException("answers are not JSON that can be read");
    }
  }

  public static String of(FormDefinition form) {
    return write(form);
  }

  public static String of(Answers answers) {
    return write(answers);
  }

  private static String write(Object value) {
    try {
      return WRITER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records that cannot be written: " + e.getClass());
    }
  }

  private static JsonNode tree(String json, String name) {
    FormBounds.between(
        FormBounds.present(json, name).length(), "the length of " + name, 1, MAX_CHARS);
    try {
      return READER.readTree(json);
    } catch (JsonProcessingException _) {
      throw new FormRefusedException(name + " is not JSON that can be read");
    }
  }

  private static String reason(JsonMappingException e) {
    if (ours(e) != null) {
      return ours(e);
    }
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          "unknown word " + quoted(unknown.getPropertyName());
      case InvalidTypeIdException unknown when unknown.getTypeId() == null -> "kind is missing";
      case InvalidTypeIdException unknown -> "unknown kind " + quoted(unknown.getTypeId());
      default -> "a value of the wrong type, or a word that is not one of those allowed";
    };
  }

  private static String ours(JsonMappingException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof FormRefusedException refused) {
        return refused.getMessage();
      }
    }
    return null;
  }

  /** The field on the way to what failed, and the way itself. */
  private static String place(JsonNode tree, JsonMappingException e) {
    StringBuilder way = new StringBuilder();
    String field = null;
    JsonNode at = tree;
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        way.append('[').append(step.getIndex()).append(']');
        at = at.path(step.getIndex());
      } else {
        way.append(way.isEmpty() ? "" : ".").append(quoted(step.getFieldName()));
        at = at.path(step.getFieldName());
      }
      if (at.path("id").isTextual() && at.has("input")) {
        field = at.path("id").asText();
      }
    }
    String named = field == null ? "" : "field " + quoted(field) + ", ";
    return way.isEmpty() ? "" : named + "at " + way + ": ";
  }

  /** Short and printable, whatever the form says. */
  private static String quoted(String word) {
    String safe = word.replaceAll("[^A-Za-z0-9._-]", "?");
    return safe.length() > 60 ? safe.substring(0, 60) + "…" : safe;
  }
}
