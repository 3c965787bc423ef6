package be.borne.device.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Speaks to a card in hexadecimal, without a reader. */
record CardBench(VirtualCard card) {
  static final String RIGHT_PIN = "0020000108241234FFFFFFFFFF";
  static final String WRONG_PIN = "0020000108249999FFFFFFFFFF";

  /** The last of some commands is answered by this status. */
  void assertStatus(String expected, String... commands) {
    String last = "";
    for (String command : commands) {
      last = status(command);
    }
    assertEquals(expected, last);
  }

  String status(String command) {
    byte[] answer = card.answer(HexFormat.of().parseHex(command));
    return HexFormat.of().withUpperCase().formatHex(answer, answer.length - 2, answer.length);
  }

  /** The data of a command, which must succeed; fetched if it waits. */
  byte[] data(String command) {
    byte[] answer = card.answer(HexFormat.of().parseHex(command));
    if (answer.length == 2 && answer[0] == 0x61) {
      answer = card.answer(new byte[] {0, (byte) 0xC0, 0, 0, answer[1]});
    }
    assertEquals(0x9000, CardAnswer.statusOf(answer), "status of " + command);
    return Arrays.copyOf(answer, answer.length - 2);
  }

  /**
   * @param path below the master file: {@code DF014031}
   */
  byte[] file(String path) {
    assertStatus("9000", "00A4080C063F00" + path);
    return rest();
  }

  /** The selected file. */
  byte[] rest() {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (true) {
      String read = String.format("00B0%04X", content.size());
      String status = status(read + "00");
      if (status.equals("6B00")) {
        return content.toByteArray();
      }
      content.writeBytes(data(read + (status.startsWith("6C") ? status.substring(2) : "00")));
    }
  }

  X509Certificate certificate(String path) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(file(path)));
  }

  /** The identity's fields by tag, read as the register's manual describes them. */
  Map<Integer, byte[]> identity() {
    byte[] file = file("DF014031");
    Map<Integer, byte[]> fields = new LinkedHashMap<>();
    int at = 0;
    while (at < file.length) {
      int tag = file[at++] & 0xFF;
      int length = 0;
      int part;
      do {
        part = file[at++] & 0xFF;
        length += part;
      } while (part == 0xFF);
      fields.put(tag, Arrays.copyOfRange(file, at, at + length));
      at += length;
    }
    return fields;
  }
}
