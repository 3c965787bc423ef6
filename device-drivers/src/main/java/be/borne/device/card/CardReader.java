package be.borne.device.card;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.smartcardio.CardTerminal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one card reader and tells a listener what happens in it, from a thread of its own. It
 * outlives everything that can befall a reader: a PC/SC service that starts late, dies or comes
 * back, a reader that is unplugged, a card that hangs.
 *
 * <p>The listener is called on the watching thread and should only hand the event on: while it
 * works, nothing is watched. What it throws is logged and otherwise ignored.
 */
public final class CardReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CardReader.class);

  /** Card generations still in circulation, by their answer to reset; others are asked. */
  private static final Set<String> EID_ANSWERS_TO_RESET =
      Set.of(
          "3B9894400AA503010101AD1310",
          "3B9813400AA503010101AD1311",
          "3B7F96000080318065B085040120120FFF829000");

  private static final Set<String> READER_GONE =
      Set.of("SCARD_E_UNKNOWN_READER", "SCARD_E_READER_UNAVAILABLE");

  /** While a card slides in, its contacts bounce and the first power-ups fail. */
  private static final int POWER_UP_ATTEMPTS = 3;

  private static final Duration BETWEEN_POWER_UPS = Duration.ofMillis(200);
  private static final Duration LOOK_MARGIN = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Pcsc pcsc = new Pcsc();
  private final CardReaderSettings settings;
  private final Consumer<CardEvent> listener;
  private final Thread watch;
  private volatile boolean closed;

  private BoundedWorker looker = new BoundedWorker("card-look");
  private Slot slot = Slot.UNKNOWN;
  private int generation;

  /** What the listener was last told. */
  private enum Slot {
    UNKNOWN,
    NO_READER,
    EMPTY,
    OCCUPIED
  }

  private record Look(CardTerminal terminal, Pcsc.Sighting sighting) {}

  private CardReader(CardReaderSettings settings, Consumer<CardEvent> listener) {
    this.settings = settings;
    this.listener = listener;
    this.watch = Thread.ofPlatform().daemon().name("card-watch").unstarted(this::watch);
  }

  /** Starts watching; the first event comes at once. */
  public static CardReader watch(CardReaderSettings settings, Consumer<CardEvent> listener) {
    CardReader reader = new CardReader(settings, listener);
    reader.watch.start();
    return reader;
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
        Thread.sleep(settings.pollInterval());
      } catch (InterruptedException e) {
        // Only close() interrupts this thread.
        break;
      } catch (RuntimeException e) {
        LOG.error("watching the card reader", e);
      }
    }
    looker.close();
  }

  /** Empty if there is no reader, or none that can be looked at. */
  private Optional<Look> look() throws InterruptedException {
    try {
      return looker.call(
          () -> {
            Optional<CardTerminal> terminal = pcsc.reader(settings.reader());
            return terminal.isEmpty()
                ? Optional.<Look>empty()
                : Optional.of(new Look(terminal.get(), pcsc.look(terminal.get())));
          },
          settings.exchangeTimeout().plus(LOOK_MARGIN));
    } catch (TimeoutException e) {
      LOG.warn("the card reader does not answer; taking a new connection to PC/SC");
      looker.abandon(() -> {});
      looker = new BoundedWorker("card-look");
      pcsc.recycle();
      return Optional.empty();
    } catch (ExecutionException e) {
      LOG.debug("looking at the card reader: {}", PcscErrors.codeOf(e.getCause()));
      // A context given up stays with the service until we end: not for every unplugged reader.
      if (!READER_GONE.contains(PcscErrors.codeOf(e.getCause()))) {
        pcsc.recycle();
      }
      return Optional.empty();
    }
  }

  private void react(Optional<Look> look) throws InterruptedException {
    if (look.isEmpty()) {
      leave();
      if (slot != Slot.NO_READER) {
        slot = Slot.NO_READER;
        tell(new CardEvent.NoReader());
      }
      return;
    }
    Pcsc.Sighting seen = look.get().sighting();
    boolean swapped = slot == Slot.OCCUPIED && seen.generation() != generation;
    if (!seen.cardPresent() || swapped) {
      leave();
    }
    generation = seen.generation();
    if (slot == Slot.UNKNOWN || slot == Slot.NO_READER) {
      slot = Slot.EMPTY;
      tell(new CardEvent.ReaderReady(look.get().terminal().getName()));
    }
    if (seen.cardPresent() && slot == Slot.EMPTY) {
      Optional<CardEvent> card = recognise(look.get().terminal());
      if (card.isPresent()) {
        slot = Slot.OCCUPIED;
        tell(card.get());
      }
    }
  }

  private void leave() {
    if (slot == Slot.OCCUPIED) {
      slot = Slot.EMPTY;
      tell(new CardEvent.CardRemoved());
    }
  }

  /** Empty if the card went again while it was being looked at. */
  private Optional<CardEvent> recognise(CardTerminal terminal) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try (CardConnection card = CardConnection.open(terminal, settings)) {
        return Optional.of(
            isEid(card)
                ? new CardEvent.CardInserted(new EidCard(terminal, settings))
                : new CardEvent.ForeignCard());
      } catch (CardFault e) {
        LOG.debug("recognising a card: {}", e.getMessage());
        if (e.refusal() == CardRefusal.CARD_PULLED || e.refusal() == CardRefusal.NO_READER) {
          return Optional.empty();
        }
        if (attempt == POWER_UP_ATTEMPTS || e.getCause() instanceof TimeoutException) {
          return Optional.of(new CardEvent.CardMute());
        }
      }
      Thread.sleep(BETWEEN_POWER_UPS);
    }
  }

  private static boolean isEid(CardConnection card) throws CardFault {
    String answerToReset = HexFormat.of().withUpperCase().formatHex(card.answerToReset());
    return EID_ANSWERS_TO_RESET.contains(answerToReset)
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
