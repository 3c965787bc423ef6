package be.borne.kiosk.journey;

import java.util.List;

/**
 * One step of the journey.
 *
 * @param state where the citizen now is
 * @param effects what is to be done, in this order
 */
public record Step(State state, List<Effect> effects) {
  public Step {
    effects = List.copyOf(effects);
  }

  static Step to(State state, Effect... effects) {
    return new Step(state, List.of(effects));
  }
}
