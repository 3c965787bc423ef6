package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.HostChoice;
import be.borne.kiosk.journey.HostState;
import be.borne.kiosk.journey.HostState.*;
import be.borne.kiosk.journey.TerminalSight;
import be.borne.kiosk.journey.TerminalSight.Care;
import be.borne.kiosk.journey.TerminalSight.Finding;
import be.borne.kiosk.screen.Screen.Picture;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.kiosk.screen.Screen.Tone;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.HostCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The host's screens: what is wrong, and what whoever looks after a terminal can do about it.
 *
 * @param t words of the language that is chosen
 * @param named begins a screen of this name
 */
record HostScreens(Texts t, Function<String, ScreenDraft> named) {

  Screen of(HostState state) {
    return switch (state) {
      case TypingHostCode at -> code(at);
      case CheckingHostCode _ -> checking();
      case HostLockedOut at -> lockedOut(at);
      case HostMenu at -> menu(at);
      case ShowingFindings at -> findings(at.sight());
      case RefillingPaper at -> refill(at.sight());
      case TestingPrinter at -> testPrint(at.test());
      case TestingReader at -> reader(at);
      case SettingVolume at -> volume(at.sight());
      case ConfirmingRestart _ -> confirmRestart();
      case Restarting _ -> restarting();
    };
  }

  // ---------------------------------------------------------------- the code

  private Screen code(TypingHostCode at) {
    ScreenDraft draft =
        named
            .apply("host-code")
            .title(t.get("host.code.title"))
            .pinPad(
                t.get("pin.correct"), t.get("pin.ok"), new Event.PinEntered(), HostCode.MIN_DIGITS);
    if (at.wrongBefore()) {
      draft.tone(Tone.ATTENTION).warning(t.get("host.code.wrong"));
    } else {
      draft.sentence(t.get("host.code.who"));
    }
    return draft.sentence(t.get("host.code.how")).stop().tools().done();
  }

  private Screen checking() {
    return named
        .apply("host-checking")
        .title(t.get("host.checking.title"))
        .picture(Picture.CODE)
        .stop()
        .tools()
        .done();
  }

  private Screen lockedOut(HostLockedOut at) {
    return named
        .apply("host-locked-out")
        .tone(Tone.ATTENTION)
        .title(t.get("host.locked.title"))
        .sentence(t.get("host.locked.how", at.minutes()))
        .sentence(t.get("host.locked.it"))
        .picture(Picture.CODE)
        .choice(Role.MAIN, t.get("fault.understood"), Optional.empty(), new Event.Acknowledged())
        .stop()
        .tools()
        .done();
  }

  // ---------------------------------------------------------------- the menu

  private Screen menu(HostMenu at) {
    TerminalSight sight = at.sight();
    ScreenDraft draft = named.apply("host-menu").title(t.get("host.menu.title"));
    if (at.trouble().isPresent()) {
      FaultCode why = at.trouble().get();
      draft
          .tone(Tone.ATTENTION)
          .warning(t.get("host.trouble") + " " + what(why))
          .labelled(t.get("fault.code"), why.code());
    } else {
      draft.sentence(summary(sight)).sentence(t.get("host.closes"));
    }
    draft.picture(Picture.HELP);
    listed(draft, "findings", HostChoice.FINDINGS);
    listed(draft, "refill", HostChoice.REFILL);
    listed(draft, "test-print", HostChoice.TEST_PRINT);
    listed(draft, "reader", HostChoice.READER_TEST);
    if (sight.closedByHost()) {
      listed(draft, "in", HostChoice.OPEN);
    } else {
      listed(draft, "out", HostChoice.CLOSE);
    }
    sight.volume().ifPresent(_ -> listed(draft, "volume", HostChoice.VOLUME));
    listed(draft, "restart", HostChoice.RESTART);
    return draft.paging(t.get("host.more"), t.get("host.previous")).stop().tools().done();
  }

  private void listed(ScreenDraft draft, String key, HostChoice choice) {
    draft.choice(
        Role.LISTED, t.get("host.menu." + key), Optional.empty(), new Event.HostChose(choice));
  }

