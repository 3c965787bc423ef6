package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits to be sent, each mail once as far as anybody can tell: it is noted as sent after
 * the server took it, so a stop in between sends it again, under the same name and date.
 */
final class Mailer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
  private static final Duration LOOK = Duration.ofSeconds(20);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** How long is waited after each attempt; after the last, some 26 hours in all, none follows. */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(40),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(6),
          Duration.ofHours(12));

  private final MailStore store;
  private final MailServer server;
  private final MailWords words;
  private final Engine engine;
  private final Clock clock;
  private final Semaphore news = new Semaphore(0);
  private Thread thread;

  Mailer(MailStore store, MailServer server, MailWords words, Engine engine, Clock clock) {
    this.store = store;
    this.server = server;
    this.words = words;
    this.engine = engine;
    this.clock = clock;
  }

  /** Begins to send, on a thread of its own. */
  void start() {
    thread = Thread.ofVirtual().name("mailer").start(this::run);
  }

  /** There may be something to send; never blocks. */
  void wake() {
    news.release();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          round();
        } catch (StoreException e) {
          LOG.error("what waits to be sent could not be read or written", e);
        } catch (RuntimeException e) {
          // Its message could quote an address. Without this thread nothing would ever be sent
          // again.
          LOG.error("the mailer stumbled: {}", e.getClass().getName());
        }
        if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      }
    } catch (InterruptedException _) {
      // Closed: what waits is sent after the next start.
      Thread.currentThread().interrupt();
    }
  }

  /** Tries everything that is due, until the mail server is found to be away. */
  void round() throws StoreException, InterruptedException {
    for (Optional<MailStore.Due> due = store.due(clock.instant());
        due.isPresent();
        due = store.due(clock.instant())) {
      MailStore.Due mail = due.get();
      // On disk before it is handed over: what cannot be noted would be sent again and again.
      if (!store.handing(mail.reference(), clock.instant().plus(pauseAfter(mail)))) {
        continue;
      }
      switch (server.hand(words.letter(mail, title(mail)))) {
        case MailServer.Outcome.Taken() -> {
          if (store.sent(mail.reference(), clock.instant())) {
            LOG.info("order={} sent by e-mail", mail.reference());
          } else {
            LOG.warn("order={} was withdrawn while it was sent: it arrived", mail.reference());
          }
        }
        case MailServer.Outcome.InDoubt(String finding) -> {
          // A second copy would be worse than none: the citizen can have it on paper.
          giveUp(mail, finding);
          return;
        }
        case MailServer.Outcome.RefusedForGood(String finding) -> giveUp(mail, finding);
        case MailServer.Outcome.NotNow(String finding) -> later(mail, finding);
        case MailServer.Outcome.Away(String finding) -> {
          later(mail, finding);
          return;
        }
      }
    }
  }

  private void later(MailStore.Due mail, String finding) throws StoreException {
    if (mail.attempts() >= PAUSES.size()) {
      giveUp(mail, finding);
      return;
    }
    Instant next = clock.instant().plus(pauseAfter(mail));
    store.later(mail.reference(), next, finding);
    LOG.warn("order={} not sent yet: {}; tried again at {}", mail.reference(), finding, next);
  }

  private static Duration pauseAfter(MailStore.Due mail) {
    return PAUSES.get(Math.min(mail.attempts(), PAUSES.size() - 1));
  }

  private void giveUp(MailStore.Due mail, String finding) throws StoreException {
    store.giveUp(mail.reference(), finding, clock.instant());
    LOG.warn("order={} not sent: {}; it can be collected on paper", mail.reference(), finding);
  }

  private String title(MailStore.Due mail) {
    Language language = mail.language();
    return engine.catalogue().services().stream()
        .filter(service -> service.id().equals(mail.serviceId()))
        .map(Service::title)
        .map(title -> title.get(language))
        .findFirst()
        .orElse(mail.serviceId());
  }

  @Override
  public void close() {
    if (thread == null) {
      return;
    }
    thread.interrupt();
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        LOG.warn("the mailer did not end in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
