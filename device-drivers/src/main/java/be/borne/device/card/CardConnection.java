package be.borne.device.card;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * One connection to a card, to be closed as soon as the work is done. Every exchange has a
 * deadline, and all of them together have one. Speaks T=0: fetches what a card announces with 61xx
 * and repeats what it corrects with 6Cxx, and counts every command that went over the wire.
 */
final class CardConnection implements AutoCloseable {
  private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(3);

  /** How long PC/SC takes to notice that a card is gone, which it polls for. */
  private static final Duration ABSENCE_NOTICED_WITHIN = Duration.ofMillis(1_500);

  /** Applets 1.0 and 1.1 need ten milliseconds after a 6Cxx (Belpic reference manual 1.1). */
  private static final Duration REST_AFTER_CORRECTION = Duration.ofMillis(12);

  /** A 256-byte answer comes in one piece; more pieces are nonsense that must end. */
  private static final int MAX_FURTHER_EXCHANGES = 4;

  private static final int HEADER_BYTES = 5;
  private static final int MAX_ANSWER_BYTES = 258;

  private final CardPort port;
  private final Duration exchangeTimeout;
  private final BoundedWorker worker = new BoundedWorker("card");
  private long endNanos;
  private CardLink link;
  private byte[] answerToReset = new byte[0];
  private boolean hung;
  private boolean brokenOff;
  private boolean resetOnClose;
  private int exchanges;

  private CardConnection(CardPort port, CardReaderSettings settings) {
    this.port = port;
    this.exchangeTimeout = settings.exchangeTimeout();
    this.endNanos = System.nanoTime() + settings.operationTimeout().toNanos();
  }

  /**
   * @throws CardFault if there is no card, or none that answers
   */
  static CardConnection open(CardPort port, CardReaderSettings settings) throws CardFault {
    CardConnection connection = new CardConnection(port, settings);
    try {
      connection.answerToReset =
          connection.bounded(
              () -> {
                // Kept before anything else can fail: what is connected must be let go of.
                connection.link = port.connect();
                return connection.link.answerToReset();
              },
              settings.exchangeTimeout(),
              "connecting");
      return connection;
    } catch (CardFault | RuntimeException | Error e) {
      connection.close();
      throw e;
    }
  }

  byte[] answerToReset() {
    return answerToReset.clone();
  }

  /** How many commands went over the wire. */
  int exchanges() {
    return exchanges;
  }

  /** Resets the chip on closing, so that no right won by a PIN outlives the connection. */
  void resetOnClose() {
    resetOnClose = true;
  }

  /** Sends a command and follows its answer to the end. */
  ApduResponse exchange(byte[] command) throws CardFault {
    ApduResponse answer = exchangeOnce(command);
    // A command that brings data names no length that could be corrected.
    if (answer.correctsLength() && command.length == HEADER_BYTES) {
      byte[] corrected = command.clone();
      corrected[corrected.length - 1] = (byte) answer.status();
      answer = exchangeOnce(corrected);
      if (answer.correctsLength()) {
        rest(REST_AFTER_CORRECTION);
        answer = exchangeOnce(corrected);
      }
    }
    byte[] data = answer.data();
    if (answer.announcesMore() && data.length > 0) {
      // More is announced instead of data; behind data, 61xx is a part of it that was cut short.
      return answer;
    }
    for (int further = 0; answer.announcesMore(); further++) {
      if (further == MAX_FURTHER_EXCHANGES) {
        throw new CardFault(CardRefusal.CARD_FAILED, "the answer does not end");
      }
      answer = exchangeOnce(new byte[] {0x00, (byte) 0xC0, 0x00, 0x00, (byte) answer.status()});
      data = Bytes.joined(data, answer.data());
    }
    return new ApduResponse(data, answer.status());
  }

  /** Sends a command; 61xx and 6Cxx are the caller's. */
  ApduResponse exchangeOnce(byte[] command) throws CardFault {
    return exchangeOnce(command, exchangeTimeout);
  }

  /**
   * Sends a command that is not answered before a person has done something.
   *
   * @param timeout see {@link #whilePersonActs}
   */
  ApduResponse exchangeOnce(byte[] command, Duration timeout) throws CardFault {
    exchanges++;
    return bounded(() -> answerTo(command), timeout, "exchange " + exchanges);
  }

  private ApduResponse answerTo(byte[] command) throws CardFault {
    byte[] answer = link.transmit(command);
    if (answer.length < 2 || answer.length > MAX_ANSWER_BYTES) {
      // Some readers answer nothing, instead of failing, when the card is pulled meanwhile.
      throw new CardFault(CardRefusal.CARD_FAILED, "an answer of no possible length");
    }
    return new ApduResponse(answer);
  }

  /**
   * Sends a command to the reader.
   *
   * @param timeout how long the reader may take; a person's time: {@link #whilePersonActs}
   */
  byte[] control(int code, byte[] command, Duration timeout) throws CardFault {
    return bounded(() -> link.control(code, command), timeout, "reader command");
  }

