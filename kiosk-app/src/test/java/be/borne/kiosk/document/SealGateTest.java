package be.borne.kiosk.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.terminal.FaultCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Good seals pass; every bad one is refused by the rule that was made for it. */
class SealGateTest {
  private static final Clock CLOCK = Clock.fixed(DemoIssuer.NOW, ZoneOffset.UTC);
  private static final Clock MUCH_LATER =
      Clock.fixed(DemoIssuer.NOW.plus(Duration.ofDays(1000)), ZoneOffset.UTC);

  private static DemoIssuer issuer;
  private static DemoIssuer.Identity seal;
  private static DemoIssuer.Identity time;
  private static X509CRL nobodyRevoked;
  private static DemoSealer sealer;
  private static byte[] good;
  private static SealGate gate;

  @BeforeAll
  static void make() throws Exception {
    issuer = new DemoIssuer("Demo root");
    seal = issuer.seal(DemoIssuer.ORGANISATION);
    time = issuer.timestampAuthority();
    nobodyRevoked = issuer.revocations(List.of());
    sealer = new DemoSealer(seal, Optional.of(time), Optional.of(nobodyRevoked));
    good = sealer.seal();
    gate = gate(CLOCK);
  }

  private static SealGate gate(Clock clock) {
    return new SealGate(List.of(issuer.root()), DemoIssuer.ORGANISATION, clock);
  }

  private static Verdict check(byte[] pdf) {
    return gate.check(pdf, Optional.of(DemoSealer.REFERENCE), Optional.empty());
  }

  private static void assertRefused(SealRule rule, byte[] pdf) {
    Verdict verdict = check(pdf);
    Verdict.Refused refused =
        assertInstanceOf(Verdict.Refused.class, verdict, "passed what breaks " + rule);
    RuleResult result =
        refused.rules().stream().filter(r -> r.rule() == rule).findFirst().orElseThrow();
    assertEquals(RuleResult.Status.REFUSED, result.status(), () -> refused.toString());
    assertTrue(!result.reason().isEmpty());
  }

