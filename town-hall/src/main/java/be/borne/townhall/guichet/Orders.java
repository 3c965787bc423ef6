package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.OpenClaims;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.Sides;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.guichet.UnfinishedOrders;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.guichet.engine.ClerkDesk;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.engine.SealedDocument;
import be.borne.townhall.guichet.store.StoreException;
import be.borne.townhall.guichet.validation.DocumentValidator;
import be.borne.townhall.guichet.validation.ValidationUnavailable;
import be.borne.townhall.guichet.validation.Verdict;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders exactly once and hands each citizen their own. An order is written down before the
 * engine is asked, so a stop at any moment leaves at worst an order in preparation, which the next
 * call about it carries on.
 */
final class Orders {
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** A document being made takes some 20 MB; more at once would only be slower. */
  private static final int AT_ONCE = 4;

  private static final int LOCKS = 64;

  /** A sign-in waits for no more than a few documents to be made. */
  private static final int MOST_CARRIED_ON = 3;

  /** Whoever signs in may want something else altogether: none is begun after that. */
  private static final Duration CARRYING_ON = Duration.ofSeconds(5);

  /** Where it is written down that a document goes out, before it may. */
  interface Notes {
    void issuing(String reference) throws StoreException;
  }

  /** An order, and whether it is a new one. */
  record Placed(Order order, boolean isNew) {}

  private final OrderStore store;
  private final Engine engine;
  private final DocumentValidator validator;
  private final CitizenPseudonyms pseudonyms;
  private final References references;
  private final Offer offer;
  private final Runnable ready;
  private final Notes notes;
  private final GuichetConfiguration.Ordering ordering;
  private final GuichetConfiguration.Collection collection;
  private final Clock clock;
  private final Semaphore engineRoom = new Semaphore(AT_ONCE);
  private final TrackingCodes codes = new TrackingCodes();
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

  /** Where everything is collected on paper. */
  Orders(
      OrderStore store,
      Engine engine,
      DocumentValidator validator,
      CitizenPseudonyms pseudonyms,
      String referencePrefix,
      GuichetConfiguration.Ordering ordering,
      GuichetConfiguration.Collection collection,
      Clock clock) {
    this(
        store,
        engine,
        new Offer(engine, Set.of()),
        validator,
        pseudonyms,
        referencePrefix,
        ordering,
        collection,
        _ -> {},
        () -> {},
        clock);
  }

  /**
   * @param notes told before each document that goes out
   * @param ready told after each document that was issued; must not block
   */
  Orders(
      OrderStore store,
      Engine engine,
      Offer offer,
      DocumentValidator validator,
      CitizenPseudonyms pseudonyms,
      String referencePrefix,
      GuichetConfiguration.Ordering ordering,
      GuichetConfiguration.Collection collection,
      Notes notes,
      Runnable ready,
      Clock clock) {
    this.offer = offer;
    this.notes = notes;
    this.ready = ready;
    this.store = store;
    this.engine = engine;
    this.validator = validator;
    this.pseudonyms = pseudonyms;
    this.references = new References(referencePrefix, clock);
    this.ordering = ordering;
    this.collection = collection;
    this.clock = clock;
  }

  /**
   * Places an order, or finds the one that this key already placed.
   *
   * @param key chosen by the terminal
   * @throws Refusal if the key stands for something else, the service is not offered, or the
   *     citizen has placed as many orders today as one may
   */
  Placed place(String terminal, NationalNumber citizen, UUID key, OrderRequest request)
      throws Refusal, StoreException {
    byte[] pseudonym = pseudonyms.of(citizen);
    ReentrantLock lock = lockFor(key.toString());
    acquireOrFail(lock, terminal, pseudonym, key);
    try {
      byte[] mark = pseudonyms.markOf(key, request);
      Optional<StoredOrder> known = store.byKey(key);
      if (known.isPresent()) {
        if (!known.get().isFor(pseudonym) || !known.get().answers(request, mark, terminal)) {
          throw Refusal.conflict("idempotency key stands for another order");
        }
        if (known.get().way() != request.way()) {
          throw nowOnPaper();
        }
        store.askedAgain(known.get().reference());
        return new Placed(ordered(toldOrFailed(known.get(), citizen)), false);
      }
      requireOffered(request);
      StoredOrder order =
          new StoredOrder(
              references.next(reference -> store.byReference(reference).isPresent()),
              key,
              pseudonym,
              terminal,
              request.serviceId(),
              request.documentLanguage(),
              Order.State.IN_PREPARATION,
              clock.instant(),
              null,
              request.purposeId(),
              request.copies(),
              request.way(),
              mark,
              null,
              codes.next());
      if (!isNoted(order, Optional.ofNullable(request.email()))) {
        throw Refusal.enoughForToday();
      }
      return new Placed(ordered(toldOrFailed(order, citizen)), true);
    } finally {
      lock.unlock();
    }
  }

