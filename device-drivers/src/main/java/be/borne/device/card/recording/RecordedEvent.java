package be.borne.device.card.recording;

import be.borne.device.card.CardCheck;
import be.borne.device.card.CardRefusal;
import be.borne.device.card.Reading;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/** Something that happened between a program and a card. Times are in microseconds. */
sealed interface RecordedEvent {
  /** No recording is longer, and no call in it. */
  long LONGEST_MICROS = Duration.ofDays(1).toNanos() / 1_000;

  /** Since the recording began. */
  long at();

  /** A call that took its time and ended in some way. */
  sealed interface Call extends RecordedEvent {
    long took();

    Outcome outcome();
  }

  /** The card was powered; answered by its answer to reset. */
  record Connect(long at, long took, Outcome outcome) implements Call {
    static final int MAX_ATR_BYTES = 33;
    static final int MIN_ATR_BYTES = 2;

    public Connect {
      requireTime(at);
      requireTime(took);
      if (outcome instanceof Outcome.Answered(String atr)
          && (atr.length() < 2 * MIN_ATR_BYTES || atr.length() > 2 * MAX_ATR_BYTES)) {
        throw new IllegalArgumentException("an answer to reset has 2 to 33 bytes");
      }
    }
  }

  /**
   * A command went to the card; answered by data and status.
   *
   * @param command masked, in hexadecimal
   */
  record Send(long at, long took, String command, Outcome outcome) implements Call {
    /** A short command with as much data as one can have. */
    static final int MAX_COMMAND_BYTES = 261;

    public Send {
      requireTime(at);
      requireTime(took);
      Outcome.requireHex(command, 2 * MAX_COMMAND_BYTES);
      byte[] bytes = HexFormat.of().parseHex(command);
      if (!Arrays.equals(bytes, CommandMask.masked(bytes))) {
        throw new IllegalArgumentException("a command with data that no recording holds");
      }
    }

    byte[] commandBytes() {
      return HexFormat.of().parseHex(command);
    }
  }

  /**
   * A command went to the reader.
   *
   * @param code of PC/SC part 10
   * @param command masked, in hexadecimal
   */
  record Control(long at, long took, int code, String command, Outcome outcome) implements Call {
    static final int MAX_COMMAND_BYTES = 512;

    public Control {
      requireTime(at);
      requireTime(took);
      Outcome.requireHex(command, 2 * MAX_COMMAND_BYTES);
      byte[] bytes = HexFormat.of().parseHex(command);
      if (!Arrays.equals(bytes, CommandMask.maskedControl(bytes))) {
        throw new IllegalArgumentException("a reader command with data that no recording holds");
      }
    }
  }

  /**
   * The program waited for the card to go; answered by one byte, 01 if it did.
   *
   * @param patience for how long at most
   */
  record Absence(long at, long took, long patience, Outcome outcome) implements Call {
    public Absence {
      requireTime(at);
      requireTime(took);
      requireTime(patience);
      if (outcome instanceof Outcome.Answered(String gone)
          && !gone.equals("00")
          && !gone.equals("01")) {
        throw new IllegalArgumentException("a card is gone (01) or not (00)");
      }
    }

    static Outcome answer(boolean gone) {
      return new Outcome.Answered(gone ? "01" : "00");
    }
  }

  /** The program let go of the card. */
  record Release(long at, boolean reset) implements RecordedEvent {
    public Release {
      requireTime(at);
    }
  }

  /** The program gave up on the reader. */
  record Abandon(long at) implements RecordedEvent {
    public Abandon {
      requireTime(at);
    }
  }

  /**
   * What came of a reading.
   *
   * @param result {@code VERIFIED}, or the refusal's name
   * @param wanted what was to be read besides the name
   * @param failed the checks that did not hold
   */
  record Read(long at, String result, Set<Reading.Part> wanted, Set<CardCheck.Kind> failed)
      implements RecordedEvent {
    static final String VERIFIED = "VERIFIED";

    public Read {
      requireTime(at);
      if (!result.equals(VERIFIED)) {
        CardRefusal known = CardRefusal.valueOf(result);
        result = known.name();
      }
      wanted =
          Collections.unmodifiableSet(
              wanted.isEmpty() ? EnumSet.noneOf(Reading.Part.class) : EnumSet.copyOf(wanted));
      failed =
          Collections.unmodifiableSet(
              failed.isEmpty() ? EnumSet.noneOf(CardCheck.Kind.class) : EnumSet.copyOf(failed));
    }
  }

  private static void requireTime(long microseconds) {
    if (microseconds < 0 || microseconds > LONGEST_MICROS) {
      throw new IllegalArgumentException("a time is 0 to a day, in microseconds");
    }
  }
}
