package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Event;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/**
 * What fingers and keys do to a painted screen. A tap counts on release inside [WCAG 2.5.2]; every
 * choice has a key [EN 301 549, 5.1.6]; a key that is held down counts once. Nothing else is
 * listened to: no drag, no long press, no second button, no menu.
 */
final class Hands {
  private static final Set<KeyCode> OF_A_DESKTOP =
      EnumSet.of(
          KeyCode.WINDOWS,
          KeyCode.COMMAND,
          KeyCode.CONTEXT_MENU,
          KeyCode.PRINTSCREEN,
          KeyCode.PAUSE,
          KeyCode.CANCEL,
          KeyCode.INSERT,
          KeyCode.HELP,
          KeyCode.CAPS,
          KeyCode.NUM_LOCK,
          KeyCode.SCROLL_LOCK,
          KeyCode.COMPOSE,
          KeyCode.POWER,
          KeyCode.STOP,
          KeyCode.AGAIN,
          KeyCode.PROPS,
          KeyCode.UNDO,
          KeyCode.FIND,
          KeyCode.CUT,
          KeyCode.COPY,
          KeyCode.PASTE);

  private final PressGuard guard;
  private final Runnable activity;
  private final Narration narration;
  private final Consumer<Event> events;
  private final Set<String> down = new HashSet<>();
  private Painted painted;
  private Pressable held;
  private Pressable ringed;
  private boolean freshKey;

