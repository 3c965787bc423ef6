package be.borne.device.card;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;

/**
 * One connection to the card in a reader, to be closed as soon as the work is done. Every exchange
 * has a deadline, and all of them together have one.
 */
final class CardConnection implements AutoCloseable {
  private static final int MAX_ANSWER_BYTES = 258;
  private static final Duration DISCONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** How long PC/SC takes to notice that a card is gone, which it polls for. */
  private static final Duration ABSENCE_NOTICED_WITHIN = Duration.ofMillis(900);

  private final CardTerminal terminal;
  private final Duration exchangeTimeout;
  private final long endNanos;
  private final BoundedWorker worker = new BoundedWorker("card");
  private Card card;
  private boolean hung;
  private boolean resetOnClose;
  private int exchanges;

  private CardConnection(CardTerminal terminal, CardReaderSettings settings) {
    this.terminal = terminal;
    this.exchangeTimeout = settings.exchangeTimeout();
    this.endNanos = System.nanoTime() + settings.operationTimeout().toNanos();
  }

  /**
   * @throws CardFault if there is no card, or none that answers
   */
  static CardConnection open(CardTerminal terminal, CardReaderSettings settings) throws CardFault {
    CardConnection connection = new CardConnection(terminal, settings);
    try {
      connection.card = connection.bounded(() -> connect(terminal), "connecting");
      return connection;
    } catch (CardFault e) {
      connection.close();
      throw e;
    }
  }

  private static Card connect(CardTerminal terminal) throws CardException {
    Card card = terminal.connect("*");
    try {
      // Other programs' commands would move the selected file under ours.
      card.beginExclusive();
      return card;
    } catch (CardException | RuntimeException e) {
      Pcsc.release(card, false);
      throw e;
    }
  }

  byte[] answerToReset() {
    return card.getATR().getBytes();
  }

  int exchanges() {
    return exchanges;
  }

  /** Power-cycles the chip on closing, so that no right won by a PIN outlives the connection. */
  void resetOnClose() {
    resetOnClose = true;
  }

  /**
   * Sends one command. PC/SC fetches what a T=0 card announces with 61xx and repeats what it
   * corrects with 6Cxx.
   */
  ApduResponse exchange(byte[] command) throws CardFault {
    exchanges++;
    return bounded(() -> new ApduResponse(transmit(command)), "exchange " + exchanges);
  }

  /**
   * Sends a command with a PIN in it, leaving no copy.
   *
   * @param command for the caller to wipe
   */
  ApduResponse exchangeSecret(byte[] command) throws CardFault {
    exchanges++;
    return bounded(
        () -> new ApduResponse(Pcsc.transmitSecret(card, command)), "exchange " + exchanges);
  }

  private byte[] transmit(byte[] command) throws CardException {
    ByteBuffer answer = ByteBuffer.allocate(MAX_ANSWER_BYTES);
    int length = card.getBasicChannel().transmit(ByteBuffer.wrap(command), answer);
    return Arrays.copyOf(answer.array(), length);
  }

  private <T> T bounded(Callable<T> call, String what) throws CardFault {
    long left = endNanos - System.nanoTime();
    if (left <= 0 && !hung) {
      throw new CardFault(CardRefusal.CARD_FAILED, what + ": no time left");
    }
    Duration deadline = Duration.ofNanos(Math.min(left, exchangeTimeout.toNanos()));
    try {
      return worker.call(call, deadline);
    } catch (TimeoutException e) {
      hung = true;
      throw new CardFault(CardRefusal.CARD_FAILED, what + ": no answer within the deadline", e);
    } catch (InterruptedException e) {
      hung = true;
      Thread.currentThread().interrupt();
      throw new CardFault(CardRefusal.CARD_FAILED, what + ": interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Error error) {
        throw error;
      }
      CardRefusal refusal = PcscErrors.refusalOf(cause);
      if (refusal == CardRefusal.CARD_FAILED && cardIsGone()) {
        refusal = CardRefusal.CARD_PULLED;
      }
      String code = PcscErrors.codeOf(cause);
      throw new CardFault(
          refusal, what + ": " + (code.isEmpty() ? cause.getClass().getSimpleName() : code), cause);
    }
  }

  /** A card pulled in the middle of an exchange shows as a failed exchange first. */
  private boolean cardIsGone() {
    try {
      return worker.call(
          () -> terminal.waitForCardAbsent(ABSENCE_NOTICED_WITHIN.toMillis()),
          ABSENCE_NOTICED_WITHIN.multipliedBy(3));
    } catch (TimeoutException e) {
      hung = true;
      return false;
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      hung = true;
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    Runnable letGo =
        () -> {
          if (card != null) {
            try {
              card.endExclusive();
            } catch (CardException | RuntimeException e) {
              // The card is gone, and the transaction with it.
            }
            Pcsc.release(card, resetOnClose);
          }
        };
    if (hung) {
      worker.abandon(letGo);
      return;
    }
    try {
      worker.call(
          () -> {
            letGo.run();
            return true;
          },
          DISCONNECT_TIMEOUT);
    } catch (TimeoutException | ExecutionException e) {
      // Nothing to be done from here: the worker lets go when its call ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      worker.close();
    }
  }
}
