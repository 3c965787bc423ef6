package be.borne.kiosk.session;

import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.journey.Event;
import be.borne.protocol.guichet.CitizenSession;
import java.util.function.Consumer;

/**
 * Asks how what the citizen asked for stands.
 *
 * @param guichet that is asked
 */
record RequestDesk(GuichetClient guichet) {

  /** Answers RequestsTold. */
  void tell(SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    CitizenSession signIn = session.signIn();
    answer.accept(new Event.RequestsTold(Persistence.of(() -> guichet.files(signIn))));
  }
}
