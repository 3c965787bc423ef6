package be.borne.townhall.guichet;

import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.FaultCode;
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
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Optional;
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
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int REFERENCE_CHARS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** A document being made takes some 20 MB; more at once would only be slower. */
  private static final int AT_ONCE = 4;

  private static final int LOCKS = 64;

  /** An order, and whether it is a new one. */
  record Placed(Order order, boolean isNew) {}

  private final OrderStore store;
  private final Engine engine;
  private final DocumentValidator validator;
  private final CitizenPseudonyms pseudonyms;
  private final String referencePrefix;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore engineRoom = new Semaphore(AT_ONCE);
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

  Orders(
      OrderStore store,
      Engine engine,
      DocumentValidator validator,
      CitizenPseudonyms pseudonyms,
      String referencePrefix,
      Clock clock) {
    this.store = store;
    this.engine = engine;
    this.validator = validator;
    this.pseudonyms = pseudonyms;
    this.referencePrefix = referencePrefix;
    this.clock = clock;
  }

  /**
   * Places an order, or finds the one that this key already placed.
   *
   * @param key chosen by the terminal
   * @throws Refusal if the key stands for something else, or the service is not offered
   */
  Placed place(String terminal, NationalNumber citizen, UUID key, OrderRequest request)
      throws Refusal, StoreException {
    ReentrantLock lock = lockFor(key.toString());
    acquire(lock);
    try {
      byte[] pseudonym = pseudonyms.of(citizen);
      Optional<StoredOrder> known = store.byKey(key);
      if (known.isPresent()) {
        if (!known.get().isFor(pseudonym) || !known.get().answers(request, terminal)) {
          throw Refusal.conflict("idempotency key stands for another order");
        }
        return new Placed(advanced(known.get(), citizen).order(), false);
      }
      requireOffered(request);
      StoredOrder order =
          new StoredOrder(
              newReference(),
              key,
              pseudonym,
              terminal,
              request.serviceId(),
              request.documentLanguage(),
              Order.State.IN_PREPARATION,
              clock.instant(),
              null);
      store.place(order);
      return new Placed(advanced(order, citizen).order(), true);
    } finally {
      lock.unlock();
    }
  }

  /** The citizen's own order, carried on if it was in preparation. */
  Order look(NationalNumber citizen, String reference) throws Refusal, StoreException {
    StoredOrder order = own(citizen, reference);
    ReentrantLock lock = lockFor(order.idempotencyKey().toString());
    acquire(lock);
    try {
      return advanced(own(citizen, reference), citizen).order();
    } finally {
      lock.unlock();
    }
  }

  /** The document of the citizen's own order, byte for byte. */
  byte[] document(NationalNumber citizen, String reference) throws Refusal, StoreException {
    StoredOrder order = own(citizen, reference);
    if (order.state() != Order.State.READY) {
      throw new Refusal(409, FaultCode.ORDER_REFUSED, "order has no document");
    }
    return store.document(reference).orElseThrow(Refusal::noSuchOrder);
  }

  /** What the terminal that ordered saw of the paper; nobody else may say. */
  void delivered(String terminal, String reference, DeliveryReport report)
      throws Refusal, StoreException {
    StoredOrder order =
        found(reference)
            .filter(o -> o.terminal().equals(terminal))
            .orElseThrow(Refusal::noSuchOrder);
    if (order.state() != Order.State.READY) {
      throw Refusal.conflict("order has no document");
    }
    if (store.delivered(reference, report, clock.instant())
        == OrderStore.Recorded.CONTRADICTS_AN_EARLIER_ONE) {
      throw Refusal.conflict("another outcome was reported before");
    }
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
    Optional<Service> service =
        engine.catalogue().services().stream()
            .filter(offered -> offered.id().equals(request.serviceId()))
            .findFirst();
    if (service.isEmpty()) {
      throw new Refusal(422, FaultCode.ORDER_REFUSED, "service is not offered");
    }
    if (!service.get().documentLanguages().contains(request.documentLanguage())) {
      throw new Refusal(422, FaultCode.ORDER_REFUSED, "document language is not offered");
    }
  }

  private StoredOrder advanced(StoredOrder order, NationalNumber citizen)
      throws Refusal, StoreException {
    if (order.state() != Order.State.IN_PREPARATION) {
      return order;
    }
    switch (asked(order, citizen)) {
      case Progress.InPreparation() -> {
        return order;
      }
      case Progress.Issued(SealedDocument issued) -> keepIfValid(order.reference(), issued);
      case Progress.Refused(String rule) -> store.refused(order.reference(), rule);
    }
    return store.byReference(order.reference()).orElseThrow(Refusal::noSuchOrder);
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
    IssuedDocument document =
        new IssuedDocument(sha256(issued.pdf()), issued.pdf().length, issued.verificationCode());
    store.issued(reference, issued.pdf(), document, clock.instant(), validated);
    // Whoever compares paper or file with what left this house starts from this line.
    LOG.info("issued {}: {} bytes, sha256 {}", reference, document.sizeBytes(), document.sha256());
  }

  private Progress asked(StoredOrder order, NationalNumber citizen) throws Refusal {
    try {
      if (!engineRoom.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Refusal.unavailable("too many documents are being made");
      }
      try {
        return engine.advance(
            new Commission(order.reference(), citizen, order.serviceId(), order.language()));
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

  private String newReference() throws StoreException, Refusal {
    int year = LocalDate.ofInstant(clock.instant(), BELGIUM).getYear();
    for (int attempt = 0; attempt < 5; attempt++) {
      char[] chars = new char[REFERENCE_CHARS];
      for (int i = 0; i < chars.length; i++) {
        chars[i] = CROCKFORD.charAt(random.nextInt(CROCKFORD.length()));
      }
      String reference = "%s-%04d-%s".formatted(referencePrefix, year, new String(chars));
      if (store.byReference(reference).isEmpty()) {
        return reference;
      }
    }
    throw Refusal.unavailable("no free order reference");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