  private static Refusal nowOnPaper() {
    return Refusal.conflict("order failed, and is collected at a terminal meanwhile");
  }

  /** An earlier call about it may still be at work: what this one says of it is the last word. */
  private void acquireOrFail(ReentrantLock lock, String terminal, byte[] pseudonym, UUID key)
      throws Refusal, StoreException {
    try {
      acquire(lock);
    } catch (Refusal e) {
      Optional<StoredOrder> known =
          store.byKey(key).filter(o -> o.isFor(pseudonym) && o.terminal().equals(terminal));
      if (known.isPresent()) {
        store.failed(known.get().reference(), clock.instant());
      }
      throw e;
    }
  }

  /** What is made already goes; of what is not, it is noted that its citizen is told it will. */
  private StoredOrder toldOrFailed(StoredOrder order, NationalNumber citizen)
      throws Refusal, StoreException {
    StoredOrder advanced = advancedOrFailed(order, citizen);
    boolean told =
        advanced.state() != Order.State.IN_PREPARATION
            || store.isTold(order.reference(), clock.instant());
    if (!told || advanced.way() != order.way()) {
      throw nowOnPaper();
    }
    return advanced;
  }

  /** Whoever is told that it failed must not find it sent some day, and perhaps twice. */
  private StoredOrder advancedOrFailed(StoredOrder order, NationalNumber citizen)
      throws Refusal, StoreException {
    try {
      return advanced(order, citizen);
    } catch (Refusal | StoreException e) {
      store.failed(order.reference(), clock.instant());
      throw e;
    }
  }

  /** Notes a new order, unless it is one too many today. Refused ones count: the engine worked. */
  private boolean isNoted(StoredOrder order, Optional<EmailAddress> email) throws StoreException {
    Instant midnight =
        LocalDate.ofInstant(order.placedAt(), BELGIUM).atStartOfDay(BELGIUM).toInstant();
    return store.place(order, email, midnight, ordering.most());
  }

  /**
   * The citizen's own order, carried on if it was in preparation; what failed before the citizen's
   * eyes is collected on paper.
   */
  Order look(NationalNumber citizen, String reference) throws Refusal, StoreException {
    StoredOrder order = own(citizen, reference);
    try {
      return ordered(resumed(citizen, order));
    } catch (Refusal e) {
      store.failed(reference, clock.instant());
      throw e;
    }
  }

  /**
   * Gives this terminal the right to print the citizen's order once.
   *
   * @param claim the terminal's own id of it; made again it is the same claim
   * @throws Refusal D-406, D-407 or D-408 if the document came out elsewhere, may have, or may yet
   */
  Order claim(String terminal, NationalNumber citizen, String reference, UUID claim)
      throws Refusal, StoreException {
    StoredOrder order = own(citizen, reference);
    if (order.state() != Order.State.READY || store.isWithdrawn(reference)) {
      throw new Refusal(409, FaultCode.ORDER_REFUSED, "order has no document");
    }
    Optional<Instant> since = store.onPaperSince(reference);
    if (since.isEmpty()) {
      throw new Refusal(409, FaultCode.ORDER_REFUSED, "order does not go to a terminal");
    }
    if (since.get().isBefore(collectableSince()) || !store.hasDocument(reference)) {
      throw new Refusal(409, FaultCode.ORDER_REFUSED, "order is too old to be collected");
    }
    return switch (store.claims().claim(claim, reference, terminal, clock.instant())) {
      case ClaimStore.Claiming.Granted() -> ordered(order);
      case ClaimStore.Claiming.IdTaken() ->
          throw Refusal.conflict("claim id stands for something else");
      case ClaimStore.Claiming.Held(ClaimStore.State by) ->
          throw switch (by) {
            case OPEN ->
                new Refusal(409, FaultCode.BEING_PRINTED_ELSEWHERE, "order is being printed");
            case FINDING_OUT, IN_DOUBT ->
                new Refusal(409, FaultCode.DOCUMENT_IN_DOUBT, "nobody knows whether it came out");
            case PRINTED -> new Refusal(409, FaultCode.PRINTED_ALREADY, "order was printed");
            case NOT_PRINTED -> Refusal.conflict("claim has ended");
          };
    };
  }

