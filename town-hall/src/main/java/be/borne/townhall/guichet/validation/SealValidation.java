package be.borne.townhall.guichet.validation;

import be.borne.protocol.terminal.FaultCode;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.policy.SignaturePolicyProvider;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.policy.ValidationPolicyLoader;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * One document against all rules: DSS's validation (ETSI EN 319 102-1) with {@code
 * seal-policy.xml}, and the rules that DSS lacks. Asks no network: what vouches for the seal is in
 * the document or in configured files. Safe for use by several threads.
 */
final class SealValidation {
  private static final String POLICY = "seal-policy.xml";
  private static final byte[] HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  private final ValidationSettings settings;
  private final String organisation;
  private final CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
  private final ValidationPolicy policy;
  private final Clock clock;

  /**
   * @param organisation organizationIdentifier that the seal's certificate must have
   * @param roots to one of which seal and time stamps must chain
   * @throws IOException if the program's own policy cannot be read
   */
  SealValidation(
      ValidationSettings settings, String organisation, List<X509Certificate> roots, Clock clock)
      throws IOException {
    this.settings = settings;
    this.organisation = organisation;
    this.clock = clock;
    roots.forEach(root -> trusted.addCertificate(new CertificateToken(root)));
    try (InputStream in = SealValidation.class.getResourceAsStream(POLICY)) {
      if (in == null) {
        throw new IOException(POLICY + " is not in the program");
      }
      this.policy = ValidationPolicyLoader.fromValidationPolicy(in).create();
    }
  }

  /**
   * @param configured revocation lists from files, DER or PEM
   */
  Verdict validate(byte[] pdf, List<byte[]> configured) {
    if (pdf.length > DocumentValidator.MAX_DOCUMENT_BYTES
        || !Arrays.equals(HEADER, Arrays.copyOf(pdf, HEADER.length))) {
      return new Verdict.Refused(FaultCode.NOT_A_DOCUMENT, "not a PDF", null);
    }
    Reports reports = reported(pdf, configured);
    byte[] report = reports.getXmlValidationReport().getBytes(StandardCharsets.UTF_8);
    List<SignatureWrapper> seals = reports.getDiagnosticData().getSignatures();
    if (seals.size() != 1) {
      return new Verdict.Refused(
          FaultCode.DOCUMENT_NOT_SEALED, "seals: " + seals.size() + ", not 1", report);
    }
    SignatureWrapper seal = seals.getFirst();
    return broken(pdf, seal, reports.getSimpleReport())
        .<Verdict>map(b -> new Verdict.Refused(b.fault(), b.rule(), report))
        .orElseGet(() -> new Verdict.Passed(seal.getSignatureFormat().toString(), report));
  }

  private record Broken(FaultCode fault, String rule) {}

  private Optional<Broken> broken(byte[] pdf, SignatureWrapper seal, SimpleReport report) {
    Indication indication = report.getIndication(seal.getId());
    if (indication != Indication.TOTAL_PASSED) {
      SubIndication why = report.getSubIndication(seal.getId());
      FaultCode fault =
          why == SubIndication.NO_CERTIFICATE_CHAIN_FOUND
              ? FaultCode.WRONG_ISSUER
              : FaultCode.SEAL_BROKEN;
      return Optional.of(new Broken(fault, indication + (why == null ? "" : " " + why)));
    }
    if (!organisation.equals(seal.getSigningCertificate().getOrganizationIdentifier())) {
      return Optional.of(new Broken(FaultCode.WRONG_ISSUER, "sealed by another organisation"));
    }
    if (!settings.minimumLevel().isReachedBy(seal.getSignatureFormat())) {
      return Optional.of(
          new Broken(FaultCode.SEAL_BROKEN, "level " + seal.getSignatureFormat() + " is too low"));
    }
    SealedRevision sealed = SealedRevision.of(pdf, seal.getPDFRevision().getSignatureByteRange());
    if (sealed == null) {
      return Optional.of(new Broken(FaultCode.SEAL_BROKEN, "cover is not around the seal alone"));
    }
    return sealed.coversAllOf(pdf) ? Optional.empty() : brokenAfter(sealed, pdf, seal, report);
  }

  private Optional<Broken> brokenAfter(
      SealedRevision sealed, byte[] pdf, SignatureWrapper seal, SimpleReport report) {
    if (settings.laterRevisions() == ValidationSettings.LaterRevisions.REFUSED) {
      return Optional.of(new Broken(FaultCode.SEAL_BROKEN, "seal does not cover the whole file"));
    }
    if (!sealed.isFollowedByUpdates(pdf)) {
      return Optional.of(new Broken(FaultCode.SEAL_BROKEN, "what follows the seal is no revision"));
    }
    PDFRevisionWrapper changes = seal.getPDFRevision();
    boolean validationDataOnly =
        changes.getPdfUndefinedChanges().isEmpty()
            && changes.getPdfAnnotationChanges().isEmpty()
            && changes.getPdfSignatureOrFormFillChanges().isEmpty()
            && !changes.getPdfExtensionChanges().isEmpty()
            && !changes.arePdfModificationsDetected();
    if (!validationDataOnly) {
      return Optional.of(
          new Broken(FaultCode.SEAL_BROKEN, "more than validation data follows the seal"));
    }
    for (TimestampWrapper stamp : seal.getDocumentTimestamps()) {
      if (report.getIndication(stamp.getId()) != Indication.PASSED) {
        return Optional.of(
            new Broken(FaultCode.SEAL_BROKEN, "a document time stamp does not hold"));
      }
    }
    return Optional.empty();
  }

  private Reports reported(byte[] pdf, List<byte[]> configured) {
    PDFDocumentValidator validator = new PDFDocumentValidator(new InMemoryDocument(pdf));
    validator.setPdfObjFactory(new UnpaddedSignatures());
    validator.setCertificateVerifier(verifier(pdf, configured));
    // Without loaders: neither may fetch what a document names.
    validator.setSignaturePolicyProvider(new SignaturePolicyProvider());
    validator.setValidationTime(Date.from(clock.instant()));
    return validator.validateDocument(policy);
  }

  private CommonCertificateVerifier verifier(byte[] pdf, List<byte[]> configured) {
    CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
    verifier.setTrustedCertSources(trusted);
    DSSDocument[] lists =
        java.util.stream.Stream.concat(listsUnderTheSeal(pdf).stream(), configured.stream())
            .map(InMemoryDocument::new)
            .toArray(DSSDocument[]::new);
    verifier.setCrlSource(new ExternalResourcesCRLSource(lists));
    return verifier;
  }

  /** Whatever stands there is only a list for DSS to judge, so the file need not be sound yet. */
  private static List<byte[]> listsUnderTheSeal(byte[] pdf) {
    try {
      List<BigInteger> range = SealedRevision.firstByteRange(pdf);
      SealedRevision sealed = SealedRevision.of(pdf, range);
      return sealed == null ? List.of() : sealed.revocationLists(pdf);
    } catch (IOException e) {
      // No lists: DSS then finds the seal's certificate without a word on its revocation.
      return List.of();
    }
  }
}
