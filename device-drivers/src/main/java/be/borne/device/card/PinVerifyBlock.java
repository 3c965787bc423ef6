package be.borne.device.card;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Set;

/**
 * What a reader is told of the PIN that it shall ask for: PIN_VERIFY_STRUCTURE (PC/SC part 10
 * v2.02.09, 2.5), numbers least significant byte first, and in it the eID's VERIFY with the place
 * of the PIN left open (Belpic reference manual, chapter 6).
 */
final class PinVerifyBlock {
  static final int MIN_DIGITS = 4;
  private static final int MAX_DIGITS = 12;
  private static final int FEWER_MAX_DIGITS = 8;

  /** Units are bytes, the PIN begins one byte into the data, flush left, two digits a byte. */
  private static final int FORMAT = 0x80 | 1 << 3 | 0x01;

  private static final int FORMAT_BARE_BCD = 0x01;

  /** The PIN's length takes four bits, the PIN seven bytes. */
  private static final int BLOCK = 0x47;

  /** The PIN's length stands four bits into the data. */
  private static final int LENGTH_AT = 0x04;

  /** The green key ends the entry; nothing else does. */
  private static final int ON_VALIDATION_KEY = 0x02;

  private static final int ONE_MESSAGE = 1;
  private static final int FIRST_MESSAGE = 0;

  /** Only readers that speak T=1 look at it. */
  private static final byte[] NO_PROLOGUE = new byte[3];

  private static final byte[] VERIFY = HexFormat.of().parseHex("002000010820FFFFFFFFFFFFFF");
  private static final int HEADER_BYTES = 19;

  private PinVerifyBlock() {}

  /** The longest PIN that can be typed at such a reader. */
  static int maxDigits(Set<ReaderQuirks.Quirk> quirks) {
    return quirks.contains(ReaderQuirks.Quirk.EIGHT_DIGITS) ? FEWER_MAX_DIGITS : MAX_DIGITS;
  }

  static byte[] of(PinEntry.OnReader entry, Set<ReaderQuirks.Quirk> quirks) {
    byte seconds = (byte) entry.timeout().toSeconds();
    boolean bare = quirks.contains(ReaderQuirks.Quirk.BARE_BCD);
    return ByteBuffer.allocate(HEADER_BYTES + VERIFY.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(seconds) // bTimerOut: until the first key
        .put(seconds) // bTimerOut2: from then on
        .put((byte) (bare ? FORMAT_BARE_BCD : FORMAT)) // bmFormatString
        .put((byte) BLOCK) // bmPINBlockString
        .put((byte) LENGTH_AT) // bmPINLengthFormat
        .putShort((short) (MIN_DIGITS << 8 | maxDigits(quirks))) // wPINMaxExtraDigit
        .put((byte) ON_VALIDATION_KEY) // bEntryValidationCondition
        .put((byte) ONE_MESSAGE) // bNumberMessage
        .putShort((short) entry.language().languageId()) // wLangId
        .put((byte) FIRST_MESSAGE) // bMsgIndex
        .put(NO_PROLOGUE) // bTeoPrologue
        .putInt(VERIFY.length) // ulDataLength
        .put(VERIFY) // abData
        .array();
  }
}
