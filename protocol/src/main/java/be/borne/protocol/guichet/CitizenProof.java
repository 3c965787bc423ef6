package be.borne.protocol.guichet;

import java.util.regex.Pattern;

/**
 * What a terminal sends to show that this citizen stands before it: the signed challenge, and the
 * card's own signed files, so that the guichet can verify everything itself. All files are base64
 * of the bytes as read from the card; certificates are DER without the card's padding.
 *
 * @param challengeId the challenge that was signed
 * @param scheme how it was signed
 * @param signature base64; ECDSA as r‖s (IEEE P1363), RSA as PKCS#1 v1.5
 * @param authenticationCertificate the citizen's authentication certificate
 * @param issuingCertificate the Citizen or Foreigner CA, from the card
 * @param identityFile EF(ID#RN), file 4031
 * @param identitySignature EF(SGN#RN), file 4032, with its padding
 * @param registerCertificate the National Register's certificate, file 503C
 */
public record CitizenProof(
    String challengeId,
    SignatureScheme scheme,
    String signature,
    String authenticationCertificate,
    String issuingCertificate,
    String identityFile,
    String identitySignature,
    String registerCertificate) {

  /** The signature algorithms of the card generations in circulation. */
  public enum SignatureScheme {
    /** Applet 1.8: P-384 key, SHA-384, r‖s. */
    ECDSA_P384_SHA384,
    /** Applet 1.7: RSA-2048, SHA-256, PKCS#1 v1.5. */
    RSA_SHA256
  }

  private static final Pattern CHALLENGE_ID = Pattern.compile("[0-9a-f]{32}");
  private static final int MAX_CERTIFICATE_BYTES = 3_000;

  public CitizenProof {
    Bounds.matching(challengeId, "challenge id", CHALLENGE_ID);
    Bounds.present(scheme, "scheme");
    Bounds.base64(signature, "signature", 512);
    Bounds.base64(authenticationCertificate, "authentication certificate", MAX_CERTIFICATE_BYTES);
    Bounds.base64(issuingCertificate, "issuing certificate", MAX_CERTIFICATE_BYTES);
    Bounds.base64(identityFile, "identity file", 1_024);
    Bounds.base64(identitySignature, "identity signature", 512);
    Bounds.base64(registerCertificate, "register certificate", MAX_CERTIFICATE_BYTES);
  }

  /** Names no content: the identity file and the certificate hold a person's name and number. */
  @Override
  public String toString() {
    return "CitizenProof[" + scheme + "]";
  }
}
