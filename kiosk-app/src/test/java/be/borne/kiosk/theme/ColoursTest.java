package be.borne.kiosk.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.journey.Contrast;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the colours of the stylesheet can be read and told apart by eyes that see little. */
class ColoursTest {
  private static final int TOKENS = 22;

  /** A2: text 7:1, parts 3:1, and the fills of buttons are no other colour's. */
  @ParameterizedTest
  @EnumSource(Contrast.class)
  void everythingStandsOut(Contrast contrast) {
    assertEquals(List.of(), Palette.of(contrast).problems());
  }

  /** A2: those who chose a high contrast get the highest there is. */
  @ParameterizedTest
  @EnumSource(value = Contrast.class, names = "CALM", mode = EnumSource.Mode.EXCLUDE)
  void highContrastIsHigh(Contrast contrast) {
    assertTrue(Palette.of(contrast).ratio("ink", "ground") >= 19);
  }

  @ParameterizedTest
  @EnumSource(Contrast.class)
  void allColoursNameAllTokens(Contrast contrast) {
    assertEquals(TOKENS, Palette.of(contrast).tokens().size());
    assertEquals(
        Palette.of(Contrast.CALM).tokens().keySet(), Palette.of(contrast).tokens().keySet());
  }

  /** Outside the tokens no colour is named, so that what is tested here is all there is. */
  @Test
  void everyColourIsAToken() {
    String rules =
        Pattern.compile("(?m)^ {4}-[a-z-]+: #[0-9A-Fa-f]{6};$")
            .matcher(Theme.source())
            .replaceAll("");
    assertFalse(Pattern.compile("#[0-9A-Fa-f]{3,8}\\b|rgba?\\(").matcher(rules).find());
  }

  @Test
  void ratiosAreThoseOfTheNorm() {
    Palette palette = new Palette(Map.of("black", 0x000000, "white", 0xffffff, "grey", 0x767676));
    assertEquals(21, palette.ratio("black", "white"), 1e-9);
    assertEquals(4.54, palette.ratio("white", "grey"), 0.01);
  }

  /** A municipality's own colours are welcome as long as everybody can read them. */
  @Test
  void aMunicipalitysColoursReplaceOurs() {
    Palette palette = Palette.of(Contrast.CALM).with(Map.of("primary", "#6A1B4D"));
    assertEquals(0x6A1B4D, palette.tokens().get("primary"));
    assertEquals(Palette.of(Contrast.CALM).tokens().get("ink"), palette.tokens().get("ink"));
  }

  /** Each is broken in one way: too pale, a fill used twice, no such token, no colour. */
  @ParameterizedTest
  @CsvSource({
    "primary, #8FB8E0, on-primary stands out from primary",
    "quiet, #FFFFFF, quiet is the fill of a button",
    "accent, #000000, there is no colour named accent",
    "ink, navy, ink: expected a colour",
    "ink, '#000000; -fx-background-image: url(x)', ink: expected a colour",
  })
  void coloursThatNobodyCouldReadAreRefused(String name, String colour, String why) {
    Map<String, String> colours = Map.of(name, colour);
    Palette calm = Palette.of(Contrast.CALM);
    String message =
        assertThrows(IllegalArgumentException.class, () -> calm.with(colours)).getMessage();
    assertTrue(message.contains(why), message);
  }
}
