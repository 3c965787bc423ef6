package be.borne.townhall.guichet.engine.embedded;

import be.borne.townhall.guichet.engine.embedded.CertificateContent.Verification;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;

/**
 * What lets a stranger check the paper, set in lines: QR code, code in clear, address, seal note.
 */
record VerificationFoot(
    Verification words,
    TextLines heading,
    TextLines code,
    TextLines how,
    TextLines address,
    TextLines sealNote) {
  private static final float LEFT = CertificateSheet.LEFT;
  private static final float RIGHT = CertificateSheet.RIGHT;

  /** Quiet zone included, which reaches into the margin. */
  private static final float QR_SIDE = 104;

  private static final float QR_LEFT = LEFT - 8;
  private static final float TEXT_LEFT = LEFT + QR_SIDE + 10;

  static VerificationFoot set(CertificateSheet sheet, Verification words) throws IOException {
    float width = RIGHT - TEXT_LEFT;
    return new VerificationFoot(
        words,
        sheet.set(Fonts.Weight.BOLD, 11, width, words.heading()),
        sheet.set(Fonts.Weight.BOLD, 17, width, words.code()),
        sheet.set(Fonts.Weight.REGULAR, 9.5f, width, words.how()),
        sheet.set(Fonts.Weight.REGULAR, 9.5f, width, words.address()),
        sheet.set(Fonts.Weight.REGULAR, 8.5f, width, words.sealNote()));
  }

  float height() {
    float beside = 62 + how.height(12.5f) + address.height(12.5f) + sealNote.height(11);
    return Math.max(beside, QR_SIDE + 12);
  }

  /** Draws it from where the sheet stands downwards. */
  void draw(CertificateSheet sheet) throws IOException {
    TaggedDocument paper = sheet.paper();
    float top = sheet.y();
    paper.rule(LEFT, RIGHT, top, 1.4f, Ink.BLUE);

    float bottom = TaggedDocument.HEIGHT - top - 8 - QR_SIDE;
    PDStructureElement figure = paper.part("Figure", paper.root());
    figure.setAlternateDescription(words.figure());
    figure.addAttribute(CertificateSheet.boundingBox(QR_LEFT, bottom, QR_SIDE, QR_SIDE));
    QrFigure qr = new QrFigure(words.address());
    paper.marked(figure, stream -> qr.draw(stream, QR_LEFT, bottom, QR_SIDE));

    sheet.moveTo(top + 21);
    sheet.lines(paper.part("H2", paper.root()), TEXT_LEFT, 0, Ink.BLUE, heading);
    sheet.moveTo(top + 44);
    sheet.lines(paper.part("P", paper.root()), TEXT_LEFT, 0, Ink.TEXT, code);
    sheet.moveTo(top + 62);
    sheet.lines(paper.part("P", paper.root()), TEXT_LEFT, 12.5f, Ink.TEXT, how);
    sheet.lines(paper.part("P", paper.root()), TEXT_LEFT, 12.5f, Ink.BLUE, address);
    sheet.moveTo(sheet.y() + 4);
    sheet.lines(paper.part("P", paper.root()), TEXT_LEFT, 11, Ink.QUIET, sealNote);
  }

  /** Names no content: the code opens the document. */
  @Override
  public String toString() {
    return "VerificationFoot[" + height() + " points]";
  }
}
