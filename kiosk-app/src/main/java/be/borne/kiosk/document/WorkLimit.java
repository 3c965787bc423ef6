package be.borne.kiosk.document;

import java.time.Duration;

/**
 * How long, and how much, one document may keep the gate busy. A check asks it wherever a document
 * could make it go on for ever, so that it ends by itself and not only for whoever waits for it.
 */
final class WorkLimit {
  private static final int MAX_STEPS = 400_000;
  private final long endNanos;
  private int steps;

  WorkLimit(Duration deadline) {
    this.endNanos = System.nanoTime() + deadline.toNanos();
  }

  /** A document that asks for more than a certificate can need. */
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exceeded(String message) {
      super(message);
    }
  }

  /**
   * @throws Exceeded if it was one too many, or is too late
   */
  void step() {
    if (++steps > MAX_STEPS) {
      throw new Exceeded("its pages ask for too much work");
    }
    if (steps % 64 == 0) {
      inTime();
    }
  }

  /**
   * For what takes long by itself.
   *
   * @throws Exceeded if it is too late
   */
  void inTime() {
    if (System.nanoTime() > endNanos) {
      throw new Exceeded("its pages take too long");
    }
  }
}
