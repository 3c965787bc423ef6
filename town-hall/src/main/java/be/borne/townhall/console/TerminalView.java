package be.borne.townhall.console;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartHealth;
import be.borne.protocol.fleet.PartState;
import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.fleet.registry.FleetEvent;
import be.borne.townhall.fleet.registry.TerminalPicture;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a terminal's page shows.
 *
 * @param current whether the parts are known as they are now, not only as last reported
 * @param supplies of the printer; empty if it says nothing of them
 * @param lastFault what citizens were last shown, null if nothing yet
 * @param events the latest first
 * @param openQuestions of how many documents nobody knows whether they came out here
 */
public record TerminalView(
    String id,
    String site,
    String software,
    long session,
    Verdict verdict,
    String activity,
    Moment lastSeen,
    boolean current,
    List<PartRow> parts,
    List<SupplyRow> supplies,
    ShownFault lastFault,
    TerminalHealth.Counters counters,
    List<EventRow> events,
    long openQuestions) {

  /**
   * @param answer how grave the state is, as class of the style sheet
   * @param code empty if there is no fault
   * @param since null if the part was not reported
   */
  public record PartRow(String part, String state, Answer answer, String code, Moment since) {}

  /** A fault as citizens saw it. */
  public record ShownFault(String code, String words, Moment at) {}

  /**
   * @param code empty if there is no fault
   */
  public record EventRow(Moment at, String words, String code) {}

  public TerminalView {
    parts = List.copyOf(parts);
    supplies = List.copyOf(supplies);
    events = List.copyOf(events);
  }

  static TerminalView of(
      TerminalPicture terminal,
      List<FleetEvent> events,
      long openQuestions,
      Instant now,
      Duration staleAfter) {
    TerminalHealth health = terminal.health();
    Verdict verdict = Verdict.of(terminal, now, staleAfter);
    boolean kioskSpeaks =
        health.part(Part.KIOSK).filter(kiosk -> kiosk.fault() == FaultCode.KIOSK_SILENT).isEmpty();
    return new TerminalView(
        terminal.id(),
        terminal.site(),
        terminal.software(),
        terminal.session(),
        verdict,
        terminal.alive() && !verdict.stale() ? activity(health.activity()) : "Not known",
        Times.moment(terminal.lastSeen(), now),
        terminal.alive() && !verdict.stale() && kioskSpeaks,
        Arrays.stream(Part.values()).map(part -> row(part, health, now)).toList(),
        health.supplies().stream().map(SupplyRow::of).toList(),
        health.lastFault() == null
            ? null
            : new ShownFault(
                health.lastFault().fault().code(),
                FaultWords.of(health.lastFault().fault()).what(),
                Times.moment(health.lastFault().at(), now)),
        health.counters(),
        events.stream().map(event -> row(event, now)).toList(),
        openQuestions);
  }

  private static String activity(Activity activity) {
    return switch (activity) {
      case IDLE -> "Waiting for a citizen";
      case SERVING -> "In use by a citizen";
      case OUT_OF_SERVICE -> "Out of service";
    };
  }

  private static PartRow row(Part part, TerminalHealth health, Instant now) {
    return health
        .part(part)
        .map(
            found ->
                new PartRow(
                    PartWords.title(part),
                    PartWords.state(found.state()),
                    answer(found),
                    code(found.fault()),
                    Times.moment(found.since(), now)))
        .orElseGet(
            () -> new PartRow(PartWords.title(part), "nothing is known", Answer.NO, "", null));
  }

  private static Answer answer(PartHealth health) {
    return switch (health.state()) {
      case READY -> Answer.YES;
      case DEGRADED -> Answer.SOON;
      case ABSENT, STARTING, FAILED -> Answer.NO;
    };
  }

  private static EventRow row(FleetEvent event, Instant now) {
    String words =
        switch (event.kind()) {
          case BIRTH -> "The terminal connected.";
          case DEATH -> "The terminal went silent.";
          case DELIVERY -> "A document was delivered.";
          case FAULT_SHOWN -> "A citizen was shown a fault.";
          case PART -> part(event);
        };
    return new EventRow(Times.moment(event.at(), now), words, code(event.fault()));
  }

  private static String part(FleetEvent event) {
    String words = PartWords.title(event.part()) + ": " + PartWords.state(event.became());
    if (event.fault() != null && event.became() != PartState.READY) {
      return words + ". " + FaultWords.of(event.fault()).what();
    }
    return words + ".";
  }

  private static String code(FaultCode fault) {
    return fault == null ? "" : fault.code();
  }
}
