package be.borne.townhall.guichet.engine.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The Document Security Store (ETSI EN 319 142-1, 5.4): certificates and revocation lists with
 * which a seal can be checked without a network. Usually it is appended after sealing; here it is
 * written before, so that the seal covers the whole file and a reader may insist on that.
 *
 * @param certificates of the chains of the seal and of its time stamp
 * @param revocationLists that cover them
 */
record ValidationData(List<X509Certificate> certificates, List<X509CRL> revocationLists) {
  private static final COSName DSS = COSName.getPDFName("DSS");
  private static final COSName ESIC = COSName.getPDFName("ESIC");

  void writeInto(PDDocument document) throws IOException, GeneralSecurityException {
    COSArray certificateStreams = new COSArray();
    for (X509Certificate certificate : certificates) {
      certificateStreams.add(stream(document, certificate.getEncoded()));
    }
    COSArray listStreams = new COSArray();
    for (X509CRL list : revocationLists) {
      listStreams.add(stream(document, list.getEncoded()));
    }
    COSDictionary store = new COSDictionary();
    store.setItem(COSName.TYPE, DSS);
    store.setItem(COSName.getPDFName("Certs"), certificateStreams);
    store.setItem(COSName.getPDFName("CRLs"), listStreams);

    COSDictionary catalogue = document.getDocumentCatalog().getCOSObject();
    catalogue.setItem(DSS, store);
    catalogue.setItem(COSName.getPDFName("Extensions"), extensions());
  }

  /** Names the extension that defines the store: ETSI's, level 5 over PDF 1.7. */
  private static COSDictionary extensions() {
    COSDictionary etsi = new COSDictionary();
    etsi.setItem(COSName.getPDFName("BaseVersion"), COSName.getPDFName("1.7"));
    etsi.setItem(COSName.getPDFName("ExtensionLevel"), COSInteger.get(5));
    COSDictionary extensions = new COSDictionary();
    extensions.setItem(ESIC, etsi);
    return extensions;
  }

  private static COSStream stream(PDDocument document, byte[] der) throws IOException {
    COSStream stream = document.getDocument().createCOSStream();
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      out.write(der);
    }
    return stream;
  }
}
