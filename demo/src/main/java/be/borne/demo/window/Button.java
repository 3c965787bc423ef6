package be.borne.demo.window;

/** A button as the eye sees it: a filled rectangle on the glass, in pixels. */
public record Button(int left, int top, int right, int bottom) {
  public int centreX() {
    return (left + right) / 2;
  }

  public int centreY() {
    return (top + bottom) / 2;
  }

  public int widthPixels() {
    return right - left + 1;
  }

  public int heightPixels() {
    return bottom - top + 1;
  }
}
