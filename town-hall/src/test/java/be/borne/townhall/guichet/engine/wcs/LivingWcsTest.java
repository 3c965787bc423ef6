package be.borne.townhall.guichet.engine.wcs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The w.c.s. of our tests against the recorded one: the same is asked, and what is answered has the
 * same status and the same shape.
 */
class LivingWcsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NOT_OF_OURS = Set.of("host", "connection", "content-length");

  private LivingWcs wcs;
  private HttpClient http;

  @BeforeEach
  void open() throws Exception {
    wcs = new LivingWcs("%PDF-1.7 of nobody".getBytes(StandardCharsets.US_ASCII));
    wcs.moreFields = "[]";
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void close() {
    http.shutdownNow();
    wcs.close();
  }

  @Test
  void answersInTheRecordedShapes() throws Exception {
    same(16);
    same(26);
    // The recorded one had ten submissions already, and its numbers stand in the addresses.
    for (int i = 0; i < 11; i++) {
      same(78);
    }
    same(88);
    same(101);
    same(102);
    same(103);
    same(105, "/11/", "/12/");
    same(57);
  }

  @Test
  void listsInTheRecordedShape() throws Exception {
    for (int i = 0; i < 8; i++) {
      same(78);
    }
    JsonNode listed = same(63);
    assertEquals(8, listed.path("count").asInt());
    assertEquals("8", listed.path("data").get(0).path("id").asText(), "the newest first");
  }

  private JsonNode same(int number) throws Exception {
    return same(number, "", "");
  }

  private JsonNode same(int number, String place, String elsewhere) throws Exception {
    Transcript recorded =
        Transcript.all().stream().filter(each -> each.number() == number).findFirst().orElseThrow();
    String path =
        place.isEmpty() ? recorded.path() : recorded.path().replaceAll("/[0-9]+/", elsewhere);
    HttpRequest.Builder asked =
        HttpRequest.newBuilder(wcs.site().resolve(path + "?" + asked(recorded)))
            .method(recorded.method(), BodyPublishers.ofByteArray(recorded.requestBody()));
    recorded.requestHeaders().entrySet().stream()
        .filter(header -> !NOT_OF_OURS.contains(header.getKey()))
        .forEach(header -> asked.header(header.getKey(), header.getValue()));
    HttpResponse<byte[]> answer = http.send(asked.build(), BodyHandlers.ofByteArray());
    assertEquals(recorded.status(), answer.statusCode(), "exchange " + number);
    JsonNode tree = JSON.readTree(answer.body());
    assertEquals(shape(JSON.readTree(recorded.body())), shape(tree), "exchange " + number);
    return tree;
  }

  /** With the name of who asked; nobody looks at the signature. */
  private static String asked(Transcript recorded) {
    return recorded.origin().isEmpty()
        ? recorded.query()
        : recorded.query() + "&orig=" + recorded.origin() + "&signature=none";
  }

  /** What is where, of which kind; of a list the first. */
  private static Object shape(JsonNode node) {
    if (node instanceof ObjectNode object) {
      Map<String, Object> shapes = new TreeMap<>();
      object.properties().forEach(each -> shapes.put(each.getKey(), shape(each.getValue())));
      // In a hidden status it is not there, and ours is always hidden.
      if (shapes.containsKey("real_status")) {
        shapes.remove("status");
      }
      return shapes;
    }
    if (node.isArray()) {
      return node.isEmpty() ? "[]" : List.of(shape(node.get(0)));
    }
    return node.getNodeType();
  }
}