  /**
   * @param activity told of every touch and key
   * @param narration told where the ring stands
   * @param events get what keys mean that are on no screen
   */
  Hands(
      Scene scene,
      PressGuard guard,
      Runnable activity,
      Narration narration,
      Consumer<Event> events) {
    this.narration = narration;
    this.events = events;
    this.guard = guard;
    this.activity = activity;
    scene.addEventFilter(MouseEvent.MOUSE_PRESSED, this::touched);
    scene.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::slid);
    scene.addEventFilter(MouseEvent.MOUSE_RELEASED, this::released);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    scene.addEventFilter(KeyEvent.KEY_TYPED, this::keyTyped);
    scene.addEventFilter(KeyEvent.KEY_RELEASED, this::keyReleased);
  }

  /** From now on hands work on this screen, once it has rested. */
  void on(Painted screen) {
    painted = screen;
    held = null;
    ringed = null;
    guard.rest();
  }

  /** The window lost the keyboard: what was down may have come up unseen. */
  void letGo() {
    down.clear();
  }

  // ---------------------------------------------------------------- fingers

  private void touched(MouseEvent event) {
    activity.run();
    ring(null);
    if (event.getButton() == MouseButton.PRIMARY && guard.admits() && painted != null) {
      Pressable under = Pressable.around(event.getPickResult().getIntersectedNode());
      // The host's button is the one place where a touch does not begin a visit.
      Pressable touched =
          painted.host().filter(host -> host == under).or(painted::anywhere).orElse(under);
      if (touched != null && !touched.asleep()) {
        held = touched;
        held.setHeld(true);
      }
    }
    event.consume();
  }

  private void slid(MouseEvent event) {
    if (held != null) {
      held.setHeld(isOn(held, event));
    }
    event.consume();
  }

  private void released(MouseEvent event) {
    Pressable was = held;
    held = null;
    if (was != null && event.getButton() == MouseButton.PRIMARY) {
      was.setHeld(false);
      if (isOn(was, event)) {
        press(was);
      }
    }
    event.consume();
  }

  private boolean isOn(Pressable pressable, MouseEvent event) {
    return painted.anywhere().filter(anywhere -> anywhere == pressable).isPresent()
        || pressable.contains(pressable.sceneToLocal(event.getSceneX(), event.getSceneY()));
  }

  // ---------------------------------------------------------------- keys

  private void keyPressed(KeyEvent event) {
    event.consume();
    freshKey = down.add(keyOf(event));
    if (!freshKey) {
      // A bag on the keys is nobody.
      return;
    }
    activity.run();
    if (event.isControlDown()
        || event.isAltDown()
        || event.isMetaDown()
        || isOfADesktop(event)
        || painted == null) {
      freshKey = false;
      return;
    }
    if (event.getCode().isModifierKey()) {
      return;
    }
    if (painted.anywhere().isPresent()) {
      freshKey = false;
      boolean takesAway =
          event.getCode() == KeyCode.BACK_SPACE || event.getCode() == KeyCode.DELETE;
      pressIfAwake(painted.host().filter(_ -> takesAway).or(painted::anywhere));
      return;
    }
    switch (event.getCode()) {
      case ENTER -> pressIfAwake(Optional.ofNullable(ringed).or(painted::main));
      case SPACE -> {
        // Where a ring is it presses; elsewhere it may be a character.
        freshKey = ringed == null;
        pressIfAwake(Optional.ofNullable(ringed));
      }
      case ESCAPE -> pressIfAwake(painted.stop());
      case BACK_SPACE, DELETE ->
          pressIfAwake(
              painted
                  .keypad()
                  .map(Keypad::correct)
                  .or(() -> painted.board().map(EntryBoard::correct))
                  .or(painted::host));
      case TAB -> moveRing(event.isShiftDown() ? -1 : 1);
      case RIGHT -> moveRing(1);
      case LEFT -> moveRing(-1);
      case DOWN -> moveRingByRow(1);
      case UP -> moveRingByRow(-1);
      case PAGE_UP -> events.accept(new Event.PaceChanged(1));
      case PAGE_DOWN -> events.accept(new Event.PaceChanged(-1));
      default -> {
        // Digits come as typed characters: on a Belgian keyboard their keys have other names.
      }
    }
  }

  /** Keys that mean something on a desktop, and nothing here, not even that a visit begins. */
  private static boolean isOfADesktop(KeyEvent event) {
    KeyCode code = event.getCode();
    return code.isFunctionKey()
        || code.isMediaKey()
        || OF_A_DESKTOP.contains(code)
        // As a keyboard's key for mail or the calculator comes; digits have their text.
        || (code == KeyCode.UNDEFINED && event.getText().isEmpty());
  }

  /** Several keys of a Belgian keyboard, digits among them, have no code but their text. */
  private static String keyOf(KeyEvent event) {
    return event.getCode() == KeyCode.UNDEFINED
        ? KeyCode.UNDEFINED + event.getText()
        : event.getCode().name();
  }

  private void keyTyped(KeyEvent event) {
    event.consume();
    String typed = event.getCharacter();
    if (!freshKey || painted == null || typed.codePointCount(0, typed.length()) != 1) {
      return;
    }
    freshKey = false;
    int character = typed.codePointAt(0);
    Optional<EntryBoard> board = painted.board().filter(it -> it.takes(character));
    if (board.isPresent()) {
      characterTyped(board.get(), character);
      return;
    }
    switch (character) {
      case '*' -> pressIfAwake(painted.help());
      case '/' -> pressIfAwake(painted.manner());
      case '+' -> events.accept(new Event.LoudnessChanged(1));
      case '-' -> events.accept(new Event.LoudnessChanged(-1));
      case '.', ',' -> narration.repeats();
      default -> {
        if (character >= '0' && character <= '9') {
          digitTyped((char) character);
        }
      }
    }
  }

  private void characterTyped(EntryBoard board, int character) {
    // Enter must mean OK after a typed character, wherever the ring stood.
    ring(null);
    if (guard.admits()) {
      board.type(character);
    }
  }

  private void digitTyped(char digit) {
    if (painted.keypad().isPresent()) {
      // Enter must mean OK after a typed digit, wherever the ring stood.
      ring(null);
      pressIfAwake(painted.keypad().map(keypad -> keypad.digit(digit)));
    } else if (digit >= '1' && digit - '1' < painted.listed().size()) {
      pressIfAwake(Optional.of(painted.listed().get(digit - '1')));
    }
  }

  private void keyReleased(KeyEvent event) {
    if (event.getCode() == KeyCode.UNDEFINED) {
      // What comes up may not say which it was.
      down.removeIf(key -> key.startsWith(KeyCode.UNDEFINED.name()));
    } else {
      down.remove(keyOf(event));
    }
    event.consume();
  }

  /** Keys of a keyboard stand in rows; everything else is one row after another. */
  private void moveRingByRow(int by) {
    List<Pressable> order = awake();
    int at = order.indexOf(ringed);
    OptionalInt next = OptionalInt.empty();
    if (at >= 0 && painted.board().isPresent()) {
      next =
          RingWay.vertically(
              order.stream().map(it -> it.localToScene(it.getLayoutBounds())).toList(), at, by > 0);
    }
    if (next.isPresent()) {
      ring(order.get(next.getAsInt()));
    } else {
      moveRing(by);
    }
  }

  private List<Pressable> awake() {
    return painted.inReadingOrder().stream().filter(pressable -> !pressable.asleep()).toList();
  }

  private void moveRing(int by) {
    List<Pressable> order = awake();
    if (order.isEmpty()) {
      return;
    }
    int at = order.indexOf(ringed);
    int next = at < 0 ? (by > 0 ? 0 : order.size() - 1) : Math.floorMod(at + by, order.size());
    ring(order.get(next));
  }

  private void ring(Pressable pressable) {
    if (ringed != null) {
      ringed.setRinged(false);
    }
    ringed = pressable;
    if (ringed != null) {
      ringed.setRinged(true);
      ringed.tell(narration);
    }
  }

  private void pressIfAwake(Optional<Pressable> pressable) {
    pressable.filter(it -> !it.asleep()).ifPresent(this::press);
  }

  private void press(Pressable pressable) {
    if (!guard.admits()) {
      return;
    }
    if (!pressable.repeatable()) {
      guard.rest();
    }
    pressable.press();
  }
}
