package be.borne.kiosk.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.card.IdentityVerifier;
import be.borne.device.printer.IppPrinter;
import be.borne.kiosk.document.SealDetails;
import be.borne.kiosk.document.SealGate;
import be.borne.kiosk.document.Verdict;
import be.borne.kiosk.file.FileDevices;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.TestGuichet;
import be.borne.kiosk.health.TerminalWatch;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.order.DeliveryReporter;
import be.borne.kiosk.order.OrderJournal;
import be.borne.kiosk.order.OrderStep;
import be.borne.kiosk.order.PrintDesk;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.MutualTls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints that break off before the printer is asked for anything. */
class TerminalWorkTest {
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";
  private static final Duration PATIENT = Duration.ofSeconds(20);

  /** Only what is woken is done in time. */
  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir Path directory;
  private final UUID claim = UUID.randomUUID();
  private final byte[] pdf = {1, 2, 3};
  private final List<Event> answers = new ArrayList<>();
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
  private TestGuichet guichet;
  private GuichetClient client;
  private IppPrinter printer;
  private OrderJournal journal;
  private TerminalWatch watch;
  private DeliveryReporter reporter;
  private TerminalWork work;
  private SessionScope session;

  @BeforeEach
  void open() throws Exception {
    guichet = new TestGuichet(directory);
    guichet.on(
        GuichetPaths.CLAIMS,
        exchange -> {
          asked.add("claims");
          TestGuichet.json(exchange, 200, "{\"claims\":[]}");
        });
    guichet.on(
        GuichetPaths.DELIVERIES,
        exchange -> {
          reports.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          TestGuichet.answer(exchange, 204, "", new byte[0]);
        });
    client = guichet.client(PATIENT);
    journal = new OrderJournal(directory.resolve("var"), Clock.systemUTC());
    journal.probe();
    printer = new IppPrinter(URI.create("ipp://localhost:1/ipp/print"));
    PrintDesk printing = new PrintDesk(printer, journal, PATIENT, PATIENT, () -> {});
    reporter = new DeliveryReporter(journal, printing, client, Clock.systemUTC(), NEVER, NEVER);
    watch =
        new TerminalWatch(
            journal,
            printing,
            client,
            directory.resolve("health.sock"),
            PATIENT,
            TerminalWatch.Intervals.USUAL,
            Clock.systemUTC(),
            obstacle -> {});
    List<X509Certificate> roots =
        MutualTls.certificates(directory.resolve("authority").resolve("authority.pem"));
    work =
        new TerminalWork(
            TestGuichet.TERMINAL,
            new CardSlot(),
            new IdentityVerifier(roots, Clock.systemUTC()),
            Optional.empty(),
            client,
            journal,
            new SealGate(roots, "NTRBE-0000000097", Clock.systemUTC()),
            printing,
            watch,
            FileDevices.NONE,
            reporter::wake);
    session = work.openSession();
    journal.begun(claim, "residence");
    journal.ordered(claim, REFERENCE);
    session.beginOrder(claim);
    session.keepOrder(
        new Order(
            REFERENCE,
            "residence",
            Order.State.READY,
            new IssuedDocument("0".repeat(64), pdf.length, "7K3M-9QX2-7K3M-9QX2")));
    reporter.start();
    assertEquals("claims", asked.poll(PATIENT.toSeconds(), TimeUnit.SECONDS));
  }

  @AfterEach
  void close() {
    session.close();
    work.close();
    reporter.close();
    watch.close();
    printer.close();
    client.close();
    guichet.close();
    journal.close();
  }

  @Test
  void whatFailsBeforeThePrinterIsAskedIsNotPrintedAndItsClaimIsGivenBack() throws Exception {
    keepDocument(0); // no print job has no pages
    work.carryOut(new Effect.Print(), session, answers::add);
    assertEquals(List.of(new Event.Failed(FaultCode.PRINT_ABORTED)), answers);
    assertGivenBack();
  }

  @Test
  void whatIsInterruptedBeforeThePrinterIsAskedIsNotPrintedAndItsClaimIsGivenBack()
      throws Exception {
    keepDocument(1);
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class, () -> work.carryOut(new Effect.Print(), session, answers::add));
    assertGivenBack();
  }

  private void keepDocument(int pages) {
    session.keepDocument(
        new Verdict.Passed(
            pdf,
            new SealDetails("NTRBE-0000000097", "nobody", Optional.empty(), pages, REFERENCE, 0),
            List.of()));
  }

  private void assertGivenBack() throws InterruptedException {
    assertEquals(Optional.of(OrderStep.NOT_PRINTED), journal.stepOf(REFERENCE));
    assertArrayEquals(new byte[3], pdf);
    String report = reports.poll(PATIENT.toSeconds(), TimeUnit.SECONDS);
    assertTrue(
        report != null && report.contains(claim.toString()) && report.contains("NOT_PRINTED"),
        report);
  }
}
