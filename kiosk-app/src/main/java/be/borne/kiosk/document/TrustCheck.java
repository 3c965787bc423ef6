package be.borne.kiosk.document;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Who made a seal, when, and whether he may: what was verified in the raw bytes decides, before any
 * PDF is parsed.
 */
final class TrustCheck {
  private final SealPolicy policy;
  private final Instant now;
  private final RuleBook rules;

  TrustCheck(SealPolicy policy, Instant now, RuleBook rules) {
    this.policy = policy;
    this.now = now;
    this.rules = rules;
  }

  /** The chains that revocation is still to be asked for. */
  record Trust(Chain seal, Optional<SealTimestamp> timestamp) {}

  /**
   * Evaluates TIMESTAMP, TRUSTED_CHAIN and ORGANISATION.
   *
   * @return empty if no chain leads anywhere
   */
  Optional<Trust> check(SealSignature signature) {
    Optional<SealTimestamp> timestamp = timestamp(signature);
    Instant at = timestamp.map(SealTimestamp::time).orElse(now);
    X509Certificate certificate = signature.certificate();
    organisation(certificate);
    try {
      Chain chain = Chain.build(certificate, signature.certificates(), policy.anchors(), at);
      rules.require(
          SealRule.TRUSTED_CHAIN,
          SealIdentity.isMadeForSealing(certificate),
          "its certificate was not made for sealing");
      return Optional.of(new Trust(chain, timestamp));
    } catch (GeneralSecurityException e) {
      rules.refuse(
          SealRule.TRUSTED_CHAIN, "no valid chain leads from its certificate to a pinned root");
      return Optional.empty();
    }
  }

  private Optional<SealTimestamp> timestamp(SealSignature signature) {
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
              tokens.getFirst(), signature.information().getSignature(), policy.anchors(), now);
      rules.pass(SealRule.TIMESTAMP);
      return Optional.of(timestamp);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // Hostile ASN.1 surfaces as exceptions of many kinds, checked and not.
      rules.refuse(SealRule.TIMESTAMP, "the timestamp does not verify, or nobody trusted made it");
      return Optional.empty();
    }
  }

  private void organisation(X509Certificate certificate) {
    try {
      rules.require(
          SealRule.ORGANISATION,
          SealIdentity.organisations(certificate).equals(List.of(policy.organisation())),
          "its certificate names another organisation than " + policy.organisation());
    } catch (GeneralSecurityException e) {
      rules.refuse(SealRule.ORGANISATION, "its certificate's subject cannot be read");
    }
  }

  /**
   * Every document timestamp verifies, over all that stands before it.
   *
   * @return their chains
   * @throws GeneralSecurityException if one does not
   */
  List<Chain> documentTimestamps(byte[] pdf, List<SealBytes> places)
      throws GeneralSecurityException {
    List<Chain> chains = new ArrayList<>();
    for (SealBytes place : places) {
      try {
        byte[] contents = place.contents(pdf);
        byte[] token = SealBytes.der(contents);
        if (!SealBytes.isZero(contents, token.length)) {
          throw new GeneralSecurityException("there are bytes behind a document timestamp");
        }
        chains.add(SealTimestamp.verify(token, place.covered(pdf), policy.anchors(), now).chain());
      } catch (GeneralSecurityException | RuntimeException e) {
        // Hostile ASN.1 surfaces as exceptions of many kinds.
        throw new GeneralSecurityException(
            "a document timestamp does not verify, or nobody trusted made it", e);
      }
    }
    return chains;
  }

  /** Evaluates NOT_REVOKED. */
  void revocation(
      PDDocument sealed,
      SecurityStore later,
      SealSignature signature,
      Trust trust,
      List<Chain> documentTimestamps) {
    try {
      Revocation revocation =
          RevocationData.of(
              sealed,
              later,
              signature.information().getSignedAttributes(),
              policy.revocationLists(),
              now);
      revocation.requireNotRevoked(trust.seal());
      if (trust.timestamp().isPresent()) {
        revocation.requireNotRevoked(trust.timestamp().get().chain());
      }
      for (Chain chain : documentTimestamps) {
        revocation.requireNotKnownRevoked(chain);
      }
      rules.pass(SealRule.NOT_REVOKED);
    } catch (GeneralSecurityException e) {
      rules.refuse(SealRule.NOT_REVOKED, e.getMessage());
    }
  }
}
