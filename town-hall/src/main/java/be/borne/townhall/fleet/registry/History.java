package be.borne.townhall.fleet.registry;

import be.borne.protocol.fleet.PartHealth;
import be.borne.protocol.fleet.TerminalHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must have happened between two reports of one terminal. */
final class History {
  private History() {}

  /**
   * @param before the earlier report
   * @param after the one that follows it
   * @param at when the later was made
   */
  static List<FleetEvent> between(TerminalHealth before, TerminalHealth after, Instant at) {
    List<FleetEvent> events = new ArrayList<>();
    for (PartHealth now : after.parts()) {
      Optional<PartHealth> then = before.part(now.part());
      boolean changed =
          then.isEmpty() || then.get().state() != now.state() || then.get().fault() != now.fault();
      if (changed) {
        Instant since = now.since().isAfter(at) ? at : now.since();
        events.add(
            new FleetEvent(
                since,
                FleetEvent.Kind.PART,
                now.part(),
                then.map(PartHealth::state).orElse(null),
                now.state(),
                now.fault()));
      }
    }
    if (after.counters().documentsDelivered() > before.counters().documentsDelivered()) {
      events.add(new FleetEvent(at, FleetEvent.Kind.DELIVERY, null, null, null, null));
    }
    if (after.counters().faultsShown() > before.counters().faultsShown()) {
      events.add(
          new FleetEvent(
              at,
              FleetEvent.Kind.FAULT_SHOWN,
              null,
              null,
              null,
              after.lastFault() == null ? null : after.lastFault().fault()));
    }
    return events;
  }
}
