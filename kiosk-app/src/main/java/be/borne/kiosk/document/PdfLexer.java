package be.borne.kiosk.document;

import be.borne.kiosk.document.PdfValue.Array;
import be.borne.kiosk.document.PdfValue.Dictionary;
import be.borne.kiosk.document.PdfValue.Name;
import be.borne.kiosk.document.PdfValue.Nothing;
import be.borne.kiosk.document.PdfValue.Reference;
import be.borne.kiosk.document.PdfValue.Stream;
import be.borne.kiosk.document.PdfValue.Text;
import be.borne.kiosk.document.PdfValue.Truth;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads PDF objects to the letter of ISO 32000-1 §7.2 and §7.3, and nothing that other readers
 * would have to guess at: no comments, no damaged objects mended, no length looked for. What two
 * readers can understand differently is where documents of two faces come from.
 */
final class PdfLexer {
  private static final int MAX_VALUES = 20_000;
  private static final String WHITE = "\0\t\n\f\r ";
  private static final String DELIMITERS = "()<>[]{}/%";

  private final byte[] bytes;
  private int at;
  private int values;

  PdfLexer(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  int position() {
    return at;
  }

  void skipWhite() {
    while (at < bytes.length && isWhite(bytes[at])) {
      at++;
    }
  }

  boolean isAtDigit() {
    return at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9';
  }

  /** Whether the next token, after white space, is this one; if so it is passed. */
  boolean passes(String token) {
    skipWhite();
    if (!startsWith(token)) {
      return false;
    }
    int end = at + token.length();
    if (end < bytes.length && isRegular(bytes[end]) && isRegular(bytes[end - 1])) {
      return false;
    }
    at = end;
    return true;
  }

  void expect(String token) throws PdfSyntaxException {
    if (!passes(token)) {
      throw new PdfSyntaxException("there is no '" + token + "' where one must be");
    }
  }

  /** At most one end of line, which belongs to what stands before it. */
  void passEndOfLine() {
    if (startsWith("\r\n")) {
      at += 2;
    } else if (startsWith("\n") || startsWith("\r")) {
      at++;
    }
  }

  /** A whole number of at most nine digits, without sign. */
  int integer() throws PdfSyntaxException {
    skipWhite();
    int from = at;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == from || at - from > 10 || (at < bytes.length && isRegular(bytes[at]))) {
      throw new PdfSyntaxException("there is no whole number where one must be");
    }
    try {
      return Integer.parseInt(slice(from, at));
    } catch (NumberFormatException e) {
      throw new PdfSyntaxException("a number is out of bounds", e);
    }
  }

  /** An object, with the stream behind it if it has one. */
  PdfValue objectWithStream() throws PdfSyntaxException {
    PdfValue value = value(0);
    if (!(value instanceof Dictionary dictionary) || !passes("stream")) {
      return value;
    }
    if (startsWith("\r\n")) {
      at += 2;
    } else if (startsWith("\n")) {
      at++;
    } else {
      throw new PdfSyntaxException("a stream does not begin on a new line");
    }
    if (!(dictionary.entries().get("Length") instanceof PdfValue.Numeral length)
        || length.value() < 0
        || length.value() > bytes.length - at
        || length.value() != Math.rint(length.value())) {
      throw new PdfSyntaxException("a stream does not say how long it is");
    }
    int end = at + (int) length.value();
    String raw = slice(at, end);
    at = end;
    passEndOfLine();
    if (!startsWith("endstream")) {
      throw new PdfSyntaxException("a stream does not end where it says");
    }
    expect("endstream");
    return new Stream(dictionary, raw);
  }

  PdfValue value() throws PdfSyntaxException {
    return value(0);
  }

  private PdfValue value(int depth) throws PdfSyntaxException {
    if (depth > PdfValue.MAX_DEPTH) {
      throw new PdfSyntaxException("it is nested too deeply");
    }
    if (++values > MAX_VALUES) {
      throw new PdfSyntaxException("it holds too much");
    }
    skipWhite();
    if (at >= bytes.length) {
      throw new PdfSyntaxException("it ends in the midst of an object");
    }
    if (startsWith("<<")) {
      return dictionary(depth);
    }
    return switch (bytes[at]) {
      case '/' -> new Name(name());
      case '<' -> hexadecimal();
      case '(' -> literal();
      case '[' -> array(depth);
      case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numberOrReference();
      default -> word();
    };
  }

  private PdfValue word() throws PdfSyntaxException {
    if (passes("true")) {
      return new Truth(true);
    }
    if (passes("false")) {
      return new Truth(false);
    }
    if (passes("null")) {
      return new Nothing();
    }
    throw new PdfSyntaxException("there is something that is no object");
  }

