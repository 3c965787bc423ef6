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
  private static final int MIN_APPLET_WITH_TRIES = 0x18;
  private static final int MIN_APPLET_WITH_FREE_STATUS = 0x17;
  private static final int MAX_TRIES = 15;

  private final CardConnection card;

  EidCommands(CardConnection card) {
    this.card = card;
  }

  /** GET CARD DATA, with the tries left where the card tells them. */
  CardData cardData() throws CardFault {
    byte[] data = expectOk(getCardData(0, CARD_DATA_BYTES), "GET CARD DATA").data();
    if (data.length < CARD_DATA_BYTES) {
      throw new CardFault(CardRefusal.CARD_FAILED, "GET CARD DATA: too short");
    }
    int tries = -1;
    if (CardData.appletOf(data) >= MIN_APPLET_WITH_TRIES) {
      ApduResponse more = getCardData(1, CARD_DATA_WITH_TRIES_BYTES);
      if (more.ok() && more.data().length > PIN_TRIES_AT) {
        int told = more.data()[PIN_TRIES_AT] & 0xFF;
        tries = told <= MAX_TRIES ? told : -1;
      }
    }
    return new CardData(data, tries);
  }

  private ApduResponse getCardData(int parameter, int length) throws CardFault {
    return card.exchange(bytes(0x80, 0xE4, 0x00, parameter, length));
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
    return card.exchange(
        bytes(
            0x00,
            0xA4,
            0x08,
            0x0C,
            path.length,
            path[0],
            path[1],
            path[2],
            path[3],
            path[4],
            path[5]));
  }

  /**
   * Reads a file to its end, or a certificate to the end of its DER.
   *
   * @throws CardFault {@code NOT_AN_EID} if the card has no such file
   */
  byte[] read(CardFile file) throws CardFault {
    ApduResponse selected = select(file);
    if (!selected.ok()) {
      throw new CardFault(CardRefusal.NOT_AN_EID, "SELECT " + file + ": " + selected);
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream(BLOCK_BYTES);
    int wanted = file.maxBytes();
    while (content.size() < wanted) {
      int block = Math.min(BLOCK_BYTES, wanted - content.size());
      int offset = content.size();
      ApduResponse part =
          card.exchange(bytes(0x00, 0xB0, offset >> 8, offset & 0xFF, block & 0xFF));
      if (part.status() == 0x6B00 && offset > 0 && !file.certificate()) {
        break;
      }
      expectOk(part, "READ " + file);
      content.writeBytes(part.data());
      if (file.certificate() && offset == 0) {
        wanted = Math.min(wanted, derBytes(part.data(), file));
      }
      if (part.data().length < block) {
        break;
      }
    }
    byte[] read = content.toByteArray();
    if (file.certificate()) {
      if (read.length < wanted) {
        throw new CardFault(CardRefusal.CARD_FAILED, "READ " + file + ": ends early");
      }
      return Arrays.copyOf(read, wanted);
    }
    return read;
  }

  /** Length of a DER SEQUENCE with its header; 0 where an absent certificate left zeros. */
  private static int derBytes(byte[] start, CardFile file) throws CardFault {
    if (start.length < 4 || start[0] == 0) {
      return 0;
    }
    if (start[0] == 0x30 && (start[1] & 0xFF) == 0x82) {
      int length = 4 + ((start[2] & 0xFF) << 8 | (start[3] & 0xFF));
      if (length <= file.maxBytes()) {
        return length;
      }
    } else if (start[0] == 0x30 && (start[1] & 0xFF) == 0x81) {
      return 3 + (start[2] & 0xFF);
    }
    throw new CardFault(CardRefusal.CARD_FAILED, "READ " + file + ": no certificate");
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
      return card.exchangeSecret(command).status();
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
