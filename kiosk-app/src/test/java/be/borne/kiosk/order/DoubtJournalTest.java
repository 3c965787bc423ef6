package be.borne.kiosk.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.order.OrderJournal.ClaimMemory;
import be.borne.kiosk.order.OrderJournal.UnfinishedPrint;
import be.borne.kiosk.order.OrderJournal.UntoldDelivery;
import be.borne.kiosk.order.OrderJournal.UntoldDoubt;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryDoubt.Known;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A doubt is on disk before anybody is told of it, and is told until it was heard. */
class DoubtJournalTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";

  @TempDir Path directory;

  private OrderJournal open(Instant at) {
    OrderJournal journal = new OrderJournal(directory, Clock.fixed(at, ZoneOffset.UTC));
    journal.probe();
    return journal;
  }

  private static UUID handedOver(OrderJournal journal) {
    UUID claim = UUID.randomUUID();
    journal.begun(claim, "residence");
    journal.ordered(claim, REFERENCE);
    journal.printIntended(REFERENCE, "borne-job");
    journal.printCreated("borne-job", new UnfinishedPrint.Job(7, "urn:uuid:of-nobody"));
    journal.printHandedOver("borne-job");
    return claim;
  }

  private static List<DeliveryDoubt> untold(OrderJournal journal) {
    return journal.untoldDoubts(10).stream().map(UntoldDoubt::doubt).toList();
  }

  @Test
  void aDoubtSurvivesThePlugAndIsToldOnce() {
    DeliveryDoubt doubt;
    try (OrderJournal journal = open(NOON)) {
      UUID claim = handedOver(journal);
      doubt = new DeliveryDoubt(claim, Known.PRINTER_SILENT, NOON);
      assertTrue(journal.inDoubt(REFERENCE, Known.PRINTER_SILENT));
    }
    try (OrderJournal journal = open(NOON.plusSeconds(60))) {
      assertEquals(List.of(new UntoldDoubt(REFERENCE, doubt)), journal.untoldDoubts(10));
      journal.guichetToldOf(doubt);
      assertEquals(List.of(), untold(journal));
      assertFalse(journal.inDoubt(REFERENCE, Known.PRINTER_SILENT), "nothing new");
      assertFalse(journal.inDoubt(REFERENCE, Known.TERMINAL_INTERRUPTED), "knows less");
      assertEquals(List.of(), untold(journal));
    }
    try (OrderJournal journal = open(NOON.plusSeconds(120))) {
      assertEquals(List.of(), untold(journal), "what was told stays told");
    }
  }

  @Test
  void whatIsKnownMeanwhileIsToldAgainWithItsFirstMoment() {
    UUID claim;
    try (OrderJournal journal = open(NOON)) {
      claim = handedOver(journal);
      journal.inDoubt(REFERENCE, Known.TERMINAL_INTERRUPTED);
    }
    try (OrderJournal journal = open(NOON.plusSeconds(60))) {
      DeliveryDoubt first = untold(journal).getFirst();
      // More is known before the guichet's answer to the first word has come.
      assertTrue(journal.inDoubt(REFERENCE, Known.STILL_IN_PRINTER));
      journal.guichetToldOf(first);
      DeliveryDoubt second = new DeliveryDoubt(claim, Known.STILL_IN_PRINTER, NOON);
      assertEquals(List.of(second), untold(journal), "the later word was never said");
      journal.guichetToldOf(second);
      assertEquals(List.of(), untold(journal));
    }
  }

  @Test
  void aDoubtEndsNothingAndItsEndIsToldInItsPlace() {
    try (OrderJournal journal = open(NOON)) {
      UUID claim = handedOver(journal);
      journal.inDoubt(REFERENCE, Known.PRINTER_SILENT);
      assertEquals(1, journal.unfinishedPrints().size(), "the printer is to be asked still");
      assertEquals(ClaimMemory.UNDER_WAY, journal.guichetHoldsOpen(claim));
      assertFalse(journal.pickedUp(UUID.randomUUID(), "residence", REFERENCE), "a second paper");
      assertEquals(List.of(), journal.untoldDeliveries(10));
      assertEquals(new Counters(0, 0, 0, 0), journal.counters());
      journal.printEnded(REFERENCE, Outcome.PRINTED);
      assertEquals(List.of(), untold(journal), "the guichet hears the end instead");
      assertEquals(
          List.of(Outcome.PRINTED),
          journal.untoldDeliveries(10).stream()
              .map(UntoldDelivery::report)
              .map(report -> report.outcome())
              .toList());
      assertThrows(
          IllegalStateException.class, () -> journal.inDoubt(REFERENCE, Known.STILL_IN_PRINTER));
    }
  }
}
