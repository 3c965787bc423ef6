package be.borne.townhall.fleet;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the fleet's side of the town hall needs to know.
 *
 * @param brokerHost where terminals connect: a name or address of this machine
 * @param brokerPort 0 takes any free one
 * @param certificate PEM, the server's chain
 * @param key PEM, PKCS#8, of that certificate
 * @param authority PEM, whom terminals must chain to
 * @param dataDirectory gets {@code fleet.db} and {@code broker/}; made if need be
 * @param consoleHost a loopback name or address
 * @param consolePort 0 takes any free one
 * @param staleAfter not heard for so long, a terminal is not believed any more; more than two of
 *     the terminals' health intervals
 */
public record FleetSettings(
    String brokerHost,
    int brokerPort,
    Path certificate,
    Path key,
    Path authority,
    Path dataDirectory,
    String consoleHost,
    int consolePort,
    Duration staleAfter) {
  /** Three of the usual health intervals. */
  public static final Duration USUAL_STALE_AFTER = Duration.ofMinutes(3);

  public FleetSettings {
    require(brokerHost != null && !brokerHost.isBlank(), "broker host", "a name or address");
    require(brokerPort >= 0 && brokerPort <= 65_535, "broker port", "0 to 65535");
    require(certificate != null, "certificate", "a PEM file");
    require(key != null, "key", "a PEM file");
    require(authority != null, "authority", "a PEM file");
    require(dataDirectory != null, "data directory", "a directory");
    require(consoleHost != null && !consoleHost.isBlank(), "console host", "a loopback address");
    require(consolePort >= 0 && consolePort <= 65_535, "console port", "0 to 65535");
    require(
        staleAfter != null && staleAfter.isPositive(), "stale after", "a time longer than nothing");
  }

  private static void require(boolean holds, String setting, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(setting + ": expected " + expected);
    }
  }
}
