package be.borne.kiosk.document;

import be.borne.kiosk.document.DemoIssuer.Identity;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.util.Matrix;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** Makes sealed certificates of nobody, good ones and, where a test asks for it, bad ones. */
final class DemoSealer {
  static final String REFERENCE = "TSR-2026-7K3M9QX2";
  static final String CODE = "7K3M-9QX2-ABCD-0123";
  static final String HOST = "verify.testerive.example";
  static final String ADDRESS = "https://" + HOST + "/c/" + CODE;
  private static final int RESERVED_BYTES = 12_000;
  private static final Pattern RANGES = Pattern.compile("/ByteRange ?\\[[0-9 ]+\\]");

  private final Identity seal;
  private final Optional<Identity> timestampAuthority;
  private final Optional<X509CRL> revocations;

  private final Making making;

  DemoSealer(Identity seal, Optional<Identity> timestampAuthority, Optional<X509CRL> revocations) {
    this(seal, timestampAuthority, revocations, Making.HONEST);
  }

  private DemoSealer(
      Identity seal,
      Optional<Identity> timestampAuthority,
      Optional<X509CRL> revocations,
      Making making) {
    this.making = making;
    this.seal = seal;
    this.timestampAuthority = timestampAuthority;
    this.revocations = revocations;
  }

  /** Changes a document before it is sealed. */
  @FunctionalInterface
  interface Change {
    void apply(PDDocument document) throws IOException;
  }

  byte[] seal() throws Exception {
    return seal(document -> {});
  }

  byte[] seal(Change change) throws Exception {
    try (PDDocument document = certificate()) {
      change.apply(document);
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      document.save(plain);
      return sealBytes(plain.toByteArray());
    }
  }

