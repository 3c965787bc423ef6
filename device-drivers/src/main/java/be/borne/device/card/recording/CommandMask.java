package be.borne.device.card.recording;

import java.util.Arrays;

/**
 * What may be known of a command. The list names what is kept; data of all other commands becomes
 * zeros, of the same length: a PIN, a PUK, a hash, a challenge, and whatever a command holds that
 * nobody has thought of. Masking twice changes nothing.
 */
final class CommandMask {
  private static final int HEADER_BYTES = 5;

  /** Paths and the names of applications are no longer. */
  private static final int MAX_SELECTION_BYTES = 16;

  /** {@code 04 80 algorithm 84 key}. */
  private static final int KEY_CHOICE_BYTES = 5;

  /** A PIN pad's settings before the command that it is to fill in (PC/SC part 10, 2.5.2). */
  private static final int PIN_PAD_HEADER_BYTES = 19;

  private static final int COMMAND_LENGTH_AT = 15;

  private CommandMask() {}

  /** A copy without what it should not tell; as long as it was. */
  static byte[] masked(byte[] command) {
    byte[] masked = command.clone();
    if (command.length > HEADER_BYTES && !keepsData(command)) {
      Arrays.fill(
          masked,
          Math.min(HEADER_BYTES + tagBytes(command), masked.length),
          masked.length,
          (byte) 0);
    }
    return masked;
  }

  private static boolean keepsData(byte[] command) {
    int data = command.length - HEADER_BYTES;
    return switch (instruction(command)) {
      case 0x00A4 -> data <= MAX_SELECTION_BYTES && data == (command[4] & 0xFF);
      case 0x0022 -> data == KEY_CHOICE_BYTES && command[5] == 0x04 && command[6] == (byte) 0x80;
      default -> false;
    };
  }

  /** INTERNAL AUTHENTICATE names what follows before the challenge itself. */
  private static int tagBytes(byte[] command) {
    return instruction(command) == 0x0088
            && command.length > HEADER_BYTES + 2
            && command[5] == (byte) 0x94
            && command[6] == command.length - HEADER_BYTES - 2
        ? 2
        : 0;
  }

  /**
   * The same for a command behind an answer that was cut short: a program that takes the end of the
   * answer for a status asks for as many bytes as it says, which are a letter of somebody's name.
   */
  static byte[] withoutLength(byte[] command) {
    byte[] masked = masked(command);
    if (masked.length == HEADER_BYTES) {
      masked[HEADER_BYTES - 1] = 0;
    }
    return masked;
  }

  /** Class and instruction. */
  static int instruction(byte[] command) {
    return command.length < 2 ? -1 : (command[0] & 0xFF) << 8 | (command[1] & 0xFF);
  }

  /**
   * The same of a command to the reader. Of a PIN pad's, its settings are kept; the PIN itself goes
   * from the pad to the card, and never passes here.
   */
  static byte[] maskedControl(byte[] command) {
    byte[] masked = new byte[command.length];
    if (isPinPadCommand(command)) {
      System.arraycopy(command, 0, masked, 0, PIN_PAD_HEADER_BYTES);
      byte[] inner = masked(Arrays.copyOfRange(command, PIN_PAD_HEADER_BYTES, command.length));
      System.arraycopy(inner, 0, masked, PIN_PAD_HEADER_BYTES, inner.length);
    }
    return masked;
  }

  private static boolean isPinPadCommand(byte[] command) {
    return command.length > PIN_PAD_HEADER_BYTES + 4
        && command[COMMAND_LENGTH_AT] == command.length - PIN_PAD_HEADER_BYTES
        && command[COMMAND_LENGTH_AT + 1] == 0
        && command[COMMAND_LENGTH_AT + 2] == 0
        && command[COMMAND_LENGTH_AT + 3] == 0
        && command[PIN_PAD_HEADER_BYTES] == 0
        && command[PIN_PAD_HEADER_BYTES + 1] == 0x20;
  }
}
