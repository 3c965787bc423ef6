package be.borne.device.card.recording;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** Which file of a card is selected, told by the commands that passed over one connection. */
final class FileCursor {
  private static final int SELECT = 0x00A4;
  private static final int READ_BINARY = 0x00B0;
  private static final int MAX_BLOCK_BYTES = 256;

  private static final Map<String, Integer> DIRECTORY_BY_AID =
      Map.of(
          "A00000003029057000AD13100101FF", CardPath.MASTER_FILE,
          "A000000177504B43532D3135", CardPath.BELPIC,
          "A000000177496446696C6573", CardPath.ID);

  private int directory = CardPath.MASTER_FILE;
  private int selected = CardPath.NONE;

  /**
   * Part of a file that a command asks for.
   *
   * @param file its path below the master file, {@link CardPath#NONE} if that is not known
   * @param length as asked for
   */
  record Part(int file, int offset, int length) {
    static final Part NO_FILE = new Part(CardPath.NONE, 0, 0);
  }

  static boolean isRead(byte[] command) {
    return CommandMask.instruction(command) == READ_BINARY;
  }

  /** What a READ BINARY asks for. */
  Part part(byte[] command) {
    if (command.length != 5 || command[2] < 0) {
      // A short file number in the offset's place selects another file.
      return Part.NO_FILE;
    }
    int length = command[4] & 0xFF;
    return new Part(
        selected,
        (command[2] & 0xFF) << 8 | (command[3] & 0xFF),
        length == 0 ? MAX_BLOCK_BYTES : length);
  }

  /**
   * Follows a command.
   *
   * @param ok whether the card said yes
   */
  void after(byte[] command, boolean ok) {
    if (CommandMask.instruction(command) == SELECT && command.length > 5) {
      if (ok) {
        select(command[2], Arrays.copyOfRange(command, 5, command.length));
      }
    } else if (isRead(command) && command.length > 2 && command[2] < 0) {
      selected = CardPath.NONE;
    }
  }

  private void select(int how, byte[] data) {
    switch (how) {
      case 0x08 -> {
        directory = CardPath.MASTER_FILE;
        for (int at = 0; at + 1 < data.length; at += 2) {
          enter((data[at] & 0xFF) << 8 | (data[at + 1] & 0xFF));
        }
      }
      case 0x00, 0x02 -> {
        if (data.length == 2) {
          enter((data[0] & 0xFF) << 8 | (data[1] & 0xFF));
        }
      }
      case 0x04 -> {
        Integer found = DIRECTORY_BY_AID.get(HexFormat.of().withUpperCase().formatHex(data));
        directory = found == null ? CardPath.NONE : found;
        selected = CardPath.NONE;
      }
      default -> {
        directory = CardPath.NONE;
        selected = CardPath.NONE;
      }
    }
  }

  private void enter(int id) {
    if (id == CardPath.MASTER_FILE || id == CardPath.BELPIC || id == CardPath.ID) {
      directory = id;
      selected = CardPath.NONE;
    } else {
      selected = directory == CardPath.NONE ? CardPath.NONE : directory << 16 | id;
    }
  }
}
