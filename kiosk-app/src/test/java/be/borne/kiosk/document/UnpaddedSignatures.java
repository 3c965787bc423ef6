package be.borne.kiosk.document;

import be.borne.protocol.guichet.IssuedDocument;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.pades.validation.ByteRange;
import eu.europa.esig.dss.pdf.AbstractPdfObjFactory;
import eu.europa.esig.dss.pdf.PDFServiceMode;
import eu.europa.esig.dss.pdf.PDFSignatureService;
import eu.europa.esig.dss.pdf.PdfDocumentReader;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDocumentReader;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxSignatureService;
import eu.europa.esig.dss.pdf.pdfbox.visible.defaultdrawer.PdfBoxDefaultSignatureDrawerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1InputStream;

/**
 * Lets DSS 6.4 read signatures that are followed by padding, as ISO 32000-1, 12.8.3.3.1 foresees.
 * {@code CMSObjectUtils.parseToCMS(byte[])} hands the whole of {@code /Contents} to {@code new
 * CMSSignedData(byte[])}, which since Bouncy Castle 1.85 takes nothing but the signature itself.
 * Here the zeros are taken off when a document is read, and put back where DSS compares {@code
 * /Contents} with the bytes of the file. Anything else than zeros is left where it is, and so
 * refused.
 *
 * <p>One trace remains: the digest by which the report names a padded signature (ETSI TS 119 102-2)
 * is that of the signature without its padding.
 */
final class UnpaddedSignatures extends AbstractPdfObjFactory {

  @Override
  public PDFSignatureService newPAdESSignatureService() {
    return configure(new Service(PDFServiceMode.SIGNATURE));
  }

  @Override
  public PDFSignatureService newContentTimestampService() {
    return configure(new Service(PDFServiceMode.CONTENT_TIMESTAMP));
  }

  @Override
  public PDFSignatureService newSignatureTimestampService() {
    return configure(new Service(PDFServiceMode.SIGNATURE_TIMESTAMP));
  }

  @Override
  public PDFSignatureService newArchiveTimestampService() {
    return configure(new Service(PDFServiceMode.ARCHIVE_TIMESTAMP));
  }

  private static final class Service extends PdfBoxSignatureService {
    Service(PDFServiceMode mode) {
      super(mode, new PdfBoxDefaultSignatureDrawerFactory());
    }

    @Override
    protected PdfDocumentReader loadPdfDocumentReader(DSSDocument document, char[] password)
        throws IOException {
      PdfBoxDocumentReader reader = new PdfBoxDocumentReader(document, null, pdfMemoryUsageSetting);
      try {
        unpad(reader.getPDDocument());
        return reader;
      } catch (IOException | RuntimeException e) {
        reader.close();
        throw e;
      }
    }

    @Override
    protected boolean validateByteRange(ByteRange range, DSSDocument document, byte[] cms) {
      // Between the angle brackets, two digits a byte. Nonsense is for the check itself to refuse.
      int room = (range.getSecondPartStart() - range.getFirstPartEnd() - 2) / 2;
      boolean plausible = room >= cms.length && room <= IssuedDocument.MAX_SIZE_BYTES;
      return super.validateByteRange(range, document, plausible ? Arrays.copyOf(cms, room) : cms);
    }
  }

  private static void unpad(PDDocument document) throws IOException {
    for (PDSignature signature : document.getSignatureDictionaries()) {
      COSDictionary dictionary = signature.getCOSObject();
      if (dictionary.getDictionaryObject(COSName.CONTENTS) instanceof COSString padded) {
        byte[] bytes = padded.getBytes();
        int length = signatureLength(bytes);
        if (length < bytes.length && onlyZeros(bytes, length)) {
          dictionary.setItem(COSName.CONTENTS, new COSString(Arrays.copyOf(bytes, length), true));
        }
      }
    }
  }

  /** How many bytes the first ASN.1 value takes; all of them if there is none. */
  private static int signatureLength(byte[] bytes) {
    ByteArrayInputStream left = new ByteArrayInputStream(bytes);
    try (ASN1InputStream in = new ASN1InputStream(left, bytes.length)) {
      return in.readObject() == null ? bytes.length : bytes.length - left.available();
    } catch (IOException | RuntimeException e) {
      // Not ASN.1: DSS says so in its own words.
      return bytes.length;
    }
  }

  private static boolean onlyZeros(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
