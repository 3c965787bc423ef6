package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.json.Json;
import be.borne.townhall.guichet.engine.wcs.WcsFailure.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/**
 * Calls of a w.c.s., each within one deadline, its answer bounded and of the kind that was asked
 * for. It goes where it was configured to go and nowhere an answer says: redirections are refused,
 * and addresses inside answers are never followed. Thread-safe.
 */
final class WcsCalls implements AutoCloseable {
  /** A catalogue of 77 forms has 67 KB; a long schema some 50. */
  static final int MAX_JSON_BYTES = 1_000_000;

  private static final String JSON = "application/json";
  private static final int NONCE_BYTES = 16;
  private static final Duration WORKFLOW = Duration.ofMinutes(1);

  /** One megabit in a second. */
  private static final long SLOW_BITS_PER_MILLI = 1_000;

  /** Less than what is waited for a submission to appear: it must not be sent twice at once. */
  private static final Duration MOST_UNHURRIED = Duration.ofMinutes(8);

  private static final int OK = 200;
  private static final int LEAST_OF_SERVERS = 500;

  private final URI site;
  private final WcsCredentials ofSite;
  private final WcsCredentials ofClient;
  private final Duration deadline;
  private final Clock clock;
  private final HttpClient http;
  private final LongSupplier leftNanos;
  private final boolean isUnhurried;
  private final RandomGenerator random = new SecureRandom();
  private final ObjectMapper json = Json.mapper();

  /**
   * @param site {@code https://host[:port]} and nothing behind it
   * @param ofSite a secret of the site ({@code [api-secrets]}), by which is signed. Not an API
   *     client's key: a client that has roles is taken for itself, and not for the citizen
   * @param ofClient of an API client with the roles of a terminal
   * @param deadline of one call, from connecting to the last byte of the answer
   * @param clock that of the w.c.s. must not be more than thirty seconds away from
   */
  WcsCalls(
      URI site,
      WcsCredentials ofSite,
      WcsCredentials ofClient,
      SSLContext tls,
      Duration deadline,
      Clock clock) {
    this.site = requireSite(site);
    this.ofSite = ofSite;
    this.ofClient = ofClient;
    this.deadline = deadline;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .sslContext(tls)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(deadline)
            .build();
    this.leftNanos = deadline::toNanos;
    this.isUnhurried = false;
  }

  private WcsCalls(WcsCalls all, LongSupplier leftNanos, boolean isUnhurried) {
    this.site = all.site;
    this.ofSite = all.ofSite;
    this.ofClient = all.ofClient;
    this.deadline = all.deadline;
    this.clock = all.clock;
    this.http = all.http;
    this.leftNanos = leftNanos;
    this.isUnhurried = isUnhurried;
  }

  /**
   * The same calls for something that takes several of them: together they end in time, and none
   * begins when it is over. Closing is left to these here.
   *
   * @param patience from now on
   */
  WcsCalls within(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    return new WcsCalls(this, () -> Math.min(deadline.toNanos(), end - System.nanoTime()), false);
  }

  /** The same calls where nobody waits: what is sent has a deadline that grows with its size. */
  WcsCalls unhurried() {
    return new WcsCalls(this, leftNanos, true);
  }

  /**
   * Of a call that sends this much: time for a workflow that runs before the answer, and for a slow
   * line.
   */
  static Duration unhurried(long bytes, Duration least) {
    Duration grown = WORKFLOW.plusMillis(bytes * Byte.SIZE / SLOW_BITS_PER_MILLI);
    Duration bounded = grown.compareTo(MOST_UNHURRIED) > 0 ? MOST_UNHURRIED : grown;
    return bounded.compareTo(least) > 0 ? bounded : least;
  }

  private static URI requireSite(URI site) {
    boolean whole =
        site.getHost() != null
            && site.getRawUserInfo() == null
            && site.getRawPath().isEmpty()
            && site.getRawQuery() == null
            && site.getRawFragment() == null;
    boolean secret = "https".equals(site.getScheme());
    // Our key goes along with every call; in the clear only where no network is in between.
    boolean near =
        "http".equals(site.getScheme())
            && (site.getHost() != null
                && site.getHost().matches("localhost|127\\.0\\.0\\.1|\\[::1\\]"));
    if (!whole || !(secret || near)) {
      throw new IllegalArgumentException(
          "a w.c.s. is at https://host or https://host:port, with nothing behind it");
    }
    return site;
  }

  /** Who asks, and how that is proven. */
  enum Proof {
    /** By the site's signature of the address; needed for schemas, and to act for a citizen. */
    SIGNATURE,
    /** By the client's identifier and key; needed to read and trigger by its roles. */
    BASIC
  }

  /**
   * Reads something.
   *
   * @param path of our own making, percent-encoded, from the root
   * @param query of our own making, percent-encoded; may be empty
   */
  JsonNode get(Proof proof, String path, String query) throws WcsFailure, InterruptedException {
    return json(answer(request(proof, path, query).GET(), JSON, MAX_JSON_BYTES));
  }

