package be.borne.demo.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** The figures of {@code ./borne bench ui}, as a table for people or as data. */
final class UiTable {
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * One figure.
   *
   * @param spread what else is worth knowing of how it came about; may be empty
   * @param peer Chromium's, in the same unit
   * @param ratio ours to the peer's
   * @param bound what it has to keep to, in words; empty for none
   * @param bounded the number that the bound speaks of
   * @param limit what that number must not exceed
   */
  record Figure(
      String name,
      String unit,
      double value,
      String spread,
      OptionalDouble peer,
      OptionalDouble ratio,
      String bound,
      OptionalDouble bounded,
      OptionalDouble limit) {

    /** A figure that stands for itself. */
    static Figure plain(String name, String unit, double value, String spread) {
      return new Figure(
          name,
          unit,
          value,
          spread,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          "",
          OptionalDouble.empty(),
          OptionalDouble.empty());
    }

    /** The same beside the peer's. */
    Figure beside(double peers) {
      return new Figure(
          name,
          unit,
          value,
          spread,
          OptionalDouble.of(peers),
          OptionalDouble.of(value / peers),
          bound,
          bounded,
          limit);
    }

    /** Bounded by itself. */
    Figure atMost(double most) {
      return within("<= " + number(most) + " " + unit, value, most);
    }

    /** Bounded by the peer's. */
    Figure atMostOfPeer(double most) {
      return within("ratio <= " + number(most), ratio.orElseThrow(), most);
    }

    private Figure within(String words, double what, double most) {
      return new Figure(
          name,
          unit,
          value,
          spread,
          peer,
          ratio,
          words,
          OptionalDouble.of(what),
          OptionalDouble.of(most));
    }

    /** Whether it keeps to its bound; a figure without one does. */
    boolean good() {
      return bounded.isEmpty() || bounded.getAsDouble() <= limit.getAsDouble();
    }
  }

  void add(Figure figure) {
    figures.add(figure);
  }

  /** What a reader has to know to judge the figures. */
  void note(String sentence) {
    notes.add(sentence);
  }

  List<Figure> figures() {
    return List.copyOf(figures);
  }

  void print(Consumer<String> say) {
    say.accept(
        "%-44s %9s %9s %6s  %-14s %s".formatted("", "ours", "Chromium", "ratio", "bound", ""));
    for (Figure each : figures) {
      say.accept(
          "%-44s %9s %9s %6s  %-14s %s"
              .formatted(
                  each.name() + ", " + each.unit(),
                  number(each.value()),
                  each.peer().isPresent() ? number(each.peer().getAsDouble()) : "",
                  each.ratio().isPresent() ? number(each.ratio().getAsDouble()) : "",
                  each.bound(),
                  each.bound().isEmpty() ? "" : each.good() ? "kept" : "NOT KEPT")
              .stripTrailing());
      if (!each.spread().isEmpty()) {
        say.accept("    " + each.spread());
      }
    }
    say.accept("");
    notes.forEach(say);
  }

  /** For programs. */
  Map<String, Object> asMap() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Figure each : figures) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", each.name());
      one.put("unit", each.unit());
      one.put("value", each.value());
      one.put("spread", each.spread());
      each.peer().ifPresent(peer -> one.put("chromium", peer));
      each.ratio().ifPresent(ratio -> one.put("ratio", ratio));
      if (!each.bound().isEmpty()) {
        one.put("bound", each.bound());
        one.put("kept", each.good());
      }
      all.add(one);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("figures", all);
    map.put("notes", notes);
    return map;
  }

  private static String number(double value) {
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }
}
