package be.borne.agent;

import be.borne.agent.outbox.Outbox;
import be.borne.agent.outbox.Outbox.Waiting;
import be.borne.agent.outbox.Outbox.Weight;
import be.borne.agent.outbox.OutboxException;
import be.borne.protocol.fleet.FleetTopics;
import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.fleet.UpMessage;
import be.borne.protocol.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Numbers and writes what the agent says. Each session begins with a birth of sequence 0; what
 * follows rises by one, so that the receiver can tell a repetition from news.
 *
 * <p>Safe for use by several threads.
 */
final class Report {
  private final Outbox outbox;
  private final String terminal;
  private final String site;
  private final String software;
  private final Supplier<TerminalHealth> picture;
  private final Clock clock;
  private final ObjectMapper json = Json.mapper();
  private long session;
  private long sequence;

  Report(
      Outbox outbox,
      String terminal,
      String site,
      String software,
      Supplier<TerminalHealth> picture,
      Clock clock)
      throws OutboxException {
    this.outbox = outbox;
    this.terminal = terminal;
    this.site = site;
    this.software = software;
    this.picture = picture;
    this.clock = clock;
    // What is said before the first connection belongs to a session that was never born.
    this.session = outbox.nextSession();
  }

  /**
   * Begins the session of the connection that is about to be tried.
   *
   * @return its death, to be left with the broker as will
   */
  synchronized Transport.Will beginSession() throws OutboxException {
    session = outbox.nextSession();
    sequence = 0;
    return new Transport.Will(FleetTopics.up(death()), text(death()));
  }

  /** The connection stands: puts the session's birth into the outbox. */
  synchronized Waiting birth() throws OutboxException {
    return put(
        Weight.BIRTH,
        new UpMessage.Birth(
            UpMessage.VERSION,
            terminal,
            session,
            0,
            clock.instant(),
            software,
            site,
            picture.get()));
  }

  /** Puts the picture into the outbox. */
  synchronized void health(TerminalHealth health, Weight weight) throws OutboxException {
    sequence++;
    put(
        weight,
        new UpMessage.Health(
            UpMessage.VERSION, terminal, session, sequence, clock.instant(), health));
  }

  /** The death of the present session; the will, or said on a clean stop. */
  synchronized UpMessage.Death death() {
    return new UpMessage.Death(UpMessage.VERSION, terminal, session);
  }

  String text(UpMessage message) {
    try {
      return json.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message of ours cannot be written as JSON", e);
    }
  }

  private Waiting put(Weight weight, UpMessage message) throws OutboxException {
    String topic = FleetTopics.up(message);
    String payload = text(message);
    return new Waiting(outbox.put(weight, topic, payload), topic, payload);
  }
}
