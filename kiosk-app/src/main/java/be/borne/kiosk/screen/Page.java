package be.borne.kiosk.screen;

import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Fact;
import java.util.List;

/**
 * As much of a screen as fits on the panel at once.
 *
 * @param facts what is to be read on it
 * @param listed which of the list's choices can be pressed on it
 * @param brief whether the listed choices are named without their further lines
 * @param toBeRead whether more follows that is to be read before anything is decided
 */
record Page(List<Fact> facts, List<Choice> listed, boolean brief, boolean toBeRead) {
  Page {
    facts = List.copyOf(facts);
    listed = List.copyOf(listed);
  }
}
