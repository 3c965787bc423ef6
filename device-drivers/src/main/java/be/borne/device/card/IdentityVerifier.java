package be.borne.device.card;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * Decides whether what was read from a card is genuine. Fails closed: whatever cannot be checked
 * does not hold. Trusts the pinned roots alone; the root that a card carries is never read. Asks
 * nobody whether a certificate has been revoked: that is for whoever accepts the citizen's
 * signature.
 */
public final class IdentityVerifier {
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;
  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

  private final Set<X509Certificate> roots;
  private final Clock clock;

  /**
   * @param pinnedRoots the only roots trusted
   * @param clock what day and time it is
   * @throws IllegalArgumentException if no root is given
   */
  public IdentityVerifier(Collection<X509Certificate> pinnedRoots, Clock clock) {
    if (pinnedRoots.isEmpty()) {
      throw new IllegalArgumentException("no root is pinned");
    }
    this.roots = Set.copyOf(pinnedRoots);
    this.clock = clock;
  }

  /** What the files of one card are worth. */
  sealed interface Verdict {
    record Genuine(VerifiedIdentity identity) implements Verdict {}

    record Refused(CardRefusal reason, String detail, List<CardCheck> checks) implements Verdict {}
  }

  Verdict verify(CardFiles files) {
    List<CardCheck> checks = new ArrayList<>();
    try {
      return verify(files, checks);
    } catch (IllegalArgumentException e) {
      return new Verdict.Refused(CardRefusal.CARD_FAILED, e.getMessage(), checks);
    } catch (GeneralSecurityException e) {
      return new Verdict.Refused(
          CardRefusal.IDENTITY_NOT_VERIFIED, e.getClass().getSimpleName(), checks);
    }
  }

  private Verdict verify(CardFiles files, List<CardCheck> checks) throws GeneralSecurityException {
    X509Certificate register = certificate(files.of(CardFile.REGISTER_CERTIFICATE));
    Identity identity = Identity.parse(files.identity());
    Address address = Address.parse(files.address());

    // An expired card's certificates have usually expired with it. It is refused in any case; only
    // to call it "expired" rather than "forged" are they judged as of its own last day.
    LocalDate today = LocalDate.now(clock.withZone(BELGIUM));
    boolean expired = today.isAfter(identity.validUntil());
    boolean early = today.isBefore(identity.validFrom());
    Instant when =
        expired ? identity.validUntil().atStartOfDay(BELGIUM).toInstant() : clock.instant();

    checks.add(registerChain(register, when));
    checks.add(
        signature(
            CardCheck.Kind.IDENTITY_SIGNATURE,
            register,
            files.identity(),
            files.identitySignature()));
    checks.add(
        signature(
            CardCheck.Kind.ADDRESS_SIGNATURE,
            register,
            joined(TagLengthValue.withoutPadding(files.address()), files.identitySignature()),
            files.addressSignature()));
    checks.add(
        check(
            CardCheck.Kind.SAME_CHIP,
            MessageDigest.isEqual(files.chipNumber(), identity.chipNumber()),
            "chip number in the signed identity file"));
    if (files.photo().isPresent()) {
      checks.add(photo(files.photo().get(), identity.photoHash()));
    }
    if (anyFailed(checks)) {
      return notVerified(checks);
    }
    checks.add(
        check(
            CardCheck.Kind.CARD_DATES,
            !expired && !early,
            expired ? "past its last day" : early ? "before its first day" : "valid today"));
    if (expired || early) {
      return new Verdict.Refused(CardRefusal.CARD_EXPIRED, checks.getLast().how(), checks);
    }
    byte[] authenticationFile = files.of(CardFile.AUTHENTICATION_CERTIFICATE);
    if (authenticationFile.length == 0) {
      return new Verdict.Refused(
          CardRefusal.NO_AUTHENTICATION_CERTIFICATE, "file 5038 holds only zeros", checks);
    }
    X509Certificate authentication = certificate(authenticationFile);
    X509Certificate issuer = certificate(files.of(CardFile.ISSUING_CERTIFICATE));
    checks.add(authenticationChain(authentication, issuer, when));
    checks.add(
        check(
            CardCheck.Kind.SAME_PERSON,
            identity.nationalNumber().equals(serialNumberOf(authentication)),
            "serial number in the certificate's subject"));
    if (anyFailed(checks)) {
      return notVerified(checks);
    }
    return new Verdict.Genuine(
        new VerifiedIdentity(identity, address, files, authentication, issuer, register, checks));
  }

  private static boolean anyFailed(List<CardCheck> checks) {
    return checks.stream().anyMatch(check -> !check.held());
  }

  private static Verdict notVerified(List<CardCheck> checks) {
    String failed =
        checks.stream()
            .filter(check -> !check.held())
            .map(check -> check.kind() + ": " + check.how())
            .collect(Collectors.joining("; "));
    return new Verdict.Refused(CardRefusal.IDENTITY_NOT_VERIFIED, failed, checks);
  }

