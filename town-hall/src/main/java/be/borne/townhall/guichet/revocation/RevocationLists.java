package be.borne.townhall.guichet.revocation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lists by where they are fetched, kept until their authority announces the next, and a day at the
 * most. One that does not hold takes the place of none that does.
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
   * @param issuer whose list it has to be
   * @throws IOException in a few words, if there is none that holds now
   */
  X509CRL at(URI address, X509Certificate issuer) throws IOException, InterruptedException {
    Kept here = place(address);
    here.lock.lockInterruptibly();
    try {
      Instant now = clock.instant();
      if (!now.isBefore(here.until)) {
        fetch(address, issuer, here, now);
      }
      if (here.list == null) {
        throw new IOException(here.failure);
      }
      Optional<String> wrong = ListCheck.against(here.list, issuer, now);
      if (wrong.isPresent()) {
        throw new IOException(wrong.get());
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

  private void fetch(URI address, X509Certificate issuer, Kept here, Instant now)
      throws InterruptedException {
    here.until = now.plus(SHORTEST);
    try {
      X509CRL fetched = parsed(calls.list(address));
      Optional<String> wrong = ListCheck.against(fetched, issuer, now);
      if (wrong.isPresent()) {
        throw new IOException(wrong.get());
      }
      here.list = fetched;
      here.until = until(fetched, now);
    } catch (IOException e) {
      // What was there may hold still: who uses it sees its dates.
      here.failure = e.getMessage();
    }
  }

  private static X509CRL parsed(byte[] bytes) throws IOException {
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(bytes));
    } catch (GeneralSecurityException e) {
      throw new IOException("list: is none", e);
    }
  }

  private static Instant until(X509CRL list, Instant now) {
    Instant next = list.getNextUpdate().toInstant();
    Instant soonest = now.plus(SHORTEST);
    Instant latest = now.plus(LONGEST);
    return next.isBefore(soonest) ? soonest : next.isAfter(latest) ? latest : next;
  }
}
