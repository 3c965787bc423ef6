package be.borne.kiosk.session;

import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import java.util.function.Consumer;

/** Carries effects out against the world. Called on a virtual thread of each effect's own. */
public interface EffectWork {

  /** A scope for a new visit; must not block. */
  SessionScope openSession();

  /**
   * Does what the effect says and answers with the events that the effect names. May block. It is
   * interrupted when the visit ends first, except while it prints.
   *
   * @param session the visit it is done for; closed if there is none
   * @param answer takes the events; what comes after the visit ended is dropped
   * @throws Exception becomes the answer {@link Event.Failed}
   */
  void carryOut(Effect effect, SessionScope session, Consumer<Event> answer) throws Exception;
}
