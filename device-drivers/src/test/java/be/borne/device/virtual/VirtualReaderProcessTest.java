package be.borne.device.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.VirtualReaderClient.Fault;
import be.borne.device.virtual.VirtualReaderClient.Slot;
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
      client.insert("joost", Fault.BLOCKED);
      assertTrue(client.status().startsWith("{\"inserted\":\"joost\",\"fault\":\"blocked\""));
      assertTrue(client.status().contains("\"triesLeft\":0"));
      client.unblock("joost");
      assertTrue(client.status().contains("\"triesLeft\":3"));
      client.command("insert forged-photo slot2 1.7-rekeyed liesl");
      assertEquals(
          "{\"inserted\":\"liesl\",\"fault\":\"forged-photo\",\"applet\":\"1.7-rekeyed\",\"apdus\":0,"
              + "\"triesLeft\":3,\"service\":true}",
          client.command("status slot2"));
      client.swap("odile", CardGeneration.APPLET_1_1, Fault.NONE, Slot.SECOND);
      assertTrue(client.command("status slot2").startsWith("{\"inserted\":\"odile\""));
      client.pull(Slot.SECOND);
      assertTrue(client.status().startsWith("{\"inserted\":\"joost\""));
      client.truncateAfter(5);
      client.pull();
      for (String nonsense :
          List.of(
              "insert",
              "insert nobody",
              "insert joost sideways",
              "insert 1.7 blocked",
              "insert joost cloned 1.7",
              "insert joost sha1",
              "insert joost 1.7 1.8",
              "swap joost",
              "pull slot3",
              "status-after 1 6F00",
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
