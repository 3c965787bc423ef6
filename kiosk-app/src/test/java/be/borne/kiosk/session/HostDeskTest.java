package be.borne.kiosk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.card.CardEvent;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.printer.IppPrinter;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.TestGuichet;
import be.borne.kiosk.health.TerminalWatch;
import be.borne.kiosk.host.HostDoor;
import be.borne.kiosk.host.HostNotes;
import be.borne.kiosk.host.TestPage;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.TerminalSight;
import be.borne.kiosk.journey.TerminalSight.Finding;
import be.borne.kiosk.order.OrderJournal;
import be.borne.kiosk.order.PrintDesk;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.HostCode;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.MutualTls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host asks for, of a terminal whose printer is switched off and whose reader is there. */
class HostDeskTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);

  /** Of 314159, made by another program. */
  private static final HostCode CODE =
      HostCode.ofWord(
          "pbkdf2-sha256$100000$AAECAwQFBgcICQoLDA0ODw==$G5Q09PrZ/T8Oij5tmYxHOe/jjHmvvRxhgbZLdLN2Nbs=");

  @TempDir Path directory;
  private final List<Integer> loudness = new ArrayList<>();
  private final AtomicInteger restarts = new AtomicInteger();
  private TestGuichet guichet;
  private GuichetClient client;
  private IppPrinter printer;
  private OrderJournal journal;
  private TerminalWatch watch;
  private HostDesk desk;

  @BeforeEach
  void open() throws Exception {
    guichet = new TestGuichet(directory);
    client = guichet.client(PATIENT);
    journal = new OrderJournal(directory.resolve("var"), Clock.systemUTC());
    journal.probe();
    printer = new IppPrinter(URI.create("ipp://localhost:1/ipp/print"));
    PrintDesk printing = new PrintDesk(printer, journal, PATIENT, PATIENT, () -> {});
    watch =
        new TerminalWatch(
            journal,
            printing,
            client,
            directory.resolve("health.sock"),
            PATIENT,
            TerminalWatch.Intervals.USUAL,
            Clock.systemUTC(),
            _ -> {});
    watch.readerSaw(new CardEvent.CardRemoved());
    desk = desk(printing);
    desk.start();
  }

  /** As after a new start of the program. */
  private HostDesk desk(PrintDesk printing) throws Exception {
    HostNotes notes = new HostNotes(directory.resolve("var"));
    return new HostDesk(
        new HostDoor(Optional.of(CODE), notes, Clock.systemUTC()),
        notes,
        journal,
        printing,
        watch,
        new CardSlot(),
        new IdentityVerifier(
            MutualTls.certificates(directory.resolve("authority").resolve("authority.pem")),
            Clock.systemUTC()),
        new TestPage("library-1", "Library", Language.ENGLISH),
        Clock.systemUTC(),
        Optional.of(loudness::add),
        restarts::incrementAndGet);
  }

  @AfterEach
  void close() {
    watch.close();
    printer.close();
    client.close();
    guichet.close();
    journal.close();
  }

  private Event done(Effect.OfHost effect, SessionScope session) throws InterruptedException {
    List<Event> answers = new ArrayList<>();
    desk.carryOut(effect, session, answers::add);
    return answers.getLast();
  }

  private Event done(Effect.OfHost effect) throws InterruptedException {
    try (SessionScope none = new SessionScope(SessionScope.Farewell.NONE)) {
      return done(effect, none);
    }
  }

  private Event knock(String digits) throws InterruptedException {
    try (SessionScope scope = new SessionScope(SessionScope.Farewell.NONE)) {
      digits.chars().forEach(digit -> scope.pin().add((char) digit));
      Event answer = done(new Effect.CheckHostCode(), scope);
      assertTrue(scope.pin().isZero(), "digits are left");
      return answer;
    }
  }

  @Test
  void theFleetHearsOfGuessing() throws InterruptedException {
    assertInstanceOf(Event.HostAdmitted.class, knock("314159"));
    for (int i = 1; i < 5; i++) {
      assertEquals(new Event.HostCodeWrong(0), knock("000000"));
    }
    assertTrue(journal.lastFault().isEmpty());
    assertEquals(new Event.HostCodeWrong(1), knock("000000"));
    assertEquals(FaultCode.HOST_CODES_REFUSED, journal.lastFault().orElseThrow().fault());
    assertEquals(0, journal.counters().faultsShown(), "no citizen was shown it");
    assertEquals(new Event.HostCodeWrong(1), knock("314159"));
  }

  @Test
  void aClosedTerminalIsClosedUntilItIsOpened() throws Exception {
    TerminalSight closed = looked(done(new Effect.SwitchService(false)));
    assertTrue(closed.closedByHost());
    assertEquals(
        new Finding.Obstacle(FaultCode.OUT_OF_SERVICE_BY_HOST), closed.findings().getFirst());
    // Another program finds it closed.
    assertTrue(new HostNotes(directory.resolve("var")).closed());
    TerminalSight opened = looked(done(new Effect.SwitchService(true)));
    assertFalse(opened.closedByHost());
    assertFalse(opened.findings().contains(new Finding.Obstacle(FaultCode.OUT_OF_SERVICE_BY_HOST)));
    assertTrue(
        opened.findings().contains(new Finding.Obstacle(FaultCode.PRINTER_UNREACHABLE)),
        opened.toString());
  }

  @Test
  void theHouseIsAsLoudAsItsHostHasSet() throws InterruptedException {
    assertEquals(Optional.of(5), looked(done(new Effect.SetVolume(1))).volume());
    assertEquals(Optional.of(4), looked(done(new Effect.SetVolume(-1))).volume());
    assertEquals(List.of(0, 0, -3), loudness);
  }

  /** Nobody can tell what an earlier print is about to put out. */
  @Test
  void whileAPrintIsUnsettledNoTestPageIsSent() throws InterruptedException {
    UUID claim = UUID.randomUUID();
    journal.begun(claim, "residence");
    journal.ordered(claim, "TSR-2026-7K3M9QX2");
    journal.printIntended("TSR-2026-7K3M9QX2", "borne-0000000000");
    assertEquals(
        new Event.Failed(FaultCode.EARLIER_PRINT_UNSETTLED), done(new Effect.PrintTestPage()));
    assertEquals(1, journal.unfinishedPrints().size());
  }

  @Test
  void withoutACardNothingIsRead() throws InterruptedException {
    assertEquals(new Event.CardRefused(FaultCode.CARD_PULLED), done(new Effect.TestReader()));
  }

  @Test
  void aRestartIsAskedForOnce() throws InterruptedException {
    desk.carryOut(
        new Effect.Restart(),
        new SessionScope(SessionScope.Farewell.NONE),
        _ -> {
          throw new AssertionError("nothing is to be said");
        });
    assertEquals(1, restarts.get());
  }

  private static TerminalSight looked(Event event) {
    return assertInstanceOf(Event.TerminalLooked.class, event).sight();
  }
}
