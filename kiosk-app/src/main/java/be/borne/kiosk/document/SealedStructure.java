package be.borne.kiosk.document;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.text.PDFTextStripper;

/** What a PDF is made of, asked only of bytes that the pinned organisation has sealed. */
final class SealedStructure implements AutoCloseable {
  /** Custom key of the information dictionary under which the issuer writes the reference. */
  static final String ORDER_REFERENCE_KEY = "BorneOrderReference";

  private static final int MAX_PAGES = 10;
  private static final float A4_TOLERANCE_POINTS = 2;
  private static final String PADES = "ETSI.CAdES.detached";

  private final PDDocument document;

  private SealedStructure(PDDocument document) {
    this.document = document;
  }

  /** Evaluates {@link SealRule#READABLE} as far as opening goes, and NOT_ENCRYPTED. */
  static Optional<SealedStructure> open(byte[] pdf, RuleBook rules) {
    try {
      PDDocument document = Loader.loadPDF(pdf);
      rules.require(SealRule.NOT_ENCRYPTED, !document.isEncrypted(), "it is encrypted");
      return Optional.of(new SealedStructure(document));
    } catch (InvalidPasswordException e) {
      rules.refuse(SealRule.NOT_ENCRYPTED, "it is encrypted");
    } catch (IOException e) {
      rules.refuse(SealRule.READABLE, "it cannot be read as a PDF");
    }
    return Optional.empty();
  }

  PDDocument document() {
    return document;
  }

  /**
   * The parser must see the same one signature that was verified in the raw bytes: what it sees is
   * what a printer will see.
   */
  void checkSignature(SealBytes seal, byte[] contents, RuleBook rules) throws IOException {
    List<PDSignature> signatures = document.getSignatureDictionaries();
    boolean same =
        signatures.size() == 1
            && Arrays.equals(
                signatures.getFirst().getByteRange(),
                new int[] {0, seal.first(), seal.second(), seal.end() - seal.second()})
            && Arrays.equals(signatures.getFirst().getContents(), contents);
    rules.require(SealRule.READABLE, same, "its structure shows another signature than its bytes");
    rules.require(
        SealRule.PADES,
        same && PADES.equals(signatures.getFirst().getSubFilter()),
        "the signature's SubFilter is not " + PADES);
  }

  void checkForm(RuleBook rules) {
    // Without the fix-up that PDFBox applies by default: what stands there is judged.
    PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
    if (form == null) {
      rules.refuse(SealRule.NOTHING_ACTIVE, "the signature is in no form field");
      return;
    }
    List<PDField> fields = form.getFields();
    rules.require(
        SealRule.NOTHING_ACTIVE,
        !form.hasXFA()
            && !form.getNeedAppearances()
            && fields.size() == 1
            && fields.getFirst() instanceof PDSignatureField,
        "its form has more than the seal's own field");
  }

  void checkPages(RuleBook rules) {
    int pages = document.getNumberOfPages();
    boolean good = pages >= 1 && pages <= MAX_PAGES;
    // Counted on the way as well: a printer goes through the tree, whatever its root says.
    int counted = 0;
    for (PDPage page : document.getPages()) {
      counted++;
      good = good && counted <= pages && isUprightA4(page);
      if (!good) {
        break;
      }
    }
    good = good && counted == pages;
    rules.require(
        SealRule.A4_PAGES, good, "a page is not upright A4, or there are more than " + MAX_PAGES);
  }

  private static boolean isUprightA4(PDPage page) {
    return page.getRotation() == 0
        && page.getUserUnit() == 1
        && isA4(page.getMediaBox())
        && isA4(page.getCropBox());
  }

  private static boolean isA4(PDRectangle box) {
    return Math.abs(box.getWidth() - PDRectangle.A4.getWidth()) <= A4_TOLERANCE_POINTS
        && Math.abs(box.getHeight() - PDRectangle.A4.getHeight()) <= A4_TOLERANCE_POINTS;
  }

  int pages() {
    return document.getNumberOfPages();
  }

  /** From the information dictionary; empty if it is not there. */
  String orderReference() {
    String reference =
        document
            .getDocumentInformation()
            .getCOSObject()
            .getString(COSName.getPDFName(ORDER_REFERENCE_KEY));
    return reference == null ? "" : reference;
  }

  /** All pages' text without white space, in capitals; about a person, so kept by nobody. */
  String text(WorkLimit limit) throws IOException {
    PDFTextStripper stripper = new BoundedStripper(limit);
    stripper.setEndPage(MAX_PAGES);
    return stripper.getText(document).replaceAll("\\s+", "").toUpperCase(Locale.ROOT);
  }

  /** Reads no further than a certificate can go. */
  private static final class BoundedStripper extends PDFTextStripper {
    private final WorkLimit limit;

    BoundedStripper(WorkLimit limit) {
      this.limit = limit;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
      limit.step();
      super.processOperator(operator, operands);
    }
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
