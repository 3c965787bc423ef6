package be.borne.townhall.console;

import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends pages their changing part anew whenever it differs from what they have, as server-sent
 * events named {@value #EVENT}. Looks after news, and each second in any case: a terminal goes
 * stale without anybody saying so.
 */
final class LiveFragments implements AutoCloseable {
  static final String EVENT = "fleet";

  private static final Logger LOG = LoggerFactory.getLogger(LiveFragments.class);
  private static final int MAX_FOLLOWERS = 64;
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int LOOKS_BETWEEN_SIGNS_OF_LIFE = 10;

  /** Where a follower's view comes from; empty if there is none (any more). */
  interface Source<V> {
    Optional<V> view() throws IOException;
  }

  private final NewsBoard news;
  private final Semaphore places = new Semaphore(MAX_FOLLOWERS);
  private final Set<SseClient> followers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  LiveFragments(NewsBoard news) {
    this.news = news;
  }

  /** Serves a page until it goes away. */
  <V> void follow(SseClient client, Source<V> source, Function<V, String> render) {
    if (!places.tryAcquire()) {
      LOG.warn("too many pages follow the fleet; one more is sent away");
      client.close();
      return;
    }
    followers.add(client);
    client.keepAlive();
    Thread.ofVirtual()
        .name("live-page")
        .start(
            () -> {
              try {
                feed(client, source, render);
              } finally {
                followers.remove(client);
                places.release();
                client.close();
              }
            });
  }

  private <V> void feed(SseClient client, Source<V> source, Function<V, String> render) {
    V sent = null;
    long edition = 0;
    int quietLooks = 0;
    try {
      while (!closed && !client.terminated()) {
        Optional<V> view = source.view();
        if (view.isEmpty()) {
          return;
        }
        if (!view.get().equals(sent)) {
          client.sendEvent(EVENT, render.apply(view.get()));
          sent = view.get();
          quietLooks = 0;
        } else if (++quietLooks >= LOOKS_BETWEEN_SIGNS_OF_LIFE) {
          client.sendComment("still here");
          quietLooks = 0;
        }
        edition = news.await(edition, LOOK);
      }
    } catch (IOException e) {
      LOG.error("a page cannot be kept up to date", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    news.post();
    followers.forEach(SseClient::close);
  }
}
