package be.borne.kiosk.screen;

import java.util.OptionalInt;

/** Text of nobody, for galleries and tests: it is not wiped. */
final class SampleText implements TypedText {
  private final StringBuilder typed;
  private TextEntry.Kind kind = TextEntry.Kind.TEXT;
  private int most = Integer.MAX_VALUE;

  /**
   * @param typed as if it had been typed
   */
  SampleText(String typed) {
    this.typed = new StringBuilder(typed);
  }

  @Override
  public void begin(TextEntry.Kind newKind, int newMost, String first) {
    clear();
    kind = newKind;
    most = newMost;
    first.codePoints().forEach(this::add);
  }

  @Override
  public boolean add(int character) {
    if (!kind.allows(character) || length() >= most) {
      return false;
    }
    typed.appendCodePoint(character);
    return true;
  }

  @Override
  public OptionalInt removeLast() {
    if (typed.isEmpty()) {
      return OptionalInt.empty();
    }
    int last = typed.codePointBefore(typed.length());
    typed.setLength(typed.length() - Character.charCount(last));
    return OptionalInt.of(last);
  }

  @Override
  public int length() {
    return typed.codePointCount(0, typed.length());
  }

  @Override
  public String view() {
    return typed.toString();
  }

  @Override
  public void clear() {
    typed.setLength(0);
  }
}
