package be.borne.device.card.recording;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The identity file and the address file ("ID and address file" 5.0) with invented values: tags and
 * lengths stay. From where a file makes no sense on, it becomes zeros.
 */
final class FieldMask {
  private static final int CHIP_NUMBER = 2;
  private static final int VALID_FROM = 3;
  private static final int VALID_UNTIL = 4;
  private static final int BIRTH_DATE = 12;
  private static final int SEX = 13;
  private static final int DOCUMENT_TYPE = 15;
  private static final int SPECIAL_STATUS = 16;
  private static final int PHOTO_HASH = 17;
  private static final int BASIC_KEY_HASH = 26;
  private static final int LAST_KNOWN_TAG = 31;

  private final LocalDate today;
  private final ChipNumbers chips;
  private final boolean identity;
  private final byte[] file;
  private final byte[] masked;

  private FieldMask(byte[] file, boolean identity, LocalDate today, ChipNumbers chips) {
    this.file = file;
    this.masked = new byte[file.length];
    this.identity = identity;
    this.today = today;
    this.chips = chips;
  }

  static byte[] identity(byte[] file, LocalDate today, ChipNumbers chips) {
    return new FieldMask(file, true, today, chips).run();
  }

  static byte[] address(byte[] file, LocalDate today, ChipNumbers chips) {
    return new FieldMask(file, false, today, chips).run();
  }

  /** Whether a file is a list of fields to its end, or to the zeros behind them. */
  static boolean isWhole(byte[] file) {
    return new FieldMask(file, true, LocalDate.EPOCH, new ChipNumbers()).isWhole();
  }

  /** Where a field lies: its header, its value, and how long the value says it is. */
  private record Field(int tag, int start, int value, int length) {
    int end() {
      return value + length;
    }
  }

  private byte[] run() {
    boolean whole = isWhole();
    Set<Integer> met = new HashSet<>();
    int at = 0;
    while (at < file.length) {
      Field field = fieldAt(at);
      // In a file that is no list of fields, what looks like a tag may be a letter of a name.
      if (field == null || (!whole && (field.tag() > LAST_KNOWN_TAG || !met.add(field.tag())))) {
        return masked;
      }
      System.arraycopy(file, at, masked, at, field.value() - at);
      int end = Math.min(field.end(), file.length);
      byte[] value =
          end == field.end()
              ? value(field.tag(), Arrays.copyOfRange(file, field.value(), end))
              : new byte[end - field.value()];
      System.arraycopy(value, 0, masked, field.value(), value.length);
      at = end;
    }
    return masked;
  }

  /** Null if the file ends within its header. */
  private Field fieldAt(int start) {
    int at = start;
    int tag = file[at++] & 0xFF;
    int length = 0;
    int part;
    do {
      if (at >= file.length) {
        return null;
      }
      part = file[at++] & 0xFF;
      length += part;
    } while (part == 0xFF);
    return new Field(tag, start, at, length);
  }

  private boolean isWhole() {
    Set<Integer> met = new HashSet<>();
    int at = 0;
    while (at < file.length) {
      Field field = fieldAt(at);
      if (field == null || field.end() > file.length) {
        return onlyZerosFrom(at);
      }
      if (!met.add(field.tag())) {
        return onlyZerosFrom(at);
      }
      at = field.end();
    }
    return true;
  }

  private boolean onlyZerosFrom(int start) {
    for (int at = start; at < file.length; at++) {
      if (file[at] != 0) {
        return false;
      }
    }
    return true;
  }

  private byte[] value(int tag, byte[] value) {
    if (!identity) {
      return tag >= 1 && tag <= LAST_KNOWN_TAG ? TextMask.masked(value) : new byte[value.length];
    }
    return switch (tag) {
      case CHIP_NUMBER -> chips.inventedFor(value);
      case VALID_FROM, VALID_UNTIL -> DateMask.validity(value, today);
      case BIRTH_DATE -> DateMask.birth(value);
      case SEX -> oneOf("MFVW", value) ? new byte[] {'M'} : TextMask.masked(value);
      case DOCUMENT_TYPE -> isNumber(value) ? value : TextMask.masked(value);
      case SPECIAL_STATUS -> oneOf("012345", value) ? new byte[] {'0'} : TextMask.masked(value);
      case 0, PHOTO_HASH, BASIC_KEY_HASH -> new byte[value.length];
      default -> tag > LAST_KNOWN_TAG ? new byte[value.length] : TextMask.masked(value);
    };
  }

  private static boolean oneOf(String characters, byte[] value) {
    return value.length == 1 && characters.indexOf(value[0]) >= 0;
  }

  private static boolean isNumber(byte[] value) {
    boolean number = value.length >= 1 && value.length <= 2;
    for (byte digit : value) {
      number &= digit >= '0' && digit <= '9';
    }
    return number;
  }
}
