package be.borne.demo.bench;

import java.time.Duration;

/**
 * How much {@code ./borne bench guichet} does.
 *
 * @param citizens with a card each
 * @param few terminals of one municipality
 * @param many terminals of many
 * @param stored orders to begin with; ten and a hundred times as many are tried beside
 * @param bound how long each bound is measured, and as long before that to warm up
 * @param warmUp visits of each town hall before anything is measured, and documents made alone
 * @param saturation how long one load is kept up
 * @param rhythm in how long a time citizens come
 * @param rounds of the town halls with few, more and many stored orders, by turns
 * @param limit after which no further part is begun
 */
record GuichetBenchSize(
    int citizens,
    int few,
    int many,
    int stored,
    Duration bound,
    int warmUp,
    Duration saturation,
    Duration rhythm,
    int rounds,
    Duration limit) {

  static GuichetBenchSize usual(int rounds, Duration limit) {
    return new GuichetBenchSize(
        128,
        20,
        2_000,
        2_000,
        Duration.ofSeconds(3),
        120,
        Duration.ofSeconds(10),
        Duration.ofSeconds(40),
        rounds,
        limit);
  }

  /** A look: figures of programs that are not warm yet. */
  static GuichetBenchSize quick(int rounds, Duration limit) {
    return new GuichetBenchSize(
        32,
        20,
        200,
        200,
        Duration.ofSeconds(1),
        20,
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        rounds,
        limit);
  }
}
