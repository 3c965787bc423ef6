package be.borne.kiosk.theme;

import be.borne.kiosk.journey.Contrast;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours of one contrast by the names of their tokens, without the hyphen in front; and
 * whether eyes that see little can read them and tell them apart.
 *
 * @param tokens red, green and blue, eight bits each
 */
public record Palette(Map<String, Integer> tokens) {
  private static final Pattern TOKEN = Pattern.compile("(?m)^ {4}-([a-z-]+): #([0-9A-Fa-f]{6});$");
  private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
  private static final int HEXADECIMAL = 16;

  /** Of text [WCAG 2.2, 1.4.6]. */
  private static final double LEAST_FOR_TEXT = 7;

  /** Of parts [WCAG 2.2, 1.4.11]. */
  private static final double LEAST_FOR_PARTS = 3;

  private record Pair(String one, String on) {}

  /** Every text colour and what it stands on. */
  private static final List<Pair> TEXTS =
      List.of(
          new Pair("ink", "ground"),
          new Pair("ink", "paper"),
          new Pair("ink", "attention"),
          new Pair("ink", "quiet"),
          new Pair("ink", "key"),
          new Pair("soft-ink", "ground"),
          new Pair("soft-ink", "paper"),
          new Pair("on-primary", "primary"),
          new Pair("on-primary", "pressed"),
          new Pair("on-urgent", "urgent"),
          new Pair("ground", "ink"));

  /** Lines, marks, the focus ring, outlines of buttons, and what they stand on. */
  private static final List<Pair> PARTS =
      List.of(
          new Pair("primary", "ground"),
          new Pair("line", "ground"),
          new Pair("line", "quiet"),
          new Pair("line", "key"),
          new Pair("line", "paper"),
          new Pair("mark", "ground"),
          new Pair("focus", "ground"),
          new Pair("picture-arrow", "ground"),
          new Pair("picture-seal", "paper"),
          new Pair("urgent", "ground"));

  /** A button must be found by its fill alone. */
  private static final List<String> FILLS_OF_BUTTONS = List.of("primary", "quiet", "key");

  public Palette {
    tokens = Collections.unmodifiableMap(new TreeMap<>(tokens));
  }

  /** As the stylesheet has it. */
  public static Palette of(Contrast contrast) {
    Matcher block =
        Pattern.compile("\\." + Theme.contrastClass(contrast) + " \\{([^}]*)}")
            .matcher(Theme.source());
    if (!block.find()) {
      throw new IllegalStateException("the stylesheet has no colours for " + contrast);
    }
    Map<String, Integer> tokens = new TreeMap<>();
    Matcher token = TOKEN.matcher(block.group(1));
    while (token.find()) {
      tokens.put(token.group(1), Integer.parseInt(token.group(2), HEXADECIMAL));
    }
    return new Palette(tokens);
  }

  /**
   * @param colours instead of some of these: {@code primary} to {@code #0B4A7A}
   * @throws IllegalArgumentException if one has no such token, is no colour, or if the result could
   *     not be read; says which and why
   */
  public Palette with(Map<String, String> colours) {
    Map<String, Integer> changed = new TreeMap<>(tokens);
    colours.forEach(
        (name, colour) -> {
          if (!tokens.containsKey(name)) {
            throw new IllegalArgumentException(
                "there is no colour named " + name + "; there are " + tokens.keySet());
          }
          if (!COLOUR.matcher(colour).matches()) {
            throw new IllegalArgumentException(name + ": expected a colour such as #0B4A7A");
          }
          changed.put(name, Integer.parseInt(colour.substring(1), HEXADECIMAL));
        });
    Palette palette = new Palette(changed);
    List<String> problems = palette.problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return palette;
  }

  /** What eyes that see little could not read or tell apart; empty if all is well. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    TEXTS.forEach(pair -> standsOut(pair, LEAST_FOR_TEXT, problems));
    PARTS.forEach(pair -> standsOut(pair, LEAST_FOR_PARTS, problems));
    for (String fill : FILLS_OF_BUTTONS) {
      if (tokens.values().stream().filter(tokens.get(fill)::equals).count() > 1) {
        problems.add(fill + " is the fill of a button, and must be no other colour's too");
      }
    }
    return problems;
  }

  private void standsOut(Pair pair, double least, List<String> problems) {
    double ratio = ratio(pair.one(), pair.on());
    if (ratio < least) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s stands out from %s by %.1f:1 only, and needs %.0f:1",
              pair.one(),
              pair.on(),
              ratio,
              least));
    }
  }

  /** How much one colour stands out from another, from 1 to 21 [WCAG 2.2, contrast ratio]. */
  public double ratio(String one, String other) {
    double a = luminance(tokens.get(one));
    double b = luminance(tokens.get(other));
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

  /** As a block of the stylesheet. */
  String block(String selector) {
    StringBuilder block = new StringBuilder(selector).append(" {\n");
    tokens.forEach(
        (name, rgb) -> block.append(String.format(Locale.ROOT, "    -%s: #%06X;%n", name, rgb)));
    return block.append("}\n").toString();
  }
}
