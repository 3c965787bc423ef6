package be.borne.townhall.guichet.revocation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lists by where they are fetched, kept until their authority announces the next, and a day at the
 * most. Not verified here: who uses one does, each time.
 */
final class RevocationLists {
  private static final Duration LONGEST = Duration.ofDays(1);

  /** A list that is overdue, or that could not be had, is not asked for at every sign-in. */
  private static final Duration SHORTEST = Duration.ofSeconds(30);

  /** An eID hierarchy has a few dozen authorities. */
  private static final int MOST = 200;

  private final AuthorityCalls calls;
  private final Clock clock;
  private final Map<URI, Kept> kept = new HashMap<>();

  /** One address, asked by one at a time. */
  private static final class Kept {
    final ReentrantLock lock = new ReentrantLock();
    X509CRL list;
    String failure;
    Instant until = Instant.MIN;
  }

  RevocationLists(AuthorityCalls calls, Clock clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * The list as it was published last, or was when it was fetched.
   *
   * @throws IOException in a few words, if there is none
   */
  X509CRL at(URI address) throws IOException, InterruptedException {
    Kept here = place(address);
    here.lock.lockInterruptibly();
    try {
      Instant now = clock.instant();
      if (!now.isBefore(here.until)) {
        fetch(address, here, now);
      }
      if (here.list == null) {
        throw new IOException(here.failure);
      }
      return here.list;
    } finally {
      here.lock.unlock();
    }
  }

  private Kept place(URI address) {
    synchronized (kept) {
      if (kept.size() >= MOST && !kept.containsKey(address)) {
        kept.clear();
      }
      return kept.computeIfAbsent(address, _ -> new Kept());
    }
  }

  /** A list that is still the last one is better than none: whoever uses it sees its dates. */
  private void fetch(URI address, Kept here, Instant now) throws InterruptedException {
    try {
      here.list = parsed(calls.list(address));
      here.until = until(here.list, now);
    } catch (IOException e) {
      here.failure = "list: " + e.getMessage();
      here.until = now.plus(SHORTEST);
    }
  }

  private static X509CRL parsed(byte[] bytes) throws IOException {
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(bytes));
    } catch (GeneralSecurityException e) {
      throw new IOException("is none", e);
    }
  }

  private static Instant until(X509CRL list, Instant now) {
    Instant next = list.getNextUpdate() == null ? now : list.getNextUpdate().toInstant();
    Instant soonest = now.plus(SHORTEST);
    Instant latest = now.plus(LONGEST);
    return next.isBefore(soonest) ? soonest : next.isAfter(latest) ? latest : next;
  }
}
