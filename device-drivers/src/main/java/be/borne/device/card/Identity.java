package be.borne.device.card;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the identity file (4031) says of the card's holder. Accessors answer an empty text where the
 * card holds none. Knowing an {@code Identity} says nothing about its truth: that is what {@link
 * VerifiedIdentity} is for.
 */
public final class Identity {
  /** As the card tells it: {@code M}, or {@code F}, {@code V}, {@code W} by language. */
  public enum Sex {
    MALE,
    FEMALE,
    UNKNOWN
  }

  /** A file is no longer either. */
  private static final int MAX_TEXT_CHARS = TagLengthValue.MAX_FILE_BYTES;

  /** Tags whose value is bytes: all others are text. */
  private static final Set<Integer> BINARY_TAGS = Set.of(0, 2, 17, 26);

  private static final int LAST_KNOWN_TAG = 31;

  private final Map<Integer, byte[]> fields;
  private final LocalDate validFrom;
  private final LocalDate validUntil;

  private Identity(Map<Integer, byte[]> fields) {
    this.fields = fields;
    this.validFrom = CardDates.numeric(textOf(fields, 3));
    this.validUntil = CardDates.numeric(textOf(fields, 4));
    // Refuse here what an accessor could otherwise stumble over later.
    for (int tag = 1; tag <= LAST_KNOWN_TAG; tag++) {
      if (!BINARY_TAGS.contains(tag)) {
        textOf(fields, tag);
      }
    }
    if (!textOf(fields, 6).matches("[0-9]{11}")) {
      throw new IllegalArgumentException("national number is not eleven digits");
    }
    if (textOf(fields, 7).isBlank()) {
      throw new IllegalArgumentException("no surname");
    }
    if (chipNumber().length == 0) {
      throw new IllegalArgumentException("no chip number");
    }
  }

  /**
   * @param file the bytes of file 4031
   * @throws IllegalArgumentException if they are no identity file; the message quotes nothing of it
   */
  public static Identity parse(byte[] file) {
    return new Identity(TagLengthValue.parse(file));
  }

  public String cardNumber() {
    return text(1);
  }

  /** The chip's serial number, usually sixteen bytes. */
  public byte[] chipNumber() {
    return bytes(2);
  }

  public LocalDate validFrom() {
    return validFrom;
  }

  /** The last day on which the card is valid. */
  public LocalDate validUntil() {
    return validUntil;
  }

  public String issuingMunicipality() {
    return text(5);
  }

  /** Eleven digits. Only for what a law allows; never for a log or a screen. */
  public String nationalNumber() {
    return text(6);
  }

  public String surname() {
    return text(7);
  }

  /** The first two given names. */
  public String givenNames() {
    return text(8);
  }

  /** First letter of the third given name. */
  public String thirdNameInitial() {
    return text(9);
  }

  public String nationality() {
    return text(10);
  }

  public String birthPlace() {
    return text(11);
  }

  /** As printed on the card, in the holder's language: {@code 03 MARS 1950}. */
  public String birthDateAsPrinted() {
    return text(12);
  }

  /** Empty where only the year or nothing is known. */
  public Optional<LocalDate> birthDate() {
    return CardDates.printed(birthDateAsPrinted());
  }

  /** Empty where nothing is known. */
  public OptionalInt birthYear() {
    return CardDates.yearOf(birthDateAsPrinted());
  }

  public Sex sex() {
    return switch (text(13)) {
      case "M" -> Sex.MALE;
      case "F", "V", "W" -> Sex.FEMALE;
      default -> Sex.UNKNOWN;
    };
  }

  public String nobleCondition() {
    return text(14);
  }

  public DocumentType documentType() {
    return DocumentType.ofText(text(15));
  }

  /** The number of the document type as it stands on the card; empty if it has none. */
  public String documentTypeCode() {
    return text(15);
  }

  boolean isChildsCard() {
    return documentType().isChilds();
  }

  /** {@code 0} none, 1 white cane, 2 extended minority, 3 both, 4 yellow cane, 5 yellow and 2. */
  public String specialStatus() {
    return text(16);
  }

  /** 20, 32 or 48 bytes of SHA-1, SHA-256 or SHA-384; empty if the card names no photo. */
  public byte[] photoHash() {
    return bytes(17);
  }

  public String duplicate() {
    return text(18);
  }

  public String specialOrganisation() {
    return text(19);
  }

  /** The field's presence is the answer; it holds nothing. */
  public boolean familyMemberOfUnionCitizen() {
    return fields.containsKey(20);
  }

  /** Date and country of the protection of a refugee. */
  public String protection() {
    return text(21);
  }

  /** A digit or letter of the mention on a foreigner's card: {@code 7}, {@code 8}, {@code 9}. */
  public String specialMention() {
    return text(22);
  }

  /** VAT numbers of a cross-border worker's employers, up to two. */
  public List<String> employerVatNumbers() {
    return Stream.of(text(23), text(24)).filter(number -> !number.isEmpty()).toList();
  }

  public String regionalFileNumber() {
    return text(25);
  }

  /** Hash of the card's basic key (file 4040), applet 1.8; empty on older cards. */
  public byte[] basicKeyHash() {
    return bytes(26);
  }

  /** Mentions of a card under the withdrawal agreement, up to two. */
  public List<String> brexitMentions() {
    return Stream.of(text(27), text(28)).filter(mention -> !mention.isEmpty()).toList();
  }

  /** Mentions of an A card, up to two. */
  public List<String> cardAMentions() {
    return Stream.of(text(29), text(30)).filter(mention -> !mention.isEmpty()).toList();
  }

  /** Since when an EU citizen has the right to stay, as it stands on an EU or EU+ card. */
  public String unionCitizenSince() {
    return text(31);
  }

  /**
   * Any field of text, by its tag.
   *
   * @return its text, empty if the card does not have it
   */
  public String text(int tag) {
    return textOf(fields, tag);
  }

  private byte[] bytes(int tag) {
    byte[] value = fields.get(tag);
    return value == null ? new byte[0] : value.clone();
  }

  static String textOf(Map<Integer, byte[]> fields, int tag) {
    byte[] value = fields.get(tag);
    if (value == null) {
      return "";
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString().strip();
      if (text.length() > MAX_TEXT_CHARS || text.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("field " + tag + " is no text");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("field " + tag + " is no UTF-8");
    }
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "Identity[]";
  }
}
