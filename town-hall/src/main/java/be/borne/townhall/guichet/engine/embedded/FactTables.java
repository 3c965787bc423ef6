package be.borne.townhall.guichet.engine.embedded;

import be.borne.townhall.guichet.engine.embedded.CertificateContent.Fact;
import be.borne.townhall.guichet.engine.embedded.CertificateContent.Part;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;

/**
 * Draws a certificate's facts as tables: each value has its header cell, for the eye and for
 * whoever listens. A row stays on one page unless no page is long enough for it.
 */
final class FactTables {
  private static final float LEFT = CertificateSheet.LEFT;
  private static final float RIGHT = CertificateSheet.RIGHT;
  private static final float NAME_COLUMN = 178;
  private static final float INDENT = 6;
  private static final float LEADING = 13;

  /** One cell of a row, not yet drawn. */
  private record Cell(PDStructureElement part, float x, Color ink, TextLines text) {}

  /** Drawn where a table goes on upon a further page. */
  private interface Heading {
    void draw() throws IOException;
  }

  private final CertificateSheet sheet;
  private final TaggedDocument paper;

  FactTables(CertificateSheet sheet) {
    this.sheet = sheet;
    this.paper = sheet.paper();
  }

  void draw(Part part) throws IOException {
    heading(part.heading());
    switch (part) {
      case Part.Facts facts -> facts(facts.facts());
      case Part.Table table -> table(table);
    }
    sheet.moveTo(sheet.y() + sheet.air().part());
  }

  private void heading(String text) throws IOException {
    TextLines lines = sheet.set(Fonts.Weight.BOLD, 11.5f, CertificateSheet.MEASURE, text);
    // A heading and the first rows below it belong on one page.
    sheet.require(lines.height(14) + 60);
    sheet.lines(paper.part("H2", paper.root()), LEFT, 14, Ink.BLUE, lines);
    sheet.moveTo(sheet.y() - 8);
    paper.rule(LEFT, RIGHT, sheet.y(), 0.8f, Ink.BLUE);
  }

  private void facts(List<Fact> facts) throws IOException {
    PDStructureElement table = paper.part("Table", paper.root());
    for (Fact fact : facts) {
      PDStructureElement row = paper.part("TR", table);
      float valueX = LEFT + NAME_COLUMN;
      row(
          List.of(
              new Cell(
                  header(row, "Row"),
                  LEFT + INDENT,
                  Ink.QUIET,
                  sheet.set(Fonts.Weight.REGULAR, 10, NAME_COLUMN - 2 * INDENT, fact.name())),
              new Cell(
                  paper.part("TD", row),
                  valueX,
                  Ink.TEXT,
                  sheet.set(Fonts.Weight.BOLD, 11, RIGHT - valueX, fact.value()))));
    }
  }

  private void table(Part.Table table) throws IOException {
    PDStructureElement element = paper.part("Table", paper.root());
    float[] x = columns(table.shares());
    PDStructureElement head = paper.part("TR", element);
    List<Cell> headers = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      headers.add(
          new Cell(
              header(head, "Column"),
              x[i] + INDENT,
              Ink.QUIET,
              sheet.set(
                  Fonts.Weight.BOLD, 9.5f, x[i + 1] - x[i] - INDENT, table.columns().get(i))));
    }
    paper.ground(LEFT, sheet.y() + 0.5f, RIGHT - LEFT, height(headers), Ink.PALE);
    row(headers);
    for (List<String> row : table.rows()) {
      row(cells(paper.part("TR", element), row, x), () -> again(headers));
    }
  }

  private List<Cell> cells(PDStructureElement row, List<String> values, float[] x)
      throws IOException {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      cells.add(
          new Cell(
              paper.part("TD", row),
              x[i] + INDENT,
              Ink.TEXT,
              sheet.set(
                  i == 0 ? Fonts.Weight.BOLD : Fonts.Weight.REGULAR,
                  10.5f,
                  x[i + 1] - x[i] - INDENT,
                  values.get(i))));
    }
    return cells;
  }

  /** Where each column begins, and where the last one ends. */
  private static float[] columns(List<Integer> shares) {
    int whole = shares.stream().mapToInt(Integer::intValue).sum();
    float[] x = new float[shares.size() + 1];
    x[0] = LEFT;
    for (int i = 0; i < shares.size(); i++) {
      x[i + 1] = x[i] + (RIGHT - LEFT) * shares.get(i) / whole;
    }
    return x;
  }

  private float height(List<Cell> cells) {
    float height = 0;
    for (Cell cell : cells) {
      height = Math.max(height, cell.text().height(LEADING));
    }
    return height + sheet.air().row();
  }

  private void row(List<Cell> cells) throws IOException {
    row(cells, () -> {});
  }

  private void row(List<Cell> cells, Heading again) throws IOException {
    float height = height(cells);
    if (height < sheet.roomOfAPage() && sheet.require(height)) {
      again.draw();
    }
    float top = sheet.y();
    int page = paper.pageInHand();
    int lastPage = page;
    float bottom = top + height;
    for (Cell cell : cells) {
      // A cell longer than a page goes on upon the next: the others begin beside its beginning.
      paper.turnTo(page);
      sheet.moveTo(top + LEADING);
      sheet.lines(cell.part(), cell.x(), LEADING, cell.ink(), cell.text());
      float end = sheet.y() - LEADING + sheet.air().row();
      bottom = paper.pageInHand() > lastPage ? end : Math.max(bottom, end);
      lastPage = Math.max(lastPage, paper.pageInHand());
    }
    paper.turnTo(lastPage);
    sheet.moveTo(bottom);
    paper.rule(LEFT, RIGHT, bottom, 0.4f, Ink.HAIRLINE);
  }

  /** The columns' names once more, on a further page: seen, and not heard a second time. */
  private void again(List<Cell> headers) throws IOException {
    float top = sheet.y() - 12;
    paper.ground(LEFT, top, RIGHT - LEFT, height(headers), Ink.PALE);
    for (Cell header : headers) {
      float y = top + LEADING;
      for (String line : header.text().lines()) {
        paper.runningText(
            header.x(), y, header.text().font(), header.text().size(), header.ink(), line);
        y += LEADING;
      }
    }
    sheet.moveTo(top + height(headers));
  }

  private PDStructureElement header(PDStructureElement row, String scope) {
    PDStructureElement header = paper.part("TH", row);
    var attributes = new PDTableAttributeObject();
    attributes.setScope(scope);
    header.addAttribute(attributes);
    return header;
  }
}
