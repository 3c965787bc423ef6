package be.borne.device.card;

import java.util.Map;

/**
 * What the address file (4033) says. Fields are empty where the holder has no address in Belgium.
 *
 * @param streetAndNumber as printed
 * @param postalCode four digits in Belgium
 * @param municipality in one of its languages
 */
public record Address(String streetAndNumber, String postalCode, String municipality) {
  /**
   * @param file the bytes of file 4033
   * @throws IllegalArgumentException if they are no address file; the message quotes nothing of it
   */
  public static Address parse(byte[] file) {
    Map<Integer, byte[]> fields = TagLengthValue.parse(file);
    return new Address(
        Identity.textOf(fields, 1), Identity.textOf(fields, 2), Identity.textOf(fields, 3));
  }

  /** Tells nothing of where anybody lives. */
  @Override
  public String toString() {
    return "Address[]";
  }
}