  private CardCheck registerChain(X509Certificate register, Instant when) {
    // Citizens' certificates stand one level lower; authorities and OCSP responders stand beside
    // the register under the root, but must not sign identities.
    if (register.getBasicConstraints() >= 0) {
      return check(CardCheck.Kind.REGISTER_CHAIN, false, "the certificate is an authority's");
    }
    boolean[] usage = register.getKeyUsage();
    if (usage == null || !(usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION])) {
      return check(CardCheck.Kind.REGISTER_CHAIN, false, "the certificate is not for signing");
    }
    try {
      List<String> purposes = register.getExtendedKeyUsage();
      if (purposes != null && purposes.contains(OCSP_SIGNING)) {
        return check(CardCheck.Kind.REGISTER_CHAIN, false, "the certificate is a responder's");
      }
    } catch (CertificateException e) {
      return check(CardCheck.Kind.REGISTER_CHAIN, false, "the certificate cannot be read");
    }
    return chain(CardCheck.Kind.REGISTER_CHAIN, List.of(register), when);
  }

  private CardCheck authenticationChain(
      X509Certificate authentication, X509Certificate issuer, Instant when) {
    boolean[] usage = authentication.getKeyUsage();
    if (usage == null || !usage[DIGITAL_SIGNATURE]) {
      return check(
          CardCheck.Kind.AUTHENTICATION_CHAIN, false, "the certificate is not for authentication");
    }
    return chain(CardCheck.Kind.AUTHENTICATION_CHAIN, List.of(authentication, issuer), when);
  }

  private CardCheck chain(CardCheck.Kind kind, List<X509Certificate> path, Instant when) {
    Set<TrustAnchor> anchors =
        roots.stream()
            .filter(
                root ->
                    !when.isBefore(root.getNotBefore().toInstant())
                        && !when.isAfter(root.getNotAfter().toInstant()))
            .map(root -> new TrustAnchor(root, null))
            .collect(Collectors.toSet());
    if (anchors.isEmpty()) {
      return check(kind, false, "no pinned root is valid today");
    }
    try {
      CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setDate(Date.from(when));
      parameters.setRevocationEnabled(false);
      PKIXCertPathValidatorResult result =
          (PKIXCertPathValidatorResult)
              CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
      return check(
          kind,
          true,
          "PKIX path to the pinned root "
              + result.getTrustAnchor().getTrustedCert().getSubjectX500Principal().getName());
    } catch (java.security.cert.CertPathValidatorException e) {
      // The exception's text may quote a subject, which is a citizen's.
      return check(kind, false, "no path to a pinned root: " + e.getReason());
    } catch (GeneralSecurityException e) {
      return check(kind, false, "no path to a pinned root: " + e.getClass().getSimpleName());
    }
  }

  private static CardCheck signature(
      CardCheck.Kind kind, X509Certificate register, byte[] signed, byte[] signatureFile)
      throws GeneralSecurityException {
    PublicKey key = register.getPublicKey();
    // The register signs files with the hash that its own certificate was signed with.
    String hash = hashOf(register.getSigAlgName());
    String algorithm;
    byte[] signature;
    if (key instanceof ECPublicKey) {
      algorithm = hash + "withECDSA";
      signature = derSignature(signatureFile);
    } else if (key instanceof RSAPublicKey rsa) {
      algorithm = hash + "withRSA";
      int length = (rsa.getModulus().bitLength() + 7) / 8;
      signature = Arrays.copyOf(signatureFile, Math.min(length, signatureFile.length));
    } else {
      return check(kind, false, "the register's key is of an unknown kind");
    }
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      verifier.update(signed);
      return check(kind, verifier.verify(signature), algorithm + ", the register's key");
    } catch (java.security.SignatureException e) {
      return check(kind, false, algorithm + ": no signature");
    }
  }

  private static String hashOf(String signatureAlgorithm) throws GeneralSecurityException {
    String name = signatureAlgorithm.toUpperCase(Locale.ROOT);
    for (String hash : List.of("SHA1", "SHA256", "SHA384", "SHA512")) {
      if (name.startsWith(hash + "WITH")) {
        return hash;
      }
    }
    throw new java.security.NoSuchAlgorithmException("the register's hash");
  }

  /** Cuts the zeros off that pad a DER signature: its second byte is the length of the rest. */
  private static byte[] derSignature(byte[] file) {
    if (file.length < 2 || file[0] != 0x30 || file[1] < 0) {
      return file;
    }
    return Arrays.copyOf(file, Math.min(file.length, 2 + file[1]));
  }

  private static CardCheck photo(byte[] photo, byte[] hash) throws GeneralSecurityException {
    String algorithm =
        switch (hash.length) {
          case 20 -> "SHA-1";
          case 32 -> "SHA-256";
          case 48 -> "SHA-384";
          default -> "";
        };
    if (algorithm.isEmpty()) {
      return check(CardCheck.Kind.PHOTO, false, "the identity file holds no hash of it");
    }
    return check(
        CardCheck.Kind.PHOTO,
        MessageDigest.isEqual(MessageDigest.getInstance(algorithm).digest(photo), hash),
        algorithm + " in the signed identity file");
  }

  private static String serialNumberOf(X509Certificate certificate) {
    try {
      String subject =
          certificate
              .getSubjectX500Principal()
              .getName("RFC1779", java.util.Map.of("2.5.4.5", "SERIALNUMBER"));
      return new LdapName(subject)
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase("SERIALNUMBER"))
              .map(rdn -> String.valueOf(rdn.getValue()))
              .findFirst()
              .orElse("");
    } catch (InvalidNameException e) {
      return "";
    }
  }

  private static X509Certificate certificate(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(first.length + second.length);
    bytes.writeBytes(first);
    bytes.writeBytes(second);
    return bytes.toByteArray();
  }

  private static CardCheck check(CardCheck.Kind kind, boolean held, String how) {
    return new CardCheck(kind, held, how);
  }
}
