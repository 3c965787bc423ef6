package be.borne.kiosk.session;

import be.borne.device.card.CardRefusal;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.ReadResult;
import be.borne.device.card.Reading;
import be.borne.device.printer.PrintOutcome;
import be.borne.device.printer.PrinterCondition;
import be.borne.device.printer.Severity;
import be.borne.kiosk.health.TerminalWatch;
import be.borne.kiosk.host.HostDoor;
import be.borne.kiosk.host.HostNotes;
import be.borne.kiosk.host.TestPage;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.TerminalSight;
import be.borne.kiosk.journey.TerminalSight.Care;
import be.borne.kiosk.journey.TerminalSight.Finding;
import be.borne.kiosk.order.JournalUnavailableException;
import be.borne.kiosk.order.OrderJournal;
import be.borne.kiosk.order.PrintDesk;
import be.borne.kiosk.order.PrinterFaults;
import be.borne.protocol.terminal.FaultCode;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the host of the terminal asks for. None of it is about a citizen. */
public final class HostDesk {
  private static final Logger LOG = LoggerFactory.getLogger(HostDesk.class);
  private static final int STEP_DECIBELS = 3;

  private final HostDoor door;
  private final HostNotes notes;
  private final OrderJournal journal;
  private final PrintDesk printing;
  private final TerminalWatch watch;
  private final CardSlot slot;
  private final IdentityVerifier verifier;
  private final TestPage page;
  private final Clock clock;
  private final Optional<IntConsumer> headset;
  private final Runnable restart;

  /**
   * @param headset told how loud the house is, in decibels beside what is configured; empty for a
   *     terminal that does not speak
   * @param restart ends the program for a new start; may return
   */
  public HostDesk(
      HostDoor door,
      HostNotes notes,
      OrderJournal journal,
      PrintDesk printing,
      TerminalWatch watch,
      CardSlot slot,
      IdentityVerifier verifier,
      TestPage page,
      Clock clock,
      Optional<IntConsumer> headset,
      Runnable restart) {
    this.door = door;
    this.notes = notes;
    this.journal = journal;
    this.printing = printing;
    this.watch = watch;
    this.slot = slot;
    this.verifier = verifier;
    this.page = page;
    this.clock = clock;
    this.headset = headset;
    this.restart = restart;
  }

  /** What the host set before this start holds again. To be called before the watch starts. */
  public void start() {
    watch.closedByHost(notes.closed());
    tellHeadset();
  }

  void carryOut(Effect.OfHost effect, SessionScope session, Consumer<Event> answer)
      throws InterruptedException {
    switch (effect) {
      case Effect.CheckHostCode _ -> answer.accept(judged(session));
      case Effect.LookAtTerminal _ -> answer.accept(look());
      case Effect.PrintTestPage _ -> answer.accept(printed(answer));
      case Effect.TestReader _ -> answer.accept(readCard());
      case Effect.SetVolume(int by) -> answer.accept(turned(by));
      case Effect.SwitchService(boolean open) -> answer.accept(switched(open));
      case Effect.Restart _ -> {
        if (printing.isAtRest()) {
          LOG.info("the host restarts the terminal");
          restart.run();
        } else {
          answer.accept(new Event.Failed(FaultCode.EARLIER_PRINT_UNSETTLED));
        }
      }
    }
  }

  private Event judged(SessionScope session) {
    char[] digits = session.pin().take();
    HostDoor.Answer answer;
    try {
      answer = door.knock(digits);
    } finally {
      Arrays.fill(digits, '\0');
    }
    return switch (answer) {
      case HostDoor.Answer.Opens _ -> {
        LOG.info("the host's screen opens");
        yield new Event.HostAdmitted(sight());
      }
      case HostDoor.Answer.Wrong _ -> new Event.HostCodeWrong(0);
      case HostDoor.Answer.Closed(int minutes, boolean begins) -> {
        if (begins) {
          tellFleetOfGuessing();
        }
        yield new Event.HostCodeWrong(minutes);
      }
    };
  }

  /** That somebody guesses is worth knowing; that it cannot be noted must not open the door. */
  private void tellFleetOfGuessing() {
    LOG.warn("too many wrong codes of the host");
    try {
      journal.noted(FaultCode.HOST_CODES_REFUSED);
      watch.changed();
    } catch (JournalUnavailableException e) {
      LOG.error("the fleet is not told of wrong codes of the host: {}", e.getMessage());
    }
  }

