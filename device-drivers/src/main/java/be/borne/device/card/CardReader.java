package be.borne.device.card;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the card readers of a name and tells a listener what happens in the one that is used,
 * from a thread of its own. It outlives everything that can befall a reader: a PC/SC service that
 * starts late, dies or comes back, a reader that is unplugged, a card that hangs.
 *
 * <p>Where several readers have the name, the first in which a card lies is the one, for as long as
 * the card lies there.
 *
 * <p>The listener is called on the watching thread and should only hand the event on: while it
 * works, nothing is watched. What it throws is logged and otherwise ignored.
 */
public final class CardReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CardReader.class);

  /** While a card slides in, its contacts bounce and the first power-ups fail. */
  private static final int POWER_UP_ATTEMPTS = 3;

  private static final Duration BETWEEN_POWER_UPS = Duration.ofMillis(200);

  /** A service that is gone answers at once; without a rest the watch would spin. */
  private static final Duration BETWEEN_FAILED_LOOKS = Duration.ofMillis(150);

  private static final Duration LOOK_MARGIN = Duration.ofSeconds(5);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final CardReaderSettings settings;
  private final Consumer<CardEvent> listener;
  private final Thread watch;
  private volatile boolean closed;

  private final BoundedWorker looker = new BoundedWorker("card-look");
  private final ReaderWatch readers;
  private Slot slot = Slot.UNKNOWN;
  private String used = "";
  private int generation;

  /** What the listener was last told. */
  private enum Slot {
    UNKNOWN,
    NO_READER,
    EMPTY,
    OCCUPIED
  }

  private CardReader(CardReaderSettings settings, Consumer<CardEvent> listener) {
    this.settings = settings;
    this.listener = listener;
    this.readers = new ReaderWatch(settings.reader());
    this.watch = Thread.ofPlatform().daemon().name("card-watch").unstarted(this::watch);
  }

  /** Starts watching; the first event comes at once. */
  public static CardReader watch(CardReaderSettings settings, Consumer<CardEvent> listener) {
    CardReader reader = new CardReader(settings, listener);
    reader.watch.start();
    return reader;
  }

  /** The names of all readers that PC/SC knows now; empty also if the service does not run. */
  public static List<String> names() {
    try {
      return Pcsc.readers().stream().map(CardTerminal::getName).toList();
    } catch (CardException e) {
      LOG.debug("listing the card readers: {}", PcscErrors.codeOf(e));
      return List.of();
    }
  }

  /** Ends the watch; no event comes after this has returned. */
  @Override
  public void close() {
    closed = true;
    if (Thread.currentThread() == watch) {
      return;
    }
    watch.interrupt();
    try {
      watch.join(CLOSE_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    while (!closed) {
      try {
        react(look());
      } catch (InterruptedException e) {
        // Only close() interrupts this thread.
        break;
      } catch (RuntimeException | Error e) {
        LOG.error("watching the card reader", e);
        restAfterFailure();
      }
    }
    looker.abandon(readers::end);
  }

  /** Nobody must think that the reader is watched when it is not; nor may failures make a flood. */
  private void restAfterFailure() {
    try {
      react(List.of());
      Thread.sleep(BETWEEN_FAILED_LOOKS);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** Empty if there is no reader, or none that can be looked at. */
  private List<ReaderWatch.Sighting> look() throws InterruptedException {
    if (looker.busy()) {
      // One thread that hangs in the service is enough: no other is started before it comes back.
      Thread.sleep(BETWEEN_FAILED_LOOKS);
      return List.of();
    }
    try {
      return looker.call(
          () -> readers.look(settings.pollInterval(), settings.patience()),
          settings.patience().plus(LOOK_MARGIN));
    } catch (TimeoutException e) {
      LOG.warn("PC/SC does not answer");
    } catch (ExecutionException e) {
      LOG.debug("looking at the card readers: {}", PcscErrors.codeOf(e.getCause()));
      Thread.sleep(BETWEEN_FAILED_LOOKS);
    }
    return List.of();
  }

  private void react(List<ReaderWatch.Sighting> all) throws InterruptedException {
    Optional<ReaderWatch.Sighting> one = chosen(all);
    if (one.isEmpty()) {
      leave();
      if (slot != Slot.NO_READER) {
        slot = Slot.NO_READER;
        tell(new CardEvent.NoReader());
      }
      return;
    }
    ReaderWatch.Sighting seen = one.get();
    boolean sameReader = seen.reader().equals(used);
    boolean sameCard = sameReader && seen.generation() == generation && seen.cardPresent();
    if (!sameCard) {
      leave();
    }
    generation = seen.generation();
    if (slot == Slot.UNKNOWN || slot == Slot.NO_READER || !sameReader) {
      used = seen.reader();
      slot = Slot.EMPTY;
      tell(new CardEvent.ReaderReady(used));
    }
    if (seen.cardPresent() && slot == Slot.EMPTY) {
      Optional<CardEvent> card = recognise(new PcscPort(used));
      if (card.isPresent()) {
        slot = Slot.OCCUPIED;
        tell(card.get());
      }
    }
  }

  private Optional<ReaderWatch.Sighting> chosen(List<ReaderWatch.Sighting> all) {
    Optional<ReaderWatch.Sighting> current =
        all.stream().filter(seen -> seen.reader().equals(used)).findFirst();
    return current
        .filter(ReaderWatch.Sighting::cardPresent)
        .or(() -> all.stream().filter(ReaderWatch.Sighting::cardPresent).findFirst())
        .or(() -> current)
        .or(() -> all.stream().findFirst());
  }

  private void leave() {
    if (slot == Slot.OCCUPIED) {
      slot = Slot.EMPTY;
      tell(new CardEvent.CardRemoved());
    }
  }

  /** Empty if the card went again while it was being looked at. */
  private Optional<CardEvent> recognise(CardPort port) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try (CardConnection card = CardConnection.open(port, settings)) {
        return Optional.of(
            isEid(card)
                ? new CardEvent.CardInserted(new EidCard(port, settings))
                : new CardEvent.ForeignCard());
      } catch (CardFault e) {
        LOG.debug("recognising a card: {}", e.getMessage());
        switch (e.refusal()) {
          case CARD_PULLED, NO_READER -> {
            return Optional.empty();
          }
          case NOT_AN_EID -> {
            return Optional.of(new CardEvent.ForeignCard());
          }
          default -> {
            if (attempt == POWER_UP_ATTEMPTS || e.getCause() instanceof TimeoutException) {
              return Optional.of(new CardEvent.CardMute());
            }
          }
        }
      }
      Thread.sleep(BETWEEN_POWER_UPS);
    }
  }

  private static boolean isEid(CardConnection card) throws CardFault {
    return AnswerToReset.isEid(card.answerToReset())
        || new EidCommands(card).has(CardFile.IDENTITY);
  }

  private void tell(CardEvent event) {
    if (closed) {
      return;
    }
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      LOG.error("the listener failed on {}", event.getClass().getSimpleName(), e);
    }
  }
}
