package be.borne.townhall.guichet.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the document forbids, the record's constructor refuses, and what it allows, it takes: each
 * bound is tried at its edge and one step beyond, and each member is left out once. Broken on
 * purpose to see these fail: an edge moved by one in the document and in a record, and a member
 * said to be optional that is not.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordBoundsTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Edges that another component of the same record keeps out of reach. */
  private static final Set<String> BOUND_BY_ANOTHER =
      Set.of(
          "Input.MultipleChoice.atLeast",
          "Input.MultipleChoice.atMost",
          "Input.Block.min",
          "Input.NumberField.min",
          "Input.NumberField.max");

  /** What is taken although the document does not know it, for newer town halls. */
  private static final Set<String> LENIENT =
      Set.of(
          "Procedure.category",
          "CitizenFile.next",
          "CitizenFile.refusal",
          "CitizenFile.Step.event");

  private final ObjectMapper json = Json.mapper();
  private final ObjectNode document = GuichetDocument.draw();
  private final Map<String, Class<?>> types = GuichetDocument.described();
  private final DocumentedExchange schemas = DocumentedExchange.of(document);

  /** A value, and whether it is within the bound. */
  private record Tried(JsonNode value, boolean within) {}

  static Stream<String> records() throws IOException {
    return RecordSamples.all().keySet().stream();
  }

  @Test
  void everyRecordIsTried() throws IOException {
    List<String> made =
        types.entrySet().stream()
            .filter(each -> each.getValue().isRecord())
            .map(Map.Entry::getKey)
            .filter(name -> schema(name).has("properties"))
            .toList();
    assertEquals(made, List.copyOf(RecordSamples.all().keySet()));
  }

  @ParameterizedTest
  @MethodSource("records")
  void theExampleIsSoundForBoth(String record) throws IOException {
    JsonNode sample = RecordSamples.all().get(record);
    assertEquals(List.of(), errors(record, sample));
    assertTrue(isTaken(record, sample));
  }

  @ParameterizedTest
  @MethodSource("records")
  void whatIsRequiredIsMissed(String record) throws IOException {
    ObjectNode sample = RecordSamples.all().get(record);
    for (String member : members(sample)) {
      ObjectNode without = sample.deepCopy();
      without.remove(member);
      assertEquals(
          errors(record, without).isEmpty(),
          isTaken(record, without),
          record + " without " + member);
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void eachBoundIsTheRecordsOwn(String record) throws IOException {
    ObjectNode sample = RecordSamples.all().get(record);
    for (Map.Entry<String, JsonNode> member : schema(record).get("properties").properties()) {
      String name = member.getKey();
      if (!sample.has(name)) {
        continue;
      }
      for (Tried tried : tries(resolved(member.getValue()), sample.get(name))) {
        String what = record + "." + name + " " + shortly(tried.value());
        ObjectNode changed = sample.deepCopy();
        changed.set(name, tried.value());
        assertEquals(tried.within(), errors(record, changed).isEmpty(), what);
        if (tried.within() && BOUND_BY_ANOTHER.contains(record + "." + name)) {
          continue;
        }
        if (!tried.within() && LENIENT.contains(record + "." + name)) {
          continue;
        }
        assertEquals(tried.within(), isTaken(record, changed), what);
      }
    }
  }

  /** A bound that somebody forgot to write down here would otherwise be missed by nobody. */
  @Test
  void nothingInTheDocumentIsUnbounded() {
    List<String> unbounded = new ArrayList<>();
    document
        .at("/components/schemas")
        .properties()
        .forEach(
            each ->
                each.getValue()
                    .path("properties")
                    .properties()
                    .forEach(
                        member -> {
                          if (!isBounded(resolved(member.getValue()))) {
                            unbounded.add(each.getKey() + "." + member.getKey());
                          }
                        }));
    assertEquals(List.of(), unbounded);
  }

  @Test
  void answersAreBoundedToo() throws IOException {
    for (int count : new int[] {RecordBounds.MOST_ANSWERS, RecordBounds.MOST_ANSWERS + 1}) {
      ObjectNode answers = NODES.objectNode();
      for (int i = 0; i < count; i++) {
        answers.putObject("field-" + i).put("kind", "nothing");
      }
      assertEquals(count == RecordBounds.MOST_ANSWERS, errors("Answers", answers).isEmpty());
      assertEquals(count == RecordBounds.MOST_ANSWERS, isTaken("Answers", answers));
    }
    for (String wrong :
        List.of("{\"No\": {\"kind\": \"nothing\"}}", "{\"a\": {\"kind\": \"hologram\"}}")) {
      JsonNode answers = json.readTree(wrong);
      assertFalse(errors("Answers", answers).isEmpty());
      assertFalse(isTaken("Answers", answers));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invented.person@testerive.example",
        "o'neil+kiosk@a.be",
        "a@b.c",
        "a@b",
        "a.@b.be",
        ".a@b.be",
        "a..b@c.be",
        "a@-b.be",
        "a@b-.be",
        "a@b@c.be",
        "a b@c.be",
        " a@c.be",
        "a@c.be ",
        "é@c.be",
        "@c.be",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@c.be",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@c.be",
        "a@a.a.a.a.a.a.a.a.a.a.be",
        "a@a.a.a.a.a.a.a.a.a.a.a.be",
        "a@1.2",
      })
  void anAddressIsOneForBothOrForNeither(String text) {
    JsonNode address = NODES.textNode(text);
    assertEquals(isTaken("EmailAddress", address), errors("EmailAddress", address).isEmpty(), text);
  }

  private static boolean isBounded(JsonNode schema) {
    if (schema.has("enum") || schema.has("const") || schema.has("oneOf")) {
      return true;
    }
    return switch (schema.path("type").asText()) {
      case "string" -> schema.has("maxLength") || schema.has("pattern") || schema.has("format");
      case "integer", "number" ->
          (schema.has("minimum") || schema.has("exclusiveMinimum"))
              && (schema.has("maximum") || schema.has("exclusiveMaximum"));
      // Of words from a list there are not many.
      case "array" ->
          schema.has("maxItems") || schema.at("/items/$ref").asText().endsWith("Language");
      case "object", "boolean" -> true;
      default -> false;
    };
  }

  private static List<Tried> tries(JsonNode schema, JsonNode sample) {
    List<Tried> tries = new ArrayList<>();
    if (schema.has("enum") || schema.has("const") || schema.has("format")) {
      tries.add(new Tried(NODES.textNode("no such word"), false));
    }
    if (schema.has("pattern")) {
      tries.add(new Tried(NODES.textNode(" \t"), false));
      if (!schema.get("pattern").asText().equals("\\S")) {
        tries.add(new Tried(NODES.textNode(sample.asText() + "!"), false));
        tries.add(new Tried(NODES.textNode(sample.asText() + "-".repeat(300)), false));
      }
    }
    lengths(schema, tries);
    numbers(schema, tries);
    items(schema, sample, tries);
    words(schema, sample, tries);
    return tries;
  }

  private static void lengths(JsonNode schema, List<Tried> tries) {
    boolean base64 = schema.has("contentEncoding");
    if (schema.has("maxLength")) {
      int most = schema.get("maxLength").asInt();
      tries.add(new Tried(NODES.textNode("A".repeat(most)), !schema.has("format")));
      tries.add(new Tried(NODES.textNode("A".repeat(most + (base64 ? 4 : 1))), false));
    }
    if (schema.has("minLength")) {
      tries.add(new Tried(NODES.textNode(""), false));
    }
    if (base64) {
      tries.add(new Tried(NODES.textNode("AAAAA"), false));
      tries.add(new Tried(NODES.textNode("AA=="), true));
    }
  }

  private static void numbers(JsonNode schema, List<Tried> tries) {
    BigDecimal step =
        schema.path("type").asText().equals("integer") ? BigDecimal.ONE : new BigDecimal("0.001");
    if (schema.has("minimum")) {
      BigDecimal least = schema.get("minimum").decimalValue();
      tries.add(new Tried(NODES.numberNode(least), true));
      tries.add(new Tried(NODES.numberNode(least.subtract(step)), false));
    }
    if (schema.has("maximum")) {
      BigDecimal most = schema.get("maximum").decimalValue();
      tries.add(new Tried(NODES.numberNode(most), true));
      tries.add(new Tried(NODES.numberNode(most.add(step)), false));
    }
    if (schema.has("exclusiveMaximum")) {
      BigDecimal beyond = schema.get("exclusiveMaximum").decimalValue();
      tries.add(new Tried(NODES.numberNode(beyond.subtract(step)), true));
      tries.add(new Tried(NODES.numberNode(beyond), false));
      tries.add(new Tried(NODES.numberNode(beyond.negate()), false));
    }
  }

  private static void items(JsonNode schema, JsonNode sample, List<Tried> tries) {
    if (schema.has("minItems")) {
      ArrayNode fewer = NODES.arrayNode();
      for (int i = 0; i < schema.get("minItems").asInt() - 1; i++) {
        fewer.add(sample.get(i));
      }
      tries.add(new Tried(fewer, false));
    }
    if (schema.has("maxItems")) {
      int most = schema.get("maxItems").asInt();
      boolean anyWord = sample.get(0).isObject() || most > 3;
      if (anyWord) {
        tries.add(new Tried(many(sample.get(0), most), true));
      }
      tries.add(new Tried(many(sample.get(0), most + 1), false));
    }
    if (schema.has("uniqueItems")) {
      tries.add(new Tried(NODES.arrayNode().add(sample.get(0)).add(sample.get(0)), false));
    }
  }

  /** So many like this one, each with names of its own. */
  private static ArrayNode many(JsonNode one, int count) {
    ArrayNode many = NODES.arrayNode();
    for (int i = 0; i < count; i++) {
      if (one.isTextual()) {
        many.add("a" + i);
      } else {
        JsonNode another = one.deepCopy();
        int number = i;
        Stream.concat(Stream.of(another), another.findParents("id").stream())
            .filter(each -> each.path("id").isTextual())
            .distinct()
            .forEach(each -> ((ObjectNode) each).put("id", "n" + number));
        many.add(another);
      }
    }
    return many;
  }

  private static void words(JsonNode schema, JsonNode sample, List<Tried> tries) {
    JsonNode french = schema.at("/properties/fr");
    if (french.isMissingNode()) {
      return;
    }
    int most = french.get("maxLength").asInt();
    tries.add(new Tried(((ObjectNode) sample.deepCopy()).put("fr", "x".repeat(most)), true));
    tries.add(new Tried(((ObjectNode) sample.deepCopy()).put("fr", "x".repeat(most + 1)), false));
    tries.add(new Tried(((ObjectNode) sample.deepCopy()).put("fr", " "), false));
    tries.add(new Tried(((ObjectNode) sample.deepCopy()).put("xx", "x"), false));
    tries.add(new Tried(((ObjectNode) sample.deepCopy()).without("de"), false));
  }

  private static List<String> members(ObjectNode sample) {
    List<String> members = new ArrayList<>();
    sample.fieldNames().forEachRemaining(members::add);
    return members;
  }

  private static String shortly(JsonNode value) {
    String text = value.toString();
    return text.length() > 80 ? text.substring(0, 80) + "… " + text.length() : text;
  }

  private JsonNode schema(String name) {
    return document.at("/components/schemas/" + name);
  }

  private JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
  }

  private List<String> errors(String name, JsonNode value) {
    return schemas.errors(
        NODES.objectNode().put("$ref", "#/components/schemas/" + name), value, false);
  }

  private boolean isTaken(String name, JsonNode value) {
    try {
      return json.readValue(json.writeValueAsString(value), types.get(name)) != null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
