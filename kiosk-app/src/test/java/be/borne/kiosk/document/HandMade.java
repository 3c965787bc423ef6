package be.borne.kiosk.document;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Incremental updates and whole files written by hand, as an attacker would. */
final class HandMade {
  private static final Pattern START = Pattern.compile("startxref\\s+(\\d+)\\s+%%EOF\\s*$");
  private static final Pattern SIZE = Pattern.compile("/Size (\\d+)");
  private static final Pattern ROOT = Pattern.compile("/Root (\\d+) 0 R");
  private static final Pattern INFO = Pattern.compile("/Info (\\d+) 0 R");
  private static final Pattern IDENTIFIER = Pattern.compile("/ID \\[<[0-9A-F]+> ?<[0-9A-F]+>\\]");

  private final String base;
  private final Map<Integer, String> objects = new LinkedHashMap<>();
  private final Map<Integer, Integer> aliases = new LinkedHashMap<>();
  private String more = "";
  private boolean free;

  private HandMade(String base) {
    this.base = base;
  }

  static HandMade on(byte[] base) {
    return new HandMade(text(base));
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The first number that no object has. */
  int next() {
    return last(SIZE);
  }

  int root() {
    return last(ROOT);
  }

  int info() {
    return last(INFO);
  }

  private int last(Pattern pattern) {
    Matcher matcher = pattern.matcher(base);
    int found = -1;
    while (matcher.find()) {
      found = Integer.parseInt(matcher.group(1));
    }
    return found;
  }

  /** The latest text of an object, without number and endobj. */
  String object(int number) {
    Matcher matcher =
        Pattern.compile("(?<![0-9])" + number + " 0 obj\\s(.*?)\\s*endobj", Pattern.DOTALL)
            .matcher(base);
    String found = "";
    while (matcher.find()) {
      found = matcher.group(1);
    }
    return found;
  }

  /** The number of the first object whose text has this in it. */
  int numberOf(String part) {
    Matcher matcher =
        Pattern.compile("(?<![0-9])(\\d+) 0 obj\\s(.*?)endobj", Pattern.DOTALL).matcher(base);
    while (matcher.find()) {
      if (matcher.group(2).contains(part)) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    throw new IllegalArgumentException("no object has " + part);
  }

  HandMade put(int number, String text) {
    objects.put(number, text);
    return this;
  }

  static String stream(byte[] data) {
    return "<<\n/Length " + data.length + "\n>>\nstream\n" + text(data) + "\nendstream";
  }

  /** The catalogue with more entries; another store takes the place of the one it has. */
  HandMade catalogue(String entries) {
    String old = objects.getOrDefault(root(), object(root()));
    if (entries.startsWith("/DSS ")) {
      old = old.replaceFirst("/DSS (\\d+ 0 R|<< >>)", "");
    }
    return put(root(), old.substring(0, old.lastIndexOf(">>")) + entries + "\n>>");
  }

  /** Lets the cross-reference table lead from one number to another object's place. */
  HandMade alias(int number, int offset) {
    aliases.put(number, offset);
    return this;
  }

  HandMade freeing(int number) {
    free = true;
    aliases.put(number, -1);
    return this;
  }

  HandMade trailer(String entries) {
    more = entries;
    return this;
  }

  /** Objects only, as some readers would still find them. */
  byte[] bare() {
    StringBuilder out = new StringBuilder(base);
    write(out, new LinkedHashMap<>());
    return bytes(out.toString());
  }

  byte[] update() {
    StringBuilder out = new StringBuilder(base);
    Map<Integer, Integer> offsets = new LinkedHashMap<>();
    write(out, offsets);
    offsets.putAll(aliases);
    int at = out.length();
    out.append("xref\n0 1\n0000000000 65535 f\r\n");
    offsets.forEach(
        (number, offset) ->
            out.append(number)
                .append(" 1\n")
                .append(
                    offset < 0 && free
                        ? "0000000000 00001 f\r\n"
                        : "%010d 00000 n\r\n".formatted(offset)));
    Matcher start = START.matcher(base);
    if (!start.find()) {
      throw new IllegalArgumentException("the base is no PDF");
    }
    int size =
        Math.max(next(), objects.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1);
    Matcher identifier = IDENTIFIER.matcher(base);
    String id = "";
    while (identifier.find()) {
      id = identifier.group();
    }
    out.append("trailer\n<<\n/Root ")
        .append(root())
        .append(" 0 R\n/Info ")
        .append(info())
        .append(" 0 R\n")
        .append(id)
        .append("\n/Size ")
        .append(size)
        .append("\n/Prev ")
        .append(start.group(1))
        .append(more)
        .append("\n>>\nstartxref\n")
        .append(at)
        .append("\n%%EOF\n");
    return bytes(out.toString());
  }

  private void write(StringBuilder out, Map<Integer, Integer> offsets) {
    for (var object : objects.entrySet()) {
      offsets.put(object.getKey(), out.length());
      out.append(object.getKey()).append(" 0 obj\n").append(object.getValue()).append("\nendobj\n");
    }
  }

  /** A file from nothing: objects numbered from 1, the first of them the catalogue. */
  static byte[] file(String trailer, String... objects) {
    StringBuilder out = new StringBuilder("%PDF-1.7\n");
    int[] offsets = new int[objects.length];
    for (int at = 0; at < objects.length; at++) {
      offsets[at] = out.length();
      out.append(at + 1).append(" 0 obj\n").append(objects[at]).append("\nendobj\n");
    }
    int xref = out.length();
    out.append("xref\n0 ").append(objects.length + 1).append("\n0000000000 65535 f\r\n");
    for (int offset : offsets) {
      out.append("%010d 00000 n\r\n".formatted(offset));
    }
    out.append("trailer\n<< /Root 1 0 R /Size ")
        .append(objects.length + 1)
        .append(' ')
        .append(trailer)
        .append(" >>\nstartxref\n")
        .append(xref)
        .append("\n%%EOF\n");
    return bytes(out.toString());
  }
}