  /**
   * Sends a command to the reader that many know nothing of. That a reader refuses it is no sign of
   * a card that was pulled, for which {@link #control} would wait.
   *
   * @return empty if the reader refuses it
   */
  Optional<byte[]> controlIfKnown(int code) throws CardFault {
    return bounded(
        () -> {
          try {
            return Optional.of(link.control(code, new byte[0]));
          } catch (CardFault e) {
            if (e.refusal() == CardRefusal.CARD_FAILED) {
              Pcsc.LOG.debug("the reader refuses command {}: {}", code, e.getMessage());
              return Optional.empty();
            }
            throw e;
          }
        },
        exchangeTimeout,
        "reader command");
  }

  /** Empty where it cannot be known. */
  OptionalInt readerFirmware() throws CardFault {
    return bounded(() -> link.readerFirmware(), exchangeTimeout, "reader firmware");
  }

  /** How long one exchange may take, without a person's part in it. */
  Duration exchangeTimeout() {
    return exchangeTimeout;
  }

  /** What waits for a person. */
  interface PersonsPart<T> {
    T await() throws CardFault;
  }

  /**
   * Waits for a person. The time it takes is the person's: what the card may still take afterwards
   * is what it might have taken before.
   *
   * @param atMost bounds the person's time only as far as what is called heeds it
   */
  <T> T whilePersonActs(Duration atMost, PersonsPart<T> part) throws CardFault {
    long began = System.nanoTime();
    if (endNanos - began <= 0) {
      throw new CardFault(CardRefusal.CARD_FAILED, "no time left to wait for a person");
    }
    endNanos += atMost.toNanos();
    try {
      return part.await();
    } finally {
      long taken = System.nanoTime() - began;
      endNanos -= Math.max(0, atMost.toNanos() - taken);
    }
  }

  static void rest(Duration time) throws CardFault {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CardFault(CardRefusal.CARD_FAILED, "interrupted", e);
    }
  }

  private <T> T bounded(Callable<T> call, Duration timeout, String what) throws CardFault {
    if (hung || brokenOff) {
      throw new CardFault(CardRefusal.CARD_FAILED, what + ": given up before");
    }
    long left = Math.min(endNanos - System.nanoTime(), timeout.toNanos());
    if (left <= 0) {
      throw new CardFault(CardRefusal.CARD_FAILED, what + ": no time left");
    }
    try {
      return worker.call(call, Duration.ofNanos(left));
    } catch (TimeoutException e) {
      hung = true;
      throw new CardFault(CardRefusal.CARD_FAILED, what + ": no answer within the deadline", e);
    } catch (InterruptedException e) {
      brokenOff = true;
      Thread.currentThread().interrupt();
      throw new CardFault(CardRefusal.CARD_FAILED, what + ": interrupted", e);
    } catch (ExecutionException e) {
      throw faultOf(e.getCause(), what);
    }
  }

  private CardFault faultOf(Throwable cause, String what) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (!(cause instanceof CardFault fault)) {
      return new CardFault(
          CardRefusal.CARD_FAILED, what + ": " + cause.getClass().getSimpleName(), cause);
    }
    // A card pulled in the middle of an exchange shows as a failed exchange first.
    boolean gone = fault.refusal() == CardRefusal.CARD_FAILED && cardIsGone();
    return new CardFault(
        gone ? CardRefusal.CARD_PULLED : fault.refusal(),
        what + ": " + fault.getMessage(),
        fault.getCause() == null ? fault : fault.getCause());
  }

  private boolean cardIsGone() {
    try {
      return worker.call(
          () -> port.awaitAbsence(ABSENCE_NOTICED_WITHIN), ABSENCE_NOTICED_WITHIN.multipliedBy(3));
    } catch (TimeoutException e) {
      hung = true;
      return false;
    } catch (ExecutionException e) {
      return e.getCause() instanceof CardFault fault
          && (fault.refusal() == CardRefusal.CARD_PULLED
              || fault.refusal() == CardRefusal.NO_READER);
    } catch (InterruptedException e) {
      brokenOff = true;
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    Runnable letGo =
        () -> {
          if (link != null) {
            link.release(resetOnClose);
          }
        };
    if (brokenOff && !hung) {
      // Its call ends soon by itself, and the card is let go of then.
      worker.abandon(letGo);
      return;
    }
    if (hung) {
      worker.abandon(letGo);
      port.abandon();
      return;
    }
    try {
      worker.call(
          () -> {
            letGo.run();
            return true;
          },
          RELEASE_TIMEOUT);
    } catch (TimeoutException | ExecutionException e) {
      // Nothing to be done from here: the worker lets go when its call ends.
      Pcsc.LOG.warn("letting go of the card: {}", e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      worker.close();
    }
  }
}
