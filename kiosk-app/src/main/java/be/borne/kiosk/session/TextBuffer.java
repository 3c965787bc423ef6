package be.borne.kiosk.session;

import be.borne.kiosk.screen.TextEntry;
import be.borne.kiosk.screen.TypedText;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * What a citizen types that is no PIN, until it is taken or the visit is over. Nothing is taken
 * before an entry has begun. Thread-safe: typed on one thread, taken and wiped on others.
 *
 * <p>To be seen it has to become a String now and then, which only the collector wipes: this buffer
 * is for names and addresses, never for a secret.
 */
public final class TextBuffer implements TypedText {
  /** As many as the longest text of a form may have. */
  public static final int MOST = 4000;

  private int[] characters = {};
  private int count;
  private TextEntry.Kind kind;
  private boolean closed;

  /**
   * @throws IllegalArgumentException if {@code most} is not from 1 to {@value #MOST}
   */
  @Override
  public synchronized void begin(TextEntry.Kind newKind, int most, String first) {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException("an entry of 1 to " + MOST + " characters");
    }
    clear();
    // At its full length from the start: to grow would leave a copy behind.
    characters = new int[most];
    kind = newKind;
    first.codePoints().forEach(this::add);
  }

  @Override
  public synchronized boolean add(int character) {
    if (closed || kind == null || count == characters.length || !kind.allows(character)) {
      return false;
    }
    characters[count++] = character;
    return true;
  }

  @Override
  public synchronized OptionalInt removeLast() {
    if (count == 0) {
      return OptionalInt.empty();
    }
    int last = characters[--count];
    characters[count] = 0;
    return OptionalInt.of(last);
  }

  @Override
  public synchronized int length() {
    return count;
  }

  @Override
  public synchronized String view() {
    return new String(characters, 0, count);
  }

  @Override
  public synchronized void clear() {
    Arrays.fill(characters, 0);
    count = 0;
  }

  /** What was typed, without spaces at its ends; empty if there is nothing. */
  synchronized String entered() {
    return view().strip();
  }

  /** Wipes, and takes no character ever again. */
  synchronized void close() {
    clear();
    closed = true;
  }

  /** For the test that looks for what is left. */
  synchronized boolean isZero() {
    return count == 0 && Arrays.stream(characters).allMatch(character -> character == 0);
  }

  /** Not even how many. */
  @Override
  public String toString() {
    return "TextBuffer[]";
  }
}
