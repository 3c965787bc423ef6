package be.borne.demo.bench;

import be.borne.protocol.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/**
 * A terminal's line to the guichet: its own certificate, its own connections. The kiosk's client
 * makes the same calls with threads of its own; two thousand of those would be measured as well.
 */
final class TerminalLine implements AutoCloseable {
  /** Longer than any terminal waits: what takes so long is measured, not broken off. */
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private final String id;
  private final URI guichet;
  private final HttpClient http;

  /**
   * @param tls shows the terminal's certificate
   * @param executor shared by all lines
   */
  TerminalLine(String id, URI guichet, SSLContext tls, Executor executor) {
    this.id = id;
    this.guichet = guichet;
    this.http =
        HttpClient.newBuilder()
            .sslContext(tls)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(PATIENCE)
            .executor(executor)
            .build();
  }

  /** The terminal's identifier, as its certificate says it. */
  String id() {
    return id;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(guichet.resolve(path))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json");
  }

  /**
   * @param dueNanos when it was to be made, on {@link System#nanoTime}'s clock: from then its time
   *     counts, whatever kept the terminal
   * @return the answer's body
   * @throws CallFailed if the answer's status is another
   */
  byte[] call(
      VisitCall call, long dueNanos, HttpRequest.Builder request, int status, CallTimes times)
      throws CallFailed, InterruptedException {
    HttpResponse<byte[]> answer;
    try {
      answer = http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new CallFailed(call, e.getClass().getSimpleName(), e);
    }
    long took = System.nanoTime() - dueNanos;
    if (answer.statusCode() != status) {
      throw new CallFailed(call, Integer.toString(answer.statusCode()), null);
    }
    times.note(call, took);
    return answer.body();
  }

  static BodyPublisher json(Object value) {
    try {
      return BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of the protocol can always be written", e);
    }
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
