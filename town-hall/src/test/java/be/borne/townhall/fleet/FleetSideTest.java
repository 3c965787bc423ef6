package be.borne.townhall.fleet;

import static be.borne.townhall.fleet.TestTown.alive;
import static be.borne.townhall.fleet.TestTown.answers;
import static be.borne.townhall.fleet.TestTown.delivered;
import static be.borne.townhall.fleet.TestTown.health;
import static be.borne.townhall.fleet.TestTown.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.fleet.PartState;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.fleet.registry.FleetEvent;
import be.borne.townhall.fleet.registry.FleetStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: kiosk's socket, agent process, mutual TLS, broker, register, console. */
class FleetSideTest {
  @TempDir private Path directory;
  private TestTown town;

  @BeforeEach
  void open() throws Exception {
    town = new TestTown(directory);
    town.open();
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  @Test
  void aChangeAtTheTerminalIsSeenAtTheConsoleWithinTwoSeconds() throws Exception {
    town.startAgent("library-1", town.brokerPort());
    try (TestTown.Kiosk kiosk = town.kiosk("library-1")) {
      kiosk.say(ready(0));
      town.await("the terminal is ready", answers("library-1", "yes"));

      // The machine may be busy with something else at one moment, but not at each of five.
      Duration fastest = TestTown.PATIENCE;
      for (int round = 1; round <= 5; round++) {
        kiosk.say(health(PartState.FAILED, FaultCode.PAPER_OUT, 1));
        Duration taken = town.await("out of paper", answers("library-1", "no"));
        fastest = taken.compareTo(fastest) < 0 ? taken : fastest;
        if (round < 5) {
          kiosk.say(ready(1));
          town.await("paper again", answers("library-1", "yes"));
        }
      }
      assertTrue(fastest.compareTo(Duration.ofSeconds(2)) < 0, "seen after " + fastest);
      assertEquals("P-202", town.terminalJson("library-1").at("/reasons/0/code").asText());

      kiosk.say(health(PartState.DEGRADED, null, 1));
      town.await("paper low", answers("library-1", "soon"));
      String page = town.get("/").body();
      assertTrue(page.contains("1 document delivered"), page);
      assertTrue(page.contains("Library of library-1"), page);
      assertTrue(town.get("/terminals/library-1").body().contains("P-202"));
    }
  }

  @Test
  void aKilledAgentIsShownDeadAndItsReturnIsSeen() throws Exception {
    Process agent = town.startAgent("bus-1", town.brokerPort());
    try (TestTown.Kiosk kiosk = town.kiosk("bus-1")) {
      kiosk.say(ready(3));
      town.await("the terminal is ready", answers("bus-1", "yes"));
    }
    agent.destroyForcibly();
    Duration taken = town.await("its death", alive("bus-1", false));
    assertTrue(
        taken.compareTo(Duration.ofSeconds(2 * TestTown.KEEP_ALIVE_SECONDS)) < 0,
        "told after " + taken);
    assertEquals("no", town.terminalJson("bus-1").get("answer").asText());
    assertEquals("F-501", town.terminalJson("bus-1").at("/reasons/0/code").asText());

    town.startAgent("bus-1", town.brokerPort());
    try (TestTown.Kiosk kiosk = town.kiosk("bus-1")) {
      town.await("the counters survive the agent", delivered("bus-1", 3));
      kiosk.say(ready(3));
      town.await("the terminal is ready again", answers("bus-1", "yes"));
    }
  }

  @Test
  void aFrozenAgentIsShownDeadWithinItsKeepAlive() throws Exception {
    Process agent = town.startAgent("bus-1", town.brokerPort());
    try (TestTown.Kiosk kiosk = town.kiosk("bus-1")) {
      kiosk.say(ready(0));
      town.await("the terminal is ready", answers("bus-1", "yes"));
      signal(agent, "-STOP");
      Duration taken = town.await("its death", alive("bus-1", false));
      // One and a half keep-alives (MQTT 5, 3.1.2.10), and the broker looks twice a second.
      assertTrue(
          taken.compareTo(Duration.ofSeconds(3 * TestTown.KEEP_ALIVE_SECONDS)) < 0,
          "told after " + taken);
      signal(agent, "-CONT");
      town.await("it finds back", alive("bus-1", true));
    }
  }

  @Test
  void nothingIsLostOrCountedTwiceWhileTheTownHallIsAway() throws Exception {
    town.startAgent("library-2", town.brokerPort());
    try (TestTown.Kiosk kiosk = town.kiosk("library-2")) {
      kiosk.say(ready(0));
      town.await("the terminal is ready", answers("library-2", "yes"));
      town.shut();
      for (int delivered = 1; delivered <= 5; delivered++) {
        kiosk.say(ready(delivered));
        // Only then is the next a report of its own: the agent tells two changes at once as one.
        town.awaitKept("library-2", counter(delivered));
      }
      kiosk.say(health(PartState.FAILED, FaultCode.PAPER_JAM, 5));
      town.awaitKept("library-2", FaultCode.PAPER_JAM.code());
      town.open();
      town.await("the newest picture", answers("library-2", "no"));
      town.await("its counter", delivered("library-2", 5));
    }
    try (FleetStore store = FleetStore.open(town.database())) {
      awaitEvents(store, FleetEvent.Kind.DELIVERY, 5);
      assertEquals(5, events(store, FleetEvent.Kind.DELIVERY), "each delivery is told once");
    }
  }

  @Test
  void nothingIsLostWhenTheLineIsCutInMidSentence() throws Exception {
    try (CuttingProxy proxy = new CuttingProxy(town.brokerPort());
        FleetStore store = FleetStore.open(town.database())) {
      town.startAgent("library-2", proxy.port());
      try (TestTown.Kiosk kiosk = town.kiosk("library-2")) {
        kiosk.say(ready(0));
        town.await("the terminal is ready", answers("library-2", "yes"));
        for (int delivered = 1; delivered <= 12; delivered++) {
          boolean cut = delivered % 4 == 0;
          if (cut) {
            // Every link begins with a birth: without it there would be nothing to cut yet.
            awaitEvents(store, FleetEvent.Kind.BIRTH, delivered / 4);
          }
          kiosk.say(ready(delivered));
          if (cut) {
            proxy.cut();
          }
          // Only then is the next a report of its own: the agent tells two changes at once as one.
          town.awaitKept("library-2", counter(delivered));
        }
        town.await("its counter", delivered("library-2", 12));
        awaitEvents(store, FleetEvent.Kind.BIRTH, 4);
        awaitEvents(store, FleetEvent.Kind.DELIVERY, 12);
        assertEquals(12, events(store, FleetEvent.Kind.DELIVERY), "each delivery is told once");
        assertTrue(proxy.connections() > 3, "the line was cut and mended");
      }
    }
  }

  private static String counter(int delivered) {
    return "\"documentsDelivered\":" + delivered + ",";
  }

  private static long events(FleetStore store, FleetEvent.Kind kind) throws Exception {
    return store.events("library-2", 1000).stream().filter(event -> event.kind() == kind).count();
  }

  private static void awaitEvents(FleetStore store, FleetEvent.Kind kind, int least)
      throws Exception {
    long end = System.nanoTime() + TestTown.PATIENCE.toNanos();
    while (events(store, kind) < least) {
      assertTrue(
          System.nanoTime() < end,
          () -> "waited in vain for " + least + " times " + kind + " of library-2");
      Thread.sleep(20);
    }
  }

  @Test
  void aCleanStopSaysFarewell() throws Exception {
    Process agent = town.startAgent("library-3", town.brokerPort());
    try (TestTown.Kiosk kiosk = town.kiosk("library-3")) {
      kiosk.say(ready(0));
      town.await("the terminal is ready", answers("library-3", "yes"));
    }
    signal(agent, "-TERM");
    town.await("its farewell", alive("library-3", false));
    assertTrue(agent.waitFor(20, TimeUnit.SECONDS), "the agent ends");
    assertEquals(0, agent.exitValue(), town.agentLog("library-3"));
    assertTrue(
        Files.notExists(directory.resolve("library-3/run/health.sock")), "the socket is gone");
  }

  @Test
  void garbageOnTheHealthSocketDoesNotDisturbTheAgent() throws Exception {
    town.startAgent("library-4", town.brokerPort());
    for (String garbage :
        new String[] {
          "hello\n", "{}\n", "[[[[\n", "null\n", "\n", "\u0000\u0001\n", "x".repeat(20_000)
        }) {
      try (TestTown.Kiosk hostile = town.kiosk("library-4")) {
        hostile.sayRaw(garbage);
      } catch (IOException e) {
        // The agent may hang up before the last byte of a line that is too long.
        assertTrue(garbage.length() > 16 * 1024, e::toString);
      }
    }
    try (TestTown.Kiosk kiosk = town.kiosk("library-4")) {
      kiosk.say(ready(0));
      town.await("the terminal is ready", answers("library-4", "yes"));
    }
  }

  private static void signal(Process process, String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    assertEquals(0, kill.waitFor());
  }
}
