package be.borne.kiosk.journey;

import java.util.List;

/**
 * One step of the journey.
 *
 * @param moment where the citizen now is, and how to say it
 * @param effects what is to be done, in this order
 */
public record Step(Moment moment, List<Effect> effects) {
  public Step {
    effects = List.copyOf(effects);
  }

  public State state() {
    return moment.state();
  }
}
