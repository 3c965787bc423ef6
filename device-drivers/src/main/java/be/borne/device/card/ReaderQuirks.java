package be.borne.device.card;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * In what readers with a PIN pad differ from PC/SC part 10. All of it is known from the federal
 * middleware alone (Fedict eid-mw, {@code cardlayer/pinpad.cpp}), which learnt it from the devices.
 */
final class ReaderQuirks {

  enum Quirk {
    /** Finds the place of the PIN by itself, and only if the format says nothing but "BCD". */
    BARE_BCD,
    /** Refuses a PIN that may have more than eight digits. */
    EIGHT_DIGITS,
    /**
     * Sends a VERIFY without a PIN of its own accord, to show the tries left; cards before applet
     * 1.7 take that for a wrong PIN. The federal middleware never uses these keys. Here such cards
     * do not get as far as a PIN, their keys being too short to sign with; but a reader that makes
     * such commands is not sent any more of them.
     */
    EMPTY_VERIFY,
    /** Takes its commands disguised as commands to the card (amendment 1). */
    PSEUDO_APDUS
  }

  /**
   * @param name part of the PC/SC reader's name, upper case
   * @param firmwareBelow to which firmware it applies; a firmware that is not known is newer
   */
  private record Row(String name, int firmwareBelow, Set<Quirk> quirks) {
    Row(String name, Quirk... quirks) {
      this(name, ANY_FIRMWARE, Set.of(quirks));
    }
  }

  private static final int ANY_FIRMWARE = Integer.MAX_VALUE;

  private static final List<Row> TABLE =
      List.of(
          new Row("SPR532", 0x0506, Set.of(Quirk.BARE_BCD)),
          new Row("SPR 532", 0x0506, Set.of(Quirk.BARE_BCD)),
          new Row("SPRX32", 0x0506, Set.of(Quirk.BARE_BCD)),
          new Row("GEMPC PINPAD", Quirk.EIGHT_DIGITS, Quirk.EMPTY_VERIFY),
          new Row("VASCO DIGIPASS 840", Quirk.PSEUDO_APDUS),
          new Row("VASCO DIGIPASS 870", Quirk.PSEUDO_APDUS),
          new Row("VASCO DIGIPASS 875", Quirk.PSEUDO_APDUS),
          new Row("VASCO DIGIPASS 876", Quirk.PSEUDO_APDUS),
          new Row("VASCO DIGIPASS 920", Quirk.PSEUDO_APDUS),
          new Row("EKRYPTO PINPHAB", Quirk.PSEUDO_APDUS),
          new Row("DIOSS PINPAD", Quirk.PSEUDO_APDUS),
          new Row("ING SHIELD PRO", Quirk.PSEUDO_APDUS));

  private ReaderQuirks() {}

  /**
   * @param reader its name in PC/SC
   * @param firmware {@code 0x0506} is 5.06; empty where it cannot be known
   */
  static Set<Quirk> of(String reader, OptionalInt firmware) {
    Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    for (Row row : TABLE) {
      boolean applies =
          row.firmwareBelow == ANY_FIRMWARE
              || (firmware.isPresent() && firmware.getAsInt() < row.firmwareBelow);
      if (applies && isNamed(reader, row)) {
        quirks.addAll(row.quirks);
      }
    }
    return quirks;
  }

  /** Whether it is worth asking for the firmware, which is no part of everyday PC/SC. */
  static boolean dependOnFirmware(String reader) {
    return TABLE.stream()
        .anyMatch(row -> row.firmwareBelow != ANY_FIRMWARE && isNamed(reader, row));
  }

  private static boolean isNamed(String reader, Row row) {
    return reader.toUpperCase(Locale.ROOT).contains(row.name);
  }
}
