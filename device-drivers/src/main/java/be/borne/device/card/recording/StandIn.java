package be.borne.device.card.recording;

import be.borne.device.virtual.CardGeneration;
import be.borne.device.virtual.ReissuedEid;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The card that stands in for the one of a recording. */
final class StandIn {
  private static final int BLOCK_BYTES = 256;
  private static final int CHIP_NUMBER_BYTES = 16;
  private static final int[] CERTIFICATES = {
    CardPath.AUTHENTICATION_CERTIFICATE,
    CardPath.SIGNATURE_CERTIFICATE,
    CardPath.CITIZEN_AUTHORITY,
    CardPath.ROOT,
    CardPath.REGISTER_CERTIFICATE
  };

  private final VirtualEid card;
  private final Map<Integer, Integer> lastReads = new TreeMap<>();

  StandIn(CardRecording recording, RecordedFiles files, VirtualPki pki) throws IOException {
    CardGeneration generation = files.generation();
    VirtualEid usual = VirtualEid.of(VirtualPerson.cast().getFirst(), pki, generation, Fault.NONE);
    this.card =
        ReissuedEid.of(
            pki,
            generation,
            files.signedWithSha1(),
            files.toReissue(file -> content(usual, file)),
            recording.failedChecks());
    for (int file : CERTIFICATES) {
      lastReads.put(file, (derBytes(content(card, file)) - 1) / BLOCK_BYTES * BLOCK_BYTES);
    }
    card.reset();
  }

  VirtualEid card() {
    return card;
  }

  /** As GET CARD DATA tells it. */
  byte[] chipNumber() {
    byte[] answer = card.answer(new byte[] {(byte) 0x80, (byte) 0xE4, 0x00, 0x00, 0x1C});
    return Arrays.copyOf(answer, CHIP_NUMBER_BYTES);
  }

  /** From where the last part of a certificate is read; negative for other files. */
  int lastRead(int file) {
    return lastReads.getOrDefault(file, -1);
  }

  /** Of a certificate; 1 where there is none, which takes a read to find out. */
  private static int derBytes(byte[] content) {
    return content.length >= 4 && content[0] == 0x30
        ? 4 + ((content[2] & 0xFF) << 8 | (content[3] & 0xFF))
        : 1;
  }

  private static byte[] content(VirtualEid card, int file) {
    card.answer(HexFormat.of().parseHex(String.format("00A4080C063F00%08X", file)));
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (true) {
      byte[] command = {
        0x00, (byte) 0xB0, (byte) (content.size() >> 8), (byte) content.size(), 0x00
      };
      byte[] answer = card.answer(command);
      if (answer[0] == 0x6C && answer.length == 2) {
        command[4] = answer[1];
        answer = card.answer(command);
      }
      if (answer.length <= 2) {
        return content.toByteArray();
      }
      content.write(answer, 0, answer.length - 2);
    }
  }
}
