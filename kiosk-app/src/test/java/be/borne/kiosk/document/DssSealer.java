package be.borne.kiosk.document;

import eu.europa.esig.dss.alert.SilentOnStatusAlert;
import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.PAdESTimestampParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.ExternalResourcesOCSPSource;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.Signature;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Seals as the European reference implementation does, at every level of PAdES: what the gate must
 * read is what DSS writes, and not only what the gate's own authors imagine.
 *
 * @param seal with whose key
 * @param time who makes the timestamps
 * @param root of both
 * @param list which revocation list a B-LT document carries, if any
 * @param answer which OCSP answer, if any
 */
record DssSealer(
    DemoIssuer.Identity seal,
    DemoIssuer.Identity time,
    X509Certificate root,
    Optional<X509CRL> list,
    Optional<byte[]> answer) {

  byte[] seal(byte[] pdf, SignatureLevel level) throws Exception {
    return seal(pdf, level, Optional.empty());
  }

  /**
   * @param certified what the seal itself says may be changed afterwards (ISO 32000-1 §12.8.2.2)
   */
  byte[] seal(byte[] pdf, SignatureLevel level, Optional<CertificationPermission> certified)
      throws Exception {
    PAdESService service = service();
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    certified.ifPresent(parameters::setPermission);
    parameters.setSignatureLevel(level);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(new CertificateToken(seal.certificate()));
    parameters.setCertificateChain(
        new CertificateToken(seal.certificate()), new CertificateToken(root));
    parameters.bLevel().setSigningDate(Date.from(DemoIssuer.NOW));
    parameters.setSignatureTimestampParameters(
        new PAdESTimestampParameters(DigestAlgorithm.SHA256));
    parameters.setArchiveTimestampParameters(new PAdESTimestampParameters(DigestAlgorithm.SHA256));
    DSSDocument document = new InMemoryDocument(pdf);
    ToBeSigned toBeSigned = service.getDataToSign(document, parameters);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(seal.key());
    signature.update(toBeSigned.getBytes());
    return bytes(
        service.signDocument(
            document,
            parameters,
            new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, signature.sign())));
  }

  /** Another revision behind the last: validation data anew, and one more document timestamp. */
  byte[] extend(byte[] sealed, SignatureLevel level) {
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(level);
    parameters.setArchiveTimestampParameters(new PAdESTimestampParameters(DigestAlgorithm.SHA256));
    try {
      return bytes(service().extendDocument(new InMemoryDocument(sealed), parameters));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(DSSDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.writeTo(out);
    return out.toByteArray();
  }

  private PAdESService service() {
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    trusted.addCertificate(new CertificateToken(root));
    verifier.setTrustedCertSources(trusted);
    list.ifPresent(
        crl -> {
          try {
            verifier.setCrlSource(
                new ExternalResourcesCRLSource(new ByteArrayInputStream(crl.getEncoded())));
          } catch (java.security.cert.CRLException e) {
            throw new IllegalStateException(e);
          }
        });
    answer.ifPresent(
        ocsp ->
            verifier.setOcspSource(
                new ExternalResourcesOCSPSource(new ByteArrayInputStream(ocsp))));
    // Bad documents are wanted too, and the calendar of the samples is fixed.
    verifier.setAlertOnRevokedCertificate(new SilentOnStatusAlert());
    verifier.setAlertOnExpiredCertificate(new SilentOnStatusAlert());
    verifier.setAlertOnNotYetValidCertificate(new SilentOnStatusAlert());
    verifier.setAlertOnMissingRevocationData(new SilentOnStatusAlert());
    verifier.setAlertOnNoRevocationAfterBestSignatureTime(new SilentOnStatusAlert());
    verifier.setAlertOnInvalidTimestamp(new SilentOnStatusAlert());
    verifier.setAlertOnInvalidSignature(new SilentOnStatusAlert());
    verifier.setAlertOnUncoveredPOE(new SilentOnStatusAlert());
    PAdESService service = new PAdESService(verifier);
    service.setTspSource(timestamps(DemoIssuer.NOW));
    service.setPdfObjFactory(new UnpaddedSignatures());
    return service;
  }

  private KeyEntityTSPSource timestamps(Instant at) {
    KeyEntityTSPSource source =
        new KeyEntityTSPSource(
            time.key(), time.certificate(), new ArrayList<>(List.of(time.certificate(), root)));
    source.setTsaPolicy("2.999.97.1");
    source.setDigestAlgorithm(DigestAlgorithm.SHA256);
    source.setProductionTime(Date.from(at));
    return source;
  }
}
