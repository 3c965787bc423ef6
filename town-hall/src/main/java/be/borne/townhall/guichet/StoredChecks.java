package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.audit.Act;
import be.borne.townhall.guichet.engine.ClerkDesk;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine leaves to clerks, with services called as staff know them. */
final class StoredChecks implements Checks {
  private static final Logger LOG = LoggerFactory.getLogger(StoredChecks.class);

  /** What goes on with what was decided, if it can now. */
  interface CarryingOn {
    void carryOn(String reference);
  }

  private interface Query<T> {
    T run() throws EngineFailure, StoreException;
  }

  private final ClerkDesk desk;
  private final OrderStore store;
  private final Engine engine;
  private final CarryingOn carryingOn;
  private final AuditTrail trail;
  private final Clock clock;

  StoredChecks(
      ClerkDesk desk,
      OrderStore store,
      Engine engine,
      CarryingOn carryingOn,
      AuditTrail trail,
      Clock clock) {
    this.desk = desk;
    this.store = store;
    this.engine = engine;
    this.carryingOn = carryingOn;
    this.trail = trail;
    this.clock = clock;
  }

  private static <T> T ask(Query<T> query) throws IOException {
    try {
      return query.run();
    } catch (EngineFailure | StoreException e) {
      throw new IOException("what clerks look at cannot be read or written", e);
    }
  }

  private List<Check> named(List<ClerkDesk.Check> found) throws IOException {
    List<Check> named = new ArrayList<>();
    for (ClerkDesk.Check each : found) {
      named.add(named(each));
    }
    return named;
  }

  private Check named(ClerkDesk.Check found) throws IOException {
    Optional<StoredOrder> order = ask(() -> store.byReference(found.reference()));
    // A mail that was given up is collected, whatever was ordered.
    boolean isOnPaper = ask(() -> store.isOnPaper(found.reference()));
    return new Check(
        found.reference(),
        engine.catalogue().services().stream()
            .filter(each -> each.id().equals(found.serviceId()))
            .map(Service::title)
            .map(title -> title.get(Language.ENGLISH))
            .findFirst()
            .orElse(found.serviceId()),
        found.askedAt(),
        order.map(it -> isOnPaper ? DeliveryWay.PAPER : it.way()),
        order.map(StoredOrder::state),
        found.decided().map(decision -> new Dispatch.Noted(decision.at(), decision.by())),
        found.decided().flatMap(ClerkDesk.Decision::refusal));
  }

  @Override
  public List<Check> waiting(int atMost) throws IOException {
    return named(ask(() -> desk.waiting(atMost)));
  }

  @Override
  public List<Check> decided(int atMost) throws IOException {
    return named(ask(() -> desk.decided(atMost)));
  }

  @Override
  public Optional<Check> check(String reference) throws IOException {
    Optional<ClerkDesk.Check> found =
        isReference(reference) ? ask(() -> desk.check(reference)) : Optional.empty();
    return found.isPresent() ? Optional.of(named(found.get())) : Optional.empty();
  }

  @Override
  public Optional<byte[]> draft(String reference, String by) throws IOException {
    if (!isReference(reference)) {
      return Optional.empty();
    }
    if (!isInPreparation(reference)) {
      return Optional.empty();
    }
    trail.staff(Act.CHECK_OPENED, by, reference, "");
    Optional<byte[]> draft = ask(() -> desk.draft(reference));
    LOG.info("order={} draft opened by={} found={}", reference, by, draft.isPresent());
    return draft;
  }

  @Override
  public boolean decide(String reference, Optional<RefusalReason> refusal, String by)
      throws IOException {
    if (!isReference(reference)) {
      return false;
    }
    if (!isInPreparation(reference)) {
      return false;
    }
    String what = refusal.map(Enum::name).orElse("AGREED");
    trail.staff(Act.CHECK_DECIDED, by, reference, what);
    boolean taken =
        ask(() -> desk.decide(reference, new ClerkDesk.Decision(clock.instant(), by, refusal)));
    LOG.info("order={} check={} by={} taken={}", reference, what, by, taken);
    if (taken) {
      carryingOn.carryOn(reference);
    } else {
      // Somebody else was first, or it cannot be issued any more: the trail must not say otherwise.
      trail.staff(Act.CHECK_DECIDED, by, reference, what + " not taken");
    }
    return taken;
  }

  /** Whether a decision could still have an effect. */
  private boolean isInPreparation(String reference) throws IOException {
    return ask(() -> store.byReference(reference))
        .filter(order -> order.state() == Order.State.IN_PREPARATION)
        .isPresent();
  }

  private static boolean isReference(String text) {
    return Order.REFERENCE.matcher(text).matches();
  }
}
