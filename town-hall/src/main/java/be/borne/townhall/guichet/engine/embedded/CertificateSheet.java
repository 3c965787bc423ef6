package be.borne.townhall.guichet.engine.embedded;

import be.borne.townhall.guichet.engine.embedded.CertificateContent.Fact;
import be.borne.townhall.guichet.engine.embedded.CertificateContent.Part;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDLayoutAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * Draws a certificate on one A4 sheet, to be held, read and folded into a file: arms and names
 * above, the facts in the middle, what lets a stranger check it below.
 */
final class CertificateSheet {
  private static final float LEFT = 62;
  private static final float RIGHT = TaggedPage.WIDTH - 62;
  private static final float MEASURE = RIGHT - LEFT;
  private static final float NAME_COLUMN = 168;
  private static final float QR_SIDE = 98;
  private static final float FOOT = 668;

  private static final Color INK = new Color(0x14, 0x18, 0x1E);
  private static final Color QUIET = new Color(0x4A, 0x52, 0x5C);
  private static final Color BLUE = new Color(0x1F, 0x3A, 0x5F);
  private static final Color RED = new Color(0x8A, 0x1C, 0x1C);
  private static final Color PALE_RED = new Color(0xFB, 0xEE, 0xEC);
  private static final Color PALE = new Color(0xF1, 0xF3, 0xF6);
  private static final Color HAIRLINE = new Color(0xC3, 0xC9, 0xD1);

  private final TaggedPage page;
  private final CertificateContent content;
  private float y;

  private CertificateSheet(TaggedPage page, CertificateContent content) {
    this.page = page;
    this.content = content;
  }

  /**
   * Adds the sheet to an empty document.
   *
   * @throws IOException if the facts do not fit one sheet; a certificate is never cut short
   */
  static void draw(PDDocument document, CertificateContent content) throws IOException {
    try (TaggedPage page = new TaggedPage(document)) {
      new CertificateSheet(page, content).draw();
    }
  }

  private void draw() throws IOException {
    letterhead();
    demonstrationMark();
    title();
    for (Part part : content.parts()) {
      heading(part.heading());
      switch (part) {
        case Part.Facts facts -> facts(facts.facts());
        case Part.Table table -> table(table);
      }
      y += 12;
    }
    closing();
    if (y > FOOT) {
      throw new IOException("the certificate's facts do not fit one sheet");
    }
    verification();
  }

  private void letterhead() throws IOException {
    float top = 46;
    page.artifact(
        stream -> MunicipalArms.draw(stream, LEFT, TaggedPage.HEIGHT - top - MunicipalArms.HEIGHT));
    float x = LEFT + MunicipalArms.WIDTH + 16;
    PDStructureElement names = page.part("P", page.root());
    float line = top + 16;
    for (int i = 0; i < content.municipality().size(); i++) {
      page.text(
          names,
          x,
          line,
          i == 0 ? page.bold() : page.regular(),
          i == 0 ? 17 : 13,
          BLUE,
          content.municipality().get(i));
      line += 18;
    }
    page.text(names, x, line - 2, page.regular(), 9.5f, QUIET, content.department());
    y = top + MunicipalArms.HEIGHT + 12;
    page.rule(LEFT, RIGHT, y, 1.4f, BLUE);
  }

  private void demonstrationMark() throws IOException {
    List<String> lines = TaggedPage.lines(content.demonstration(), page.bold(), 10, MEASURE - 20);
    float height = 10 + 13 * lines.size();
    y += 10;
    page.ground(LEFT, y, MEASURE, height, PALE_RED);
    page.ground(LEFT, y, 3, height, RED);
    PDStructureElement mark = page.part("P", page.root());
    float line = y + 15;
    for (String text : lines) {
      page.text(mark, LEFT + 13, line, page.bold(), 10, RED, text);
      line += 13;
    }
    y += height;
  }

  private void title() throws IOException {
    y += 34;
    PDStructureElement heading = page.part("H1", page.root());
    for (String line : TaggedPage.lines(content.title(), page.bold(), 23, MEASURE)) {
      page.text(heading, LEFT, y, page.bold(), 23, INK, line);
      y += 27;
    }
    y -= 8;
    PDStructureElement reference = page.part("P", page.root());
    page.text(reference, LEFT, y, page.bold(), 10.5f, BLUE, content.reference());
    y += 17;
    paragraph(content.legalBasis(), page.regular(), 9, 12, QUIET);
    y += 9;
    paragraph(content.statement(), page.regular(), 11.5f, 16, INK);
    y += 12;
  }

  private void heading(String text) throws IOException {
    page.text(page.part("H2", page.root()), LEFT, y, page.bold(), 11.5f, BLUE, text);
    y += 6;
    page.rule(LEFT, RIGHT, y, 0.8f, BLUE);
  }

