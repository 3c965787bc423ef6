package be.borne.townhall.guichet;

import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.FormOffice;
import be.borne.townhall.guichet.engine.FormOffice.Outcome;
import be.borne.townhall.guichet.engine.FormOffice.Parcel;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands filled forms over to the office that deals with them, one after the other: at once, and
 * again for some three days where it does not answer. What is not taken then, or is refused, is a
 * clerk's. The office sees to it that nothing arrives twice.
 */
final class Handovers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Handovers.class);
  private static final Duration LOOK = Duration.ofSeconds(20);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

  /**
   * How long is waited after each attempt; after the last, some three days in all, none follows.
   */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(3),
          Duration.ofMinutes(7),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(8),
          Duration.ofHours(12),
          Duration.ofHours(20),
          Duration.ofHours(24),
          // Not waited for: after this many attempts it is a clerk's.
          Duration.ZERO);

  private final FormStore store;
  private final FormOffice office;
  private final Clock clock;
  private final Semaphore news = new Semaphore(0);
  private Thread thread;

  Handovers(FormStore store, FormOffice office, Clock clock) {
    this.store = store;
    this.office = office;
    this.clock = clock;
  }

  /** Begins, on a thread of its own. */
  void start() {
    thread = Thread.ofVirtual().name("handovers").start(this::run);
  }

  /** There may be something to hand over; never blocks. */
  void wake() {
    news.release();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          round();
        } catch (StoreException e) {
          LOG.error("what is to be handed over could not be read or written", e);
        } catch (RuntimeException e) {
          // Its message could quote an answer. Without this thread nothing would go any more.
          LOG.error("a hand-over stumbled: {}", e.getClass().getName());
        }
        if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      }
    } catch (InterruptedException _) {
      // Closed: what waits goes after the next start.
      Thread.currentThread().interrupt();
    }
  }

  /** Tries everything that is due. */
  void round() throws StoreException, InterruptedException {
    for (Optional<HandoverStore.Due> due = store.handovers().due(clock.instant());
        due.isPresent();
        due = store.handovers().due(clock.instant())) {
      HandoverStore.Due filled = due.get();
      Duration pause = PAUSES.get(Math.min(filled.tries(), PAUSES.size() - 1));
      // On disk before it goes: what cannot be noted would be tried again and again.
      if (store.handovers().trying(filled.reference(), clock.instant().plus(pause))) {
        note(filled, handedOver(filled));
      }
    }
  }

  private Outcome handedOver(HandoverStore.Due filled) throws InterruptedException {
    try {
      return office.handOver(parcel(filled));
    } catch (RuntimeException e) {
      // Its message could quote an answer. It counts like any other attempt, and holds up no other.
      LOG.error("submission={} stumbled: {}", filled.reference(), e.getClass().getName());
      return new Outcome.NotNow("an error of this program; its log says when");
    }
  }

  private Parcel parcel(HandoverStore.Due filled) {
    return new Parcel(
        filled.reference(),
        filled.form(),
        new NationalNumber(filled.number()),
        filled.written(),
        file -> attachment(filled.reference(), file),
        () -> isWanted(filled.reference()));
  }

  private boolean isWanted(String reference) throws EngineFailure {
    try {
      return store
          .handovers()
          .standing(reference)
          .filter(standing -> standing.state() == HandoverStore.State.WAITING)
          .isPresent();
    } catch (StoreException e) {
      throw new EngineFailure("whether it is still to go cannot be read", e);
    }
  }

  private Optional<FormOffice.Attachment> attachment(String reference, String file)
      throws EngineFailure {
    try {
      return store
          .files()
          .content(reference, file)
          .map(content -> new FormOffice.Attachment(content.kind(), content.bytes()));
    } catch (StoreException e) {
      throw new EngineFailure("a file that goes along cannot be read", e);
    }
  }

  private void note(HandoverStore.Due filled, Outcome outcome) throws StoreException {
    String reference = filled.reference();
    switch (outcome) {
      case Outcome.Taken(var where) -> {
        store.handovers().taken(reference, where, "the e-guichet (" + where + ")", clock.instant());
        LOG.info("submission={} handed over as {}", reference, where);
      }
      case Outcome.NotNow(var why) when filled.tries() + 1 < PAUSES.size() -> {
        store.handovers().notYet(reference, why);
        LOG.warn("submission={} not handed over yet: {}", reference, why);
      }
      case Outcome.NotNow(var why) -> {
        store
            .handovers()
            .notTaken(
                reference, FormOffice.PERHAPS_THERE + "; not confirmed for three days: " + why);
        LOG.error("submission={} not handed over, and a clerk's now: {}", reference, why);
      }
      case Outcome.NotTaken(var why) -> {
        store.handovers().notTaken(reference, why);
        LOG.error("submission={} not handed over, and a clerk's now: {}", reference, why);
      }
    }
  }

  @Override
  public void close() {
    if (thread == null) {
      return;
    }
    thread.interrupt();
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        LOG.warn("a hand-over did not end in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
