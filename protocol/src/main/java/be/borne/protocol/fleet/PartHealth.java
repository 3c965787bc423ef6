package be.borne.protocol.fleet;

import be.borne.protocol.terminal.FaultCode;
import java.time.Instant;
import java.util.Objects;

/**
 * How one part is.
 *
 * @param part which
 * @param state how it is
 * @param fault why, when it is not ready; null otherwise or when the reason has no code
 * @param since when this state began, by the terminal's clock
 */
public record PartHealth(Part part, PartState state, FaultCode fault, Instant since) {
  public PartHealth {
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(since, "since");
  }
}
