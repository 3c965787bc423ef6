package be.borne.townhall.guichet.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.Municipality;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.engine.embedded.EmbeddedEngine;
import be.borne.townhall.guichet.validation.ValidationSettings.LaterRevisions;
import be.borne.townhall.guichet.validation.ValidationSettings.Level;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Good documents pass with their report; each way to spoil one is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentValidatorTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ORGANISATION = TestSealer.ORGANISATION;
  private static final Municipality TESTERIVE =
      new Municipality(
          "Ville de Testerive", "Stad Testerive", "Stadt Testerive", "City of Testerive", "TSR");

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Clock clock = Clock.fixed(now.plusSeconds(2), ZoneOffset.UTC);
  private Path folder;
  private EmbeddedEngine engine;
  private DocumentValidator ofEngine;
  private byte[] good;
  private TestSealer sealer;
  private Path sealerRoot;

  @BeforeAll
  void open(@TempDir Path temporary) throws Exception {
    folder = temporary;
    engine =
        new EmbeddedEngine(
            folder.resolve("engine"),
            TESTERIVE,
            ORGANISATION,
            code -> URI.create("http://localhost:8444/verify/" + code),
            Clock.fixed(now, ZoneOffset.UTC));
    ofEngine =
        new DocumentValidator(
            new ValidationSettings(null, null, null, null, PATIENCE),
            List.of(engine.sealRoot()),
            ORGANISATION,
            clock);
    Progress progress =
        engine.advance(
            new Commission(
                "TSR-2026-7K3M9QX2",
                new NationalNumber("50134199915"),
                "household-composition",
                Language.FRENCH));
    good = assertInstanceOf(Progress.Issued.class, progress).document().pdf();
    sealer = new TestSealer(now);
    sealerRoot = pem("sealer-root.pem", sealer.rootCertificate());
  }

  @AfterAll
  void close() {
    ofEngine.close();
    engine.close();
  }

  @Test
  void theEmbeddedEnginesDocumentPassesAndItsReportNamesNobody() throws Exception {
    Verdict.Passed passed = assertInstanceOf(Verdict.Passed.class, ofEngine.validate(good));
    assertEquals("PAdES-BASELINE-T", passed.level());
    String report = new String(passed.report(), StandardCharsets.UTF_8);
    assertTrue(report.contains("http://uri.etsi.org/19102/v1.4.1#"), report.substring(0, 2000));
    assertTrue(report.contains("urn:etsi:019102:mainindication:total-passed"), report);
    // Base64 in it is certificates' digests and signature values; the paper's words are not.
    for (String personal : List.of("50134199915", "50.13.41", "Marguerite", "MARGUERITE")) {
      assertFalse(report.contains(personal), personal);
    }
    assertTrue(passed.report().length < 100_000, "report of " + passed.report().length);
  }

  @Test
  void nothingIsFetchedFromAnywhere() throws Exception {
    List<URI> asked = new CopyOnWriteArrayList<>();
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException e) {
            asked.add(uri);
          }
        });
    try {
      assertInstanceOf(Verdict.Passed.class, ofEngine.validate(good));
      try (DocumentValidator own = validator(Level.B, LaterRevisions.REFUSED)) {
        own.validate(sealer.sealed(SignatureLevel.PAdES_BASELINE_T));
      }
    } finally {
      ProxySelector.setDefault(before);
    }
    assertEquals(List.of(), asked);
  }

  /**
   * Of the bytes under the seal. In the signature itself are some that DSS does not mind; they say
   * nothing on paper, and the terminals' gate refuses them.
   */
  @Test
  void anyFlippedByteUnderTheSealIsRefused() throws Exception {
    SealedRevision sealed = SealedRevision.of(good, SealedRevision.firstByteRange(good));
    for (int place = 20; place < good.length; place += good.length / 24) {
      if (place < sealed.gapStart() || place >= sealed.gapEnd()) {
        byte[] flipped = good.clone();
        flipped[place] ^= 1;
        String where = "byte " + place + " flipped";
        assertInstanceOf(Verdict.Refused.class, ofEngine.validate(flipped), where);
      }
    }
  }

  @Test
  void whatIsAddedAfterwardsIsRefused() throws Exception {
    assertRefused(FaultCode.SEAL_BROKEN, updated(good, DocumentValidatorTest::annotate));
    assertRefused(FaultCode.SEAL_BROKEN, updated(good, DocumentValidatorTest::overlay));
    assertRefused(FaultCode.SEAL_BROKEN, updated(good, document -> document.addPage(new PDPage())));
    assertRefused(
        FaultCode.SEAL_BROKEN,
        updated(good, document -> document.getDocumentInformation().setTitle("another")));
    assertRefused(FaultCode.SEAL_BROKEN, with(good, "\n"));
    assertRefused(FaultCode.SEAL_BROKEN, with(good, "99 0 obj\n<< /Type /Page >>\nendobj\n"));
  }

  @Test
  void anotherOrganisationOfTheSameAuthorityIsRefused() throws Exception {
    TestSealer other = sealer.ofAnotherOrganisation();
    try (DocumentValidator own = validator(Level.B, LaterRevisions.VALIDATION_DATA)) {
      assertInstanceOf(
          Verdict.Passed.class, own.validate(sealer.sealed(SignatureLevel.PAdES_BASELINE_LT)));
      Verdict.Refused refused =
          assertInstanceOf(
              Verdict.Refused.class, own.validate(other.sealed(SignatureLevel.PAdES_BASELINE_LT)));
      assertEquals(FaultCode.WRONG_ISSUER, refused.fault());
      assertEquals("sealed by another organisation", refused.rule());
    }
  }

  @Test
  void anotherAuthorityIsRefused() throws Exception {
    byte[] strangers = sealer.sealed(SignatureLevel.PAdES_BASELINE_LT);
    assertRefused(FaultCode.WRONG_ISSUER, strangers);
  }

  @Test
  void aRevokedSealIsRefused() throws Exception {
    try (DocumentValidator own = validator(Level.B, LaterRevisions.VALIDATION_DATA)) {
      Verdict.Refused refused =
          assertInstanceOf(
              Verdict.Refused.class,
              own.validate(sealer.sealedWithARevokedKey(SignatureLevel.PAdES_BASELINE_LT)));
      assertTrue(refused.rule().contains("REVOKED"), refused.rule());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PAdES_BASELINE_LT", "PAdES_BASELINE_LTA"})
  void extendedSealsPassOnlyWhereLaterRevisionsMayFollow(SignatureLevel level) throws Exception {
    byte[] pdf = sealer.sealed(level);
    try (DocumentValidator strict = validator(Level.T, LaterRevisions.REFUSED);
        DocumentValidator lenient = validator(Level.LT, LaterRevisions.VALIDATION_DATA)) {
      assertEquals(
          "seal does not cover the whole file",
          assertInstanceOf(Verdict.Refused.class, strict.validate(pdf)).rule());
      Verdict verdict = lenient.validate(pdf);
      assertEquals(
          level.toString(),
          assertInstanceOf(Verdict.Passed.class, verdict, verdict::toString).level());
      // Whatever else follows is refused there too.
      for (byte[] spoiled :
          List.of(
              updated(pdf, DocumentValidatorTest::annotate),
              updated(pdf, DocumentValidatorTest::overlay),
              with(pdf, "\n\n\n"),
              with(pdf, "99 0 obj\n<< /Type /Page >>\nendobj\n"))) {
        assertInstanceOf(Verdict.Refused.class, lenient.validate(spoiled));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PAdES_BASELINE_B", "PAdES_BASELINE_T"})
  void plainSealsPassWithAConfiguredRevocationListAtTheLevelAskedFor(SignatureLevel level)
      throws Exception {
    byte[] pdf = sealer.sealed(level);
    Path list = Files.write(folder.resolve("list.crl"), sealer.revocationList(false));
    Path revoked = Files.write(folder.resolve("revoked.crl"), sealer.revocationList(true));
    try (DocumentValidator without = validator(Level.B, LaterRevisions.REFUSED);
        DocumentValidator with = validator(Level.B, LaterRevisions.REFUSED, list);
        DocumentValidator against = validator(Level.B, LaterRevisions.REFUSED, revoked);
        DocumentValidator stamped = validator(Level.T, LaterRevisions.REFUSED, list)) {
      assertEquals(
          "INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE",
          assertInstanceOf(Verdict.Refused.class, without.validate(pdf)).rule());
      assertInstanceOf(Verdict.Passed.class, with.validate(pdf));
      assertInstanceOf(Verdict.Refused.class, against.validate(pdf));
      Verdict verdict = stamped.validate(pdf);
      if (level == SignatureLevel.PAdES_BASELINE_T) {
        assertInstanceOf(Verdict.Passed.class, verdict);
      } else {
        assertEquals(
            "level PAdES-BASELINE-B is too low",
            assertInstanceOf(Verdict.Refused.class, verdict).rule());
      }
    }
  }

  @Test
  void aByteInTheRoomLeftOverIsRefused() throws Exception {
    byte[] pdf = sealer.sealed(SignatureLevel.PAdES_BASELINE_T);
    Path list = Files.write(folder.resolve("room.crl"), sealer.revocationList(false));
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    int room = text.indexOf("000000000000>");
    assertTrue(room > 0, "the test sealer leaves room");
    byte[] hidden = pdf.clone();
    hidden[room] = '7';
    try (DocumentValidator own = validator(Level.T, LaterRevisions.REFUSED, list)) {
      assertInstanceOf(Verdict.Passed.class, own.validate(pdf));
      assertInstanceOf(Verdict.Refused.class, own.validate(hidden));
    }
  }

  @Test
  void twoSealsAreRefused() throws Exception {
    byte[] once = sealer.sealed(SignatureLevel.PAdES_BASELINE_LT);
    byte[] twice = sealer.sealed(once, SignatureLevel.PAdES_BASELINE_LT, false);
    try (DocumentValidator own = validator(Level.B, LaterRevisions.VALIDATION_DATA)) {
      assertEquals(
          "seals: 2, not 1", assertInstanceOf(Verdict.Refused.class, own.validate(twice)).rule());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%PDF-",
        "%PDF-1.7\n%%EOF\n",
        "{\"error\":\"document not available\",\"code\":500}",
        "<html><body>502 Bad Gateway</body></html>"
      })
  void whatIsNoDocumentIsCalledSo(String engineSaid) throws Exception {
    Verdict.Refused refused =
        assertInstanceOf(
            Verdict.Refused.class,
            ofEngine.validate(engineSaid.getBytes(StandardCharsets.US_ASCII)));
    assertNull(refused.report());
    assertEquals(FaultCode.NOT_A_DOCUMENT, refused.fault());
  }

  @Test
  void aSheetWithoutASealAndOneTooLargeAreRefused() throws Exception {
    assertRefused(FaultCode.DOCUMENT_NOT_SEALED, TestSealer.sheet());
    assertRefused(
        FaultCode.NOT_A_DOCUMENT, Arrays.copyOf(good, DocumentValidator.MAX_DOCUMENT_BYTES + 1));
  }

  /** The researchers' corpus, where it lies on this machine. */
  @Test
  void noShadowAttackPasses() throws Exception {
    Path corpus = Path.of(System.getProperty("borne.corpus", "corpus"));
    Assumptions.assumeTrue(Files.isDirectory(corpus), "needs -Dborne.corpus=FOLDER");
    List<Path> files;
    try (Stream<Path> all = Files.list(corpus)) {
      files = all.filter(file -> file.toString().endsWith(".pdf")).toList();
    }
    assertFalse(files.isEmpty());
    for (Path file : files) {
      assertInstanceOf(
          Verdict.Refused.class, ofEngine.validate(Files.readAllBytes(file)), file::toString);
    }
  }

  @Test
  void manyAtOnceAreValidatedOrToldToWait() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Verdict>> verdicts = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        verdicts.add(callers.submit(() -> ofEngine.validate(good)));
      }
      int passed = 0;
      for (Future<Verdict> verdict : verdicts) {
        try {
          assertInstanceOf(Verdict.Passed.class, verdict.get());
          passed++;
        } catch (ExecutionException e) {
          assertInstanceOf(ValidationUnavailable.class, e.getCause());
        }
      }
      assertTrue(passed > 0);
    }
  }

  @Test
  void oneThatTakesTooLongIsNotWaitedFor() throws Exception {
    ValidationSettings hasty = new ValidationSettings(null, null, null, null, Duration.ofMillis(1));
    try (DocumentValidator validator =
        new DocumentValidator(hasty, List.of(engine.sealRoot()), ORGANISATION, clock)) {
      assertThrows(ValidationUnavailable.class, () -> validator.validate(good));
    }
  }

  private void assertRefused(FaultCode fault, byte[] pdf) throws Exception {
    assertNotEquals(good.length, pdf.length);
    Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, ofEngine.validate(pdf));
    assertEquals(fault, refused.fault(), refused.rule());
  }

  private DocumentValidator validator(Level level, LaterRevisions later, Path... lists)
      throws Exception {
    return new DocumentValidator(
        new ValidationSettings(List.of(sealerRoot), level, later, List.of(lists), PATIENCE),
        List.of(sealerRoot),
        ORGANISATION,
        clock);
  }

  private interface Change {
    void to(PDDocument document) throws IOException;
  }

  private static void annotate(PDDocument document) throws IOException {
    PDAnnotationText note = new PDAnnotationText();
    note.setRectangle(new PDRectangle(100, 100, 200, 50));
    note.setContents("not what was sealed");
    document.getPage(0).getAnnotations().add(note);
    document.getPage(0).getCOSObject().setNeedToBeUpdated(true);
  }

  private static void overlay(PDDocument document) throws IOException {
    try (PDPageContentStream text =
        new PDPageContentStream(
            document, document.getPage(0), PDPageContentStream.AppendMode.APPEND, true, true)) {
      text.beginText();
      text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 24);
      text.newLineAtOffset(100, 500);
      text.showText("not what was sealed");
      text.endText();
    }
    document.getPage(0).getCOSObject().setNeedToBeUpdated(true);
  }

  private static byte[] updated(byte[] pdf, Change change) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      change.to(document);
      document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
      document.getPages().getCOSObject().setNeedToBeUpdated(true);
      document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.saveIncremental(out);
      byte[] result = out.toByteArray();
      assertTrue(result.length > pdf.length);
      assertEquals(pdf.length, Arrays.mismatch(pdf, result), "the sealed bytes stand as they were");
      return result;
    }
  }

  private static byte[] with(byte[] pdf, String more) {
    byte[] tail = more.getBytes(StandardCharsets.US_ASCII);
    byte[] result = Arrays.copyOf(pdf, pdf.length + tail.length);
    System.arraycopy(tail, 0, result, pdf.length, tail.length);
    return result;
  }

  private Path pem(String name, X509Certificate certificate) throws Exception {
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }
}
