package be.borne.agent.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import be.borne.protocol.json.Json;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthSocketTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private final BlockingQueue<TerminalHealth> heard = new LinkedBlockingQueue<>();
  private Path path;
  private HealthSocket socket;

  @BeforeEach
  void listen() throws IOException {
    path = directory.resolve("run/health.sock");
    socket = HealthSocket.listen(path, heard::add);
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
  }

  @Test
  void onlyTheOwnerMayOpenIt() throws IOException {
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(path));
    assertEquals(
        PosixFilePermissions.fromString("rwx------"),
        Files.getPosixFilePermissions(path.getParent()));
  }

  @Test
  void aFolderOpenToOthersIsRefused() throws IOException {
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThrows(
        IOException.class, () -> HealthSocket.listen(open.resolve("health.sock"), heard::add));
  }

  @Test
  void picturesAreHeardInTheirOrderHoweverTheyAreCut() throws Exception {
    String text = line(1) + line(2) + line(3);
    try (SocketChannel kiosk = connect()) {
      for (int at = 0; at < text.length(); at += 7) {
        send(kiosk, text.substring(at, Math.min(text.length(), at + 7)));
      }
      assertEquals(List.of(1L, 2L, 3L), List.of(next(), next(), next()));
    }
  }

  @Test
  void severalReconnectsAreFine() throws Exception {
    for (long count = 1; count <= 20; count++) {
      try (SocketChannel kiosk = connect()) {
        send(kiosk, line(count));
        assertEquals(count, next());
      }
    }
  }

  @Test
  void linesThatAreNoReportAreCountedAndDropped() throws Exception {
    try (SocketChannel kiosk = connect()) {
      String deep = "[".repeat(5_000);
      send(kiosk, "hello\n{}\nnull\n\n" + deep + "\n{\"parts\":[],\"activity\":\"ASLEEP\"}\n");
      send(kiosk, line(5));
      assertEquals(5, next());
      assertEquals(6, socket.refusedLines());
    }
  }

  @Test
  void aLineThatIsTooLongCostsTheConnection() throws Exception {
    try (SocketChannel kiosk = connect()) {
      assertThrows(
          IOException.class,
          () -> {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
              send(kiosk, "x".repeat(4096));
            }
          });
    }
    assertEquals(1, socket.refusedLines());
    try (SocketChannel kiosk = connect()) {
      send(kiosk, line(6));
      assertEquals(6, next());
    }
  }

  @Test
  void deadConnectionsDoNotKeepANewOneOut() throws Exception {
    List<SocketChannel> dead = new ArrayList<>();
    for (int count = 0; count < 3 * HealthSocket.MAX_CONNECTIONS; count++) {
      dead.add(connect());
    }
    try (SocketChannel kiosk = connect()) {
      send(kiosk, line(7));
      assertEquals(7, next());
    }
    for (SocketChannel channel : dead) {
      channel.close();
    }
  }

  @Test
  void aSocketFileLeftByAnEarlierAgentIsReplaced() throws Exception {
    socket.close();
    Files.createFile(path);
    socket = HealthSocket.listen(path, heard::add);
    try (SocketChannel kiosk = connect()) {
      send(kiosk, line(8));
      assertEquals(8, next());
    }
    socket.close();
    assertTrue(Files.notExists(path));
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(path));
  }

  private static void send(SocketChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private long next() throws InterruptedException {
    TerminalHealth health = heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    assertNotNull(health, "nothing was heard");
    return health.counters().sessions();
  }

  private static String line(long sessions) throws IOException {
    return Json.mapper()
            .writeValueAsString(
                new TerminalHealth(List.of(), Activity.IDLE, new Counters(0, 0, sessions, 0), null))
        + "\n";
  }
}
