package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.theme.Theme;
import com.sun.javafx.tk.RenderJob;
import com.sun.javafx.tk.Toolkit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.application.Platform;
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
  private final Typing typing;
  private final PaperInView paper;
  private final Narration narration;
  private final ScreenOf screens;
  private final Theme panel;
  private final boolean motion;
  private final Consumer<Event> events;
  private final Scene scene;
  private final StackPane ground = new StackPane();
  private final CountDownLatch drawn = new CountDownLatch(1);
  private final Hands hands;
  private Painter painter;
  private Manner manner;
  private State place = new State.Attract();
  private State placeOfText = new State.Attract();
  private State placePainted = new State.Attract();
  private Screen shown;
  private PictureBox picture;
  private List<Page> pages;
  private int page;

  /**
   * @param stage not yet shown; becomes undecorated, of the configured size, in the upper left
   *     corner
   * @param pin gets the digits that are typed, and is wiped whenever the keypad appears
   * @param text gets what else is typed, and begins anew whenever another entry appears
   * @param paper asked for the picture of a paper where one is to be shown
   * @param narration told what is shown and what hands do to it
   * @param events get what the citizen chooses
   * @param activity told of every touch and key
   */
  public KioskView(
      Stage stage,
      ScreenSettings settings,
      PinDigits pin,
      TypedText text,
      PaperInView paper,
      Narration narration,
      Consumer<Event> events,
      Runnable activity) {
    this(stage, settings, pin, text, paper, narration, events, activity, System::nanoTime);
  }

  /**
   * @param nanoTime a clock that only runs forward, in nanoseconds
   */
  public KioskView(
      Stage stage,
      ScreenSettings settings,
      PinDigits pin,
      TypedText text,
      PaperInView paper,
      Narration narration,
      Consumer<Event> events,
      Runnable activity,
      LongSupplier nanoTime) {
    this.stage = stage;
    this.typing = new Typing(pin, text, settings.pinPositions());
    this.paper = paper;
    this.narration = narration;
    this.screens =
        new ScreenOf(
            settings.livery(),
            settings.siteName(),
            settings.houseLanguage(),
            settings.host(),
            settings.hostMayEnter(),
            settings.files());
    this.events = events;
    this.motion = settings.motion();
    this.panel =
        new Theme(settings.widthPixels(), settings.heightPixels(), settings.pixelPitchMm())
            .of(settings.livery().colours(), settings.livery().arms());
    panel.loadTypeface();
    this.scene = new Scene(ground, settings.widthPixels(), settings.heightPixels());
    dress(Manner.of(settings.houseLanguage()));
    this.hands = new Hands(scene, new PressGuard(nanoTime, REST), activity, narration, events);
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

  /** Shows the screen of this moment; does nothing when it is shown already. */
  public void show(Moment moment) {
    boolean served = moment.state() instanceof State.InSession;
    if (place instanceof State.InSession && !served) {
      narration.visitEnded();
    }
    narration.speaksIn(moment.manner());
    boolean otherwise = dress(moment.manner());
    show(screens.of(moment), moment.state(), otherwise);
  }

  /**
   * @param state that the screen is of
   * @param otherwise whether it looks different, though it may be the same screen
   */
  void show(Screen screen, State state, boolean otherwise) {
    beginTyping(screen, state.beneath());
    if (otherwise || !screen.equals(shown)) {
      // Another question on a screen of the same name begins on its own first page.
      boolean sameScreen =
          shown != null
              && shown.name().equals(screen.name())
              && (state.beneath().equals(placePainted) || shown.asksTheSameAs(screen));
      shown = screen;
      placePainted = state.beneath();
      pages = painter.pagesOf(screen);
      paint(sameScreen ? Math.min(page, pages.size() - 1) : 0);
      if (motion && !sameScreen) {
        picture.move();
      }
      // Assistive tools read the window's title, and compare plain spaces.
      stage.setTitle(screen.title().replace('\u00a0', ' '));
    }
    if (!stage.isShowing()) {
      scene.addPostLayoutPulseListener(new FirstBeat());
      stage.show();
      stage.toFront();
      stage.requestFocus();
    }
  }

  /**
   * At the end of a beat the toolkit hands what is to be drawn to its one thread that draws; what
   * it is handed after that is done once that is drawn.
   */
  private final class FirstBeat implements Runnable {
    @Override
    public void run() {
      scene.removePostLayoutPulseListener(this);
      Platform.runLater(
          () -> {
            var _ = Toolkit.getToolkit().addRenderJob(new RenderJob(drawn::countDown));
          });
    }
  }

  /** Whoever only looked for help, or for larger letters, finds what was typed. */
  private void beginTyping(Screen screen, State beneath) {
    if (screen.pinPad().isPresent() && !beneath.equals(place)) {
      typing.pin().clear();
    }
    place = beneath;
    // Text, unlike a PIN, opens nothing to another hand: it also outlives the question who is
    // there.
    State ofText =
        beneath instanceof State.AskingIfStillThere(var interrupted) ? interrupted : beneath;
    if (!ofText.equals(placeOfText)) {
      screen
          .entry()
          .ifPresent(entry -> typing.text().begin(entry.kind(), entry.most(), entry.first()));
    }
    placeOfText = ofText;
  }

  /**
   * On any thread, once something is shown.
   *
   * @param patience at most so long
   * @return whether what was shown first is drawn now
   */
  public boolean awaitDrawn(Duration patience) throws InterruptedException {
    return drawn.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Closes the window; what citizens do to close it is ignored. */
  public void close() {
    hands.letGo();
    stage.close();
  }

  /**
   * @return whether anything looks different now
   */
  private boolean dress(Manner now) {
    boolean otherwise =
        manner == null
            || manner.textSize() != now.textSize()
            || manner.contrast() != now.contrast();
    manner = now;
    if (otherwise) {
      Theme theme = panel.with(now.textSize(), now.contrast());
      painter = new Painter(theme, typing, paper, narration, events, this::paint);
      scene.getStylesheets().setAll(theme.stylesheet());
    }
    return otherwise;
  }

  private void paint(int at) {
    page = at;
    Painted painted = painter.paint(shown, pages, at);
    if (picture != null) {
      picture.rest();
    }
    picture = painted.picture();
    ground.getChildren().setAll(painted.root());
    hands.on(painted);
    narration.shows(Page.viewOf(shown, pages, at));
  }
}
