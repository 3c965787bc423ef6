package be.borne.kiosk.session;

import be.borne.device.card.IdentityVerifier;
import be.borne.device.printer.PrintOutcome;
import be.borne.device.printer.PrintProgress;
import be.borne.device.printer.PrinterStatus;
import be.borne.device.printer.Sides;
import be.borne.kiosk.document.SealGate;
import be.borne.kiosk.document.Verdict;
import be.borne.kiosk.file.FileDevices;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.health.TerminalWatch;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.order.JournalUnavailableException;
import be.borne.kiosk.order.OrderJournal;
import be.borne.kiosk.order.OrderStep;
import be.borne.kiosk.order.PrintDesk;
import be.borne.kiosk.order.PrinterFaults;
import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the journey's effects out with this terminal's reader, printer, journal and guichet. */
public final class TerminalWork implements EffectWork, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TerminalWork.class);
  private static final Duration FAREWELL_TIMEOUT = Duration.ofSeconds(3);

  private final GuichetClient guichet;
  private final OrderJournal journal;
  private final PrintDesk printing;
  private final TerminalWatch watch;
  private final SignInDesk signIn;
  private final OrderDesk orders;
  private final FormDesk forms;
  private final RequestDesk requests;
  private final FileDesk files;
  private final Runnable deliveriesChanged;
  private final ExecutorService farewells = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param terminal the terminal's identifier, which stands in what a card signs
   * @param atReadersKeys how long a PIN may take on the reader's keys, {@link
   *     Deadlines#atReadersKeys()}; empty where it is typed on the screen, whatever the reader has
   * @param devices what citizens' files are taken with
   * @param deliveriesChanged told when the guichet has something to hear; must not block
   */
  public TerminalWork(
      String terminal,
      CardSlot slot,
      IdentityVerifier verifier,
      Optional<Duration> atReadersKeys,
      GuichetClient guichet,
      OrderJournal journal,
      SealGate gate,
      PrintDesk printing,
      TerminalWatch watch,
      FileDevices devices,
      Runnable deliveriesChanged) {
    this.guichet = guichet;
    this.journal = journal;
    this.printing = printing;
    this.watch = watch;
    this.signIn = new SignInDesk(slot, verifier, guichet, terminal, atReadersKeys);
    this.orders = new OrderDesk(guichet, journal, gate);
    this.forms = new FormDesk(guichet, verifier, Clock.systemUTC());
    this.requests = new RequestDesk(guichet);
    this.files = new FileDesk(devices, guichet);
    this.deliveriesChanged = deliveriesChanged;
  }

  @Override
  public SessionScope openSession() {
    farewells.execute(files::visitBegun);
    return new SessionScope(
        new SessionScope.Farewell() {
          @Override
          public void signOut(CitizenSession session) {
            farewells.execute(files::visitEnded);
            farewells.execute(() -> endAtGuichet(session));
          }

          @Override
          public void leaveUnprinted(UUID idempotencyKey) {
            farewells.execute(() -> closeOrder(idempotencyKey));
          }
        });
  }

  @Override
  public void carryOut(Effect effect, SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    switch (effect) {
      case Effect.ReadCard _ -> {
        if (session.isFirstCard()) {
          journal.sessionBegun();
          watch.changed();
        }
        signIn.readCard(session, answer);
      }
      case Effect.SignIn _ -> signIn.signIn(session, answer);
      case Effect.SignInOnReader(Language language) ->
          signIn.signInOnReader(session, language, answer);
      case Effect.PlaceOrder order -> orders.place(order, session, answer);
      case Effect.OpenForm form -> forms.open(form, session, answer);
      case Effect.SendForm form -> forms.send(form, session, answer);
      case Effect.SaveDraft(String form, Draft draft) -> forms.keep(form, draft, session, answer);
      case Effect.DropDraft(String form) -> forms.drop(form, session, answer);
      case Effect.AwaitStick(var field) -> files.awaitStick(field, session, answer);
      case Effect.SendStickFile file -> files.sendStickFile(file, session, answer);
      case Effect.TakePicture _ -> files.takePicture(session, answer);
      case Effect.SendPictures pictures -> files.sendPictures(pictures, session, answer);
      case Effect.ForgetFile(String reference) -> files.forget(reference, session);
      case Effect.FetchAndCheckDocument _ -> orders.fetchAndCheck(session, answer);
      case Effect.CollectDocument waiting -> orders.collect(waiting, session, answer);
      case Effect.FetchRequests _ -> requests.tell(session, answer);
      case Effect.Print _ -> print(session, answer);
      case Effect.TellFleet(FaultCode fault) -> {
        LOG.info("a citizen is shown {}", fault.code());
        journal.faultShown(fault);
        watch.changed();
      }
      case Effect.CallStaff _ -> {
        LOG.info("a citizen asks for a person");
        journal.staffCalled();
        watch.changed();
      }
      case Effect.ObserveTerminal _ ->
          watch.look(obstacle -> answer.accept(new Event.TerminalObserved(obstacle)));
      case Effect.OpenSession _,
          Effect.WipePin _,
          Effect.CloseSession _,
          Effect.KeepPicture _,
          Effect.UndoPicture _,
          Effect.DropFile _ ->
          throw new IllegalArgumentException("the runner does this itself");
      case Effect.OfHost _ -> throw new IllegalArgumentException("the host's desk does this");
    }
  }

  private void print(SessionScope session, Consumer<Event> answer) throws InterruptedException {
    Order order = session.order();
    String reference = order.reference();
    UUID claim = session.claimId();
    Verdict.Passed document = session.takeDocument();
    PrintOutcome outcome;
    try {
      outcome =
          printing.print(
              reference,
              document.bytes(),
              document.details().pages(),
              order.copies(),
              sidesOf(order),
              new Holds(answer));
    } catch (InterruptedException | JournalUnavailableException e) {
      closeOrder(claim);
      throw e;
    } catch (RuntimeException | Error e) {
      closeOrder(claim);
      if (!isNotPrinted(reference)) {
        throw e;
      }
      LOG.error("the print of {} failed, certainly without paper", reference, new WordlessTrace(e));
      answer.accept(new Event.Failed(FaultCode.PRINT_ABORTED));
      return;
    } finally {
      Arrays.fill(document.bytes(), (byte) 0);
      watch.changed();
    }
    LOG.info("print of {}: {}", reference, outcome);
    answer.accept(
        switch (outcome) {
          case PrintOutcome.Printed _ -> new Event.Printed();
          case PrintOutcome.NotPrinted no -> new Event.Failed(PrinterFaults.of(no));
          case PrintOutcome.Unknown _ -> new Event.Failed(FaultCode.PRINT_OUTCOME_UNKNOWN);
        });
  }

  private boolean isNotPrinted(String reference) {
    try {
      return journal.stepOf(reference).equals(Optional.of(OrderStep.NOT_PRINTED));
    } catch (JournalUnavailableException e) {
      return false;
    }
  }

  private static Sides sidesOf(Order order) {
    return switch (order.sides()) {
      case ONE_SIDED -> Sides.ONE_SIDED;
      case TWO_SIDED -> Sides.TWO_SIDED_LONG_EDGE;
    };
  }

  /** Tells the citizen when the printer waits for a hand, and when it goes on. */
  static final class Holds implements PrintProgress {
    private final Consumer<Event> answer;
    private final AtomicReference<Optional<FaultCode>> told =
        new AtomicReference<>(Optional.empty());

    Holds(Consumer<Event> answer) {
      this.answer = answer;
    }

    @Override
    public void observed(Phase phase, PrinterStatus printer) {
      Optional<FaultCode> held =
          printer.canPrint() ? Optional.empty() : printer.worst().map(PrinterFaults::of);
      if (!told.getAndSet(held).equals(held)) {
        answer.accept(held.<Event>map(Event.PrinterHeld::new).orElseGet(Event.PrinterResumed::new));
      }
    }
  }

  /** Waits a little for what is still to be said to the guichet. */
  @Override
  public void close() {
    farewells.shutdown();
    try {
      if (!farewells.awaitTermination(FAREWELL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("the guichet could not be told that a visit ended");
        farewells.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void endAtGuichet(CitizenSession session) {
    try {
      guichet.signOut(session);
    } catch (GuichetException e) {
      // It expires there by itself; and it is worthless to anyone without our certificate.
      LOG.warn("sign-out at the guichet: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * An order for which nobody answers any more: it has no paper if its print did not come to its
   * intent, and if it did, what became of it is found out from the journal.
   */
  private void closeOrder(UUID idempotencyKey) {
    try {
      journal.leftUnprinted(idempotencyKey);
      deliveriesChanged.run();
    } catch (RuntimeException e) {
      LOG.error("an order could not be closed in the journal; its next opening does it", e);
    }
  }
}
