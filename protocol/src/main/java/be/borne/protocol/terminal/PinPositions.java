package be.borne.protocol.terminal;

import com.fasterxml.jackson.annotation.JsonCreator;

/** Where the digits of the PIN pad on the screen stand. */
public enum PinPositions {
  /** As on a telephone, always: for those who know their PIN by where its digits are. */
  FIXED("fixed"),
  /** Elsewhere each time the pad appears: neither a glance from afar nor a trace tells a PIN. */
  SHUFFLED("shuffled");

  private final String word;

  PinPositions(String word) {
    this.word = word;
  }

  /**
   * @param word as it stands in the file
   * @throws IllegalArgumentException if it is neither of the two
   */
  @JsonCreator
  public static PinPositions ofWord(String word) {
    for (PinPositions positions : values()) {
      if (positions.word.equals(word)) {
        return positions;
      }
    }
    throw new IllegalArgumentException("card.pin_positions: expected fixed or shuffled");
  }
}
