package be.borne.kiosk.host;

import be.borne.protocol.terminal.HostCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Opens to the host's code, and lets nobody guess: after five wrong ones no code is looked at for a
 * minute, after the next for five, after each further one for a quarter of an hour. A right one
 * forgives all; a new start of the program forgives nothing. Thread-safe.
 */
public final class HostDoor {
  private static final int FREE_TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration SECOND_PAUSE = Duration.ofMinutes(5);
  private static final Duration FURTHER_PAUSE = Duration.ofMinutes(15);

  /** What the door says. */
  public sealed interface Answer {
    record Opens() implements Answer {}

    /** The code was wrong; another may be typed. */
    record Wrong() implements Answer {}

    /**
     * @param minutes so long no code is looked at, rounded up
     * @param begins whether it is because of this very code
     */
    record Closed(int minutes, boolean begins) implements Answer {}
  }

  private final Predicate<char[]> isCode;
  private final HostNotes notes;
  private final Clock clock;

  /**
   * @param code empty for a terminal whose host has no screen: the door never opens
   */
  public HostDoor(Optional<HostCode> code, HostNotes notes, Clock clock) {
    this(digits -> code.isPresent() && code.get().is(digits), notes, clock);
  }

  HostDoor(Predicate<char[]> isCode, HostNotes notes, Clock clock) {
    this.isCode = isCode;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * Takes about a second.
   *
   * @param digits the caller wipes them
   */
  public synchronized Answer knock(char[] digits) {
    Instant now = clock.instant();
    HostNotes.Noted before = notes.now();
    Duration longest = pauseAfter(before.wrongCodes());
    Duration left = Duration.between(now, before.noCodeUntil());
    if (left.compareTo(longest) > 0) {
      // The clock was set back, which must not lock the host out for longer than was said.
      left = longest;
      notes.note(it -> it.withCodes(before.wrongCodes(), now.plus(longest)));
    }
    if (left.isPositive()) {
      return new Answer.Closed(minutes(left), false);
    }
    // On disk before the code is looked at: a plug that is pulled meanwhile wins no try.
    int wrong = before.wrongCodes() + 1;
    Duration pause = pauseAfter(wrong);
    notes.note(it -> it.withCodes(wrong, pause.isZero() ? Instant.EPOCH : now.plus(pause)));
    if (isCode.test(digits)) {
      notes.note(it -> it.withCodes(0, Instant.EPOCH));
      return new Answer.Opens();
    }
    return pause.isZero() ? new Answer.Wrong() : new Answer.Closed(minutes(pause), true);
  }

  private static Duration pauseAfter(int wrong) {
    if (wrong < FREE_TRIES) {
      return Duration.ZERO;
    }
    return switch (wrong - FREE_TRIES) {
      case 0 -> FIRST_PAUSE;
      case 1 -> SECOND_PAUSE;
      default -> FURTHER_PAUSE;
    };
  }

  private static int minutes(Duration time) {
    return (int) Math.ceilDiv(time.toMillis(), Duration.ofMinutes(1).toMillis());
  }
}
