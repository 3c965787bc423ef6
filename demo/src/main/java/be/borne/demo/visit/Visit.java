package be.borne.demo.visit;

import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Pause;
import be.borne.demo.window.Button;
import be.borne.demo.window.ButtonFinder;
import be.borne.demo.window.Picture;
import be.borne.demo.window.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A citizen in front of the window: looks, taps, types, and remembers how long each step took.
 * Every step leaves a picture.
 */
public final class Visit {
  /** The fill of buttons that lead forward, as the kiosk's stylesheet has it. */
  public static final int FORWARD = 0x0B4A7A;

  /** Nobody is quicker: a person first sees the screen, then lifts a finger. */
  private static final Duration REACTION = Duration.ofMillis(600);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(80);

  /** A program that starts on a machine with other work has taken more than 45 s. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Longer than a screen rests and a slow machine paints. */
  private static final Duration BETWEEN_PRESSES = Duration.ofSeconds(2);

  private final Window window;
  private final Path album;
  private final List<Timing> timings = new ArrayList<>();
  private int pictures;

  /**
   * One step as the citizen lived it.
   *
   * @param name of the step
   * @param millis from the citizen's act to the next question on the glass
   */
  public record Timing(String name, long millis) {}

  /**
   * @param album folder for the pictures
   */
  public Visit(Window window, Path album) {
    this.window = window;
    this.album = album;
  }

  /** Something the citizen or the world does. */
  @FunctionalInterface
  public interface Act {
    void perform() throws Exception;
  }

  /**
   * Does something, then waits for the next question.
   *
   * @return the question that came
   */
  public String step(String name, Act act, String... nextTitles) {
    return step(name, act, PATIENCE, nextTitles);
  }

  /** The same for what the citizen has to wait longer for. */
  public String step(String name, Act act, Duration patience, String... nextTitles) {
    Instant begin = Instant.now();
    try {
      act.perform();
    } catch (DemoFailure e) {
      throw e;
    } catch (Exception e) {
      throw new DemoFailure("step \"" + name + "\" could not be done: " + e.getMessage(), e);
    }
    String title;
    try {
      title = window.awaitTitle(List.of(nextTitles), patience);
    } catch (DemoFailure e) {
      save(window.look(), name + "-failed");
      throw new DemoFailure("step \"" + name + "\": " + e.getMessage(), e);
    }
    timings.add(new Timing(name, Duration.between(begin, Instant.now()).toMillis()));
    Pause.of(REACTION);
    save(awaitPainted(name, Instant.now().plus(PATIENCE)), name);
    return title;
  }

  /** Keeps a picture of what is on the glass now. */
  public void photograph(String name) {
    save(window.look(), name);
  }

  private void save(Picture picture, String name) {
    picture.save(album.resolve("%02d-%s.png".formatted(++pictures, name)));
  }

  /** Taps the n-th button that leads forward, counted from 1 in reading order. */
  public void tapForward(int which) {
    tap(FORWARD, which);
  }

  private void tap(int fill, int which) {
    Instant end = Instant.now().plus(PATIENCE);
    List<Button> seen = List.of();
    do {
      List<Button> before = seen;
      seen = ButtonFinder.find(window.look(), fill);
      // Nobody taps on what is still being painted; a picture beside it may move.
      if (seen.size() >= which && seen.equals(before)) {
        window.tap(seen.get(which - 1));
        return;
      }
      Pause.of(BETWEEN_LOOKS);
    } while (Instant.now().isBefore(end));
    throw new DemoFailure("looked for button " + which + " on the screen and saw " + seen.size());
  }

  /** A window has its title before it has its first paint: a slow machine shows that. */
  private Picture awaitPainted(String name, Instant end) {
    while (true) {
      Picture picture = window.look();
      if (!picture.isOneColour()) {
        return picture;
      }
      if (Instant.now().isAfter(end)) {
        save(picture, name + "-failed");
        throw new DemoFailure("step \"" + name + "\": the glass stayed empty");
      }
      Pause.of(BETWEEN_LOOKS);
    }
  }

  /** Types on the tactile keys, digit by digit. */
  public void type(char[] digits) {
    for (char digit : digits) {
      window.press(String.valueOf(digit));
    }
  }

  public void press(String key) {
    window.press(key);
  }

  /**
   * Presses a key as long as the screen asks what it asks now: a screen that has just changed takes
   * no press, and does not show that it has changed when its question is the same.
   */
  public void pressUntilItCounts(String key) {
    Optional<String> asked = window.title();
    Instant end = Instant.now().plus(PATIENCE);
    do {
      window.press(key);
    } while (!changesFrom(asked) && Instant.now().isBefore(end));
  }

  private boolean changesFrom(Optional<String> asked) {
    Instant end = Instant.now().plus(BETWEEN_PRESSES);
    while (window.title().equals(asked)) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      Pause.of(BETWEEN_LOOKS);
    }
    return true;
  }

  public List<Timing> timings() {
    return List.copyOf(timings);
  }
}
