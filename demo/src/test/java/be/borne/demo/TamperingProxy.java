package be.borne.demo;

import be.borne.protocol.terminal.MutualTls;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * A broken-in front of the town hall: it holds a true server certificate and passes everything on
 * to the real guichet, but changes what comes back. For tests of what a terminal then does.
 */
final class TamperingProxy implements AutoCloseable {
  private static final Set<String> PASSED_ON =
      Set.of("authorization", "content-type", "idempotency-key", "print-claim", "accept");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpsServer server;
  private final HttpClient client;
  private final URI guichet;
  private volatile Tampering tampering = (path, body) -> body;

  /** What is done to an answer before it goes on to the terminal. */
  @FunctionalInterface
  interface Tampering {
    byte[] change(String path, byte[] body);
  }

  private TamperingProxy(HttpsServer server, HttpClient client, URI guichet) {
    this.server = server;
    this.client = client;
    this.guichet = guichet;
  }

  /**
   * @param guichet the real one
   * @param serverIdentity certificate and key that terminals accept
   * @param terminalIdentity certificate and key of the terminal that it pretends to be towards the
   *     guichet
   * @param authority whom both sides trust
   */
  static TamperingProxy start(
      URI guichet, Files serverIdentity, Files terminalIdentity, Path authority)
      throws IOException, GeneralSecurityException {
    SSLContext asServer =
        MutualTls.context(serverIdentity.chain(), serverIdentity.key(), authority);
    SSLContext asTerminal =
        MutualTls.context(terminalIdentity.chain(), terminalIdentity.key(), authority);
    HttpsServer server = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(asServer) {
          @Override
          public void configure(HttpsParameters parameters) {
            var wanted = asServer.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    TamperingProxy proxy =
        new TamperingProxy(
            server,
            HttpClient.newBuilder().sslContext(asTerminal).connectTimeout(PATIENCE).build(),
            guichet);
    server.createContext("/", proxy::passOn);
    server.start();
    return proxy;
  }

  /** A certificate chain and its key, in PEM. */
  record Files(Path chain, Path key) {}

  URI address() {
    return URI.create("https://localhost:" + server.getAddress().getPort());
  }

  /** From now on every issued document gets this done to it on its way. */
  void tamperWithDocuments(UnaryOperator<byte[]> change) {
    tampering = (path, body) -> path.endsWith("/document") ? change.apply(body) : body;
  }

  /** From now on everything passes as it is. */
  void behave() {
    tampering = (path, body) -> body;
  }

  private void passOn(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(guichet.resolve(path))
              .timeout(PATIENCE)
              .method(
                  exchange.getRequestMethod(),
                  HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
        if (PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
          header.getValue().forEach(value -> request.header(header.getKey(), value));
        }
      }
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      byte[] body = tampering.change(path, answer.body());
      answer
          .headers()
          .firstValue("content-type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
