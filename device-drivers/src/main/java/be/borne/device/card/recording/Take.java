package be.borne.device.card.recording;

import be.borne.device.card.CardRefusal;
import java.util.function.BiFunction;

/**
 * A call that is being recorded: begun, and not yet ended or ended in some way. Holds nothing of
 * the holder: what was read of a file is in the file's image alone. Guarded by its tape.
 */
final class Take {
  private final BiFunction<Long, Outcome, RecordedEvent> event;
  private final long beganNanos;
  private Outcome outcome = new Outcome.Hung();
  private long tookMicros;
  private boolean ended;
  private FileImage image;
  private int offset;

  /**
   * @param event made of how long the call took, in microseconds, and its outcome
   */
  Take(long beganNanos, BiFunction<Long, Outcome, RecordedEvent> event) {
    this.beganNanos = beganNanos;
    this.event = event;
  }

  boolean ended() {
    return ended;
  }

  private boolean end(long nanos) {
    if (ended) {
      return false;
    }
    ended = true;
    tookMicros = Math.min((nanos - beganNanos) / 1_000, RecordedEvent.LONGEST_MICROS);
    return true;
  }

  /**
   * @param masked the answer, with zeros where it holds what is not to be known
   */
  void answered(long nanos, byte[] masked) {
    if (end(nanos)) {
      outcome = Outcome.Answered.of(masked);
    }
  }

  /** The answer's data is the content of a file. */
  void answeredFrom(long nanos, byte[] masked, FileImage content, int from) {
    if (!ended) {
      image = content;
      offset = from;
    }
    answered(nanos, masked);
  }

  void faulted(long nanos, CardRefusal refusal, String detail) {
    if (end(nanos)) {
      outcome = Outcome.Faulted.of(refusal, detail);
    }
  }

  /** The program gave up; an answer that comes later was of no use to it. */
  void givenUp(long nanos) {
    end(nanos);
  }

  /** The event, with the content of a file as it may be known. */
  RecordedEvent masked(MaskedFiles files) {
    Outcome known = outcome;
    if (image != null && outcome instanceof Outcome.Answered answered) {
      byte[] answer = answered.toBytes();
      files.copy(image, offset, answer, answer.length - 2);
      known = Outcome.Answered.of(answer);
    }
    return event.apply(tookMicros, known);
  }
}
