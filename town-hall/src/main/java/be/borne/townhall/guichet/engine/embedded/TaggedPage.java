package be.borne.townhall.guichet.engine.embedded;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * One A4 page that is written from top to bottom, every mark of it either part of the document's
 * structure, so that it can be read aloud in order, or an artifact. Lengths are points from the
 * top-left corner.
 */
final class TaggedPage implements AutoCloseable {
  static final float WIDTH = PDRectangle.A4.getWidth();
  static final float HEIGHT = PDRectangle.A4.getHeight();

  /** Draws with the page's own stream, which counts from the bottom-left corner. */
  interface Drawing {
    void on(PDPageContentStream content) throws IOException;
  }

  private final PDDocument document;
  private final PDPage page = new PDPage(PDRectangle.A4);
  private final PDPageContentStream content;
  private final PDStructureTreeRoot tree = new PDStructureTreeRoot();
  private final PDStructureElement root = new PDStructureElement("Document", tree);
  private final List<PDStructureElement> marked = new ArrayList<>();
  private final PDFont regular;
  private final PDFont bold;

  TaggedPage(PDDocument document) throws IOException {
    this.document = document;
    document.addPage(page);
    this.regular = font("AtkinsonHyperlegible-Regular.ttf");
    this.bold = font("AtkinsonHyperlegible-Bold.ttf");
    tree.appendKid(root);
    this.content = new PDPageContentStream(document, page);
  }

  private PDFont font(String name) throws IOException {
    try (InputStream in = TaggedPage.class.getResourceAsStream("fonts/" + name)) {
      if (in == null) {
        throw new IOException("font " + name + " is not in the program");
      }
      return PDType0Font.load(document, in, true);
    }
  }

  PDFont regular() {
    return regular;
  }

  PDFont bold() {
    return bold;
  }

  PDStructureElement root() {
    return root;
  }

  /** A new part of the document's structure below another. */
  PDStructureElement part(String type, PDStructureElement parent) {
    PDStructureElement element = new PDStructureElement(type, parent);
    element.setPage(page);
    parent.appendKid(element);
    return element;
  }

  /** One line of text that belongs to a part; the baseline is {@code y} below the top. */
  void text(PDStructureElement part, float x, float y, PDFont font, float size, Color ink, String s)
      throws IOException {
    marked(
        part,
        stream -> {
          stream.beginText();
          stream.setNonStrokingColor(ink);
          stream.setFont(font, size);
          stream.newLineAtOffset(x, HEIGHT - y);
          stream.showText(s);
          stream.endText();
        });
  }

  /** Something drawn that belongs to a part, like a figure. */
  void marked(PDStructureElement part, Drawing drawing) throws IOException {
    int id = marked.size();
    content.beginMarkedContent(COSName.getPDFName(part.getStructureType()), id);
    drawing.on(content);
    content.endMarkedContent();
    part.appendKid(id);
    marked.add(part);
  }

  /** Lines and grounds, which say nothing to whoever listens. */
  void artifact(Drawing drawing) throws IOException {
    content.beginMarkedContent(COSName.ARTIFACT);
    drawing.on(content);
    content.endMarkedContent();
  }

  void rule(float fromX, float toX, float y, float thickness, Color ink) throws IOException {
    artifact(
        stream -> {
          stream.setStrokingColor(ink);
          stream.setLineWidth(thickness);
          stream.moveTo(fromX, HEIGHT - y);
          stream.lineTo(toX, HEIGHT - y);
          stream.stroke();
        });
  }

  void ground(float x, float y, float width, float height, Color colour) throws IOException {
    artifact(
        stream -> {
          stream.setNonStrokingColor(colour);
          stream.addRect(x, HEIGHT - y - height, width, height);
          stream.fill();
        });
  }

  /** The text in as many lines as it needs at this width; a word longer than a line is cut. */
  static List<String> lines(String text, PDFont font, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String fitting = word;
      while (width(fitting, font, size) > width) {
        int cut = longestPrefix(fitting, font, size, width);
        if (!line.isEmpty()) {
          lines.add(line.toString());
          line.setLength(0);
        }
        lines.add(fitting.substring(0, cut));
        fitting = fitting.substring(cut);
      }
      String longer = line.isEmpty() ? fitting : line + " " + fitting;
      if (width(longer, font, size) > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(fitting);
      } else {
        line.setLength(0);
        line.append(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private static int longestPrefix(String word, PDFont font, float size, float width)
      throws IOException {
    int cut = 1;
    while (cut < word.length() && width(word.substring(0, cut + 1), font, size) <= width) {
      cut++;
    }
    return cut;
  }

  static float width(String text, PDFont font, float size) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  /** Ends the page: from here the document can be saved. */
  @Override
  public void close() throws IOException {
    content.close();
    page.getCOSObject().setInt(COSName.STRUCT_PARENTS, 0);
    COSArray parents = new COSArray();
    marked.forEach(part -> parents.add(part.getCOSObject()));
    COSArray numbers = new COSArray();
    numbers.add(COSInteger.ZERO);
    numbers.add(parents);
    COSDictionary parentTree = new COSDictionary();
    parentTree.setItem(COSName.NUMS, numbers);
    tree.getCOSObject().setItem(COSName.PARENT_TREE, parentTree);
    tree.setParentTreeNextKey(1);
    document.getDocumentCatalog().setStructureTreeRoot(tree);
    PDMarkInfo mark = new PDMarkInfo();
    mark.setMarked(true);
    document.getDocumentCatalog().setMarkInfo(mark);
  }
}