  /** The document of the citizen's own order, byte for byte, for the terminal that claimed it. */
  byte[] document(String terminal, NationalNumber citizen, String reference, UUID claim)
      throws Refusal, StoreException {
    StoredOrder order = own(citizen, reference);
    if (order.state() != Order.State.READY) {
      throw new Refusal(409, FaultCode.ORDER_REFUSED, "order has no document");
    }
    if (store.isWithdrawn(reference) || !store.claims().isOpen(claim, reference, terminal)) {
      throw Refusal.conflict("order is not claimed by this terminal");
    }
    return store.document(reference).orElseThrow(Refusal::noSuchOrder);
  }

  /**
   * What waits for the citizen; what was in preparation is carried on. What was to be sent, and
   * failed before the citizen's eyes, is collected on paper instead.
   */
  UnfinishedOrders unfinished(NationalNumber citizen) throws StoreException {
    List<UnfinishedOrder> found = new ArrayList<>();
    int carriedOn = 0;
    long until = System.nanoTime() + CARRYING_ON.toNanos();
    for (OrderStore.Unfinished each :
        store.unfinished(pseudonyms.of(citizen), collectableSince(), UnfinishedOrders.MOST)) {
      Order.State state = each.order().state();
      if (state == Order.State.IN_PREPARATION
          && carriedOn++ < MOST_CARRIED_ON
          && System.nanoTime() < until) {
        state = carriedOn(citizen, each.order());
      }
      boolean hasGoneElsewhere =
          state == Order.State.READY && !store.isOnPaper(each.order().reference());
      if (state != Order.State.REFUSED && !hasGoneElsewhere) {
        found.add(unfinished(each, state));
      }
    }
    return new UnfinishedOrders(found);
  }

  private Order.State carriedOn(NationalNumber citizen, StoredOrder order) throws StoreException {
    try {
      return resumed(citizen, order).state();
    } catch (Refusal e) {
      // Whoever signs in is told that it is still being made, not that nothing works.
      LOG.warn("order={} could not be carried on: {}", order.reference(), e.getMessage());
      return order.state();
    }
  }

  private StoredOrder resumed(NationalNumber citizen, StoredOrder order)
      throws Refusal, StoreException {
    ReentrantLock lock = lockFor(order.idempotencyKey().toString());
    acquire(lock);
    try {
      if (store.isNowOnPaper(order.reference())) {
        LOG.info("order={} had failed: it is collected on paper", order.reference());
      }
      return advanced(own(citizen, order.reference()), citizen);
    } finally {
      lock.unlock();
    }
  }

  private static UnfinishedOrder unfinished(OrderStore.Unfinished each, Order.State state) {
    return new UnfinishedOrder(
        each.order().reference(),
        each.order().serviceId(),
        each.order().placedAt(),
        state == Order.State.IN_PREPARATION
            ? UnfinishedOrder.Standing.IN_PREPARATION
            : each.holder()
                .map(
                    by ->
                        by == ClaimStore.State.IN_DOUBT || by == ClaimStore.State.FINDING_OUT
                            ? UnfinishedOrder.Standing.IN_DOUBT
                            : UnfinishedOrder.Standing.BEING_PRINTED)
                .orElse(UnfinishedOrder.Standing.READY));
  }

  private Instant collectableSince() {
    return clock.instant().minus(collection.keep());
  }

