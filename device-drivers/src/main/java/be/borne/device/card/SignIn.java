package be.borne.device.card;

import java.security.cert.X509Certificate;
import java.util.Objects;

/** Whether a genuine card can sign its holder in. */
public sealed interface SignIn {

  /**
   * It can.
   *
   * @param certificate whose key signs challenges; its subject holds the national number
   * @param issuer the Citizen or Foreigner CA above it
   * @param scheme how that key signs
   */
  record Possible(X509Certificate certificate, X509Certificate issuer, SignatureScheme scheme)
      implements SignIn {
    public Possible {
      Objects.requireNonNull(certificate, "certificate");
      Objects.requireNonNull(issuer, "issuer");
      Objects.requireNonNull(scheme, "scheme");
    }

    /** Names nobody. */
    @Override
    public String toString() {
      return "Possible[" + scheme + "]";
    }
  }

  /** A child's card, which carries no certificates before a certain age. */
  record ChildsCard() implements SignIn {}

  /** An adult's card whose holder wanted no certificates. */
  record NoCertificate() implements SignIn {}

  /**
   * The key is of the first generation (applet 1.1) and too short to be believed.
   *
   * @param keyBits of the RSA modulus
   */
  record KeyTooShort(int keyBits) implements SignIn {}

  /** The reading was not asked to find out. */
  record NotAsked() implements SignIn {}
}
