package be.borne.kiosk.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.printer.IppPrinter;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.TestGuichet;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.guichet.GuichetPaths;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tells a real HTTPS server, which at first is away or refuses. */
class DeliveryReporterTest {
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";
  private static final Duration PATIENT = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final AtomicInteger calls = new AtomicInteger();
  private TestGuichet guichet;
  private GuichetClient client;
  private OrderJournal journal;
  private IppPrinter printer;
  private DeliveryReporter reporter;

  @BeforeEach
  void open() throws Exception {
    guichet = new TestGuichet(directory);
    client = guichet.client(PATIENT);
    journal = new OrderJournal(directory.resolve("var"), Clock.systemUTC());
    journal.probe();
    UUID key = UUID.randomUUID();
    journal.begun(key, "residence");
    journal.ordered(key, REFERENCE);
    journal.printEnded(REFERENCE, Outcome.NOT_PRINTED);
    // Nothing is unfinished, so nobody asks this printer that is not there.
    printer = new IppPrinter(URI.create("ipp://localhost:1/ipp/print"));
    reporter =
        new DeliveryReporter(
            journal,
            new PrintDesk(printer, journal, PATIENT, Clock.systemUTC(), () -> {}),
            client,
            Clock.systemUTC(),
            Duration.ofMillis(50),
            Duration.ofMillis(200));
  }

  @AfterEach
  void close() {
    reporter.close();
    client.close();
    guichet.close();
    printer.close();
    journal.close();
  }

  @Test
  void triesAgainUntilTheGuichetHasHeard() {
    guichet.on(
        GuichetPaths.DELIVERIES,
        exchange -> {
          if (calls.incrementAndGet() < 3) {
            TestGuichet.answer(exchange, 503, "text/plain", new byte[0]);
          } else {
            TestGuichet.answer(exchange, 204, "", new byte[0]);
          }
        });
    reporter.start();
    awaitTold();
    assertEquals(3, calls.get());
  }

  @Test
  void whatIsRefusedForGoodIsNotSaidForEver() {
    guichet.on(
        GuichetPaths.DELIVERIES,
        exchange -> {
          calls.incrementAndGet();
          TestGuichet.json(exchange, 404, "{\"fault\":\"G-303\",\"rule\":\"no such order\"}");
        });
    reporter.start();
    awaitTold();
    assertEquals(1, calls.get());
  }

  private void awaitTold() {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!journal.untoldDeliveries(1).isEmpty()) {
      assertTrue(System.nanoTime() < end, "never told");
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }
}
