package be.borne.demo.bench;

import be.borne.demo.bench.UiTable.Figure;
import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Pause;
import be.borne.demo.visit.Titles;
import be.borne.demo.visit.Visit;
import be.borne.demo.window.Button;
import be.borne.demo.window.ButtonFinder;
import be.borne.protocol.terminal.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How soon the next screen stands after a finger has let go: to and fro between the question for
 * the language and that for the card, where nothing but the program itself is waited for.
 *
 * @param millis of each tap
 */
record TapTimes(Spread millis) {
  private static final int TAPS = 240;
  private static final double BOUND_MILLIS = 50;
  private static final Duration STILL = Duration.ofMillis(500);

  /** More than a new screen rests. */
  private static final Duration BETWEEN = Duration.ofMillis(340);

  /** The fill of what leads anywhere but forward, as the kiosk's stylesheet has it. */
  private static final int QUIET = 0xDBE4EE;

  private record Spot(int x, int y) {
    static Spot of(Button button) {
      return new Spot(button.centreX(), button.centreY());
    }
  }

  /** At the kiosk's attract screen; leaves it at the question for the language. */
  static TapTimes ofKiosk(UiBench.Stand stand) {
    Titles titles = new Titles(Language.FRENCH);
    stand.finger().tap(UiBench.WIDTH_PIXELS / 2, UiBench.HEIGHT_PIXELS / 2);
    stand.window().awaitTitle(List.of(titles.choosingLanguage()), StillScreen.PATIENCE);
    still(stand);
    Spot language = Spot.of(found(stand, Visit.FORWARD));
    stand.finger().tap(language.x(), language.y());
    stand.window().awaitTitle(List.of(titles.awaitingCard()), StillScreen.PATIENCE);
    still(stand);
    Spot back = Spot.of(found(stand, QUIET));
    return toAndFro(stand, language, back);
  }

  /** At the page's first screen. */
  static TapTimes ofPage(UiBench.Stand stand) {
    Spot middle = new Spot(UiBench.WIDTH_PIXELS / 2, UiBench.HEIGHT_PIXELS / 2);
    stand.finger().tap(middle.x(), middle.y());
    still(stand);
    stand.finger().tap(middle.x(), middle.y());
    return toAndFro(stand, middle, middle);
  }

  private static Glass.Still still(UiBench.Stand stand) {
    return stand.glass().awaitStill(STILL, StillScreen.PATIENCE, "the screen");
  }

  private static Button found(UiBench.Stand stand, int fill) {
    List<Button> buttons = ButtonFinder.find(stand.window().look(), fill);
    if (buttons.isEmpty()) {
      throw new DemoFailure("a button that leads to the other screen is not to be seen");
    }
    return buttons.getFirst();
  }

  /**
   * @param there where a finger taps to come to the second screen
   * @param back where it taps on that to come to the first
   */
  private static TapTimes toAndFro(UiBench.Stand stand, Spot there, Spot back) {
    Glass.Still second = still(stand);
    stand.finger().tap(back.x(), back.y());
    Glass.Still first = still(stand);
    if (first.differences(second) < 10 * Glass.POINTER_SAMPLES) {
      throw new DemoFailure("a tap did not lead to another screen");
    }
    List<Double> millis = new ArrayList<>();
    for (int tap = 0; tap < TAPS; tap++) {
      boolean forth = tap % 2 == 0;
      Pause.of(BETWEEN);
      Spot spot = forth ? there : back;
      long released = stand.finger().tap(spot.x(), spot.y());
      long seen =
          stand.glass().await(forth ? second : first, StillScreen.PATIENCE, "the next screen");
      millis.add((seen - released) / 1e6);
    }
    return new TapTimes(Spread.of(millis));
  }

  void tell(TapTimes peer, UiTable table) {
    table.add(
        Figure.plain("tap to painted screen, p50", "ms", millis.median(), "")
            .beside(peer.millis.median()));
    table.add(
        Figure.plain(
                "tap to painted screen, p95",
                "ms",
                millis.p95(),
                "%d taps; slowest %.0f ms, Chromium %.0f ms"
                    .formatted(TAPS, millis.sorted().getLast(), peer.millis.sorted().getLast()))
            .beside(peer.millis.p95())
            .atMost(BOUND_MILLIS));
  }
}
