package be.borne.demo.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** The figures of {@code ./borne bench guichet}, as a table for people or as data. */
final class GuichetTable {
  private final List<Section> sections = new ArrayList<>();
  private final List<LoadResult> loads = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * One figure beside what bounds it.
   *
   * @param bound in words; empty if it stands for itself
   * @param limit the bound in the figure's unit
   */
  record Figure(String name, String unit, double value, String bound, OptionalDouble limit) {
    static Figure plain(String name, String unit, double value) {
      return new Figure(name, unit, value, "", OptionalDouble.empty());
    }

    static Figure beside(String name, String unit, double value, String bound, double limit) {
      return new Figure(name, unit, value, bound, OptionalDouble.of(limit));
    }

    /** The figure to its bound. */
    OptionalDouble ratio() {
      return limit.isPresent() && limit.getAsDouble() != 0
          ? OptionalDouble.of(value / limit.getAsDouble())
          : OptionalDouble.empty();
    }
  }

  private record Section(String title, List<Figure> figures) {}

  /** Begins a section of figures. */
  void section(String title) {
    sections.add(new Section(title, new ArrayList<>()));
  }

  void add(Figure figure) {
    sections.getLast().figures().add(figure);
  }

  /** A load of which every kind of call is told. */
  void add(LoadResult load) {
    loads.add(load);
  }

  /** What a reader has to know to judge the figures. */
  void note(String sentence) {
    notes.add(sentence);
  }

  List<String> titles() {
    return sections.stream().map(Section::title).toList();
  }

  List<Figure> figures() {
    return sections.stream().flatMap(section -> section.figures().stream()).toList();
  }

  List<LoadResult> loads() {
    return List.copyOf(loads);
  }

  void print(Consumer<String> say) {
    for (Section section : sections) {
      say.accept("%-66s %8s   %-40s %8s %6s".formatted(section.title(), "", "beside", "", "ratio"));
      for (Figure each : section.figures()) {
        say.accept(
            "  %-64s %8s   %-40s %8s %6s"
                .formatted(
                    each.name() + ", " + each.unit(),
                    number(each.value()),
                    each.bound(),
                    text(each.limit()),
                    text(each.ratio()))
                .stripTrailing());
      }
      say.accept("");
    }
    for (LoadResult load : loads) {
      say.accept(
          "%-52s %9s %9s %9s %9s"
              .formatted(load.name() + ", milliseconds", "p50", "p99", "a second", "calls"));
      for (VisitCall call : VisitCall.values()) {
        load.times().of(call).ifPresent(spread -> line(call.words(), spread, load, say));
      }
      load.times()
          .ofVisits()
          .ifPresent(
              spread -> line("whole visit, the citizen's own time left out", spread, load, say));
      load.times()
          .failures()
          .forEach((what, count) -> say.accept("  failed, %s: %d".formatted(what, count)));
      say.accept("");
    }
    notes.forEach(say);
  }

  private static void line(String what, Spread spread, LoadResult load, Consumer<String> say) {
    int count = spread.sorted().size();
    say.accept(
        "  %-50s %9s %9s %9s %9d"
            .formatted(
                what,
                number(spread.median()),
                number(spread.p99()),
                number(load.perSecond(count)),
                count));
  }

  /** For programs. */
  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("sections", sections.stream().map(GuichetTable::asMap).toList());
    map.put("loads", loads.stream().map(GuichetTable::asMap).toList());
    map.put("notes", notes);
    return map;
  }

  private static Map<String, Object> asMap(Section section) {
    List<Map<String, Object>> figures = new ArrayList<>();
    for (Figure each : section.figures()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", each.name());
      one.put("unit", each.unit());
      one.put("value", each.value());
      if (each.limit().isPresent()) {
        one.put("beside", each.bound());
        one.put("bound", each.limit().getAsDouble());
      }
      each.ratio().ifPresent(ratio -> one.put("ratio", ratio));
      figures.add(one);
    }
    return Map.of("title", section.title(), "figures", figures);
  }

  private static Map<String, Object> asMap(LoadResult load) {
    Map<String, Object> calls = new LinkedHashMap<>();
    for (VisitCall call : VisitCall.values()) {
      load.times().of(call).ifPresent(spread -> calls.put(call.name(), asMap(spread, load)));
    }
    load.times().ofVisits().ifPresent(spread -> calls.put("VISIT", asMap(spread, load)));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", load.name());
    map.put("seconds", load.seconds());
    map.put("calls", calls);
    map.put("failures", load.times().failures());
    map.put("town_hall_cpu_seconds", load.townCpuSeconds());
    map.put("terminals_cpu_seconds", load.ownCpuSeconds());
    map.put("town_hall_pss_mib", load.pssMib());
    return map;
  }

  private static Map<String, Object> asMap(Spread spread, LoadResult load) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("p50_ms", spread.median());
    map.put("p99_ms", spread.p99());
    map.put("per_second", load.perSecond(spread.sorted().size()));
    map.put("count", spread.sorted().size());
    return map;
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "";
  }

  private static String number(double value) {
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }
}
