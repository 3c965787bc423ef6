package be.borne.device.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader's process: ready when it says so, and nothing left of it afterwards. */
class VirtualReaderProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;

  @Test
  void obeysAndLeavesNothingBehind() throws Exception {
    List<ProcessHandle> service;
    try (VirtualReaderProcess reader = VirtualReaderProcess.start(directory)) {
      assertTrue(Files.exists(reader.pcscSocket()));
      assertTrue(Files.exists(reader.root()));
      service = reader.handle().descendants().toList();
      assertFalse(service.isEmpty());
      VirtualReaderClient client = reader.client();
      assertEquals(
          "{\"inserted\":null,\"fault\":\"none\",\"applet\":null,\"apdus\":0,"
              + "\"triesLeft\":null,\"service\":true}",
          client.status());
      client.insert("joost", VirtualReaderClient.Fault.BLOCKED);
      assertTrue(client.status().startsWith("{\"inserted\":\"joost\",\"fault\":\"blocked\""));
      assertTrue(client.status().contains("\"triesLeft\":0"));
      client.unblock("joost");
      assertTrue(client.status().contains("\"triesLeft\":3"));
      client.pull();
      for (String nonsense :
          List.of(
              "insert",
              "insert nobody",
              "insert joost sideways",
              "pull-after",
              "pull-after -1",
              "pull-after 5",
              "service maybe",
              "",
              "dance")) {
        IOException refused =
            assertThrows(IOException.class, () -> client.command(nonsense), nonsense);
        assertTrue(refused.getMessage().contains("error"), refused.getMessage());
      }
      assertThrows(IOException.class, () -> client.command("x".repeat(5_000)));
      assertTrue(client.status().contains("\"service\":true"));
    }
    assertAllEnd(service);
    assertFalse(Files.exists(directory.resolve("control.sock")));
  }

  @Test
  void endsItsServiceWithItselfEvenWhenKilled() throws Exception {
    try (VirtualReaderProcess reader = VirtualReaderProcess.start(directory)) {
      List<ProcessHandle> service = reader.handle().descendants().toList();
      reader.handle().destroyForcibly();
      assertAllEnd(service);
    }
  }

  @Test
  void endsWhenTold() throws Exception {
    try (VirtualReaderProcess reader = VirtualReaderProcess.start(directory)) {
      List<ProcessHandle> all = List.of(reader.handle());
      reader.client().quit();
      assertAllEnd(all);
    }
  }

  @Test
  void saysWhyItDoesNotStart() {
    Path tooLong = directory.resolve("d".repeat(120));
    assertThrows(IOException.class, () -> VirtualReaderProcess.start(tooLong));
  }

  private static void assertAllEnd(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
