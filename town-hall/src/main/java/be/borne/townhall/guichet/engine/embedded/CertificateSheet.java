package be.borne.townhall.guichet.engine.embedded;

import be.borne.townhall.guichet.engine.embedded.CertificateContent.Letterhead;
import be.borne.townhall.guichet.engine.embedded.CertificateContent.Part;
import java.awt.Color;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDLayoutAttributeObject;

/**
 * Draws a certificate on A4, to be held, read and folded into a file: arms and names above, the
 * facts in the middle, what lets a stranger check it at the foot of the last page, and on every
 * page the reference, the code and how many pages there are.
 */
final class CertificateSheet {
  static final float LEFT = 62;
  static final float RIGHT = TaggedDocument.WIDTH - 62;
  static final float MEASURE = RIGHT - LEFT;

  /** As many as a terminal lets through. */
  private static final int MAX_PAGES = 10;

  /** Above the running foot. */
  private static final float BOTTOM = 802;

  private static final float FOOT_LINE = 823;
  private static final float TOP_OF_FURTHER_PAGES = 62;

  /**
   * How much air is between things.
   *
   * @param part below a part, in points
   * @param row below a row's text
   */
  record Air(float part, float row) {
    static final Air ROOMY = new Air(22, 5);
    static final Air CLOSE = new Air(18, 3.4f);
  }

  private final Air air;
  private final TaggedDocument paper;
  private final Fonts fonts;
  private final CertificateContent content;
  private float y;

  private CertificateSheet(TaggedDocument paper, Fonts fonts, CertificateContent content, Air air) {
    this.air = air;
    this.paper = paper;
    this.fonts = fonts;
    this.content = content;
  }

  /**
   * Draws it, closer together where that saves a sheet.
   *
   * @return a new document, for the caller to close
   * @throws UnwritableText if a text cannot be written by any font here
   * @throws CertificateRefused if it takes more pages than a terminal prints; it is never cut short
   */
  static PDDocument draw(CertificateContent content) throws IOException, CertificateRefused {
    PDDocument roomy = draw(content, Air.ROOMY);
    if (roomy.getNumberOfPages() == 1) {
      return roomy;
    }
    PDDocument chosen = roomy;
    try {
      PDDocument close = draw(content, Air.CLOSE);
      if (close.getNumberOfPages() < roomy.getNumberOfPages()) {
        chosen = close;
        roomy.close();
      } else {
        close.close();
      }
      if (chosen.getNumberOfPages() > MAX_PAGES) {
        throw new CertificateRefused("the certificate would take more than 10 pages");
      }
      return chosen;
    } catch (IOException | CertificateRefused | RuntimeException e) {
      chosen.close();
      throw e;
    }
  }

  private static PDDocument draw(CertificateContent content, Air air) throws IOException {
    PDDocument document = new PDDocument();
    try (TaggedDocument paper = new TaggedDocument(document)) {
      CertificateSheet sheet = new CertificateSheet(paper, new Fonts(document), content, air);
      sheet.draw();
      sheet.runningFeet();
      return document;
    } catch (IOException | RuntimeException e) {
      document.close();
      throw e;
    }
  }

  Air air() {
    return air;
  }

  TaggedDocument paper() {
    return paper;
  }

  float y() {
    return y;
  }

  void moveTo(float below) {
    y = below;
  }

  private void draw() throws IOException {
    letterhead(content.letterhead());
    demonstrationMark(content.letterhead().demonstration());
    title();
    FactTables tables = new FactTables(this);
    for (Part part : content.parts()) {
      tables.draw(part);
    }
    VerificationFoot foot = VerificationFoot.set(this, content.verification());
    closing(foot);
    y = BOTTOM - foot.height();
    foot.draw(this);
  }

  /** Sets a text in lines as the document's language breaks them. */
  TextLines set(Fonts.Weight weight, float size, float width, String text) throws IOException {
    return TextLines.set(fonts, weight, size, width, content.language().locale(), text);
  }

  /** Goes on upon the next page if so much does not fit on this one; says whether it did. */
  boolean require(float height) throws IOException {
    if (y + height <= BOTTOM) {
      return false;
    }
    boolean fresh = paper.nextPage();
    y = TOP_OF_FURTHER_PAGES;
    TextLines title = set(Fonts.Weight.BOLD, 10.5f, MEASURE, content.running().continued());
    for (String line : title.lines()) {
      if (fresh) {
        paper.runningText(LEFT, y, title.font(), title.size(), Ink.BLUE, line);
      }
      y += 13;
    }
    y -= 6;
    if (fresh) {
      paper.rule(LEFT, RIGHT, y, 0.8f, Ink.BLUE);
    }
    y += 22;
    return true;
  }

  /** What a page has room for below its head. */
  float roomOfAPage() {
    return BOTTOM - TOP_OF_FURTHER_PAGES - 40;
  }

