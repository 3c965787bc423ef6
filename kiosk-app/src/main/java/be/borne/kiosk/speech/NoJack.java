package be.borne.kiosk.speech;

import java.util.function.Consumer;

/**
 * For a terminal whose jack tells nothing. What is connected must be for one pair of ears all the
 * same: "always in" fits a handset or headphones that are bolted to the terminal.
 *
 * @param alwaysIn whether a headset counts as in, all the time
 */
public record NoJack(boolean alwaysIn) implements HeadsetJack {
  @Override
  public void watch(Consumer<Boolean> told) {
    told.accept(alwaysIn);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
