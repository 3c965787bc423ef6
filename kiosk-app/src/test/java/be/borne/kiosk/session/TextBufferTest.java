package be.borne.kiosk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.screen.TextEntry.Kind;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TextBufferTest {
  private final SessionScope session = new SessionScope(SessionScope.Farewell.NONE);
  private final TextBuffer text = session.text();

  @Test
  void nothingIsTakenBeforeAnEntryBegins() {
    assertFalse(text.add('a'));
    assertEquals("", text.view());
  }

  @Test
  void itTakesItsKindUpToItsBound() {
    text.begin(Kind.EMAIL, 6, "");
    assertFalse(text.add(' '));
    "nemo@x.example".codePoints().forEach(text::add);
    assertEquals("nemo@x", text.view());
    assertEquals(OptionalInt.of('x'), text.removeLast());
    assertEquals(5, text.length());
  }

  @Test
  void aNewEntryBeginsEmptyAndWithItsOwnKind() {
    text.begin(Kind.TEXT, 10, "");
    text.add('a');
    text.begin(Kind.NUMBER, 3, "");
    assertEquals(0, text.length());
    assertFalse(text.add('a'));
    assertTrue(text.add('7'));
    assertThrows(IllegalArgumentException.class, () -> text.begin(Kind.TEXT, 0, ""));
    assertThrows(
        IllegalArgumentException.class, () -> text.begin(Kind.TEXT, TextBuffer.MOST + 1, ""));
  }

  @Test
  void itBeginsWithWhatWasThereAndFits() {
    text.begin(Kind.EMAIL, 6, "ne mo@x.example");
    assertEquals("nemo@x", text.view());
  }

  @Test
  void whatIsEnteredStaysUntilItIsWiped() {
    text.begin(Kind.TEXT, 20, "");
    " Élise ".codePoints().forEach(text::add);
    assertEquals("Élise", text.entered());
    assertEquals("Élise", text.entered());
    text.clear();
    assertTrue(text.isZero());
  }

  /** A17: fails when a visit leaves a character behind, or takes one after its end. */
  @Test
  void itIsZeroAfterTheVisit() {
    text.begin(Kind.TEXT, 20, "");
    "Nulleperso".codePoints().forEach(text::add);
    text.removeLast();
    session.close();
    assertTrue(text.isZero());
    assertFalse(text.add('a'));
    text.begin(Kind.TEXT, 20, "");
    assertFalse(text.add('a'));
    assertEquals(OptionalInt.empty(), text.removeLast());
  }

  @Test
  void itPrintsNothingOfIt() {
    text.begin(Kind.TEXT, 20, "");
    text.add('q');
    assertEquals("TextBuffer[]", text.toString());
  }
}