  private Dictionary dictionary(int depth) throws PdfSyntaxException {
    at += 2;
    Map<String, PdfValue> entries = new LinkedHashMap<>();
    while (!passes(">>")) {
      skipWhite();
      if (at >= bytes.length || bytes[at] != '/') {
        throw new PdfSyntaxException("a dictionary has an entry without a name");
      }
      if (entries.put(name(), value(depth + 1)) != null) {
        throw new PdfSyntaxException("a dictionary has two entries of one name");
      }
    }
    return new Dictionary(entries);
  }

  private Array array(int depth) throws PdfSyntaxException {
    at++;
    List<PdfValue> elements = new ArrayList<>();
    while (!passes("]")) {
      elements.add(value(depth + 1));
    }
    return new Array(elements);
  }

  /** Names are letters here; an escape is only ever a disguise. */
  private String name() throws PdfSyntaxException {
    int from = ++at;
    while (at < bytes.length && isRegular(bytes[at])) {
      if (bytes[at] == '#' || bytes[at] < '!' || bytes[at] > '~') {
        throw new PdfSyntaxException("a name is written in a disguise");
      }
      at++;
    }
    return slice(from, at);
  }

  private Text hexadecimal() throws PdfSyntaxException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int high = -1;
    for (at++; at < bytes.length; at++) {
      if (bytes[at] == '>') {
        at++;
        if (high >= 0) {
          throw new PdfSyntaxException("a string has half a byte");
        }
        return new Text(PdfValue.latin(out.toByteArray()));
      }
      int digit = Character.digit(bytes[at], 16);
      if (digit < 0) {
        throw new PdfSyntaxException("a string is not hexadecimal");
      }
      if (high < 0) {
        high = digit;
      } else {
        out.write((high << 4) | digit);
        high = -1;
      }
    }
    throw new PdfSyntaxException("a string has no end");
  }

  private Text literal() throws PdfSyntaxException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int open = 1;
    for (at++; at < bytes.length; at++) {
      int next = bytes[at];
      if (next == '\\') {
        next = escaped();
      } else if (next == '(') {
        open++;
      } else if (next == ')' && --open == 0) {
        at++;
        return new Text(PdfValue.latin(out.toByteArray()));
      } else if (next == '\r') {
        throw new PdfSyntaxException("a string has a bare end of line");
      }
      out.write(next);
    }
    throw new PdfSyntaxException("a string has no end");
  }

  private int escaped() throws PdfSyntaxException {
    at++;
    int kind = at < bytes.length ? bytes[at] : 0;
    return switch (kind) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '(', ')', '\\' -> kind;
      default -> octal();
    };
  }

  private int octal() throws PdfSyntaxException {
    if (at + 3 <= bytes.length) {
      String digits = slice(at, at + 3);
      if (digits.chars().allMatch(digit -> digit >= '0' && digit <= '7')) {
        at += 2;
        return Integer.parseInt(digits, 8) & 0xff;
      }
    }
    throw new PdfSyntaxException("a string has an unknown escape");
  }

  private PdfValue numberOrReference() throws PdfSyntaxException {
    int from = at;
    while (at < bytes.length && isRegular(bytes[at])) {
      at++;
    }
    String text = slice(from, at);
    if (!text.matches("[+-]?(\\d{1,10}(\\.\\d{0,20})?|\\.\\d{1,20})")) {
      throw new PdfSyntaxException("there is something that is no number");
    }
    if (!text.matches("\\d{1,9}")) {
      return new PdfValue.Numeral(
          text.contains(".") ? Float.parseFloat(text) + 0.0 : Long.parseLong(text));
    }
    int afterNumber = at;
    skipWhite();
    int generationFrom = at;
    while (at < bytes.length && at - generationFrom < 5 && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at > generationFrom && at < bytes.length && isWhite(bytes[at])) {
      int generation = Integer.parseInt(slice(generationFrom, at));
      if (passes("R")) {
        return new Reference(Integer.parseInt(text), generation);
      }
    }
    at = afterNumber;
    return new PdfValue.Numeral(Long.parseLong(text));
  }

  private boolean startsWith(String token) {
    if (at + token.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < token.length(); i++) {
      if (bytes[at + i] != token.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String slice(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static boolean isWhite(byte b) {
    return WHITE.indexOf(b) >= 0;
  }

  private static boolean isRegular(byte b) {
    return WHITE.indexOf(b) < 0 && DELIMITERS.indexOf(b) < 0;
  }
}
