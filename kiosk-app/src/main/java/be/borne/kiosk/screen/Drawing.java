package be.borne.kiosk.screen;

import java.util.List;
import javafx.scene.Group;

/**
 * A picture, and what of it can move.
 *
 * @param still whole, at rest
 * @param motions of its parts, played together; none for most
 */
record Drawing(Group still, List<Motion> motions) {
  Drawing {
    motions = List.copyOf(motions);
  }

  static Drawing still(Group picture) {
    return new Drawing(picture, List.of());
  }
}