  /**
   * What the terminal that claimed saw of the paper; nobody else may say. Of a claim that is not
   * known any more, it is taken from whoever says so.
   */
  void delivered(String terminal, String reference, DeliveryReport report)
      throws Refusal, StoreException {
    if (!Order.REFERENCE.matcher(reference).matches()) {
      throw Refusal.noSuchOrder();
    }
    switch (store.claims().report(reference, terminal, report, clock.instant())) {
      case TAKEN -> tellEngine(reference, report);
      case TAKEN_FOR_LOST ->
          LOG.warn(
              "order={} terminal={} claim={} outcome={}: a claim that was not known is held again",
              reference,
              terminal,
              report.claimId(),
              report.outcome());
      case NO_SUCH_CLAIM -> {
        if (report.outcome() != DeliveryReport.Outcome.NOT_PRINTED) {
          // Paper may have come of something that nobody here knows of.
          LOG.error(
              "order={} terminal={} claim={} outcome={}: no such claim or order",
              reference,
              terminal,
              report.claimId(),
              report.outcome());
        }
        throw Refusal.noSuchOrder();
      }
      case CONTRADICTS_ITSELF -> {
        LOG.error("order={} terminal={} contradicts what it reported before", reference, terminal);
        throw Refusal.conflict("another outcome was reported before");
      }
    }
  }

  /** Of a claim that was lost a person decides whether its paper came out. */
  private void tellEngine(String reference, DeliveryReport report) {
    if (report.outcome() == DeliveryReport.Outcome.PRINTED) {
      try {
        engine.delivered(reference, DeliveryWay.PAPER);
      } catch (EngineFailure e) {
        // It is written down here: EngineTidings says it again.
        LOG.warn("order={} the engine is told later: {}", reference, e.getMessage());
      }
    }
  }

  /** That the terminal that claimed does not know yet, and is finding out. */
  void doubted(String terminal, String reference, DeliveryDoubt doubt)
      throws Refusal, StoreException {
    if (!Order.REFERENCE.matcher(reference).matches()
        || store.claims().doubt(reference, terminal, doubt, clock.instant())
            == ClaimStore.Reported.NO_SUCH_CLAIM) {
      throw Refusal.noSuchOrder();
    }
  }

  /** The terminal's own claims of which nothing was heard yet. */
  OpenClaims openClaims(String terminal) throws StoreException {
    return new OpenClaims(store.claims().openOf(terminal, OpenClaims.MOST));
  }

  /** Asks a person about every document that a terminal took too long ago and said nothing of. */
  void doubtOverdue() throws StoreException {
    Instant now = clock.instant();
    int doubted = store.claims().doubtOverdue(now.minus(collection.doubtAfter()), now);
    if (doubted > 0) {
      LOG.warn("{} documents were never reported on: a person has to look", doubted);
    }
  }

  /**
   * Drops every document that nobody can collect any more, delivered or not, and every e-mail
   * address whose order failed in a visit that is over, or is so old without ever having come to
   * anything.
   */
  void forgetDocuments() throws StoreException {
    int failed = store.putOnPaper(clock.instant().minus(CitizenSessions.LIFE));
    if (failed > 0) {
      LOG.info("{} orders had failed: they are collected on paper", failed);
    }
    store.mails().giveUpAwaited(collectableSince(), clock.instant());
    int dropped = store.dropDocuments(collectableSince());
    if (dropped > 0) {
      LOG.info("{} documents can be collected no more and were dropped", dropped);
    }
  }

  private Order ordered(StoredOrder order) {
    return order.order(
        offer.service(order.serviceId()).map(Service::sides).orElse(Sides.ONE_SIDED));
  }

  private StoredOrder own(NationalNumber citizen, String reference) throws Refusal, StoreException {
    byte[] pseudonym = pseudonyms.of(citizen);
    return found(reference).filter(o -> o.isFor(pseudonym)).orElseThrow(Refusal::noSuchOrder);
  }

  private Optional<StoredOrder> found(String reference) throws StoreException {
    return Order.REFERENCE.matcher(reference).matches()
        ? store.byReference(reference)
        : Optional.empty();
  }

  private void requireOffered(OrderRequest request) throws Refusal {
    Optional<String> rule =
        offer
            .service(request.serviceId())
            .map(request::refusedBy)
            .orElse(Optional.of("service is not offered"));
    if (rule.isPresent()) {
      throw new Refusal(422, FaultCode.ORDER_REFUSED, rule.get());
    }
  }

  private StoredOrder advanced(StoredOrder order, NationalNumber citizen)
      throws Refusal, StoreException {
    if (order.state() != Order.State.IN_PREPARATION) {
      return order;
    }
    return gone(order, asked(() -> engine.advance(commission(order, citizen))));
  }

  private static Commission commission(StoredOrder order, NationalNumber citizen) {
    return new Commission(
        order.reference(),
        citizen,
        order.serviceId(),
        order.language(),
        Optional.ofNullable(order.purposeId()));
  }

