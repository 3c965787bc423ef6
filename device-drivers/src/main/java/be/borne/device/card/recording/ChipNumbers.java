package be.borne.device.card.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Invented numbers in place of those of chips: the first chip met has the first, another one
 * another, so that a card that was swapped still shows. They tell nothing of the true ones, which
 * are forgotten when this is closed.
 */
final class ChipNumbers implements AutoCloseable {
  private static final byte FILLER = (byte) 0xB0;
  private static final int MAX_CHIPS = 250;

  private final List<byte[]> met = new ArrayList<>();

  /** As long as the true one. */
  byte[] inventedFor(byte[] chip) {
    byte[] invented = new byte[chip.length];
    if (chip.length == 0) {
      return invented;
    }
    Arrays.fill(invented, FILLER);
    invented[chip.length - 1] = (byte) (1 + placeOf(chip));
    return invented;
  }

  private int placeOf(byte[] chip) {
    for (int place = 0; place < met.size(); place++) {
      if (Arrays.equals(met.get(place), chip)) {
        return place;
      }
    }
    if (met.size() < MAX_CHIPS) {
      met.add(chip.clone());
    }
    return met.size() - 1;
  }

  @Override
  public void close() {
    met.forEach(chip -> Arrays.fill(chip, (byte) 0));
    met.clear();
  }
}
