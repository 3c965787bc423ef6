package be.borne.kiosk.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.order.OrderJournal.ClaimMemory;
import be.borne.kiosk.order.OrderJournal.UnfinishedPrint;
import be.borne.kiosk.order.OrderJournal.UntoldDelivery;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order may be tried more than once, here and elsewhere; no try is taken for another. */
class PickupJournalTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final long LONG_AGO = NOON.minusSeconds(86_400).toEpochMilli();
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";

  @TempDir Path directory;

  private OrderJournal open() {
    OrderJournal journal = new OrderJournal(directory, Clock.fixed(NOON, ZoneOffset.UTC));
    journal.probe();
    return journal;
  }

  private static UUID placed(OrderJournal journal) {
    UUID key = UUID.randomUUID();
    journal.begun(key, "residence");
    journal.ordered(key, REFERENCE);
    return key;
  }

  private static UUID pickedUp(OrderJournal journal) {
    UUID claim = UUID.randomUUID();
    assertTrue(journal.pickedUp(claim, "residence", REFERENCE));
    return claim;
  }

  @Test
  void whatWasNotPrintedIsTriedAgainUnderAnotherClaimAndCountedOnce() {
    try (OrderJournal journal = open()) {
      UUID first = placed(journal);
      journal.leftUnprinted(first);
      UUID second = pickedUp(journal);
      journal.printIntended(REFERENCE, "borne-second-try");
      journal.printEnded(REFERENCE, Outcome.PRINTED);
      assertEquals(Optional.of(OrderStep.PRINTED), journal.stepOf(REFERENCE));
      assertEquals(new Counters(1, 0, 0, 0), journal.counters());
      assertEquals(
          List.of(
              new DeliveryReport(first, Outcome.NOT_PRINTED, NOON),
              new DeliveryReport(second, Outcome.PRINTED, NOON)),
          journal.untoldDeliveries(10).stream().map(UntoldDelivery::report).toList());
      journal.guichetTold(first);
      assertEquals(
          second, journal.untoldDeliveries(10).getFirst().report().claimId(), "told only of one");
    }
  }

  @Test
  void anOrderPlacedElsewhereIsPrintedAndCountedHere() {
    try (OrderJournal journal = open()) {
      UUID claim = pickedUp(journal);
      journal.printIntended(REFERENCE, "borne-of-elsewhere");
      journal.printEnded(REFERENCE, Outcome.UNKNOWN);
      assertEquals(new Counters(0, 1, 0, 0), journal.counters());
      assertEquals(claim, journal.untoldDeliveries(1).getFirst().report().claimId());
    }
  }

  /** Or the end of one try could be taken for the other's. */
  @Test
  void aTryThatHasNotEndedKeepsEveryOtherOut() {
    try (OrderJournal journal = open()) {
      UUID first = placed(journal);
      assertFalse(journal.pickedUp(UUID.randomUUID(), "residence", REFERENCE));
      journal.printIntended(REFERENCE, "borne-under-way");
      assertFalse(journal.pickedUp(UUID.randomUUID(), "residence", REFERENCE));
      journal.printCreated("borne-under-way", new UnfinishedPrint.Job(7, "urn:uuid:of-nobody"));
      journal.printHandedOver("borne-under-way");
      assertFalse(journal.pickedUp(UUID.randomUUID(), "residence", REFERENCE));
      assertEquals(ClaimMemory.UNDER_WAY, journal.guichetHoldsOpen(first));
      journal.printEnded(REFERENCE, Outcome.PRINTED);
      // Whether it may be printed again is the guichet's to say, and it says no.
      pickedUp(journal);
      UUID twice = UUID.randomUUID();
      journal.begun(twice, "residence");
      assertThrows(
          JournalUnavailableException.class,
          () -> journal.ordered(twice, REFERENCE),
          "two at once");
    }
  }

  @Test
  void whatTheGuichetHoldsOpenIsComparedWithWhatHappened() {
    UUID abandoned = UUID.randomUUID();
    UUID left;
    try (OrderJournal journal = open()) {
      left = placed(journal);
      journal.begun(abandoned, "residence");
    }
    try (OrderJournal journal = open()) {
      journal.guichetTold(left);
      assertEquals(List.of(), journal.untoldDeliveries(10));
      assertEquals(ClaimMemory.ENDED, journal.guichetHoldsOpen(left));
      assertEquals(1, journal.untoldDeliveries(10).size(), "is told once more");
      assertEquals(ClaimMemory.NEVER_CAME_TO_PRINT, journal.guichetHoldsOpen(abandoned));
      assertEquals(ClaimMemory.UNKNOWN, journal.guichetHoldsOpen(UUID.randomUUID()));
    }
  }

  @Test
  void aJournalOfTheFirstKindIsCarriedOverWithoutLoss() throws Exception {
    UUID printed = UUID.randomUUID();
    UUID handedOver = UUID.randomUUID();
    UUID begun = UUID.randomUUID();
    try (Connection old =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("orders.db"));
        Statement statement = old.createStatement()) {
      for (String command : JournalDatabase.VERSION_1.split(";", -1)) {
        if (!command.isBlank()) {
          statement.execute(command);
        }
      }
      statement.execute("PRAGMA application_id = " + JournalDatabase.APPLICATION_ID);
      statement.execute("PRAGMA user_version = 1");
      for (String row :
          List.of(
              "'%s', 'residence', '%s', 'PRINTED', 'borne-one', 1, 'urn:uuid:one', %d, %d, 0"
                  .formatted(printed, REFERENCE, LONG_AGO, LONG_AGO + 1),
              "'%s', 'life', 'TSR-2026-00000002', 'HANDED_OVER', 'borne-two', 2, 'urn:uuid:two', %d, %d, 0"
                  .formatted(handedOver, LONG_AGO, LONG_AGO + 2),
              "'%s', 'life', NULL, 'BEGUN', NULL, NULL, NULL, %d, %d, 0"
                  .formatted(begun, LONG_AGO, LONG_AGO))) {
        statement.execute("INSERT INTO orders VALUES (" + row + ")");
      }
      statement.execute("INSERT INTO steps VALUES ('" + printed + "', 'BEGUN', " + LONG_AGO + ")");
      statement.execute("UPDATE counters SET value = 41 WHERE name = 'documents_delivered'");
      statement.execute("INSERT INTO last_fault VALUES (1, 'P-202', 5)");
    }
    try (OrderJournal journal = open()) {
      assertEquals(new Counters(41, 0, 0, 0), journal.counters());
      assertEquals("P-202", journal.lastFault().orElseThrow().fault().code());
      assertEquals(
          List.of(
              new UntoldDelivery(
                  REFERENCE,
                  new DeliveryReport(
                      printed, Outcome.PRINTED, Instant.ofEpochMilli(LONG_AGO + 1)))),
          journal.untoldDeliveries(10));
      assertEquals(
          List.of(
              new UnfinishedPrint(
                  "TSR-2026-00000002",
                  "borne-two",
                  OrderStep.HANDED_OVER,
                  Optional.of(new UnfinishedPrint.Job(2, "urn:uuid:two")))),
          journal.unfinishedPrints());
      assertEquals(ClaimMemory.NEVER_CAME_TO_PRINT, journal.guichetHoldsOpen(begun));
      journal.printEnded("TSR-2026-00000002", Outcome.PRINTED);
      assertEquals(42, journal.counters().documentsDelivered());
      assertTrue(journal.pickedUp(UUID.randomUUID(), "life", "TSR-2026-00000002"));
    }
    try (Connection now =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("orders.db"));
        Statement statement = now.createStatement();
        ResultSet kept =
            statement.executeQuery("SELECT count(*) FROM steps WHERE at = " + LONG_AGO)) {
      assertEquals(1, kept.getInt(1));
    }
    // And opened once more it is what it was.
    try (OrderJournal journal = open()) {
      assertEquals(42, journal.counters().documentsDelivered());
    }
    assertTrue(Files.exists(directory.resolve("orders.db")));
  }
}
