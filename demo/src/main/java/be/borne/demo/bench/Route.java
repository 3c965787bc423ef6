package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Pause;
import be.borne.demo.visit.Visit;
import be.borne.demo.window.Button;
import be.borne.demo.window.ButtonFinder;
import be.borne.demo.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of a visit through the window, walked again and again. The first time each screen is
 * recognised by its question, and looked at until nothing on it changes; from then on by its
 * picture, which is quicker.
 */
final class Route {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STILL = Duration.ofMillis(500);

  private final Glass glass;
  private final Window window;
  private final Finger finger;
  private final Duration rest;
  private final List<Learned> learned = new ArrayList<>();

  /**
   * @param rest how long a screen is left alone before it is touched
   */
  Route(Glass glass, Window window, Finger finger, Duration rest) {
    this.glass = glass;
    this.window = window;
    this.finger = finger;
    this.rest = rest;
  }

  /** What is done at a screen. */
  sealed interface Act {
    /** Taps the first of what leads forward. */
    record TapForward() implements Act {}

    /** Presses keys, as X numbers them. */
    record Keys(List<Integer> keysyms) implements Act {}

    /** The world does something. */
    record World(Doing doing) implements Act {}
  }

  /** Something that is done to the card. */
  @FunctionalInterface
  interface Doing {
    void perform() throws Exception;
  }

  /**
   * @param title the question of the screen
   */
  record Stop(String title, Act act) {}

  private record Learned(Glass.Still picture, Stop stop, int x, int y) {}

  /** Walks once, slowly. */
  void learn(List<Stop> stops) {
    for (Stop stop : stops) {
      window.awaitTitle(List.of(stop.title()), PATIENCE);
      Glass.Still picture = glass.awaitStill(STILL, PATIENCE, "\"" + stop.title() + "\"");
      Learned now = new Learned(picture, stop, 0, 0);
      if (stop.act() instanceof Act.TapForward) {
        List<Button> buttons = ButtonFinder.find(window.look(), Visit.FORWARD);
        if (buttons.isEmpty()) {
          throw new DemoFailure("nothing leads on from \"" + stop.title() + "\"");
        }
        now =
            new Learned(picture, stop, buttons.getFirst().centreX(), buttons.getFirst().centreY());
      }
      learned.add(now);
      act(now);
    }
  }

  /** Walks as quickly as the screens allow. */
  void walk() {
    for (Learned screen : learned) {
      glass.await(screen.picture(), PATIENCE, "\"" + screen.stop().title() + "\"");
      Pause.of(rest);
      act(screen);
    }
  }

  /** Waits for the screen at which the route begins, which is also where it ends. */
  void awaitStart() {
    glass.await(learned.getFirst().picture(), PATIENCE, "the first screen");
  }

  private void act(Learned screen) {
    switch (screen.stop().act()) {
      case Act.TapForward _ -> finger.tap(screen.x(), screen.y());
      case Act.Keys(var keysyms) -> keysyms.forEach(finger::press);
      case Act.World(var doing) -> {
        try {
          doing.perform();
        } catch (Exception e) {
          throw new DemoFailure("the card could not be moved: " + e.getMessage(), e);
        }
      }
    }
  }
}
