package be.borne.device.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.printer.IppPrinter;
import be.borne.device.printer.PrinterCondition;
import be.borne.device.printer.PrinterStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The virtual printer as a process of its own, and what is left of it when it is gone. */
class VirtualPrinterTest {
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  @TempDir Path directory;

  private Process startMain() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            VirtualPrinterMain.class.getName(),
            "--directory",
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static URI readyAddress(Process main) throws IOException {
    BufferedReader out = main.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null && !line.startsWith("Virtual printer ready: ")) {
      line = out.readLine();
    }
    assertTrue(line != null, "no ready line");
    return URI.create(line.replaceFirst("Virtual printer ready: ([^,]*),.*", "$1"));
  }

  private static boolean soon(BooleanSupplier condition) throws InterruptedException {
    for (int look = 0; look < 200 && !condition.getAsBoolean(); look++) {
      Thread.sleep(50);
    }
    return condition.getAsBoolean();
  }

  @Test
  void isDrivenFromAnotherProcessAndEndsWhenTold() throws Exception {
    Process main = startMain();
    try {
      URI address = readyAddress(main);
      VirtualPrinterControl control =
          new VirtualPrinterControl(directory.resolve("control.sock"), DEADLINE);
      try (IppPrinter printer = new IppPrinter(address)) {
        assertEquals(PrinterStatus.State.IDLE, printer.status().state());
        assertEquals("ok", control.send("paper-out"));
        assertEquals(List.of(PrinterCondition.PAPER_OUT), printer.status().conditions());
        assertTrue(control.send("status").contains("media-empty"));
        assertEquals("ok", control.send("refill"));
        assertEquals("ok", control.send("slow 1"));
        assertEquals(List.of(), printer.status().conditions());
        assertThrows(IOException.class, () -> control.send("burn"));
        assertThrows(IOException.class, () -> control.send("slow down"));
        assertThrows(IllegalArgumentException.class, () -> control.send("x".repeat(1000)));
      }
      List<ProcessHandle> children = main.descendants().toList();
      assertFalse(children.isEmpty());
      assertEquals("ok", control.send("quit"));
      assertTrue(main.waitFor(20, TimeUnit.SECONDS));
      assertEquals(0, main.exitValue());
      assertTrue(soon(() -> children.stream().noneMatch(ProcessHandle::isAlive)));
      assertFalse(Files.exists(directory.resolve("control.sock")));
    } finally {
      main.destroyForcibly();
    }
  }

  @Test
  void leavesNoProcessWhenItsOwnerIsKilled() throws Exception {
    Process main = startMain();
    try {
      var ignored = readyAddress(main);
      List<ProcessHandle> children = main.descendants().toList();
      assertTrue(children.size() >= 2, "ippeveprinter and its bus");
      main.destroyForcibly();
      assertTrue(
          soon(() -> children.stream().noneMatch(ProcessHandle::isAlive)),
          () -> "still there: " + children.stream().map(ProcessHandle::info).toList());
    } finally {
      main.destroyForcibly();
    }
  }

  @Test
  void clientThatSaysNothingKeepsNobodyWaiting() throws Exception {
    Path path = directory.resolve("s");
    try (var _ = ControlSocket.open(path, line -> "ok");
        SocketChannel silent = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.connect(UnixDomainSocketAddress.of(path));
      assertEquals("ok", new VirtualPrinterControl(path, DEADLINE).send("status"));
    }
    VirtualPrinterControl nobody = new VirtualPrinterControl(path, Duration.ofSeconds(1));
    assertThrows(IOException.class, () -> nobody.send("status"));
  }

  @Test
  void printerThatDoesNotAnswerItsControlIsGivenUp() throws Exception {
    Path path = directory.resolve("s");
    try (var _ =
        ControlSocket.open(
            path,
            line -> {
              Thread.sleep(Duration.ofSeconds(60));
              return "late";
            })) {
      VirtualPrinterControl control = new VirtualPrinterControl(path, Duration.ofMillis(300));
      assertThrows(IOException.class, () -> control.send("status"));
    }
  }
}
