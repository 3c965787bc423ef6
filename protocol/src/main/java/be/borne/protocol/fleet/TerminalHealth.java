package be.borne.protocol.fleet;

import be.borne.protocol.terminal.FaultCode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A terminal's whole picture at one moment, as the kiosk tells the agent (one JSON line on the
 * health socket) and the agent tells the fleet. Holds nothing about any citizen.
 *
 * @param parts at most one entry for each part
 * @param activity whether someone is being served
 * @param counters since the terminal was enrolled
 * @param lastFault the last fault a citizen was shown; null if none yet
 * @param supplies what the printer has of paper and toner, at most 16; empty if it does not say,
 *     and in what a terminal of an older version sends
 */
public record TerminalHealth(
    List<PartHealth> parts,
    Activity activity,
    Counters counters,
    ShownFault lastFault,
    List<SupplyLevel> supplies) {
  public static final int MAX_SUPPLIES = 16;

  /** Whether someone stands at the terminal; never who. */
  public enum Activity {
    IDLE,
    SERVING,
    OUT_OF_SERVICE
  }

  /**
   * Rise only, and survive restarts.
   *
   * @param documentsDelivered certificates observed to have been printed
   * @param documentsUnknown print jobs of which nobody could tell the outcome
   * @param sessions sessions begun by inserting a card
   * @param faultsShown fault screens that citizens saw
   */
  public record Counters(
      long documentsDelivered, long documentsUnknown, long sessions, long faultsShown) {
    public Counters {
      if (documentsDelivered < 0 || documentsUnknown < 0 || sessions < 0 || faultsShown < 0) {
        throw new IllegalArgumentException("a counter is negative");
      }
    }
  }

  /** A fault as it was shown on the screen. */
  public record ShownFault(FaultCode fault, Instant at) {
    public ShownFault {
      Objects.requireNonNull(fault, "fault");
      Objects.requireNonNull(at, "at");
    }
  }

  /** Of a printer that says nothing of its supplies. */
  public TerminalHealth(
      List<PartHealth> parts, Activity activity, Counters counters, ShownFault lastFault) {
    this(parts, activity, counters, lastFault, List.of());
  }

  public TerminalHealth {
    supplies = List.copyOf(Objects.requireNonNullElse(supplies, List.of()));
    if (supplies.size() > MAX_SUPPLIES) {
      throw new IllegalArgumentException("more supplies than any printer has");
    }
    parts = List.copyOf(Objects.requireNonNull(parts, "parts"));
    Objects.requireNonNull(activity, "activity");
    Objects.requireNonNull(counters, "counters");
    if (parts.stream().map(PartHealth::part).distinct().count() != parts.size()) {
      throw new IllegalArgumentException("a part is reported twice");
    }
  }

  public Optional<PartHealth> part(Part part) {
    return parts.stream().filter(health -> health.part() == part).findFirst();
  }
}
