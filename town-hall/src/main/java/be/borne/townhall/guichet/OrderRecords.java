package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Order;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private final Clock clock;

  private OrderRecords(OrderStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * @param storage the town hall's {@code storage.directory}
   * @throws IOException if there are no orders
   * @throws StoreException if they cannot be read
   */
  public static OrderRecords open(Path storage, Clock clock) throws IOException, StoreException {
    Path orders = storage.resolve("orders.db");
    if (!Files.exists(orders)) {
      throw new IOException(orders + ": no orders there; has the town hall run with this storage?");
    }
    return new OrderRecords(OrderStore.open(orders), clock);
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
   */
  public boolean withdraw(String reference, WithdrawalReason reason) throws StoreException {
    return Order.REFERENCE.matcher(reference).matches()
        && store.withdraw(reference, reason, clock.instant());
  }

  @Override
  public void close() throws StoreException {
    store.close();
  }
}
