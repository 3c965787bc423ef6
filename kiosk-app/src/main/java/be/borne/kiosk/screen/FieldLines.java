package be.borne.kiosk.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a field shows of a text that is too long for one line: its end, where the next character
 * comes. An e-mail address breaks after its @, a text after a space or hyphen.
 *
 * @param width of a text, in any unit
 * @param room that a line has, in the same
 * @param most lines there are, at least 1
 */
record FieldLines(ToDoubleFunction<String> width, double room, int most) {
  private static final String BEFORE = "…";

  /** More than any field shows, and more than is measured anew after each character. */
  private static final int LONG_CHARS = 600;

  private static final int STEP_CHARS = 300;

  /** At least one line; the first begins with an ellipsis when something stands before it. */
  List<String> of(String whole, TextEntry.Kind kind) {
    String text = tail(whole);
    List<String> lines = new ArrayList<>();
    int at = kind == TextEntry.Kind.EMAIL && !fits(text) ? text.indexOf('@') + 1 : 0;
    if (at > 0 && most > 1) {
      wrap(text.substring(0, at), lines);
    } else {
      at = 0;
    }
    wrap(text.substring(at), lines);
    if (lines.size() <= most) {
      return List.copyOf(lines);
    }
    List<String> last = new ArrayList<>(lines.subList(lines.size() - most, lines.size()));
    if (most == 1) {
      // Not the last line alone, which may be a single letter: as much of the end as there is room.
      last.set(0, text);
    }
    last.set(0, end(last.getFirst()));
    return List.copyOf(last);
  }

  /** Of a long text its end, which begins anew only now and then, so that lines stand still. */
  private static String tail(String whole) {
    int from = whole.length() <= LONG_CHARS ? 0 : (whole.length() / STEP_CHARS - 1) * STEP_CHARS;
    boolean inside = from > 0 && Character.isLowSurrogate(whole.charAt(from));
    return whole.substring(inside ? from - 1 : from);
  }

  private boolean fits(String text) {
    return width.applyAsDouble(text) <= room;
  }

  private void wrap(String text, List<String> into) {
    String rest = text;
    while (!fits(rest)) {
      int cut = cut(rest);
      into.add(rest.substring(0, cut));
      rest = rest.substring(cut);
    }
    into.add(rest);
  }

  /** After how many chars a line ends, at least one. */
  private int cut(String text) {
    int end = text.offsetByCodePoints(0, 1);
    int gap = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      if (!fits(text.substring(0, next))) {
        break;
      }
      if (" -".indexOf(text.charAt(next - 1)) >= 0) {
        gap = next;
      }
      end = next;
    }
    return gap > 0 ? gap : end;
  }

  private String end(String line) {
    String rest = line;
    while (!rest.isEmpty() && !fits(BEFORE + rest)) {
      rest = rest.substring(rest.offsetByCodePoints(0, 1));
    }
    return BEFORE + rest;
  }
}
