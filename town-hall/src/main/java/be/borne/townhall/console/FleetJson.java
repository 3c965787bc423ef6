package be.borne.townhall.console;

import be.borne.protocol.fleet.PartHealth;
import be.borne.protocol.fleet.SupplyLevel;
import be.borne.protocol.fleet.TerminalHealth;
import be.borne.townhall.fleet.registry.Ingest;
import be.borne.townhall.fleet.registry.TerminalPicture;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The picture of the fleet for scripts, at {@code /api/fleet}.
 *
 * @param at when it was taken
 */
record FleetJson(Instant at, Summary summary, List<Terminal> terminals, Ingest.Counts ingest) {

  /** How many terminals, and how many with each answer. */
  record Summary(int terminals, long yes, long soon, long no, long documentsDelivered) {}

  /** One terminal; the answer is yes, soon or no. */
  record Terminal(
      String id,
      String site,
      String software,
      String answer,
      String headline,
      List<Reason> reasons,
      boolean alive,
      boolean stale,
      Instant lastSeen,
      long session,
      TerminalHealth.Activity activity,
      List<PartHealth> parts,
      TerminalHealth.Counters counters,
      TerminalHealth.ShownFault lastFault,
      List<SupplyLevel> supplies) {}

  /** Why; the code is absent if the reason has none. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Reason(String code, String words) {}

  static FleetJson of(
      List<TerminalPicture> pictures, Ingest.Counts ingest, Instant now, Duration staleAfter) {
    List<Terminal> terminals =
        pictures.stream().map(picture -> terminal(picture, now, staleAfter)).toList();
    return new FleetJson(
        now,
        new Summary(
            terminals.size(),
            count(terminals, Answer.YES),
            count(terminals, Answer.SOON),
            count(terminals, Answer.NO),
            terminals.stream()
                .mapToLong(terminal -> terminal.counters().documentsDelivered())
                .sum()),
        terminals,
        ingest);
  }

  private static long count(List<Terminal> terminals, Answer answer) {
    return terminals.stream().filter(terminal -> terminal.answer().equals(answer.key())).count();
  }

  private static Terminal terminal(TerminalPicture picture, Instant now, Duration staleAfter) {
    Verdict verdict = Verdict.of(picture, now, staleAfter);
    return new Terminal(
        picture.id(),
        picture.site(),
        picture.software(),
        verdict.answer().key(),
        verdict.answer().words(),
        verdict.reasons().stream()
            .map(reason -> new Reason(reason.code(), reason.words()))
            .toList(),
        picture.alive(),
        verdict.stale(),
        picture.lastSeen(),
        picture.session(),
        picture.health().activity(),
        picture.health().parts(),
        picture.health().counters(),
        picture.health().lastFault(),
        picture.health().supplies());
  }
}
