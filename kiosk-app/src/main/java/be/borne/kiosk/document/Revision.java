package be.borne.kiosk.document;

import be.borne.kiosk.document.PdfValue.Array;
import be.borne.kiosk.document.PdfValue.Dictionary;
import be.borne.kiosk.document.PdfValue.Name;
import be.borne.kiosk.document.PdfValue.Reference;
import be.borne.kiosk.document.PdfValue.Stream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One incremental update (ISO 32000-1 §7.5.6), read strictly: objects, the cross-reference section
 * that names each of them and nothing else, and the trailer. Not a byte in it is unaccounted for.
 *
 * @param objects by their numbers, all of generation 0
 * @param spans where each lies in the file
 * @param trailer its dictionary, or that of the cross-reference stream
 * @param crossReference where the cross-reference section begins
 * @param crossReferenceStream the number of the object that is it; 0 if it is a table
 * @param mark where %%EOF ends
 * @param end where the end of line behind it ends
 */
record Revision(
    Map<Integer, PdfValue> objects,
    Map<Integer, Span> spans,
    Dictionary trailer,
    int crossReference,
    int crossReferenceStream,
    int mark,
    int end) {
  private static final int MAX_REVISIONS = 12;
  private static final int MAX_OBJECTS = 300;
  private static final int MAX_CROSS_REFERENCE_BYTES = 64 * 1024;
  private static final int FREE = 0;
  private static final int IN_USE = 1;
  private static final int OLDEST_GENERATION = 65_535;

  /** From the object's number to its endobj. */
  record Span(int from, int to) {}

  /**
   * @param pdf the whole file
   * @param from where the sealed revision ends
   * @return one or more, in order
   * @throws PdfSyntaxException if what follows is anything else than whole updates
   */
  static List<Revision> following(byte[] pdf, int from) throws PdfSyntaxException {
    List<Revision> revisions = new ArrayList<>();
    int at = from;
    while (at < pdf.length) {
      if (revisions.size() == MAX_REVISIONS) {
        throw new PdfSyntaxException("there are more than " + MAX_REVISIONS + " later revisions");
      }
      Revision next = read(pdf, at);
      revisions.add(next);
      at = next.end();
    }
    return List.copyOf(revisions);
  }

  private static Revision read(byte[] pdf, int from) throws PdfSyntaxException {
    PdfLexer lexer = new PdfLexer(pdf, from);
    Map<Integer, PdfValue> objects = new LinkedHashMap<>();
    Map<Integer, Span> spans = new LinkedHashMap<>();
    int lastNumber = 0;
    int tableAt = -1;
    while (true) {
      lexer.skipWhite();
      int start = lexer.position();
      if (lexer.passes("xref")) {
        tableAt = start;
        break;
      }
      if (lexer.passes("startxref")) {
        break;
      }
      if (!lexer.isAtDigit()) {
        throw new PdfSyntaxException("something follows that is no whole update");
      }
      lastNumber = lexer.integer();
      if (lastNumber == 0 || lexer.integer() != 0) {
        throw new PdfSyntaxException("an object has a number that no new object has");
      }
      lexer.expect("obj");
      if (objects.put(lastNumber, lexer.objectWithStream()) != null) {
        throw new PdfSyntaxException("an object stands there twice");
      }
      lexer.expect("endobj");
      spans.put(lastNumber, new Span(start, lexer.position()));
      if (objects.size() > MAX_OBJECTS) {
        throw new PdfSyntaxException("there are more than " + MAX_OBJECTS + " objects");
      }
    }
    Map<Integer, Integer> offsets;
    Dictionary trailer;
    if (tableAt >= 0) {
      offsets = table(lexer);
      if (!(lexer.value() instanceof Dictionary dictionary)) {
        throw new PdfSyntaxException("the trailer is no dictionary");
      }
      trailer = dictionary;
      lexer.expect("startxref");
    } else {
      if (!(objects.get(lastNumber) instanceof Stream stream)) {
        throw new PdfSyntaxException("there is no cross-reference section");
      }
      offsets = stream(stream);
      trailer = stream.dictionary();
    }
    if (objects.size() <= (tableAt >= 0 ? 0 : 1)) {
      throw new PdfSyntaxException("a later revision brings nothing");
    }
    int crossReference = tableAt >= 0 ? tableAt : spans.get(lastNumber).from();
    if (lexer.integer() != crossReference) {
      throw new PdfSyntaxException("startxref leads elsewhere");
    }
    requireExactly(offsets, spans);
    lexer.expect("%%EOF");
    int mark = lexer.position();
    lexer.passEndOfLine();
    return new Revision(
        objects,
        spans,
        trailer,
        crossReference,
        tableAt >= 0 ? 0 : lastNumber,
        mark,
        lexer.position());
  }

  private static void requireExactly(Map<Integer, Integer> offsets, Map<Integer, Span> spans)
      throws PdfSyntaxException {
    boolean same = offsets.size() == spans.size();
    for (var offset : offsets.entrySet()) {
      Span span = spans.get(offset.getKey());
      same &= span != null && span.from() == offset.getValue();
    }
    if (!same) {
      throw new PdfSyntaxException(
          "the cross-reference section names other objects than are there");
    }
  }

  /** §7.5.4, up to and with the keyword trailer. */
  private static Map<Integer, Integer> table(PdfLexer lexer) throws PdfSyntaxException {
    Map<Integer, Integer> offsets = new LinkedHashMap<>();
    while (!lexer.passes("trailer")) {
      int first = lexer.integer();
      int count = lexer.integer();
      if (count > MAX_OBJECTS + 1) {
        throw new PdfSyntaxException("a cross-reference section is too long");
      }
      for (int number = first; number < first + count; number++) {
        int offset = lexer.integer();
        int generation = lexer.integer();
        if (lexer.passes("f")) {
          add(offsets, number, FREE, offset, generation);
        } else {
          lexer.expect("n");
          add(offsets, number, IN_USE, offset, generation);
        }
      }
    }
    return offsets;
  }

  private static void add(
      Map<Integer, Integer> offsets, int number, int kind, int field, int generation)
      throws PdfSyntaxException {
    boolean head = number == 0 && kind == FREE && field == 0;
    boolean object = number > 0 && kind == IN_USE && generation == 0;
    if (!(object || (head && (generation == OLDEST_GENERATION || generation == 0)))
        || (object && offsets.put(number, field) != null)) {
      throw new PdfSyntaxException("a cross-reference entry frees, hides or repeats an object");
    }
  }

  /** §7.5.8. */
  private static Map<Integer, Integer> stream(Stream stream) throws PdfSyntaxException {
    Dictionary dictionary = stream.dictionary();
    if (!dictionary.name("Type").equals("XRef")) {
      throw new PdfSyntaxException("there is no cross-reference section");
    }
    int[] widths = integers(dictionary, "W");
    int[] index = integers(dictionary, "Index");
    if (widths.length != 3 || index.length % 2 != 0) {
      throw new PdfSyntaxException("a cross-reference stream does not say how it is made");
    }
    int row = 0;
    for (int width : widths) {
      if (width > 4) {
        throw new PdfSyntaxException("a cross-reference stream has fields too wide");
      }
      row += width;
    }
    long named = 0;
    for (int pair = 1; pair < index.length; pair += 2) {
      named += index[pair];
    }
    if (row == 0 || named > MAX_OBJECTS + 1) {
      // Entries of no bytes, of which any number fits into a stream of none.
      throw new PdfSyntaxException("a cross-reference section is too long");
    }
    byte[] data = StreamData.decode(stream, MAX_CROSS_REFERENCE_BYTES);
    Map<Integer, Integer> offsets = new LinkedHashMap<>();
    int at = 0;
    for (int pair = 0; pair < index.length; pair += 2) {
      for (int number = index[pair]; number < index[pair] + index[pair + 1]; number++) {
        if (at + row > data.length) {
          throw new PdfSyntaxException("a cross-reference stream is too short");
        }
        int kind = widths[0] == 0 ? IN_USE : field(data, at, widths[0]);
        int offset = field(data, at + widths[0], widths[1]);
        int generation = field(data, at + widths[0] + widths[1], widths[2]);
        add(offsets, number, kind, offset, number == 0 ? OLDEST_GENERATION : generation);
        at += row;
      }
    }
    if (at != data.length) {
      throw new PdfSyntaxException("a cross-reference stream is too long");
    }
    return offsets;
  }

  private static int field(byte[] data, int from, int width) {
    int value = 0;
    for (int at = from; at < from + width; at++) {
      value = (value << 8) | (data[at] & 0xff);
    }
    return value;
  }

  private static int[] integers(Dictionary dictionary, String key) throws PdfSyntaxException {
    if (!(dictionary.entries().get(key) instanceof Array array)) {
      throw new PdfSyntaxException("a cross-reference stream does not say how it is made");
    }
    int[] integers = new int[array.elements().size()];
    for (int at = 0; at < integers.length; at++) {
      if (!(array.elements().get(at) instanceof PdfValue.Numeral number)
          || number.value() < 0
          || number.value() > 10_000_000
          || number.value() != Math.rint(number.value())) {
        throw new PdfSyntaxException("a cross-reference stream does not say how it is made");
      }
      integers[at] = (int) number.value();
    }
    return integers;
  }

  /** Whether its trailer continues the revision before it and names the same document. */
  boolean continues(Dictionary before, int previousCrossReference) {
    for (String key : trailer.entries().keySet()) {
      boolean known =
          switch (key) {
            case "Root", "Info", "ID", "Size", "Prev" -> true;
            case "Type", "W", "Index", "Length", "Filter", "DecodeParms" ->
                crossReferenceStream != 0;
            default -> false;
          };
      if (!known) {
        return false;
      }
    }
    return trailer.get("Root").equals(before.get("Root"))
        && trailer.get("Root").orElse(new Name("")) instanceof Reference
        && trailer.get("Info").equals(before.get("Info"))
        && firstIdentifier(trailer).equals(firstIdentifier(before))
        && trailer
            .get("Prev")
            .equals(java.util.Optional.of(new PdfValue.Numeral(previousCrossReference)))
        && trailer.get("Size").orElse(null) instanceof PdfValue.Numeral size
        && before.get("Size").orElse(null) instanceof PdfValue.Numeral sizeBefore
        && size.value()
            == Math.max(
                sizeBefore.value(),
                objects.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1);
  }

  private static List<PdfValue> firstIdentifier(Dictionary trailer) {
    return trailer.entries().get("ID") instanceof Array pair && pair.elements().size() == 2
        ? List.of(pair.elements().getFirst())
        : List.of();
  }
}