  private String summary(TerminalSight sight) {
    if (sight.closedByHost()) {
      return t.get("host.closed");
    }
    long obstacles = sight.findings().stream().filter(Finding.Obstacle.class::isInstance).count();
    return obstacles > 0
        ? t.get("host.obstacles", obstacles)
        : t.get(sight.findings().isEmpty() ? "host.well" : "host.soon");
  }

  // ---------------------------------------------------------------- what is wrong now

  private Screen findings(TerminalSight sight) {
    ScreenDraft draft = named.apply("host-findings");
    if (sight.findings().isEmpty()) {
      draft.title(t.get("host.well")).picture(Picture.GOODBYE);
    } else {
      draft.title(t.get("host.findings.title"));
      sight.findings().forEach(finding -> tell(draft, finding));
    }
    return again(draft, t.get("host.again"), HostChoice.FINDINGS);
  }

  private void tell(ScreenDraft draft, Finding finding) {
    switch (finding) {
      case Finding.Obstacle(FaultCode why) ->
          draft.labelled(why.code(), what(why)).sentence(now(why));
      case Finding.Soon(Care care) ->
          draft
              .labelled(t.get("host.care"), t.get("host." + care + ".what"))
              .sentence(t.get("host." + care + ".now"));
    }
  }

  private String what(FaultCode fault) {
    return t.get("fault." + fault.code() + ".what");
  }

  /** What a host can do; the rest is for IT. */
  private String now(FaultCode fault) {
    return t.get(
        switch (fault) {
          case NO_READER,
              PRINTER_UNREACHABLE,
              PAPER_OUT,
              PAPER_JAM,
              COVER_OPEN,
              TONER_EMPTY,
              PRINTER_FAILED,
              EARLIER_PRINT_UNSETTLED,
              GUICHET_UNREACHABLE,
              OUT_OF_SERVICE_BY_HOST ->
              "host." + fault.code() + ".now";
          default -> "host.it";
        });
  }

  // ---------------------------------------------------------------- paper

  private Screen refill(TerminalSight sight) {
    ScreenDraft draft = named.apply("host-refill");
    List<Finding> ofPaper = sight.findings().stream().filter(HostScreens::isOfThePrinter).toList();
    draft
        .title(t.get("host.refill.title"))
        .sentence(t.get("host.refill.tray"))
        .sentence(t.get("host.refill.paper"))
        .sentence(t.get("host.refill.shut"))
        .picture(Picture.REFILL_PAPER);
    if (ofPaper.isEmpty()) {
      draft.labelled(t.get("host.refill.seen"), t.get("host.refill.well"));
    }
    for (Finding finding : ofPaper) {
      draft.labelled(
          t.get("host.refill.seen"),
          switch (finding) {
            case Finding.Obstacle(FaultCode why) -> what(why);
            case Finding.Soon(Care care) -> t.get("host." + care + ".what");
          });
    }
    return again(draft, t.get("host.again.printer"), HostChoice.REFILL);
  }

  private static boolean isOfThePrinter(Finding finding) {
    return switch (finding) {
      case Finding.Obstacle(FaultCode why) -> why.code().startsWith("P");
      case Finding.Soon(Care care) -> care != Care.JOURNAL_SET_ASIDE;
    };
  }

  // ---------------------------------------------------------------- trying things out

  private Screen testPrint(PrintTest test) {
    ScreenDraft draft = named.apply("host-test-print");
    return switch (test) {
      case PrintTest.UnderWay(var held) -> {
        if (held.isPresent()) {
          draft
              .tone(Tone.ATTENTION)
              .title(what(held.get()))
              .warning(now(held.get()))
              .sentence(t.get("host.test.then"))
              .labelled(t.get("fault.code"), held.get().code())
              .picture(Picture.PRINTER_WAITS);
        } else {
          draft.title(t.get("host.test.title")).sentence(t.get("print.how"));
          draft.picture(Picture.PRINTER);
        }
        yield draft.tools().done();
      }
      case PrintTest.CameOut _ ->
          again(
              draft
                  .title(t.get("host.test.done"))
                  .sentence(t.get("host.test.look"))
                  .sentence(t.get("host.test.throw"))
                  .picture(Picture.TAKE_PAPER),
              t.get("host.again.print"),
              HostChoice.TEST_PRINT);
      case PrintTest.Failed(FaultCode why) ->
          again(
              draft
                  .tone(Tone.ATTENTION)
                  .title(t.get(notPrinted(why)))
                  .sentence(
                      why == FaultCode.PRINT_OUTCOME_UNKNOWN ? t.get("host.test.tray") : what(why))
                  .sentence(now(why))
                  .labelled(t.get("fault.code"), why.code())
                  .picture(Picture.PRINTER_WAITS),
              t.get("host.again.print"),
              HostChoice.TEST_PRINT);
    };
  }

