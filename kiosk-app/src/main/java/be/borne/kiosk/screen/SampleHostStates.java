package be.borne.kiosk.screen;

import be.borne.kiosk.journey.HostState;
import be.borne.kiosk.journey.HostState.*;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.journey.TerminalSight;
import be.borne.kiosk.journey.TerminalSight.Care;
import be.borne.kiosk.journey.TerminalSight.Finding;
import be.borne.protocol.terminal.FaultCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every state that the host of a terminal can see, for galleries and tests. */
final class SampleHostStates {
  private static final TerminalSight WELL =
      new TerminalSight(List.of(), false, Optional.of(TerminalSight.LOUDEST));

  /** Of all that has words of its own for a host, and of one that has not. */
  private static final List<FaultCode> OBSTACLES =
      List.of(
          FaultCode.OUT_OF_SERVICE_BY_HOST,
          FaultCode.NO_READER,
          FaultCode.PRINTER_UNREACHABLE,
          FaultCode.PAPER_OUT,
          FaultCode.PAPER_JAM,
          FaultCode.COVER_OPEN,
          FaultCode.TONER_EMPTY,
          FaultCode.PRINTER_FAILED,
          FaultCode.EARLIER_PRINT_UNSETTLED,
          FaultCode.GUICHET_UNREACHABLE,
          FaultCode.JOURNAL_UNAVAILABLE);

  private SampleHostStates() {}

  /** The states by a name for each, and help over every kind of screen among them. */
  static Map<String, State> all() {
    Map<String, State> all = new LinkedHashMap<>();
    beforeTheDoor(all);
    inside(all);
    tryingOut(all);
    Map<String, State> helped = new LinkedHashMap<>();
    for (String name :
        List.of(
            "host-code",
            "host-checking",
            "host-locked-out",
            "host-menu",
            "host-findings",
            "host-refill",
            "host-test-print",
            "host-reader",
            "host-volume",
            "host-restart",
            "host-restarting")) {
      helped.put("help-" + name, new State.GettingHelp((State.Place) all.get(name), false));
    }
    all.putAll(helped);
    all.put("manner-host-menu", new State.ChoosingManner((State.Place) all.get("host-menu")));
    return all;
  }

  private static void beforeTheDoor(Map<String, State> all) {
    all.put("host-code", new TypingHostCode(Optional.empty(), false));
    all.put("host-code-wrong", new TypingHostCode(Optional.empty(), true));
    all.put("host-checking", new CheckingHostCode(Optional.empty()));
    all.put("host-locked-out", new HostLockedOut(Optional.empty(), 15));
    all.put("host-locked-out-soon", new HostLockedOut(Optional.empty(), 1));
  }

  private static void inside(Map<String, State> all) {
    all.put("host-menu", menu(WELL));
    all.put("host-menu-silent", menu(new TerminalSight(List.of(), false, Optional.empty())));
    all.put("host-menu-soon", menu(seen(new Finding.Soon(Care.PAPER_LOW))));
    all.put("host-menu-wrong", menu(everything()));
    all.put(
        "host-menu-closed",
        menu(
            new TerminalSight(
                List.of(new Finding.Obstacle(FaultCode.OUT_OF_SERVICE_BY_HOST)),
                true,
                Optional.of(3))));
    all.put(
        "host-menu-trouble", new HostMenu(WELL, Optional.of(FaultCode.EARLIER_PRINT_UNSETTLED)));
    all.put("host-findings-none", new ShowingFindings(WELL));
    all.put(
        "host-findings",
        new ShowingFindings(
            seen(new Finding.Obstacle(FaultCode.PAPER_OUT), new Finding.Soon(Care.TONER_LOW))));
    all.put("host-findings-all", new ShowingFindings(everything()));
    all.put("host-refill", new RefillingPaper(WELL));
    all.put(
        "host-refill-empty", new RefillingPaper(seen(new Finding.Obstacle(FaultCode.PAPER_OUT))));
    all.put(
        "host-refill-trouble",
        new RefillingPaper(
            seen(
                new Finding.Obstacle(FaultCode.COVER_OPEN),
                new Finding.Obstacle(FaultCode.PAPER_OUT),
                new Finding.Soon(Care.TONER_LOW))));
    all.put("host-volume", new SettingVolume(WELL));
    all.put(
        "host-volume-middle",
        new SettingVolume(new TerminalSight(List.of(), false, Optional.of(3))));
    all.put("host-restart", new ConfirmingRestart(WELL));
    all.put("host-restarting", new Restarting(WELL));
  }

  private static void tryingOut(Map<String, State> all) {
    all.put("host-test-print", print(new PrintTest.UnderWay(Optional.empty())));
    for (FaultCode why : List.of(FaultCode.PAPER_OUT, FaultCode.PRINTER_FAILED)) {
      all.put(
          "host-test-print-held-" + why.code(), print(new PrintTest.UnderWay(Optional.of(why))));
    }
    all.put("host-test-print-done", print(new PrintTest.CameOut()));
    for (FaultCode why :
        List.of(
            FaultCode.PAPER_OUT,
            FaultCode.PRINT_ABORTED,
            FaultCode.PRINT_OUTCOME_UNKNOWN,
            FaultCode.EARLIER_PRINT_UNSETTLED)) {
      all.put("host-test-print-failed-" + why.code(), print(new PrintTest.Failed(why)));
    }
    all.put("host-reader", new TestingReader(WELL, new CardTest.Awaited(), false));
    all.put("host-reader-reading", new TestingReader(WELL, new CardTest.Reading(), true));
    for (boolean cardIn : List.of(true, false)) {
      String where = cardIn ? "" : "-out";
      all.put("host-reader-read" + where, new TestingReader(WELL, new CardTest.Read(), cardIn));
      all.put(
          "host-reader-mute" + where,
          new TestingReader(WELL, new CardTest.NotRead(FaultCode.CARD_MUTE), cardIn));
    }
  }

  private static HostState print(PrintTest test) {
    return new TestingPrinter(WELL, test);
  }

  private static HostState menu(TerminalSight sight) {
    return new HostMenu(sight, Optional.empty());
  }

  private static TerminalSight seen(Finding... findings) {
    return new TerminalSight(List.of(findings), false, Optional.of(TerminalSight.LOUDEST));
  }

  private static TerminalSight everything() {
    List<Finding> findings = new ArrayList<>();
    OBSTACLES.forEach(why -> findings.add(new Finding.Obstacle(why)));
    for (Care care : Care.values()) {
      findings.add(new Finding.Soon(care));
    }
    return new TerminalSight(findings, false, Optional.of(1));
  }
}
