package be.borne.demo.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What went over the contacts of a card, and how long it would have taken on a real one: T=0 moves
 * one character of twelve elementary time units at a time (ISO 7816-3, 10.3), five of header, one
 * procedure byte where there is data to follow, two of status.
 */
final class Wire {
  private static final double CLOCK_HERTZ = 4_000_000;
  private static final int UNITS_PER_CHARACTER = 12;
  private static final int HEADER_AND_STATUS = 7;

  /** What the card's own processor and the reader take for any command: a model, not measured. */
  private static final double COMMAND_MILLIS = 4;

  private final Pace pace;
  private final List<Exchange> exchanges = new ArrayList<>();

  /**
   * How fast a generation of card is.
   *
   * @param clocksPerUnit from TA1 of the answer to reset
   * @param signatureMillis one private-key operation
   */
  record Pace(int clocksPerUnit, double signatureMillis) {
    static final Pace OF_1_7 = new Pace(93, 700);
    static final Pace OF_1_8 = new Pace(16, 300);

    double millis(int commands, int characters, int signatures) {
      return commands * COMMAND_MILLIS
          + characters * (UNITS_PER_CHARACTER * clocksPerUnit / CLOCK_HERTZ * 1_000)
          + signatures * signatureMillis;
    }
  }

  private record Exchange(int characters, boolean signature) {}

  /** So far: commands, characters, and the time that they would have taken. */
  record Cost(int commands, int characters, double millis) {}

  Wire(Pace pace) {
    this.pace = pace;
  }

  /**
   * @param command as sent
   * @param answer with its status
   */
  void note(byte[] command, byte[] answer) {
    int data = Math.max(0, command.length - 5) + answer.length - 2;
    boolean signature = command[1] == (byte) 0x2A || command[1] == (byte) 0x88;
    exchanges.add(new Exchange(charactersOf(data), signature));
  }

  /** Characters of one command that moves so many bytes of data, either way. */
  static int charactersOf(int data) {
    return HEADER_AND_STATUS + (data > 0 ? 1 + data : 0);
  }

  Cost cost() {
    return costOfFirst(exchanges.size());
  }

  Cost costOfFirst(int commands) {
    List<Exchange> first = exchanges.subList(0, commands);
    int characters = first.stream().mapToInt(Exchange::characters).sum();
    int signatures = (int) first.stream().filter(Exchange::signature).count();
    return new Cost(commands, characters, pace.millis(commands, characters, signatures));
  }

  /** In whole milliseconds, for a table. */
  static String millis(double millis) {
    return String.valueOf(Math.round(millis));
  }

  static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
  }
}
