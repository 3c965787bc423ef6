package be.borne.device.printer;

import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/**
 * IPP over HTTP (RFC 8010 §4): one packet out, one packet back, each within a deadline and a size.
 * {@code ipps} is the same over TLS (RFC 7472). Thread-safe.
 */
public final class IppClient implements AutoCloseable {
  private static final int DEFAULT_PORT = 631;
  private static final int HTTP_OK = 200;
  private static final int REFUSALS = 0x0400;

  /** All that tells the JDK's two deadlines of a socket apart (sun.nio.ch.NioSocketImpl). */
  private static final String CONNECTING = "Connect timed out";

  private final PrinterLocation location;
  private final HttpClient http;

  /**
   * @param printer {@code ipp://host[:port]/path} or {@code ipps://…}
   * @param tls whom to trust over {@code ipps}
   * @throws IllegalArgumentException if the address is neither
   */
  public IppClient(URI printer, Duration connectTimeout, SSLContext tls) {
    this(PrinterLocation.fixed(printer), connectTimeout, tls);
    var ignored = httpAddress(printer);
  }

  IppClient(PrinterLocation location, Duration connectTimeout, SSLContext tls) {
    this.location = location;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .sslContext(tls)
            .build();
  }

  private static URI httpAddress(URI printer) {
    String scheme =
        switch (String.valueOf(printer.getScheme())) {
          case "ipp" -> "http";
          case "ipps" -> "https";
          default -> throw new IllegalArgumentException("a printer's address is ipp:// or ipps://");
        };
    if (printer.getHost() == null) {
      throw new IllegalArgumentException("a printer's address needs a host");
    }
    int port = printer.getPort() < 0 ? DEFAULT_PORT : printer.getPort();
    String path = printer.getRawPath().isEmpty() ? "/" : printer.getRawPath();
    return URI.create(scheme + "://" + printer.getHost() + ":" + port + path);
  }

  /**
   * Sends a packet and waits for its answer.
   *
   * @return an answer whose status is a success (RFC 8011 appendix B: 0x0000 to 0x00ff)
   * @throws IppFailure if there is none within the deadline, or it is a refusal
   */
  public IppPacket call(IppPacket request, Duration deadline)
      throws IppFailure, InterruptedException {
    return call(request, new byte[0], deadline);
  }

  /** The same with a document behind the packet; the deadline includes taking it in. */
  public IppPacket call(IppPacket request, byte[] document, Duration deadline)
      throws IppFailure, InterruptedException {
    return await(send(request, document), deadline);
  }

  /** Where the printer is, as an IPP address. */
  URI printerUri() throws IppFailure, InterruptedException {
    return location.address(this);
  }

  /**
   * Sends a packet with a document behind it. The answer may take as long as the printer takes to
   * swallow the document, which can be as long as its paper is out. Cancelling the future breaks
   * the connection.
   */
  CompletableFuture<IppPacket> send(IppPacket request, byte[] document)
      throws InterruptedException {
    URI printer;
    try {
      printer = printerUri();
    } catch (IppFailure e) {
      return CompletableFuture.failedFuture(e);
    }
    return sendTo(printer, request, document)
        .whenComplete(
            (packet, failure) -> {
              Throwable cause =
                  failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
              if (cause != null && !(cause instanceof IppFailure)) {
                location.silent();
              }
            });
  }

  /**
   * The same to one address.
   *
   * @param printer {@code ipp://host[:port]/path} or {@code ipps://…}
   */
  CompletableFuture<IppPacket> sendTo(URI printer, IppPacket request, byte[] document) {
    HttpRequest post =
        HttpRequest.newBuilder(httpAddress(printer))
            .header("Content-Type", "application/ipp")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(request, document)))
            .build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(
            post,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), IppBounds.MAX_ANSWER_BYTES));
    CompletableFuture<IppPacket> answer =
        exchange.thenCompose(
            response -> {
              try {
                if (response.statusCode() != HTTP_OK) {
                  throw bad("HTTP status " + response.statusCode(), null);
                }
                return CompletableFuture.completedFuture(read(request, response.body()));
              } catch (IppFailure e) {
                return CompletableFuture.failedFuture(e);
              }
            });
    // Cancelling what was derived does not reach the exchange by itself.
    return answer.whenComplete((packet, failure) -> exchange.cancel(true));
  }

  /**
   * @throws IppFailure also when the deadline passes, which breaks the connection
   */
  static IppPacket await(CompletableFuture<IppPacket> answer, Duration deadline)
      throws IppFailure, InterruptedException {
    try {
      return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IppFailure(IppFailure.Kind.NO_ANSWER, "no answer within " + deadline, e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /** What went wrong, from what a client of the JDK's says. */
  static IppFailure failure(Throwable cause) {
    return switch (cause) {
      case IppFailure own -> own;
      case HttpConnectTimeoutException e -> notConnected(e);
      case ConnectException e -> notConnected(e);
      case SocketTimeoutException e when CONNECTING.equals(e.getMessage()) -> notConnected(e);
      case UnknownHostException e -> notConnected(e);
      case UnresolvedAddressException e -> notConnected(e);
      case SSLHandshakeException e -> notConnected(e);
      default ->
          new IppFailure(
              IppFailure.Kind.NO_ANSWER, "no answer: " + cause.getClass().getSimpleName(), cause);
    };
  }

  private static IppFailure notConnected(Exception e) {
    return new IppFailure(
        IppFailure.Kind.NOT_CONNECTED, "no connection: " + e.getClass().getSimpleName(), e);
  }

  /** Asks what is asked again and again; in the clear at less cost than anything else. */
  <T> T look(PrinterLook<T> look, Duration deadline) throws IppFailure, InterruptedException {
    URI printer = printerUri();
    URI http = httpAddress(printer);
    if (!http.getScheme().equals("http")) {
      return look.meaningOf(call(look.question(printer), deadline));
    }
    try {
      return look.at(printer, http, deadline);
    } catch (IppFailure e) {
      if (e.kind() == IppFailure.Kind.NOT_CONNECTED || e.kind() == IppFailure.Kind.NO_ANSWER) {
        location.silent();
      }
      throw e;
    }
  }

  /** A packet with a document behind it. */
  static byte[] bytes(IppPacket request, byte[] document) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(document.length + 1024);
    try (IppOutputStream out = new IppOutputStream(body)) {
      out.write(request);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
    body.writeBytes(document);
    return body.toByteArray();
  }

  static IppPacket read(IppPacket request, byte[] body) throws IppFailure {
    IppBounds.check(body);
    IppPacket answer;
    try (IppInputStream in = new IppInputStream(new ByteArrayInputStream(body))) {
      answer = in.readPacket();
    } catch (IOException | RuntimeException e) {
      // The codec meets bytes that a stranger chose, and says so in exceptions of many kinds.
      throw bad("the packet cannot be read", e);
    }
    if (answer.getRequestId() != request.getRequestId()) {
      throw bad("it answers another request", null);
    }
    if (answer.getCode() >= REFUSALS || answer.getCode() < 0) {
      throw IppFailure.refused(answer.getCode() & 0xffff, request.getOperation().getName());
    }
    return answer;
  }

  static IppFailure bad(String what, Throwable cause) {
    return new IppFailure(IppFailure.Kind.BAD_ANSWER, "not an IPP answer: " + what, cause);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
