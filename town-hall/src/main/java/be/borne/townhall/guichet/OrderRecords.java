package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Order;
import be.borne.townhall.guichet.audit.Act;
import be.borne.townhall.guichet.audit.AuditStore;
import be.borne.townhall.guichet.audit.Event;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an operator may see and do with orders, by their references alone: nothing here leads to a
 * citizen or a document. Works beside a running town hall, on the same machine.
 */
public final class OrderRecords implements AutoCloseable {
  private static final int MOST_FAILURES = 100;

  /**
   * A document that was not given out.
   *
   * @param rule which check refused
   */
  public record Failure(String reference, Instant at, String rule) {}

  private final OrderStore store;
  private final Path storage;
  private final String operator;
  private final Clock clock;

  private OrderRecords(OrderStore store, Path storage, String operator, Clock clock) {
    this.store = store;
    this.storage = storage;
    this.operator = operator;
    this.clock = clock;
  }

  /**
   * @param storage the town hall's {@code storage.directory}
   * @param operator whose acts these are
   * @throws IOException if there are no orders
   * @throws StoreException if they cannot be read
   */
  public static OrderRecords open(Path storage, String operator, Clock clock)
      throws IOException, StoreException {
    Path orders = storage.resolve("orders.db");
    if (!Files.exists(orders)) {
      throw new IOException(orders + ": no orders there; has the town hall run with this storage?");
    }
    return new OrderRecords(OrderStore.open(orders), storage, operator, clock);
  }

  /**
   * The validation report of an order's document, XML of ETSI TS 119 102-2.
   *
   * @return empty if there is none under this reference
   */
  public Optional<byte[]> report(String reference) throws StoreException {
    return Order.REFERENCE.matcher(reference).matches()
        ? store.validation(reference).map(Validated::report)
        : Optional.empty();
  }

  /** The newest documents that did not pass validation, newest first. */
  public List<Failure> failures() throws StoreException {
    return store.validationFailures(MOST_FAILURES).stream()
        .map(failed -> new Failure(failed.reference(), failed.at(), failed.finding()))
        .toList();
  }

  /**
   * Declares that an issued document no longer stands; the public page says so from now on. Cannot
   * be undone.
   *
   * @return whether there was such a document that still stood
   * @throws IOException if there is no trail to write it into
   */
  public boolean withdraw(String reference, WithdrawalReason reason)
      throws IOException, GeneralSecurityException, StoreException {
    if (!Order.REFERENCE.matcher(reference).matches()) {
      return false;
    }
    // Written down first, and in no trail that is not the town hall's.
    AuditRecords.requireTrail(storage);
    try (AuditStore audit = AuditStore.open(storage)) {
      audit.append(
          new Event(Act.WITHDRAWN, Event.OPERATOR, operator, "", reference, reason.toString()),
          clock.instant());
    }
    return store.withdraw(reference, reason, clock.instant());
  }

  @Override
  public void close() throws StoreException {
    store.close();
  }
}
