package be.borne.agent;

import java.time.Duration;
import java.util.Objects;

/**
 * How patient the agent is.
 *
 * @param healthInterval between two reports when nothing changes
 * @param kioskSilence after this without a word from the kiosk it has failed
 * @param connectTimeout for one attempt to reach the broker
 * @param acknowledgeTimeout after this without acknowledgement a link counts as broken
 * @param firstRetry before the second attempt; doubles from there, with jitter
 * @param longestRetry the most between two attempts
 * @param farewell for the last words on a clean stop
 */
record AgentTiming(
    Duration healthInterval,
    Duration kioskSilence,
    Duration connectTimeout,
    Duration acknowledgeTimeout,
    Duration firstRetry,
    Duration longestRetry,
    Duration farewell) {

  AgentTiming {
    Objects.requireNonNull(healthInterval, "healthInterval");
    Objects.requireNonNull(kioskSilence, "kioskSilence");
    Objects.requireNonNull(connectTimeout, "connectTimeout");
    Objects.requireNonNull(acknowledgeTimeout, "acknowledgeTimeout");
    Objects.requireNonNull(firstRetry, "firstRetry");
    Objects.requireNonNull(longestRetry, "longestRetry");
    Objects.requireNonNull(farewell, "farewell");
  }

  /**
   * The usual patience. The kiosk speaks every six seconds, so that twenty are three missed words;
   * a bus on mobile data needs ten and more for a handshake.
   */
  static AgentTiming usual(Duration healthInterval) {
    return new AgentTiming(
        healthInterval,
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        Duration.ofSeconds(3));
  }
}
