package be.borne.townhall;

import be.borne.townhall.fleet.FleetSettings;
import be.borne.townhall.fleet.FleetSide;
import be.borne.townhall.guichet.GuichetConfiguration;
import be.borne.townhall.guichet.StaffWork;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * Section {@code [fleet]}: the half that watches terminals. It shows the same certificate as the
 * guichet and trusts the same terminals.
 *
 * @param brokerHost where terminals connect
 * @param brokerPort 0 takes any free one
 * @param consoleHost a loopback name or address
 * @param consolePort 0 takes any free one
 * @param staleAfter not heard for so long, a terminal is not believed any more
 */
record FleetSection(
    @JsonProperty("broker_host") String brokerHost,
    @JsonProperty("broker_port") int brokerPort,
    @JsonProperty("console_host") String consoleHost,
    @JsonProperty("console_port") int consolePort,
    @JsonProperty("stale_after_seconds") Duration staleAfter) {

  FleetSection {
    requireAddress(brokerHost, brokerPort, "broker");
    requireAddress(consoleHost, consolePort, "console");
    staleAfter = Objects.requireNonNullElse(staleAfter, FleetSettings.USUAL_STALE_AFTER);
    if (!staleAfter.isPositive()) {
      throw new IllegalArgumentException("fleet.stale_after_seconds: expected 1 or more");
    }
  }

  private static void requireAddress(String host, int port, String what) {
    if (host == null || host.isBlank()) {
      throw new IllegalArgumentException("fleet." + what + "_host: expected a name or address");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("fleet." + what + "_port: expected 0 to 65535");
    }
  }

  /** The fleet's side with these settings, not yet started. */
  FleetSide side(GuichetConfiguration guichet, StaffWork work, Clock clock) {
    return new FleetSide(
        new FleetSettings(
            brokerHost,
            brokerPort,
            guichet.door().certificate(),
            guichet.door().key(),
            guichet.door().authority(),
            guichet.storage().directory().resolve("fleet"),
            consoleHost,
            consolePort,
            staleAfter),
        work,
        clock);
  }
}
