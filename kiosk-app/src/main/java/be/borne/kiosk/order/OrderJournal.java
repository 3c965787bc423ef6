package be.borne.kiosk.order;

import be.borne.protocol.fleet.TerminalHealth.Counters;
import be.borne.protocol.fleet.TerminalHealth.ShownFault;
import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.terminal.FaultCode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this terminal has ordered and printed, on disk before the world is moved. Holds references
 * and print jobs, never a name, a national number or a document. Every method either has reached
 * the disk when it returns or throws {@link JournalUnavailableException}; after a failure the file
 * is opened afresh at the next {@link #probe}. Thread-safe.
 */
public final class OrderJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OrderJournal.class);

  /** Long enough for a citizen to come back with a question, and for an accountant's quarter. */
  static final Duration RETENTION = Duration.ofDays(90);

  static final int MAX_ORDERS = 20_000;

  private static final String END_STEPS = "('PRINTED', 'NOT_PRINTED', 'UNKNOWN', 'ABANDONED')";
  private static final String ENDED = "step IN " + END_STEPS;
  private static final String NOT_ENDED = "step NOT IN " + END_STEPS;

  /** A print of which the end is not known, left by an earlier run of the program. */
  public record UnfinishedPrint(
      String reference, String jobName, OrderStep step, Optional<Job> job) {

    /**
     * @param id the printer's own number of the job; starts again at 1 after a printer's restart
     * @param uuid the printer's job-uuid, empty where it gives none
     */
    public record Job(int id, String uuid) {}
  }

  /** What the guichet has not yet been told. */
  public record UntoldDelivery(String reference, DeliveryReport report) {}

  /** What the guichet has not yet been told of a print that has not ended. */
  public record UntoldDoubt(String reference, DeliveryDoubt doubt) {}

  /** What the journal knows of a claim that the guichet holds open. */
  public enum ClaimMemory {
    /** Nothing: it was made before this journal began. */
    UNKNOWN,
    /** It has not ended. */
    UNDER_WAY,
    /** It has ended, and the guichet will be told, once more if need be. */
    ENDED,
    /** It ended before the guichet gave a reference: certainly without paper. */
    NEVER_CAME_TO_PRINT
  }

  private final JournalStore store;
  private final DoubtTable doubts;
  private final Clock clock;

  /**
   * Touches nothing yet; {@link #probe} opens the file.
   *
   * @param directory where {@code orders.db} lies; made if need be, for its owner alone
   */
  public OrderJournal(Path directory, Clock clock) {
    this.store = new JournalStore(directory.resolve("orders.db"), clock);
    this.doubts = new DoubtTable(store);
    this.clock = clock;
  }

  /**
   * Opens the file if it is not open, and writes to it, so that a full or read-only disk is seen
   * before a citizen comes. Orders that an earlier run left before any print job was made are
   * closed as not printed.
   *
   * @throws JournalUnavailableException if the journal cannot be used
   */
  public synchronized void probe() {
    if (store.open()) {
      LOG.info("journal opened");
      store.write(this::closeWhatNeverCameToPrint);
    }
    store.write(() -> store.update("INSERT OR REPLACE INTO probe VALUES (1, ?)", now()));
  }

  /** Whether a damaged journal was set aside here and waits for someone to take it away. */
  public boolean hasDamagedPredecessor() {
    return store.hasDamagedPredecessor();
  }

  // ---------------------------------------------------------------- an order

  /**
   * Before the guichet is asked for the first time with this key, which is also the id of the claim
   * under which the order will be printed here.
   */
  public synchronized void begun(UUID idempotencyKey, String serviceId) {
    store.write(
        () -> {
          forgetOldOrders();
          store.update(
              "INSERT INTO orders (claim_id, service_id, step, begun_at, step_at)"
                  + " VALUES (?, ?, ?, ?, ?)",
              idempotencyKey.toString(),
              serviceId,
              OrderStep.BEGUN.name(),
              now(),
              now());
          noteStep(idempotencyKey.toString(), OrderStep.BEGUN);
        });
  }

  /** The guichet gave the order its reference. */
  public synchronized void ordered(UUID idempotencyKey, String reference) {
    store.write(
        () -> {
          advance(idempotencyKey.toString(), OrderStep.ORDERED, EnumSet.of(OrderStep.BEGUN));
          store.update(
              "UPDATE orders SET reference = ? WHERE claim_id = ?",
              reference,
              idempotencyKey.toString());
        });
  }

  /**
   * Before the guichet is asked for the right to print an order that was placed earlier, here or
   * elsewhere.
   *
   * @param claimId of this try
   * @return false, and nothing is changed, if an earlier try of this order has not ended here
   */
  public synchronized boolean pickedUp(UUID claimId, String serviceId, String reference) {
    if (!store
        .read(
            "SELECT 1 FROM orders WHERE reference = ? AND " + NOT_ENDED,
            row -> row.getInt(1),
            reference)
        .isEmpty()) {
      return false;
    }
    begun(claimId, serviceId);
    ordered(claimId, reference);
    return true;
  }

  /**
   * The session ended before a print job was made: the order certainly has no paper. Does nothing
   * to an order that has come further.
   */
  public synchronized void leftUnprinted(UUID idempotencyKey) {
    store.write(
        () -> {
          String key = idempotencyKey.toString();
          Optional<OrderStep> step = stepOf("claim_id", key);
          if (step.equals(Optional.of(OrderStep.BEGUN))) {
            advance(key, OrderStep.ABANDONED, EnumSet.of(OrderStep.BEGUN));
          } else if (step.equals(Optional.of(OrderStep.ORDERED))) {
            advance(key, OrderStep.NOT_PRINTED, EnumSet.of(OrderStep.ORDERED));
          }
        });
  }

  // ---------------------------------------------------------------- its print

  /** Before the printer is asked to make a job. */
  public synchronized void printIntended(String reference, String jobName) {
    store.write(
        () -> {
          String key = keyOfTryUnderWay(reference);
          advance(key, OrderStep.PRINT_INTENDED, EnumSet.of(OrderStep.ORDERED));
          store.update("UPDATE orders SET job_name = ? WHERE claim_id = ?", jobName, key);
        });
  }

  /** The printer made the job; from here the document may be on its way. */
  public synchronized void printCreated(String jobName, UnfinishedPrint.Job job) {
    store.write(
        () -> {
          String key = keyOf("job_name", jobName);
          advance(key, OrderStep.JOB_CREATED, EnumSet.of(OrderStep.PRINT_INTENDED));
          store.update(
              "UPDATE orders SET job_id = ?, job_uuid = ? WHERE claim_id = ?",
              job.id(),
              job.uuid(),
              key);
        });
  }

  /** The printer has taken the whole document. */
  public synchronized void printHandedOver(String jobName) {
    store.write(
        () ->
            advance(
                keyOf("job_name", jobName),
                OrderStep.HANDED_OVER,
                EnumSet.of(OrderStep.JOB_CREATED)));
  }

  /**
   * The print's end, once; raises the counter in the same transaction.
   *
   * @param reference the order's, for a print may end before it has a job name
   */
  public synchronized void printEnded(String reference, DeliveryReport.Outcome outcome) {
    OrderStep end =
        switch (outcome) {
          case PRINTED -> OrderStep.PRINTED;
          case NOT_PRINTED -> OrderStep.NOT_PRINTED;
          case UNKNOWN -> OrderStep.UNKNOWN;
        };
    store.write(
        () -> {
          advance(
              keyOfTryUnderWay(reference),
              end,
              EnumSet.range(OrderStep.ORDERED, OrderStep.HANDED_OVER));
          switch (outcome) {
            case PRINTED -> raise("documents_delivered");
            case UNKNOWN -> raise("documents_unknown");
            case NOT_PRINTED -> {}
          }
        });
  }

  /**
   * Nobody can tell yet whether the print of this order brought paper out; the printer is to be
   * asked again. The guichet hears of it before the print's end.
   *
   * @return whether there is anything new to be told
   */
  public synchronized boolean inDoubt(String reference, DeliveryDoubt.Known known) {
    String claim =
        store
            .read(
                "SELECT claim_id FROM orders WHERE reference = ? AND " + NOT_ENDED,
                JournalStore.FIRST,
                reference)
            .stream()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no try of this order is under way"));
    boolean news = doubts.isNews(claim, known);
    if (news) {
      store.write(() -> doubts.note(claim, known, now()));
    }
    return news;
  }

  /** Prints that an earlier run left between their intent and their end, oldest first. */
  public synchronized List<UnfinishedPrint> unfinishedPrints() {
    return store.read(
        "SELECT reference, job_name, step, job_id, job_uuid FROM orders"
            + " WHERE step IN ('PRINT_INTENDED', 'JOB_CREATED', 'HANDED_OVER') ORDER BY step_at",
        row ->
            new UnfinishedPrint(
                row.getString(1),
                row.getString(2),
                OrderStep.valueOf(row.getString(3)),
                row.getObject(4) == null
                    ? Optional.empty()
                    : Optional.of(new UnfinishedPrint.Job(row.getInt(4), row.getString(5)))));
  }

  // ---------------------------------------------------------------- telling the guichet

  /** Deliveries that the guichet has not confirmed to have heard of, oldest first. */
  public synchronized List<UntoldDelivery> untoldDeliveries(int atMost) {
    return store.read(
        "SELECT reference, claim_id, step, step_at FROM orders WHERE told_guichet = 0"
            + " AND step IN ('PRINTED', 'NOT_PRINTED', 'UNKNOWN') ORDER BY step_at LIMIT ?",
        row ->
            new UntoldDelivery(
                row.getString(1),
                new DeliveryReport(
                    UUID.fromString(row.getString(2)),
                    OrderStep.valueOf(row.getString(3)).delivery().orElseThrow(),
                    Instant.ofEpochMilli(row.getLong(4)))),
        atMost);
  }

  /** What the guichet is to hear of prints that have not ended, oldest first. */
  public synchronized List<UntoldDoubt> untoldDoubts(int atMost) {
    return doubts.untold(NOT_ENDED, atMost);
  }

  /** The guichet has heard of this doubt, or has said that it never wants to. */
  public synchronized void guichetToldOf(DeliveryDoubt doubt) {
    store.write(() -> doubts.told(doubt));
  }

  /** The guichet has heard of all that ended of this order, or has said that it never wants to. */
  public synchronized void guichetTold(String reference) {
    store.write(
        () ->
            store.update(
                "UPDATE orders SET told_guichet = 1 WHERE reference = ? AND " + ENDED, reference));
  }

  /** The guichet has heard how this claim ended, or has said that it never wants to. */
  public synchronized void guichetTold(UUID claimId) {
    store.write(
        () ->
            store.update(
                "UPDATE orders SET told_guichet = 1 WHERE claim_id = ? AND " + ENDED,
                claimId.toString()));
  }

  /**
   * The guichet still holds this claim open: if it has ended here, the guichet is to be told once
   * more, for it cannot have kept what it heard.
   */
  public synchronized ClaimMemory guichetHoldsOpen(UUID claimId) {
    Optional<OrderStep> step =
        store
            .read(
                "SELECT step FROM orders WHERE claim_id = ?",
                row -> OrderStep.valueOf(row.getString(1)),
                claimId.toString())
            .stream()
            .findFirst();
    if (step.isEmpty()) {
      return ClaimMemory.UNKNOWN;
    }
    if (step.get() == OrderStep.ABANDONED) {
      return ClaimMemory.NEVER_CAME_TO_PRINT;
    }
    if (step.get().delivery().isEmpty()) {
      return ClaimMemory.UNDER_WAY;
    }
    store.write(
        () ->
            store.update(
                "UPDATE orders SET told_guichet = 0 WHERE claim_id = ?", claimId.toString()));
    return ClaimMemory.ENDED;
  }

  // ---------------------------------------------------------------- counters

  public synchronized void sessionBegun() {
    store.write(() -> raise("sessions"));
  }

  /** A citizen was shown this fault. */
  public synchronized void faultShown(FaultCode fault) {
    store.write(
        () -> {
          raise("faults_shown");
          rememberAsLast(fault);
        });
  }

  /** A citizen asked for a person: to be seen by the fleet like a fault, and not counted as one. */
  public synchronized void staffCalled() {
    store.write(() -> rememberAsLast(FaultCode.STAFF_CALLED));
  }

  /** Something that no citizen was shown is to be seen by the fleet, and not counted as a fault. */
  public synchronized void noted(FaultCode happened) {
    store.write(() -> rememberAsLast(happened));
  }

  private void rememberAsLast(FaultCode shown) throws SQLException {
    store.update("INSERT OR REPLACE INTO last_fault VALUES (1, ?, ?)", shown.code(), now());
  }

  public synchronized Counters counters() {
    return new Counters(
        counter("documents_delivered"),
        counter("documents_unknown"),
        counter("sessions"),
        counter("faults_shown"));
  }

  public synchronized Optional<ShownFault> lastFault() {
    return store
        .read(
            "SELECT code, at FROM last_fault",
            row ->
                new ShownFault(
                    FaultCode.ofCode(row.getString(1)), Instant.ofEpochMilli(row.getLong(2))))
        .stream()
        .findFirst();
  }

  /**
   * How far the latest try of the order with this reference has come; empty if the journal does not
   * know it.
   */
  public synchronized Optional<OrderStep> stepOf(String reference) {
    return store
        .read(
            "SELECT step FROM orders WHERE reference = ? ORDER BY rowid DESC LIMIT 1",
            row -> OrderStep.valueOf(row.getString(1)),
            reference)
        .stream()
        .findFirst();
  }

  @Override
  public synchronized void close() {
    store.close();
  }

  // ---------------------------------------------------------------- inside

  private void closeWhatNeverCameToPrint() throws SQLException {
    for (String key :
        store.select("SELECT claim_id FROM orders WHERE step = 'BEGUN'", JournalStore.FIRST)) {
      advance(key, OrderStep.ABANDONED, EnumSet.of(OrderStep.BEGUN));
    }
    for (String key :
        store.select("SELECT claim_id FROM orders WHERE step = 'ORDERED'", JournalStore.FIRST)) {
      advance(key, OrderStep.NOT_PRINTED, EnumSet.of(OrderStep.ORDERED));
    }
  }

  private void forgetOldOrders() throws SQLException {
    String toldOf = " AND (told_guichet = 1 OR step = 'ABANDONED')";
    store.update(
        // Not what the guichet has yet to hear, however old a clock that was set makes it look.
        "DELETE FROM orders WHERE " + ENDED + toldOf + " AND step_at < ?",
        clock.instant().minus(RETENTION).toEpochMilli());
    store.update(
        "DELETE FROM orders WHERE "
            + ENDED
            + toldOf
            + " AND claim_id NOT IN"
            + " (SELECT claim_id FROM orders ORDER BY begun_at DESC LIMIT ?)",
        MAX_ORDERS);
  }

  private void advance(String key, OrderStep to, Set<OrderStep> from) throws SQLException {
    String allowed =
        from.stream().map(step -> "'" + step.name() + "'").collect(Collectors.joining(", "));
    int changed =
        store.update(
            "UPDATE orders SET step = ?, step_at = ? WHERE claim_id = ? AND step IN ("
                + allowed
                + ")",
            to.name(),
            now(),
            key);
    if (changed != 1) {
      throw new IllegalStateException("an order cannot become " + to + " from where it is");
    }
    noteStep(key, to);
  }

  private void noteStep(String key, OrderStep step) throws SQLException {
    store.update("INSERT INTO steps VALUES (?, ?, ?)", key, step.name(), now());
  }

  private Optional<OrderStep> stepOf(String column, String value) throws SQLException {
    return store
        .select(
            "SELECT step FROM orders WHERE " + column + " = ?",
            row -> OrderStep.valueOf(row.getString(1)),
            value)
        .stream()
        .findFirst();
  }

  /** At most one try of an order has not ended; the database sees to it. */
  private String keyOfTryUnderWay(String reference) throws SQLException {
    return keyOf(NOT_ENDED + " AND reference", reference);
  }

  private String keyOf(String column, String value) throws SQLException {
    return store
        .select("SELECT claim_id FROM orders WHERE " + column + " = ?", JournalStore.FIRST, value)
        .stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the journal knows no such order"));
  }

  private void raise(String counter) throws SQLException {
    store.update("UPDATE counters SET value = value + 1 WHERE name = ?", counter);
  }

  private long counter(String name) {
    return store
        .read("SELECT value FROM counters WHERE name = ?", row -> row.getLong(1), name)
        .getFirst();
  }

  private long now() {
    return clock.millis();
  }
}