  /** Writes down how far an engine is with an order that was in preparation. */
  private StoredOrder gone(StoredOrder order, Progress progress) throws Refusal, StoreException {
    switch (progress) {
      case Progress.InPreparation() -> {
        return order;
      }
      case Progress.WithAClerk() -> store.withAClerk(order.reference(), clock.instant());
      case Progress.Issued(SealedDocument issued) -> keepIfValid(order.reference(), issued);
      case Progress.Refused(RefusalReason reason, String rule) ->
          store.refused(order.reference(), reason, rule, clock.instant());
    }
    return store.byReference(order.reference()).orElseThrow(Refusal::noSuchOrder);
  }

  /**
   * Goes on with one order, whose citizen is not here, if it is in preparation still.
   *
   * @return whether it has come to its end
   */
  boolean carriedOn(String reference, ClerkDesk desk)
      throws Refusal, StoreException, EngineFailure {
    Optional<StoredOrder> order = store.byReference(reference);
    if (order.isEmpty()) {
      return true;
    }
    ReentrantLock lock = lockFor(order.get().idempotencyKey().toString());
    acquire(lock);
    try {
      if (!isInPreparation(reference)) {
        return true;
      }
      // What its citizen was not told would be sent is collected, as where the citizen is here.
      store.isNowOnPaper(reference);
      gone(
          store.byReference(reference).orElseThrow(Refusal::noSuchOrder),
          asked(() -> desk.carryOn(reference)));
      return !isInPreparation(reference);
    } catch (Refusal e) {
      if (isInPreparation(reference)) {
        throw e;
      }
      // What did not pass is refused for good, and nothing waits any more.
      LOG.error("order={} was decided, and did not pass: {}", reference, e.getMessage());
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends an order that nobody has decided for so long that nobody will.
   *
   * @return whether it has come to its end, now or before
   */
  boolean givenUp(String reference) throws Refusal, StoreException {
    Optional<StoredOrder> order = store.byReference(reference);
    if (order.isEmpty()) {
      return true;
    }
    ReentrantLock lock = lockFor(order.get().idempotencyKey().toString());
    acquire(lock);
    try {
      if (isInPreparation(reference)) {
        store.refused(
            reference,
            RefusalReason.ONLY_AT_THE_COUNTER,
            "no clerk decided in time",
            clock.instant());
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether an order is known and has not come to its end. */
  boolean isInPreparation(String reference) throws StoreException {
    return store
        .byReference(reference)
        .filter(order -> order.state() == Order.State.IN_PREPARATION)
        .isPresent();
  }

  private void keepIfValid(String reference, SealedDocument issued) throws Refusal, StoreException {
    Verdict verdict;
    try {
      verdict = validator.validate(issued.pdf());
    } catch (ValidationUnavailable e) {
      throw Refusal.unavailable(e.getMessage());
    }
    Validated validated = Validated.of(reference, clock.instant(), verdict);
    if (verdict instanceof Verdict.Refused refused) {
      store.failedValidation(validated);
      LOG.error("not given out {}: {} {}", reference, refused.fault().code(), refused.rule());
      throw new Refusal(502, refused.fault(), "document did not pass: " + refused.rule());
    }
    notes.issuing(reference);
    IssuedDocument document =
        new IssuedDocument(
            sha256(issued.pdf()), issued.pdf().length, issued.verificationCode().orElse(null));
    store.issued(reference, issued.pdf(), document, clock.instant(), validated);
    // Whoever compares paper or file with what left this house starts from this line.
    LOG.info("issued {}: {} bytes, sha256 {}", reference, document.sizeBytes(), document.sha256());
    ready.run();
  }

  /** A question to the engine. */
  private interface Question {
    Progress ask() throws EngineFailure;
  }

  private Progress asked(Question question) throws Refusal {
    try {
      if (!engineRoom.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Refusal.unavailable("too many documents are being made");
      }
      try {
        return question.ask();
      } finally {
        engineRoom.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable("town hall is stopping");
    } catch (EngineFailure e) {
      throw Refusal.unavailable(e.getMessage());
    }
  }

  private ReentrantLock lockFor(String key) {
    return locks[Math.floorMod(key.hashCode(), LOCKS)];
  }

  private static void acquire(ReentrantLock lock) throws Refusal {
    try {
      if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Refusal.unavailable("order is being worked on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable("town hall is stopping");
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
