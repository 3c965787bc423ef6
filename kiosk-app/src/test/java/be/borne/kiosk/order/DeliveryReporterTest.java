package be.borne.kiosk.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.printer.IppPrinter;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.TestGuichet;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.guichet.GuichetPaths;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
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
            new PrintDesk(printer, journal, PATIENT, PATIENT, () -> {}),
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

  @Test
  void whatTheJournalHasLostIsReportedAsUnknownAndNothingElseIs() {
    UUID lost = UUID.randomUUID();
    UUID underWay = UUID.randomUUID();
    assertTrue(journal.pickedUp(underWay, "residence", "TSR-2026-00000001"));
    Queue<String> reports = new ConcurrentLinkedQueue<>();
    Set<String> open = ConcurrentHashMap.newKeySet();
    open.addAll(
        List.of(
            "{\"reference\":\"TSR-2026-00000001\",\"claimId\":\"%s\"}".formatted(underWay),
            "{\"reference\":\"TSR-2026-00000002\",\"claimId\":\"%s\"}".formatted(lost)));
    guichet.on(
        GuichetPaths.CLAIMS,
        exchange ->
            TestGuichet.json(exchange, 200, "{\"claims\":[%s]}".formatted(String.join(",", open))));
    guichet.on(
        GuichetPaths.DELIVERIES,
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          reports.add(body);
          open.removeIf(claim -> claim.contains(lost.toString()) && body.contains(lost.toString()));
          TestGuichet.answer(exchange, 204, "", new byte[0]);
        });
    reporter.start();
    await(() -> reports.stream().anyMatch(report -> report.contains(lost.toString())));
    assertTrue(
        reports.stream()
            .filter(report -> report.contains(lost.toString()))
            .allMatch(report -> report.contains("UNKNOWN")));
    assertTrue(reports.stream().noneMatch(report -> report.contains(underWay.toString())));
  }

  /** The claim came to the guichet after the report that ended it. */
  @Test
  void aClaimThatCameTooLateIsEndedOnceMore() {
    AtomicBoolean open = new AtomicBoolean();
    UUID claim = journal.untoldDeliveries(1).getFirst().report().claimId();
    guichet.on(
        GuichetPaths.CLAIMS,
        exchange ->
            TestGuichet.json(
                exchange,
                200,
                open.get()
                    ? "{\"claims\":[{\"reference\":\"%s\",\"claimId\":\"%s\"}]}"
                        .formatted(REFERENCE, claim)
                    : "{\"claims\":[]}"));
    guichet.on(
        GuichetPaths.DELIVERIES,
        exchange -> {
          if (calls.incrementAndGet() == 1) {
            open.set(true);
            TestGuichet.json(exchange, 404, "{\"fault\":\"G-303\",\"rule\":\"no such order\"}");
          } else {
            open.set(false);
            TestGuichet.answer(exchange, 204, "", new byte[0]);
          }
        });
    reporter.start();
    await(() -> calls.get() == 2 && !open.get());
    awaitTold();
  }

  private static void await(BooleanSupplier fact) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!fact.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "never came");
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  private void awaitTold() {
    await(() -> journal.untoldDeliveries(1).isEmpty());
  }
}
