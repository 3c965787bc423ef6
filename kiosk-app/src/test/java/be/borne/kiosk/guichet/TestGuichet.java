package be.borne.kiosk.guichet;

import be.borne.protocol.terminal.MutualTls;
import be.borne.provisioning.authority.Authority;
import be.borne.provisioning.authority.IssuedIdentity;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A real HTTPS server with client certificates, which answers as a test says. */
public final class TestGuichet implements AutoCloseable {
  public static final String TERMINAL = "library-1";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Authority authority;
  private final Path directory;

  /** Serves nothing until {@link #on} says what. */
  public TestGuichet(Path directory) throws IOException, GeneralSecurityException {
    this.directory = directory;
    authority = Authority.create(directory.resolve("authority"), Clock.systemUTC());
    IssuedIdentity own =
        authority.issueServer(
            "localhost",
            List.of("localhost"),
            List.of("127.0.0.1"),
            directory.resolve("town-hall"));
    SSLContext tls = MutualTls.context(own.certificate(), own.key(), own.authority());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters asking = tls.getDefaultSSLParameters();
            asking.setNeedClientAuth(true);
            parameters.setSSLParameters(asking);
          }
        });
    server.setExecutor(threads);
    server.start();
  }

  public URI address() {
    return URI.create("https://localhost:" + server.getAddress().getPort());
  }

  public void on(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  /** A terminal that this guichet's authority knows. */
  public GuichetClient client(Duration deadline) throws IOException, GeneralSecurityException {
    IssuedIdentity terminal = authority.issueTerminal(TERMINAL, directory.resolve("terminal"));
    return new GuichetClient(
        address(),
        MutualTls.context(terminal.certificate(), terminal.key(), terminal.authority()),
        deadline);
  }

  /** A terminal of another authority. */
  GuichetClient stranger(Duration deadline) throws IOException, GeneralSecurityException {
    Authority other = Authority.create(directory.resolve("other"), Clock.systemUTC());
    IssuedIdentity terminal = other.issueTerminal(TERMINAL, directory.resolve("stranger"));
    return new GuichetClient(
        address(),
        MutualTls.context(terminal.certificate(), terminal.key(), authority.certificate()),
        deadline);
  }

  public static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    }
  }

  public static void json(HttpExchange exchange, int status, String body) throws IOException {
    answer(exchange, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
