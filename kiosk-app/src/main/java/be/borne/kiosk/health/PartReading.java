package be.borne.kiosk.health;

import be.borne.protocol.fleet.PartState;
import be.borne.protocol.terminal.FaultCode;
import java.util.Optional;

/**
 * What one look at a part showed.
 *
 * @param fault why it cannot serve, where there is a code for it
 */
record PartReading(PartState state, Optional<FaultCode> fault) {
  static final PartReading STARTING = new PartReading(PartState.STARTING, Optional.empty());
  static final PartReading READY = new PartReading(PartState.READY, Optional.empty());
  static final PartReading DEGRADED = new PartReading(PartState.DEGRADED, Optional.empty());

  static PartReading failed(FaultCode fault) {
    return new PartReading(PartState.FAILED, Optional.of(fault));
  }

  static PartReading absent(FaultCode fault) {
    return new PartReading(PartState.ABSENT, Optional.of(fault));
  }

  /** What keeps the terminal from serving; a part that is still starting keeps nobody. */
  Optional<FaultCode> obstacle() {
    return switch (state) {
      case ABSENT, FAILED -> Optional.of(fault.orElse(FaultCode.INTERNAL));
      case STARTING, READY, DEGRADED -> Optional.empty();
    };
  }
}
