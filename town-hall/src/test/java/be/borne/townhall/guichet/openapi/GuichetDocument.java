package be.borne.townhall.guichet.openapi;

import be.borne.protocol.guichet.CallTerms;
import be.borne.protocol.guichet.GuichetCall;
import be.borne.protocol.guichet.GuichetProblem;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/guichet-openapi.json}: the table of calls and its records, as OpenAPI 3.1. */
public final class GuichetDocument {
  private static final String TERMINAL = "terminal";
  private static final String SESSION = "session";

  private final RecordSchemas schemas = new RecordSchemas();
  private final ObjectNode root = Json.mapper().createObjectNode();

  private GuichetDocument() {}

  /** The whole document. */
  public static ObjectNode draw() {
    GuichetDocument document = new GuichetDocument();
    document.head();
    ObjectNode paths = document.root.putObject("paths");
    for (GuichetCall call : GuichetCall.values()) {
      document.call(call, paths);
    }
    document.components();
    return document.root;
  }

  /** As it lies in the file: two spaces, line feeds, and one at the end. */
  static String text(ObjectNode document) throws JsonProcessingException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    return Json.mapper().writer(printer).writeValueAsString(document) + "\n";
  }

  /** How the call is named in the document. */
  static String operation(GuichetCall call) {
    String[] words = call.name().toLowerCase(Locale.ROOT).split("_", -1);
    return words[0]
        + Stream.of(words)
            .skip(1)
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
  }

  private void head() {
    root.put("openapi", "3.1.0");
    ObjectNode info = root.putObject("info");
    info.put("title", "Borne guichet");
    info.put("version", "1");
    info.put("summary", "What a terminal may ask of a town hall's guichet.");
    info.put(
        "description",
        """
        Drawn from be.borne.protocol.guichet.GuichetCall and the records it names; tests fail when \
        the two differ, and when an exchange of the guichet's tests does not follow it. HTTPS with a \
        client certificate always: its common name is the terminal. Members that are not described \
        may be sent and are passed over; what is said to be null is left out. Every answer that is no success is a GuichetProblem, and no \
        answer may be stored on the way.""");
    ObjectNode licence = info.putObject("license");
    licence.put("name", "EUPL-1.2").put("identifier", "EUPL-1.2");
    ObjectNode server = root.putArray("servers").addObject();
    server.put("url", "https://{host}:{port}").put("description", "[guichet] in town-hall.toml");
    ObjectNode variables = server.putObject("variables");
    variables.putObject("host").put("default", "localhost");
    variables.putObject("port").put("default", "8443");
  }

  private void call(GuichetCall call, ObjectNode paths) {
    CallTerms terms = call.terms();
    ObjectNode operation =
        paths
            .withObjectProperty(terms.path())
            .putObject(terms.method().name().toLowerCase(Locale.ROOT));
    operation.put("operationId", operation(call)).put("summary", terms.summary());
    parameters(terms, operation);
    body(terms, operation);
    ObjectNode responses = operation.putObject("responses");
    terms.answers().forEach(success -> success(success, responses));
    terms.refusals().forEach((status, refused) -> refused(status, refused, responses));
    ObjectNode needed = operation.putArray("security").addObject();
    needed.putArray(TERMINAL);
    if (terms.signedIn()) {
      needed.putArray(SESSION);
    }
  }

  private static void parameters(CallTerms terms, ObjectNode operation) {
    if (terms.parameterName().isEmpty() && terms.keys().isEmpty()) {
      return;
    }
    ArrayNode parameters = operation.putArray("parameters");
    terms
        .parameterName()
        .ifPresent(
            name -> {
              ObjectNode parameter = parameters.addObject();
              parameter.put("name", name).put("in", "path").put("required", true);
              parameter
                  .putObject("schema")
                  .put("type", "string")
                  .put("pattern", "^" + terms.parameter().orElseThrow().pattern() + "$");
            });
    for (String header : terms.keys()) {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", header).put("in", "header").put("required", true);
      parameter.putObject("schema").put("type", "string").put("format", "uuid");
    }
  }

  private void body(CallTerms terms, ObjectNode operation) {
    switch (terms.body()) {
      case CallTerms.Body.Nothing() -> {}
      case CallTerms.Body.Json(var type, var most) -> {
        ObjectNode body = operation.putObject("requestBody").put("required", true);
        body.put("description", "At most " + most + " bytes.");
        content(body, "application/json").set("schema", schemas.reference(type));
      }
      case CallTerms.Body.Raw(var mediaTypes, var most) -> {
        ObjectNode body = operation.putObject("requestBody").put("required", true);
        body.put("description", "The file's bytes, at most " + most + ".");
        mediaTypes.forEach(type -> content(body, type).putObject("schema").put("maxLength", most));
      }
    }
  }

  private void success(CallTerms.Success success, ObjectNode responses) {
    ObjectNode response = responses.putObject(Integer.toString(success.status()));
    switch (success.body()) {
      case CallTerms.Body.Nothing() -> response.put("description", "Done.");
      case CallTerms.Body.Json(var type, _) -> {
        response.put(
            "description",
            type.getSimpleName() + (success.when().isEmpty() ? "." : ": " + success.when() + "."));
        content(response, "application/json").set("schema", schemas.reference(type));
      }
      case CallTerms.Body.Raw(var mediaTypes, var most) -> {
        response.put("description", "The file's bytes, at most " + most + ".");
        mediaTypes.forEach(
            type -> content(response, type).putObject("schema").put("maxLength", most));
      }
    }
  }

  private void refused(int status, List<CallTerms.Refused> refused, ObjectNode responses) {
    ObjectNode response = responses.putObject(Integer.toString(status));
    response.put(
        "description",
        refused.stream()
            .map(each -> codes(each).collect(Collectors.joining(", ")) + ": " + each.when())
            .collect(Collectors.joining("; ", "", ".")));
    ObjectNode schema = content(response, "application/json").putObject("schema");
    ArrayNode both = schema.putArray("allOf");
    both.add(schemas.reference(GuichetProblem.class));
    ArrayNode faults = both.addObject().putObject("properties").putObject("fault").putArray("enum");
    refused.stream().flatMap(GuichetDocument::codes).distinct().sorted().forEach(faults::add);
    if (status == 429) {
      ObjectNode header = response.withObjectProperty("headers").putObject("Retry-After");
      header.put("description", "Seconds; only where there are too many calls.");
      header.putObject("schema").put("type", "integer").put("minimum", 1).put("maximum", 60);
    }
  }

  private static Stream<String> codes(CallTerms.Refused refused) {
    return refused.faults().stream().map(FaultCode::code).sorted();
  }

  private static ObjectNode content(ObjectNode of, String mediaType) {
    return of.withObjectProperty("content").putObject(mediaType);
  }

  private void components() {
    ObjectNode components = root.putObject("components");
    ObjectNode security = components.putObject("securitySchemes");
    security
        .putObject(TERMINAL)
        .put("type", "mutualTLS")
        .put("description", "The terminal's client certificate, of the authority it was made by.");
    security
        .putObject(SESSION)
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "The token of a CitizenSession, worthless with another certificate.");
    components.set("schemas", schemas.collected());
  }

  /** Every record that the document describes, by the name of its schema. */
  static Map<String, Class<?>> described() {
    GuichetDocument document = new GuichetDocument();
    ObjectNode paths = document.root.putObject("paths");
    for (GuichetCall call : GuichetCall.values()) {
      document.call(call, paths);
    }
    document.components();
    return document.schemas.named();
  }
}
