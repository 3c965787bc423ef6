package be.borne.townhall.guichet.engine.wcs;

import be.borne.townhall.guichet.WcsSettings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A w.c.s. with one form that keeps what it is sent, for what the recordings cannot show: an order
 * of ours from its submission to its print. Its answers are the recorded ones with other numbers in
 * them ({@code LivingWcsTest} holds it against the recordings), and it does what the real one was
 * seen to do: checks nothing, drops the citizen where there is a context, knows no idempotency.
 */
public final class LivingWcs implements AutoCloseable {
  static final String FORM = "composition-de-menage";
  static final String CITIZEN = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
  static final String NUMBER = "85073003328";
  private static final Pattern PLACE =
      Pattern.compile("/api/forms/" + FORM + "/(?<number>[0-9]+)/(?<rest>.*)");
  private static final Pattern TRIGGER = Pattern.compile("jump/trigger/(?<name>[a-z-]+)/");
  private static final int SCHEMA = 16;
  private static final int PERSON = 26;
  private static final int SUBMITTED = 78;
  private static final int FOLLOWED = 88;
  private static final int LISTED = 63;

  /** What was submitted. */
  public static final class Kept {
    public final ObjectNode data;
    final ObjectNode told = new ObjectMapper().createObjectNode();
    public final Optional<String> owner;
    public volatile String status = "gen";
    public volatile boolean endpoint;
    public volatile byte[] document;
    volatile String contentType = "application/pdf";
    public final List<String> triggers = Collections.synchronizedList(new ArrayList<>());

