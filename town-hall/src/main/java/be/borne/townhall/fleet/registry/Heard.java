package be.borne.townhall.fleet.registry;

import be.borne.protocol.fleet.UpMessage;
import java.time.Instant;
import java.util.Objects;

/**
 * A message of a terminal.
 *
 * @param message what it said
 * @param at when the town hall heard it
 */
public record Heard(UpMessage message, Instant at) {
  public Heard {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(at, "at");
  }
}
