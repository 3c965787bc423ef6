package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.guichet.RefusalReason;
import be.borne.townhall.guichet.engine.ClerkDesk;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The embedded engine's documents that a clerk looks at. */
final class EmbeddedClerkDesk implements ClerkDesk {

  /** What the engine does of it. */
  interface Issuing {
    /** Goes on with a commission of which a clerk has decided. */
    Progress advance(Commission commission) throws EngineFailure;

    /** What would be issued, marked as a draft; empty if it cannot be issued any more. */
    Optional<byte[]> draft(Commission commission) throws EngineFailure;

    /** Of what it would state today, keyed; empty if it cannot be issued any more. */
    Optional<String> mark(Commission commission) throws EngineFailure;

    Instant now();
  }

  private interface Query<T> {
    T run() throws StoreException;
  }

  private final CheckStore store;
  private final Issuing issuing;

  EmbeddedClerkDesk(CheckStore store, Issuing issuing) {
    this.store = store;
    this.issuing = issuing;
  }

  private static <T> T ask(Query<T> query) throws EngineFailure {
    try {
      return query.run();
    } catch (StoreException e) {
      throw new EngineFailure("what clerks look at cannot be read or written", e);
    }
  }

  @Override
  public List<Check> waiting(int atMost) throws EngineFailure {
    return ask(() -> store.waiting(atMost));
  }

  @Override
  public List<Check> decided(int atMost) throws EngineFailure {
    return ask(() -> store.decided(atMost));
  }

  @Override
  public Optional<Check> check(String reference) throws EngineFailure {
    return ask(() -> store.check(reference));
  }

  @Override
  public Optional<byte[]> draft(String reference) throws EngineFailure {
    boolean waits = check(reference).filter(Check::isWaiting).isPresent();
    Optional<Commission> commission =
        waits ? ask(() -> store.commission(reference)) : Optional.empty();
    return commission.isEmpty() ? Optional.empty() : issuing.draft(commission.get());
  }

  @Override
  public boolean decide(String reference, Decision decision) throws EngineFailure {
    Optional<Commission> commission = ask(() -> store.commission(reference));
    if (commission.isEmpty()) {
      return false;
    }
    Optional<String> seen =
        decision.refusal().isEmpty() ? issuing.mark(commission.get()) : Optional.empty();
    return ask(() -> store.decide(reference, decision, seen));
  }

  @Override
  public List<String> toCarryOn(int atMost) throws EngineFailure {
    return ask(() -> store.toCarryOn(atMost));
  }

  @Override
  public Progress carryOn(String reference) throws EngineFailure {
    Commission commission =
        ask(() -> store.commission(reference))
            .orElseThrow(() -> new EngineFailure("nothing to go on with"));
    ask(
        () -> {
          store.tried(reference, issuing.now());
          return reference;
        });
    return issuing.advance(commission);
  }

  @Override
  public void settled(String reference) throws EngineFailure {
    ask(
        () -> {
          store.settle(reference);
          return reference;
        });
  }

  /** How a commission stands here. */
  enum Standing {
    /** No clerk was ever asked. */
    NOT_ASKED,
    WAITING,
    AGREED,
    REFUSED
  }

  /** A clerk's word counts whatever the town hall has checked meanwhile. */
  Standing standing(String reference) throws EngineFailure {
    Optional<Check> check = check(reference);
    if (check.isEmpty() || (check.get().settled() && check.get().decided().isEmpty())) {
      return Standing.NOT_ASKED;
    }
    return check
        .get()
        .decided()
        .map(it -> it.refusal().isPresent() ? Standing.REFUSED : Standing.AGREED)
        .orElse(Standing.WAITING);
  }

  /** Why a clerk refused it. */
  RefusalReason reason(String reference) throws EngineFailure {
    return check(reference)
        .flatMap(Check::decided)
        .flatMap(Decision::refusal)
        .orElse(RefusalReason.OTHER);
  }

  /** Asks a clerk. */
  void ask(Commission commission) throws EngineFailure {
    ask(
        () -> {
          store.ask(commission, issuing.now());
          return commission;
        });
  }

  /**
   * Whether what would be sealed is what the clerk agreed to; if not, a clerk is asked once more.
   * Where the mark is gone or none, it is not.
   */
  boolean isAsSeen(Commission commission) throws EngineFailure {
    Optional<String> seen = ask(() -> store.seen(commission.reference()));
    if (seen.isPresent() && seen.equals(issuing.mark(commission))) {
      return true;
    }
    ask(
        () -> {
          store.reopen(commission);
          return commission;
        });
    return false;
  }
}
