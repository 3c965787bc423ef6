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

      kiosk.say(health(PartState.FAILED, FaultCode.PAPER_OUT, 1));
      Duration taken = town.await("out of paper", answers("library-1", "no"));
      assertTrue(taken.compareTo(Duration.ofSeconds(2)) < 0, "seen after " + taken);
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
        // Longer than the agent's least spacing, so that each is a report of its own.
        Thread.sleep(400);
      }
      kiosk.say(health(PartState.FAILED, FaultCode.PAPER_JAM, 5));
      Thread.sleep(400);
      town.open();
      town.await("the newest picture", answers("library-2", "no"));
      town.await("its counter", delivered("library-2", 5));
    }
    try (FleetStore store = FleetStore.open(town.database())) {
      long end = System.nanoTime() + TestTown.PATIENCE.toNanos();
      while (deliveries(store) < 5 && System.nanoTime() < end) {
        Thread.sleep(50);
      }
      assertEquals(5, deliveries(store), "each delivery is told once");
    }
  }

  @Test
  void nothingIsLostWhenTheLineIsCutInMidSentence() throws Exception {
    try (CuttingProxy proxy = new CuttingProxy(town.brokerPort())) {
      town.startAgent("library-2", proxy.port());
      try (TestTown.Kiosk kiosk = town.kiosk("library-2")) {
        kiosk.say(ready(0));
        town.await("the terminal is ready", answers("library-2", "yes"));
        for (int delivered = 1; delivered <= 12; delivered++) {
          kiosk.say(ready(delivered));
          if (delivered % 4 == 0) {
            proxy.cut();
          }
          // Longer than the agent's least spacing, so that each is a report of its own.
          Thread.sleep(300);
        }
        town.await("its counter", delivered("library-2", 12));
        try (FleetStore store = FleetStore.open(town.database())) {
          long end = System.nanoTime() + TestTown.PATIENCE.toNanos();
          while (deliveries(store) < 12 && System.nanoTime() < end) {
            Thread.sleep(50);
          }
          assertEquals(12, deliveries(store), "each delivery is told once");
        }
        assertTrue(proxy.connections() > 3, "the line was cut and mended");
      }
    }
  }

  private static long deliveries(FleetStore store) throws Exception {
    return store.events("library-2", 1000).stream()
        .filter(event -> event.kind() == FleetEvent.Kind.DELIVERY)
        .count();
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
