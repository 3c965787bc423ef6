package be.borne.kiosk.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.protocol.terminal.PinPositions;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TypingTest {
  private static final List<Character> TELEPHONE =
      List.of('1', '2', '3', '4', '5', '6', '7', '8', '9', '0');

  @Test
  void fixedDigitsStandAsOnATelephone() {
    assertEquals(TELEPHONE, typing(PinPositions.FIXED).pinPositions());
  }

  /** Fails when shuffled digits stay put, or one is missing or there twice. */
  @Test
  void shuffledDigitsStandElsewhereEachTime() {
    Typing typing = typing(PinPositions.SHUFFLED);
    Set<List<Character>> seen = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      List<Character> positions = typing.pinPositions();
      assertEquals(new HashSet<>(TELEPHONE), new HashSet<>(positions));
      assertEquals(TELEPHONE.size(), positions.size());
      seen.add(positions);
    }
    assertEquals(50, seen.size());
  }

  private static Typing typing(PinPositions positions) {
    return new Typing(null, new SampleText(""), positions, new Random(7));
  }
}
