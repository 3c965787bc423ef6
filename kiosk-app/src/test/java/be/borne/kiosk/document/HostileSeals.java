package be.borne.kiosk.document;

import be.borne.kiosk.document.Forgeries.Variant;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents whose seal is right and who are wrong all the same: by whom they were sealed, what
 * order they are of, or what the pinned organisation was made to seal.
 */
final class HostileSeals {
  private HostileSeals() {}

  static List<Variant> of(Samples samples) throws Exception {
    List<Variant> all = new ArrayList<>(new HostileOrigins(samples).variants());
    all.addAll(new HostileContents(samples).variants());
    return all;
  }
}
