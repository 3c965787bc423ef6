package be.borne.kiosk.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.screen.TextEntry.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldLinesTest {
  /** Every character as wide as any other. */
  private static FieldLines lines(int room, int most) {
    return new FieldLines(text -> text.codePointCount(0, text.length()), room, most);
  }

  @Test
  void whatFitsStandsOnOneLine() {
    assertEquals(List.of(""), lines(10, 2).of("", Kind.TEXT));
    assertEquals(List.of("nemo@x.be"), lines(10, 2).of("nemo@x.be", Kind.EMAIL));
  }

  @Test
  void anAddressBreaksAfterItsAt() {
    assertEquals(List.of("nemo@", "exemple.be"), lines(10, 2).of("nemo@exemple.be", Kind.EMAIL));
    assertEquals(List.of("nulleperson", "ne"), lines(11, 2).of("nullepersonne", Kind.EMAIL));
  }

  @Test
  void aTextBreaksBetweenWords() {
    assertEquals(List.of("rue des ", "Exemples"), lines(10, 2).of("rue des Exemples", Kind.TEXT));
    assertEquals(List.of("Anne-", "Antoinette"), lines(10, 2).of("Anne-Antoinette", Kind.TEXT));
  }

  /** Fails when the place where the next character comes is out of sight. */
  @Test
  void ofALongTextTheEndIsSeen() {
    assertEquals(List.of("…deux ", "trois"), lines(6, 2).of("un deux trois", Kind.TEXT));
    assertEquals(List.of("…fghij"), lines(6, 1).of("abcdefghij", Kind.TEXT));
    assertEquals(List.of("…@ab.be"), lines(7, 1).of("nemo@ab.be", Kind.EMAIL));
  }

  @Test
  void noCharacterIsCutInTwo() {
    assertEquals(List.of("𝒶", "𝒷"), lines(1, 2).of("𝒶𝒷", Kind.TEXT));
  }

  /** Four thousand characters are not measured anew after each of them. */
  @Test
  void ofALongTextOnlyTheEndIsLookedAt() {
    String text = "inventé ".repeat(500);
    int[] measured = new int[1];
    FieldLines lines =
        new FieldLines(
            words -> {
              measured[0] += 1;
              return words.length();
            },
            20,
            2);
    assertEquals(2, lines.of(text, Kind.TEXT).size());
    assertTrue(measured[0] < 1_500, measured[0] + " measurements");
  }
}
