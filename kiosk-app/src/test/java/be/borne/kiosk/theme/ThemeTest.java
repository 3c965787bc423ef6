package be.borne.kiosk.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.journey.Contrast;
import be.borne.kiosk.journey.TextSize;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ThemeTest {

  @Test
  void aMillimetreOfTheStylesheetIsAMillimetreOnAPanelThatHasRoom() {
    Theme theme = new Theme(1080, 1920, 0.2745);
    assertTrue(theme.trueSize());
    assertTrue(theme.portrait());
    assertEquals(100, theme.mm(27.45), 1e-9);
  }

  @Test
  void everythingShrinksTogetherWhereThereIsNoRoom() {
    Theme theme = new Theme(600, 1067, 0.2745);
    assertFalse(theme.trueSize());
    assertTrue(theme.mm(262) <= 600.5);
    assertTrue(theme.mm(465) <= 1067.5);
  }

  @Test
  void noMillimetreIsLeftForTheToolkitToMisread() {
    String css = css(new Theme(1920, 1080, 0.3));
    assertFalse(css.matches("(?s).*[0-9][mth]m\\b.*"));
    assertTrue(css.contains("-fx-font-size: " + "53.33px"), "16 mm at 0.3 mm a pixel");
  }

  /** Larger letters must not make smaller buttons, nor buttons that run off the panel. */
  @Test
  void aSizeOfLettersIsOfLettersOnly() {
    String css = css(new Theme(1920, 1080, 0.3).with(TextSize.LARGEST, Contrast.CALM));
    assertTrue(css.contains("-fx-font-size: 62.50px"), "12.5 tm at 0.3 mm a pixel");
    assertTrue(css.contains("-fx-font-size: 65.07px"), "16 hm: large already, and grows less");
    assertTrue(css.contains("-fx-min-height: 86.67px"), "26 mm at 0.3 mm a pixel, as ever");
  }

  private static String css(Theme theme) {
    String address = theme.stylesheet();
    return new String(
        Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1)),
        StandardCharsets.UTF_8);
  }
}
