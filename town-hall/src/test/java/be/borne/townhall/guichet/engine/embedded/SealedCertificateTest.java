package be.borne.townhall.guichet.engine.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.MutualTls;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.engine.SealedDocument;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1InputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SealedCertificateTest {
  private static final String REFERENCE = TestEngine.REFERENCE;
  private static final NationalNumber MARGUERITE = new NationalNumber("50134199915");

  private Path folder;
  private EmbeddedEngine engine;

  @BeforeAll
  void open(@TempDir Path temporary) throws Exception {
    folder = temporary;
    engine = engine();
  }

  private EmbeddedEngine engine() throws Exception {
    return TestEngine.in(folder.resolve("engine"));
  }

  @AfterAll
  void close() {
    engine.close();
  }

  /**
   * No network, the root as only anchor, and of revocation data what the file itself holds. DSS 6.4
   * takes a document security store for a signature's own only if it was appended after it, and so
   * calls the level T; the lists are handed to it from the store for that reason. What they are
   * worth it decides itself.
   */
  @Test
  void dssPassesTheSealWithNothingButTheRootAndTheFile() throws Exception {
    Reports reports = validate(issue("household-composition", Language.FRENCH).pdf());
    SimpleReport report = reports.getSimpleReport();
    String seal = report.getFirstSignatureId();
    assertEquals(1, report.getSignaturesCount());
    assertEquals(
        Indication.TOTAL_PASSED, report.getIndication(seal), () -> reports.getXmlSimpleReport());
    assertEquals(SignatureLevel.PAdES_BASELINE_T, report.getSignatureFormat(seal));
    assertTrue(report.getAdESValidationErrors(seal).isEmpty());
    assertTrue(
        report.getAdESValidationWarnings(seal).isEmpty(), () -> reports.getXmlSimpleReport());
    assertEquals(
        Indication.PASSED,
        report.getIndication(report.getSignatureTimestamps(seal).getFirst().getId()));
  }

  @Test
  void theValidationDataIsUnderTheSealAndComplete() throws Exception {
    try (PDDocument document =
        Loader.loadPDF(issue("household-composition", Language.FRENCH).pdf())) {
      COSDictionary store =
          document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.getPDFName("DSS"));
      assertEquals(3, store.getCOSArray(COSName.getPDFName("Certs")).size());
      X509CRL list =
          (X509CRL)
              CertificateFactory.getInstance("X.509")
                  .generateCRL(new ByteArrayInputStream(lists(document).getFirst()));
      X509Certificate root = MutualTls.certificates(engine.sealRoot()).getFirst();
      list.verify(root.getPublicKey());
      assertNull(list.getRevokedCertificates());
    }
  }

  @Test
  void withoutTheRootDssTrustsNothing() throws Exception {
    byte[] pdf = issue("household-composition", Language.FRENCH).pdf();
    PDFDocumentValidator validator = new PDFDocumentValidator(new InMemoryDocument(pdf));
    validator.setCertificateVerifier(new CommonCertificateVerifier());
    SimpleReport report = validator.validateDocument().getSimpleReport();
    assertEquals(Indication.INDETERMINATE, report.getIndication(report.getFirstSignatureId()));
  }

  @Test
  void theSealCoversEveryByteOfTheFile() throws Exception {
    byte[] pdf = issue("household-composition", Language.DUTCH).pdf();
    Path kept = Path.of("target", "household-composition_nl.pdf");
    Files.write(kept, pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertEquals(1, document.getSignatureDictionaries().size());
      PDSignature signature = document.getLastSignatureDictionary();
      assertEquals("ETSI.CAdES.detached", signature.getSubFilter());
      int[] range = signature.getByteRange();
      assertEquals(0, range[0]);
      assertEquals(pdf.length, range[2] + range[3]);
      byte[] contents = signature.getContents();
      assertEquals(range[2] - range[1], 2 * contents.length + 2);
      ASN1InputStream cms = new ASN1InputStream(contents);
      assertEquals(contents.length, cms.readObject().getEncoded().length, "no padding");
      assertEquals(
          REFERENCE,
          document.getDocumentInformation().getCustomMetadataValue("BorneOrderReference"));
    }
  }

  @Test
  void anotherProgramSeesTheTotalDocumentSigned() throws Exception {
    Path file = Files.write(folder.resolve("pdfsig.pdf"), issue("life", Language.GERMAN).pdf());
    String said = run("pdfsig", "-nocert", file.toString());
    assertTrue(said.contains("Total document signed"), said);
    assertTrue(said.contains("Signature is Valid"), said);
    assertTrue(said.contains("ETSI.CAdES.detached"), said);
  }

  @Test
  void oneFlippedByteBreaksTheSeal() throws Exception {
    byte[] pdf = issue("household-composition", Language.FRENCH).pdf();
    // The author in the information dictionary: the file stays readable, and says something else.
    int author = new String(pdf, StandardCharsets.ISO_8859_1).indexOf("Ville de");
    pdf[author] ^= 1;
    SimpleReport report = validate(pdf).getSimpleReport();
    assertEquals(Indication.TOTAL_FAILED, report.getIndication(report.getFirstSignatureId()));
  }

  @Test
  void oneReferenceHasOneCodeAndASecondStartKeepsTheSeal() throws Exception {
    byte[] root = Files.readAllBytes(engine.sealRoot());
    String code = issue("life", Language.FRENCH).verificationCode().orElseThrow();
    try (EmbeddedEngine again = engine()) {
      assertArrayEquals(root, Files.readAllBytes(again.sealRoot()));
      Progress progress =
          again.advance(new Commission(REFERENCE, MARGUERITE, "life", Language.FRENCH));
      assertEquals(
          code,
          assertInstanceOf(Progress.Issued.class, progress)
              .document()
              .verificationCode()
              .orElseThrow());
    }
  }

  @Test
  void keysAreForTheTownHallAlone() throws IOException {
    Path engineFolder = folder.resolve("engine");
    for (String key : new String[] {"seal/root.key", "seal/seal.key", "verification.key"}) {
      assertEquals(
          PosixFilePermissions.fromString("rw-------"),
          Files.getPosixFilePermissions(engineFolder.resolve(key)));
    }
  }

  @Test
  void aStrangerToTheRegisterIsRefused() throws Exception {
    Progress progress =
        engine.advance(
            new Commission(REFERENCE, new NationalNumber("99164299999"), "life", Language.FRENCH));
    assertInstanceOf(Progress.Refused.class, progress);
  }

  @Test
  void everyTextIsThereInEveryDocumentLanguage() throws IOException {
    var french = new Wording(Language.FRENCH).keys();
    assertEquals(french, new Wording(Language.DUTCH).keys());
    assertEquals(french, new Wording(Language.GERMAN).keys());
  }

  private SealedDocument issue(String service, Language language) throws Exception {
    return issue(service, language, MARGUERITE);
  }

  private SealedDocument issue(String service, Language language, NationalNumber citizen)
      throws Exception {
    Progress progress = engine.advance(new Commission(REFERENCE, citizen, service, language));
    return assertInstanceOf(Progress.Issued.class, progress).document();
  }

  private Reports validate(byte[] pdf) throws Exception {
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    trusted.addCertificate(
        new CertificateToken(MutualTls.certificates(engine.sealRoot()).getFirst()));
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(trusted);
    verifier.setCrlSource(listsIn(pdf));
    PDFDocumentValidator validator = new PDFDocumentValidator(new InMemoryDocument(pdf));
    validator.setCertificateVerifier(verifier);
    return validator.validateDocument();
  }

  private static ExternalResourcesCRLSource listsIn(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new ExternalResourcesCRLSource(
          lists(document).stream().map(ByteArrayInputStream::new).toArray(InputStream[]::new));
    }
  }

  private static List<byte[]> lists(PDDocument document) throws IOException {
    COSArray streams =
        document
            .getDocumentCatalog()
            .getCOSObject()
            .getCOSDictionary(COSName.getPDFName("DSS"))
            .getCOSArray(COSName.getPDFName("CRLs"));
    List<byte[]> lists = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      try (InputStream in = ((COSStream) streams.getObject(i)).createInputStream()) {
        lists.add(in.readAllBytes());
      }
    }
    return lists;
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return said;
  }
}
