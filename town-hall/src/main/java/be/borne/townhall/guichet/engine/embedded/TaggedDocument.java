package be.borne.townhall.guichet.engine.embedded;

import java.awt.Color;
import java.io.IOException;
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
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * A4 pages that are written from top to bottom, every mark on them either part of the document's
 * structure, so that it can be read aloud in order, or an artifact. Lengths are points from the
 * top-left corner of the page in hand.
 */
final class TaggedDocument implements AutoCloseable {
  static final float WIDTH = PDRectangle.A4.getWidth();
  static final float HEIGHT = PDRectangle.A4.getHeight();

  /** Draws with the page's own stream, which counts from the bottom-left corner. */
  interface Drawing {
    void on(PDPageContentStream content) throws IOException;
  }

  private record Sheet(PDPage page, PDPageContentStream content, List<PDStructureElement> marked) {}

  private final PDDocument document;
  private final PDStructureTreeRoot tree = new PDStructureTreeRoot();
  private final PDStructureElement root = new PDStructureElement("Document", tree);
  private final List<Sheet> sheets = new ArrayList<>();
  private Sheet inHand;

  /** Begins with one empty page. */
  TaggedDocument(PDDocument document) throws IOException {
    this.document = document;
    tree.appendKid(root);
    newPage();
  }

  /** Goes on upon the next page; says whether it is a new one. */
  boolean nextPage() throws IOException {
    int next = pageInHand() + 1;
    if (next < sheets.size()) {
      turnTo(next);
      return false;
    }
    newPage();
    return true;
  }

  private void newPage() throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    // Whoever goes through the page by keyboard follows the structure (ISO 14289-1, 7.18.3).
    page.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
    document.addPage(page);
    inHand = new Sheet(page, new PDPageContentStream(document, page), new ArrayList<>());
    sheets.add(inHand);
  }

  int pages() {
    return sheets.size();
  }

  /** The first is 0. */
  int pageInHand() {
    return sheets.indexOf(inHand);
  }

  /** Takes a page in hand again; the first is 0. */
  void turnTo(int page) {
    inHand = sheets.get(page);
  }

  PDStructureElement root() {
    return root;
  }

  /** A new part of the document's structure below another. */
  PDStructureElement part(String type, PDStructureElement parent) {
    PDStructureElement element = new PDStructureElement(type, parent);
    element.setPage(inHand.page());
    parent.appendKid(element);
    return element;
  }

  /** One line of text that belongs to a part; the baseline is {@code y} below the top. */
  void text(PDStructureElement part, float x, float y, PDFont font, float size, Color ink, String s)
      throws IOException {
    marked(part, stream -> write(stream, x, y, font, size, ink, s));
  }

  /** One line of text that every page repeats, and nobody needs to hear twice. */
  void runningText(float x, float y, PDFont font, float size, Color ink, String s)
      throws IOException {
    artifact(stream -> write(stream, x, y, font, size, ink, s));
  }

  private static void write(
      PDPageContentStream stream, float x, float y, PDFont font, float size, Color ink, String s)
      throws IOException {
    stream.beginText();
    stream.setNonStrokingColor(ink);
    stream.setFont(font, size);
    stream.newLineAtOffset(x, HEIGHT - y);
    stream.showText(s);
    stream.endText();
  }

  /** Something drawn that belongs to a part, like a figure. */
  void marked(PDStructureElement part, Drawing drawing) throws IOException {
    int id = inHand.marked().size();
    inHand.content().beginMarkedContent(COSName.getPDFName(part.getStructureType()), id);
    drawing.on(inHand.content());
    inHand.content().endMarkedContent();
    // With its page, for a part may begin on one page and end on the next.
    PDMarkedContentReference reference = new PDMarkedContentReference();
    reference.setPage(inHand.page());
    reference.setMCID(id);
    part.appendKid(reference);
    inHand.marked().add(part);
  }

  /** Lines and grounds, which say nothing to whoever listens. */
  void artifact(Drawing drawing) throws IOException {
    inHand.content().beginMarkedContent(COSName.ARTIFACT);
    drawing.on(inHand.content());
    inHand.content().endMarkedContent();
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

  /** Ends every page: from here the document can be saved. */
  @Override
  public void close() throws IOException {
    COSArray numbers = new COSArray();
    for (int key = 0; key < sheets.size(); key++) {
      Sheet sheet = sheets.get(key);
      sheet.content().close();
      sheet.page().getCOSObject().setInt(COSName.STRUCT_PARENTS, key);
      COSArray parents = new COSArray();
      sheet.marked().forEach(part -> parents.add(part.getCOSObject()));
      numbers.add(COSInteger.get(key));
      numbers.add(parents);
    }
    COSDictionary parentTree = new COSDictionary();
    parentTree.setItem(COSName.NUMS, numbers);
    tree.getCOSObject().setItem(COSName.PARENT_TREE, parentTree);
    tree.setParentTreeNextKey(sheets.size());
    document.getDocumentCatalog().setStructureTreeRoot(tree);
    PDMarkInfo mark = new PDMarkInfo();
    mark.setMarked(true);
    document.getDocumentCatalog().setMarkInfo(mark);
  }
}
