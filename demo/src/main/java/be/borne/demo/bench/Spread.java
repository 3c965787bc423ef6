package be.borne.demo.bench;

import java.util.List;

/**
 * Several measurements of one thing, in order of size.
 *
 * @param sorted at least one
 */
record Spread(List<Double> sorted) {
  private static final double HIGH = 0.95;
  private static final double HIGHEST = 0.99;

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
    return atMost(HIGH);
  }

  /** Of fewer than a hundred the slowest. */
  double p99() {
    return atMost(HIGHEST);
  }

  private double atMost(double share) {
    return sorted.get((int) Math.ceil(sorted.size() * share) - 1);
  }
}
