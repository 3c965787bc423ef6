package be.borne.demo.bench;

import be.borne.device.virtual.VirtualCard;
import java.util.Arrays;

/**
 * The least that any program could do with a card whose files' lengths it knew beforehand: one
 * SELECT a file, one READ BINARY a block, no question too many.
 */
final class CardBound {
  private static final int BLOCK_BYTES = 256;
  private static final int PATH_BYTES = 6;

  private final VirtualCard card;
  private int commands;
  private int characters;
  private int signatures;

  CardBound(VirtualCard card) {
    this.card = card;
  }

  /** All of a file below the master file. */
  CardBound file(int directory, int id) {
    return read(content(directory, id).length);
  }

  /** A certificate without the zeros behind it. */
  CardBound certificate(int directory, int id) {
    byte[] content = content(directory, id);
    return read(4 + ((content[2] & 0xFF) << 8 | (content[3] & 0xFF)));
  }

  private CardBound read(int length) {
    add(PATH_BYTES);
    for (int left = length; left > 0; left -= BLOCK_BYTES) {
      add(Math.min(left, BLOCK_BYTES));
    }
    return this;
  }

  /** MSE SET, VERIFY, PSO, GET RESPONSE. */
  CardBound signature(int hashBytes, int signatureBytes) {
    add(5);
    add(8);
    add(hashBytes);
    add(signatureBytes);
    signatures++;
    return this;
  }

  private void add(int data) {
    commands++;
    characters += Wire.charactersOf(data);
  }

  Wire.Cost at(Wire.Pace pace) {
    return new Wire.Cost(commands, characters, pace.millis(commands, characters, signatures));
  }

  private byte[] content(int directory, int id) {
    card.answer(
        new byte[] {
          0,
          (byte) 0xA4,
          8,
          0x0C,
          PATH_BYTES,
          0x3F,
          0,
          (byte) (directory >> 8),
          (byte) directory,
          (byte) (id >> 8),
          (byte) id
        });
    byte[] content = new byte[0];
    while (true) {
      byte[] read = {0, (byte) 0xB0, (byte) (content.length >> 8), (byte) content.length, 0};
      byte[] answer = card.answer(read);
      if (answer.length == 2 && answer[0] == 0x6C) {
        read[4] = answer[1];
        answer = card.answer(read);
      }
      if (answer.length == 2) {
        return content;
      }
      int before = content.length;
      content = Arrays.copyOf(content, before + answer.length - 2);
      System.arraycopy(answer, 0, content, before, answer.length - 2);
    }
  }
}
