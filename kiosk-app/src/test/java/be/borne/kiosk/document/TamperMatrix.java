package be.borne.kiosk.document;

import be.borne.kiosk.document.Forgeries.Variant;
import be.borne.kiosk.document.Samples.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes, from one good certificate at each level, what attackers make of sealed documents once they
 * are sealed: the published attacks (incremental saving, signature wrapping, universal signature
 * forgery, shadow updates) and those that know this gate.
 */
final class TamperMatrix {
  private TamperMatrix() {}

  /** Every variant at one level. */
  static List<Variant> of(Samples samples, Level level) throws Exception {
    List<Variant> all = new ArrayList<>();
    for (Forgeries forgeries :
        List.of(
            new ChangedBytes(samples, level),
            new PublishedAttacks(samples, level),
            new KnowingForgeries(samples, level))) {
      all.addAll(forgeries.variants());
    }
    return all;
  }
}
