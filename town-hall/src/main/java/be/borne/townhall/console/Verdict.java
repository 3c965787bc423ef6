package be.borne.townhall.console;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartHealth;
import be.borne.protocol.fleet.PartState;
import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.fleet.registry.TerminalPicture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a citizen can use a terminal now, and if not, why. "Yes" is said only if every part is
 * known to be ready and the terminal has been heard lately; what is not known counts as no.
 *
 * @param answer the answer
 * @param stale whether nothing was heard for too long though nobody told of its death
 * @param reasons why not, or why someone should come; the graver first; empty for a plain yes
 */
public record Verdict(Answer answer, boolean stale, List<Reason> reasons) {

  /**
   * @param code the fault's code; empty if it has none
   * @param words one plain sentence
   * @param remedy what to do; empty if there is nothing
   */
  public record Reason(String code, String words, String remedy) {
    static Reason of(FaultCode fault) {
      FaultWords words = FaultWords.of(fault);
      return new Reason(fault.code(), words.what(), words.remedy());
    }
  }

  public Verdict {
    reasons = List.copyOf(reasons);
  }

  /**
   * @param staleAfter not heard for so long, a terminal is not believed any more
   */
  public static Verdict of(TerminalPicture terminal, Instant now, Duration staleAfter) {
    if (!terminal.alive()) {
      return no(false, List.of(Reason.of(FaultCode.BROKER_UNREACHABLE)));
    }
    if (Duration.between(terminal.lastSeen(), now).compareTo(staleAfter) > 0) {
      return no(true, List.of(Reason.of(FaultCode.BROKER_UNREACHABLE)));
    }
    List<Reason> stopping = new ArrayList<>();
    List<Reason> warning = new ArrayList<>();
    for (Part part : Part.values()) {
      Optional<PartHealth> health = terminal.health().part(part);
      PartState state = health.map(PartHealth::state).orElse(null);
      if (state == PartState.DEGRADED) {
        warning.add(reason(part, health));
      } else if (state != PartState.READY) {
        stopping.add(reason(part, health));
      }
    }
    if (stopping.isEmpty() && terminal.health().activity() == Activity.OUT_OF_SERVICE) {
      stopping.add(new Reason("", "The screen says that it is out of service.", ""));
    }
    if (!stopping.isEmpty()) {
      stopping.addAll(warning);
      return no(false, stopping);
    }
    return new Verdict(warning.isEmpty() ? Answer.YES : Answer.SOON, false, warning);
  }

  private static Verdict no(boolean stale, List<Reason> reasons) {
    return new Verdict(Answer.NO, stale, reasons);
  }

  private static Reason reason(Part part, Optional<PartHealth> health) {
    String name = PartWords.name(part);
    if (health.isEmpty()) {
      return new Reason("", "Nothing is known of the " + name + ".", "");
    }
    FaultCode fault = health.get().fault();
    if (health.get().state() == PartState.DEGRADED) {
      return degraded(part, fault);
    }
    if (fault != null) {
      return Reason.of(fault);
    }
    return switch (health.get().state()) {
      case ABSENT -> new Reason("", "The " + name + " is not there.", "Check its cable.");
      case STARTING -> new Reason("", "The " + name + " is still starting.", "Wait a moment.");
      case FAILED, DEGRADED, READY -> new Reason("", "The " + name + " has failed.", "Tell IT.");
    };
  }

  private static Reason degraded(Part part, FaultCode fault) {
    if (fault == FaultCode.PAPER_OUT) {
      return new Reason(fault.code(), "Paper is running low.", "Bring A4 paper.");
    }
    if (fault == FaultCode.TONER_EMPTY) {
      return new Reason(fault.code(), "Toner is running low.", "Bring a new cartridge.");
    }
    if (fault != null) {
      return Reason.of(fault);
    }
    return part == Part.PRINTER
        ? new Reason("", "The printer will need paper or toner soon.", "Bring both.")
        : new Reason("", "The " + PartWords.name(part) + " works, but not well.", "Tell IT.");
  }
}
