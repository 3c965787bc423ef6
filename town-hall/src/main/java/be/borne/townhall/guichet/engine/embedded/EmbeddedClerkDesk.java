package be.borne.townhall.guichet.engine.embedded;

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
    boolean waits = check(reference).filter(it -> it.decided().isEmpty()).isPresent();
    Optional<Commission> commission =
        waits ? ask(() -> store.commission(reference)) : Optional.empty();
    return commission.isEmpty() ? Optional.empty() : issuing.draft(commission.get());
  }

  @Override
  public boolean decide(String reference, Decision decision) throws EngineFailure {
    return ask(() -> store.decide(reference, decision));
  }

  @Override
  public List<String> toCarryOn(int atMost) throws EngineFailure {
    return ask(() -> store.toCarryOn(atMost));
  }

  @Override
  public Progress carryOn(String reference) throws EngineFailure {
    return issuing.advance(
        ask(() -> store.commission(reference))
            .orElseThrow(() -> new EngineFailure("nothing to go on with")));
  }

  @Override
  public void settled(String reference) throws EngineFailure {
    ask(
        () -> {
          store.settle(reference);
          return reference;
        });
  }

  /** What is left to be done with a commission that needs a clerk. */
  Optional<Progress> standing(Commission commission, Instant now) throws EngineFailure {
    Optional<Check> check = check(commission.reference());
    if (check.isEmpty()) {
      ask(
          () -> {
            store.ask(commission, now);
            return commission;
          });
      return Optional.of(new Progress.WithAClerk());
    }
    if (check.get().decided().isEmpty()) {
      return Optional.of(new Progress.WithAClerk());
    }
    return check
        .get()
        .decided()
        .get()
        .refusal()
        .map(reason -> new Progress.Refused(reason, "a clerk refused it: " + reason));
  }
}
