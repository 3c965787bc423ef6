package be.borne.kiosk.session;

import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.journey.CitizenJourney;
import be.borne.kiosk.journey.Deadline;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.HostState;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.journey.Step;
import be.borne.kiosk.order.JournalUnavailableException;
import be.borne.kiosk.screen.PaperInView;
import be.borne.kiosk.screen.PinDigits;
import be.borne.kiosk.screen.TypedText;
import be.borne.protocol.terminal.FaultCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the journey: one thread that takes events one by one, asks the journey what follows, shows
 * the moment, keeps its deadline, and has the effects carried out on virtual threads. An answer
 * belongs to the effect that was started last; what an earlier effect or an earlier visit still has
 * to say is dropped. What fetches a file goes on beside it: a form that was sent may still arrive
 * when a citizen has gone back to one of its questions.
 */
public final class EffectRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);

  /** Nothing fills this as long as the journey's thread moves; hands and devices are slow. */
  private static final int MAX_WAITING_EVENTS = 256;

  private static final Duration HAND_IN_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** An event of nobody's visit: a hand, a card, the terminal. */
  private static final long ANY_VISIT = 0;

  private sealed interface Entry {
    record Happened(Event event, long errand) implements Entry {}

    record Activity() implements Entry {}

    /** Time has jumped: what waits for a deadline looks at the clock again. */
    record Jump() implements Entry {}

    record Stop() implements Entry {}
  }

  private final CitizenJourney journey;
  private final Function<Deadline, Optional<Duration>> deadlines;
  private final EffectWork work;
  private final Consumer<Moment> shown;
  private final ElapsedTime time;
  private final BlockingQueue<Entry> entries = new ArrayBlockingQueue<>(MAX_WAITING_EVENTS);
  private final AtomicBoolean activityWaits = new AtomicBoolean();
  private final AtomicBoolean dropping = new AtomicBoolean();
  private final Thread thread;

  private final Deque<Event> again = new ArrayDeque<>();
  private volatile Moment moment;
  private volatile SessionScope session;
  private Event cardSeen = new Event.CardPulled();
  private long errands = ANY_VISIT;
  private long errand = ANY_VISIT;
  private long fileErrand = ANY_VISIT;
  private Optional<Thread> fileWorker = Optional.empty();
  private Optional<Thread> breakable = Optional.empty();
  private Optional<Thread> print = Optional.empty();
  private long deadlineNanos;
  private boolean hasDeadline;

  /**
   * @param deadlines how long each kind is; empty for ever
   * @param shown called on the journey's thread with every moment that differs from the one before;
   *     must not block
   */
  public EffectRunner(
      CitizenJourney journey,
      Function<Deadline, Optional<Duration>> deadlines,
      EffectWork work,
      Consumer<Moment> shown) {
    this(journey, deadlines, work, shown, ElapsedTime.OF_THE_MACHINE);
  }

  /**
   * @param time by which deadlines pass
   */
  public EffectRunner(
      CitizenJourney journey,
      Function<Deadline, Optional<Duration>> deadlines,
      EffectWork work,
      Consumer<Moment> shown,
      ElapsedTime time) {
    this.journey = journey;
    this.deadlines = deadlines;
    this.work = work;
    this.shown = shown;
    this.time = time;
    this.moment = journey.start().moment();
    this.session = closedScope();
    this.thread = Thread.ofPlatform().daemon().name("journey").unstarted(this::run);
    time.whenItJumps(() -> handIn(new Entry.Jump()));
  }

  public void start() {
    thread.start();
  }

  /** From the screen: never waits. A touch that nobody has time for is dropped, and logged. */
  public void touched(Event event) {
    if (entries.offer(new Entry.Happened(event, ANY_VISIT))) {
      dropping.set(false);
    } else if (dropping.compareAndSet(false, true)) {
      LOG.warn("the journey has no time; {} dropped", nameOf(event));
    }
  }

  /** From a device: waits a little if need be. */
  public void observed(Event event) {
    handIn(new Entry.Happened(event, ANY_VISIT));
  }

  /** The citizen touched the screen or a key, whatever it was. Never waits. */
  public void activity() {
    if (activityWaits.compareAndSet(false, true) && !entries.offer(new Entry.Activity())) {
      activityWaits.set(false);
    }
  }

  /** Where the citizen is. */
  public State state() {
    return moment.state();
  }

  /** The same, and how it is said. */
  public Moment moment() {
    return moment;
  }

  /** Where the digits of a PIN go: to the visit of the moment, and nowhere when there is none. */
  public PinDigits pin() {
    return new PinDigits() {
      @Override
      public boolean add(char digit) {
        return session.pin().add(digit);
      }

      @Override
      public void removeLast() {
        session.pin().removeLast();
      }

      @Override
      public int count() {
        return session.pin().count();
      }

      @Override
      public void clear() {
        session.pin().clear();
      }
    };
  }

  /** Where other text goes: to the visit of the moment, and nowhere when there is none. */
  public TypedText text() {
    return new TextOfTheVisit(() -> session.text());
  }

  /** The picture that the visit of the moment has to show. */
  public PaperInView paper() {
    return () -> session.files().inView();
  }

  /** Ends the visit, if there is one, and then the journey's thread; within five seconds. */
  @Override
  public void close() {
    if (!thread.isAlive()) {
      session.close();
      return;
    }
    handIn(new Entry.Stop());
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        LOG.error("the journey's thread does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    session.close();
  }

  // ---------------------------------------------------------------- the journey's thread

  private void run() {
    shown.accept(moment);
    take(journey.start(), true);
    while (true) {
      try {
        Entry entry = next();
        switch (entry) {
          case Entry.Stop _ -> {
            endSession();
            breakOff(print);
            return;
          }
          case Entry.Jump _ -> {
            // The next look at the clock does it.
          }
          case Entry.Activity _ -> {
            activityWaits.set(false);
            if (state().deadline().startsAnewByHand()) {
              startDeadline();
            }
          }
          case Entry.Happened(Event event, long from) when isAwaited(event, from) -> happen(event);
          case Entry.Happened(Event event, long _) ->
              LOG.info("{} came too late, and is dropped", nameOf(event));
        }
      } catch (InterruptedException e) {
        endSession();
        return;
      } catch (RuntimeException | Error e) {
        // An Error too: a screen that stands still for ever helps nobody.
        LOG.error("the journey stumbled in {}", nameOf(state()), new WordlessTrace(e));
        endSession();
        take(journey.start(), true);
      }
    }
  }

  private Entry next() throws InterruptedException {
    if (!again.isEmpty()) {
      return new Entry.Happened(again.poll(), ANY_VISIT);
    }
    if (!hasDeadline) {
      return entries.take();
    }
    long left = deadlineNanos - time.nanos();
    Entry entry = left <= 0 ? null : entries.poll(left, TimeUnit.NANOSECONDS);
    return entry != null ? entry : new Entry.Happened(new Event.DeadlinePassed(), ANY_VISIT);
  }

  private void happen(Event happened) {
    if (happened instanceof Event.PinEntered && !session.pin().complete()) {
      return;
    }
    Event event =
        happened instanceof Event.TextEntered
            ? new Event.TextTyped(session.text().entered())
            : happened;
    if (isAboutCard(event)) {
      cardSeen = event;
    }
    Step step = journey.next(moment, event);
    if (event instanceof Event.TextTyped && !step.state().equals(state())) {
      // Where nothing moves the field still shows it.
      session.text().clear();
    }
    if (!step.state().equals(state()) || !step.effects().isEmpty()) {
      LOG.info("{} + {} -> {}", nameOf(state()), nameOf(event), nameOf(step.state()));
    }
    boolean stirred =
        event instanceof Event.ByCitizen && step.state().deadline().startsAnewByHand();
    take(step, stirred || event instanceof Event.DeadlinePassed);
  }

  private void take(Step step, boolean deadlineAnew) {
    Moment before = moment;
    // Before the moment can be seen: whoever sees that a visit is over may rely on it being
    // forgotten.
    for (Effect effect : step.effects()) {
      start(effect);
    }
    moment = step.moment();
    // What is laid over a place gives it no more time.
    State from = before.state().beneath();
    State to = moment.state().beneath();
    boolean moved = from.getClass() != to.getClass();
    boolean otherDeadline = from.deadline() != to.deadline();
    if (deadlineAnew
        || moved
        || otherDeadline
        || (!to.equals(from) && to.deadline() != Deadline.PRINT)) {
      startDeadline();
    }
    if (!moment.equals(before)) {
      shown.accept(moment);
    }
    boolean awaitsCard =
        to instanceof State.AwaitingCard
            || to instanceof HostState.TestingReader(_, HostState.CardTest.Awaited _, _);
    if (moved && (to instanceof State.Attract || awaitsCard)) {
      sayAgainWhatLiesInTheReader();
    }
  }

  /** A card put in while nobody could be served would otherwise wait for ever. */
  private void sayAgainWhatLiesInTheReader() {
    if (!(cardSeen instanceof Event.CardPulled)) {
      again.add(cardSeen);
    }
  }

  private void startDeadline() {
    Optional<Duration> length = deadlines.apply(state().deadline());
    hasDeadline = length.isPresent();
    length.ifPresent(duration -> deadlineNanos = time.nanos() + duration.toNanos());
  }

  private void start(Effect effect) {
    switch (effect) {
      case Effect.OpenSession _ -> {
        endSession();
        session = work.openSession();
      }
      case Effect.WipePin _ -> session.pin().clear();
      case Effect.CloseSession _ -> endSession();
      case Effect.DropFile _ -> {
        dropFile();
        session.files().clear();
      }
      case Effect.AwaitStick _,
          Effect.SendStickFile _,
          Effect.TakePicture _,
          Effect.SendPictures _ -> {
        dropFile();
        fileErrand = ++errands;
        fileWorker = Optional.of(onOwnThread(effect, fileErrand));
      }
      case Effect.KeepPicture _ -> session.files().keepPicture();
      case Effect.UndoPicture _ -> session.files().undoPicture();
      case Effect.TellFleet _, Effect.CallStaff _, Effect.ObserveTerminal _, Effect.ForgetFile _ ->
          onOwnThread(effect, ANY_VISIT);
      case Effect.ReadCard _,
          Effect.SignIn _,
          Effect.SignInOnReader _,
          Effect.PlaceOrder _,
          Effect.OpenForm _,
          Effect.SendForm _,
          Effect.SaveDraft _,
          Effect.DropDraft _,
          Effect.FetchAndCheckDocument _,
          Effect.CollectDocument _,
          Effect.FetchRequests _,
          Effect.OfHost _,
          Effect.Print _ -> {
        beginErrand();
        Thread worker = onOwnThread(effect, errand);
        switch (effect) {
          // A print goes on by itself when the visit ends: its paper no longer depends on the
          // visit.
          case Effect.Print _, Effect.PrintTestPage _ -> print = Optional.of(worker);
          // What is written down is written to its end, a try of the host's code above all.
          case Effect.CheckHostCode _, Effect.SwitchService _, Effect.SetVolume _ ->
              breakable = Optional.empty();
          default -> breakable = Optional.of(worker);
        }
      }
    }
  }

  /** Whatever was under way is not waited for any more. */
  private void beginErrand() {
    dropFile();
    breakOff(breakable);
    errand = ++errands;
  }

  private void dropFile() {
    breakOff(fileWorker);
    fileWorker = Optional.empty();
    fileErrand = ANY_VISIT;
  }

  /** While a file is fetched a failure of what was sent before is nothing of the file's. */
  private boolean isAwaited(Event event, long from) {
    boolean ofWhatWasBefore = from == errand && fileErrand != ANY_VISIT;
    return from == ANY_VISIT
        || from == fileErrand
        || (from == errand && !(ofWhatWasBefore && event instanceof Event.Failed));
  }

  private static void breakOff(Optional<Thread> worker) {
    worker.ifPresent(Thread::interrupt);
  }

  private void endSession() {
    beginErrand();
    session.close();
  }

  private Thread onOwnThread(Effect effect, long errandOfEffect) {
    SessionScope visit = session;
    return Thread.ofVirtual()
        .name(nameOf(effect))
        .start(
            () -> {
              Consumer<Event> answer = event -> handIn(new Entry.Happened(event, errandOfEffect));
              try {
                work.carryOut(effect, visit, answer);
              } catch (InterruptedException | SessionScope.OverException e) {
                LOG.info("{} was broken off", nameOf(effect));
              } catch (GuichetException e) {
                // Its words are our own; and a guichet that is away is no fault of the program.
                LOG.warn("{}: {} {}", nameOf(effect), e.fault().code(), e.getMessage());
                failed(e.fault(), errandOfEffect, answer);
              } catch (Exception | Error e) {
                FaultCode fault = faultOf(e);
                LOG.error("{} failed with {}", nameOf(effect), fault.code(), new WordlessTrace(e));
                failed(fault, errandOfEffect, answer);
              }
            });
  }

  /** What is done beside a visit, such as telling the fleet, must not end the visit by failing. */
  private static void failed(FaultCode why, long errandOfEffect, Consumer<Event> answer) {
    if (errandOfEffect != ANY_VISIT) {
      answer.accept(new Event.Failed(why));
    }
  }

  private static FaultCode faultOf(Throwable e) {
    return e instanceof JournalUnavailableException
        ? FaultCode.JOURNAL_UNAVAILABLE
        : FaultCode.INTERNAL;
  }

  private void handIn(Entry entry) {
    try {
      if (!entries.offer(entry, HAND_IN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.error("the journey stands still; an event is lost");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isAboutCard(Event event) {
    return event instanceof Event.CardInserted
        || event instanceof Event.CardPulled
        || event instanceof Event.CardMute
        || event instanceof Event.CardForeign;
  }

  private static SessionScope closedScope() {
    SessionScope none = new SessionScope(SessionScope.Farewell.NONE);
    none.close();
    return none;
  }

  /** A class name holds no personal data, whatever its object does. */
  private static String nameOf(Object of) {
    return of.getClass().getSimpleName();
  }
}
