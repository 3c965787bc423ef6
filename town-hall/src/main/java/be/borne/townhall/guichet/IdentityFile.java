package be.borne.townhall.guichet;

import be.borne.townhall.guichet.engine.NationalNumber;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What the guichet needs of EF(ID#RN) (Belgian eID, "ID and address file" 5.0): the card's dates,
 * and its holder's number, name and day of birth. Nothing else of it is kept.
 *
 * @param validFrom tag 3, the first day
 * @param validUntil tag 4, the last day
 * @param holder tags 6 to 9 and 12; only the number must be there
 */
record IdentityFile(LocalDate validFrom, LocalDate validUntil, CardHolder holder) {
  private static final int VALID_FROM = 3;
  private static final int VALID_UNTIL = 4;
  private static final int NATIONAL_NUMBER = 6;
  private static final int SURNAME = 7;
  private static final int GIVEN_NAMES = 8;
  private static final int INITIAL = 9;
  private static final int BORN = 12;
  private static final int CHAIN = 0xFF;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd.MM.uuuu").withResolverStyle(ResolverStyle.STRICT);

  /**
   * @param file as read from the card; zeros after the last field are padding
   * @throws IllegalArgumentException if it is no identity file; never quotes it
   */
  static IdentityFile parse(byte[] file) {
    Map<Integer, byte[]> fields = fields(file);
    try {
      return new IdentityFile(
          LocalDate.parse(text(fields, VALID_FROM), DATE),
          LocalDate.parse(text(fields, VALID_UNTIL), DATE),
          new CardHolder(
              new NationalNumber(text(fields, NATIONAL_NUMBER)),
              optional(fields, SURNAME),
              optional(fields, GIVEN_NAMES),
              optional(fields, INITIAL),
              BirthDates.printed(optional(fields, BORN))));
    } catch (DateTimeParseException e) {
      // The cause would quote the field.
      throw new IllegalArgumentException("identity file has no proper dates");
    }
  }

  private static String optional(Map<Integer, byte[]> fields, int tag) {
    return fields.containsKey(tag) ? text(fields, tag) : "";
  }

  private static Map<Integer, byte[]> fields(byte[] file) {
    Map<Integer, byte[]> fields = new HashMap<>();
    int at = 0;
    while (at < file.length && !onlyZerosFrom(file, at)) {
      int tag = file[at++] & 0xFF;
      int length = 0;
      int part;
      do {
        if (at == file.length) {
          throw new IllegalArgumentException("identity file ends within a length");
        }
        part = file[at++] & 0xFF;
        length += part;
      } while (part == CHAIN);
      if (length > file.length - at) {
        throw new IllegalArgumentException("identity file ends within a field");
      }
      if (fields.put(tag, Arrays.copyOfRange(file, at, at + length)) != null) {
        throw new IllegalArgumentException("identity file has a field twice");
      }
      at += length;
    }
    return fields;
  }

  private static boolean onlyZerosFrom(byte[] file, int at) {
    for (int i = at; i < file.length; i++) {
      if (file[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static String text(Map<Integer, byte[]> fields, int tag) {
    byte[] bytes = fields.get(tag);
    if (bytes == null) {
      throw new IllegalArgumentException("identity file lacks field " + tag);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("identity file has a field that is no text", e);
    }
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "IdentityFile[hidden]";
  }
}
