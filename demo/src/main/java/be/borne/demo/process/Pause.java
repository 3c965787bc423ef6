package be.borne.demo.process;

import java.time.Duration;

/** A short wait between two looks at something. */
public final class Pause {
  private Pause() {}

  /**
   * @throws DemoFailure if the demonstration was interrupted meanwhile
   */
  public static void of(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("the demonstration was interrupted", e);
    }
  }
}
