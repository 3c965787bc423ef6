package be.borne.kiosk.session;

import be.borne.kiosk.screen.TextEntry;
import be.borne.kiosk.screen.TypedText;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The text of whatever visit there is at the moment, for a window that outlives them all.
 *
 * @param visit the buffer of the moment's visit; a closed one takes nothing
 */
record TextOfTheVisit(Supplier<TextBuffer> visit) implements TypedText {

  @Override
  public void begin(TextEntry.Kind kind, int most, String first) {
    visit.get().begin(kind, most, first);
  }

  @Override
  public boolean add(int character) {
    return visit.get().add(character);
  }

  @Override
  public OptionalInt removeLast() {
    return visit.get().removeLast();
  }

  @Override
  public int length() {
    return visit.get().length();
  }

  @Override
  public String view() {
    return visit.get().view();
  }

  @Override
  public void clear() {
    visit.get().clear();
  }
}
