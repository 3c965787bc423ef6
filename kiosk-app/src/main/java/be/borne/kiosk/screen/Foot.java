package be.borne.kiosk.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The foot of every screen: Stop, Help, and language and size, each always in the same place [WCAG
 * 2.2, 3.2.6]. The last place is the host's on a resting screen, whose language and size are the
 * house's. What turns pages or goes back stands above them, or beside them on a panel that lies.
 */
record Foot(
    Optional<Pressable> stop,
    Optional<Pressable> help,
    Optional<Pressable> manner,
    Optional<Pressable> host) {

  List<Pressable> inReadingOrder() {
    return Stream.of(stop, help, manner, host).flatMap(Optional::stream).toList();
  }

  VBox beside(List<Pressable> sideways, boolean portrait) {
    HBox tools = row("tools");
    for (Optional<Pressable> tool : List.of(stop, help, manner.or(() -> host))) {
      // What is not there keeps its place: nothing ever jumps.
      Region place = tool.<Region>map(it -> it).orElseGet(Foot::nothing);
      // All three are as high as the highest of them.
      place.setMaxHeight(Double.MAX_VALUE);
      if (portrait) {
        HBox.setHgrow(place, Priority.ALWAYS);
      }
      tools.getChildren().add(place);
    }
    VBox foot = new VBox();
    foot.getStyleClass().add("foot");
    List<Node> turning = new ArrayList<>(sideways);
    turning.addFirst(Painter.gap());
    if (portrait && !sideways.isEmpty()) {
      HBox above = row("turning");
      above.getChildren().addAll(turning);
      foot.getChildren().add(above);
    } else if (!portrait) {
      tools.getChildren().addAll(turning);
    }
    foot.getChildren().add(tools);
    return foot;
  }

  private static HBox row(String style) {
    HBox row = new HBox();
    row.getStyleClass().addAll("bar", style);
    return row;
  }

  private static Region nothing() {
    Region nothing = new Region();
    nothing.getStyleClass().add("no-tool");
    nothing.setMaxWidth(Double.MAX_VALUE);
    return nothing;
  }
}
