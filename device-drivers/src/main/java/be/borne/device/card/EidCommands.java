package be.borne.device.card;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The eID applet's commands (Belpic 1.7 and 1.8 reference manuals, chapter 6). */
final class EidCommands {
  private static final int BLOCK_BYTES = 256;
  private static final int AUTHENTICATION_KEY = 0x82;
  private static final int CARD_DATA_BYTES = 0x1C;
  private static final int CARD_DATA_WITH_TRIES_BYTES = 0x1F;
  private static final int PIN_TRIES_AT = 28;
  private static final int MIN_APPLET_WITH_FREE_STATUS = 0x17;
  private static final int MAX_TRIES = 15;
  private static final int OFFSET_BEYOND_END = 0x6B00;

  /** The longest DER of an ECDSA signature with P-384: two integers of 49 bytes. */
  private static final int MAX_P384_SIGNATURE_BYTES = 104;

  private final CardConnection card;
  private final boolean applet18;

  EidCommands(CardConnection card) {
    this.card = card;
    this.applet18 = AnswerToReset.isApplet18(card.answerToReset());
  }

  /** Whether it is a card with P-384 keys and a key of the chip's own. */
  boolean isApplet18() {
    return applet18;
  }

  /** GET CARD DATA, with the tries left where the card tells them. */
  CardData cardData() throws CardFault {
    if (applet18) {
      byte[] data = getCardData(1, CARD_DATA_WITH_TRIES_BYTES);
      int tries = data.length > PIN_TRIES_AT ? data[PIN_TRIES_AT] & 0xFF : -1;
      return new CardData(data, tries <= MAX_TRIES ? tries : -1);
    }
    return new CardData(getCardData(0, CARD_DATA_BYTES), -1);
  }

  private byte[] getCardData(int parameter, int length) throws CardFault {
    byte[] data =
        expectOk(card.exchange(bytes(0x80, 0xE4, 0x00, parameter, length)), "GET CARD DATA").data();
    if (data.length < CARD_DATA_BYTES) {
      throw new CardFault(CardRefusal.CARD_FAILED, "GET CARD DATA: too short");
    }
    return data;
  }

  /**
   * Tries left by a VERIFY without a PIN. On applets before 1.7 that costs a try, so it is not
   * done.
   *
   * @return -1 if it cannot be known for free
   */
  int triesLeftByStatus(int applet) throws CardFault {
    if (applet < MIN_APPLET_WITH_FREE_STATUS) {
      return -1;
    }
    int status = card.exchange(bytes(0x00, 0x20, 0x00, 0x01, 0x00)).status();
    if (status == 0x6983) {
      return 0;
    }
    return (status & 0xFFF0) == 0x63C0 ? status & 0xF : -1;
  }

  void selectDirectory(int id) throws CardFault {
    expectOk(
        card.exchange(bytes(0x00, 0xA4, 0x08, 0x0C, 0x04, 0x3F, 0x00, id >> 8, id & 0xFF)),
        "SELECT");
  }

  /** Whether the card knows the file. */
  boolean has(CardFile file) throws CardFault {
    return select(file).ok();
  }

  private ApduResponse select(CardFile file) throws CardFault {
    byte[] path = file.path();
    byte[] command = Arrays.copyOf(bytes(0x00, 0xA4, 0x08, 0x0C, path.length), 5 + path.length);
    System.arraycopy(path, 0, command, 5, path.length);
    return card.exchange(command);
  }

  /**
   * Reads a file as far as it is usually needed: to its end, to the end of its first block, or to
   * the end of the certificate in it.
   *
   * @return its bytes; empty where an absent certificate left zeros
   * @throws CardFault {@code NOT_AN_EID} if the card has no such file
   */
  byte[] read(CardFile file) throws CardFault {
    selectOrFail(file);
    return switch (file.ending()) {
      case OF_FILE -> blocks(file);
      case OF_BLOCK -> block(file, 0, firstBlockBytes(file)).data();
      case OF_DER -> certificate(file);
    };
  }

  /** Reads a file to its end, whatever is usually needed. */
  byte[] readWhole(CardFile file) throws CardFault {
    selectOrFail(file);
    return blocks(file);
  }

  private void selectOrFail(CardFile file) throws CardFault {
    ApduResponse selected = select(file);
    if (!selected.ok()) {
      // Only the file that every eID has tells whether it is one.
      throw new CardFault(
          file == CardFile.IDENTITY ? CardRefusal.NOT_AN_EID : CardRefusal.CARD_FAILED,
          "SELECT " + file + ": " + selected);
    }
  }

  /**
   * On applet 1.8 signatures are read without the padding behind them, whose length differs from
   * card to card: asking for exactly what can be there saves finding it out.
   */
  private int firstBlockBytes(CardFile file) {
    return applet18 && (file == CardFile.IDENTITY_SIGNATURE || file == CardFile.ADDRESS_SIGNATURE)
        ? MAX_P384_SIGNATURE_BYTES
        : file.firstBlockBytes();
  }

