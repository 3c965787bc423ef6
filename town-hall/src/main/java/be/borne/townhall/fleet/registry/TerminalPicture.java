package be.borne.townhall.fleet.registry;

import be.borne.protocol.fleet.TerminalHealth;
import java.time.Instant;
import java.util.Objects;

/**
 * What the town hall knows of one terminal.
 *
 * @param id the terminal
 * @param site where it stands, as people call the place
 * @param software version of its software
 * @param session its latest session
 * @param alive whether that session has not died
 * @param firstSeen when it was first heard of, by the town hall's clock
 * @param lastSeen when it last said anything, by the town hall's clock
 * @param health its latest report
 */
public record TerminalPicture(
    String id,
    String site,
    String software,
    long session,
    boolean alive,
    Instant firstSeen,
    Instant lastSeen,
    TerminalHealth health) {
  public TerminalPicture {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(software, "software");
    Objects.requireNonNull(firstSeen, "firstSeen");
    Objects.requireNonNull(lastSeen, "lastSeen");
    Objects.requireNonNull(health, "health");
  }
}
