package be.borne.kiosk.document;

import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import java.util.Optional;

/**
 * What is known of a document before it is looked at; what is not known is not compared.
 *
 * @param orderReference of the order in hand
 * @param verificationCode that must stand on it
 * @param issued what the guichet said of it, its code included if it has one
 */
public record Expectation(
    Optional<String> orderReference,
    Optional<String> verificationCode,
    Optional<IssuedDocument> issued) {
  /**
   * Any document of the organisation: to look at one, not to print it. What a certificate of ours
   * carries is then judged where it is there, and not missed where it is not.
   */
  public static final Expectation NOTHING =
      new Expectation(Optional.empty(), Optional.empty(), Optional.empty());

  public Expectation {
    if (orderReference.isPresent() && !Order.REFERENCE.matcher(orderReference.get()).matches()) {
      throw new IllegalArgumentException("that is not an order reference");
    }
    if (verificationCode.isPresent()
        && !IssuedDocument.VERIFICATION_CODE.matcher(verificationCode.get()).matches()) {
      throw new IllegalArgumentException("that is not a verification code");
    }
  }

  boolean isNothing() {
    return orderReference.isEmpty() && verificationCode.isEmpty() && issued.isEmpty();
  }

  /** Whether the guichet says that it issued this document without a code. */
  boolean isWithoutCode() {
    return verificationCode.isEmpty() && issued.isPresent() && issued.get().code().isEmpty();
  }

  /** From whoever knows it. */
  Optional<String> code() {
    return verificationCode.or(() -> issued.flatMap(IssuedDocument::code));
  }
}
