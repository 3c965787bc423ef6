package be.borne.kiosk.document;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whose documents a terminal prints.
 *
 * @param anchors pinned roots, of seals and of timestamps; at least one
 * @param organisation the only organisation identifier (2.5.4.97) accepted: {@code NTRBE-…}
 * @param revocationLists brought from outside, for documents that carry none (B-B, B-T); believed
 *     as little as embedded ones before their signature is verified
 * @param verificationHost where the QR codes of this organisation lead; empty if nobody said
 * @param codeRequired whether every document has a verification code and its order's reference;
 *     otherwise those lack it of which the guichet says that they were issued without
 */
public record SealPolicy(
    List<X509Certificate> anchors,
    String organisation,
    List<X509CRL> revocationLists,
    Optional<String> verificationHost,
    boolean codeRequired) {
  public SealPolicy {
    anchors = List.copyOf(anchors);
    revocationLists = List.copyOf(revocationLists);
    if (anchors.isEmpty()) {
      throw new IllegalArgumentException("a gate without a pinned root lets nothing through");
    }
  }

  /** With nothing but the roots and the organisation: the document must bring the rest. */
  public static SealPolicy of(Collection<X509Certificate> anchors, String organisation) {
    return new SealPolicy(List.copyOf(anchors), organisation, List.of(), Optional.empty(), true);
  }

  public SealPolicy with(Collection<X509CRL> lists) {
    return new SealPolicy(
        anchors, organisation, List.copyOf(lists), verificationHost, codeRequired);
  }

  public SealPolicy withVerificationHost(String host) {
    return new SealPolicy(anchors, organisation, revocationLists, Optional.of(host), codeRequired);
  }

  /** For the documents of an engine that prints no codes of ours. */
  public SealPolicy withCodesWhereIssued() {
    return new SealPolicy(anchors, organisation, revocationLists, verificationHost, false);
  }
}
