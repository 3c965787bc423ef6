package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.screen.Screen.Option;
import be.borne.kiosk.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Things of which one holds, side by side under their name; a tick is on the one that holds. */
final class OptionGroup extends VBox {
  private static final int COLUMNS_UPRIGHT = 2;

  private final List<Pressable> options = new ArrayList<>();

  OptionGroup(Screen.Group group, Theme theme, Consumer<Event> events) {
    getStyleClass().add("option-group");
    Label name = new Label(group.label());
    name.getStyleClass().add("group-name");
    name.setWrapText(true);
    name.setMinHeight(Region.USE_PREF_SIZE);
    GridPane tiles = new GridPane();
    tiles.getStyleClass().add("tiles");
    int columns = theme.portrait() ? COLUMNS_UPRIGHT : 1;
    for (int column = 0; column < columns; column++) {
      ColumnConstraints equal = new ColumnConstraints();
      equal.setPercentWidth(100.0 / columns);
      tiles.getColumnConstraints().add(equal);
    }
    for (Option option : group.options()) {
      Pressable tile =
          Pressable.option(option, theme, () -> events.accept(option.event()))
              .spoken(narration -> narration.arrivedAt(option));
      tiles.add(tile, options.size() % columns, options.size() / columns);
      options.add(tile);
    }
    getChildren().addAll(name, tiles);
  }

  List<Pressable> options() {
    return List.copyOf(options);
  }
}
