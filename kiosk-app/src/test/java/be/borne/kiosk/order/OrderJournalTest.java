package be.borne.kiosk.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.order.OrderJournal.UnfinishedPrint;
import be.borne.kiosk.order.OrderJournal.UntoldDelivery;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.terminal.FaultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderJournalTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";
  private static final String JOB = "borne-job-of-nobody";

  @TempDir Path directory;

  @Test
  void aPrintedOrderIsCountedAndWaitsToBeToldToTheGuichet() {
    try (OrderJournal journal = open(NOON)) {
      orderTo(journal, OrderStep.HANDED_OVER);
      journal.printEnded(REFERENCE, Outcome.PRINTED);
      assertEquals(new Counters(1, 0, 0, 0), journal.counters());
      List<UntoldDelivery> untold = journal.untoldDeliveries(10);
      assertEquals(1, untold.size());
      assertEquals(Outcome.PRINTED, untold.getFirst().report().outcome());
      assertEquals(NOON, untold.getFirst().report().observedAt());
      journal.guichetTold(REFERENCE);
      assertEquals(List.of(), journal.untoldDeliveries(10));
    }
  }

  @Test
  void whatWasUnderWayWhenThePowerWentIsStillThere() {
    for (OrderStep step :
        List.of(OrderStep.PRINT_INTENDED, OrderStep.JOB_CREATED, OrderStep.HANDED_OVER)) {
      Path own = directory.resolve(step.name());
      try (OrderJournal journal = new OrderJournal(own, at(NOON))) {
        journal.probe();
        orderTo(journal, step);
      }
      try (OrderJournal journal = new OrderJournal(own, at(NOON))) {
        journal.probe();
        UnfinishedPrint print = journal.unfinishedPrints().getFirst();
        assertEquals(step, print.step());
        assertEquals(JOB, print.jobName());
        assertEquals(
            step == OrderStep.PRINT_INTENDED
                ? Optional.empty()
                : Optional.of(new UnfinishedPrint.Job(7, "urn:uuid:of-nobody")),
            print.job());
      }
    }
  }

  @Test
  void whatNeverCameToAPrintIsClosedAtTheNextStart() {
    UUID begunOnly = UUID.randomUUID();
    try (OrderJournal journal = open(NOON)) {
      orderTo(journal, OrderStep.ORDERED);
      journal.begun(begunOnly, "residence");
    }
    try (OrderJournal journal = open(NOON)) {
      assertEquals(Optional.of(OrderStep.NOT_PRINTED), journal.stepOf(REFERENCE));
      assertEquals(List.of(), journal.unfinishedPrints());
      assertEquals(1, journal.untoldDeliveries(10).size());
      assertThrows(
          IllegalStateException.class, () -> journal.ordered(begunOnly, "TSR-2026-00000000"));
    }
  }

  @Test
  void aSessionThatEndsBeforeThePrintLeavesTheOrderUnprinted() {
    try (OrderJournal journal = open(NOON)) {
      UUID key = orderTo(journal, OrderStep.ORDERED);
      journal.leftUnprinted(key);
      assertEquals(Optional.of(OrderStep.NOT_PRINTED), journal.stepOf(REFERENCE));
      assertEquals(new Counters(0, 0, 0, 0), journal.counters());
    }
  }

  @Test
  void aPrintUnderWayIsNotTouchedWhenItsSessionEnds() {
    try (OrderJournal journal = open(NOON)) {
      UUID key = orderTo(journal, OrderStep.JOB_CREATED);
      journal.leftUnprinted(key);
      assertEquals(Optional.of(OrderStep.JOB_CREATED), journal.stepOf(REFERENCE));
    }
  }

  @Test
  void noStepIsTakenTwiceAndNoneIsSkipped() {
    try (OrderJournal journal = open(NOON)) {
      orderTo(journal, OrderStep.PRINT_INTENDED);
      assertThrows(IllegalStateException.class, () -> journal.printHandedOver(JOB));
      assertThrows(IllegalStateException.class, () -> journal.printIntended(REFERENCE, "again"));
      journal.printEnded(REFERENCE, Outcome.UNKNOWN);
      assertThrows(
          IllegalStateException.class, () -> journal.printEnded(REFERENCE, Outcome.PRINTED));
      assertEquals(new Counters(0, 1, 0, 0), journal.counters());
    }
  }

  @Test
  void countersAndTheLastFaultOutliveTheProgram() {
    try (OrderJournal journal = open(NOON)) {
      journal.sessionBegun();
      journal.faultShown(FaultCode.PAPER_OUT);
      journal.faultShown(FaultCode.CARD_MUTE);
    }
    try (OrderJournal journal = open(NOON)) {
      assertEquals(new Counters(0, 0, 1, 2), journal.counters());
      assertEquals(FaultCode.CARD_MUTE, journal.lastFault().orElseThrow().fault());
    }
  }

  @Test
  void oldOrdersAreForgottenAndYoungOnesKept() {
    try (OrderJournal journal = open(NOON)) {
      orderTo(journal, OrderStep.HANDED_OVER);
      journal.printEnded(REFERENCE, Outcome.PRINTED);
      journal.guichetTold(REFERENCE);
    }
    try (OrderJournal journal = open(NOON.plus(OrderJournal.RETENTION).minus(Duration.ofDays(1)))) {
      journal.begun(UUID.randomUUID(), "residence");
      assertTrue(journal.stepOf(REFERENCE).isPresent());
    }
    try (OrderJournal journal = open(NOON.plus(OrderJournal.RETENTION).plus(Duration.ofDays(1)))) {
      journal.begun(UUID.randomUUID(), "residence");
      assertEquals(Optional.empty(), journal.stepOf(REFERENCE));
      assertEquals(new Counters(1, 0, 0, 0), journal.counters());
    }
  }

  /** A clock without a battery starts in the past and is then set by years. */
  @Test
  void aClockThatIsSetMakesNothingForgottenThatTheGuichetHasNotHeard() {
    try (OrderJournal journal = open(NOON)) {
      orderTo(journal, OrderStep.HANDED_OVER);
      journal.printEnded(REFERENCE, Outcome.UNKNOWN);
    }
    try (OrderJournal journal = open(NOON.plus(Duration.ofDays(9 * 365)))) {
      journal.begun(UUID.randomUUID(), "residence");
      assertEquals(REFERENCE, journal.untoldDeliveries(10).getFirst().reference());
    }
  }

  @Test
  void aForeignDatabaseIsRefusedAndLeftAlone() throws SQLException {
    try (Connection foreign =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("orders.db"));
        Statement statement = foreign.createStatement()) {
      statement.execute("CREATE TABLE recipes (name TEXT)");
    }
    try (OrderJournal journal = new OrderJournal(directory, at(NOON))) {
      assertThrows(JournalUnavailableException.class, journal::probe);
    }
  }

  @Test
  void aSecondProgramIsKeptOut() {
    try (OrderJournal first = open(NOON);
        OrderJournal second = new OrderJournal(directory, at(NOON))) {
      assertThrows(JournalUnavailableException.class, second::probe);
      first.sessionBegun();
    }
  }

  @Test
  void aJournalThatComesBackIsUsedAgain() throws IOException {
    Path blocked = directory.resolve("blocked");
    Files.writeString(blocked, "a file where the directory should be");
    try (OrderJournal journal = new OrderJournal(blocked, at(NOON))) {
      assertThrows(JournalUnavailableException.class, journal::probe);
      Files.delete(blocked);
      journal.probe();
      journal.sessionBegun();
      assertEquals(1, journal.counters().sessions());
    }
  }

  @Test
  void onlyItsOwnerMayLookInside() throws IOException {
    Path own = directory.resolve("made");
    try (OrderJournal journal = new OrderJournal(own, at(NOON))) {
      journal.probe();
    }
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own)));
  }

  private OrderJournal open(Instant now) {
    OrderJournal journal = new OrderJournal(directory, at(now));
    journal.probe();
    return journal;
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static UUID orderTo(OrderJournal journal, OrderStep step) {
    UUID key = UUID.randomUUID();
    journal.begun(key, "residence");
    journal.ordered(key, REFERENCE);
    if (step.compareTo(OrderStep.PRINT_INTENDED) >= 0) {
      journal.printIntended(REFERENCE, JOB);
    }
    if (step.compareTo(OrderStep.JOB_CREATED) >= 0) {
      journal.printCreated(JOB, new UnfinishedPrint.Job(7, "urn:uuid:of-nobody"));
    }
    if (step.compareTo(OrderStep.HANDED_OVER) >= 0) {
      journal.printHandedOver(JOB);
    }
    return key;
  }
}
