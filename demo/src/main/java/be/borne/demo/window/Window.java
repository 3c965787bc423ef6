package be.borne.demo.window;

import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Pause;
import be.borne.demo.process.Tool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The kiosk's window as a person in front of it has it: something to look at, to tap and to type
 * on. It knows nothing of the program behind the glass but the title that every window shows to the
 * desktop, which a screen's question is.
 */
public final class Window {
  private static final Duration TOOL = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(120);

  private final VirtualDisplay display;
  private final Supplier<Long> pid;

  /**
   * @param display that the window fills
   * @param pid the process whose window it is
   */
  public Window(VirtualDisplay display, Supplier<Long> pid) {
    this.display = display;
    this.pid = pid;
  }

  /** The title of the window; empty while there is none. */
  public Optional<String> title() {
    return xdotool("search", "--onlyvisible", "--pid", String.valueOf(pid.get()))
        .text()
        .lines()
        .map(window -> xdotool("getwindowname", window).text())
        .map(Window::plain)
        .filter(name -> !name.isBlank())
        .findFirst();
  }

  /**
   * Waits until the window asks one of these questions.
   *
   * @return the one that it asks
   * @throws DemoFailure if it does not within the time
   */
  public String awaitTitle(List<String> titles, Duration patience) {
    Instant end = Instant.now().plus(patience);
    Optional<String> last = Optional.empty();
    while (Instant.now().isBefore(end)) {
      last = title();
      Optional<String> asked = last;
      Optional<String> fitting =
          titles.stream().filter(title -> asked.equals(Optional.of(plain(title)))).findFirst();
      if (fitting.isPresent()) {
        return fitting.get();
      }
      Pause.of(POLL);
    }
    throw new DemoFailure(
        "waited %d s for the screen \"%s\", but the screen says \"%s\""
            .formatted(patience.toSeconds(), String.join("\" or \"", titles), last.orElse("")));
  }

  /**
   * French puts no-break spaces before its question marks; on the way through X they may become
   * plain.
   */
  private static String plain(String title) {
    return title.replaceAll("[\\u00a0\\u202f\\s]+", " ").strip();
  }

  /** What is on the glass now. */
  public Picture look() {
    return display.glass().look();
  }

  /** A finger's tap: down and up on the same spot. */
  public void tap(Button button) {
    xdotool(
        "mousemove",
        String.valueOf(button.centreX()),
        String.valueOf(button.centreY()),
        "click",
        "1");
  }

  /**
   * @param key as X names it: {@code 1}, {@code Return}, {@code Tab}
   */
  public void press(String key) {
    xdotool("key", "--clearmodifiers", key);
  }

  private Tool.Result xdotool(String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of("xdotool"));
    command.addAll(List.of(arguments));
    return Tool.run(command, Map.of("DISPLAY", display.name()), TOOL);
  }
}
