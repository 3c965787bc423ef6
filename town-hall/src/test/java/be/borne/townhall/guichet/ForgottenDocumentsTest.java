package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.terminal.Language;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The issuer's copies are dropped when nobody can collect them any more, on a clock of its own. */
class ForgottenDocumentsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String DELIVERED = "TSR-2026-00000001";
  private static final String WAITING = "TSR-2026-00000002";
  private static final String DOUBTED = "TSR-2026-00000003";
  private static final String BEING_FETCHED = "TSR-2026-00000004";
  private static final String LATER = "TSR-2026-00000005";
  private static final String TERMINAL = "library";

  @TempDir Path folder;
  private final AtomicReference<Instant> time = new AtomicReference<>(NOON);
  private final InstantSource moving = time::get;
  private final Clock clock = moving.withZone(ZoneOffset.UTC);

  private static String code(String reference) {
    return "0000-0000-" + PickupCode.of(reference).grouped();
  }

  private void issued(OrderStore store, String reference) throws Exception {
    issued(store, reference, DeliveryWay.PAPER);
  }

  private void issued(OrderStore store, String reference, DeliveryWay way) throws Exception {
    store.place(
        new StoredOrder(
            reference,
            UUID.randomUUID(),
            new byte[32],
            TERMINAL,
            "residence",
            Language.FRENCH,
            Order.State.IN_PREPARATION,
            clock.instant(),
            null,
            null,
            1,
            way,
            new byte[32]),
        Instant.EPOCH,
        Integer.MAX_VALUE);
    // More than a page of the database, as every document is.
    byte[] pdf = ("about a person: " + reference).repeat(500).getBytes(StandardCharsets.US_ASCII);
    store.issued(
        reference,
        pdf,
        new IssuedDocument("0".repeat(64), pdf.length, code(reference)),
        clock.instant(),
        new Validated(reference, clock.instant(), true, "PAdES-BASELINE-T", null));
  }

  private void claimed(OrderStore store, String reference, Outcome outcome) throws Exception {
    UUID claim = UUID.randomUUID();
    store.claims().claim(claim, reference, TERMINAL, clock.instant());
    if (outcome != null) {
      store
          .claims()
          .report(
              reference,
              TERMINAL,
              new DeliveryReport(claim, outcome, clock.instant()),
              clock.instant());
    }
  }

  private static boolean has(OrderStore store, String reference) throws Exception {
    return store.document(reference).isPresent();
  }

  /**
   * Its days were once counted from when it was ordered: a letter that a clerk gave up late could
   * be collected by nobody, and its document was gone.
   */
  @Test
  void whatIsCollectedAfterAllHasAllItsDaysFromThen() throws Exception {
    try (OrderStore store = OrderStore.open(folder.resolve("orders.db"))) {
      Orders orders = forgetting(store);
      issued(store, WAITING, DeliveryWay.POST);
      issued(store, LATER, DeliveryWay.POST);
      Duration keep = GuichetConfiguration.Collection.USUAL.keep();
      time.set(NOON.plus(keep).plusSeconds(60));
      assertTrue(store.letters().end(WAITING, Dispatch.Standing.NOT_POSTED, "a", clock.instant()));
      assertTrue(store.letters().end(LATER, Dispatch.Standing.POSTED, "a", clock.instant()));
      orders.forgetDocuments();
      assertTrue(has(store, WAITING), "dropped before anybody could collect it");
      assertFalse(has(store, LATER), "kept though it was posted");
      assertEquals(
          List.of(WAITING),
          store.unfinished(new byte[32], clock.instant().minus(keep), 10).stream()
              .map(each -> each.order().reference())
              .toList());
      assertEquals(Optional.of(clock.instant()), store.onPaperSince(WAITING));
      time.set(time.get().plus(keep));
      orders.forgetDocuments();
      assertTrue(has(store, WAITING), "it can be collected to the last day");
      time.set(time.get().plusSeconds(1));
      orders.forgetDocuments();
      assertFalse(has(store, WAITING), "kept for ever");
      assertEquals(List.of(), store.unfinished(new byte[32], clock.instant().minus(keep), 10));
    }
  }

  /** Of all that orders need, only their clock is in this. */
  private Orders forgetting(OrderStore store) {
    return new Orders(
        store,
        null,
        null,
        null,
        "TSR",
        GuichetConfiguration.Ordering.UNLIMITED,
        GuichetConfiguration.Collection.USUAL,
        clock);
  }

  @Test
  void noDocumentOutlivesTheTimeInWhichItCanBeCollected() throws Exception {
    try (OrderStore store = OrderStore.open(folder.resolve("orders.db"))) {
      Orders orders = forgetting(store);
      for (String reference : new String[] {DELIVERED, WAITING, DOUBTED, BEING_FETCHED}) {
        issued(store, reference);
      }
      claimed(store, DELIVERED, Outcome.PRINTED);
      claimed(store, DOUBTED, Outcome.UNKNOWN);
      time.set(NOON.plus(GuichetConfiguration.Collection.USUAL.keep()));
      issued(store, LATER);
      orders.forgetDocuments();
      assertTrue(has(store, WAITING), "it can be collected to the last day");

      // At the last moment a terminal claims it, and fetches it a little later.
      claimed(store, BEING_FETCHED, null);
      time.set(time.get().plusSeconds(1));
      orders.forgetDocuments();
      assertFalse(has(store, DELIVERED), "kept for ever");
      assertFalse(has(store, WAITING), "kept for ever");
      assertFalse(has(store, DOUBTED), "kept for ever");
      assertTrue(has(store, BEING_FETCHED), "taken away from a terminal that may print it");
      assertTrue(has(store, LATER));
      assertTrue(store.byVerificationCode(code(DELIVERED)).isPresent(), "the paper still stands");

      // No word of it: a day later a person is asked, and the document has gone.
      time.set(time.get().plus(Duration.ofDays(2)));
      orders.doubtOverdue();
      orders.forgetDocuments();
      assertFalse(has(store, BEING_FETCHED), "kept for ever");
    }
    try (Stream<Path> files = Files.list(folder)) {
      StringBuilder left = new StringBuilder();
      for (Path file : files.toList()) {
        left.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      assertEquals(-1, left.indexOf("about a person: " + DELIVERED), "legible in the file");
      assertTrue(left.indexOf("about a person: " + LATER) >= 0, "looked at the wrong file");
    }
  }
}
