package be.borne.townhall.guichet.validation;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An invented trust service whose seals are made by DSS as other issuers make them: padded, and
 * extended after sealing. Nothing of it is trusted but in tests.
 */
public final class TestSealer {
  public static final String ORGANISATION = "NTRBE-0000000097";

  private record Holder(KeyPair pair, X509Certificate certificate) {}

  private final Instant now;
  private final Holder root;
  private final Holder seal;
  private final Holder stamps;

  public TestSealer(Instant now) throws Exception {
    this(now, ORGANISATION, null);
  }

  private TestSealer(Instant now, String organisation, TestSealer sameRoot) throws Exception {
    this.now = now;
    this.root = sameRoot == null ? root() : sameRoot.root;
    this.seal = leaf("Invented seal", organisation, false);
    this.stamps = sameRoot == null ? leaf("Invented time stamps", null, true) : sameRoot.stamps;
  }

  /** The same authority also seals for others. */
  public TestSealer ofAnotherOrganisation() throws Exception {
    return new TestSealer(now, "NTRBE-0000000196", this);
  }

  public X509Certificate rootCertificate() {
    return root.certificate();
  }

  /** A sheet with a line of text, sealed with much room left over. */
  public byte[] sealed(SignatureLevel level) throws Exception {
    return sealed(sheet(), level, false);
  }

  byte[] sealedWithARevokedKey(SignatureLevel level) throws Exception {
    return sealed(sheet(), level, true);
  }

  byte[] sealed(byte[] pdf, SignatureLevel level, boolean revoked) throws Exception {
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(level);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(new CertificateToken(seal.certificate()));
    parameters.setCertificateChain(
        new CertificateToken(seal.certificate()), new CertificateToken(root.certificate()));
    parameters.bLevel().setSigningDate(Date.from(now));
    PAdESService service = service(revoked);
    DSSDocument document = new InMemoryDocument(pdf);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(seal.pair().getPrivate());
    signature.update(service.getDataToSign(document, parameters).getBytes());
    return bytes(
        service.signDocument(
            document,
            parameters,
            new SignatureValue(SignatureAlgorithm.RSA_SHA256, signature.sign())));
  }

  private PAdESService service(boolean revoked) throws Exception {
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    trusted.addCertificate(new CertificateToken(root.certificate()));
    CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
    verifier.setTrustedCertSources(trusted);
    verifier.setCrlSource(
        new ExternalResourcesCRLSource(new InMemoryDocument(revocationList(revoked))));
    // So that what no honest service would seal can be sealed.
    verifier.setAlertOnRevokedCertificate(status -> {});
    PAdESService service = new PAdESService(verifier);
    service.setPdfObjFactory(new UnpaddedSignatures());
    KeyEntityTSPSource source =
        new KeyEntityTSPSource(
            stamps.pair().getPrivate(),
            stamps.certificate(),
            List.of(stamps.certificate(), root.certificate()));
    source.setTsaPolicy("2.999.97.1");
    source.setDigestAlgorithm(DigestAlgorithm.SHA256);
    source.setProductionTime(Date.from(now));
    service.setTspSource(source);
    return service;
  }

  /** DER; nothing is on it, or the seal's certificate. */
  public byte[] revocationList(boolean revoked) throws Exception {
    X509v2CRLBuilder builder =
        new X509v2CRLBuilder(rootName(), Date.from(now.minus(Duration.ofMinutes(1))));
    builder.setNextUpdate(Date.from(now.plus(Duration.ofDays(30))));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root.certificate()));
    if (revoked) {
      builder.addCRLEntry(
          seal.certificate().getSerialNumber(),
          Date.from(now.minus(Duration.ofHours(1))),
          CRLReason.keyCompromise);
    }
    return builder.build(signer(root.pair())).getEncoded();
  }

  static byte[] sheet() throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream text = new PDPageContentStream(document, page)) {
        text.beginText();
        text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 18);
        text.newLineAtOffset(72, 600);
        text.showText("An invented certificate about nobody");
        text.endText();
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  private Holder root() throws Exception {
    KeyPair pair = pair();
    X500Name name = name("Invented root", null);
    JcaX509v3CertificateBuilder builder = builder(name, name, pair);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    return new Holder(
        pair, new JcaX509CertificateConverter().getCertificate(builder.build(signer(pair))));
  }

  private Holder leaf(String common, String organisation, boolean forStamps) throws Exception {
    KeyPair pair = pair();
    JcaX509v3CertificateBuilder builder = builder(rootName(), name(common, organisation), pair);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(KeyUsage.digitalSignature | (forStamps ? 0 : KeyUsage.nonRepudiation)));
    if (forStamps) {
      builder.addExtension(
          Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    }
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root.certificate()));
    return new Holder(
        pair, new JcaX509CertificateConverter().getCertificate(builder.build(signer(root.pair()))));
  }

  private JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair pair) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(100, ThreadLocalRandom.current()).add(BigInteger.ONE),
        Date.from(now.minus(Duration.ofDays(1))),
        Date.from(now.plus(Duration.ofDays(365))),
        subject,
        pair.getPublic());
  }

  /** As it stands in the certificate, byte for byte. */
  private X500Name rootName() throws Exception {
    return new JcaX509CertificateHolder(root.certificate()).getSubject();
  }

  private static X500Name name(String common, String organisation) {
    X500NameBuilder name =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.C, "BE")
            .addRDN(BCStyle.O, "Invented trust service")
            .addRDN(BCStyle.CN, common);
    if (organisation != null) {
      name.addRDN(new ASN1ObjectIdentifier("2.5.4.97"), organisation);
    }
    return name.build();
  }

  private static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static ContentSigner signer(KeyPair pair) throws Exception {
    return new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate());
  }

  private static byte[] bytes(DSSDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.writeTo(out);
    return out.toByteArray();
  }
}
