package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.theme.Theme;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import javafx.stage.WindowEvent;

/**
 * The terminal's window. It shows the screen of a state and turns what hands do there into events
 * of the journey. Constructed and called on the FX thread.
 */
public final class KioskView {
  /** A screen that has just appeared takes no press for this long. */
  static final Duration REST = Duration.ofMillis(300);

  private final Stage stage;
  private final PinDigits pin;
  private final ScreenOf screens;
  private final Painter painter;
  private final StackPane ground = new StackPane();
  private final Hands hands;
  private final ListPages listPages;
  private Screen shown;
  private List<List<Screen.Choice>> pages;

  /**
   * @param stage not yet shown; becomes undecorated, of the configured size, in the upper left
   *     corner
   * @param pin gets the digits that are typed, and is wiped whenever the keypad appears
   * @param events get what the citizen chooses
   * @param activity told of every touch and key
   */
  public KioskView(
      Stage stage,
      ScreenSettings settings,
      PinDigits pin,
      Consumer<Event> events,
      Runnable activity) {
    this(stage, settings, pin, events, activity, System::nanoTime);
  }

  /**
   * @param nanoTime a clock that only runs forward, in nanoseconds
   */
  KioskView(
      Stage stage,
      ScreenSettings settings,
      PinDigits pin,
      Consumer<Event> events,
      Runnable activity,
      LongSupplier nanoTime) {
    this.stage = stage;
    this.pin = pin;
    this.screens =
        new ScreenOf(settings.municipality(), settings.siteName(), settings.houseLanguage());
    Theme theme =
        new Theme(settings.widthPixels(), settings.heightPixels(), settings.pixelPitchMm());
    theme.loadTypeface();
    this.listPages = new ListPages(theme);
    this.painter = new Painter(theme, pin, events, this::turnToPage);
    Scene scene = new Scene(ground, settings.widthPixels(), settings.heightPixels());
    scene.getStylesheets().add(theme.stylesheet());
    this.hands = new Hands(scene, new PressGuard(nanoTime, REST), activity);
    stage.initStyle(StageStyle.UNDECORATED);
    stage.setResizable(false);
    stage.setX(0);
    stage.setY(0);
    stage.setScene(scene);
    stage.setOnCloseRequest(WindowEvent::consume);
    stage
        .focusedProperty()
        .addListener(
            (_, _, focused) -> {
              if (!focused) {
                hands.letGo();
              }
            });
  }

  /** Shows the screen of this state; does nothing when it is shown already. */
  public void show(State state) {
    Screen screen = screens.of(state);
    if (!screen.equals(shown)) {
      if (screen.pinPad().isPresent()) {
        pin.clear();
      }
      shown = screen;
      pages = listPages.of(screen);
      paint(0);
      // Assistive tools read the window's title, and compare plain spaces.
      stage.setTitle(screen.title().replace('\u00a0', ' '));
    }
    if (!stage.isShowing()) {
      stage.show();
      stage.toFront();
      stage.requestFocus();
    }
  }

  /** Closes the window; what citizens do to close it is ignored. */
  public void close() {
    hands.letGo();
    stage.close();
  }

  private void turnToPage(int page) {
    paint(page);
  }

  private void paint(int page) {
    Painted painted = painter.paint(shown, pages, page);
    ground.getChildren().setAll(painted.root());
    hands.on(painted);
  }
}
