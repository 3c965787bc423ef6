package be.borne.townhall.guichet.engine;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.DeliveryWay;
import java.time.Instant;
import java.util.Optional;

/**
 * Whatever issues a municipality's documents behind the guichet: the embedded engine, or an adapter
 * to an e-guichet that the municipality already runs. It is told who the citizen is and believes
 * it: proving that is the guichet's part.
 */
public interface Engine extends AutoCloseable {

  /** What can be ordered now. Cheap: asked at every session. */
  Catalogue catalogue();

  /** Whether a commission would be taken now. Cheap. */
  boolean ready();

  /**
   * Takes a commission if it has not been taken yet, carries it as far as it goes without a person,
   * and says how far that is. Asked again for the same reference it never issues a second document
   * in the citizen's name: it goes on where it was.
   *
   * @throws EngineFailure if the engine cannot say; asking again later is safe
   */
  Progress advance(Commission commission) throws EngineFailure;

  /**
   * An order has reached its citizen. Returns at once: whoever the engine tells, it tells in its
   * own time. May be said more than once, and of orders the engine does not know. An engine at
   * which nobody waits for that has nothing to do.
   *
   * @param way it went
   * @throws EngineFailure if that cannot be kept; it is to be said again
   */
  default void delivered(String reference, DeliveryWay way) throws EngineFailure {}

  /**
   * Erases what is kept of orders from before then that have come to their end: the guichet has
   * forgotten their documents.
   *
   * @throws EngineFailure if that cannot be done; it is to be asked again
   */
  default void forget(Instant before) throws EngineFailure {}

  /** What it leaves to clerks of the town hall's own; empty if it leaves them nothing. */
  default Optional<ClerkDesk> clerkDesk() {
    return Optional.empty();
  }

  /** Where filled forms go, if the engine also takes those; empty if clerks deal with them here. */
  default Optional<FormOffice> office() {
    return Optional.empty();
  }

  @Override
  void close();
}