  private static IssuedDocument issued(byte[] pdf) throws Exception {
    return new IssuedDocument(
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)),
        pdf.length,
        DemoSealer.CODE);
  }

  @Test
  void goodDocumentPassesWhole() throws Exception {
    Verdict verdict =
        gate.check(good, Optional.of(DemoSealer.REFERENCE), Optional.of(issued(good)));
    Verdict.Passed passed =
        assertInstanceOf(Verdict.Passed.class, verdict, () -> verdict.toString());
    assertArrayEquals(good, passed.bytes());
    assertEquals(
        new SealDetails(
            DemoIssuer.ORGANISATION,
            "Demo seal",
            Optional.of(DemoIssuer.NOW),
            1,
            DemoSealer.REFERENCE),
        passed.details());
    assertEquals(SealRule.values().length, passed.rules().size());
    assertTrue(passed.rules().stream().allMatch(r -> r.status() == RuleResult.Status.PASSED));
  }

  @Test
  void timestampHoldsTheTimeOfSealingLongAfterTheCertificateExpired() {
    assertInstanceOf(
        Verdict.Passed.class, gate(MUCH_LATER).check(good, Optional.empty(), Optional.empty()));
  }

  @Test
  void withoutTimestampTheClockDecides() throws Exception {
    byte[] pdf = new DemoSealer(seal, Optional.empty(), Optional.of(nobodyRevoked)).seal();
    assertInstanceOf(Verdict.Passed.class, check(pdf));
    Verdict late = gate(MUCH_LATER).check(pdf, Optional.empty(), Optional.empty());
    assertEquals(SealRule.TRUSTED_CHAIN, assertInstanceOf(Verdict.Refused.class, late).rule());
  }

  @Test
  void linkToTheWebPasses() throws Exception {
    byte[] pdf =
        sealer.seal(
            document -> {
              PDActionURI action = new PDActionURI();
              action.setURI("http://localhost/verify");
              PDAnnotationLink link = new PDAnnotationLink();
              link.setAction(action);
              document.getPage(0).getAnnotations().add(link);
            });
    assertInstanceOf(Verdict.Passed.class, check(pdf), () -> check(pdf).toString());
  }

  @Test
  void errorPageAndEmptyFileAreNoDocuments() {
    assertRefused(SealRule.IS_PDF, "{\"error\":\"busy\"}".getBytes(StandardCharsets.UTF_8));
    assertRefused(SealRule.IS_PDF, new byte[0]);
    assertRefused(SealRule.IS_PDF, Arrays.copyOf(good, IssuedDocument.MAX_SIZE_BYTES + 1));
    assertEquals(
        FaultCode.NOT_A_DOCUMENT,
        assertInstanceOf(Verdict.Refused.class, check(new byte[3])).fault());
  }

  @Test
  void anotherFileThanTheGuichetIssued() throws Exception {
    byte[] other = sealer.seal();
    Verdict verdict = gate.check(other, Optional.empty(), Optional.of(issued(good)));
    assertEquals(SealRule.AS_ISSUED, assertInstanceOf(Verdict.Refused.class, verdict).rule());
  }

  @Test
  void flippedContentByte() {
    byte[] pdf = good.clone();
    pdf[200] ^= 1;
    assertRefused(SealRule.INTACT, pdf);
    assertEquals(
        FaultCode.SEAL_BROKEN, assertInstanceOf(Verdict.Refused.class, check(pdf)).fault());
  }

  @Test
  void unsealedDocument() throws Exception {
    try (PDDocument document = sealer.certificate()) {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      document.save(plain);
      assertRefused(SealRule.ONE_SEAL, plain.toByteArray());
    }
  }

  @Test
  void trailingBytes() {
    byte[] pdf = Arrays.copyOf(good, good.length + 1);
    pdf[good.length] = '\n';
    assertRefused(SealRule.COVERS_FILE, pdf);
  }

  @Test
  void truncated() {
    for (int cut : new int[] {1, 10, 1000, good.length / 2, good.length - 10}) {
      assertInstanceOf(Verdict.Refused.class, check(Arrays.copyOf(good, good.length - cut)));
    }
  }

  private static byte[] updated(DemoSealer.Change change) throws IOException {
    try (PDDocument document = Loader.loadPDF(good)) {
      change.apply(document);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.saveIncremental(out);
      return out.toByteArray();
    }
  }

  @Test
  void updateThatOverlaysText() throws Exception {
    assertRefused(
        SealRule.COVERS_FILE,
        updated(
            document -> {
              PDPage page = document.getPage(0);
              DemoSealer.write(document, page, "Certificate of somebody else");
              page.getCOSObject().setNeedToBeUpdated(true);
              page.getResources().getCOSObject().setNeedToBeUpdated(true);
            }));
  }

  @Test
  void updateThatAddsAnnotation() throws Exception {
    assertRefused(
        SealRule.COVERS_FILE,
        updated(
            document -> {
              PDPage page = document.getPage(0);
              page.getAnnotations().add(new PDAnnotationText());
              page.getCOSObject().setNeedToBeUpdated(true);
            }));
  }

  @Test
  void updateThatAddsPage() throws Exception {
    assertRefused(
        SealRule.COVERS_FILE,
        updated(
            document -> {
              document.addPage(new PDPage(PDRectangle.A4));
              document.getPages().getCOSObject().setNeedToBeUpdated(true);
            }));
  }

  @Test
  void secondSignature() throws Exception {
    assertRefused(SealRule.ONE_SEAL, sealer.sealBytes(good));
  }

  @Test
  void secondRangeMoved() throws Exception {
    int[] honest = DemoSealer.rangesOf(good);
    byte[] forged = Arrays.copyOf(good, good.length + 500);
    System.arraycopy(good, honest[2], forged, honest[2] + 500, honest[3]);
    Arrays.fill(forged, honest[2], honest[2] + 500, (byte) ' ');
    assertRefused(
        SealRule.GAP_IS_SEAL,
        sealer.reseal(forged, new int[] {0, honest[1], honest[2] + 500, honest[3]}, honest));
  }

  @Test
  void gapWiderThanTheSeal() throws Exception {
    int[] honest = DemoSealer.rangesOf(good);
    assertRefused(
        SealRule.GAP_IS_SEAL,
        sealer.reseal(good, new int[] {0, honest[1] - 1, honest[2], honest[3]}, honest));
    assertRefused(
        SealRule.GAP_IS_SEAL,
        sealer.reseal(good, new int[] {0, honest[1], honest[2] + 2, honest[3] - 2}, honest));
    assertRefused(
        SealRule.GAP_IS_SEAL,
        sealer.reseal(good, new int[] {1, honest[1] - 1, honest[2], honest[3]}, honest));
    assertRefused(
        SealRule.COVERS_FILE,
        sealer.reseal(good, new int[] {0, honest[1], honest[2], honest[3] - 5}, honest));
  }

  @Test
  void sealedAnewWithHonestRangesPasses() throws Exception {
    int[] honest = DemoSealer.rangesOf(good);
    byte[] pdf = sealer.reseal(good, honest, honest);
    assertInstanceOf(Verdict.Passed.class, check(pdf), () -> check(pdf).toString());
  }

  @Test
  void bytesBehindTheSealInItsPadding() throws Exception {
    byte[] pdf = good.clone();
    pdf[DemoSealer.rangesOf(good)[2] - 3] = '1';
    assertRefused(SealRule.PADDING_IS_ZERO, pdf);
  }

  @Test
  void anotherOrganisationOfTheSameAuthority() throws Exception {
    byte[] pdf =
        new DemoSealer(
                issuer.seal("NTRBE-0000000194"), Optional.of(time), Optional.of(nobodyRevoked))
            .seal();
    assertRefused(SealRule.ORGANISATION, pdf);
    assertEquals(
        FaultCode.WRONG_ISSUER, assertInstanceOf(Verdict.Refused.class, check(pdf)).fault());
  }

  @Test
  void authorityThatIsNotPinned() throws Exception {
    DemoIssuer stranger = new DemoIssuer("Demo root");
    assertRefused(
        SealRule.TRUSTED_CHAIN,
        new DemoSealer(
                stranger.seal(DemoIssuer.ORGANISATION),
                Optional.of(time),
                Optional.of(stranger.revocations(List.of())))
            .seal());
    assertRefused(
        SealRule.TIMESTAMP,
        new DemoSealer(seal, Optional.of(stranger.timestampAuthority()), Optional.of(nobodyRevoked))
            .seal());
    // A seal's certificate is no timestamp authority's, though it comes from the pinned root.
    assertThrows(
        Exception.class,
        () -> new DemoSealer(seal, Optional.of(seal), Optional.of(nobodyRevoked)).seal());
  }

  @Test
  void certificateExpiredWhenItSealed() throws Exception {
    Instant longAgo = DemoIssuer.NOW.minus(Duration.ofDays(400));
    DemoIssuer.Identity expired =
        issuer.seal(DemoIssuer.ORGANISATION, longAgo, Duration.ofDays(100));
    assertRefused(
        SealRule.TRUSTED_CHAIN,
        new DemoSealer(expired, Optional.of(time), Optional.of(nobodyRevoked)).seal());
  }

  @Test
  void revokedOrUnknown() throws Exception {
    for (X509Certificate revoked : List.of(seal.certificate(), time.certificate())) {
      assertRefused(
          SealRule.NOT_REVOKED,
          new DemoSealer(seal, Optional.of(time), Optional.of(issuer.revocations(List.of(revoked))))
              .seal());
    }
    assertRefused(
        SealRule.NOT_REVOKED, new DemoSealer(seal, Optional.of(time), Optional.empty()).seal());
    // A list that another authority of the same name signed says nothing.
    assertRefused(
        SealRule.NOT_REVOKED,
        new DemoSealer(
                seal,
                Optional.of(time),
                Optional.of(new DemoIssuer("Demo root").revocations(List.of())))
            .seal());
  }

  @Test
  void wrongOrMissingReferenceAndCode() throws Exception {
    Verdict other = gate.check(good, Optional.of("TSR-2026-00000000"), Optional.empty());
    assertEquals(FaultCode.WRONG_ORDER, assertInstanceOf(Verdict.Refused.class, other).fault());
    assertRefused(
        SealRule.ORDER_REFERENCE,
        sealer.seal(
            document ->
                document
                    .getDocumentInformation()
                    .setCustomMetadataValue(SealedStructure.ORDER_REFERENCE_KEY, null)));
    // Sealed for one order, printed for another.
    assertRefused(
        SealRule.ORDER_REFERENCE,
        sealer.seal(
            document -> {
              document.removePage(0);
              PDPage page = new PDPage(PDRectangle.A4);
              document.addPage(page);
              DemoSealer.write(document, page, "TSR-2026-00000000", DemoSealer.CODE);
            }));
    assertRefused(
        SealRule.VERIFICATION_CODE,
        sealer.seal(
            document -> {
              document.removePage(0);
              PDPage page = new PDPage(PDRectangle.A4);
              document.addPage(page);
              DemoSealer.write(document, page, DemoSealer.REFERENCE);
            }));
    assertThrows(
        IllegalArgumentException.class, () -> gate.check(good, Optional.of("x"), Optional.empty()));
  }

  @Test
  void scriptsActionsAndAttachments() throws Exception {
    assertRefused(
        SealRule.NOTHING_ACTIVE,
        sealer.seal(
            document ->
                document
                    .getDocumentCatalog()
                    .setOpenAction(new PDActionJavaScript("app.alert(1)"))));
    assertRefused(
        SealRule.NOTHING_ACTIVE,
        sealer.seal(
            document -> {
              PDAnnotationLink link = new PDAnnotationLink();
              link.setAction(new PDActionLaunch());
              document.getPage(0).getAnnotations().add(link);
            }));
    assertRefused(
        SealRule.NOTHING_ACTIVE,
        sealer.seal(
            document -> {
              PDEmbeddedFile file = new PDEmbeddedFile(document);
              PDComplexFileSpecification specification = new PDComplexFileSpecification();
              specification.setEmbeddedFile(file);
              PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
              tree.setNames(Map.of("a", specification));
              PDDocumentNameDictionary names =
                  new PDDocumentNameDictionary(document.getDocumentCatalog());
              names.setEmbeddedFiles(tree);
              document.getDocumentCatalog().setNames(names);
            }));
    assertRefused(
        SealRule.NOTHING_ACTIVE,
        sealer.seal(document -> document.getPage(0).getAnnotations().add(new PDAnnotationText())));
    assertRefused(
        SealRule.NOTHING_ACTIVE,
        sealer.seal(
            document ->
                document
                    .getDocumentCatalog()
                    .getCOSObject()
                    .setItem(COSName.getPDFName("OCProperties"), new COSDictionary())));
  }

  @Test
  void pagesThatAreNotA4() throws Exception {
    assertRefused(
        SealRule.A4_PAGES,
        sealer.seal(document -> document.addPage(new PDPage(PDRectangle.LETTER))));
    assertRefused(SealRule.A4_PAGES, sealer.seal(document -> document.getPage(0).setRotation(90)));
    assertRefused(
        SealRule.A4_PAGES,
        sealer.seal(
            document -> {
              for (int page = 0; page < 10; page++) {
                document.addPage(new PDPage(PDRectangle.A4));
              }
            }));
  }

  @Test
  void encryptedDocument() throws Exception {
    byte[] encrypted =
        sealer.seal(
            document ->
                document.protect(
                    new StandardProtectionPolicy("owner", "", new AccessPermission())));
    int[] ranges = DemoSealer.rangesOf(encrypted);
    assertRefused(SealRule.NOT_ENCRYPTED, sealer.reseal(encrypted, ranges, ranges));
  }

  static List<Path> shadowAttacks() throws Exception {
    Path folder =
        Path.of(SealGateTest.class.getResource("shadow-attacks/README.md").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".pdf")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("shadowAttacks")
  void publishedShadowAttacksAreRefused(Path attack) throws Exception {
    byte[] pdf = Files.readAllBytes(attack);
    Verdict verdict = gate.check(pdf, Optional.empty(), Optional.empty());
    Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, verdict);
    // Not merely for its unknown issuer: its structure alone gives it away.
    assertTrue(
        refused.rules().stream()
            .filter(r -> r.status() == RuleResult.Status.REFUSED)
            .anyMatch(r -> r.rule() == SealRule.COVERS_FILE || r.rule() == SealRule.ONE_SEAL),
        () -> refused.toString());
  }

  @Test
  void mutationsAreRefusedOrChangeNothing() {
    Random random = new Random(20260310);
    for (int round = 0; round < 3000; round++) {
      byte[] pdf = mutated(random);
      Verdict verdict = check(pdf);
      if (verdict instanceof Verdict.Passed) {
        assertArrayEquals(upperHex(good), upperHex(pdf), "round " + round);
      }
    }
  }

  /** Bits of every byte of the seal itself, whether its signature covers it or not. */
  @Test
  void noByteOfTheSealCanBeChanged() throws IOException {
    int[] ranges = DemoSealer.rangesOf(good);
    int hexAt = ranges[1] + 1;
    byte[] contents =
        HexFormat.of()
            .parseHex(
                new String(good, hexAt, ranges[2] - ranges[1] - 2, StandardCharsets.US_ASCII));
    int length = SealBytes.der(contents).length;
    for (int at = 0; at < length; at++) {
      for (int bit = at % 3; bit < 8; bit += 3) {
        byte[] pdf = good.clone();
        byte[] changed =
            HexFormat.of()
                .toHexDigits((byte) (contents[at] ^ (1 << bit)))
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(changed, 0, pdf, hexAt + 2 * at, changed.length);
        assertFalse(check(pdf) instanceof Verdict.Passed, "byte " + at + " bit " + bit);
      }
    }
  }

  /** In the hexadecimal string of the seal, a and A are the same byte. */
  private static byte[] upperHex(byte[] pdf) {
    byte[] copy = pdf.clone();
    try {
      int[] ranges = DemoSealer.rangesOf(good);
      for (int at = ranges[1]; at < ranges[2]; at++) {
        copy[at] = (byte) Character.toUpperCase(copy[at]);
      }
      return copy;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] mutated(Random random) {
    byte[] pdf = good.clone();
    switch (random.nextInt(5)) {
      case 0 -> pdf[random.nextInt(pdf.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> pdf[random.nextInt(pdf.length)] = (byte) random.nextInt(256);
      case 2 -> pdf = Arrays.copyOf(pdf, random.nextInt(pdf.length));
      case 3 -> {
        int from = random.nextInt(pdf.length);
        int length = Math.min(pdf.length - from, 1 + random.nextInt(40));
        byte[] shorter = new byte[pdf.length - length];
        System.arraycopy(pdf, 0, shorter, 0, from);
        System.arraycopy(pdf, from + length, shorter, from, shorter.length - from);
        pdf = shorter;
      }
      default -> {
        int from = random.nextInt(pdf.length - 50);
        int to = random.nextInt(pdf.length - 50);
        System.arraycopy(good, from, pdf, to, 1 + random.nextInt(50));
      }
    }
    return pdf;
  }
}
