package be.borne.device.card;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who the card's holder is, every part of it verified. Only a reading makes one. It also carries
 * what the register signed, so that another party can verify it again.
 */
public final class VerifiedIdentity {
  private final Identity identity;
  private final SignedFiles files;
  private final SignIn signIn;
  private final Optional<Address> address;
  private final Optional<byte[]> photo;
  private final List<CardCheck> checks;

  /** The identity as the register signed it, and by whose key. */
  static final class SignedFiles {
    private final byte[] identity;
    private final byte[] identitySignature;
    private final X509Certificate register;

    SignedFiles(byte[] identity, byte[] identitySignature, X509Certificate register) {
      this.identity = identity.clone();
      this.identitySignature = identitySignature.clone();
      this.register = Objects.requireNonNull(register, "register");
    }
  }

  VerifiedIdentity(
      Identity identity,
      SignedFiles files,
      SignIn signIn,
      Optional<Address> address,
      Optional<byte[]> photo,
      List<CardCheck> checks) {
    this.identity = Objects.requireNonNull(identity, "identity");
    this.files = Objects.requireNonNull(files, "files");
    this.signIn = Objects.requireNonNull(signIn, "signIn");
    this.address = address;
    this.photo = photo.map(byte[]::clone);
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

  /** Where the holder lives, if it was asked for. */
  public Optional<Address> address() {
    return address;
  }

  /** Whether the holder can sign in with this card, if it was asked for. */
  public SignIn signIn() {
    return signIn;
  }

  /** The National Register's certificate, whose key signed identity and address. */
  public X509Certificate registerCertificate() {
    return files.register;
  }

  /** File 4031 as read. */
  public byte[] identityFile() {
    return files.identity.clone();
  }

  /** What file 4032 holds, with or without the zeros behind an ECDSA signature. */
  public byte[] identitySignature() {
    return files.identitySignature.clone();
  }

  /** A JPEG in grey, if it was asked for. */
  public Optional<byte[]> photo() {
    return photo.map(byte[]::clone);
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
