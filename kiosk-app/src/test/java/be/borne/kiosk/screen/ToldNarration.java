package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Manner;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what the window told it. */
final class ToldNarration implements Narration {
  final List<String> told = new CopyOnWriteArrayList<>();

  @Override
  public void speaksIn(Manner manner) {
    // Told with every screen; what comes of it is the narrator's own test.
  }

  @Override
  public void shows(View view) {
    told.add("shows " + view.screen().title());
  }

  @Override
  public void arrivedAt(Screen.Choice choice) {
    told.add("at " + choice.label());
  }

  @Override
  public void arrivedAt(Screen.Option option) {
    told.add("at " + option.label());
  }

  @Override
  public void arrivedAt(String word) {
    told.add("at " + word);
  }

  @Override
  public void typed(int count) {
    told.add("typed " + count);
  }

  @Override
  public void typedText(String text) {
    told.add("text " + text);
  }

  @Override
  public void tookBack(int character) {
    told.add("gone " + Character.toString(character));
  }

  @Override
  public void repeats() {
    told.add("again");
  }

  @Override
  public void visitEnded() {
    told.add("visit ended");
  }
}
