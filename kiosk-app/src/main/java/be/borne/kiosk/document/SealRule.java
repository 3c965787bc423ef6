package be.borne.kiosk.document;

import be.borne.protocol.terminal.FaultCode;

/**
 * The rules of the gate, in the order in which a refusal is told. Each stands for an attack or a
 * mishap; all of them must hold.
 */
public enum SealRule {
  /** Begins with {@code %PDF-}, ends within the largest size; an error page does not. */
  IS_PDF(FaultCode.NOT_A_DOCUMENT, "it is a PDF of a certificate's size"),
  /** SHA-256 and size are those that the guichet told. */
  AS_ISSUED(FaultCode.SEAL_BROKEN, "it is byte for byte what the guichet issued"),
  /** One signature, no more and no less. */
  ONE_SEAL(FaultCode.DOCUMENT_NOT_SEALED, "it bears exactly one seal"),
  /**
   * The ranges begin at 0 and leave out the hexadecimal string of /Contents and nothing else (ISO
   * 32000-1 §12.8.1).
   */
  GAP_IS_SEAL(FaultCode.SEAL_BROKEN, "the seal leaves out itself and nothing else"),
  /** What follows the signature's DER inside /Contents is zero. */
  PADDING_IS_ZERO(FaultCode.SEAL_BROKEN, "nothing is hidden behind the seal's own bytes"),
  /** What it covers is a PDF to its end-of-file marker; that alone is printed. */
  WHOLE_REVISION(FaultCode.SEAL_BROKEN, "the seal covers a whole PDF, from its first byte"),
  /** The CMS signature is right and its message digest is that of the ranges (RFC 5652 §5.4). */
  INTACT(FaultCode.SEAL_BROKEN, "not a byte has changed since sealing"),
  /** signing-certificate-v2 (RFC 5035) names the certificate that verifies. */
  NAMES_ITS_CERTIFICATE(FaultCode.SEAL_BROKEN, "the seal names its own certificate"),
  /** SHA-2 or SHA-3, RSA from 2048 bits, EC from 256. */
  STRONG_ALGORITHMS(FaultCode.SEAL_BROKEN, "the seal's algorithms are strong"),
  /** If the seal has a timestamp, it is right, and its authority chains to a pinned anchor. */
  TIMESTAMP(FaultCode.SEAL_BROKEN, "the time of sealing is attested, if it is given"),
  /** The certificate, made for sealing, chains to a pinned anchor (RFC 5280 §6). */
  TRUSTED_CHAIN(FaultCode.WRONG_ISSUER, "its certificate comes from an authority trusted here"),
  /** 2.5.4.97 of the certificate: the same authority seals for others too. */
  ORGANISATION(FaultCode.WRONG_ISSUER, "it was sealed by the organisation expected here"),
  /**
   * Nothing was appended after sealing but what helps to check the seal (ETSI EN 319 142-1 §5.4,
   * §5.5): a document security store, and document timestamps that verify.
   */
  ONLY_PROOF_FOLLOWS(
      FaultCode.SEAL_BROKEN, "nothing was appended after sealing but proof of the seal"),
  /** Whole and readable within time, and its structure agrees with what was verified. */
  READABLE(FaultCode.NOT_A_DOCUMENT, "its structure can be read and agrees with the seal"),
  /** No stream that unpacks into more than a certificate can hold, whatever its size packed. */
  NOT_INFLATED(FaultCode.NOT_A_DOCUMENT, "it is not larger than it looks"),
  NOT_ENCRYPTED(FaultCode.NOT_A_DOCUMENT, "it is not encrypted"),
  /** By lists or answers in the document, or brought along: the terminal asks nobody. */
  NOT_REVOKED(FaultCode.WRONG_ISSUER, "no certificate of it has been revoked"),
  /** /SubFilter {@code ETSI.CAdES.detached} (ETSI EN 319 142-1 §5.3). */
  PADES(FaultCode.DOCUMENT_NOT_SEALED, "the seal is of the PAdES kind"),
  /** No script, no action but a link to the web, no attachment, no form, no layer. */
  NOTHING_ACTIVE(FaultCode.NOT_A_DOCUMENT, "nothing in it acts, hides or fetches"),
  A4_PAGES(FaultCode.NOT_A_DOCUMENT, "its pages are A4, upright, and few"),
  /** In the information dictionary and in the page's text, and the one that was ordered. */
  ORDER_REFERENCE(FaultCode.WRONG_ORDER, "it carries the reference of the order"),
  /** In the page's text: without it, the paper cannot be verified. */
  VERIFICATION_CODE(FaultCode.WRONG_ORDER, "its page shows the verification code"),
  /** One, as the printer will draw it; a telephone that reads it finds the same code. */
  QR_CODE(FaultCode.WRONG_ORDER, "its QR code leads to the verification code that it shows");

  private final FaultCode fault;
  private final String holds;

  SealRule(FaultCode fault, String holds) {
    this.fault = fault;
    this.holds = holds;
  }

  /** What a citizen and the fleet are told when this rule refuses. */
  public FaultCode fault() {
    return fault;
  }

  /** What is so when the rule holds, for technicians, in English. */
  public String holds() {
    return holds;
  }
}
