package be.borne.demo.faults;

import be.borne.device.card.CardEvent;
import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.printer.IppPrinter;
import be.borne.device.printer.PrinterDeadlines;
import be.borne.device.printer.PrinterStatus;
import be.borne.device.virtual.VirtualEid;
import be.borne.kiosk.document.SealGate;
import be.borne.kiosk.file.FileDevices;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.health.TerminalWatch;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.WaitingDocument;
import be.borne.kiosk.order.DeliveryReporter;
import be.borne.kiosk.order.JournalUnavailableException;
import be.borne.kiosk.order.OrderJournal;
import be.borne.kiosk.order.PrintDesk;
import be.borne.kiosk.session.CardSlot;
import be.borne.kiosk.session.SessionScope;
import be.borne.kiosk.session.TerminalWork;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.MutualTls;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The terminal's own parts, put together as the kiosk does but for its window, its reader and what
 * looks at the printer meanwhile; and a citizen, who takes one step after the other.
 */
final class BenchTerminal implements AutoCloseable {
  /** As a terminal's own, and shorter, so that five hundred runs take minutes. */
  static final PrinterDeadlines PRINTER_DEADLINES =
      new PrinterDeadlines(Duration.ofSeconds(3), Duration.ofMillis(200), Duration.ofSeconds(3));

  static final Duration GUICHET_DEADLINE = Duration.ofSeconds(5);

  /** None beyond one recovery, which waits for the printer as long as a print does. */
  private static final Duration PATIENCE_WITH_PRINTER = Duration.ZERO;

  private static final Duration FIRST_REPORT_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_REPORT_PAUSE = Duration.ofSeconds(1);
  private static final Duration CARD_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final TerminalWatch.Pace SELDOM = new TerminalWatch.Pace(HOUR, HOUR);

  private final String service;
  private final IppPrinter printer;
  private final GuichetClient guichet;
  private final OrderJournal journal;
  private final PrintDesk printing;
  private final DeliveryReporter deliveries;
  private final TerminalWatch watch;
  private final TerminalWork work;

  BenchTerminal(TerminalSettings settings) throws IOException, GeneralSecurityException {
    Clock clock = Clock.systemUTC();
    service = settings.service();
    printer = new IppPrinter(settings.printer(), PRINTER_DEADLINES);
    guichet =
        new GuichetClient(
            settings.guichet(),
            MutualTls.context(
                settings.identity().certificate(),
                settings.identity().key(),
                settings.identity().authority()),
            GUICHET_DEADLINE);
    journal = new OrderJournal(settings.journal(), clock);
    printing =
        new PrintDesk(
            printer, journal, settings.print(), PATIENCE_WITH_PRINTER, this::deliveriesChanged);
    deliveries =
        new DeliveryReporter(
            journal, printing, guichet, clock, FIRST_REPORT_PAUSE, LONGEST_REPORT_PAUSE);
    // Never started: a look at the printer between two steps of a print would pass for one of them.
    watch =
        new TerminalWatch(
            journal,
            printing,
            guichet,
            settings.journal().resolve("health"),
            HOUR,
            new TerminalWatch.Intervals(SELDOM, SELDOM, SELDOM, HOUR),
            clock,
            _ -> {});
    CardSlot slot = new CardSlot();
    slot.note(
        new CardEvent.CardInserted(
            EidCard.at(
                new CardInlet(settings.card()), new CardReaderSettings("bench", CARD_TIMEOUT))));
    work =
        new TerminalWork(
            settings.id(),
            slot,
            new IdentityVerifier(MutualTls.certificates(settings.cardRoots()), clock),
            Optional.empty(),
            guichet,
            journal,
            new SealGate(
                MutualTls.certificates(settings.sealRoot()), settings.organisation(), clock),
            printing,
            watch,
            FileDevices.NONE,
            this::deliveriesChanged);
  }

  private void deliveriesChanged() {
    deliveries.wake();
  }

  /** As a terminal does before anybody can come. */
  void start() {
    journal.probe();
    deliveries.start();
  }

  /**
   * A whole visit: card, PIN, order, claim, document, seal, paper.
   *
   * @param placed told the order's reference
   * @return how it ended: {@code Printed}, or the code of the fault that the citizen is shown
   */
  String order(Consumer<String> placed) throws InterruptedException {
    try (SessionScope visit = work.openSession()) {
      Event signedIn = signIn(visit);
      if (!(signedIn instanceof Event.SignedIn)) {
        return words(signedIn);
      }
      Event order = done(new Effect.PlaceOrder(new OrderRequest(service, Language.FRENCH)), visit);
      if (!(order instanceof Event.OrderPlaced(String reference, _, _))) {
        return words(order);
      }
      placed.accept(reference);
      Event document = done(new Effect.FetchAndCheckDocument(), visit);
      return words(
          document instanceof Event.DocumentAccepted ? done(new Effect.Print(), visit) : document);
    }
  }

  /**
   * A visit for what was ordered earlier. Asks for it also where the list says that it cannot be
   * had, which no terminal's screen would let a citizen do.
   *
   * @return how it stood in the citizen's list, {@code absent} if it did not; and how the visit
   *     ended
   */
  String collect(String reference) throws InterruptedException {
    try (SessionScope visit = work.openSession()) {
      if (!(signIn(visit) instanceof Event.SignedIn signedIn)) {
        return "unseen " + FaultCode.GUICHET_UNREACHABLE.code();
      }
      String standing =
          signedIn.waiting().stream()
              .filter(waiting -> waiting.reference().equals(reference))
              .map(WaitingDocument::standing)
              .map(Enum::name)
              .findFirst()
              .orElse("absent");
      Event document = done(new Effect.CollectDocument(reference), visit);
      return standing
          + " "
          + words(
              document instanceof Event.DocumentAccepted
                  ? done(new Effect.Print(), visit)
                  : document);
    }
  }

  private Event signIn(SessionScope visit) throws InterruptedException {
    Event card = done(new Effect.ReadCard(), visit);
    if (!(card instanceof Event.CardIdentified)) {
      return card;
    }
    char[] pin = VirtualEid.pin();
    for (char digit : pin) {
      visit.pin().add(digit);
    }
    Arrays.fill(pin, '\0');
    return done(new Effect.SignIn(), visit);
  }

  /** Its last answer; what goes wrong becomes one, as it does in the kiosk. */
  private Event done(Effect effect, SessionScope visit) throws InterruptedException {
    AtomicReference<Event> last = new AtomicReference<>(new Event.Failed(FaultCode.INTERNAL));
    try {
      work.carryOut(effect, visit, last::set);
    } catch (GuichetException e) {
      last.set(new Event.Failed(e.fault()));
    } catch (JournalUnavailableException e) {
      last.set(new Event.Failed(FaultCode.JOURNAL_UNAVAILABLE));
    }
    return last.get();
  }

  private static String words(Event event) {
    return switch (event) {
      case Event.Failed(FaultCode why) -> why.code();
      case Event.CardRefused(FaultCode why) -> why.code();
      case Event.OrderRefused _ -> FaultCode.ORDER_REFUSED.code();
      default -> event.getClass().getSimpleName();
    };
  }

  OrderJournal journal() {
    return journal;
  }

  PrinterStatus printerStatus() throws InterruptedException {
    return printing.printerStatus();
  }

  @Override
  public void close() {
    work.close();
    deliveries.close();
    watch.close();
    printer.close();
    guichet.close();
    journal.close();
  }
}
