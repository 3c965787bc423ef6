package be.borne.device.card;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who the card's holder is, every part of it verified. Only {@link IdentityVerifier} makes one. It
 * also carries the signed files themselves, so that another party can verify everything again.
 */
public final class VerifiedIdentity {
  private final Identity identity;
  private final Address address;
  private final CardFiles files;
  private final X509Certificate authentication;
  private final X509Certificate issuer;
  private final X509Certificate register;
  private final List<CardCheck> checks;

  VerifiedIdentity(
      Identity identity,
      Address address,
      CardFiles files,
      X509Certificate authentication,
      X509Certificate issuer,
      X509Certificate register,
      List<CardCheck> checks) {
    this.identity = Objects.requireNonNull(identity);
    this.address = Objects.requireNonNull(address);
    this.files = Objects.requireNonNull(files);
    this.authentication = Objects.requireNonNull(authentication);
    this.issuer = Objects.requireNonNull(issuer);
    this.register = Objects.requireNonNull(register);
    this.checks = List.copyOf(checks);
    for (CardCheck check : this.checks) {
      if (!check.held()) {
        throw new IllegalArgumentException("not verified: " + check.kind());
      }
    }
  }

  public Identity identity() {
    return identity;
  }

  public Address address() {
    return address;
  }

  /** Whose key signs challenges; its subject holds the national number. */
  public X509Certificate authenticationCertificate() {
    return authentication;
  }

  /** The Citizen or Foreigner CA above {@link #authenticationCertificate()}. */
  public X509Certificate issuingCertificate() {
    return issuer;
  }

  /** The National Register's certificate, whose key signed identity and address. */
  public X509Certificate registerCertificate() {
    return register;
  }

  /** File 4031 as read. */
  public byte[] identityFile() {
    return files.identity();
  }

  /** File 4032 as read, padding included. */
  public byte[] identitySignature() {
    return files.identitySignature();
  }

  /** File 4033 as read, padding included. */
  public byte[] addressFile() {
    return files.address();
  }

  /** File 4034 as read, padding included. */
  public byte[] addressSignature() {
    return files.addressSignature();
  }

  /** A JPEG in grey, if it was asked for. */
  public Optional<byte[]> photo() {
    return files.photo();
  }

  /** What was checked and how, in order; all of it held. */
  public List<CardCheck> checks() {
    return checks;
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "VerifiedIdentity[]";
  }
}
