package be.borne.kiosk.theme;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.journey.Contrast;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the colours of the stylesheet can be read and told apart by eyes that see little. */
class ColoursTest {
  private static final Pattern TOKEN = Pattern.compile("(?m)^ {4}(-[a-z-]+): #([0-9A-Fa-f]{6});$");
  private static final double FOR_TEXT = 7;
  private static final double FOR_PARTS = 3;
  private static final double FOR_HIGH_CONTRAST = 19;

  /** Every text colour and what it stands on. */
  private static final List<String> TEXTS =
      List.of(
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
          "-ground, -ink");

  /** Lines, marks, the focus ring, outlines of buttons, and what they stand on. */
  private static final List<String> PARTS =
      List.of(
          "-primary, -ground",
          "-line, -ground",
          "-line, -quiet",
          "-line, -key",
          "-line, -paper",
          "-mark, -ground",
          "-focus, -ground",
          "-picture-arrow, -ground",
          "-picture-seal, -paper",
          "-urgent, -ground");

  /** A2: of every colours [WCAG 2.2, 1.4.6]. */
  @ParameterizedTest
  @EnumSource(Contrast.class)
  void textStandsOut(Contrast contrast) {
    Map<String, Integer> colours = tokens(contrast);
    assertAll(TEXTS.stream().map(pair -> () -> standsOut(colours, pair, FOR_TEXT)));
  }

  /** A2: of every colours [WCAG 2.2, 1.4.11]. */
  @ParameterizedTest
  @EnumSource(Contrast.class)
  void partsStandOut(Contrast contrast) {
    Map<String, Integer> colours = tokens(contrast);
    assertAll(PARTS.stream().map(pair -> () -> standsOut(colours, pair, FOR_PARTS)));
  }

  /** A2: those who chose a high contrast get the highest there is. */
  @ParameterizedTest
  @EnumSource(value = Contrast.class, names = "CALM", mode = EnumSource.Mode.EXCLUDE)
  void highContrastIsHigh(Contrast contrast) {
    standsOut(tokens(contrast), "-ink, -ground", FOR_HIGH_CONTRAST);
  }

  private static void standsOut(Map<String, Integer> colours, String pair, double least) {
    String[] of = pair.split(", ", -1);
    double ratio = ratio(colours.get(of[0]), colours.get(of[1]));
    assertTrue(ratio >= least, pair + ": " + ratio);
  }

  /** A button must be found by its fill alone. */
  @ParameterizedTest
  @EnumSource(Contrast.class)
  void noOtherTokenHasAButtonsFill(Contrast contrast) {
    Map<String, Integer> colours = tokens(contrast);
    for (String button : List.of("-primary", "-quiet", "-key")) {
      assertEquals(
          1,
          colours.values().stream().filter(colours.get(button)::equals).count(),
          button + " is used by another token");
    }
  }

  @ParameterizedTest
  @EnumSource(Contrast.class)
  void allColoursNameAllTokens(Contrast contrast) {
    assertEquals(tokens(Contrast.CALM).keySet(), tokens(contrast).keySet());
  }

  /** Outside the tokens no colour is named, so that what is tested here is all there is. */
  @Test
  void everyColourIsAToken() {
    String rules = TOKEN.matcher(Theme.source()).replaceAll("");
    assertFalse(Pattern.compile("#[0-9A-Fa-f]{3,8}\\b|rgba?\\(").matcher(rules).find());
  }

  private static double ratio(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
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

  /** The tokens of the one block that these colours have. */
  private static Map<String, Integer> tokens(Contrast contrast) {
    Matcher block =
        Pattern.compile("\\." + Theme.contrastClass(contrast) + " \\{([^}]*)}")
            .matcher(Theme.source());
    assertTrue(block.find(), "no colours for " + contrast);
    Map<String, Integer> tokens = new HashMap<>();
    Matcher matcher = TOKEN.matcher(block.group(1));
    while (matcher.find()) {
      tokens.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
    }
    return tokens;
  }
}
