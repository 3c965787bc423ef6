package be.borne.kiosk.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.printer.IppPrinter;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.TestGuichet;
import be.borne.kiosk.order.OrderJournal.UnfinishedPrint;
import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryDoubt.Known;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.json.Json;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real HTTPS server hears of a doubt while the printer, which is not there, is waited for. */
class DoubtReporterTest {
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** As long as one asks a printer, which here is longer than any test. */
  private static final Duration ASKING = Duration.ofMinutes(10);

  @TempDir Path directory;
  private final BlockingQueue<DeliveryDoubt> doubts = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
  private final UUID claim = UUID.randomUUID();
  private TestGuichet guichet;
  private GuichetClient client;
  private OrderJournal journal;
  private IppPrinter printer;
  private DeliveryReporter reporter;

  @BeforeEach
  void open() throws Exception {
    guichet = new TestGuichet(directory);
    client = guichet.client(DEADLINE);
    printer = new IppPrinter(URI.create("ipp://localhost:1/ipp/print"));
    journal = new OrderJournal(directory.resolve("var"), Clock.systemUTC());
    journal.probe();
    journal.begun(claim, "residence");
    journal.ordered(claim, REFERENCE);
    journal.printIntended(REFERENCE, "borne-0123456789abcdef0123456789abcdef");
    journal.printCreated(
        "borne-0123456789abcdef0123456789abcdef", new UnfinishedPrint.Job(7, "urn:uuid:nobody"));
    journal.printHandedOver("borne-0123456789abcdef0123456789abcdef");
    guichet.on(
        GuichetPaths.CLAIMS,
        exchange ->
            TestGuichet.json(
                exchange,
                200,
                "{\"claims\":[{\"reference\":\"%s\",\"claimId\":\"%s\"}]}"
                    .formatted(REFERENCE, claim)));
    guichet.on(
        GuichetPaths.DELIVERIES,
        exchange -> {
          reports.add(exchange.getRequestURI().getPath());
          TestGuichet.answer(exchange, 204, "", new byte[0]);
        });
  }

  private void start() {
    reporter =
        new DeliveryReporter(
            journal,
            new PrintDesk(printer, journal, ASKING, ASKING, () -> reporter.wake()),
            client,
            Clock.systemUTC(),
            Duration.ofMillis(50),
            Duration.ofMillis(200));
    reporter.start();
  }

  @AfterEach
  void close() {
    reporter.close();
    client.close();
    guichet.close();
    printer.close();
    journal.close();
  }

  private void hear(HttpExchange exchange) throws IOException {
    assertTrue(exchange.getRequestURI().getPath().endsWith("/" + REFERENCE));
    doubts.add(
        Json.mapper().readValue(exchange.getRequestBody().readAllBytes(), DeliveryDoubt.class));
    TestGuichet.answer(exchange, 204, "", new byte[0]);
  }

  private DeliveryDoubt heard() throws InterruptedException {
    DeliveryDoubt doubt = doubts.poll(30, TimeUnit.SECONDS);
    assertNotNull(doubt, "staff would find nothing under the code");
    return doubt;
  }

  @Test
  void whatTheCitizenIsToldTheGuichetKnowsWhileThePrinterIsAsked() throws Exception {
    guichet.on(GuichetPaths.DOUBTS, this::hear);
    journal.inDoubt(REFERENCE, Known.PRINTER_SILENT);
    start();
    DeliveryDoubt doubt = heard();
    assertEquals(claim, doubt.claimId());
    assertEquals(Known.PRINTER_SILENT, doubt.known());
    assertEquals(Optional.of(OrderStep.HANDED_OVER), journal.stepOf(REFERENCE), "is asked still");
    // The guichet holds the claim open, and the terminal works on it: that is no end.
    assertNull(reports.poll(1, TimeUnit.SECONDS), "an end that nobody has seen was reported");
    assertTrue(doubts.isEmpty(), "said once is enough");
  }

  @Test
  void afterARestartTheGuichetKnowsBeforeThePrinterHasAnswered() throws Exception {
    guichet.on(GuichetPaths.DOUBTS, this::hear);
    start();
    assertEquals(Known.TERMINAL_INTERRUPTED, heard().known());
    assertFalse(journal.unfinishedPrints().isEmpty());
  }

  @Test
  void aDoubtIsSaidAgainUntilItWasHeard() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    guichet.on(
        GuichetPaths.DOUBTS,
        exchange -> {
          if (calls.incrementAndGet() < 3) {
            TestGuichet.answer(exchange, 503, "text/plain", new byte[0]);
          } else {
            hear(exchange);
          }
        });
    start();
    heard();
    assertEquals(3, calls.get());
  }

  /** As the guichets answer that were built before there were doubts. */
  @Test
  void aGuichetThatKnowsNoDoubtsHearsAllElse() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    guichet.on(
        GuichetPaths.DOUBTS,
        exchange -> {
          calls.incrementAndGet();
          TestGuichet.json(exchange, 404, "{\"fault\":\"G-305\",\"rule\":\"no such call\"}");
        });
    UUID other = UUID.randomUUID();
    journal.begun(other, "residence");
    journal.ordered(other, "TSR-2026-00000001");
    journal.printEnded("TSR-2026-00000001", Outcome.NOT_PRINTED);
    start();
    String told = reports.poll(30, TimeUnit.SECONDS);
    assertEquals(GuichetPaths.DELIVERIES + "/TSR-2026-00000001", told, "held up by the doubt");
    assertTrue(calls.get() > 0);
  }
}
