package be.borne.townhall.guichet;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** One listening address with its routes, each request on a virtual thread of its own. */
final class HttpListener implements AutoCloseable {
  /** How long a request that has begun may say nothing. */
  static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

  /**
   * How long a terminal's connection may wait for its next request: longer than a terminal at rest
   * pauses, for a new connection costs its processor three times what a request does.
   */
  static final Duration TERMINAL_PAUSE = Duration.ofSeconds(90);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final int BACKLOG = 128;

  /** How a connection is protected. */
  sealed interface Protection {
    record Plain() implements Protection {}

    /** HTTPS; with {@code clientCertificate} nobody gets a word without showing one. */
    record Tls(SSLContext context, boolean clientCertificate) implements Protection {}
  }

  private final Javalin javalin;
  private final URI address;

  private HttpListener(Javalin javalin, URI address) {
    this.javalin = javalin;
    this.address = address;
  }

  /**
   * @param port 0 takes any free one
   * @param fallback what is answered when a request is too broken to reach a route
   * @throws IOException in a plain sentence, if the address cannot be listened on
   */
  static HttpListener start(
      String host,
      int port,
      Protection protection,
      String fallbackType,
      String fallback,
      Consumer<RoutesConfig> routes)
      throws IOException {
    Javalin javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              config.concurrency.useVirtualThreads = true;
              config.jetty.modifyHttpConfiguration(HttpListener::restrain);
              config.jetty.modifyServer(
                  server -> {
                    server.setStopTimeout(STOP_TIMEOUT.toMillis());
                    server.setErrorHandler(
                        (request, response, callback) -> {
                          response.getHeaders().put(HttpHeader.CONTENT_TYPE, fallbackType);
                          Content.Sink.write(response, true, fallback, callback);
                          return true;
                        });
                  });
              config.jetty.addConnector(
                  (server, http) -> connector(server, http, host, port, protection));
              routes.accept(config.routes);
            });
    try {
      javalin.start();
    } catch (JavalinBindException e) {
      throw new IOException(host + ":" + port + ": cannot listen there, it is taken", e);
    } catch (RuntimeException e) {
      throw new IOException(host + ":" + port + ": cannot listen there", e);
    }
    String scheme = protection instanceof Protection.Tls ? "https" : "http";
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return new HttpListener(javalin, URI.create(scheme + "://" + literal + ":" + javalin.port()));
  }

  private static void restrain(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.setResponseHeaderSize(MAX_HEADER_BYTES);
    http.setIdleTimeout(IDLE_TIMEOUT.toMillis());
  }

  private static Connector connector(
      Server server, HttpConfiguration http, String host, int port, Protection protection) {
    ServerConnector connector =
        switch (protection) {
          case Protection.Plain() -> new ServerConnector(server, new HttpConnectionFactory(http));
          case Protection.Tls(SSLContext context, boolean clientCertificate) -> {
            SslContextFactory.Server ssl = new SslContextFactory.Server();
            ssl.setSslContext(context);
            ssl.setNeedClientAuth(clientCertificate);
            // Terminals are ours; what the public has is not.
            ssl.setIncludeProtocols(
                clientCertificate ? new String[] {"TLSv1.3"} : new String[] {"TLSv1.3", "TLSv1.2"});
            ssl.setSniRequired(false);
            // The certificate is checked by whoever calls; calls by address are no less welcome.
            http.addCustomizer(new SecureRequestCustomizer(false));
            yield new ServerConnector(
                server, new SslConnectionFactory(ssl, "http/1.1"), new HttpConnectionFactory(http));
          }
        };
    connector.setHost(host);
    connector.setPort(port);
    boolean ofTerminals = protection instanceof Protection.Tls tls && tls.clientCertificate();
    connector.setIdleTimeout((ofTerminals ? TERMINAL_PAUSE : IDLE_TIMEOUT).toMillis());
    connector.setAcceptQueueSize(BACKLOG);
    return connector;
  }

  /** What was bound: scheme, host and port. */
  URI address() {
    return address;
  }

  /** Lets requests in progress finish for a few seconds. */
  @Override
  public void close() {
    javalin.stop();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
