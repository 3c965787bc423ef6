package be.borne.kiosk.document;

import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** What a citizen will hold: is it the document that was ordered, and can a stranger verify it? */
final class PaperCheck {
  private final SealedStructure structure;
  private final SealPolicy policy;
  private final Expectation expected;
  private final RuleBook rules;
  private final WorkLimit limit;

  PaperCheck(
      SealedStructure structure,
      SealPolicy policy,
      Expectation expected,
      RuleBook rules,
      WorkLimit limit) {
    this.structure = structure;
    this.policy = policy;
    this.expected = expected;
    this.rules = rules;
    this.limit = limit;
  }

  /**
   * Evaluates ORDER_REFERENCE, VERIFICATION_CODE and QR_CODE. What the document lacks altogether is
   * not asked for if nothing is known of it at all, or where the guichet says that it was issued
   * without and the policy allows that. One that carries a reference is held against it either way.
   */
  void check() throws IOException {
    boolean isWithoutCode = !policy.codeRequired() && expected.isWithoutCode();
    boolean mayLack =
        isWithoutCode || (expected.isNothing() && policy.verificationHost().isEmpty());
    String text = structure.text(limit);
    if (mayLack && structure.orderReference().isEmpty()) {
      rules.notAsked(
          SealRule.ORDER_REFERENCE, "it carries no order reference, and none was asked for");
    } else {
      checkReference(text);
    }
    Set<String> codes = new HashSet<>();
    for (Matcher code = IssuedDocument.VERIFICATION_CODE.matcher(text); code.find(); ) {
      codes.add(code.group());
    }
    if (isWithoutCode || (mayLack && codes.isEmpty())) {
      rules.notAsked(
          SealRule.VERIFICATION_CODE,
          isWithoutCode
              ? "it was issued without a verification code"
              : "its page shows no verification code, and none was asked for");
      rules.notAsked(SealRule.QR_CODE, "there is no verification code that it could lead to");
      return;
    }
    expected.code().ifPresent(code -> codes.removeIf(shown -> !shown.equals(code)));
    rules.require(
        SealRule.VERIFICATION_CODE,
        !codes.isEmpty(),
        expected.code().isPresent()
            ? "its page shows another verification code, or none"
            : "its page does not show a verification code");
    checkQrCode(codes);
  }

  private void checkReference(String text) {
    String reference = structure.orderReference();
    rules.require(
        SealRule.ORDER_REFERENCE,
        Order.REFERENCE.matcher(reference).matches(),
        "it carries no order reference");
    rules.require(
        SealRule.ORDER_REFERENCE, text.contains(reference), "its page does not show its reference");
    rules.require(
        SealRule.ORDER_REFERENCE,
        expected.orderReference().isEmpty() || expected.orderReference().get().equals(reference),
        "it is of another order");
  }

  private void checkQrCode(Set<String> codes) throws IOException {
    List<String> found = QrCodes.on(structure.document(), limit);
    if (found.size() != 1) {
      rules.refuse(
          SealRule.QR_CODE,
          found.isEmpty()
              ? "no QR code can be read on its pages"
              : "there is more than one QR code on its pages");
      return;
    }
    Optional<URI> address = address(found.getFirst());
    rules.require(
        SealRule.QR_CODE,
        codes.stream().anyMatch(code -> leadsTo(found.getFirst(), code)),
        "its QR code leads to another verification code than its page shows");
    if (address.isEmpty()) {
      rules.require(
          SealRule.QR_CODE,
          policy.verificationHost().isEmpty() && codes.contains(found.getFirst()),
          "its QR code is neither a verification code nor an address of one");
      return;
    }
    rules.require(
        SealRule.QR_CODE,
        policy.verificationHost().map(host -> isHost(address.get(), host)).orElse(true),
        "its QR code leads to another host than this organisation's");
  }

  /** The code by itself, or at the end of an address, where it is a part of its own. */
  private static boolean leadsTo(String text, String code) {
    return text.equals(code)
        || (text.endsWith(code)
            && "/=?#:".indexOf(text.charAt(text.length() - code.length() - 1)) >= 0);
  }

  private static Optional<URI> address(String text) {
    try {
      URI address = new URI(text);
      boolean web =
          "https".equalsIgnoreCase(address.getScheme())
              || "http".equalsIgnoreCase(address.getScheme());
      return web && address.getHost() != null && address.getRawUserInfo() == null
          ? Optional.of(address)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isHost(URI address, String host) {
    return address.getHost().toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
  }
}
