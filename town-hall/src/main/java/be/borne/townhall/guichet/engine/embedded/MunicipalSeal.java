package be.borne.townhall.guichet.engine.embedded;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.PAdESTimestampParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Seals documents in the municipality's name: PAdES, one signature with a time stamp over the whole
 * file, the data to check it later already inside. Safe for use by several threads.
 */
final class MunicipalSeal {
  /** Names the demonstration's time-stamping policy (ITU-T X.660 example arc: nobody's). */
  private static final String TIMESTAMP_POLICY = "2.999.97.1";

  private final SealKeys keys;
  private final Path rootCertificate;
  private final Clock clock;

  /**
   * @param folder where keys and certificates lie; made at the first start
   * @throws GeneralSecurityException if what lies there is not a seal of these subjects
   */
  MunicipalSeal(Path folder, SealSubjects subjects, Clock clock)
      throws IOException, GeneralSecurityException {
    this.keys = SealKeys.in(folder, subjects, clock.instant());
    this.rootCertificate = folder.resolve(SealKeys.ROOT_CERTIFICATE);
    this.clock = clock;
  }

  /** PEM of the root that whoever checks a seal pins. */
  Path rootCertificate() {
    return rootCertificate;
  }

  /**
   * Writes the document with its validation data, and seals it.
   *
   * @param document complete; closed by the caller, not to be changed any more
   * @return the whole sealed file
   */
  byte[] seal(PDDocument document) throws IOException, GeneralSecurityException {
    // Before the signing time: a list issued after the seal could not be inside it.
    Instant now = clock.instant();
    new ValidationData(
            List.of(
                keys.seal().certificate(),
                keys.timestamp().certificate(),
                keys.root().certificate()),
            List.of(SealCertificates.revocationList(keys.root(), now)))
        .writeInto(document);
    ByteArrayOutputStream unsealed = new ByteArrayOutputStream();
    document.save(unsealed, CompressParameters.NO_COMPRESSION);
    return sealed(new InMemoryDocument(unsealed.toByteArray()), now);
  }

  private byte[] sealed(DSSDocument document, Instant now)
      throws IOException, GeneralSecurityException {
    PAdESService service = new PAdESService(new CommonCertificateVerifier());
    service.setTspSource(timestamps(now));
    PAdESSignatureParameters parameters = parameters(now);
    try {
      ToBeSigned toBeSigned = service.getDataToSign(document, parameters);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.seal().key());
      signature.update(toBeSigned.getBytes());
      SignatureValue value = new SignatureValue(SignatureAlgorithm.RSA_SHA256, signature.sign());
      DSSDocument sealed = service.signDocument(document, parameters, value);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      sealed.writeTo(out);
      return out.toByteArray();
    } catch (DSSException e) {
      throw new GeneralSecurityException("sealing failed", e);
    }
  }

  private PAdESSignatureParameters parameters(Instant now) {
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_T);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(new CertificateToken(keys.seal().certificate()));
    parameters.setCertificateChain(
        new CertificateToken(keys.seal().certificate()),
        new CertificateToken(keys.root().certificate()));
    parameters.bLevel().setSigningDate(Date.from(now));
    parameters.setAppName("Borne");
    PAdESTimestampParameters timestamp = new PAdESTimestampParameters(DigestAlgorithm.SHA256);
    parameters.setSignatureTimestampParameters(timestamp);
    return parameters;
  }

  private KeyEntityTSPSource timestamps(Instant now) {
    KeyEntityTSPSource source =
        new KeyEntityTSPSource(
            keys.timestamp().key(),
            keys.timestamp().certificate(),
            List.of(keys.timestamp().certificate(), keys.root().certificate()));
    source.setTsaPolicy(TIMESTAMP_POLICY);
    source.setDigestAlgorithm(DigestAlgorithm.SHA256);
    source.setProductionTime(Date.from(now));
    return source;
  }
}
