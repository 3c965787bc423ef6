package be.borne.kiosk.document;

import static be.borne.kiosk.document.HandMade.bytes;
import static be.borne.kiosk.document.HandMade.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.borne.kiosk.document.DemoIssuer.Identity;
import be.borne.kiosk.document.Samples.Level;
import java.io.ByteArrayOutputStream;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

/**
 * Whoever has one genuine document can hang anything behind it, and into the parts of its seal that
 * the seal does not cover. What costs the gate more than it costs its author is refused early.
 */
class HostileProofTest {
  private static final Samples SAMPLES = Samples.shared();
  private static final SealGate NO_LISTS =
      new SealGate(SAMPLES.anchors(), DemoIssuer.ORGANISATION, Samples.CLOCK);

  private static Verdict.Refused refused(Verdict verdict) {
    return assertInstanceOf(Verdict.Refused.class, verdict, "it passed");
  }

  private static byte[] withStore(String list, byte[]... entries) {
    HandMade hand = HandMade.on(SAMPLES.good(Level.B_T));
    int next = hand.next();
    StringBuilder references = new StringBuilder();
    for (int at = 0; at < entries.length; at++) {
      hand.put(next + 1 + at, Bombs.flateStream(Bombs.deflated(entries[at]), ""));
      references.append(next + 1 + at).append(" 0 R ");
    }
    return hand.put(next, "<< /" + list + " [" + references + "] >>")
        .catalogue("/DSS " + next + " 0 R")
        .update();
  }

  @Test
  void aCrossReferenceStreamOfNoBytesNamesNoObjects() {
    String objects =
        """
        1 0 obj
        << >>
        endobj
        2 0 obj
        << /Type /XRef /W [0 0 0] /Index [1 100000] /Length 0 >>
        stream

        endstream
        endobj
        """;
    byte[] tail = bytes(objects + "startxref\n" + objects.indexOf("2 0 obj") + "\n%%EOF\n");
    PdfSyntaxException e =
        assertThrows(PdfSyntaxException.class, () -> Revision.following(tail, 0));
    // Before anything is kept of the hundred thousand.
    assertEquals("a cross-reference section is too long", e.getMessage());
  }

  @Test
  void anAnswerBringsItsResponderAndNotACrowd() throws Exception {
    Identity responder =
        SAMPLES
            .issuer()
            .signing(
                new X500Name("CN=Responder"),
                Extension.create(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning)));
    X509Certificate seal = SAMPLES.seal().certificate();
    X509Certificate time = SAMPLES.time().certificate();
    byte[] alone = SAMPLES.issuer().answerOf(responder, seal, List.of());
    byte[] ofTime = SAMPLES.issuer().answerOf(responder, time, List.of());
    GoodDocumentsTest.passed(NO_LISTS.check(withStore("OCSPs", alone, ofTime), Samples.order()));
    byte[] crowd = SAMPLES.issuer().answerOf(responder, seal, Collections.nCopies(40, seal));
    assertEquals(
        SealRule.NOT_REVOKED,
        refused(NO_LISTS.check(withStore("OCSPs", crowd, ofTime), Samples.order())).rule());
  }

  /** 340,000 entries of nobody's list: a megabyte on the way, a hundred times that in memory. */
  @Test
  void listsThatAreLargerInMemoryThanInTheFile() throws Exception {
    byte[][] lists = new byte[4][];
    for (int at = 0; at < lists.length; at++) {
      lists[at] = listOf(85_000, at * 85_000);
    }
    Verdict.Refused refused = refused(SAMPLES.check(withStore("CRLs", lists)));
    assertEquals(SealRule.ONLY_PROOF_FOLLOWS, refused.rule());
  }

  private static byte[] listOf(int entries, int from) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] date = new ASN1UTCTime("260301000000Z").getEncoded();
    for (int at = from; at < from + entries; at++) {
      out.write(0x30);
      out.write(5 + date.length);
      out.writeBytes(new byte[] {2, 3, (byte) (at >> 16), (byte) (at >> 8), (byte) at});
      out.writeBytes(date);
    }
    byte[] whole = SAMPLES.nobodyRevoked().getEncoded();
    byte[] signed = SAMPLES.nobodyRevoked().getTBSCertList();
    // Version, algorithm, issuer and dates; then the entries that the honest one has not.
    byte[] longer = sequence(concatenated(content(signed), sequence(out.toByteArray())));
    byte[] algorithmAndSignature =
        Arrays.copyOfRange(content(whole), signed.length, content(whole).length);
    return sequence(concatenated(longer, algorithmAndSignature));
  }

  private static byte[] content(byte[] der) {
    return Arrays.copyOfRange(der, der[1] >= 0 ? 2 : 2 + (der[1] & 0x7f), der.length);
  }

  private static byte[] concatenated(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] sequence(byte[] content) {
    int length = content.length;
    return concatenated(
        new byte[] {
          0x30,
          (byte) 0x84,
          (byte) (length >> 24),
          (byte) (length >> 16),
          (byte) (length >> 8),
          (byte) length
        },
        content);
  }

  @Test
  void attributesThatNoSignatureCoversAreThereForSomething() throws Exception {
    byte[] pdf = SAMPLES.good(Level.B_B);
    int[] ranges = DemoSealer.rangesOf(pdf);
    SealBytes place = new SealBytes(ranges[1], ranges[2], ranges[2] + ranges[3]);
    SignedData data =
        SignedData.getInstance(
            ContentInfo.getInstance(SealBytes.der(place.contents(pdf))).getContent());
    SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    SignerInfo more =
        new SignerInfo(
            signer.getSID(),
            signer.getDigestAlgorithm(),
            signer.getAuthenticatedAttributes(),
            signer.getDigestEncryptionAlgorithm(),
            signer.getEncryptedDigest(),
            new DERSet());
    byte[] cms =
        new ContentInfo(
                CMSObjectIdentifiers.signedData,
                new SignedData(
                    data.getDigestAlgorithms(),
                    data.getEncapContentInfo(),
                    data.getCertificates(),
                    null,
                    new DERSet(more)))
            .getEncoded("DER");
    String hex = HexFormat.of().formatHex(cms);
    String changed =
        text(pdf).substring(0, place.first() + 1)
            + hex
            + text(pdf).substring(place.first() + 1 + hex.length());
    assertEquals(SealRule.INTACT, refused(SAMPLES.check(bytes(changed))).rule());
  }
}
