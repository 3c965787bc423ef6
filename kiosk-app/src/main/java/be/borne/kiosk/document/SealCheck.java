package be.borne.kiosk.document;

import be.borne.protocol.guichet.IssuedDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One document's way through the rules of the gate. */
final class SealCheck {
  private static final byte[] HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  private final SealPolicy policy;
  private final Expectation expected;
  private final RuleBook rules;
  private final WorkLimit limit;
  private final TrustCheck trustCheck;

  SealCheck(SealPolicy policy, Clock clock, Expectation expected, RuleBook rules, WorkLimit limit) {
    this.policy = policy;
    this.expected = expected;
    this.rules = rules;
    this.limit = limit;
    this.trustCheck = new TrustCheck(policy, clock.instant(), rules);
  }

  /**
   * What may be printed.
   *
   * @param bytes the sealed revision
   */
  @SuppressWarnings("ArrayRecordComponent") // a document is moved, not compared
  record Sealed(byte[] bytes, SealDetails details) {}

  /**
   * @return empty if it did not come far enough to say
   */
  Optional<Sealed> run(byte[] pdf) {
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
    Optional<TrustCheck.Trust> trust = trustCheck.check(signature.get());
    if (trust.isEmpty() || !sealedByOurs()) {
      return Optional.empty();
    }
    return checkSealed(pdf, seal.get(), contents, signature.get(), trust.get());
  }

  private void checkFile(byte[] pdf) {
    rules.require(
        SealRule.IS_PDF,
        pdf.length > HEADER.length && startsWithHeader(pdf),
        "it does not begin like a PDF, or is larger than "
            + IssuedDocument.MAX_SIZE_BYTES
            + " bytes");
    if (expected.issued().isEmpty()) {
      rules.notAsked(SealRule.AS_ISSUED, "nothing to compare with");
      return;
    }
    rules.require(
        SealRule.AS_ISSUED,
        pdf.length == expected.issued().get().sizeBytes()
            && sha256(pdf).equals(expected.issued().get().sha256()),
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

  private boolean sealedByOurs() {
    return rules.passed(
        SealRule.ONE_SEAL,
        SealRule.GAP_IS_SEAL,
        SealRule.PADDING_IS_ZERO,
        SealRule.WHOLE_REVISION,
        SealRule.INTACT,
        SealRule.NAMES_ITS_CERTIFICATE,
        SealRule.STRONG_ALGORITHMS,
        SealRule.TIMESTAMP,
        SealRule.TRUSTED_CHAIN,
        SealRule.ORGANISATION);
  }

  /** From here on, everything is asked of the sealed revision alone: it is what will be printed. */
  private Optional<Sealed> checkSealed(
      byte[] pdf,
      SealBytes seal,
      byte[] contents,
      SealSignature signature,
      TrustCheck.Trust trust) {
    List<Revision> later;
    try {
      later = Revision.following(pdf, seal.end());
    } catch (PdfSyntaxException e) {
      rules.refuse(SealRule.ONLY_PROOF_FOLLOWS, e.getMessage());
      return Optional.empty();
    }
    byte[] sealed = seal.sealedRevision(pdf);
    Inflation.checkPacked(sealed, rules);
    if (!rules.passed(SealRule.NOT_INFLATED)) {
      return Optional.empty();
    }
    Optional<SealedStructure> opened = SealedStructure.open(sealed, rules);
    if (opened.isEmpty() || !rules.passed(SealRule.NOT_ENCRYPTED)) {
      return Optional.empty();
    }
    try (SealedStructure structure = opened.get()) {
      structure.checkSignature(seal, contents, rules);
      checkWhatFollows(pdf, seal, later, structure, signature, trust);
      if (!rules.passed(SealRule.ONE_SEAL, SealRule.ONLY_PROOF_FOLLOWS)) {
        return Optional.empty();
      }
      ActiveContent.check(structure.document().getDocument(), rules);
      structure.checkForm(rules);
      structure.checkPages(rules);
      if (rules.passed(SealRule.NOT_INFLATED, SealRule.A4_PAGES, SealRule.NOTHING_ACTIVE)) {
        new PaperCheck(structure, policy, expected, rules, limit).check();
      }
      return Optional.of(
          new Sealed(
              sealed,
              new SealDetails(
                  policy.organisation(),
                  SealIdentity.commonName(signature.certificate()),
                  trust.timestamp().map(SealTimestamp::time),
                  structure.pages(),
                  structure.orderReference(),
                  pdf.length - sealed.length)));
    } catch (IOException | GeneralSecurityException e) {
      rules.refuse(SealRule.READABLE, "it cannot be read to its end");
      return Optional.empty();
    }
  }

  /** Evaluates ONLY_PROOF_FOLLOWS, ONE_SEAL again, and NOT_REVOKED with what was found. */
  private void checkWhatFollows(
      byte[] pdf,
      SealBytes seal,
      List<Revision> revisions,
      SealedStructure structure,
      SealSignature signature,
      TrustCheck.Trust trust) {
    SecurityStore later = new SecurityStore();
    List<Chain> timestamps = List.of();
    try {
      if (!revisions.isEmpty()) {
        ValidationTail.Findings found =
            ValidationTail.judge(
                pdf,
                revisions,
                structure.document().getDocument(),
                seal.startCrossReference(pdf).orElseThrow());
        timestamps = trustCheck.documentTimestamps(pdf, found.timestamps());
        later = found.store();
      }
      rules.pass(SealRule.ONLY_PROOF_FOLLOWS);
    } catch (ValidationTail.SecondSealException e) {
      rules.refuse(SealRule.ONE_SEAL, "there is another signature behind the seal");
      rules.refuse(SealRule.ONLY_PROOF_FOLLOWS, "another signature follows");
    } catch (PdfSyntaxException | GeneralSecurityException e) {
      rules.refuse(SealRule.ONLY_PROOF_FOLLOWS, e.getMessage());
    }
    trustCheck.revocation(structure.document(), later, signature, trust, timestamps);
  }
}
