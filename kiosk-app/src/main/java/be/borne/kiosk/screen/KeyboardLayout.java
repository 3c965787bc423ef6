package be.borne.kiosk.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which keys stand where: rows of keys on equal columns. Belgium types AZERTY in all its languages,
 * so there is one arrangement of letters.
 *
 * @param columns that each row fills
 */
record KeyboardLayout(int columns, List<List<Key>> rows) {
  private static final int LETTER_COLUMNS = 10;
  private static final int PHONE_COLUMNS = 3;
  private static final int MOST_ENDINGS = 5;
  private static final int LONGEST_ENDING = 13;

  private static final List<String> LETTERS = List.of("1234567890", "azertyuiop", "qsdfghjklm");
  private static final String LAST_OF_TEXT = "wxcvbn'-.,";
  private static final String LAST_OF_EMAIL = "wxcvbn@.-_";

  /** In the places of the letters; digits and the commonest signs stay where they are. */
  private static final List<String> SIGNS = List.of("1234567890", "éèêëàâäçùû", "üîïôöœßñ@&");

  private static final String LAST_OF_SIGNS = "/():?!'-.,";

  KeyboardLayout {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** One key. */
  sealed interface Key {
    /** How many of them it is wide. */
    int columns();
  }

  /** Types one character: its own, or the other one while signs are shown. */
  record Types(int plain, int sign) implements Key {
    @Override
    public int columns() {
      return 1;
    }

    /** The code point that it types now. */
    int on(Layer layer) {
      int shown = layer.signs() ? sign : plain;
      return layer.capitals() ? Character.toUpperCase(shown) : shown;
    }
  }

  /** Types several characters at once. */
  record Ends(String ending, int columns) implements Key {}

  record Space(int columns) implements Key {}

  record Capitals(int columns) implements Key {}

  record Signs(int columns) implements Key {}

  /** No key. */
  record Nothing(int columns) implements Key {}

  /** What the keys of characters show. */
  record Layer(boolean capitals, boolean signs) {
    static final Layer SMALL = new Layer(false, false);

    /**
     * The layer after a character. A name has one capital, a word seldom two accents: small letters
     * come back by themselves.
     */
    Layer after(int character) {
      return Character.isDigit(character)
          ? this
          : new Layer(capitals && !Character.isLetter(character), false);
    }
  }

  /**
   * @param wide whether columns are wide, as on a panel that lies
   */
  static KeyboardLayout of(TextEntry entry, boolean wide) {
    return switch (entry.kind()) {
      case TEXT -> text();
      case EMAIL -> email(entry.endings(), wide);
      case NUMBER -> figures(Optional.of(','));
      case PHONE -> figures(Optional.of('+'));
      case DIGITS -> figures(Optional.empty());
    };
  }

  private static KeyboardLayout text() {
    List<List<Key>> rows = new ArrayList<>();
    for (int i = 0; i < LETTERS.size(); i++) {
      rows.add(row(LETTERS.get(i), SIGNS.get(i)));
    }
    rows.add(row(LAST_OF_TEXT, LAST_OF_SIGNS));
    rows.add(List.of(new Capitals(4), new Signs(3), new Space(3)));
    return new KeyboardLayout(LETTER_COLUMNS, rows);
  }

  private static KeyboardLayout email(List<String> endings, boolean wide) {
    List<List<Key>> rows = new ArrayList<>();
    Stream.concat(LETTERS.stream(), Stream.of(LAST_OF_EMAIL))
        .map(letters -> row(letters, letters))
        .forEach(rows::add);
    rows.addAll(endings(endings, wide));
    return new KeyboardLayout(LETTER_COLUMNS, rows);
  }

  /** As on a telephone; a sign stands where its star does. */
  private static KeyboardLayout figures(Optional<Character> sign) {
    List<Key> last = new ArrayList<>();
    last.add(sign.<Key>map(it -> new Types(it, it)).orElseGet(() -> new Nothing(1)));
    last.addAll(row("0", "0"));
    last.add(new Nothing(1));
    return new KeyboardLayout(
        PHONE_COLUMNS, List.of(row("123", "123"), row("456", "456"), row("789", "789"), last));
  }

  private static List<Key> row(String plain, String sign) {
    int[] signs = sign.codePoints().toArray();
    int[] plains = plain.codePoints().toArray();
    List<Key> row = new ArrayList<>();
    for (int i = 0; i < plains.length; i++) {
      row.add(new Types(plains[i], signs[i]));
    }
    return row;
  }

  /** Whether so many endings have room on every panel. */
  static boolean hasRoomFor(List<String> endings) {
    return endings.size() <= MOST_ENDINGS
        && endings.stream().allMatch(ending -> ending.length() <= LONGEST_ENDING);
  }

  private static List<List<Key>> endings(List<String> endings, boolean wide) {
    List<List<Ends>> rows = new ArrayList<>();
    for (String ending : endings) {
      Ends key = new Ends(ending, wide ? LETTER_COLUMNS / MOST_ENDINGS : columnsFor(ending));
      if (rows.isEmpty() || width(rows.getLast()) + key.columns() > LETTER_COLUMNS) {
        rows.add(new ArrayList<>());
      }
      rows.getLast().add(key);
    }
    return rows.stream().map(KeyboardLayout::filled).toList();
  }

  /** Its last keys take up what is left of the row. */
  private static List<Key> filled(List<Ends> row) {
    int left = LETTER_COLUMNS - width(row);
    List<Key> filled = new ArrayList<>();
    for (int i = row.size() - 1; i >= 0; i--) {
      int more = (left + i) / (i + 1);
      left -= more;
      filled.addFirst(new Ends(row.get(i).ending(), row.get(i).columns() + more));
    }
    return filled;
  }

  private static int width(List<Ends> row) {
    return row.stream().mapToInt(Key::columns).sum();
  }

  /** As many as its largest letters need on the narrowest panel. */
  private static int columnsFor(String ending) {
    if (ending.length() <= 4) {
      return 2;
    }
    return ending.length() <= 10 ? 3 : 4;
  }

  /** All that its keys of characters can show, to be held against what is painted. */
  List<String> faces() {
    return rows.stream()
        .flatMap(List::stream)
        .filter(Types.class::isInstance)
        .map(Types.class::cast)
        .flatMap(
            key ->
                Stream.of(
                        Layer.SMALL,
                        new Layer(true, false),
                        new Layer(false, true),
                        new Layer(true, true))
                    .map(layer -> Character.toString(key.on(layer))))
        .distinct()
        .toList();
  }
}