  private static String notPrinted(FaultCode why) {
    return why == FaultCode.PRINT_OUTCOME_UNKNOWN ? "host.test.unknown" : "host.test.failed";
  }

  private Screen reader(TestingReader at) {
    ScreenDraft draft = named.apply("host-reader");
    switch (at.test()) {
      case CardTest.Awaited _ ->
          draft
              .title(t.get("card.title"))
              .sentence(t.get("host.reader.how"))
              .sentence(t.get("card.how"))
              .picture(Picture.INSERT_CARD);
      case CardTest.Reading _ ->
          draft
              .title(t.get("host.reader.reading"))
              .sentence(t.get("reading.how"))
              .picture(Picture.CARD_INSIDE);
      case CardTest.Read _ ->
          draft
              .title(t.get("host.reader.read"))
              .sentence(t.get("host.reader.nothing"))
              .picture(Picture.GOODBYE);
      case CardTest.NotRead(FaultCode why) ->
          draft
              .tone(Tone.ATTENTION)
              .title(t.get("host.reader.not-read"))
              .sentence(what(why))
              .sentence(t.get("host.reader.other"))
              .labelled(t.get("fault.code"), why.code())
              .picture(Picture.HELP);
    }
    boolean ended =
        !(at.test() instanceof CardTest.Awaited || at.test() instanceof CardTest.Reading);
    if (at.cardIn()) {
      if (ended) {
        draft.warning(t.get("fault.card")).picture(Picture.TAKE_CARD);
      }
      return draft.stop().tools().done();
    }
    return ended
        ? again(draft, t.get("host.again.reader"), HostChoice.READER_TEST)
        : backToMenu(draft);
  }

  private Screen volume(TerminalSight sight) {
    int level = sight.volume().orElse(TerminalSight.LOUDEST);
    ScreenDraft draft =
        named
            .apply("host-volume")
            .title(t.get("host.volume.title"))
            .labelled(
                t.get("host.volume.label"),
                t.get("host.volume.level", level, TerminalSight.LOUDEST))
            .sentence(t.get("host.volume.how"))
            .sentence(t.get("host.volume.most", TerminalSight.LOUDEST))
            .picture(Picture.HEADSET);
    if (level < TerminalSight.LOUDEST) {
      aside(draft, "host.volume.louder", HostChoice.LOUDER);
    }
    if (level > 1) {
      aside(draft, "host.volume.softer", HostChoice.SOFTER);
    }
    return backToMenu(draft);
  }

  private void aside(ScreenDraft draft, String key, HostChoice choice) {
    draft.choice(Role.ASIDE, t.get(key), Optional.empty(), new Event.HostChose(choice));
  }

  // ---------------------------------------------------------------- a new start

  private Screen confirmRestart() {
    return backToMenu(
        named
            .apply("host-restart")
            .title(t.get("host.restart.title"))
            .sentence(t.get("host.restart.how"))
            .picture(Picture.CLOCK)
            .choice(
                Role.MAIN,
                t.get("host.restart.now"),
                Optional.empty(),
                new Event.HostChose(HostChoice.RESTART_NOW)));
  }

  private Screen restarting() {
    return named
        .apply("host-restarting")
        .title(t.get("host.restarting.title"))
        .sentence(t.get("host.restart.how"))
        .picture(Picture.CLOCK)
        .tools()
        .done();
  }

  private Screen again(ScreenDraft draft, String words, HostChoice choice) {
    return backToMenu(
        draft.choice(Role.MAIN, words, Optional.empty(), new Event.HostChose(choice)));
  }

  private Screen backToMenu(ScreenDraft draft) {
    return draft
        .choice(Role.BACK, t.get("host.back"), Optional.empty(), new Event.WentBack())
        .stop()
        .tools()
        .done();
  }
}
