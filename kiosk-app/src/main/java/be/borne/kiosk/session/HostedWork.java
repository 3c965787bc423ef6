package be.borne.kiosk.session;

import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import java.util.function.Consumer;

/**
 * A terminal's work for its citizens, and for its host.
 *
 * @param citizens everything but {@link Effect.OfHost}
 */
public record HostedWork(EffectWork citizens, HostDesk host) implements EffectWork {

  @Override
  public SessionScope openSession() {
    return citizens.openSession();
  }

  @Override
  public void carryOut(Effect effect, SessionScope session, Consumer<Event> answer)
      throws Exception {
    if (effect instanceof Effect.OfHost ofHost) {
      host.carryOut(ofHost, session, answer);
    } else {
      citizens.carryOut(effect, session, answer);
    }
  }
}