  private byte[] blocks(CardFile file) throws CardFault {
    ByteArrayOutputStream content = new ByteArrayOutputStream(BLOCK_BYTES);
    while (content.size() < file.maxBytes()) {
      ApduResponse part = block(file, content.size(), BLOCK_BYTES);
      content.writeBytes(part.data());
      if (part.data().length < BLOCK_BYTES) {
        return content.toByteArray();
      }
    }
    throw new CardFault(
        CardRefusal.CARD_FAILED, "READ " + file + ": longer than such a file can be");
  }

  private byte[] certificate(CardFile file) throws CardFault {
    byte[] start = block(file, 0, file.firstBlockBytes()).data();
    int length = derBytes(start, file);
    ByteArrayOutputStream content = new ByteArrayOutputStream(BLOCK_BYTES);
    content.write(start, 0, Math.min(length, start.length));
    while (content.size() < length) {
      int wanted = Math.min(BLOCK_BYTES, length - content.size());
      byte[] part = block(file, content.size(), wanted).data();
      if (part.length == 0) {
        throw new CardFault(CardRefusal.CARD_FAILED, "READ " + file + ": ends early");
      }
      content.write(part, 0, Math.min(part.length, wanted));
    }
    return content.toByteArray();
  }

  /** READ BINARY; no data, and no fault, exactly at the file's end. */
  private ApduResponse block(CardFile file, int offset, int length) throws CardFault {
    ApduResponse part = card.exchange(bytes(0x00, 0xB0, offset >> 8, offset & 0xFF, length & 0xFF));
    if (part.status() == OFFSET_BEYOND_END && offset > 0) {
      return new ApduResponse(new byte[0], part.status());
    }
    return expectOk(part, "READ " + file);
  }

  /** Length of a DER SEQUENCE with its header; 0 where an absent certificate left zeros. */
  private static int derBytes(byte[] start, CardFile file) throws CardFault {
    if (start.length == 0 || start[0] == 0) {
      return 0;
    }
    if (start.length >= 4 && start[0] == 0x30) {
      if ((start[1] & 0xFF) == 0x82) {
        int length = 4 + ((start[2] & 0xFF) << 8 | (start[3] & 0xFF));
        if (length <= file.maxBytes()) {
          return length;
        }
      } else if ((start[1] & 0xFF) == 0x81) {
        return 3 + (start[2] & 0xFF);
      }
    }
    throw new CardFault(CardRefusal.CARD_FAILED, "READ " + file + ": no certificate");
  }

  /**
   * INTERNAL AUTHENTICATE, applet 1.8: the chip signs with its own key. The card does that 5,000
   * times in its life.
   *
   * @param challenge 48 bytes, signed as they are
   */
  byte[] proveChip(byte[] challenge) throws CardFault {
    byte[] command = Arrays.copyOf(bytes(0x00, 0x88, 0x02, 0x81, 0x32, 0x94, 0x30), 7 + 48);
    System.arraycopy(challenge, 0, command, 7, 48);
    return expectOk(card.exchange(command), "INTERNAL AUTHENTICATE").data();
  }

  /** MSE SET: which key signs, and how the hash it will get was made. */
  void chooseAuthenticationKey(SignatureScheme scheme) throws CardFault {
    expectOk(
        card.exchange(
            bytes(
                0x00,
                0x22,
                0x41,
                0xB6,
                0x05,
                0x04,
                0x80,
                scheme.cardAlgorithm(),
                0x84,
                AUTHENTICATION_KEY)),
        "MSE SET");
  }

  /**
   * VERIFY. One try, never repeated.
   *
   * @param pin digits, wiped by the caller
   * @return the status
   */
  int verify(char[] pin) throws CardFault {
    byte[] command = new byte[13];
    try {
      command[1] = 0x20;
      command[3] = 0x01;
      command[4] = 0x08;
      Arrays.fill(command, 5, 13, (byte) 0xFF);
      command[5] = (byte) (0x20 | pin.length);
      for (int i = 0; i < pin.length; i++) {
        int digit = pin[i] - '0';
        int at = 6 + i / 2;
        command[at] = (byte) (i % 2 == 0 ? digit << 4 | 0x0F : (command[at] & 0xF0) | digit);
      }
      return card.exchangeOnce(command).status();
    } finally {
      Arrays.fill(command, (byte) 0);
    }
  }

  /** PSO: COMPUTE DIGITAL SIGNATURE. */
  byte[] sign(byte[] hash) throws CardFault {
    byte[] command = new byte[5 + hash.length];
    System.arraycopy(bytes(0x00, 0x2A, 0x9E, 0x9A, hash.length), 0, command, 0, 5);
    System.arraycopy(hash, 0, command, 5, hash.length);
    return expectOk(card.exchange(command), "PSO CDS").data();
  }

  /** LOG OFF: every right won by a PIN ends. */
  void logOff() throws CardFault {
    expectOk(card.exchange(bytes(0x80, 0xE6, 0x00, 0x00)), "LOG OFF");
  }

  private static ApduResponse expectOk(ApduResponse answer, String what) throws CardFault {
    if (!answer.ok()) {
      throw new CardFault(CardRefusal.CARD_FAILED, what + ": " + answer);
    }
    return answer;
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
