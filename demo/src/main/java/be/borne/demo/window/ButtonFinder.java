package be.borne.demo.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Finds buttons on a picture of the screen by the colour they are filled with, as an eye does. */
public final class ButtonFinder {
  /** A speck smaller than this is no button: about 10 mm on the terminal's panel. */
  private static final int MIN_SIDE_PIXELS = 36;

  /** Rows closer together than this are one line for the eye. */
  private static final int LINE_PIXELS = 24;

  private ButtonFinder() {}

  /**
   * @param rgb the fill, {@code 0xRRGGBB}
   * @return the buttons in reading order: from the top, from the left
   */
  public static List<Button> find(Picture picture, int rgb) {
    int width = picture.width();
    int height = picture.height();
    boolean[] seen = new boolean[width * height];
    List<Button> buttons = new ArrayList<>();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (!seen[y * width + x] && isFill(picture, x, y, rgb)) {
          Button button = spread(picture, x, y, rgb, seen);
          if (button.widthPixels() >= MIN_SIDE_PIXELS && button.heightPixels() >= MIN_SIDE_PIXELS) {
            buttons.add(button);
          }
        }
      }
    }
    return buttons.stream()
        .filter(button -> buttons.stream().noneMatch(other -> contains(other, button)))
        .sorted(
            Comparator.comparingInt((Button button) -> button.top() / LINE_PIXELS)
                .thenComparingInt(Button::left))
        .toList();
  }

  private static boolean isFill(Picture picture, int x, int y, int rgb) {
    return picture.rgb(x, y) == rgb;
  }

  /** Letters with closed shapes (o, e) leave islands of fill inside a button. */
  private static boolean contains(Button outer, Button inner) {
    return !outer.equals(inner)
        && outer.left() <= inner.left()
        && outer.right() >= inner.right()
        && outer.top() <= inner.top()
        && outer.bottom() >= inner.bottom();
  }

  private static Button spread(Picture picture, int startX, int startY, int rgb, boolean[] seen) {
    int width = picture.width();
    int height = picture.height();
    int left = startX;
    int right = startX;
    int top = startY;
    int bottom = startY;
    Deque<Integer> open = new ArrayDeque<>();
    open.push(startY * width + startX);
    seen[startY * width + startX] = true;
    while (!open.isEmpty()) {
      int spot = open.pop();
      int x = spot % width;
      int y = spot / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (int side = 0; side < 4; side++) {
        int nextX = x + (side == 0 ? 1 : side == 1 ? -1 : 0);
        int nextY = y + (side == 2 ? 1 : side == 3 ? -1 : 0);
        if (nextX < 0 || nextY < 0 || nextX >= width || nextY >= height) {
          continue;
        }
        int next = nextY * width + nextX;
        if (!seen[next] && isFill(picture, nextX, nextY, rgb)) {
          seen[next] = true;
          open.push(next);
        }
      }
    }
    return new Button(left, top, right, bottom);
  }
}
