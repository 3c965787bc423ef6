package be.borne.kiosk.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.order.OrderJournal.UnfinishedPrint;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Journals whose bytes were overwritten, cut off, lost or put back: none is believed, none is
 * thrown away, and the counters go on where they were.
 */
class DamagedJournalTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final String SET_ASIDE = "orders-damaged-20261123T120000Z.db";
  private static final int PAGE_BYTES = 4096;

  @TempDir Path directory;

  @Test
  void aFileThatIsNoDatabaseIsSetAsideAndAFreshOneBegun() throws IOException {
    aPrintUnderWay();
    Files.writeString(database(), "not a journal at all, but long".repeat(300));
    assertBegunAfresh(directory);
    assertTrue(
        Files.readString(directory.resolve(SET_ASIDE), StandardCharsets.UTF_8).startsWith("not a"));
  }

  @Test
  void overwrittenPagesAreFound() throws IOException {
    aPrintUnderWay();
    try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
      for (long page = PAGE_BYTES; page < file.length(); page += PAGE_BYTES) {
        file.seek(page);
        file.write(new byte[64]);
      }
    }
    assertBegunAfresh(directory);
  }

  /**
   * Single bytes anywhere in the file: what is found is set aside, and what is not found changes
   * neither the step of an order nor which orders there are.
   */
  @Test
  void noOverwrittenByteChangesAStepUnseen() throws IOException {
    aPrintUnderWay();
    byte[] sound = Files.readAllBytes(database());
    byte[] mark = Files.readAllBytes(directory.resolve("orders.mark"));
    Random random = new Random(20261123);
    int found = 0;
    for (int round = 0; round < 150; round++) {
      Path own = Files.createDirectory(directory.resolve("byte-" + round));
      byte[] bytes = sound.clone();
      int at = random.nextInt(bytes.length);
      bytes[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(own.resolve("orders.db"), bytes);
      Files.write(own.resolve("orders.mark"), mark);
      try (OrderJournal journal = new OrderJournal(own, CLOCK)) {
        journal.probe();
        if (journal.hasDamagedPredecessor()) {
          found++;
          assertEquals(new Counters(1, 0, 1, 0), journal.counters(), "byte " + at);
        } else {
          assertEquals(
              List.of(OrderStep.JOB_CREATED),
              journal.unfinishedPrints().stream().map(UnfinishedPrint::step).toList(),
              "byte " + at);
        }
      } catch (JournalUnavailableException e) {
        // Taken for a foreign file, or a newer one: refused, and left where it is.
        found++;
      }
    }
    assertTrue(found > 0, "not one of 150 overwritten bytes was found");
  }

  @Test
  void aFileCutOffAnywhereIsFound() throws IOException {
    aPrintUnderWay();
    byte[] sound = Files.readAllBytes(database());
    byte[] mark = Files.readAllBytes(directory.resolve("orders.mark"));
    for (int length = 0; length < sound.length; length += 2500) {
      Path own = Files.createDirectory(directory.resolve("cut-" + length));
      Files.write(own.resolve("orders.db"), Arrays.copyOf(sound, length));
      Files.write(own.resolve("orders.mark"), mark);
      assertBegunAfresh(own);
    }
  }

  @Test
  void aJournalThatIsGoneIsMissed() throws IOException {
    aPrintUnderWay();
    Files.delete(database());
    assertBegunAfresh(directory);
  }

  @Test
  void anOldCopyThatWasPutBackIsNotBelieved() throws IOException {
    aPrintUnderWay();
    byte[] old = Files.readAllBytes(database());
    try (OrderJournal journal = open()) {
      journal.printHandedOver("borne-job-under-way");
      journal.printEnded("TSR-2026-00000002", Outcome.PRINTED);
    }
    Files.write(database(), old);
    try (OrderJournal journal = open()) {
      assertTrue(journal.hasDamagedPredecessor());
      assertEquals(new Counters(2, 0, 1, 0), journal.counters());
      assertEquals(Optional.empty(), journal.stepOf("TSR-2026-00000002"));
    }
  }

  /** As a power cut leaves it: the log's last commit was not yet taken into the database. */
  @Test
  void aLogThatWasCutOffHasForgottenWhatTheMarkRemembers() throws IOException {
    aPrintUnderWay();
    byte[] before = Files.readAllBytes(database());
    try (OrderJournal journal = open()) {
      journal.printHandedOver("borne-job-under-way");
    }
    Files.write(database(), before);
    Files.write(directory.resolve("orders.db-wal"), new byte[1000]);
    assertBegunAfresh(directory);
  }

  @Test
  void nothingIsLeftInTheLogWhenAStepReturns() throws IOException {
    try (OrderJournal journal = open()) {
      journal.sessionBegun();
      assertEquals(0, Files.size(directory.resolve("orders.db-wal")));
    }
  }

  @Test
  void aMarkThatIsSpoiledIsWrittenAnewAndTheJournalBelieved() throws IOException {
    aPrintUnderWay();
    Files.write(directory.resolve("orders.mark"), new byte[100]);
    try (OrderJournal journal = open()) {
      assertFalse(journal.hasDamagedPredecessor());
      assertEquals(1, journal.unfinishedPrints().size());
    }
    Files.delete(database());
    try (OrderJournal journal = open()) {
      assertEquals(new Counters(1, 0, 1, 0), journal.counters());
    }
  }

  @Test
  void aDiskThatKeepsSpoilingJournalsIsNotUsedAnyMore() throws IOException {
    for (int time = 0; time < DamagedJournal.MOST; time++) {
      open().close();
      Files.writeString(database(), "spoiled ".repeat(1000));
      try (OrderJournal journal = open()) {
        assertTrue(journal.hasDamagedPredecessor());
      }
    }
    Files.writeString(database(), "spoiled ".repeat(1000));
    try (OrderJournal journal = new OrderJournal(directory, CLOCK)) {
      assertThrows(JournalUnavailableException.class, journal::probe);
      assertThrows(JournalUnavailableException.class, journal::sessionBegun);
      try (Stream<Path> files = Files.list(directory)) {
        for (Path kept : files.filter(file -> file.toString().contains("damaged")).toList()) {
          Files.delete(kept);
        }
      }
      journal.probe();
      journal.sessionBegun();
    }
  }

  private Path database() {
    return directory.resolve("orders.db");
  }

  private OrderJournal open() {
    OrderJournal journal = new OrderJournal(directory, CLOCK);
    journal.probe();
    return journal;
  }

  /** One order printed, one under way, one session. */
  private void aPrintUnderWay() {
    try (OrderJournal journal = open()) {
      journal.sessionBegun();
      order(journal, "TSR-2026-00000001", "borne-job-printed");
      journal.printEnded("TSR-2026-00000001", Outcome.PRINTED);
      order(journal, "TSR-2026-00000002", "borne-job-under-way");
    }
  }

  private static void order(OrderJournal journal, String reference, String job) {
    UUID key = UUID.randomUUID();
    journal.begun(key, "residence");
    journal.ordered(key, reference);
    journal.printIntended(reference, job);
    journal.printCreated(job, new UnfinishedPrint.Job(7, "urn:uuid:of-nobody"));
  }

  private static void assertBegunAfresh(Path own) throws IOException {
    try (OrderJournal journal = new OrderJournal(own, CLOCK)) {
      journal.probe();
      assertTrue(journal.hasDamagedPredecessor(), own + " was believed");
      assertTrue(Files.exists(own.resolve(SET_ASIDE)));
      assertEquals(new Counters(1, 0, 1, 0), journal.counters());
      assertEquals(List.of(), journal.unfinishedPrints());
      journal.sessionBegun();
      assertEquals(2, journal.counters().sessions());
    }
  }
}
