package be.borne.kiosk.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import org.junit.jupiter.api.Test;

class RingWayTest {
  /** Three small keys, below them a wide and a small one, below those one to the right. */
  private static final List<Bounds> PLACES =
      List.of(
          key(0, 0, 10),
          key(13, 0, 10),
          key(26, 0, 10),
          key(0, 13, 23),
          key(26, 13, 10),
          key(26, 30, 10));

  private static Bounds key(double x, double y, double width) {
    return new BoundingBox(x, y, width, 10);
  }

  @Test
  void downAndUpStayInTheColumn() {
    assertEquals(OptionalInt.of(4), RingWay.vertically(PLACES, 2, true));
    assertEquals(OptionalInt.of(2), RingWay.vertically(PLACES, 4, false));
    assertEquals(OptionalInt.of(3), RingWay.vertically(PLACES, 1, true));
  }

  /** Fails when a far key right below is preferred to the next row. */
  @Test
  void theNextRowComesFirst() {
    assertEquals(OptionalInt.of(5), RingWay.vertically(PLACES, 3, true));
    assertEquals(OptionalInt.of(4), RingWay.vertically(PLACES, 5, false));
  }

  @Test
  void atTheEdgeThereIsNoWay() {
    assertEquals(OptionalInt.empty(), RingWay.vertically(PLACES, 0, false));
    assertEquals(OptionalInt.empty(), RingWay.vertically(PLACES, 5, true));
  }
}
