package be.borne.demo.dock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.borne.demo.process.DemoFailure;
import be.borne.kiosk.journey.CitizenJourney;
import be.borne.kiosk.journey.Deadline;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.session.EffectRunner;
import be.borne.kiosk.session.EffectWork;
import be.borne.kiosk.session.SessionScope;
import be.borne.protocol.terminal.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two minutes that pass at once, at a real journey. */
class MovableTimeTest {
  private static final Duration IDLE = Duration.ofSeconds(90);
  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final BlockingQueue<State> shown = new LinkedBlockingQueue<>();

  /** Card, guichet and printer are not needed to be left alone. */
  private static final class Nobody implements EffectWork {
    @Override
    public SessionScope openSession() {
      return new SessionScope(SessionScope.Farewell.NONE);
    }

    @Override
    public void carryOut(Effect effect, SessionScope session, Consumer<Event> answer) {
      assertInstanceOf(Effect.ObserveTerminal.class, effect);
      answer.accept(new Event.TerminalObserved(Optional.empty()));
    }
  }

  @Test
  void whoIsGoneIsAskedForAndThenForgotten() throws Exception {
    Path socket = folder.resolve("clock");
    try (EffectRunner runner =
        new EffectRunner(
            new CitizenJourney(Language.FRENCH),
            deadline -> deadline == Deadline.NONE ? Optional.empty() : Optional.of(IDLE),
            new Nobody(),
            moment -> shown.add(moment.state()),
            MovableTime.listeningAt(socket))) {
      runner.start();
      assertEquals(new State.Attract(), next());
      runner.touched(new Event.ScreenTouched());
      assertEquals(new State.ChoosingLanguage(false), next());
      MovableTime.putOn(socket, IDLE.minusSeconds(30));
      MovableTime.putOn(socket, Duration.ofSeconds(31));
      assertInstanceOf(State.AskingIfStillThere.class, next());
      MovableTime.putOn(socket, IDLE.plusSeconds(1));
      assertEquals(new State.Attract(), next());
    }
  }

  /** Fails when time can be turned back, or by more than anybody needs. */
  @Test
  void timeGoesForwardAndNotForEver() throws Exception {
    Path socket = folder.resolve("clock");
    MovableTime time = MovableTime.listeningAt(socket);
    long before = time.nanos();
    for (Duration no : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(1)}) {
      assertThrows(DemoFailure.class, () -> MovableTime.putOn(socket, no), no.toString());
    }
    MovableTime.putOn(socket, Duration.ofMinutes(10));
    Duration passed = Duration.ofNanos(time.nanos() - before);
    assertEquals(10, passed.toMinutes());
    Files.delete(socket);
    assertThrows(DemoFailure.class, () -> MovableTime.putOn(socket, Duration.ofSeconds(1)));
  }

  private State next() throws InterruptedException {
    State state = shown.poll(FAR_TOO_LONG.toSeconds(), TimeUnit.SECONDS);
    if (state == null) {
      throw new AssertionError("nothing was shown");
    }
    return state;
  }
}
