package be.borne.device.virtual;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** The files of an eID behind SELECT and READ BINARY (Belpic 1.8 reference manual, chapter 6). */
final class EidFileSystem {
  private static final int MASTER_FILE = 0x3F00;
  private static final int BELPIC = 0xDF00;
  private static final int ID = 0xDF01;
  private static final int LONGEST_PATH = 6;

  private static final Map<String, Integer> DIRECTORY_BY_AID =
      Map.of(
          "A00000003029057000AD13100101FF", MASTER_FILE,
          "A000000177504B43532D3135", BELPIC,
          "A000000177496446696C6573", ID);

  private final Map<Integer, byte[]> files;
  private int directory = MASTER_FILE;
  private byte[] selected;

  /**
   * @param files by directory and file number: {@code DF014031}
   */
  EidFileSystem(Map<Integer, byte[]> files) {
    this.files = files;
  }

  /** The master file is selected again. */
  void reset() {
    directory = MASTER_FILE;
    selected = null;
  }

  byte[] select(int parameters, byte[] data) {
    return switch (parameters >> 8) {
      case 0x08 -> selectPath(data);
      case 0x02, 0x00 ->
          data.length == 2
              ? selectId(CardAnswer.number(data, 0))
              : CardAnswer.status(CardAnswer.WRONG_DATA);
      case 0x04 -> {
        Integer found = DIRECTORY_BY_AID.get(HexFormat.of().withUpperCase().formatHex(data));
        yield found == null ? CardAnswer.status(CardAnswer.NO_SUCH_FILE) : enter(found);
      }
      default -> CardAnswer.status(CardAnswer.WRONG_PARAMETERS);
    };
  }

  private byte[] selectPath(byte[] path) {
    if (path.length == 0 || path.length % 2 != 0 || path.length > LONGEST_PATH) {
      return CardAnswer.status(CardAnswer.WRONG_DATA);
    }
    int before = directory;
    byte[] selectedBefore = selected;
    directory = MASTER_FILE;
    byte[] answer = CardAnswer.ok();
    for (int at = 0; at < path.length; at += 2) {
      answer = selectId(CardAnswer.number(path, at));
      if (CardAnswer.statusOf(answer) != CardAnswer.OK) {
        directory = before;
        selected = selectedBefore;
        return answer;
      }
    }
    return answer;
  }

  private byte[] selectId(int id) {
    if (id == MASTER_FILE || id == BELPIC || id == ID) {
      return enter(id);
    }
    byte[] file = files.get(directory << 16 | id);
    if (file == null) {
      return CardAnswer.status(CardAnswer.NO_SUCH_FILE);
    }
    selected = file;
    return CardAnswer.ok();
  }

  private byte[] enter(int id) {
    directory = id;
    selected = null;
    return CardAnswer.ok();
  }

  byte[] readBinary(int offset, int length) {
    if (selected == null) {
      return CardAnswer.status(CardAnswer.NO_FILE_SELECTED);
    }
    if (offset >= selected.length) {
      return CardAnswer.status(CardAnswer.BEYOND_THE_END);
    }
    int wanted = length == 0 ? 256 : length;
    int left = selected.length - offset;
    return left < wanted
        ? CardAnswer.wanted(left)
        : CardAnswer.ok(Arrays.copyOfRange(selected, offset, offset + wanted));
  }
}
