package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.OpenClaims.OpenClaim;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.guichet.Sides;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.SqliteDatabase;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store from before there were claims keeps all it knows. */
class OrderStoreMigrationTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path folder;

  @Test
  void ordersBecomeClaimsOfTheTerminalThatPlacedThem() throws Exception {
    Path file = folder.resolve("orders.db");
    UUID[] keys = new UUID[6];
    try (SqliteDatabase old =
        SqliteDatabase.open(file, OrderStore.class, List.of("V001__orders.sql"))) {
      for (int i = 0; i < keys.length; i++) {
        keys[i] = UUID.randomUUID();
        place(old, reference(i), keys[i], i < 5 ? "READY" : "IN_PREPARATION");
      }
      delivered(old, reference(0), "PRINTED");
      delivered(old, reference(1), "NOT_PRINTED");
      delivered(old, reference(2), "UNKNOWN");
      delivered(old, reference(3), "UNKNOWN");
      delivered(old, reference(3), "PRINTED");
    }
    try (OrderStore store = OrderStore.open(file)) {
      ClaimStore claims = store.claims();
      assertEquals(Optional.of(ClaimStore.State.PRINTED), claims.holder(reference(0)));
      assertEquals(Optional.empty(), claims.holder(reference(1)));
      assertEquals(Optional.of(ClaimStore.State.IN_DOUBT), claims.holder(reference(2)));
      assertEquals(Optional.of(ClaimStore.State.PRINTED), claims.holder(reference(3)));
      assertEquals(Optional.of(ClaimStore.State.OPEN), claims.holder(reference(4)));
      assertEquals(Optional.empty(), claims.holder(reference(5)));
      assertEquals(List.of(new OpenClaim(reference(4), keys[4])), claims.openOf("library-1", 10));
      assertEquals(keys[2], store.questions().inDoubt(10).getFirst().id());
      // The terminal, which has the order's key in its journal, can still say how it ended.
      assertEquals(
          ClaimStore.Reported.TAKEN,
          claims.report(
              reference(4), "library-1", new DeliveryReport(keys[4], Outcome.PRINTED, NOON), NOON));
      assertEquals(Optional.of(ClaimStore.State.PRINTED), claims.holder(reference(4)));
    }
  }

  private static String reference(int i) {
    return "TSR-2026-0000000" + i;
  }

  private static void place(SqliteDatabase store, String reference, UUID key, String state)
      throws Exception {
    store.within(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO orders (reference, idempotency_key, citizen, terminal, service,"
                      + " language, state, placed_at_ms, issued_at_ms, verification_code, sha256,"
                      + " size_bytes) VALUES (?, ?, zeroblob(32), 'library-1', 'life', 'fr', ?, ?,"
                      + " ?, ?, ?, ?)")) {
            boolean ready = state.equals("READY");
            insert.setString(1, reference);
            insert.setString(2, key.toString());
            insert.setString(3, state);
            insert.setLong(4, NOON.toEpochMilli());
            insert.setObject(5, ready ? NOON.toEpochMilli() : null);
            insert.setString(6, ready ? reference : null);
            insert.setString(7, ready ? "0" : null);
            insert.setObject(8, ready ? 1 : null);
            return insert.executeUpdate();
          }
        });
  }

  private static void delivered(SqliteDatabase store, String reference, String outcome)
      throws Exception {
    store.within(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("INSERT INTO deliveries VALUES (?, ?, ?, ?)")) {
            insert.setString(1, reference);
            insert.setString(2, outcome);
            insert.setLong(3, NOON.toEpochMilli());
            insert.setLong(4, NOON.toEpochMilli());
            return insert.executeUpdate();
          }
        });
  }

  @Test
  void answersAndWhatWasKnownWhenTheyWereGivenAreCarriedOver() throws Exception {
    Path file = folder.resolve("claims.db");
    UUID freed = UUID.randomUUID();
    try (SqliteDatabase old =
        SqliteDatabase.open(
            file,
            OrderStore.class,
            List.of(
                "V001__orders.sql", "V002__validation_reports.sql", "V003__print_claims.sql"))) {
      place(old, reference(0), UUID.randomUUID(), "READY");
      old.within(
          connection -> {
            try (var statement = connection.createStatement()) {
              statement.executeUpdate(
                  "INSERT INTO claims VALUES ('%s', '%s', 'library-1', 'NOT_PRINTED', 1, 2, 'NOTHING_CAME_OUT', 9, 'staff')"
                      .formatted(freed, reference(0)));
              return statement.executeUpdate(
                  "INSERT INTO claim_reports VALUES ('%1$s', 'NOT_PRINTED', 3, 3, 0), ('%1$s', 'PRINTED', 4, 4, 1)"
                      .formatted(freed));
            }
          });
    }
    try (OrderStore store = OrderStore.open(file)) {
      PaperQuestions.Found found = store.questions().byId(freed).orElseThrow();
      assertEquals("staff", found.answered().orElseThrow().by());
      assertEquals(Optional.empty(), found.answeredBefore());
      assertEquals(Optional.empty(), found.doubt());
      // The person knew of both words, so nothing that is said again takes the answer back.
      store
          .claims()
          .report(
              reference(0), "library-1", new DeliveryReport(freed, Outcome.UNKNOWN, NOON), NOON);
      assertEquals(Optional.empty(), store.claims().holder(reference(0)));
    }
  }

  /**
   * Since when it can be collected was counted anew for what had not been sent or posted: it was
   * offered at terminals, and could be claimed, though its document was long gone.
   */
  @Test
  void whatWasDroppedAlreadyIsOfferedToNobody() throws Exception {
    Path file = folder.resolve("dropped.db");
    CitizenPseudonyms pseudonyms = new CitizenPseudonyms(folder.resolve("pseudonyms.key"));
    NationalNumber nobody = new NationalNumber("50134199915");
    try (SqliteDatabase old =
        SqliteDatabase.open(
            file,
            OrderStore.class,
            List.of(
                "V001__orders.sql",
                "V002__validation_reports.sql",
                "V003__print_claims.sql",
                "V004__doubts_at_once.sql",
                "V005__ways_of_delivery.sql"))) {
      place(old, reference(0), UUID.randomUUID(), "READY");
      place(old, reference(1), UUID.randomUUID(), "READY");
      place(old, reference(2), UUID.randomUUID(), "READY");
      old.within(
          connection -> {
            try (PreparedStatement whose =
                    connection.prepareStatement(
                        "UPDATE orders SET citizen = ?, sha256 = hex(zeroblob(32)),"
                            + " verification_code = '0000-0000-0000-' || substr(reference, -4)");
                var statement = connection.createStatement()) {
              whose.setBytes(1, pseudonyms.of(nobody));
              whose.executeUpdate();
              return statement.executeUpdate(
                  """
                  UPDATE orders SET way = 'EMAIL' WHERE reference = '%1$s';
                  UPDATE orders SET way = 'POST' WHERE reference = '%2$s';
                  INSERT INTO mails (reference, state, ended_at_ms) VALUES ('%1$s', 'GIVEN_UP', %4$d);
                  INSERT INTO letters VALUES ('%2$s', 'NOT_POSTED', %4$d, %4$d, 'a clerk');
                  INSERT INTO documents VALUES ('%3$s', zeroblob(10));
                  """
                      .formatted(reference(0), reference(1), reference(2), NOON.toEpochMilli()));
            }
          });
    }
    try (OrderStore store = OrderStore.open(file)) {
      Orders orders =
          new Orders(
              store,
              null,
              null,
              pseudonyms,
              "TSR",
              GuichetConfiguration.Ordering.UNLIMITED,
              GuichetConfiguration.Collection.USUAL,
              Clock.fixed(NOON, ZoneOffset.UTC));
      List<UnfinishedOrder> waiting = orders.unfinished(nobody).orders();
      assertEquals(1, waiting.size());
      assertEquals(reference(2), waiting.getFirst().reference());
      assertTrue(store.isFree(PickupCode.of(reference(2))));
      for (int i = 0; i < 2; i++) {
        String dropped = reference(i);
        assertFalse(store.isFree(PickupCode.of(dropped)));
        Refusal refusal =
            assertThrows(
                Refusal.class, () -> orders.claim("library-1", nobody, dropped, UUID.randomUUID()));
        assertEquals(409, refusal.status());
        assertEquals(Optional.empty(), store.claims().holder(dropped));
      }
    }
  }

  /** The table of orders is made anew for that, and everything else refers to it. */
  @Test
  void documentsMayLackACodeAndNothingIsLostForIt() throws Exception {
    Path file = folder.resolve("code.db");
    UUID key = UUID.randomUUID();
    try (SqliteDatabase old =
        SqliteDatabase.open(
            file,
            OrderStore.class,
            List.of(
                "V001__orders.sql",
                "V002__validation_reports.sql",
                "V003__print_claims.sql",
                "V004__doubts_at_once.sql",
                "V005__ways_of_delivery.sql",
                "V006__since_when_and_what_was_said.sql",
                "V007__who_was_told_that_it_goes.sql"))) {
      place(old, reference(0), key, "READY");
      place(old, reference(1), UUID.randomUUID(), "IN_PREPARATION");
      old.within(
          connection -> {
            try (var statement = connection.createStatement()) {
              return statement.executeUpdate(
                  """
                  UPDATE orders SET sha256 = hex(zeroblob(32)), told_at_ms = 7, copies = 3,
                    verification_code = '7K3M-9QX2-ABCD-0123' WHERE reference = '%1$s';
                  INSERT INTO documents VALUES ('%1$s', zeroblob(10));
                  INSERT INTO claims (id, reference, terminal, state, claimed_at_ms)
                    VALUES ('%2$s', '%1$s', 'library-1', 'PRINTED', 1);
                  """
                      .formatted(reference(0), key));
            }
          });
    }
    byte[] pdf = {1, 2, 3};
    try (OrderStore store = OrderStore.open(file)) {
      StoredOrder before = store.byKey(key).orElseThrow();
      assertEquals(3, before.copies());
      assertEquals("7K3M-9QX2-ABCD-0123", before.document().verificationCode());
      assertTrue(store.hasDocument(reference(0)));
      assertEquals(Optional.of(ClaimStore.State.PRINTED), store.claims().holder(reference(0)));
      store.issued(
          reference(1),
          pdf,
          new IssuedDocument("0".repeat(64), pdf.length, null),
          NOON,
          new Validated(reference(1), NOON, true, "PAdES-BASELINE-T", null));
      assertEquals(
          Optional.empty(), store.byReference(reference(1)).orElseThrow().document().code());
    }
    try (SqliteDatabase now = SqliteDatabase.open(file, OrderStore.class, OrderStore.MIGRATIONS)) {
      now.within(
          connection -> {
            try (var statement = connection.createStatement();
                var broken = statement.executeQuery("PRAGMA foreign_key_check")) {
              assertFalse(broken.next(), "something refers to no order");
              assertThrows(
                  SQLException.class,
                  () -> statement.executeUpdate("DELETE FROM orders"),
                  "nothing refers to orders any more");
              return null;
            }
          });
    }
  }

  @Test
  void ordersFromBeforeThereWasAChoiceAreOneOnPaper() throws Exception {
    Path file = folder.resolve("choice.db");
    UUID key = UUID.randomUUID();
    try (SqliteDatabase old =
        SqliteDatabase.open(
            file,
            OrderStore.class,
            List.of(
                "V001__orders.sql",
                "V002__validation_reports.sql",
                "V003__print_claims.sql",
                "V004__doubts_at_once.sql"))) {
      place(old, reference(0), key, "IN_PREPARATION");
    }
    try (OrderStore store = OrderStore.open(file)) {
      StoredOrder order = store.byKey(key).orElseThrow();
      assertEquals(DeliveryWay.PAPER, order.way());
      assertEquals(1, order.order(Sides.ONE_SIDED).copies());
      assertTrue(store.isOnPaper(reference(0)));
      // Sent again, it is the same order; anything more was never asked for.
      byte[] mark = new byte[32];
      assertTrue(order.answers(new OrderRequest("life", Language.FRENCH), mark, order.terminal()));
      assertFalse(order.answers(new OrderRequest("life", Language.FRENCH), mark, "bus"));
      assertFalse(
          order.answers(
              new OrderRequest("life", Language.FRENCH, null, 2, DeliveryWay.PAPER, null),
              mark,
              order.terminal()));
    }
  }
}
