package be.borne.kiosk.screen;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;

/**
 * Where the ring goes by the arrow keys among keys that stand in rows: up and down to the nearest
 * key of the nearest row.
 */
final class RingWay {
  private RingWay() {}

  /**
   * @param places of all that can be pressed
   * @param from index of where the ring is
   * @param down or else up
   * @return index of where it goes; empty when there is no row that way
   */
  static OptionalInt vertically(List<Bounds> places, int from, boolean down) {
    Bounds here = places.get(from);
    List<Integer> beyond =
        IntStream.range(0, places.size())
            .filter(
                i ->
                    down
                        ? places.get(i).getMinY() >= here.getMaxY()
                        : places.get(i).getMaxY() <= here.getMinY())
            .boxed()
            .toList();
    double nearestRow = beyond.stream().mapToDouble(i -> rows(here, places.get(i))).min().orElse(0);
    OptionalInt nearest = OptionalInt.empty();
    for (int i : beyond) {
      // Keys of one row may differ in height, never by half of it.
      if (rows(here, places.get(i)) <= nearestRow + here.getHeight() / 2
          && (nearest.isEmpty()
              || aside(here, places.get(i)) < aside(here, places.get(nearest.getAsInt())))) {
        nearest = OptionalInt.of(i);
      }
    }
    return nearest;
  }

  /** How far apart in height. */
  private static double rows(Bounds here, Bounds there) {
    return Math.max(there.getMinY() - here.getMaxY(), here.getMinY() - there.getMaxY());
  }

  /** How far the middle of one is from the other's width; within it, how far from its middle. */
  private static double aside(Bounds here, Bounds there) {
    double middle = here.getCenterX();
    double outside = Math.max(Math.max(there.getMinX() - middle, middle - there.getMaxX()), 0);
    return outside * 1000 + Math.abs(there.getCenterX() - middle);
  }
}
