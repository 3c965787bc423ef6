package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * PIN_VERIFY_STRUCTURE (PC/SC part 10 v2.02.09, 2.5) read back.
 *
 * @param pinAt byte of the data in which the PIN begins
 */
record PinVerifyRequest(
    int firstKeySeconds,
    int furtherKeysSeconds,
    int format,
    int pinAt,
    int minDigits,
    int maxDigits,
    int language) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String VERIFY = "002000010820FFFFFFFFFFFFFF";

  static PinVerifyRequest parsed(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int firstKeySeconds = in.get() & 0xFF;
    int furtherKeysSeconds = in.get() & 0xFF;
    int format = in.get() & 0xFF;
    assertEquals(1, format & 0x03, "digits in BCD");
    assertEquals(0, format & 0x04, "flush left");
    // Old firmware takes a bare format and knows the place, which is behind the length.
    int pinAt = format == 0x01 ? 1 : format >> 3 & 0x0F;
    assertTrue(format == 0x01 || (format & 0x80) != 0, "units are bytes");
    assertEquals(0x47, in.get() & 0xFF, "four bits of length, seven bytes of PIN");
    assertEquals(0x04, in.get() & 0xFF, "the length stands at bit 4");
    int digits = in.getShort() & 0xFFFF;
    assertEquals(0x02, in.get(), "the green key ends it");
    assertEquals(1, in.get(), "one message");
    int language = in.getShort() & 0xFFFF;
    assertEquals(0, in.get(), "the first message");
    byte[] prologue = new byte[3];
    in.get(prologue);
    assertArrayEquals(new byte[3], prologue);
    byte[] command = new byte[in.getInt()];
    in.get(command);
    assertEquals(0, in.remaining());
    assertEquals(VERIFY, HEX.formatHex(command));
    return new PinVerifyRequest(
        firstKeySeconds, furtherKeysSeconds, format, pinAt, digits >> 8, digits & 0xFF, language);
  }

  /** The command with the PIN's length four bits into the data and the digits where they go. */
  byte[] filledIn(String pin) {
    byte[] filled = HEX.parseHex(VERIFY);
    filled[5] = (byte) ((filled[5] & 0xF0) | pin.length());
    for (int i = 0; i < pin.length(); i++) {
      int at = 5 + pinAt + i / 2;
      int digit = pin.charAt(i) - '0';
      filled[at] =
          (byte) (i % 2 == 0 ? (filled[at] & 0x0F) | digit << 4 : (filled[at] & 0xF0) | digit);
    }
    return filled;
  }
}
