package be.borne.townhall.guichet.revocation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of responders and for lists: a few at once, each within a deadline, its answer bounded.
 * What comes back is signed by whoever may say it, or is not believed; so it is fetched in the
 * clear, as it is offered. Redirections are not followed.
 */
final class AuthorityCalls implements AutoCloseable {
  private static final int OK = 200;
  private static final int AT_ONCE = 16;
  private static final int MAX_RESPONSE_BYTES = 64 * 1024;

  private final Duration deadline;
  private final int maxListBytes;
  private final HttpClient http;
  private final Semaphore turns = new Semaphore(AT_ONCE);

  /**
   * @param deadline of one call, from connecting to the last byte
   * @param maxListBytes a list of a hundred thousand lost cards has some 4 MB
   */
  AuthorityCalls(Duration deadline, int maxListBytes) {
    this.deadline = deadline;
    this.maxListBytes = maxListBytes;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(deadline)
            .build();
  }

  /**
   * Asks a responder (RFC 6960, appendix A).
   *
   * @throws IOException in a few words that name no certificate
   */
  byte[] ask(URI responder, byte[] request) throws IOException, InterruptedException {
    return answer(
        HttpRequest.newBuilder(responder)
            .header("Content-Type", "application/ocsp-request")
            .header("Accept", "application/ocsp-response")
            .POST(BodyPublishers.ofByteArray(request)),
        MAX_RESPONSE_BYTES);
  }

  /**
   * Fetches a list.
   *
   * @throws IOException in a few words
   */
  byte[] list(URI address) throws IOException, InterruptedException {
    return answer(HttpRequest.newBuilder(address).GET(), maxListBytes);
  }

  private byte[] answer(HttpRequest.Builder call, int maxBytes)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + deadline.toNanos();
    if (!turns.tryAcquire(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("too much is being asked already");
    }
    try {
      CompletableFuture<HttpResponse<byte[]>> answer =
          http.sendAsync(
              call.timeout(deadline).build(),
              BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
      try {
        HttpResponse<byte[]> whole =
            answer.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (whole.statusCode() != OK) {
          throw new IOException("answered with status " + whole.statusCode());
        }
        return whole.body();
      } catch (TimeoutException e) {
        throw new IOException("no whole answer in time", e);
      } catch (ExecutionException e) {
        throw new IOException("no answer: " + e.getCause().getClass().getSimpleName(), e);
      } finally {
        answer.cancel(true);
      }
    } finally {
      turns.release();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
