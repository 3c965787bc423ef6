package be.borne.townhall;

import be.borne.townhall.fleet.FleetSettings;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Section {@code [fleet]} of {@code town-hall.toml}: broker and console. Without it the program is
 * a guichet only.
 *
 * @param brokerHost a name or address to listen on
 * @param brokerPort 0 takes any free one
 * @param consoleHost a loopback name or address
 * @param consolePort 0 takes any free one
 * @param certificate PEM chain of the broker
 * @param key PEM, PKCS#8, of that certificate
 * @param authority PEM, whom terminals must chain to
 * @param staleAfter not heard for so long, a terminal is not believed any more; three minutes if
 *     absent
 */
record FleetConfiguration(
    @JsonProperty("broker_host") String brokerHost,
    @JsonProperty("broker_port") int brokerPort,
    @JsonProperty("console_host") String consoleHost,
    @JsonProperty("console_port") int consolePort,
    Path certificate,
    Path key,
    Path authority,
    @JsonProperty("stale_after_seconds") Duration staleAfter) {

  FleetConfiguration {
    staleAfter = Objects.requireNonNullElse(staleAfter, FleetSettings.USUAL_STALE_AFTER);
  }

  /** The settings with their data in {@code fleet} below the town hall's own folder. */
  FleetSettings below(Path storage) {
    return new FleetSettings(
        brokerHost,
        brokerPort,
        certificate,
        key,
        authority,
        storage.resolve("fleet"),
        consoleHost,
        consolePort,
        staleAfter);
  }
}
