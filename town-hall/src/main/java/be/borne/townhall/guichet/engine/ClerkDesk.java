package be.borne.townhall.guichet.engine;

import be.borne.protocol.guichet.RefusalReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an engine leaves to a clerk: documents that somebody has to hold against the paper in the
 * archive, or against the law, before they are sealed. Their citizens have gone home meanwhile: the
 * engine remembers for whom a document is until it has been decided and {@link #settled}.
 */
public interface ClerkDesk {

  /**
   * A document that was, or is, to be looked at.
   *
   * @param askedAt since when it waits
   * @param decided empty as long as nobody has
   * @param settled whether its order has come to its end
   */
  record Check(
      String reference,
      String serviceId,
      Instant askedAt,
      Optional<Decision> decided,
      boolean settled) {

    /** Whether a clerk is to look at it. */
    public boolean isWaiting() {
      return decided.isEmpty() && !settled;
    }
  }

  /**
   * What a clerk decided, for good.
   *
   * @param by who
   * @param refusal why it is not issued; empty if it is
   */
  record Decision(Instant at, String by, Optional<RefusalReason> refusal) {}

  /** What waits, the longest waiting first. */
  List<Check> waiting(int atMost) throws EngineFailure;

  /** What was decided, the latest first. */
  List<Check> decided(int atMost) throws EngineFailure;

  /** One of either. */
  Optional<Check> check(String reference) throws EngineFailure;

  /**
   * What would be issued, marked on every page as a draft: without seal, and with a code that
   * confirms nothing.
   *
   * @return PDF; empty if nothing of that reference waits, or its citizen cannot have it any more
   */
  Optional<byte[]> draft(String reference) throws EngineFailure;

  /**
   * Writes down, for good, what a clerk decided.
   *
   * @return whether it still waited; if not, nothing was changed
   */
  boolean decide(String reference, Decision decision) throws EngineFailure;

  /** What was decided and is not {@link #settled} yet; what was tried in vain goes last. */
  List<String> toCarryOn(int atMost) throws EngineFailure;

  /**
   * Goes on with what was decided, without its citizen. Where what would be sealed is not what the
   * clerk saw, it waits for a clerk once more.
   *
   * @throws EngineFailure if that cannot be done now, or there is nothing of that reference to go
   *     on with
   */
  Progress carryOn(String reference) throws EngineFailure;

  /**
   * The guichet has the document, or has written down that there will be none: for whom it was is
   * forgotten here. May be said more than once.
   */
  void settled(String reference) throws EngineFailure;
}