  PDDocument certificate() throws Exception {
    PDDocument document = new PDDocument();
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    write(document, page, "Certificate of nobody", REFERENCE, CODE);
    drawQr(document, page, ADDRESS);
    document
        .getDocumentInformation()
        .setCustomMetadataValue(SealedStructure.ORDER_REFERENCE_KEY, REFERENCE);
    if (revocations.isPresent() && !making.archival()) {
      COSStream stream = document.getDocument().createCOSStream();
      try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
        out.write(revocations.get().getEncoded());
      }
      COSArray lists = new COSArray();
      lists.add(stream);
      COSDictionary store = new COSDictionary();
      store.setItem(COSName.getPDFName("CRLs"), lists);
      document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("DSS"), store);
    }
    return document;
  }

  static void write(PDDocument document, PDPage page, String... lines) throws IOException {
    try (PDPageContentStream content =
        new PDPageContentStream(
            document, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
      content.beginText();
      content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
      content.setLeading(20);
      content.newLineAtOffset(60, 700);
      for (String line : lines) {
        content.showText(line);
        content.newLine();
      }
      content.endText();
    }
  }

  /** A page anew, with these lines and this QR code; none if it is empty. */
  static void rewrite(PDDocument document, String qr, String... lines) throws IOException {
    document.removePage(0);
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    write(document, page, lines);
    if (!qr.isEmpty()) {
      drawQr(document, page, qr);
    }
  }

  /** As vectors, the way certificates have it. */
  static void drawQr(PDDocument document, PDPage page, String text) throws IOException {
    drawQr(document, page, text, 60, 100, 98);
  }

  static void drawQr(
      PDDocument document, PDPage page, String text, float left, float bottom, float side)
      throws IOException {
    drawQr(document, page, text, left, bottom, side, new AffineTransform());
  }

  static void drawQr(
      PDDocument document,
      PDPage page,
      String text,
      float left,
      float bottom,
      float side,
      AffineTransform placed)
      throws IOException {
    BitMatrix modules = modules(text);
    float module = side / modules.getWidth();
    try (PDPageContentStream content =
        new PDPageContentStream(
            document, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
      content.transform(new Matrix(placed));
      content.setNonStrokingColor(0f);
      for (int y = 0; y < modules.getHeight(); y++) {
        for (int x = 0; x < modules.getWidth(); x++) {
          if (modules.get(x, y)) {
            content.addRect(left + x * module, bottom + side - (y + 1) * module, module, module);
          }
        }
      }
      content.fill();
    }
  }

  /** As a picture, the way other engines have it. */
  static void drawQrImage(PDDocument document, PDPage page, String text) throws IOException {
    BitMatrix modules = modules(text);
    BufferedImage image =
        new BufferedImage(
            modules.getWidth() * 4, modules.getHeight() * 4, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, modules.get(x / 4, y / 4) ? 0 : 0xffffff);
      }
    }
    try (PDPageContentStream content =
        new PDPageContentStream(
            document, page, PDPageContentStream.AppendMode.APPEND, true, true)) {
      content.drawImage(LosslessFactory.createFromImage(document, image), 60, 100, 98, 98);
    }
  }

  static BitMatrix modules(String text) {
    try {
      return new QRCodeWriter()
          .encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 4));
    } catch (WriterException e) {
      throw new IllegalArgumentException(e);
    }
  }

  byte[] sealBytes(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf);
        SignatureOptions options = new SignatureOptions()) {
      options.setPreferredSignatureSize(RESERVED_BYTES);
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(COSName.getPDFName("ETSI.CAdES.detached"));
      document.addSignature(
          signature,
          content -> {
            try {
              return cms(content.readAllBytes());
            } catch (Exception e) {
              throw new IOException(e);
            }
          },
          options);
      ByteArrayOutputStream sealed = new ByteArrayOutputStream();
      document.saveIncremental(sealed);
      return sealed.toByteArray();
    }
  }

  /**
   * Seals anew what the ranges say, though they may be ones that no honest sealer writes; the
   * signature goes into the first gap of hexadecimal digits.
   *
   * @param honest where the /Contents string really lies
   */
  byte[] reseal(byte[] sealed, int[] ranges, int[] honest) throws Exception {
    byte[] pdf = sealed.clone();
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    Matcher key = RANGES.matcher(text);
    if (!key.find()) {
      throw new IllegalArgumentException("no byte ranges");
    }
    String written =
        "/ByteRange ["
            + String.join(" ", Arrays.stream(ranges).mapToObj(Integer::toString).toList());
    int room = key.end() - key.start() - 1;
    byte[] padded =
        (written + " ".repeat(room - written.length())).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(padded, 0, pdf, key.start(), padded.length);

    ByteArrayOutputStream covered = new ByteArrayOutputStream();
    covered.write(pdf, ranges[0], ranges[1]);
    covered.write(pdf, ranges[2], ranges[3]);
    String hex = HexFormat.of().formatHex(cms(covered.toByteArray()));
    byte[] gap = new byte[honest[2] - honest[1] - 2];
    Arrays.fill(gap, (byte) '0');
    byte[] digits = hex.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, gap, 0, digits.length);
    System.arraycopy(gap, 0, pdf, honest[1] + 1, gap.length);
    return pdf;
  }

  static int[] rangesOf(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.getSignatureDictionaries().getFirst().getByteRange();
    }
  }

  /**
   * How the signature is made; an honest one is {@link #HONEST}.
   *
   * @param algorithm of the signature
   * @param named the certificate that signing-certificate-v2 names; empty for the sealing one
   * @param without leaves that attribute out
   * @param archival embeds the revocation lists into the signature itself
   */
  record Making(
      String algorithm, Optional<X509Certificate> named, boolean without, boolean archival) {
    static final Making HONEST = new Making("SHA256with", Optional.empty(), false, false);
  }

  DemoSealer making(Making other) {
    return new DemoSealer(seal, timestampAuthority, revocations, other);
  }

  byte[] cms(byte[] content) throws Exception {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    if (!making.without()) {
      ESSCertIDv2 named =
          new ESSCertIDv2(
              new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256),
              MessageDigest.getInstance("SHA-256")
                  .digest(making.named().orElse(seal.certificate()).getEncoded()));
      attributes.add(
          new Attribute(
              PKCSObjectIdentifiers.id_aa_signingCertificateV2,
              new DERSet(new SigningCertificateV2(named))));
    }
    if (making.archival()) {
      ASN1Primitive list = ASN1Primitive.fromByteArray(revocations.orElseThrow().getEncoded());
      attributes.add(
          new Attribute(
              new ASN1ObjectIdentifier("1.2.840.113583.1.1.8"),
              new DERSet(new DERSequence(new DERTaggedObject(true, 0, new DERSequence(list))))));
    }
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
            .setSignedAttributeGenerator(
                new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
            .build(DemoIssuer.signer(making.algorithm(), seal.key()), seal.certificate()));
    generator.addCertificates(new JcaCertStore(List.of(seal.certificate())));
    CMSSignedData signed = generator.generate(new CMSProcessableByteArray(content), false);
    if (timestampAuthority.isPresent()) {
      signed = timestamped(signed);
    }
    return signed.toASN1Structure().getEncoded("DER");
  }

  private CMSSignedData timestamped(CMSSignedData signed) throws Exception {
    SignerInformation signer = signed.getSignerInfos().getSigners().iterator().next();
    ASN1EncodableVector unsigned = new ASN1EncodableVector();
    unsigned.add(
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
            new DERSet(ASN1Primitive.fromByteArray(token(signer.getSignature()).getEncoded()))));
    return CMSSignedData.replaceSigners(
        signed,
        new SignerInformationStore(
            SignerInformation.replaceUnsignedAttributes(signer, new AttributeTable(unsigned))));
  }

  private TimeStampToken token(byte[] signature) throws Exception {
    Identity authority = timestampAuthority.orElseThrow();
    TimeStampTokenGenerator tokens =
        new TimeStampTokenGenerator(
            new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                .build(DemoIssuer.signer(authority.key()), authority.certificate()),
            new JcaDigestCalculatorProviderBuilder()
                .build()
                .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
            new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"));
    tokens.addCertificates(new JcaCertStore(List.of(authority.certificate())));
    TimeStampRequestGenerator requests = new TimeStampRequestGenerator();
    requests.setCertReq(true);
    TimeStampRequest request =
        requests.generate(
            TSPAlgorithms.SHA256,
            MessageDigest.getInstance("SHA-256").digest(signature),
            BigInteger.ONE);
    return new TimeStampResponseGenerator(tokens, Set.of(TSPAlgorithms.SHA256.getId()))
        .generate(request, BigInteger.ONE, Date.from(DemoIssuer.NOW))
        .getTimeStampToken();
  }
}
