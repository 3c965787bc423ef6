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
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.bouncycastle.asn1.ASN1InputStream;

/**
 * Seals documents in the municipality's name: PAdES, one signature with a time stamp over the whole
 * file, the data to check it later already inside. The room for the signature is exactly as large
 * as the signature: bytes left over there would be the only ones that it does not cover, and some
 * readers stumble over them. Safe for use by several threads.
 */
final class MunicipalSeal {
  /** Names the demonstration's time-stamping policy (ITU-T X.660 example arc: nobody's). */
  private static final String TIMESTAMP_POLICY = "2.999.97.1";

  /** More than any signature of this seal takes. */
  private static final int ROOMY_BYTES = 32 * 1024;

  private final SealKeys keys;
  private final Path rootCertificate;
  private final Clock clock;
  private final int signatureBytes;

  /**
   * @param folder where keys and certificates lie; made at the first start
   * @throws GeneralSecurityException if what lies there is not a seal of these subjects
   */
  MunicipalSeal(Path folder, SealSubjects subjects, Clock clock)
      throws IOException, GeneralSecurityException {
    this.keys = SealKeys.in(folder, subjects, clock.instant());
    this.rootCertificate = folder.resolve(SealKeys.ROOT_CERTIFICATE);
    this.clock = clock;
    this.signatureBytes = measure();
  }

  /** Every part of the signature has the same length each time, so one blank sheet tells it. */
  private int measure() throws IOException, GeneralSecurityException {
    try (PDDocument blank = new PDDocument()) {
      blank.addPage(new PDPage());
      ByteArrayOutputStream unsealed = new ByteArrayOutputStream();
      blank.save(unsealed, CompressParameters.NO_COMPRESSION);
      byte[] sealed =
          sealed(new InMemoryDocument(unsealed.toByteArray()), clock.instant(), ROOMY_BYTES);
      try (PDDocument read = Loader.loadPDF(sealed);
          ASN1InputStream signature =
              new ASN1InputStream(read.getLastSignatureDictionary().getContents())) {
        return signature.readObject().getEncoded().length;
      }
    }
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
    return sealed(new InMemoryDocument(unsealed.toByteArray()), now, signatureBytes);
  }

  private byte[] sealed(DSSDocument document, Instant now, int room)
      throws IOException, GeneralSecurityException {
    PAdESService service = new PAdESService(new CommonCertificateVerifier());
    service.setTspSource(timestamps(now));
    PAdESSignatureParameters parameters = parameters(now, room);
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

  private PAdESSignatureParameters parameters(Instant now, int room) {
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_T);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(new CertificateToken(keys.seal().certificate()));
    parameters.setCertificateChain(
        new CertificateToken(keys.seal().certificate()),
        new CertificateToken(keys.root().certificate()));
    parameters.bLevel().setSigningDate(Date.from(now));
    parameters.setAppName("Borne");
    parameters.setContentSize(room);
    PAdESTimestampParameters timestamp = new PAdESTimestampParameters(DigestAlgorithm.SHA256);
    parameters.setSignatureTimestampParameters(timestamp);
    return parameters;
  }

  private KeyEntityTSPSource timestamps(Instant now) {
    KeyEntityTSPSource source = new TimestampsOfOneLength(keys);
    source.setTsaPolicy(TIMESTAMP_POLICY);
    source.setDigestAlgorithm(DigestAlgorithm.SHA256);
    source.setProductionTime(Date.from(now));
    return source;
  }

  /** Time stamps whose serial numbers all take the same number of bytes. */
  private static final class TimestampsOfOneLength extends KeyEntityTSPSource {
    private static final long serialVersionUID = 1L;
    private static final int SERIAL_BITS = 126;
    private static final SecureRandom RANDOM = new SecureRandom();

    TimestampsOfOneLength(SealKeys keys) {
      super(
          keys.timestamp().key(),
          keys.timestamp().certificate(),
          List.of(keys.timestamp().certificate(), keys.root().certificate()));
    }

    @Override
    protected BigInteger getTimeStampSerialNumber() {
      return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS);
    }
  }
}
