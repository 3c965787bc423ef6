package be.borne.device.card.recording;

import be.borne.device.card.CardFault;
import be.borne.device.card.CardLink;
import be.borne.device.card.CardPort;
import be.borne.device.card.CardRefusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A place for cards where a recording is played again, word for word: the same answers, faults and
 * silences in the same order. What the program sends must be what it sent then; PINs, hashes and
 * challenges, which no recording holds, may differ. Since what the card holds is masked, nothing of
 * it verifies; {@link ReissuedReplay} is for that.
 *
 * <p>Once the program does something else than was recorded, every further call fails and {@link
 * #deviation} tells what it was. Thread-safe.
 */
public final class LiteralReplay implements CardPort {
  private static final String THE_END = "the end of the recording";

  private final String reader;
  private final Deque<RecordedEvent> left = new ArrayDeque<>();
  private final Delays delays;
  private final HangGate gate = new HangGate();
  private Optional<String> deviation = Optional.empty();

  /**
   * @param longestDelay how long a call takes at most that took longer when it was recorded; zero
   *     replays at once
   */
  public LiteralReplay(CardRecording recording, Duration longestDelay) {
    this.reader = recording.reader();
    this.delays = new Delays(longestDelay);
    for (RecordedEvent event : recording.events()) {
      // Nothing comes back from these: that a program does not do them is nothing to refuse.
      switch (event) {
        case RecordedEvent.Release _, RecordedEvent.Abandon _, RecordedEvent.Read _ -> {}
        case RecordedEvent.Call call -> left.addLast(call);
      }
    }
  }

  /** The first thing that the program did differently: both commands, masked. */
  public synchronized Optional<String> deviation() {
    return deviation;
  }

  /** How many recorded calls have not been replayed yet. */
  public synchronized int callsLeft() {
    return left.size();
  }

  @Override
  public String name() {
    return reader;
  }

  @Override
  public CardLink connect() throws CardFault {
    byte[] answerToReset =
        answer(next(event -> event instanceof RecordedEvent.Connect, "connecting"));
    return new Link(answerToReset);
  }

  @Override
  public boolean awaitAbsence(Duration time) throws CardFault {
    synchronized (this) {
      if (deviation.isPresent()) {
        // Asked for because the deviation is a fault: it must not pass for a card that is gone.
        return false;
      }
    }
    return answer(next(event -> event instanceof RecordedEvent.Absence, "waiting for absence"))[0]
        == 1;
  }

  @Override
  public void abandon() {
    gate.giveUp();
  }

  private interface Match {
    boolean with(RecordedEvent event);
  }

  private synchronized RecordedEvent.Call next(Match match, String what) throws CardFault {
    if (deviation.isEmpty()) {
      RecordedEvent next = left.peekFirst();
      if (next instanceof RecordedEvent.Call call && match.with(next)) {
        left.removeFirst();
        return call;
      }
      deviation =
          Optional.of(
              "the recording has "
                  + (next == null ? THE_END : words(next))
                  + " where the program does this: "
                  + what);
    }
    throw new CardFault(CardRefusal.CARD_FAILED, deviation.get());
  }

  private static String words(RecordedEvent event) {
    return switch (event) {
      case RecordedEvent.Send send -> "command " + send.command();
      case RecordedEvent.Control control -> "reader command " + control.command();
      case RecordedEvent.Connect _ -> "connecting";
      case RecordedEvent.Absence _ -> "waiting for absence";
      default -> event.getClass().getSimpleName();
    };
  }

  private byte[] answer(RecordedEvent.Call call) throws CardFault {
    return switch (call.outcome()) {
      case Outcome.Answered answered -> {
        delays.take(call);
        yield answered.toBytes();
      }
      case Outcome.Faulted(CardRefusal refusal, String detail) -> {
        delays.take(call);
        throw new CardFault(refusal, detail);
      }
      case Outcome.Hung() -> throw gate.hang();
    };
  }

  private final class Link implements CardLink {
    private final byte[] answerToReset;

    Link(byte[] answerToReset) {
      this.answerToReset = answerToReset;
    }

    @Override
    public byte[] answerToReset() {
      return answerToReset.clone();
    }

    @Override
    public byte[] transmit(byte[] command) throws CardFault {
      String masked = Outcome.HEX.formatHex(CommandMask.masked(command));
      return answer(
          next(
              event -> event instanceof RecordedEvent.Send send && send.command().equals(masked),
              "command " + masked));
    }

    @Override
    public byte[] control(int code, byte[] command) throws CardFault {
      String masked = Outcome.HEX.formatHex(CommandMask.maskedControl(command));
      return answer(
          next(
              event ->
                  event instanceof RecordedEvent.Control control
                      && control.code() == code
                      && control.command().equals(masked),
              "reader command " + masked));
    }

    @Override
    public void release(boolean reset) {}
  }
}
