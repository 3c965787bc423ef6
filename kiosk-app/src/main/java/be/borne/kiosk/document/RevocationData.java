package be.borne.kiosk.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;

/** Reads the lists and answers of a document security store (ETSI EN 319 142-1 §5.4.2.2). */
final class RevocationData {
  private static final int MAX_ENTRIES = 20;
  private static final int MAX_ENTRY_BYTES = 2 * 1024 * 1024;

  private RevocationData() {}

  /**
   * @return empty of everything if the document has no such store
   * @throws GeneralSecurityException if an entry is not what it should be
   */
  static Revocation of(PDDocument document) throws IOException, GeneralSecurityException {
    COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    COSDictionary store = catalog.getCOSDictionary(COSName.getPDFName("DSS"));
    List<X509CRL> lists = new ArrayList<>();
    List<BasicOCSPResp> answers = new ArrayList<>();
    if (store != null) {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (byte[] entry : entries(store, "CRLs")) {
        lists.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(entry)));
      }
      for (byte[] entry : entries(store, "OCSPs")) {
        answers.add(answer(entry));
      }
    }
    return new Revocation(lists, answers);
  }

  private static BasicOCSPResp answer(byte[] entry) throws IOException, GeneralSecurityException {
    try {
      if (new OCSPResp(entry).getResponseObject() instanceof BasicOCSPResp basic) {
        return basic;
      }
    } catch (OCSPException e) {
      throw new GeneralSecurityException("an OCSP answer cannot be read", e);
    }
    throw new GeneralSecurityException("an OCSP answer says nothing");
  }

  private static List<byte[]> entries(COSDictionary store, String key)
      throws IOException, GeneralSecurityException {
    List<byte[]> entries = new ArrayList<>();
    COSArray array = store.getCOSArray(COSName.getPDFName(key));
    if (array != null) {
      if (array.size() > MAX_ENTRIES) {
        throw new GeneralSecurityException("too many entries of /" + key);
      }
      for (int at = 0; at < array.size(); at++) {
        if (!(array.getObject(at) instanceof COSStream stream)) {
          throw new GeneralSecurityException("an entry of /" + key + " is no stream");
        }
        try (InputStream in = stream.createInputStream()) {
          byte[] entry = in.readNBytes(MAX_ENTRY_BYTES + 1);
          if (entry.length > MAX_ENTRY_BYTES) {
            throw new GeneralSecurityException("an entry of /" + key + " is too large");
          }
          entries.add(entry);
        }
      }
    }
    return entries;
  }
}
