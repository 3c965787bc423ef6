package be.borne.townhall.guichet.openapi;

import be.borne.protocol.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Holds what passed between a terminal and the guichet against {@code docs/guichet-openapi.json} as
 * it lies there. Answers may hold nothing that the document does not name; of requests only those
 * that the guichet took have to be as the document says, for tests send rubbish on purpose.
 * Thread-safe.
 */
public final class DocumentedExchange {
  /** A request as it went out, and the answer that came. */
  @SuppressWarnings("ArrayRecordComponent") // only ever read
  public record Exchange(
      String method,
      String path,
      Map<String, String> headers,
      byte[] sent,
      int status,
      Optional<String> contentType,
      byte[] received) {}

  /** A call of the document. */
  private record Operation(String id, String method, Pattern path, JsonNode node) {}

  private final ObjectMapper json = Json.mapper();
  private final JsonNode document;
  private final JsonNode closed;
  private final List<Operation> operations = new ArrayList<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

  private DocumentedExchange(JsonNode document) {
    this.document = document;
    this.closed = closed(document);
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.add(
                                new Operation(
                                    method.getValue().get("operationId").asText(),
                                    method.getKey(),
                                    Pattern.compile(
                                        path.getKey().replaceAll("\\{[a-z]+}", "([^/]+)")),
                                    method.getValue()))));
  }

  /** The document as it lies in the file. */
  public static DocumentedExchange ofFile() throws IOException {
    return of(Json.mapper().readTree(Files.readString(GuichetDocumentTest.FILE)));
  }

  static DocumentedExchange of(JsonNode document) {
    return new DocumentedExchange(document);
  }

  /** Whoever reads an answer must not find more in it than was described. */
  private static JsonNode closed(JsonNode document) {
    JsonNode copy = document.deepCopy();
    copy.at("/components/schemas")
        .forEach(
            schema -> {
              if (schema.has("properties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
              }
            });
    return copy;
  }

  /**
   * Which call of the document it was, and how it ended: {@code order 201}; empty if it was none.
   *
   * @throws AssertionError if it was not as the document says
   */
  public Optional<String> check(Exchange exchange) throws IOException {
    String path = exchange.path().split("\\?", 2)[0];
    Optional<Operation> called =
        operations.stream()
            .filter(each -> each.method().equalsIgnoreCase(exchange.method()))
            .filter(each -> each.path().matcher(path).matches())
            .findFirst();
    if (called.isEmpty()) {
      JsonNode problem = json.readTree(exchange.received());
      require(exchange.status() / 100 == 4, exchange, "is not in the document and was answered");
      require(
          errors(problem("GuichetProblem"), problem, true).isEmpty(), exchange, "is no problem");
      return Optional.empty();
    }
    Operation operation = called.get();
    JsonNode response = operation.node().at("/responses/" + exchange.status());
    require(!response.isMissingNode(), exchange, "has an answer that is not in the document");
    answer(exchange, response);
    if (exchange.status() / 100 == 2) {
      request(exchange, operation, path);
    }
    return Optional.of(operation.id() + " " + exchange.status());
  }

  /** Every call and every success that the document knows, as {@link #check} names them. */
  public List<String> successes() {
    return operations.stream()
        .flatMap(
            each ->
                each.node().get("responses").properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(status -> status.startsWith("2"))
                    .map(status -> each.id() + " " + status))
        .toList();
  }

  private static JsonNode problem(String name) {
    return Json.mapper().createObjectNode().put("$ref", "#/components/schemas/" + name);
  }

  private void answer(Exchange exchange, JsonNode response) throws IOException {
    JsonNode content = response.path("content");
    if (content.isEmpty()) {
      require(exchange.received().length == 0, exchange, "has a body that is not in the document");
      return;
    }
    JsonNode media = content.path(exchange.contentType().orElse(""));
    require(!media.isMissingNode(), exchange, "is of another media type than the document says");
    body(exchange, "answer", media.get("schema"), exchange.received(), true);
  }

  private void request(Exchange exchange, Operation operation, String path) throws IOException {
    boolean inSession = operation.node().at("/security/0").has("session");
    require(
        !inSession || exchange.headers().getOrDefault("Authorization", "").startsWith("Bearer "),
        exchange,
        "was taken without a session");
    for (JsonNode parameter : operation.node().path("parameters")) {
      String name = parameter.get("name").asText();
      String value;
      if (parameter.get("in").asText().equals("path")) {
        var matcher = operation.path().matcher(path);
        require(matcher.matches(), exchange, "has another path");
        value = matcher.group(1);
      } else {
        value = exchange.headers().get(name);
      }
      require(value != null, exchange, "was taken without " + name);
      List<String> wrong = errors(parameter.get("schema"), json.valueToTree(value), false);
      require(wrong.isEmpty(), exchange, name + ": " + wrong);
    }
    JsonNode body = operation.node().path("requestBody");
    if (body.isMissingNode()) {
      require(exchange.sent().length == 0, exchange, "took a body that is not in the document");
      return;
    }
    // JSON is taken whatever it is announced as; a file is not.
    String type = exchange.headers().getOrDefault("Content-Type", "application/json");
    JsonNode media = body.get("content").path(type);
    require(!media.isMissingNode(), exchange, "took a media type that is not in the document");
    body(exchange, "request", media.get("schema"), exchange.sent(), false);
  }

  private void body(Exchange exchange, String which, JsonNode schema, byte[] bytes, boolean strict)
      throws IOException {
    if (schema.has("maxLength")) {
      require(bytes.length <= schema.get("maxLength").asInt(), exchange, which + " is too large");
      return;
    }
    List<String> wrong = errors(schema, json.readTree(bytes), strict);
    require(wrong.isEmpty(), exchange, which + ": " + wrong);
  }

  /**
   * What is wrong with a value, in the validator's words.
   *
   * @param schema may refer to the document's
   * @param strict whether a member that is not described is wrong
   */
  List<String> errors(JsonNode schema, JsonNode value, boolean strict) {
    return compiled
        .computeIfAbsent(strict + schema.toString(), _ -> compile(schema, strict))
        .validate(value)
        .stream()
        // Not the message, which quotes a citizen's words.
        .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
        .toList();
  }

  private Schema compile(JsonNode schema, boolean strict) {
    ObjectNode whole = json.createObjectNode();
    whole.set("components", (strict ? closed : document).get("components"));
    whole.putArray("allOf").add(schema);
    return registry.getSchema(whole);
  }

  private static void require(boolean holds, Exchange exchange, String what) {
    if (!holds) {
      throw new AssertionError(
          "%s %s, answered with %d, %s"
              .formatted(exchange.method(), exchange.path(), exchange.status(), what));
    }
  }
}
