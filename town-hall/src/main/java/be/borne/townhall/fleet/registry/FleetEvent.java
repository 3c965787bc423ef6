package be.borne.townhall.fleet.registry;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartState;
import be.borne.protocol.terminal.FaultCode;
import java.time.Instant;
import java.util.Objects;

/**
 * Something that happened to a terminal.
 *
 * @param at by the terminal's clock, but never after the town hall heard of it
 * @param kind what
 * @param part which part; null unless {@link Kind#PART}
 * @param was its state before; null unless {@link Kind#PART}, or if it was not reported before
 * @param became its state since; null unless {@link Kind#PART}
 * @param fault why; null if there is no code for it
 */
public record FleetEvent(
    Instant at, Kind kind, Part part, PartState was, PartState became, FaultCode fault) {

  /** What can happen. */
  public enum Kind {
    /** The terminal has connected. */
    BIRTH,
    /** The terminal has gone, with or without a word. */
    DEATH,
    /** A part has changed its state or its fault. */
    PART,
    /** A document was delivered to a citizen. */
    DELIVERY,
    /** A citizen was shown a fault. */
    FAULT_SHOWN
  }

  public FleetEvent {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(kind, "kind");
  }
}
