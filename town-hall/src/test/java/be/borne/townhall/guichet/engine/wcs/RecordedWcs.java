package be.borne.townhall.guichet.engine.wcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers as the recorded w.c.s. answered, byte for byte. What asks has to ask as it was asked: the
 * same method, path, query, proof and name, and a body that means the same. Where the same was
 * asked several times it answers in the order of recording, the last answer for ever. Signatures
 * are made anew at each run, and checked as the real one checks them: key, thirty seconds, each
 * nonce once. What was never recorded is answered with 599, which no client takes.
 */
final class RecordedWcs implements AutoCloseable {
  static final String SITE = "kiosk.example.be";
  static final String KIOSK = "borne-01";
  static final String AGENT = "agent-app";
  private static final Map<String, String> KEYS =
      Map.of(SITE, "s3cret-of-the-site", KIOSK, "s3cret-borne-01", AGENT, "s3cret-agent");
  private static final int NEVER_RECORDED = 599;
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final int SIGNATURE_WRONG = 19;
  private static final int SIGNATURE_OLD = 20;
  private static final int ORIGIN_UNKNOWN = 21;
  private static final int NONCE_USED = 24;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Transcript> transcripts = Transcript.all();
  private final Set<Integer> played = new HashSet<>();
  private final Set<String> nonces = new HashSet<>();
  private final List<String> neverRecorded = Collections.synchronizedList(new ArrayList<>());
  private final ObjectMapper json = new ObjectMapper();
  private final Clock clock;

  RecordedWcs(Clock clock) throws IOException {
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  URI site() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  static WcsCredentials credentials(String client) {
    return new WcsCredentials(client, KEYS.get(client).getBytes(StandardCharsets.US_ASCII));
  }

  /** The key as the town hall keeps it. */
  static Path keyFile(String client, Path folder) throws IOException {
    Path file = folder.resolve(client + ".key");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, KEYS.get(client) + "\n");
  }

  /** What was asked that nobody recorded; without bodies. */
  List<String> neverRecorded() {
    return List.copyOf(neverRecorded);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Transcript answer = answer(exchange);
      answer.headers().forEach((name, value) -> reply(exchange, name, value));
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private static void reply(HttpExchange exchange, String name, String value) {
    if (!Set.of("content-length", "connection", "date", "server").contains(name)) {
      exchange.getResponseHeaders().set(name, value);
    }
  }

  private synchronized Transcript answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    boolean isSigned = query.contains("signature=");
    if (isSigned) {
      Optional<Integer> refused = refused(query);
      if (refused.isPresent()) {
        return numbered(refused.get());
      }
    }
    List<Transcript> same = new ArrayList<>();
    for (Transcript each : transcripts) {
      if (isSame(each, exchange, query) && meansTheSame(each.requestBody(), body)) {
        same.add(each);
      }
    }
    if (same.isEmpty()) {
      neverRecorded.add(
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI().getRawPath()
              + " "
              + Transcript.unsigned(query));
      return new Transcript(
          0, "", "", "", "", Map.of(), new byte[0], NEVER_RECORDED, Map.of(), new byte[0]);
    }
    Transcript next =
        same.stream()
            .filter(each -> !played.contains(each.number()))
            .findFirst()
            .orElse(same.getLast());
    played.add(next.number());
    return next;
  }

  private Transcript numbered(int number) {
    return transcripts.stream().filter(each -> each.number() == number).findFirst().orElseThrow();
  }

  private static boolean isSame(Transcript recorded, HttpExchange exchange, String query) {
    String basic = exchange.getRequestHeaders().getFirst("Authorization");
    return recorded.method().equals(exchange.getRequestMethod())
        && recorded.path().equals(exchange.getRequestURI().getRawPath())
        && recorded.query().equals(Transcript.unsigned(query))
        && recorded.origin().equals(Transcript.origin(query))
        && Optional.ofNullable(recorded.requestHeaders().get("authorization"))
            .equals(Optional.ofNullable(basic))
        && Optional.ofNullable(recorded.requestHeaders().get("content-type"))
            .equals(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")));
  }

  private boolean meansTheSame(byte[] recorded, byte[] sent) {
    return Arrays.equals(recorded, sent)
        || (tree(recorded).isPresent() && tree(recorded).equals(tree(sent)));
  }

  /** Empty for what is no JSON: some of what was recorded deliberately is not. */
  private Optional<JsonNode> tree(byte[] body) {
    try {
      return Optional.of(json.readTree(body)).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The number of the exchange that shows how this query is refused, if it is. */
  private Optional<Integer> refused(String query) {
    Map<String, String> parts = new HashMap<>();
    for (String part : query.split("&", -1)) {
      String[] pair = part.split("=", 2);
      parts.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    if (!KEYS.containsKey(parts.get("orig"))) {
      return Optional.of(ORIGIN_UNKNOWN);
    }
    String signed = query.substring(0, query.indexOf("&signature="));
    byte[] mac = credentials(parts.get("orig")).mac(signed.getBytes(StandardCharsets.US_ASCII));
    if (!Base64.getEncoder().encodeToString(mac).equals(parts.get("signature"))) {
      return Optional.of(SIGNATURE_WRONG);
    }
    Instant made = Instant.parse(parts.get("timestamp"));
    if (Duration.between(made, clock.instant()).abs().compareTo(WINDOW) > 0) {
      return Optional.of(SIGNATURE_OLD);
    }
    return nonces.add(parts.get("nonce")) ? Optional.empty() : Optional.of(NONCE_USED);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