    Kept(ObjectNode data, Optional<String> owner, byte[] document) {
      this.data = data;
      this.owner = owner;
      this.document = document;
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ObjectMapper json = new ObjectMapper();
  private final List<Kept> kept = new ArrayList<>();
  private final byte[] document;

  /** What happens to a submission before it is answered. */
  public volatile Submitting submitting = _ -> true;

  /** The national number of the only person it knows. */
  public volatile String number = NUMBER;

  /** The status of every answer, where it answers nothing else; 0 for as usual. */
  public volatile int away;

  /** Whether its form takes nothing, as when somebody closed it. */
  public volatile boolean closed;

  /** Whether looking at a submission fails. */
  volatile boolean looksFail;

  /** Whether our client may not look at submissions. */
  volatile boolean looksDenied;

  /** Whether our client may not look for submissions. */
  volatile boolean listsDenied;

  /** The status of every submission's answer, where it is none; 0 for as usual. */
  volatile int refusesWith;

  /** The status of another form's schema, where it is none; 0 for the same as the first one's. */
  volatile int secondAway;

  /** A field beside those of the other form, as JSON that need not be taken by everybody. */
  volatile String secondField = "";

  /** How long it takes before it answers anything. */
  volatile Duration slowness = Duration.ZERO;

  /** How often it was asked for a person. */
  final AtomicInteger askedPersons = new AtomicInteger();

  /** Whether persons are known. */
  volatile boolean knowsPersons = true;

  /** Whether a filter is heeded. */
  volatile boolean filters = true;

  /** Whether triggers are answered with an error of the server. */
  volatile boolean triggersFail;

  /** Whether what is submitted is taken, and answered with an error of the server. */
  volatile boolean submitsFail;

  /** How often a trigger was asked for, heeded or not. */
  final AtomicInteger askedTriggers = new AtomicInteger();

  /** Whether everything that is submitted becomes nobody's. */
  volatile boolean orphans;

  /** Fields beside the recorded ones. */
  volatile String moreFields =
      "[{\"type\": \"string\", \"varname\": \"reference_borne\", \"required\": \"optional\"}]";

  /** Fields beside the recorded ones, as JSON. */
  public String moreFields() {
    return moreFields;
  }

  public void moreFields(String fields) {
    moreFields = fields;
  }

  /** What becomes of one submission. */
  public interface Submitting {
    /**
     * @return whether it is answered; the connection breaks off otherwise
     */
    boolean answered(Kept kept);
  }

  public LivingWcs(byte[] document) throws IOException {
    this.document = document;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public URI site() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public synchronized List<Kept> kept() {
    return List.copyOf(kept);
  }

  /** Something that was submitted in another way. */
  synchronized void keep(Kept other) {
    kept.add(other);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Thread.sleep(slowness);
      String path = exchange.getRequestURI().getRawPath();
      Map<String, String> query = query(exchange.getRequestURI());
      boolean isOfSite = Transcript.origin(rawQuery(exchange)).equals(RecordedWcs.SITE);
      boolean isBasic = exchange.getRequestHeaders().getFirst("Authorization") != null;
      Matcher place = PLACE.matcher(path);
      if (away != 0) {
        refuse(exchange, away, "");
      } else if (path.equals("/api/formdefs/" + FORM + "/submit") && closed) {
        refuse(exchange, 403, "access-denied");
      } else if (place.matches() && looksFail) {
        refuse(exchange, 502, "bad-gateway");
      } else if (path.equals("/api/forms/" + FORM + "/list") && listsDenied) {
        refuse(exchange, 403, "access-denied");
      } else if (place.matches() && looksDenied) {
        refuse(exchange, 403, "access-denied");
      } else if (path.equals("/api/formdefs/" + FORM + "/submit") && refusesWith != 0) {
        refuse(exchange, refusesWith, "");
      } else if (path.equals("/api/formdefs/second/schema") && secondAway != 0) {
        refuse(exchange, secondAway, "");
      } else if (path.equals("/api/formdefs/second/schema")) {
        String fields = secondField.isEmpty() ? "" : secondField + ",";
        answer(
            exchange,
            200,
            json.writeValueAsString(schema())
                .replace("\"fields\":[{\"id\":\"1\"", "\"fields\":[" + fields + "{\"id\":\"1\"")
                .getBytes(StandardCharsets.UTF_8));
      } else if (path.equals("/api/formdefs/" + FORM + "/schema")) {
        answer(exchange, 200, schema());
      } else if (path.startsWith("/api/user") && !isOfSite) {
        // A client that has roles is taken for itself, and may not ask for persons.
        refuse(exchange, 403, "access-denied");
      } else if (path.equals("/api/users/")) {
        answer(exchange, 200, persons());
      } else if (path.equals("/api/user/")) {
        answer(exchange, 200, person());
      } else if (path.equals("/api/formdefs/" + FORM + "/submit") && isOfSite) {
        submit(exchange, (ObjectNode) json.readTree(body));
      } else if (path.equals("/api/forms/" + FORM + "/list") && isBasic) {
        answer(exchange, 200, list(query));
      } else if (place.matches() && isBasic) {
        about(exchange, Integer.parseInt(place.group("number")), place.group("rest"), query, body);
      } else {
        refuse(exchange, 404, "not-found");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String rawQuery(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
  }

  private static Map<String, String> query(URI address) {
    Map<String, String> query = new HashMap<>();
    for (String part : Optional.ofNullable(address.getRawQuery()).orElse("").split("&", -1)) {
      String[] pair = part.split("=", 2);
      query.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private ObjectNode recorded(int number) throws IOException {
    return (ObjectNode)
        json.readTree(
            Transcript.all().stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow()
                .body());
  }

  private ObjectNode schema() throws IOException {
    ObjectNode schema = recorded(SCHEMA);
    ArrayNode fields = (ArrayNode) schema.path("fields");
    fields.addAll((ArrayNode) json.readTree(moreFields));
    return schema;
  }

  private ObjectNode persons() throws IOException {
    ObjectNode answer = json.createObjectNode().put("err", 0);
    ArrayNode data = answer.putArray("data");
    if (knowsPersons) {
      data.add(person());
    }
    return answer;
  }

  private ObjectNode person() throws IOException {
    askedPersons.incrementAndGet();
    return recorded(PERSON).put("user_var_niss", number);
  }

  /** What {@code [wcs]} has to say for its guichet to be let in; the keys are written beside it. */
  public WcsSettings settings(Path folder, Path services) throws IOException {
    return settings(folder, services, null);
  }

  /**
   * @param forms null for none
   */
  public WcsSettings settings(Path folder, Path services, Path forms) throws IOException {
    return new WcsSettings(
        site(),
        RecordedWcs.SITE,
        RecordedWcs.keyFile(RecordedWcs.SITE, folder),
        RecordedWcs.KIOSK,
        RecordedWcs.keyFile(RecordedWcs.KIOSK, folder),
        "niss",
        services,
        forms,
        null,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10));
  }

  private void submit(HttpExchange exchange, ObjectNode body) throws IOException {
    JsonNode nameIds = body.path("user").path("NameID");
    boolean isHis = nameIds.isArray() && nameIds.path(0).asText().equals(CITIZEN);
    Kept made =
        new Kept(
            (ObjectNode) body.path("data"),
            isHis && !orphans && !body.has("context") ? Optional.of(CITIZEN) : Optional.empty(),
            document);
    int number;
    synchronized (this) {
      kept.add(made);
      number = kept.size();
    }
    if (!submitting.answered(made)) {
      return;
    }
    if (submitsFail) {
      refuse(exchange, 504, "gateway-timeout");
      return;
    }
    ObjectNode answer = recorded(SUBMITTED);
    ((ObjectNode) answer.path("data")).put("id", String.valueOf(number));
    answer(exchange, 200, answer);
  }

  private synchronized ObjectNode list(Map<String, String> query) throws IOException {
    ObjectNode answer = json.createObjectNode().put("err", 0);
    ArrayNode data = answer.putArray("data");
    ObjectNode entry = (ObjectNode) recorded(LISTED).path("data").get(0);
    for (int i = kept.size(); i > 0; i--) {
      ObjectNode fields = kept.get(i - 1).data;
      boolean fits =
          query.entrySet().stream()
              .filter(each -> each.getKey().startsWith("filter-"))
              .allMatch(
                  each ->
                      fields
                          .path(each.getKey().substring("filter-".length()))
                          .asText()
                          .equals(each.getValue()));
      if (fits || !filters) {
        data.add(entry.deepCopy().put("id", String.valueOf(i)));
      }
    }
    return answer.put("count", data.size());
  }

  private void about(
      HttpExchange exchange, int number, String rest, Map<String, String> query, byte[] body)
      throws IOException {
    Kept about;
    synchronized (this) {
      about = number >= 1 && number <= kept.size() ? kept.get(number - 1) : null;
    }
    Matcher trigger = TRIGGER.matcher(rest);
    if (about == null) {
      refuse(exchange, 404, "not-found");
    } else if (rest.isEmpty()) {
      answer(exchange, 200, followed(about, number));
    } else if (rest.equals("download") && sha256(about.document).equals(query.get("hash"))) {
      exchange.getResponseHeaders().set("Content-Type", about.contentType);
      exchange.sendResponseHeaders(200, about.document.length);
      exchange.getResponseBody().write(about.document);
    } else if (trigger.matches() && triggersFail) {
      askedTriggers.incrementAndGet();
      refuse(exchange, 500, "internal-error");
    } else if (trigger.matches() && !about.endpoint && trigger.group("name").startsWith("print")) {
      askedTriggers.incrementAndGet();
      about.triggers.add(trigger.group("name"));
      about.told.setAll((ObjectNode) json.readTree(body));
      about.status = "done";
      about.endpoint = true;
      answer(exchange, 200, json.createObjectNode().put("err", 0).putNull("url"));
    } else {
      askedTriggers.addAndGet(trigger.matches() ? 1 : 0);
      refuse(exchange, 404, "not-found");
    }
  }

  private ObjectNode followed(Kept about, int number) throws IOException {
    ObjectNode answer = recorded(FOLLOWED);
    answer.put("id", String.valueOf(number));
    answer.set("fields", shown(about.data));
    if (about.owner.isEmpty()) {
      answer.putNull("user");
    } else {
      ((ObjectNode) answer.path("user")).putArray("NameID").add(about.owner.get());
    }
    ObjectNode workflow = (ObjectNode) answer.path("workflow");
    workflow.remove("status");
    ((ObjectNode) workflow.path("real_status"))
        .put("id", about.status)
        .put("endpoint", about.endpoint);
    ((ObjectNode) workflow.path("data")).setAll(about.told);
    if (about.endpoint) {
      ((ObjectNode) answer.path("roles")).putArray("actions");
    }
    ObjectNode fields = (ObjectNode) workflow.path("fields");
    if (about.document == null) {
      fields.putNull("document");
    } else {
      ((ObjectNode) fields.path("document"))
          .put("content_type", about.contentType)
          .put(
              "url",
              "http://127.0.0.1:18088/%s/%d/download?hash=%s"
                  .formatted(FORM, number, sha256(about.document)));
    }
    return answer;
  }

  /** Words beside ids, numbers as texts, and nothing for what was not sent. */
  private ObjectNode shown(ObjectNode data) throws IOException {
    ObjectNode shown = json.createObjectNode();
    for (JsonNode field : schema().path("fields")) {
      String name = field.path("varname").asText("");
      JsonNode sent = data.path(name);
      if (name.isEmpty()) {
        continue;
      }
      switch (field.path("type").asText()) {
        case "item" -> shown.put(name, sent.asText()).set(name + "_raw", sent);
        case "items" -> {
          List<String> chosen = new ArrayList<>();
          sent.forEach(each -> chosen.add(each.asText()));
          shown.put(name, String.join(", ", chosen)).set(name + "_raw", sent);
        }
        case "numeric" -> shown.put(name, sent.asText());
        default -> shown.set(name, sent.isMissingNode() ? json.nullNode() : sent);
      }
    }
    return shown;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void refuse(HttpExchange exchange, int status, String code) throws IOException {
    answer(
        exchange,
        status,
        json.createObjectNode()
            .put("err", 1)
            .put("err_class", "Refus")
            .put("err_code", code)
            .putNull("err_desc"));
  }

  private void answer(HttpExchange exchange, int status, JsonNode answer) throws IOException {
    answer(exchange, status, json.writeValueAsBytes(answer));
  }

  private static void answer(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
