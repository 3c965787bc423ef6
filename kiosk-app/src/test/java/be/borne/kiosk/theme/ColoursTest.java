package be.borne.kiosk.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the colours of the stylesheet can be read and told apart by eyes that see little. */
class ColoursTest {
  private static final Pattern TOKEN = Pattern.compile("(?m)^ {4}(-[a-z-]+): #([0-9A-Fa-f]{6});$");
  private static final double FOR_TEXT = 7;
  private static final double FOR_PARTS = 3;

  private final Map<String, Integer> colours = tokens();

  /** Every pair of a text colour and what it stands on [WCAG 2.2, 1.4.6]. */
  @ParameterizedTest
  @CsvSource({
    "-ink, -ground",
    "-ink, -paper",
    "-ink, -attention",
    "-ink, -quiet",
    "-ink, -key",
    "-soft-ink, -ground",
    "-soft-ink, -paper",
    "-on-primary, -primary",
    "-on-primary, -pressed",
    "-on-urgent, -urgent",
    "-ground, -ink",
  })
  void textStandsOut(String text, String on) {
    double contrast = contrast(text, on);
    assertTrue(contrast >= FOR_TEXT, text + " on " + on + ": " + contrast);
  }

  /** Lines, marks, the focus ring, and the outlines of buttons [WCAG 2.2, 1.4.11]. */
  @ParameterizedTest
  @CsvSource({
    "-primary, -ground",
    "-line, -ground",
    "-line, -quiet",
    "-line, -key",
    "-line, -paper",
    "-mark, -ground",
    "-focus, -ground",
    "-picture-arrow, -ground",
    "-picture-seal, -paper",
    "-urgent, -ground",
  })
  void partsStandOut(String part, String on) {
    double contrast = contrast(part, on);
    assertTrue(contrast >= FOR_PARTS, part + " on " + on + ": " + contrast);
  }

  /** A button must be found by its fill alone. */
  @Test
  void noOtherTokenHasAButtonsFill() {
    for (String button : List.of("-primary", "-quiet", "-key")) {
      assertEquals(
          1,
          colours.values().stream().filter(colours.get(button)::equals).count(),
          button + " is used by another token");
    }
  }

  /** Outside the tokens no colour is named, so that what is tested here is all there is. */
  @Test
  void everyColourIsAToken() {
    String rules = TOKEN.matcher(Theme.source()).replaceAll("");
    assertFalse(Pattern.compile("#[0-9A-Fa-f]{3,8}\\b|rgba?\\(").matcher(rules).find());
  }

  private double contrast(String one, String other) {
    double a = luminance(colours.get(one));
    double b = luminance(colours.get(other));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** Relative luminance [WCAG 2.2, definitions]. */
  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static Map<String, Integer> tokens() {
    Map<String, Integer> tokens = new HashMap<>();
    Matcher matcher = TOKEN.matcher(Theme.source());
    while (matcher.find()) {
      tokens.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
    }
    return tokens;
  }
}
