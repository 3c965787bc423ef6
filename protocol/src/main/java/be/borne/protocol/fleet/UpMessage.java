package be.borne.protocol.fleet;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a terminal's agent says to the fleet, JSON over MQTT at QoS 1. A delivery may come twice:
 * the receiver keeps one of each (terminal, session, sequence) and passes over what is older than
 * it has. Modelled on Sparkplug 3's birth and death certificates, over topics of our own.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = UpMessage.Birth.class, name = "birth"),
  @JsonSubTypes.Type(value = UpMessage.Health.class, name = "health"),
  @JsonSubTypes.Type(value = UpMessage.Death.class, name = "death")
})
public sealed interface UpMessage {
  /** Version of the message format. Raised only when an older receiver would misunderstand. */
  int VERSION = 1;

  Pattern TERMINAL = Pattern.compile("[a-z0-9][a-z0-9-]{1,62}");

  int version();

  /** The terminal's identifier, the common name of its client certificate. */
  String terminal();

  /** Rises with every connection of the agent to the broker; a death belongs to one session. */
  long session();

  /**
   * First message of every connection: the whole picture.
   *
   * @param sequence 0
   * @param at the terminal's clock
   * @param software version of the terminal's software
   * @param site where it stands, as people call the place
   */
  record Birth(
      int version,
      String terminal,
      long session,
      long sequence,
      Instant at,
      String software,
      String site,
      TerminalHealth health)
      implements UpMessage {
    public Birth {
      check(terminal, session);
      checkSequence(sequence);
      Objects.requireNonNull(at, "at");
      checkText(software, "software", 60);
      checkText(site, "site", 120);
      Objects.requireNonNull(health, "health");
    }
  }

  /**
   * Every minute, and at once on change.
   *
   * @param sequence rises by one within a session
   * @param at the terminal's clock
   */
  record Health(
      int version, String terminal, long session, long sequence, Instant at, TerminalHealth health)
      implements UpMessage {
    public Health {
      check(terminal, session);
      checkSequence(sequence);
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(health, "health");
    }
  }

  /**
   * The will: published by the broker when the session ends without a word, or by the agent on a
   * clean stop.
   */
  record Death(int version, String terminal, long session) implements UpMessage {
    public Death {
      check(terminal, session);
    }
  }

  private static void check(String terminal, long session) {
    if (terminal == null || !TERMINAL.matcher(terminal).matches()) {
      throw new IllegalArgumentException("terminal does not have the shape " + TERMINAL.pattern());
    }
    if (session < 0) {
      throw new IllegalArgumentException("session is negative");
    }
  }

  private static void checkSequence(long sequence) {
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence is negative");
    }
  }

  private static void checkText(String value, String name, int maxChars) {
    if (value == null || value.isBlank() || value.length() > maxChars) {
      throw new IllegalArgumentException(name + " is missing or longer than " + maxChars);
    }
  }
}
