package be.borne.demo.bench;

import java.util.List;

/**
 * Several measurements of one thing, in order of size.
 *
 * @param sorted at least one
 */
record Spread(List<Double> sorted) {
  private static final double HIGH = 0.95;

  Spread {
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sorted = sorted.stream().sorted().toList();
  }

  static Spread of(List<Double> measured) {
    return new Spread(measured);
  }

  double median() {
    return sorted.get(sorted.size() / 2);
  }

  double p95() {
    return sorted.get((int) Math.ceil(sorted.size() * HIGH) - 1);
  }
}
