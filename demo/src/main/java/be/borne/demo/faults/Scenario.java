package be.borne.demo.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** One run: what happens, where, and under which circumstance. */
record Scenario(Point point, Fault fault, Circumstance circumstance) {

  /**
   * The first of all combinations that fit. Every point comes once before any comes twice, and
   * every pair of point and fault with one circumstance before any has a second.
   *
   * @param runs how many; after the last combination it begins again, in another order
   */
  static List<Scenario> choose(int runs, long seed) {
    Random random = new Random(seed);
    List<Scenario> chosen = new ArrayList<>();
    while (chosen.size() < runs) {
      List<List<Scenario>> layers = new ArrayList<>();
      for (Point point : Point.values()) {
        for (Fault fault : Fault.values()) {
          List<Scenario> fitting = new ArrayList<>();
          for (Circumstance circumstance : Circumstance.values()) {
            Scenario scenario = new Scenario(point, fault, circumstance);
            if (scenario.fits()) {
              fitting.add(scenario);
            }
          }
          Collections.shuffle(fitting, random);
          for (int depth = 0; depth < fitting.size(); depth++) {
            while (layers.size() <= depth) {
              layers.add(new ArrayList<>());
            }
            layers.get(depth).add(fitting.get(depth));
          }
        }
      }
      for (List<Scenario> layer : layers) {
        Collections.shuffle(layer, random);
        chosen.addAll(everyPointFirst(layer));
      }
    }
    return List.copyOf(chosen.subList(0, runs));
  }

  /** Every combination that fits. */
  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Point point : Point.values()) {
      for (Fault fault : Fault.values()) {
        for (Circumstance circumstance : Circumstance.values()) {
          all.add(new Scenario(point, fault, circumstance));
        }
      }
    }
    all.removeIf(scenario -> !scenario.fits());
    return all;
  }

  private static List<Scenario> everyPointFirst(List<Scenario> shuffled) {
    EnumSet<Point> seen = EnumSet.noneOf(Point.class);
    List<Scenario> first = new ArrayList<>();
    List<Scenario> rest = new ArrayList<>();
    for (Scenario scenario : shuffled) {
      (scenario.fault() != Fault.NONE && seen.add(scenario.point()) ? first : rest).add(scenario);
    }
    first.addAll(rest);
    return first;
  }

  /** Whether the print cannot come through before everything is mended. */
  boolean endsInSilence() {
    return circumstance.withoutPaper()
        || fault == Fault.PRINTER_GONE
        || fault == Fault.NETWORK_GONE
        || fault == Fault.KIOSK_NETWORK_GONE;
  }

  /** Time for a print that is to come through, and none for one that cannot. */
  Duration longestPrint() {
    return endsInSilence() ? Victim.SHORT_TIMEOUT : Victim.LONG_TIMEOUT;
  }

  private boolean fits() {
    if (fault == Fault.NONE && point != Point.STATUS_ASKED) {
      return false;
    }
    if (point.isAtGuichet() && fault != Fault.NONE && !fault.isAboutClaim()) {
      return false;
    }
    if (point == Point.FIRST_SHEET) {
      // Between two sheets there must be time; and without paper there is no first one.
      return circumstance == Circumstance.SLOW;
    }
    boolean beforeTheJob = point.compareTo(Point.CREATE_ASKED) <= 0;
    return !(circumstance.withoutPaper() && beforeTheJob && fault != Fault.NONE);
  }
}