  private void letterhead(Letterhead letterhead) throws IOException {
    float top = 46;
    float bottom = TaggedDocument.HEIGHT - top - MunicipalArms.HEIGHT;
    PDStructureElement arms = paper.part("Figure", paper.root());
    arms.setAlternateDescription(letterhead.arms());
    arms.addAttribute(boundingBox(LEFT, bottom, MunicipalArms.WIDTH, MunicipalArms.HEIGHT));
    paper.marked(arms, stream -> MunicipalArms.draw(stream, LEFT, bottom));
    float x = LEFT + MunicipalArms.WIDTH + 16;
    y = top + 16;
    for (int i = 0; i < letterhead.names().size(); i++) {
      boolean own = i == 0;
      PDStructureElement name = paper.part("P", paper.root());
      lines(
          name,
          x,
          18,
          Ink.BLUE,
          set(
              own ? Fonts.Weight.BOLD : Fonts.Weight.REGULAR,
              own ? 17 : 13,
              RIGHT - x,
              letterhead.names().get(i)));
    }
    y -= 2;
    lines(
        paper.part("P", paper.root()),
        x,
        12,
        Ink.QUIET,
        set(Fonts.Weight.REGULAR, 9.5f, RIGHT - x, letterhead.department()));
    y = Math.max(y, top + MunicipalArms.HEIGHT + 12);
    paper.rule(LEFT, RIGHT, y, 1.4f, Ink.BLUE);
  }

  private void demonstrationMark(String demonstration) throws IOException {
    TextLines text = set(Fonts.Weight.BOLD, 9.5f, MEASURE - 20, demonstration);
    float height = 9 + text.height(12);
    y += 9;
    paper.ground(LEFT, y, MEASURE, height, Ink.PALE_RED);
    paper.ground(LEFT, y, 3, height, Ink.RED);
    float bottom = y + height;
    y += 14;
    lines(paper.part("P", paper.root()), LEFT + 13, 12, Ink.RED, text);
    y = bottom;
  }

  private void title() throws IOException {
    y += 33;
    lines(
        paper.part("H1", paper.root()),
        LEFT,
        26,
        Ink.TEXT,
        set(Fonts.Weight.BOLD, 22, MEASURE, content.title()));
    y -= 7;
    paragraph(Fonts.Weight.BOLD, 10.5f, 17, Ink.BLUE, content.reference());
    y += 6;
    paragraph(Fonts.Weight.REGULAR, 11.5f, 16, Ink.TEXT, content.statement());
    y += 12;
  }

  private void closing(VerificationFoot foot) throws IOException {
    TextLines purpose = set(Fonts.Weight.REGULAR, 10.5f, MEASURE, content.closing().purpose());
    TextLines validity = set(Fonts.Weight.REGULAR, 10.5f, MEASURE, content.closing().validity());
    TextLines madeAt = set(Fonts.Weight.BOLD, 11, MEASURE, content.closing().madeAt());
    TextLines legalBasis = set(Fonts.Weight.REGULAR, 9, MEASURE, content.legalBasis());
    // What is signed, so to speak, and what lets a stranger check it stay together.
    require(
        purpose.height(14)
            + validity.height(14)
            + madeAt.height(15)
            + legalBasis.height(12)
            + 11
            + foot.height());
    y += 4;
    lines(paper.part("P", paper.root()), LEFT, 14, Ink.TEXT, purpose);
    lines(paper.part("P", paper.root()), LEFT, 14, Ink.TEXT, validity);
    y += 5;
    lines(paper.part("P", paper.root()), LEFT, 15, Ink.TEXT, madeAt);
    y += 4;
    lines(paper.part("P", paper.root()), LEFT, 12, Ink.QUIET, legalBasis);
    y -= 8;
  }

  private void runningFeet() throws IOException {
    for (int page = 0; page < paper.pages(); page++) {
      paper.turnTo(page);
      String number =
          content
              .running()
              .page()
              .replace("{0}", Integer.toString(page + 1))
              .replace("{1}", Integer.toString(paper.pages()));
      foot(content.reference(), 0);
      foot(content.running().code(), 0.5f);
      foot(number, 1);
    }
  }

  /**
   * @param share of the width at which the text is anchored, by the same share of its own
   */
  private void foot(String text, float share) throws IOException {
    TextLines line = set(Fonts.Weight.REGULAR, 8, MEASURE, text);
    float width = TextLines.width(line.font(), line.size(), line.lines().getFirst());
    paper.runningText(
        LEFT + share * (MEASURE - width),
        FOOT_LINE,
        line.font(),
        line.size(),
        Ink.QUIET,
        line.lines().getFirst());
  }

  private void paragraph(Fonts.Weight weight, float size, float leading, Color ink, String text)
      throws IOException {
    lines(paper.part("P", paper.root()), LEFT, leading, ink, set(weight, size, MEASURE, text));
  }

  /** Writes lines from here downwards, going on upon the next page where one is full. */
  void lines(PDStructureElement part, float x, float leading, Color ink, TextLines text)
      throws IOException {
    for (String line : text.lines()) {
      require(0);
      paper.text(part, x, y, text.font(), text.size(), ink, line);
      y += leading;
    }
  }

  /** Where a figure stands, for whoever lays the page out anew. */
  static PDLayoutAttributeObject boundingBox(float x, float bottom, float width, float height) {
    var attributes = new PDLayoutAttributeObject();
    attributes.setBBox(new PDRectangle(x, bottom, width, height));
    return attributes;
  }
}
