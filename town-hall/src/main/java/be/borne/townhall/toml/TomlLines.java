package be.borne.townhall.toml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * On which lines of a file of TOML its tables and keys stand. The parser that reads the values
 * makes a tree first and forgets where anything stood. Made for files that this parser has taken:
 * of anything else it says something, and never fails. Keys of inline tables stand where the table
 * does.
 */
public final class TomlLines {
  private final Map<List<String>, Integer> lines = new HashMap<>();
  private final Map<List<String>, Integer> tablesOfArray = new HashMap<>();
  private final String text;
  private int at;
  private int line = 1;

  private TomlLines(String text) {
    this.text = text;
  }

  /**
   * @param text a whole file
   */
  public static TomlLines of(String text) {
    TomlLines found = new TomlLines(text);
    found.index();
    return found;
  }

  /**
   * The line of a key or table, or else of the nearest thing around it that stands in the file.
   *
   * @param path names from the outside in; an element of an array by its index, from 0
   * @return empty if nothing of it stands there
   */
  public OptionalInt of(List<String> path) {
    for (int length = path.size(); length > 0; length--) {
      Integer found = lines.get(path.subList(0, length));
      if (found != null) {
        return OptionalInt.of(found);
      }
    }
    return OptionalInt.empty();
  }

  private void index() {
    List<String> table = List.of();
    while (skipToStatement()) {
      int here = line;
      if (peek() == '[') {
        boolean ofArray = text.startsWith("[[", at);
        at += ofArray ? 2 : 1;
        table = inArrays(key(']'));
        if (ofArray) {
          int index = tablesOfArray.merge(table, 0, (before, _) -> before + 1);
          lines.putIfAbsent(table, here);
          table = and(table, List.of(Integer.toString(index)));
        }
        note(table, 0, here);
        skipLine();
      } else {
        List<String> key = key('=');
        note(and(table, key), table.size(), here);
        at++;
        skipValue();
      }
    }
  }

  /** A header names an array's last table by the array's name alone. */
  private List<String> inArrays(List<String> path) {
    List<String> whole = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      whole.add(path.get(i));
      Integer last = tablesOfArray.get(List.copyOf(whole));
      if (last != null && i < path.size() - 1) {
        whole.add(last.toString());
      }
    }
    return List.copyOf(whole);
  }

  /** Also the tables that a dotted key makes on its way. */
  private void note(List<String> path, int known, int here) {
    for (int length = known + 1; length <= path.size(); length++) {
      lines.putIfAbsent(List.copyOf(path.subList(0, length)), here);
    }
  }

  private static List<String> and(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  private boolean skipToStatement() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        skipLine();
      } else if (Character.isWhitespace(c)) {
        step();
      } else {
        return true;
      }
    }
    return false;
  }

  /** Dotted parts up to this sign or the line's end, before which it stops. */
  private List<String> key(char end) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    while (at < text.length() && peek() != end && peek() != '\n') {
      char c = peek();
      if (c == '"' || c == '\'') {
        int from = at + 1;
        skipString();
        part.append(text, from, Math.max(from, at - 1));
      } else {
        if (c == '.') {
          parts.add(part.toString());
          part.setLength(0);
        } else if (!Character.isWhitespace(c)) {
          part.append(c);
        }
        at++;
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** To the end of the line on which the value ends. */
  private void skipValue() {
    int depth = 0;
    while (at < text.length()) {
      switch (peek()) {
        case '"', '\'' -> skipString();
        case '#' -> {
          while (at < text.length() && peek() != '\n') {
            at++;
          }
        }
        case '[', '{' -> {
          depth++;
          at++;
        }
        case ']', '}' -> {
          depth--;
          at++;
        }
        case '\n' -> {
          step();
          if (depth <= 0) {
            return;
          }
        }
        default -> at++;
      }
    }
  }

  private void skipString() {
    char quote = peek();
    String three = String.valueOf(quote).repeat(3);
    boolean isLong = text.startsWith(three, at);
    at += isLong ? 3 : 1;
    while (at < text.length()) {
      if (peek() == '\\' && quote == '"' && at + 1 < text.length()) {
        at++;
        step();
      } else if (isLong && text.startsWith(three, at)) {
        at += 3;
        // Up to two quotes may stand before the three that end it.
        while (at < text.length() && peek() == quote) {
          at++;
        }
        return;
      } else if (!isLong && (peek() == quote || peek() == '\n')) {
        at += peek() == quote ? 1 : 0;
        return;
      } else {
        step();
      }
    }
  }

  private void skipLine() {
    while (at < text.length() && peek() != '\n') {
      at++;
    }
    if (at < text.length()) {
      step();
    }
  }

  private char peek() {
    return text.charAt(at);
  }

  private void step() {
    if (text.charAt(at++) == '\n') {
      line++;
    }
  }
}
