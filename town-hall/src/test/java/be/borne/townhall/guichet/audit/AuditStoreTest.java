package be.borne.townhall.guichet.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.townhall.guichet.audit.AuditStore.Head;
import be.borne.townhall.guichet.audit.AuditStore.Noted;
import be.borne.townhall.guichet.audit.AuditStore.Search;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever changes the trail behind its back is found out; each test says what was done to it. */
class AuditStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final int ENTRIES = 20;

  @TempDir Path folder;
  private AuditStore store;

  @BeforeEach
  void open() throws Exception {
    store = AuditStore.open(folder);
    for (int i = 0; i < ENTRIES; i++) {
      store.append(fetched("TSR-2026-%08d".formatted(i)), NOON.plusSeconds(i));
    }
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private static Event fetched(String reference) {
    return Event.at("library-1", Act.FETCHED, new byte[32], reference);
  }

  /** As whoever has the machine would, without the triggers in the way. */
  private void behindItsBack(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("audit.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TRIGGER IF EXISTS entries_stay");
      statement.execute("DROP TRIGGER IF EXISTS entries_are_erased_from_the_oldest");
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private long broken() throws Exception {
    return store.verify(Optional.empty()).broken();
  }

  @Test
  void anUntouchedTrailHoldsAlsoAfterARestart() throws Exception {
    AuditStore.Proof proof = store.verify(Optional.empty());
    assertEquals(0, proof.broken());
    assertEquals(ENTRIES, proof.entries());
    assertEquals(store.head(), proof.head());
    store.close();
    store = AuditStore.open(folder);
    store.append(fetched("TSR-2026-00000099"), NOON);
    assertEquals(0, broken());
    assertEquals(ENTRIES + 1, store.head().number());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE entries SET reference = 'TSR-2026-00000001' WHERE number = 8",
        "UPDATE entries SET at_ms = at_ms + 1 WHERE number = 8",
        "UPDATE entries SET act = 'CLAIMED' WHERE number = 8",
        "UPDATE entries SET place = 'library-2' WHERE number = 8",
        "UPDATE entries SET citizen = replace(citizen, '0', '1') WHERE number = 8",
        "UPDATE entries SET staff = 'x', detail = '' WHERE number = 8",
        // The same letters, moved from one field into the next.
        "UPDATE entries SET place = 'library', staff = '-1' WHERE number = 8",
        "UPDATE entries SET mark = zeroblob(32) WHERE number = 8",
        // What the program itself could not read.
        "UPDATE entries SET act = 'X' WHERE number = 8",
        "UPDATE entries SET citizen = 'a name', place = 'A Library' WHERE number = 8",
        "DELETE FROM entries WHERE number = 8"
      })
  void aChangeIsFoundWhereItWasMade(String change) throws Exception {
    behindItsBack(change);
    assertEquals(8, broken());
  }

  @Test
  void anEntryThatWasLeftOutAndTheRestMovedUpIsFound() throws Exception {
    behindItsBack(
        "DELETE FROM entries WHERE number = 8",
        "UPDATE entries SET number = number - 1 WHERE number > 8");
    assertEquals(8, broken());
  }

  @Test
  void twoThatWereExchangedAreFound() throws Exception {
    behindItsBack(
        "UPDATE entries SET number = 1000 WHERE number = 8",
        "UPDATE entries SET number = 8 WHERE number = 9",
        "UPDATE entries SET number = 9 WHERE number = 1000");
    assertEquals(8, broken());
  }

  /** What is cut off leaves no trace in the trail itself, but a head that was noted does. */
  @Test
  void anEndThatWasCutOffIsFoundByWhoeverNotedAHead() throws Exception {
    Head noted = store.head();
    behindItsBack("DELETE FROM entries WHERE number > 15");
    assertEquals(0, broken());
    assertEquals(Noted.GONE, store.verify(Optional.of(noted)).noted());
  }

  @Test
  void aHeadThatWasNotedIsFoundAgain() throws Exception {
    Head noted = store.head();
    store.append(fetched("TSR-2026-00000099"), NOON);
    assertEquals(Noted.THERE, store.verify(Optional.of(noted)).noted());
    assertEquals(Noted.NONE, store.verify(Optional.empty()).noted());
  }

  /** Whoever has the key too: a horizon of theirs proves nothing, and is not said to. */
  @Test
  void aHeadThatIsOlderThanTheTrailProvesNothing() throws Exception {
    Head old = new Head(3, store.find(Search.ALL, 2, 1).getFirst().mark());
    Head edge = new Head(5, store.find(Search.ALL, 4, 1).getFirst().mark());
    store.eraseBefore(NOON.plusSeconds(5));
    assertEquals(Noted.ERASED, store.verify(Optional.of(old)).noted());
    assertEquals(Noted.THERE, store.verify(Optional.of(edge)).noted());
    assertEquals(Noted.ERASED, store.verify(Optional.of(new Head(5, "0".repeat(64)))).noted());
  }

  @Test
  void anEntryThatCannotBeReadIsToldAsSuch() throws Exception {
    behindItsBack("UPDATE entries SET act = 'X' WHERE number = 8");
    assertEquals(Act.UNREADABLE, store.find(Search.ALL, 7, 1).getFirst().event().act());
    assertEquals(ENTRIES, store.find(Search.ALL, 0, 100).size());
  }

  @Test
  void aTrailThatWasWrittenAnewWithAnotherKeyIsFound() throws Exception {
    Head noted = store.head();
    store.close();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    open();
    assertEquals(0, broken());
    assertEquals(Noted.GONE, store.verify(Optional.of(noted)).noted());
  }

  @Test
  void theProgramItselfCanNeitherChangeNorDelete() throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("audit.db"));
        Statement statement = connection.createStatement()) {
      assertThrows(SQLException.class, () -> statement.execute("DELETE FROM entries"));
      assertThrows(SQLException.class, () -> statement.execute("UPDATE entries SET detail = 'x'"));
    }
    assertEquals(0, broken());
  }

  @Test
  void whatIsOldIsErasedAndTheRestHolds() throws Exception {
    Head noted = store.head();
    assertEquals(5, store.eraseBefore(NOON.plusSeconds(5)));
    assertEquals(0, store.eraseBefore(NOON.plusSeconds(5)));
    AuditStore.Proof proof = store.verify(Optional.of(noted));
    assertEquals(0, proof.broken());
    assertEquals(ENTRIES - 5, proof.entries());
    assertEquals(6, store.find(Search.ALL, 0, 1).getFirst().number());
  }

  /** A clock that jumped ahead would erase everything, and for good. */
  @Test
  void whereEverythingIsOldItIsTheClockThatIsWrong() throws Exception {
    assertEquals(0, store.eraseBefore(NOON.plus(Duration.ofDays(1))));
    assertEquals(ENTRIES, store.verify(Optional.empty()).entries());
  }

  @Test
  void anErasureThatWasNotOursIsFound() throws Exception {
    String mark = store.find(Search.ALL, 4, 1).getFirst().mark();
    behindItsBack(
        "DELETE FROM entries WHERE number <= 5",
        "INSERT INTO horizon VALUES (1, 5, x'" + mark + "', zeroblob(32))");
    assertNotEquals(0, broken());
  }

  @Test
  void whatIsLookedForIsFound() throws Exception {
    store.append(Event.byStaff(Act.FORM_OPENED, "a clerk", "TSR-2026-00000003", ""), NOON);
    Search order = new Search(Optional.empty(), Optional.empty(), "", "", "TSR-2026-00000003");
    assertEquals(
        List.of(Act.FETCHED, Act.FORM_OPENED),
        store.find(order, 0, 10).stream().map(entry -> entry.event().act()).toList());
    Search console = new Search(Optional.empty(), Optional.empty(), Event.CONSOLE, "", "");
    assertEquals("a clerk", store.find(console, 0, 10).getFirst().event().by());
    Search later =
        new Search(Optional.of(NOON.plusSeconds(18)), Optional.empty(), "library-1", "", "");
    assertEquals(2, store.find(later, 0, 10).size());
    Search citizen = new Search(Optional.empty(), Optional.empty(), "", "0".repeat(64), "");
    assertEquals(ENTRIES, store.find(citizen, 0, 100).size());
  }

  /** Two programs, of which each believes it writes the next number. */
  @Test
  void twoProgramsWriteOneTrail() throws Exception {
    try (AuditStore other = AuditStore.open(folder);
        ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> writers =
          IntStream.range(0, 40)
              .<Callable<Void>>mapToObj(
                  i ->
                      () -> {
                        (i % 2 == 0 ? store : other).append(fetched("TSR-2026-00000099"), NOON);
                        return null;
                      })
              .toList();
      for (var written : both.invokeAll(writers)) {
        written.get();
      }
    }
    AuditStore.Proof proof = store.verify(Optional.empty());
    assertEquals(0, proof.broken());
    assertEquals(ENTRIES + 40, proof.entries());
  }

  @Test
  void whatWouldTellOfAPersonIsNotTaken() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Event(Act.FETCHED, "library-1", "", "50134199915", "", ""));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Event(Act.FETCHED, "library-1", "", "", "a name", ""));
    assertTrue(fetched("TSR-2026-00000001").toString().contains("TSR-2026-00000001"));
  }
}