  // ---------------------------------------------------------------- how the terminal is

  private Event look() throws InterruptedException {
    watch.look(_ -> {});
    return new Event.TerminalLooked(sight());
  }

  private TerminalSight sight() {
    List<Finding> findings = new ArrayList<>();
    for (FaultCode obstacle : watch.obstacles()) {
      findings.add(new Finding.Obstacle(obstacle));
    }
    List<Finding> soon = new ArrayList<>();
    for (PrinterCondition condition : watch.printerConditions()) {
      if (condition.severity() == Severity.FAILED) {
        findings.add(new Finding.Obstacle(PrinterFaults.of(condition)));
      } else {
        soon.add(new Finding.Soon(care(condition)));
      }
    }
    if (journal.hasDamagedPredecessor()) {
      soon.add(new Finding.Soon(Care.JOURNAL_SET_ASIDE));
    }
    findings.addAll(soon);
    return new TerminalSight(
        findings.stream().distinct().toList(), notes.closed(), headset.map(_ -> notes.volume()));
  }

  private static Care care(PrinterCondition condition) {
    return switch (condition) {
      case PAPER_LOW -> Care.PAPER_LOW;
      case TONER_LOW -> Care.TONER_LOW;
      case OUTPUT_ALMOST_FULL -> Care.OUTPUT_ALMOST_FULL;
      case NOT_OBSERVABLE -> Care.PRINTER_UNSEEN;
      default -> Care.PRINTER_WEARS;
    };
  }

  // ---------------------------------------------------------------- trying things out

  private Event printed(Consumer<Event> answer) throws InterruptedException {
    Optional<PrintOutcome> outcome =
        printing.printTrial(page.drawn(clock.instant()), new TerminalWork.Holds(answer));
    LOG.info("test page: {}", outcome);
    return outcome
        .map(HostDesk::told)
        .orElseGet(() -> new Event.Failed(FaultCode.EARLIER_PRINT_UNSETTLED));
  }

  private static Event told(PrintOutcome outcome) {
    return switch (outcome) {
      case PrintOutcome.Printed _ -> new Event.Printed();
      case PrintOutcome.NotPrinted no -> new Event.Failed(PrinterFaults.of(no));
      case PrintOutcome.Unknown _ -> new Event.Failed(FaultCode.PRINT_OUTCOME_UNKNOWN);
    };
  }

  /** What was read is forgotten here. A card that is out of date was read all the same. */
  private Event readCard() {
    Optional<EidCard> card = slot.card();
    if (card.isEmpty()) {
      return new Event.CardRefused(FaultCode.CARD_PULLED);
    }
    return switch (card.get().read(verifier, Reading.toSignIn())) {
      case ReadResult.Verified _ -> new Event.CardProved();
      case ReadResult.Refused refused ->
          switch (refused.reason()) {
            case CARD_MUTE -> new Event.CardMute();
            case CARD_EXPIRED, CARD_NOT_YET_VALID -> new Event.CardProved();
            default -> refused(refused.reason());
          };
    };
  }

  private static Event refused(CardRefusal reason) {
    return new Event.CardRefused(CardFaults.of(reason));
  }

  // ---------------------------------------------------------------- what is kept

  private Event turned(int by) {
    try {
      notes.turnVolume(by);
      tellHeadset();
      return new Event.TerminalLooked(sight());
    } catch (IOException e) {
      return notKept(e);
    }
  }

  private void tellHeadset() {
    headset.ifPresent(it -> it.accept(STEP_DECIBELS * (notes.volume() - TerminalSight.LOUDEST)));
  }

  private Event switched(boolean open) throws InterruptedException {
    try {
      notes.close(!open);
    } catch (IOException e) {
      return notKept(e);
    }
    LOG.info("the host puts the terminal {} service", open ? "back into" : "out of");
    watch.closedByHost(!open);
    return look();
  }

  private static Event notKept(IOException e) {
    LOG.error("what the host set cannot be kept: {}", e.getClass().getSimpleName());
    return new Event.Failed(FaultCode.JOURNAL_UNAVAILABLE);
  }
}
