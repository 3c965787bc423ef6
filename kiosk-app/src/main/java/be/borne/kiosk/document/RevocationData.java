package be.borne.kiosk.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;

/**
 * Gathers the lists and answers that a document brings: in a document security store under the seal
 * or behind it (ETSI EN 319 142-1 §5.4.2.2), and in the seal itself (ISO 32000-2 §12.8.3.3.2).
 */
final class RevocationData {
  private static final ASN1ObjectIdentifier ARCHIVAL =
      new ASN1ObjectIdentifier("1.2.840.113583.1.1.8");
  private static final int CRL_TAG = 0;
  private static final int OCSP_TAG = 1;
  private static final int MAX_ENTRIES = 60;

  private final List<X509CRL> lists = new ArrayList<>();
  private final List<BasicOCSPResp> answers = new ArrayList<>();

  /**
   * Everything that says of certificates whether they were revoked.
   *
   * @param later what stores after the seal hold
   * @param signed the seal's own signed attributes
   * @param outside lists that somebody brought along
   * @param now nothing that claims to be younger is believed
   * @throws GeneralSecurityException if an entry is not what it should be
   */
  static Revocation of(
      PDDocument sealed,
      SecurityStore later,
      AttributeTable signed,
      List<X509CRL> outside,
      Instant now)
      throws GeneralSecurityException {
    RevocationData data = new RevocationData();
    data.lists.addAll(outside);
    try {
      data.add(storeOf(sealed));
      data.add(later);
      data.add(signed.get(ARCHIVAL));
    } catch (PdfSyntaxException e) {
      throw new GeneralSecurityException(e.getMessage(), e);
    } catch (IOException e) {
      throw new GeneralSecurityException("the seal's revocation data cannot be read", e);
    }
    return new Revocation(data.lists, data.answers, now);
  }

  private static SecurityStore storeOf(PDDocument document) throws PdfSyntaxException {
    SecurityStore store = new SecurityStore();
    COSBase value = document.getDocumentCatalog().getCOSObject().getItem(COSName.getPDFName("DSS"));
    if (value != null) {
      Sealed sealed = new Sealed(document.getDocument());
      store.read(
          sealed.as(PdfValue.Dictionary.class, PdfValue.of(value)),
          each -> sealed.as(PdfValue.Dictionary.class, each),
          each -> sealed.as(PdfValue.Array.class, each),
          each -> sealed.as(PdfValue.Stream.class, each));
    }
    return store;
  }

  /** Follows references within one document. */
  private record Sealed(COSDocument document) {
    <T extends PdfValue> T as(Class<T> kind, PdfValue value) throws PdfSyntaxException {
      PdfValue held =
          value instanceof PdfValue.Reference at
              ? PdfValue.of(
                  document
                      .getObjectFromPool(new COSObjectKey(at.number(), at.generation()))
                      .getObject())
              : value;
      if (!kind.isInstance(held)) {
        throw new PdfSyntaxException("the document security store cannot be read");
      }
      return kind.cast(held);
    }
  }

  private void add(SecurityStore store) throws GeneralSecurityException, IOException {
    for (byte[] entry : store.revocationLists()) {
      lists.add(list(entry));
    }
    for (byte[] entry : store.answers()) {
      answers.add(answer(entry));
    }
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (byte[] entry : store.certificates()) {
      ByteArrayInputStream in = new ByteArrayInputStream(entry);
      factory.generateCertificate(in);
      if (in.available() > 0) {
        throw new GeneralSecurityException("there is something behind a certificate");
      }
    }
  }

  private void add(Attribute archival) throws GeneralSecurityException, IOException {
    if (archival == null) {
      return;
    }
    if (archival.getAttrValues().size() != 1) {
      throw new GeneralSecurityException("the seal's revocation data cannot be read");
    }
    try {
      for (var part : ASN1Sequence.getInstance(archival.getAttrValues().getObjectAt(0))) {
        ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(part);
        ASN1Sequence entries = ASN1Sequence.getInstance(tagged, true);
        if (entries.size() > MAX_ENTRIES) {
          throw new GeneralSecurityException("the seal holds too much revocation data");
        }
        for (var entry : entries) {
          byte[] encoded = entry.toASN1Primitive().getEncoded();
          if (tagged.getTagNo() == CRL_TAG) {
            lists.add(list(encoded));
          } else if (tagged.getTagNo() == OCSP_TAG) {
            answers.add(answer(encoded));
          }
        }
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new GeneralSecurityException("the seal's revocation data cannot be read", e);
    }
  }

  private static X509CRL list(byte[] entry) throws GeneralSecurityException {
    ByteArrayInputStream in = new ByteArrayInputStream(entry);
    X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
    if (in.available() > 0) {
      throw new GeneralSecurityException("there is something behind a revocation list");
    }
    return list;
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
}
