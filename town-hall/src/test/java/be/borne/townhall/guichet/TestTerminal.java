package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.GuichetProblem;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.PrintClaim;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.guichet.UnfinishedOrders;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.openapi.DocumentedExchange;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A terminal as the guichet sees one: a client certificate and HTTP calls. Whatever passes is held
 * against the document of the calls.
 */
final class TestTerminal {
  /** What came back: status, and body as it was. */
  @SuppressWarnings("ArrayRecordComponent") // only ever read
  record Answer(int status, byte[] body) {
    <T> T as(Class<T> type) throws IOException {
      return Json.mapper().readValue(body, type);
    }

    FaultCode fault() throws IOException {
      return as(GuichetProblem.class).fault();
    }

    String rule() throws IOException {
      return as(GuichetProblem.class).rule();
    }
  }

  final String id;
  private final URI guichet;
  private final SSLContext identity;
  private final HttpClient client;
  private final ObjectMapper json = Json.mapper();
  private final DocumentedExchange document;

  /** Calls and how they ended, as the document names them. */
  final Set<String> exchanged = ConcurrentHashMap.newKeySet();

  TestTerminal(String id, URI guichet, SSLContext identity) throws IOException {
    this.document = DocumentedExchange.ofFile();
    this.id = id;
    this.guichet = guichet;
    this.identity = identity;
    this.client =
        HttpClient.newBuilder().sslContext(identity).connectTimeout(Duration.ofSeconds(30)).build();
  }

  Answer call(String method, String path, String token, UUID key, byte[] body)
      throws IOException, InterruptedException {
    return call(method, path, token, GuichetPaths.IDEMPOTENCY_KEY, key, body);
  }

  private Answer call(
      String method, String path, String token, String keyHeader, UUID key, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(guichet.resolve(path)).timeout(Duration.ofSeconds(60));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (key != null) {
      request.header(keyHeader, key.toString());
    }
    return sent(method, path, request, body);
  }

  private Answer sent(String method, String path, HttpRequest.Builder request, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.BodyPublisher content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body);
    HttpRequest whole = request.method(method, content).build();
    HttpResponse<byte[]> answer = client.send(whole, HttpResponse.BodyHandlers.ofByteArray());
    document
        .check(
            new DocumentedExchange.Exchange(
                method,
                path,
                whole.headers().map().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getFirst())),
                body == null ? new byte[0] : body,
                answer.statusCode(),
                answer.headers().firstValue("Content-Type"),
                answer.body()))
        .ifPresent(exchanged::add);
    return new Answer(answer.statusCode(), answer.body());
  }

  /** Brings a file, announced as that. */
  Answer attach(String token, String type, byte[] content)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(guichet.resolve(GuichetPaths.FORM_FILES))
            .timeout(Duration.ofSeconds(60))
            .expectContinue(true);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (type != null) {
      request.header("Content-Type", type);
    }
    return sent("POST", GuichetPaths.FORM_FILES, request, content);
  }

  /** A bare connection, to say what no client would. */
  Socket connection() throws IOException {
    Socket socket = identity.getSocketFactory().createSocket(guichet.getHost(), guichet.getPort());
    socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(60).toMillis()));
    return socket;
  }

  Answer get(String path, String token) throws IOException, InterruptedException {
    return call("GET", path, token, null, null);
  }

  Answer post(String path, Object body) throws IOException, InterruptedException {
    return call("POST", path, null, null, json.writeValueAsBytes(body));
  }

  Challenge challenge() throws IOException, InterruptedException {
    return call("POST", GuichetPaths.CHALLENGES, null, null, null).as(Challenge.class);
  }

  String signIn(TestCards.Card card)
      throws IOException, InterruptedException, GeneralSecurityException {
    return post(GuichetPaths.SESSIONS, card.answer(challenge(), id))
        .as(CitizenSession.class)
        .token();
  }

  Answer order(String token, UUID key, String service, Language language)
      throws IOException, InterruptedException {
    return order(token, key, new OrderRequest(service, language));
  }

  Answer order(String token, UUID key, OrderRequest request)
      throws IOException, InterruptedException {
    return call("POST", GuichetPaths.ORDERS, token, key, json.writeValueAsBytes(request));
  }

  /** Claims the order and fetches its document, if the guichet lets it. */
  Answer document(String token, Order order) throws IOException, InterruptedException {
    UUID claim = UUID.randomUUID();
    Answer claimed = claim(token, order.reference(), claim);
    return claimed.status() == 200 ? document(token, order.reference(), claim) : claimed;
  }

  Answer document(String token, String reference, UUID claim)
      throws IOException, InterruptedException {
    return call(
        "GET",
        GuichetPaths.ORDERS + "/" + reference + "/document",
        token,
        GuichetPaths.PRINT_CLAIM,
        claim,
        null);
  }

  Answer claim(String token, String reference, UUID claim)
      throws IOException, InterruptedException {
    return call(
        "POST",
        GuichetPaths.ORDERS + "/" + reference + "/claim",
        token,
        null,
        json.writeValueAsBytes(new PrintClaim(claim)));
  }

  Answer report(String reference, UUID claim, DeliveryReport.Outcome outcome)
      throws IOException, InterruptedException {
    return post(
        GuichetPaths.DELIVERIES + "/" + reference,
        new DeliveryReport(claim, outcome, Instant.EPOCH));
  }

  List<UnfinishedOrder> unfinished(String token) throws IOException, InterruptedException {
    return get(GuichetPaths.ORDERS, token).as(UnfinishedOrders.class).orders();
  }
}
