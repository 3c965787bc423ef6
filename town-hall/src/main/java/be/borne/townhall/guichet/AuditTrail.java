package be.borne.townhall.guichet;

import be.borne.townhall.guichet.audit.Act;
import be.borne.townhall.guichet.audit.AuditStore;
import be.borne.townhall.guichet.audit.Event;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.time.Clock;

/** The trail as the guichet writes it: citizens by their pseudonyms, and everything at its time. */
final class AuditTrail {
  private final AuditStore store;
  private final CitizenPseudonyms pseudonyms;
  private final Clock clock;

  AuditTrail(AuditStore store, CitizenPseudonyms pseudonyms, Clock clock) {
    this.store = store;
    this.pseudonyms = pseudonyms;
    this.clock = clock;
  }

  /** What a citizen did at a terminal. */
  void citizen(String terminal, Act act, NationalNumber citizen, String reference)
      throws StoreException {
    store.append(Event.at(terminal, act, pseudonyms.of(citizen), reference), clock.instant());
  }

  /** What a terminal did, or was refused, of which no citizen is known. */
  void terminal(String terminal, Act act, String reference, String detail) throws StoreException {
    store.append(Event.at(terminal, act, reference, detail), clock.instant());
  }

  /**
   * A document is made ready for its citizen, and goes from here by whatever way it was ordered.
   */
  void issuing(String reference) throws StoreException {
    store.append(new Event(Act.ISSUED, Event.GUICHET, "", "", reference, ""), clock.instant());
  }

  /** What a member of staff did at the console. */
  void staff(Act act, String by, String reference, String detail) throws IOException {
    try {
      store.append(Event.byStaff(act, by, reference, detail), clock.instant());
    } catch (StoreException e) {
      throw new IOException("what is not written down is not done", e);
    }
  }
}
