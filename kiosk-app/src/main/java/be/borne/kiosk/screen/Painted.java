package be.borne.kiosk.screen;

import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;

/**
 * A screen as pixels, and what of it a hand or a key can reach.
 *
 * @param inReadingOrder everything that can be pressed
 * @param main the way forward; Enter presses it
 * @param anywhere the way forward that the whole screen means
 * @param stop Escape presses it
 * @param help the star presses it
 * @param manner the stroke presses it
 * @param host Backspace presses it, where no digit or character can be taken away
 * @param listed 1 to 9 press these
 * @param keypad of a PIN
 * @param board of a text; characters that it takes press nothing else
 * @param picture what may move for a moment
 */
record Painted(
    Parent root,
    List<Pressable> inReadingOrder,
    Optional<Pressable> main,
    Optional<Pressable> anywhere,
    Optional<Pressable> stop,
    Optional<Pressable> help,
    Optional<Pressable> manner,
    Optional<Pressable> host,
    List<Pressable> listed,
    Optional<Keypad> keypad,
    Optional<EntryBoard> board,
    PictureBox picture) {
  Painted {
    inReadingOrder = List.copyOf(inReadingOrder);
    listed = List.copyOf(listed);
  }
}
