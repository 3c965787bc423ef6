package be.borne.kiosk.document;

import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One document's way through the rules of the gate. */
final class SealCheck {
  private static final byte[] HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  private final List<X509Certificate> anchors;
  private final String organisation;
  private final Clock clock;
  private final Optional<String> expectedReference;
  private final Optional<IssuedDocument> expected;
  private final RuleBook rules;

  SealCheck(
      List<X509Certificate> anchors,
      String organisation,
      Clock clock,
      Optional<String> expectedReference,
      Optional<IssuedDocument> expected,
      RuleBook rules) {
    this.anchors = anchors;
    this.organisation = organisation;
    this.clock = clock;
    this.expectedReference = expectedReference;
    this.expected = expected;
    this.rules = rules;
  }

  /**
   * @return empty if it did not come far enough to say
   */
  Optional<SealDetails> run(byte[] pdf) {
    checkFile(pdf);
    if (!rules.passed(SealRule.IS_PDF)) {
      return Optional.empty();
    }
    Optional<SealBytes> seal = SealBytes.find(pdf, rules);
    if (seal.isEmpty() || !rules.passed(SealRule.GAP_IS_SEAL)) {
      return Optional.empty();
    }
    byte[] contents = seal.get().contents(pdf);
    Optional<SealSignature> signature =
        SealSignature.verify(seal.get().covered(pdf), contents, rules);
    if (signature.isEmpty()) {
      return Optional.empty();
    }
    Optional<Trust> trust = checkTrust(signature.get());
    if (trust.isEmpty() || !sealedByOurs()) {
      return Optional.empty();
    }
    return checkStructure(pdf, seal.get(), contents, signature.get(), trust.get());
  }

  private void checkFile(byte[] pdf) {
    rules.require(
        SealRule.IS_PDF,
        pdf.length > HEADER.length && startsWithHeader(pdf),
        "it does not begin like a PDF, or is larger than "
            + IssuedDocument.MAX_SIZE_BYTES
            + " bytes");
    if (expected.isEmpty()) {
      rules.notAsked(SealRule.AS_ISSUED);
      return;
    }
    rules.require(
        SealRule.AS_ISSUED,
        pdf.length == expected.get().sizeBytes() && sha256(pdf).equals(expected.get().sha256()),
        "its SHA-256 or size is not the one that the guichet told");
  }

  private static boolean startsWithHeader(byte[] pdf) {
    for (int at = 0; at < HEADER.length; at++) {
      if (pdf[at] != HEADER[at]) {
        return false;
      }
    }
    return true;
  }

