package be.borne.device.card;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One reading of one card, from the name to the photo. Each file is verified before the next is
 * read; the first thing that does not hold ends the reading, and nothing unverified leaves here.
 */
final class CardReading {
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");
  private static final int FIRST_APPLET_BELIEVED = 0x17;
  private static final int MIN_RSA_BITS = 2_048;

  /**
   * The register signs the address together with the whole file of its signature over the identity,
   * zeros included. How many there are is tried out: that is faster than asking the card, which is
   * asked only if none of these is right.
   */
  private static final int[] PADDED_SIGNATURE_BYTES = {112, 128, 256};

  private final CardConnection connection;
  private final EidCommands card;
  private final IdentityVerifier verifier;
  private final Reading wanted;
  private final List<CardCheck> checks = new ArrayList<>();
  private final List<ReadEffort.Stage> stages = new ArrayList<>();
  private final long startNanos = System.nanoTime();

  private byte[] identityFile;
  private byte[] identitySignature;
  private X509Certificate register;
  private Identity identity;
  private Instant when;
  private SignIn signIn = new SignIn.NotAsked();
  private Optional<Address> address = Optional.empty();
  private Optional<byte[]> photo = Optional.empty();

  CardReading(CardConnection connection, IdentityVerifier verifier, Reading wanted) {
    this.connection = connection;
    this.card = new EidCommands(connection);
    this.verifier = verifier;
    this.wanted = wanted;
  }

  /** Reads and verifies; never throws for anything a card can do. */
  ReadResult run() {
    try {
      name();
      reached("NAME");
      wanted.named().accept(identity);
      if (wanted.wants(Reading.Part.SIGN_IN)) {
        signIn();
        reached(Reading.Part.SIGN_IN.name());
      }
      if (wanted.wants(Reading.Part.CHIP)) {
        chip();
        reached(Reading.Part.CHIP.name());
      }
      if (wanted.wants(Reading.Part.ADDRESS)) {
        address();
        reached(Reading.Part.ADDRESS.name());
      }
      if (wanted.wants(Reading.Part.PHOTO)) {
        photo();
        reached(Reading.Part.PHOTO.name());
      }
      return new ReadResult.Verified(
          new VerifiedIdentity(
              identity,
              new VerifiedIdentity.SignedFiles(identityFile, identitySignature, register),
              signIn,
              address,
              photo,
              checks),
          effort());
    } catch (CardFault e) {
      return new ReadResult.Refused(e.refusal(), e.getMessage(), checks, effort());
    } catch (NotVerified e) {
      return new ReadResult.Refused(e.refusal(), e.getMessage(), checks, effort());
    }
  }

