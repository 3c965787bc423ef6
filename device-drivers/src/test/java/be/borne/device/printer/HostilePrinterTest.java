package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Types;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Something that is not a printer, or a printer gone mad, at the printer's address. */
class HostilePrinterTest {
  private static final PrinterDeadlines QUICK =
      new PrinterDeadlines(Duration.ofSeconds(8), Duration.ofMillis(100), Duration.ofMillis(500));

  /** What it answers to every request. */
  @FunctionalInterface
  private interface Answer {
    void write(OutputStream out) throws IOException;
  }

  private HttpServer server;
  private volatile Answer answer = out -> {};

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            answer.write(out);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private PrinterStatus status() throws InterruptedException {
    URI address = URI.create("ipp://localhost:" + server.getAddress().getPort() + "/ipp/print");
    try (IppPrinter printer = new IppPrinter(address, QUICK)) {
      return printer.status();
    }
  }

  private void assertNoPrinter(byte[] bytes) throws Exception {
    answer = out -> out.write(bytes);
    assertEquals(List.of(PrinterCondition.NOT_A_PRINTER), status().conditions());
  }

  private static byte[] header(int... rest) {
    byte[] bytes = new byte[8 + rest.length];
    bytes[0] = 2;
    bytes[7] = 1;
    for (int at = 0; at < rest.length; at++) {
      bytes[8 + at] = (byte) rest[at];
    }
    return bytes;
  }

  @Test
  void webPageAndNonsense() throws Exception {
    assertNoPrinter("<html>hello</html>".getBytes(StandardCharsets.US_ASCII));
    assertNoPrinter(new byte[0]);
    assertNoPrinter(header());
    assertNoPrinter(header(3));
    assertNoPrinter(header(4, 0x23, 0x7f, 0xff)); // a name longer than the answer
    assertNoPrinter(header(4, 0x23, 0xff, 0xff)); // a negative length
    assertNoPrinter(header(4, 0x37, 0, 0, 0, 0, 3)); // a collection that never began
  }

  @Test
  void collectionsNestedWithoutEnd() throws Exception {
    ByteArrayOutputStream nested = new ByteArrayOutputStream();
    nested.writeBytes(header(4));
    for (int depth = 0; depth < 50_000; depth++) {
      nested.writeBytes(new byte[] {0x34, 0, 1, 'a', 0, 0});
    }
    nested.write(3);
    assertNoPrinter(nested.toByteArray());
  }

  @Test
  void answerWithoutEndIsCutOff() throws Exception {
    byte[] block = new byte[8192];
    answer =
        out -> {
          for (int sent = 0; sent < 100_000; sent++) {
            out.write(block);
          }
        };
    PrinterStatus status = status();
    assertEquals(PrinterStatus.State.UNREACHABLE, status.state());
  }

  @Test
  void answerThatDripsIsGivenUp() throws Exception {
    answer =
        out -> {
          for (int sent = 0; sent < 600; sent++) {
            out.write(0);
            out.flush();
            pause();
          }
        };
    long start = System.nanoTime();
    assertEquals(List.of(PrinterCondition.UNREACHABLE), status().conditions());
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 20);
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void randomBytesBehindAGoodHeader() throws Exception {
    Random random = new Random(20260310);
    byte[] good = goodAnswer();
    for (int round = 0; round < 300; round++) {
      byte[] bytes = good.clone();
      for (int change = 0; change <= random.nextInt(4); change++) {
        bytes[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt(256);
      }
      byte[] sent =
          random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length));
      try {
        IppBounds.check(sent);
      } catch (IppFailure e) {
        assertEquals(IppFailure.Kind.BAD_ANSWER, e.kind());
        continue;
      }
      answer = out -> out.write(sent);
      // Whatever it says now, it never says enough to be printed on.
      assertFalse(status().canPrint());
    }
  }

  private static byte[] goodAnswer() throws IOException {
    IppPacket.Builder packet = new IppPacket.Builder(Operation.getPrinterAttributes, 0x0200, 1);
    packet.putOperationAttributes(
        Types.attributesCharset.of("utf-8"), Types.attributesNaturalLanguage.of("en"));
    packet.putPrinterAttributes(
        Types.printerStateReasons.of(List.of("media-empty-error")),
        Types.printerIsAcceptingJobs.of(true),
        Types.printerMakeAndModel.of("Mad"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new IppOutputStream(bytes)) {
      out.write(packet.build());
    }
    byte[] answer = bytes.toByteArray();
    answer[2] = 0; // Get-Printer-Attributes is not a status; successful-ok is
    answer[3] = 0;
    return answer;
  }

  @Test
  void printIsRefusedBeforeAnythingIsSent() throws Exception {
    answer = out -> out.write("no".getBytes(StandardCharsets.US_ASCII));
    URI address = URI.create("ipp://localhost:" + server.getAddress().getPort() + "/ipp/print");
    try (IppPrinter printer = new IppPrinter(address, QUICK)) {
      RecordingJournal journal = new RecordingJournal();
      PrintOutcome outcome =
          printer.print(
              new PrintJob(PrintJob.newJobName(), TinyPdf.ofPages(1), 1),
              journal,
              PrintProgress.NONE,
              Duration.ofMillis(300));
      assertEquals(
          Optional.of(PrinterCondition.NOT_A_PRINTER),
          assertInstanceOf(PrintOutcome.NotPrinted.class, outcome).condition());
      assertEquals(List.of("ended"), journal.steps());
    }
  }
}