  private static String sha256(byte[] pdf) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pdf));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** The chains that revocation is still to be asked for. */
  private record Trust(Chain seal, Optional<SealTimestamp> timestamp) {}

  private Optional<Trust> checkTrust(SealSignature signature) {
    Optional<SealTimestamp> timestamp = checkTimestamp(signature);
    Instant at = timestamp.map(SealTimestamp::time).orElseGet(clock::instant);
    X509Certificate certificate = signature.certificate();
    checkOrganisation(certificate);
    try {
      Chain chain = Chain.build(certificate, signature.certificates(), anchors, at);
      rules.require(
          SealRule.TRUSTED_CHAIN,
          SealIdentity.mayOnlySign(certificate),
          "its certificate was not made for signing");
      return Optional.of(new Trust(chain, timestamp));
    } catch (GeneralSecurityException e) {
      rules.refuse(
          SealRule.TRUSTED_CHAIN, "no valid chain leads from its certificate to a pinned root");
      return Optional.empty();
    }
  }

  private Optional<SealTimestamp> checkTimestamp(SealSignature signature) {
    try {
      List<byte[]> tokens = signature.timestamps();
      if (tokens.isEmpty()) {
        rules.pass(SealRule.TIMESTAMP);
        return Optional.empty();
      }
      if (tokens.size() > 1) {
        rules.refuse(SealRule.TIMESTAMP, "it has more than one timestamp");
        return Optional.empty();
      }
      SealTimestamp timestamp =
          SealTimestamp.verify(
              tokens.getFirst(), signature.information().getSignature(), anchors, clock.instant());
      rules.pass(SealRule.TIMESTAMP);
      return Optional.of(timestamp);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // Hostile ASN.1 surfaces as exceptions of many kinds, checked and not.
      rules.refuse(SealRule.TIMESTAMP, "the timestamp does not verify, or nobody trusted made it");
      return Optional.empty();
    }
  }

  private void checkOrganisation(X509Certificate certificate) {
    try {
      rules.require(
          SealRule.ORGANISATION,
          SealIdentity.organisations(certificate).equals(List.of(organisation)),
          "its certificate names another organisation than " + organisation);
    } catch (GeneralSecurityException e) {
      rules.refuse(SealRule.ORGANISATION, "its certificate's subject cannot be read");
    }
  }

  private boolean sealedByOurs() {
    return rules.passed(
        SealRule.ONE_SEAL,
        SealRule.GAP_IS_SEAL,
        SealRule.PADDING_IS_ZERO,
        SealRule.COVERS_FILE,
        SealRule.INTACT,
        SealRule.NAMES_ITS_CERTIFICATE,
        SealRule.STRONG_ALGORITHMS,
        SealRule.TIMESTAMP,
        SealRule.TRUSTED_CHAIN,
        SealRule.ORGANISATION);
  }

  private Optional<SealDetails> checkStructure(
      byte[] pdf, SealBytes seal, byte[] contents, SealSignature signature, Trust trust) {
    Optional<SealedStructure> opened = SealedStructure.open(pdf, rules);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (SealedStructure structure = opened.get()) {
      structure.checkSignature(seal, contents, rules);
      checkRevocation(structure, trust);
      Optional<String> active = ActiveContent.find(structure.document().getDocument().getTrailer());
      rules.require(
          SealRule.NOTHING_ACTIVE, active.isEmpty(), "it contains " + active.orElse("nothing"));
      structure.checkForm(rules);
      structure.checkPages(rules);
      checkOrder(structure);
      return Optional.of(
          new SealDetails(
              organisation,
              SealIdentity.commonName(signature.certificate()),
              trust.timestamp().map(SealTimestamp::time),
              structure.pages(),
              structure.orderReference()));
    } catch (IOException | GeneralSecurityException e) {
      rules.refuse(SealRule.READABLE, "it cannot be read to its end");
      return Optional.empty();
    }
  }

  private void checkRevocation(SealedStructure structure, Trust trust) throws IOException {
    try {
      Revocation revocation = RevocationData.of(structure.document());
      revocation.requireNotRevoked(trust.seal());
      if (trust.timestamp().isPresent()) {
        revocation.requireNotRevoked(trust.timestamp().get().chain());
      }
      rules.pass(SealRule.NOT_REVOKED);
    } catch (GeneralSecurityException e) {
      rules.refuse(SealRule.NOT_REVOKED, e.getMessage());
    }
  }

  private void checkOrder(SealedStructure structure) throws IOException {
    String text = structure.text();
    String reference = structure.orderReference();
    rules.require(
        SealRule.ORDER_REFERENCE,
        Order.REFERENCE.matcher(reference).matches(),
        "it carries no order reference");
    rules.require(
        SealRule.ORDER_REFERENCE, text.contains(reference), "its page does not show its reference");
    rules.require(
        SealRule.ORDER_REFERENCE,
        expectedReference.isEmpty() || expectedReference.get().equals(reference),
        "it is of another order");
    rules.require(
        SealRule.VERIFICATION_CODE,
        expected.isPresent()
            ? text.contains(expected.get().verificationCode())
            : IssuedDocument.VERIFICATION_CODE.matcher(text).find(),
        "its page does not show the verification code");
  }
}