  private void facts(List<Fact> facts) throws IOException {
    PDStructureElement table = page.part("Table", page.root());
    for (Fact fact : facts) {
      PDStructureElement row = page.part("TR", table);
      y += 15.5f;
      page.text(header(row, "Row"), LEFT + 6, y, page.regular(), 10, QUIET, fact.name());
      PDStructureElement value = page.part("TD", row);
      List<String> lines =
          TaggedPage.lines(fact.value(), page.bold(), 11, MEASURE - NAME_COLUMN - 6);
      for (int i = 0; i < lines.size(); i++) {
        y += i == 0 ? 0 : 13.5f;
        page.text(value, LEFT + NAME_COLUMN, y, page.bold(), 11, INK, lines.get(i));
      }
      page.rule(LEFT, RIGHT, y + 5, 0.4f, HAIRLINE);
    }
    y += 12;
  }

  private void table(Part.Table table) throws IOException {
    PDStructureElement element = page.part("Table", page.root());
    float column = MEASURE / table.columns().size();
    PDStructureElement head = page.part("TR", element);
    page.ground(LEFT, y + 0.5f, MEASURE, 19, PALE);
    y += 14;
    for (int i = 0; i < table.columns().size(); i++) {
      page.text(
          header(head, "Column"),
          LEFT + 6 + i * column,
          y,
          page.bold(),
          9.5f,
          QUIET,
          table.columns().get(i));
    }
    y += 5.5f;
    for (List<String> cells : table.rows()) {
      row(page.part("TR", element), cells, column);
    }
    y += 8;
  }

  private void row(PDStructureElement row, List<String> cells, float column) throws IOException {
    float bottom = y;
    for (int i = 0; i < cells.size(); i++) {
      PDStructureElement cell = page.part("TD", row);
      float line = y + 14;
      PDFont font = i == 0 ? page.bold() : page.regular();
      for (String text : TaggedPage.lines(cells.get(i), font, 10.5f, column - 10)) {
        page.text(cell, LEFT + 6 + i * column, line, font, 10.5f, INK, text);
        line += 13;
      }
      bottom = Math.max(bottom, line - 13 + 5.5f);
    }
    y = bottom;
    page.rule(LEFT, RIGHT, y, 0.4f, HAIRLINE);
  }

  private PDStructureElement header(PDStructureElement row, String scope) {
    PDStructureElement header = page.part("TH", row);
    var attributes = new PDTableAttributeObject();
    attributes.setScope(scope);
    header.addAttribute(attributes);
    return header;
  }

  private void closing() throws IOException {
    y += 6;
    paragraph(content.madeAt(), page.bold(), 11, 15, INK);
    paragraph(content.validity(), page.regular(), 10, 14, INK);
  }

  private void verification() throws IOException {
    float top = FOOT + 16;
    page.rule(LEFT, RIGHT, top, 1.4f, BLUE);
    PDStructureElement figure = page.part("Figure", page.root());
    figure.setAlternateDescription(content.verificationFigure());
    figure.addAttribute(
        boundingBox(LEFT - 8, TaggedPage.HEIGHT - top - 10 - QR_SIDE, QR_SIDE, QR_SIDE));
    QrFigure code = new QrFigure(content.verificationAddress());
    page.marked(
        figure,
        stream -> code.draw(stream, LEFT - 8, TaggedPage.HEIGHT - top - 10 - QR_SIDE, QR_SIDE));

    float x = LEFT + QR_SIDE + 10;
    y = top + 25;
    page.text(
        page.part("H2", page.root()), x, y, page.bold(), 11, BLUE, content.verificationHeading());
    y += 23;
    page.text(page.part("P", page.root()), x, y, page.bold(), 17, INK, content.verificationCode());
    y += 18;
    indented(content.verificationHow(), x, 9.5f, 12.5f, INK);
    indented(content.verificationAddress(), x, 9.5f, 12.5f, BLUE);
    y += 5;
    y = Math.max(y, top + QR_SIDE + 22);
    paragraph(content.sealNote(), page.regular(), 8.5f, 11, QUIET);
  }

  private static PDLayoutAttributeObject boundingBox(
      float x, float bottom, float width, float height) {
    var attributes = new PDLayoutAttributeObject();
    attributes.setBBox(new PDRectangle(x, bottom, width, height));
    return attributes;
  }

  private void paragraph(String text, PDFont font, float size, float leading, Color ink)
      throws IOException {
    PDStructureElement paragraph = page.part("P", page.root());
    for (String line : TaggedPage.lines(text, font, size, MEASURE)) {
      page.text(paragraph, LEFT, y, font, size, ink, line);
      y += leading;
    }
  }

  private void indented(String text, float x, float size, float leading, Color ink)
      throws IOException {
    PDStructureElement paragraph = page.part("P", page.root());
    for (String line : TaggedPage.lines(text, page.regular(), size, RIGHT - x)) {
      page.text(paragraph, x, y, page.regular(), size, ink, line);
      y += leading;
    }
  }
}
