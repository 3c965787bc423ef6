package be.borne.townhall.guichet.engine.embedded;

/** A certificate that this citizen cannot have. The message says why, and nothing about anybody. */
final class CertificateRefused extends Exception {
  private static final long serialVersionUID = 1L;

  CertificateRefused(String rule) {
    super(rule);
  }
}
