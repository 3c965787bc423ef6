package be.borne.device.printer;

import be.borne.device.printer.PrintOutcome.Reason;
import com.hp.jipp.encoding.IppPacket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A document on its way into the printer. The answer to Send-Document may be long in coming: a
 * printer with little memory takes in a page only when it has put out the one before.
 */
final class HandOver {
  private static final Logger log = LoggerFactory.getLogger(HandOver.class);

  /** What is known of the document. */
  enum State {
    /** On its way, no answer yet. */
    UNDER_WAY,
    /** The printer has said that it took it. */
    TAKEN,
    /** The printer has said that it did not look at it, or none of it was ever sent. */
    NEVER_TAKEN,
    /** No usable answer: it may have it, or part of it, or nothing. */
    IN_DOUBT
  }

  private final CompletableFuture<IppPacket> answer;
  private final Runnable taken;
  private final Reason unsent;
  private State state;
  private boolean refused;

  /**
   * @param taken called once when the printer has taken the document
   */
  HandOver(CompletableFuture<IppPacket> answer, Runnable taken) {
    this(answer, taken, Reason.PRINTER_UNREACHABLE, State.UNDER_WAY);
  }

  private HandOver(
      CompletableFuture<IppPacket> answer, Runnable taken, Reason unsent, State state) {
    this.answer = answer;
    this.taken = taken;
    this.unsent = unsent;
    this.state = state;
  }

  /** Of a document sent before a restart: nothing is under way, and nothing is known. */
  static HandOver beforeRestart() {
    return new HandOver(new CompletableFuture<>(), () -> {}, Reason.NEVER_SENT, State.IN_DOUBT);
  }

  /** Of a document that was certainly not sent before a restart, and will not be. */
  static HandOver neverBegun() {
    return new HandOver(new CompletableFuture<>(), () -> {}, Reason.NEVER_SENT, State.NEVER_TAKEN);
  }

  State state() throws InterruptedException {
    if (state == State.UNDER_WAY && answer.isDone()) {
      try {
        var ignored = IppClient.await(answer, Duration.ofSeconds(1));
        state = State.TAKEN;
      } catch (IppFailure e) {
        log.warn("Send-Document: {}", e.getMessage());
        refused = e.kind() == IppFailure.Kind.REFUSED;
        state =
            (refused && e.isBeforeDocument()) || e.kind() == IppFailure.Kind.NOT_CONNECTED
                ? State.NEVER_TAKEN
                : State.IN_DOUBT;
      }
      if (state == State.TAKEN) {
        tell();
      }
    }
    return state;
  }

  /** Has an answer that is there journalled now, as every look at the state does. */
  void noteAnswer() throws InterruptedException {
    if (answer.isDone()) {
      var ignored = state();
    }
  }

  private void tell() {
    try {
      taken.run();
    } catch (RuntimeException e) {
      // The printer has the document: only looking on can still tell what becomes of it.
      log.error("the hand-over could not be journalled", e);
    }
  }

  /** The printer counts paper of a document that was never to have reached it: it is believed. */
  void contradicted() {
    if (state == State.NEVER_TAKEN) {
      log.error("the printer counts paper for a document that it is said not to have");
      state = State.IN_DOUBT;
    }
  }

  /** The printer said no, rather than that it could not be reached. */
  boolean refused() {
    return refused;
  }

  /** Why there is no paper, if the printer turns out not to have the document. */
  Reason reasonIfUnsent() {
    return refused ? Reason.REFUSED : unsent;
  }

  /** Stops sending. What has left has left. */
  void stop() {
    if (state == State.UNDER_WAY) {
      answer.cancel(true);
      state = State.IN_DOUBT;
    }
  }
}
