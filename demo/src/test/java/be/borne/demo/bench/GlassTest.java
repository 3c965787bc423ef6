package be.borne.demo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.demo.process.DemoFailure;
import be.borne.demo.window.Framebuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GlassTest {
  private static final int WIDTH = 80;
  private static final int HEIGHT = 80;
  private static final int HEADER_BYTES = 160;
  private static final int COLOURS = 2;
  private static final int PADDING_DOTS = 3;

  /** An X window dump as Xvfb keeps it: header first, colours behind it, lines with padding. */
  private final ByteBuffer dump = dump(32);

  private final Glass glass = new Glass(new Framebuffer(dump));

  private static ByteBuffer dump(int bitsPerPixel) {
    int lineBytes = (WIDTH + PADDING_DOTS) * 4;
    ByteBuffer made = ByteBuffer.allocate(HEADER_BYTES + COLOURS * 12 + HEIGHT * lineBytes);
    made.order(ByteOrder.BIG_ENDIAN);
    made.putInt(0, HEADER_BYTES);
    made.putInt(4 * 4, WIDTH);
    made.putInt(5 * 4, HEIGHT);
    made.putInt(11 * 4, bitsPerPixel);
    made.putInt(12 * 4, lineBytes);
    made.putInt(19 * 4, COLOURS);
    return made;
  }

  private void draw(int x, int y, int rgb) {
    dump.order(ByteOrder.nativeOrder());
    dump.putInt(HEADER_BYTES + COLOURS * 12 + (y * (WIDTH + PADDING_DOTS) + x) * 4, rgb);
  }

  private void fill(int fromY, int toY, int rgb) {
    for (int y = fromY; y < toY; y++) {
      for (int x = 0; x < WIDTH; x++) {
        draw(x, y, rgb);
      }
    }
  }

  @Test
  void whatIsDrawnLaterIsSeen() {
    assertTrue(glass.look().isEmpty());
    fill(0, HEIGHT / 2, 0x0B4A7A);
    Glass.Still half = glass.look();
    assertFalse(half.isEmpty(), "half of the glass is drawn");
    assertTrue(glass.shows(half));
    assertEquals(half.differences(glass.look()), 0);
    fill(0, HEIGHT / 2, 0xFFFFFF);
    assertFalse(glass.shows(half), "another colour passes for the same picture");
  }

  @Test
  void aPointerIsNoOtherPictureAndAWordIs() {
    Glass.Still before = glass.look();
    fill(0, 8, 0xFFFFFF);
    assertEquals(2 * WIDTH / 4, glass.look().differences(before), "eight lines are two samples");
    assertTrue(glass.shows(before), "as many samples as a pointer covers");
    fill(8, 12, 0xFFFFFF);
    assertFalse(glass.shows(before), "more than a pointer covers");
  }

  @Test
  void whatNeverAppearsIsWaitedForInVain() {
    fill(0, HEIGHT, 0x123456);
    Glass.Still full = glass.look();
    fill(0, HEIGHT, 0);
    assertThrows(DemoFailure.class, () -> glass.await(full, Duration.ofMillis(5), "the picture"));
    assertThrows(
        DemoFailure.class,
        () -> glass.awaitStill(Duration.ofMillis(1), Duration.ofMillis(30), "an empty glass"),
        "nothing drawn passes for a screen at rest");
  }

  @Test
  void otherDotsAreRefused() {
    assertThrows(DemoFailure.class, () -> new Framebuffer(dump(16)));
  }
}
