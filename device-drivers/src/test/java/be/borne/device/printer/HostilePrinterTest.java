package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Types;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /**
   * Each answer is sent on and on until the question is given up: headers, one line, interim
   * answers, what follows the last chunk, a chunk's size. Nothing of it may outlast the deadline.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK/|A: b/",
        "HTTP/1.1 200 OK/A: |bbbbbbbbbbbbbbbb",
        "HTTP/1.1 200 |OKOKOKOKOKOK",
        "HTTP/1.1 100 Continue//|HTTP/1.1 100 Continue//",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//0/|A: b/",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//|1/a/",
        "HTTP/1.1 200 OK/Transfer-Encoding: chunked//|00000000000000",
        "HTTP/1.1 200 OK//|aaaaaaaaaaaaaaaa",
        "HTTP/1.1 200 OK/Content-Length: 999999999//|aaaaaaaa",
        "HTTP/1.1 200 OK/Content-Length: -5//|aaaaaaaa",
        "HTTP/1.1 500 No/Content-Length: 9//|aaaaaaaa",
        "SSH|-2.0-sshd"
      })
  void answersWithoutEndOfAnyPartAreGivenUp(String begin, String more) throws Exception {
    try (ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> sendOn(port, lines(begin), lines(more)));
      URI address = URI.create("ipp://localhost:" + port.getLocalPort() + "/ipp/print");
      long start = System.nanoTime();
      try (IppPrinter printer = new IppPrinter(address, QUICK)) {
        assertFalse(printer.status().canPrint());
      }
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 15);
    }
  }

  /** A slash that ends a line stands for its end; HTTP's own is followed by a digit. */
  private static String lines(String text) {
    return text.replaceAll("/(?!\\d\\.)", "\r\n");
  }

  private static void sendOn(ServerSocket port, String begin, String more) {
    byte[] again = more.repeat(500).getBytes(StandardCharsets.US_ASCII);
    try (Socket printer = port.accept()) {
      OutputStream out = printer.getOutputStream();
      out.write(begin.getBytes(StandardCharsets.US_ASCII));
      for (int sent = 0; sent < 100_000; sent++) {
        out.write(again);
      }
    } catch (IOException e) {
      // Given up, as it should be.
      assertNotNull(e);
    }
  }

  /** One that loses its power in the midst of an answer is away, and still a printer. */
  @Test
  void anAnswerThatBreaksOffIsNoAnswer() throws Exception {
    try (ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket printer = port.accept()) {
                  printer.getInputStream().skipNBytes(1);
                  printer
                      .getOutputStream()
                      .write(
                          lines("HTTP/1.1 200 OK/Content-Length: 99//a")
                              .getBytes(StandardCharsets.US_ASCII));
                  printer.shutdownOutput();
                  printer.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      URI address = URI.create("ipp://localhost:" + port.getLocalPort() + "/ipp/print");
      try (IppPrinter printer = new IppPrinter(address, QUICK)) {
        assertEquals(List.of(PrinterCondition.UNREACHABLE), printer.status().conditions());
      }
    }
  }

  /** Chunks of one byte, interim answers, a header in odd letters: all that RFC 9112 allows. */
  @Test
  void anOddButRightAnswerIsUnderstood() throws Exception {
    byte[] good = goodAnswer();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(
        lines("HTTP/1.1 100 Continue//HTTP/1.1 200 OK/tRANSFER-encoding:chunked//")
            .getBytes(StandardCharsets.US_ASCII));
    for (byte one : good) {
      answer.writeBytes("1;x=y\r\n".getBytes(StandardCharsets.US_ASCII));
      answer.write(one);
      answer.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    answer.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    try (ServerSocket port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket printer = port.accept()) {
                  printer.getOutputStream().write(answer.toByteArray());
                  printer.shutdownOutput();
                  printer.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      URI address = URI.create("http://localhost:" + port.getLocalPort() + "/ipp/print");
      assertArrayEquals(
          good,
          PlainHttp.ask(
              address, PlainHttp.request(address, new byte[] {1}), Duration.ofSeconds(5)));
    }
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