  private void reached(String stage) {
    stages.add(new ReadEffort.Stage(stage, connection.exchanges(), elapsed()));
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private ReadEffort effort() {
    return new ReadEffort(connection.exchanges(), elapsed(), stages);
  }

  // ---------------------------------------------------------------- the name

  private void name() throws CardFault, NotVerified {
    // The identity first: a card that is no eID shows itself here, at the first SELECT.
    identityFile = card.read(CardFile.IDENTITY);
    identitySignature = card.read(CardFile.IDENTITY_SIGNATURE);
    Optional<X509Certificate> known =
        verifier.authorities().registers().stream()
            .filter(met -> identitySignedBy(met).held())
            .findFirst();
    register =
        known.isPresent()
            ? known.get()
            : certificate(card.read(CardFile.REGISTER_CERTIFICATE), "the register's");
    if (!RegisterSignature.isStrong(register)) {
      throw new NotVerified(CardRefusal.CARD_TOO_OLD, "the register's key is too short");
    }
    require(identitySignedBy(register));
    identity = parsed(() -> Identity.parse(identityFile));
    LocalDate today = LocalDate.now(verifier.clock().withZone(BELGIUM));
    boolean expired = today.isAfter(identity.validUntil());
    boolean early = today.isBefore(identity.validFrom());
    // An expired card's certificates have usually expired with it. It is refused in any case; only
    // to call it "expired" rather than "forged" are they judged as of its own last day.
    when =
        expired
            ? identity.validUntil().atStartOfDay(BELGIUM).toInstant()
            : verifier.clock().instant();
    requireUnlessTooOld(verifier.chains().register(register, when));
    verifier.authorities().keepRegister(register);
    CardCheck dates =
        new CardCheck(
            CardCheck.Kind.CARD_DATES,
            !expired && !early,
            expired ? "past its last day" : early ? "before its first day" : "valid today");
    checks.add(dates);
    if (!dates.held()) {
      throw new NotVerified(
          expired ? CardRefusal.CARD_EXPIRED : CardRefusal.CARD_NOT_YET_VALID, dates.how());
    }
  }

  private CardCheck identitySignedBy(X509Certificate signer) {
    return RegisterSignature.check(
        CardCheck.Kind.IDENTITY_SIGNATURE, signer, identityFile, identitySignature);
  }

  /** The roots of the first generation have expired: its holder is no forger. */
  private void requireUnlessTooOld(CardCheck check) throws CardFault, NotVerified {
    if (!check.held() && !card.isApplet18() && card.cardData().applet() < FIRST_APPLET_BELIEVED) {
      checks.add(check);
      throw new NotVerified(CardRefusal.CARD_TOO_OLD, "applet before 1.7, " + check.how());
    }
    require(check);
  }

  // ---------------------------------------------------------------- signing in

  private void signIn() throws CardFault, NotVerified {
    byte[] file = card.read(CardFile.AUTHENTICATION_CERTIFICATE);
    if (file.length == 0) {
      signIn = identity.isChildsCard() ? new SignIn.ChildsCard() : new SignIn.NoCertificate();
      return;
    }
    X509Certificate authentication = certificate(file, "the authentication");
    X509Certificate issuer = issuerOf(authentication);
    require(verifier.chains().authentication(authentication, issuer, when));
    verifier.authorities().keepIssuer(issuer);
    require(
        new CardCheck(
            CardCheck.Kind.SAME_PERSON,
            identity.nationalNumber().equals(EidCertificates.serialNumberOf(authentication)),
            "serial number in the certificate's subject"));
    signIn =
        authentication.getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() < MIN_RSA_BITS
            ? new SignIn.KeyTooShort(rsa.getModulus().bitLength())
            : new SignIn.Possible(
                authentication, issuer, SignatureScheme.of(authentication.getPublicKey()));
  }

  private X509Certificate issuerOf(X509Certificate authentication) throws CardFault, NotVerified {
    for (X509Certificate met : verifier.authorities().issuersOf(authentication)) {
      if (verifier.chains().authentication(authentication, met, when).held()) {
        return met;
      }
    }
    return certificate(card.read(CardFile.ISSUING_CERTIFICATE), "the issuer's");
  }

  // ---------------------------------------------------------------- chip, address, photo

  private void chip() throws CardFault, NotVerified {
    require(
        new CardCheck(
            CardCheck.Kind.SAME_CHIP,
            MessageDigest.isEqual(card.cardData().chipNumber(), identity.chipNumber()),
            "chip number in the signed identity file"));
    if (identity.basicKeyHash().length == 0) {
      // Before applet 1.8 a chip has no key of its own. The register signs the key's hash, so a
      // copy of a newer card cannot pass for an older one.
      return;
    }
    ChipProof proof = verifier.newChipProof();
    byte[] key = card.read(CardFile.BASIC_KEY);
    if (!ChipProof.isSignedFor(key, identity.basicKeyHash())) {
      key = card.readWhole(CardFile.BASIC_KEY);
    }
    require(proof.check(identity.basicKeyHash(), key, card.proveChip(proof.challenge())));
  }

  private void address() throws CardFault, NotVerified {
    byte[] addressFile = card.read(CardFile.ADDRESS);
    byte[] addressSignature = card.read(CardFile.ADDRESS_SIGNATURE);
    CardCheck check = addressSigned(addressFile, identitySignature, addressSignature);
    for (int length : PADDED_SIGNATURE_BYTES) {
      if (!check.held() && length > identitySignature.length) {
        byte[] assumed = Arrays.copyOf(identitySignature, length);
        check = addressSigned(addressFile, assumed, addressSignature);
      }
    }
    if (!check.held()) {
      byte[] whole = card.readWhole(CardFile.IDENTITY_SIGNATURE);
      requireVerifiedSignature(whole);
      addressFile = card.readWhole(CardFile.ADDRESS);
      check = addressSigned(addressFile, whole, addressSignature);
    }
    require(check);
    byte[] verified = addressFile;
    address = Optional.of(parsed(() -> Address.parse(verified)));
  }

  /**
   * What is read a second time may come from another card, or from one that lies: it must be the
   * signature that the identity was verified with, and zeros. Otherwise somebody else's address,
   * signed for somebody else's identity, would pass for this holder's.
   */
  private void requireVerifiedSignature(byte[] readAgain) throws NotVerified {
    byte[] verified = TagLengthValue.withoutPadding(identitySignature);
    if (!Arrays.equals(TagLengthValue.withoutPadding(readAgain), verified)) {
      require(
          new CardCheck(
              CardCheck.Kind.ADDRESS_SIGNATURE,
              false,
              "the signature over the identity is not the one that was verified"));
    }
  }

  private CardCheck addressSigned(byte[] file, byte[] signatureFile, byte[] addressSignature) {
    return RegisterSignature.check(
        CardCheck.Kind.ADDRESS_SIGNATURE,
        register,
        Bytes.joined(TagLengthValue.withoutPadding(file), signatureFile),
        addressSignature);
  }

  private void photo() throws CardFault, NotVerified {
    byte[] file = card.read(CardFile.PHOTO);
    byte[] hash = identity.photoHash();
    String algorithm =
        switch (hash.length) {
          case 20 -> "SHA-1";
          case 32 -> "SHA-256";
          case 48 -> "SHA-384";
          default -> "";
        };
    require(
        algorithm.isEmpty()
            ? new CardCheck(CardCheck.Kind.PHOTO, false, "the identity file holds no hash of it")
            : new CardCheck(
                CardCheck.Kind.PHOTO,
                MessageDigest.isEqual(digest(algorithm, file), hash),
                algorithm + " in the signed identity file"));
    photo = Optional.of(file);
  }

  private static byte[] digest(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  // ---------------------------------------------------------------- all of them

  private void require(CardCheck check) throws NotVerified {
    checks.add(check);
    if (!check.held()) {
      throw new NotVerified(CardRefusal.IDENTITY_NOT_VERIFIED, check.kind() + ": " + check.how());
    }
  }

  private static X509Certificate certificate(byte[] der, String whose) throws NotVerified {
    try {
      return EidCertificates.read(der);
    } catch (CertificateException e) {
      throw new NotVerified(
          CardRefusal.IDENTITY_NOT_VERIFIED, whose + " certificate cannot be read");
    }
  }

  private interface Parser<T> {
    T parse();
  }

  /** What is signed but makes no sense: the card is genuine, and of no use. */
  private static <T> T parsed(Parser<T> parser) throws NotVerified {
    try {
      return parser.parse();
    } catch (IllegalArgumentException e) {
      throw new NotVerified(CardRefusal.CARD_NOT_UNDERSTOOD, e.getMessage());
    }
  }
}
