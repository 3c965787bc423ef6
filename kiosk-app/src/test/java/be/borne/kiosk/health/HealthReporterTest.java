package be.borne.kiosk.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import be.borne.protocol.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tells a listener on a real Unix socket, which comes and goes. */
class HealthReporterTest {
  @TempDir Path directory;
  private final AtomicLong sessions = new AtomicLong();
  private final AtomicBoolean still = new AtomicBoolean();

  /** Whether each picture that is made counts one session more. */
  private final AtomicBoolean counting = new AtomicBoolean();

  private Path socket;
  private HealthReporter reporter;

  @BeforeEach
  void open() {
    socket = directory.resolve("health.sock");
  }

  @AfterEach
  void close() {
    reporter.close();
  }

  @Test
  void tellsAtOnceOnEveryChange() throws IOException {
    try (ServerSocketChannel agent = listen()) {
      start(Duration.ofMinutes(5));
      try (BufferedReader lines = accept(agent)) {
        assertEquals(0, next(lines).counters().sessions());
        sessions.set(1);
        reporter.wake();
        assertEquals(1, next(lines).counters().sessions());
      }
    }
  }

  @Test
  void tellsWhatItToldBeforeTheLastTime() throws IOException {
    try (ServerSocketChannel agent = listen()) {
      start(Duration.ofMinutes(5));
      try (BufferedReader lines = accept(agent)) {
        for (int count : new int[] {0, 1, 0, 1}) {
          sessions.set(count);
          reporter.wake();
          long seen = next(lines).counters().sessions();
          // The first picture may have been made before this was looked at.
          assertEquals(count, seen == count ? seen : next(lines).counters().sessions());
        }
      }
    }
  }

  @Test
  void tellsAgainWhenNothingChanges() throws IOException {
    try (ServerSocketChannel agent = listen()) {
      start(Duration.ofMillis(50));
      try (BufferedReader lines = accept(agent)) {
        for (int i = 0; i < 3; i++) {
          assertEquals(0, next(lines).counters().sessions());
        }
      }
    }
  }

  @Test
  void findsAnAgentThatComesLateAndOneThatComesBack() throws IOException {
    start(Duration.ofMillis(50));
    try (ServerSocketChannel agent = listen();
        BufferedReader lines = accept(agent)) {
      next(lines);
    }
    Files.deleteIfExists(socket);
    sessions.set(2);
    try (ServerSocketChannel agent = listen();
        BufferedReader lines = accept(agent)) {
      assertEquals(2, next(lines).counters().sessions());
    }
  }

  @Test
  void anAgentThatDoesNotReadIsLeftForANewConnection() throws IOException {
    try (ServerSocketChannel agent = listen()) {
      start(Duration.ofMillis(1));
      SocketChannel deaf = agent.accept();
      try (BufferedReader lines = accept(agent)) {
        assertEquals(0, next(lines).counters().sessions());
      } finally {
        deaf.close();
      }
    }
  }

  /** It beats on, but asks nobody: only a change is looked at. */
  @Test
  void whereNothingMovesThePictureIsNotMadeAnew() throws IOException {
    still.set(true);
    counting.set(true);
    try (ServerSocketChannel agent = listen()) {
      start(Duration.ofMillis(50));
      try (BufferedReader lines = accept(agent)) {
        for (int line = 0; line < 9; line++) {
          assertEquals(1 + line / 3, next(lines).counters().sessions(), "every third is made anew");
        }
        counting.set(false);
        sessions.set(6);
        reporter.wake();
        long seen = 0;
        for (int beat = 0; beat < 20 && seen != 6; beat++) {
          seen = next(lines).counters().sessions();
        }
        assertEquals(6, seen);
        sessions.set(5);
        still.set(false);
        for (int beat = 0; beat < 20 && seen != 5; beat++) {
          seen = next(lines).counters().sessions();
        }
        assertEquals(5, seen);
      }
    }
  }

  private void start(Duration heartbeat) {
    reporter =
        new HealthReporter(
            socket,
            () ->
                new TerminalHealth(
                    List.of(),
                    Activity.IDLE,
                    new Counters(
                        0, 0, counting.get() ? sessions.incrementAndGet() : sessions.get(), 0),
                    null),
            still::get,
            heartbeat);
    reporter.start();
  }

  private ServerSocketChannel listen() throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(socket));
  }

  private static BufferedReader accept(ServerSocketChannel agent) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Channels.newInputStream(agent.accept()), StandardCharsets.UTF_8));
  }

  private static TerminalHealth next(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    assertTrue(line.length() < 16 * 1024);
    return Json.mapper().readValue(line, TerminalHealth.class);
  }
}
