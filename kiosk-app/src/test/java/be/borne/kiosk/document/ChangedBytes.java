package be.borne.kiosk.document;

import static be.borne.kiosk.document.HandMade.bytes;
import static be.borne.kiosk.document.HandMade.text;

import be.borne.kiosk.document.Samples.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Bytes flipped, added, cut off. */
final class ChangedBytes extends Forgeries {
  ChangedBytes(Samples samples, Level level) throws Exception {
    super(samples, level);
  }

  @Override
  void forge() throws Exception {
    bytesChanged();
  }

  private void bytesChanged() {
    byte[] flipped = good.clone();
    flipped[text(good).indexOf("stream") + 20] ^= 1;
    add("content byte flipped", flipped, SealRule.INTACT);
    byte[] signature = good.clone();
    signature[ranges[1] + 400] = (byte) (signature[ranges[1] + 400] == '1' ? '2' : '1');
    add("signature byte flipped", signature, SealRule.INTACT);
    byte[] padded = good.clone();
    padded[ranges[2] - 3] = '1';
    add("a byte in the padding of the seal", padded, SealRule.PADDING_IS_ZERO);
    for (String trailing : List.of("\n", " ", "\0", "%%EOF\n", "% a comment\n", "garbage")) {
      add(
          "trailing bytes " + java.util.HexFormat.of().formatHex(bytes(trailing)),
          bytes(text(good) + trailing),
          SealRule.ONLY_PROOF_FOLLOWS);
    }
    add("bytes before the header", bytes("GIF89a" + text(good)), SealRule.IS_PDF);
    for (int part = 1; part < 20; part++) {
      add(
          "truncated to " + part + "/20",
          Arrays.copyOf(good, good.length * part / 20),
          SealRule.ONE_SEAL,
          SealRule.GAP_IS_SEAL,
          SealRule.WHOLE_REVISION,
          SealRule.ONLY_PROOF_FOLLOWS);
    }
    add(
        "last byte cut off",
        Arrays.copyOf(good, good.length - 2),
        SealRule.GAP_IS_SEAL,
        SealRule.ONLY_PROOF_FOLLOWS);
    add(
        "an error stored as a document",
        "{\"error\":\"engine is busy\",\"status\":503}".getBytes(StandardCharsets.UTF_8),
        SealRule.IS_PDF);
    add("an empty file", new byte[0], SealRule.IS_PDF);
    add("oversize", Arrays.copyOf(good, 5 * 1024 * 1024), SealRule.IS_PDF);
  }
}
