package be.borne.device.card;

/** Where a citizen can type the PIN: what a reader says of its own keys. */
public sealed interface ReaderAbilities {
  /**
   * It has keys on which the PIN can be typed: {@link PinEntry.OnReader}.
   *
   * @param maxDigits of the longest PIN that it takes, at least 8; an eID's may have 12
   */
  record WithPinPad(int maxDigits) implements ReaderAbilities {}

  /** It has none, or cannot verify a PIN with them: {@link PinEntry.Typed}. */
  record WithoutPinPad() implements ReaderAbilities {}

  /**
   * It did not say.
   *
   * @param detail for a technician, in English, without personal data
   */
  record Failed(CardRefusal reason, String detail) implements ReaderAbilities {}
}