  /** Sends something. */
  JsonNode post(Proof proof, String path, JsonNode body) throws WcsFailure, InterruptedException {
    byte[] bytes;
    try {
      bytes = json.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
    HttpRequest.Builder call =
        request(proof, path, "")
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofByteArray(bytes));
    if (!isUnhurried) {
      return json(answer(call, JSON, MAX_JSON_BYTES));
    }
    Duration enough = unhurried(bytes.length, deadline);
    return json(answer(call.timeout(enough), JSON, MAX_JSON_BYTES, enough.toNanos()));
  }

  /**
   * Fetches a file.
   *
   * @param contentType that it has to be of
   */
  byte[] file(String path, String query, String contentType, int maxBytes)
      throws WcsFailure, InterruptedException {
    return answer(request(Proof.BASIC, path, query).GET(), contentType, maxBytes);
  }

  private HttpRequest.Builder request(Proof proof, String path, String query) {
    String whole =
        proof == Proof.SIGNATURE ? SignedQuery.of(query, ofSite, clock.instant(), nonce()) : query;
    HttpRequest.Builder call =
        HttpRequest.newBuilder(URI.create(site + path + (whole.isEmpty() ? "" : "?" + whole)))
            .timeout(deadline)
            .header("Accept", JSON);
    return proof == Proof.BASIC ? call.header("Authorization", ofClient.basic()) : call;
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private byte[] answer(HttpRequest.Builder call, String contentType, int maxBytes)
      throws WcsFailure, InterruptedException {
    return answer(call, contentType, maxBytes, leftNanos.getAsLong());
  }

  private byte[] answer(HttpRequest.Builder call, String contentType, int maxBytes, long nanos)
      throws WcsFailure, InterruptedException {
    HttpResponse<byte[]> answer = exchange(call.build(), Math.max(maxBytes, MAX_JSON_BYTES), nanos);
    if (answer.statusCode() != OK) {
      throw refused(answer);
    }
    if (!isOfType(answer, contentType)) {
      throw new WcsFailure(Kind.NONSENSE, "the answer is not " + contentType);
    }
    if (answer.body().length > maxBytes) {
      throw new WcsFailure(Kind.NONSENSE, "the answer has more than " + maxBytes + " bytes");
    }
    return answer.body();
  }

  /** {@link HttpRequest}'s own timeout ends with the headers; the deadline here covers the body. */
  private HttpResponse<byte[]> exchange(HttpRequest call, long maxBytes, long nanos)
      throws WcsFailure, InterruptedException {
    if (nanos <= 0) {
      throw new WcsFailure(Kind.NO_ANSWER, "earlier answers took all the time there was");
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(call, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
    try {
      return answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new WcsFailure(Kind.NO_ANSWER, "no whole answer in time", e);
    } catch (ExecutionException e) {
      // Its words may hold the address, and that a citizen's number.
      throw new WcsFailure(
          Kind.NO_ANSWER, "no whole answer: " + e.getCause().getClass().getSimpleName());
    } finally {
      answer.cancel(true);
    }
  }

  /** By status and {@code err_code} alone: the rest is in the language of the site. */
  private WcsFailure refused(HttpResponse<byte[]> answer) {
    String code = isOfType(answer, JSON) ? errorCode(answer.body()) : "";
    String words = "status " + answer.statusCode() + (code.isEmpty() ? "" : ", " + code);
    return new WcsFailure(
        switch (answer.statusCode()) {
          case 401, 403 -> Kind.DENIED;
          case 413 -> Kind.TOO_LARGE;
          // A proxy says it too, while the site is away.
          case 404 -> code.equals("not-found") ? Kind.NOT_FOUND : Kind.NONSENSE;
          default -> answer.statusCode() >= LEAST_OF_SERVERS ? Kind.FAILED : Kind.NONSENSE;
        },
        words);
  }

  private String errorCode(byte[] body) {
    try {
      String code = json.readTree(body).path("err_code").asText("");
      return code.matches("[a-z-]{1,60}") ? code : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** Some calls answer 200 and say in the body that they did not do it. */
  private JsonNode json(byte[] body) throws WcsFailure {
    JsonNode tree;
    try {
      tree = json.readTree(body);
    } catch (IOException e) {
      // Its words may hold pieces of the answer.
      throw new WcsFailure(Kind.NONSENSE, "the answer is no JSON that is taken");
    }
    JsonNode error = tree.path("err");
    if (error.isNumber() && error.intValue() != 0) {
      throw new WcsFailure(Kind.DENIED, "refused with status 200, " + errorCode(body));
    }
    return tree;
  }

  private static boolean isOfType(HttpResponse<byte[]> answer, String contentType) {
    return answer
        .headers()
        .firstValue("Content-Type")
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .filter(contentType::equals)
        .isPresent();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
