package be.borne.device.card;

import be.borne.device.virtual.VirtualCard;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** A card some of whose files are somebody else's: what a forger would hand in. */
final class SubstitutedCard implements VirtualCard {
  private final VirtualCard genuine;
  private final Map<CardFile, byte[]> substitutes = new EnumMap<>(CardFile.class);
  private byte[] selected;

  SubstitutedCard(VirtualCard genuine) {
    this.genuine = genuine;
  }

  SubstitutedCard with(CardFile file, byte[] content) {
    substitutes.put(file, content);
    return this;
  }

  @Override
  public byte[] answerToReset() {
    return genuine.answerToReset();
  }

  @Override
  public void reset() {
    selected = null;
    genuine.reset();
  }

  @Override
  public byte[] answer(byte[] command) {
    if (command[1] == (byte) 0xA4) {
      selected =
          substitutes.entrySet().stream()
              .filter(
                  entry ->
                      Arrays.equals(
                          entry.getKey().path(), Arrays.copyOfRange(command, 5, command.length)))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      return genuine.answer(command);
    }
    return command[1] == (byte) 0xB0 && selected != null ? read(command) : genuine.answer(command);
  }

  private byte[] read(byte[] command) {
    int offset = (command[2] & 0xFF) << 8 | (command[3] & 0xFF);
    int length = command[4] == 0 ? 256 : command[4] & 0xFF;
    int left = selected.length - offset;
    if (left <= 0) {
      return new byte[] {0x6B, 0x00};
    }
    if (left < length) {
      return new byte[] {0x6C, (byte) left};
    }
    byte[] answer = Arrays.copyOfRange(selected, offset, offset + length + 2);
    answer[length] = (byte) 0x90;
    answer[length + 1] = 0;
    return answer;
  }

  /** A whole file of a card, as it gives it, padding included. */
  static byte[] contentOf(VirtualCard card, CardFile file) {
    byte[] path = file.path();
    byte[] select = Arrays.copyOf(new byte[] {0, (byte) 0xA4, 8, 0x0C, 6}, 11);
    System.arraycopy(path, 0, select, 5, 6);
    card.answer(select);
    byte[] content = new byte[0];
    while (true) {
      int at = content.length;
      byte[] read = {0, (byte) 0xB0, (byte) (at >> 8), (byte) at, 0};
      byte[] answer = card.answer(read);
      if (answer.length == 2 && answer[0] == 0x6C) {
        read[4] = answer[1];
        answer = card.answer(read);
      }
      if (answer.length == 2) {
        return content;
      }
      content = Bytes.joined(content, Arrays.copyOf(answer, answer.length - 2));
    }
  }
}
