package be.borne.kiosk.screen;

import be.borne.kiosk.form.FilePort;
import be.borne.kiosk.form.FormTexts;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.HostState;
import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.RequestState;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.journey.State.*;
import be.borne.kiosk.screen.Screen.Picture;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.kiosk.screen.Screen.Stage;
import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every screen of the terminal: what it says and offers in each state of the journey. A pure
 * function; nothing here knows how a screen looks.
 */
public final class ScreenOf {
  private static final int CARD_STEP = 1;
  private static final int CODE_STEP = 2;
  static final int CERTIFICATE_STEP = 3;
  static final int PAPER_STEP = 4;

  /** The shortest PIN of a Belgian identity card; the card itself refuses what it does not like. */
  private static final int FEWEST_DIGITS = 4;

  private final Livery livery;
  private final String site;
  private final Language house;
  private final HostContact host;
  private final boolean hostMayEnter;
  private final FilePort files;
  private final Map<Language, Texts> texts = new EnumMap<>(Language.class);
  private final Map<Language, FormTexts> problems = new EnumMap<>(Language.class);

  /**
   * @param house language spoken to someone who has not chosen yet
   * @param host how a person is to be found
   */
  public ScreenOf(String municipality, String site, Language house, HostContact host) {
    this(Livery.plain(municipality), site, house, host);
  }

  /**
   * @param house language spoken to someone who has not chosen yet
   * @param host how a person is to be found
   */
  public ScreenOf(Livery livery, String site, Language house, HostContact host) {
    this(livery, site, house, host, false, FilePort.NONE);
  }

  /**
   * @param house language spoken to someone who has not chosen yet
   * @param host how a person is to be found
   * @param hostMayEnter whether a resting screen leads to the host's
   * @param files where files are taken from
   */
  public ScreenOf(
      Livery livery,
      String site,
      Language house,
      HostContact host,
      boolean hostMayEnter,
      FilePort files) {
    this.hostMayEnter = hostMayEnter;
    this.files = files;
    this.livery = livery;
    this.site = site;
    this.house = house;
    this.host = host;
    Arrays.stream(Language.values()).forEach(each -> texts.put(each, livery.texts(each)));
    Arrays.stream(Language.values()).forEach(each -> problems.put(each, new FormTexts(each)));
  }

  public Screen of(Moment moment) {
    return of(moment.state(), moment.manner());
  }

  private Screen of(State state, Manner manner) {
    Language language = manner.language();
    return switch (state) {
      case Attract _ -> attract();
      case OutOfService at -> outOfService(at);
      case AskingIfStillThere at -> stillThere(at, language);
      case Overlay at -> overlay(at, manner);
      case Place at -> place(at, language);
    };
  }

  private Screen overlay(Overlay overlay, Manner manner) {
    Language language = manner.language();
    OverlayScreens screens =
        new OverlayScreens(texts.get(language), place(overlay.interrupted(), language), host);
    return switch (overlay) {
      case GettingHelp(_, var staffCalled) ->
          screens.help(screen("getting-help", language), language, staffCalled);
      case ChoosingManner _ -> screens.manner(screen("choosing-manner", language), manner);
      case HeadsetGone _ -> screens.headsetGone(screen("headset-gone", language));
    };
  }

  private Screen place(Place place, Language language) {
    return switch (place) {
      case ChoosingLanguage _ -> choosingLanguage(language);
      case AwaitingCard _ -> awaitingCard(language);
      case TurnCardAround _ -> turnCardAround(language);
      case ReadingCard _ -> readingCard(language);
      case AwaitingPin at -> awaitingPin(at, language);
      case TypingPinOnReader at -> typingPinOnReader(at, language);
      case SigningIn _ -> signingIn(language);
      case WrongPin at -> wrongPin(at, language);
      case ChoosingWaiting at -> choosingWaiting(at, language);
      case ChoosingService at -> choosingService(at, language);
      case Composing at -> orders(language).of(at, screen(OrderScreens.nameOf(at), language));
      case OfForm at -> forms(language).of(at, screen(FormScreens.nameOf(at, files), language));
      case Ordering _ -> ordering(language);
      case Ordered at -> orders(language).of(at, screen("ordered", language));
      case Refused at -> requests(language).of(at, screen("refused", language));
      case RequestState at ->
          requests(language).of(at, screen(RequestScreens.nameOf(at), language));
      case CheckingDocument _ -> checkingDocument(language);
      case Printing(_, _, var held) ->
          held.map(why -> printerHeld(why, language)).orElseGet(() -> printing(language));
      case TakingBack at -> at.urgent() ? forgottenCard(language) : takingBack(at, language);
      case Faulted at -> faulted(at, language);
      case HostState at ->
          new HostScreens(texts.get(language), name -> screen(name, language)).of(at);
    };
  }

  // ---------------------------------------------------------------- nobody is there

  private Screen attract() {
    Texts t = texts.get(house);
    return resting("attract")
        .title(t.get("attract.title"))
        .sentences(inTheOtherLanguages("attract.title", house))
        .sentence(t.get("attract.need"))
        .picture(Picture.WELCOME)
        .choice(
            Role.ANYWHERE,
            t.get("attract.begin"),
            Optional.of(String.join("\n", inTheOtherLanguages("attract.begin", house))),
            new Event.ScreenTouched())
        .done();
  }

  private Screen outOfService(OutOfService at) {
    Texts t = texts.get(house);
    return resting("out-of-service")
        .title(t.get("closed.title"))
        .sentences(inTheOtherLanguages("closed.title", house))
        .sentence(what(t, at.obstacle()))
        .sentence(t.get("closed.now"))
        .labelled(t.get("fault.code"), at.obstacle().code())
        .picture(Picture.CLOSED)
        .done();
  }

  private ScreenDraft resting(String name) {
    ScreenDraft draft = screen(name, house);
    return hostMayEnter
        ? draft.choice(
            Role.HOST, texts.get(house).get("host.entry"), Optional.empty(), new Event.HostWanted())
        : draft;
  }

  private List<String> inTheOtherLanguages(String key, Language not) {
    return Arrays.stream(Language.values())
        .filter(each -> each != not)
        .map(each -> texts.get(each).get(key))
        .toList();
  }

  // ---------------------------------------------------------------- language and card

  private Screen choosingLanguage(Language language) {
    Texts t = texts.get(language);
    ScreenDraft draft =
        screen("choosing-language", language)
            .title(t.get("language.title"))
            .sentences(inTheOtherLanguages("language.title", language))
            .picture(Picture.LANGUAGES);
    Arrays.stream(Language.values())
        .forEach(
            each ->
                draft.choice(
                    Role.LISTED, each.ownName(), Optional.empty(), new Event.LanguageChosen(each)));
    return draft.stop().tools().done();
  }

  private Screen awaitingCard(Language language) {
    Texts t = texts.get(language);
    return screen("awaiting-card", language)
        .step(CARD_STEP)
        .title(t.get("card.title"))
        .sentence(t.get("card.how"))
        .sentence(t.get("card.leave"))
        .picture(Picture.INSERT_CARD)
        .choice(Role.BACK, t.get("card.back"), Optional.empty(), new Event.WentBack())
        .stop()
        .tools()
        .done();
  }

  private Screen turnCardAround(Language language) {
    Texts t = texts.get(language);
    return screen("turn-card-around", language)
        .step(CARD_STEP)
        .tone(Screen.Tone.ATTENTION)
        .title(t.get("turn.title"))
        .sentence(t.get("turn.why"))
        .sentence(t.get("turn.how"))
        .picture(Picture.TURN_CARD)
        .stop()
        .tools()
        .done();
  }

  private Screen readingCard(Language language) {
    Texts t = texts.get(language);
    return screen("reading-card", language)
        .step(CARD_STEP)
        .title(t.get("reading.title"))
        .sentence(t.get("reading.how"))
        .picture(Picture.CARD_INSIDE)
        .stop()
        .tools()
        .done();
  }

  // ---------------------------------------------------------------- the code

  private Screen awaitingPin(AwaitingPin at, Language language) {
    Texts t = texts.get(language);
    ScreenDraft draft =
        screen("awaiting-pin", language)
            .step(CODE_STEP)
            .title(t.get("pin.title"))
            .sentence(t.get("pin.how"))
            .sentence(t.get("pin.hide"))
            .pinPad(t.get("pin.correct"), t.get("pin.ok"), new Event.PinEntered(), FEWEST_DIGITS);
    at.triesLeft().ifPresent(tries -> triesLeft(draft, t, tries));
    return draft.stop().tools().done();
  }

  /**
   * No keypad: two places to type at would be one too many. Nor a Stop: the reader goes on taking
   * digits until it is told to stop itself, and a screen that had stopped would be untrue.
   */
  private Screen typingPinOnReader(TypingPinOnReader at, Language language) {
    Texts t = texts.get(language);
    ScreenDraft draft =
        screen("typing-pin-on-reader", language)
            .step(CODE_STEP)
            .title(t.get("readerpin.title"))
            .sentence(t.get("readerpin.how"))
            .sentence(t.get("pin.hide"))
            .sentence(t.get("readerpin.stop"))
            .picture(Picture.READER_KEYS);
    at.triesLeft().ifPresent(tries -> triesLeft(draft, t, tries));
    return draft.tools().done();
  }

  private Screen signingIn(Language language) {
    Texts t = texts.get(language);
    return screen("signing-in", language)
        .step(CODE_STEP)
        .title(t.get("signin.title"))
        .sentence(t.get("signin.how"))
        .picture(Picture.CODE)
        .stop()
        .tools()
        .done();
  }

  private Screen wrongPin(WrongPin at, Language language) {
    Texts t = texts.get(language);
    ScreenDraft draft =
        screen("wrong-pin", language)
            .step(CODE_STEP)
            .tone(Screen.Tone.ATTENTION)
            .title(t.get("wrongpin.title"));
    triesLeft(draft, t, at.triesLeft());
    return draft
        .sentence(t.get("wrongpin.unsure"))
        .picture(Picture.CODE)
        .choice(Role.MAIN, t.get("wrongpin.again"), Optional.empty(), new Event.TryAgainChosen())
        .stop()
        .tools()
        .done();
  }

  private static void triesLeft(ScreenDraft draft, Texts t, int tries) {
    String words = t.get("pin.tries", tries);
    if (tries == 1) {
      draft.warning(words).warning(t.get("pin.last"));
    } else {
      draft.sentence(words);
    }
  }

  // ---------------------------------------------------------------- the certificate

  private Screen choosingWaiting(ChoosingWaiting at, Language language) {
    return new WaitingScreen(texts.get(language), language)
        .of(at, screen("choosing-waiting", language).step(CERTIFICATE_STEP));
  }

  private Screen choosingService(ChoosingService at, Language language) {
    Texts t = texts.get(language);
    ScreenDraft draft =
        screen("choosing-service", language)
            .step(CERTIFICATE_STEP)
            .title(t.get(at.offer().services().isEmpty() ? "service.none" : "service.title"))
            .picture(Picture.CERTIFICATES);
    for (Service service : at.offer().services()) {
      draft.choice(
          Role.LISTED,
          service.title().get(language),
          Optional.of(explanation(service, t, language)),
          new Event.ServiceChosen(service.id()));
    }
    if (!at.offer().procedures().isEmpty()) {
      draft.choice(
          Role.ASIDE, t.get("service.forms"), Optional.empty(), new Event.ProceduresWanted());
    }
    return draft
        .choice(Role.ASIDE, t.get("requests.wanted"), Optional.empty(), new Event.RequestsWanted())
        .paging(t.get("service.more"), t.get("service.previous"))
        .stop()
        .tools()
        .done();
  }

  /** Nobody is to hear only at the end that it does not come at once. */
  private static String explanation(Service service, Texts t, Language language) {
    String words = service.explanation().get(language);
    return switch (service.delivery()) {
      case AT_ONCE -> words;
      case AFTER_A_CLERKS_CHECK -> words + "\n" + t.get("confirm.clerk");
    };
  }

  private FormScreens forms(Language language) {
    return new FormScreens(
        texts.get(language), problems.get(language), followUp(language), language, files);
  }

  private OrderScreens orders(Language language) {
    return new OrderScreens(
        texts.get(language), problems.get(language), followUp(language), language);
  }

  private RequestScreens requests(Language language) {
    return new RequestScreens(texts.get(language), followUp(language), language);
  }

  private FollowUp followUp(Language language) {
    return new FollowUp(texts.get(language), livery.publicHost());
  }

  // ---------------------------------------------------------------- the paper

  private Screen ordering(Language language) {
    Texts t = texts.get(language);
    return work(screen("ordering", language), t, Stage.NOW, Stage.LATER, Stage.LATER)
        .title(t.get("order.title"))
        .picture(Picture.TOWN_HALL)
        .stop()
        .tools()
        .done();
  }

  private Screen checkingDocument(Language language) {
    Texts t = texts.get(language);
    return work(screen("checking-document", language), t, Stage.DONE, Stage.NOW, Stage.LATER)
        .title(t.get("check.title"))
        .picture(Picture.SEAL)
        .stop()
        .tools()
        .done();
  }

  private Screen printing(Language language) {
    Texts t = texts.get(language);
    return work(screen("printing", language), t, Stage.DONE, Stage.DONE, Stage.NOW)
        .title(t.get("print.title"))
        .sentence(t.get("print.how"))
        .picture(Picture.PRINTER)
        .tools()
        .done();
  }

  private static ScreenDraft work(
      ScreenDraft draft, Texts t, Stage making, Stage checking, Stage printing) {
    return draft
        .step(PAPER_STEP)
        .phase(t.get("phase.make"), making, t.get("stage." + making))
        .phase(t.get("phase.check"), checking, t.get("stage." + checking))
        .phase(t.get("phase.print"), printing, t.get("stage." + printing));
  }

  /** No Stop here: paper may come whatever the citizen does. */
  private Screen printerHeld(FaultCode why, Language language) {
    Texts t = texts.get(language);
    return screen("printer-held", language)
        .step(PAPER_STEP)
        .tone(Screen.Tone.ATTENTION)
        .title(what(t, why))
        .warning(t.get(heldKey(why)))
        .sentence(t.get("held.then"))
        .labelled(t.get("fault.code"), why.code())
        .picture(Picture.PRINTER_WAITS)
        .tools()
        .done();
  }

  /** What to ask the host for; other causes than these four are not for a host's hand. */
  private static String heldKey(FaultCode why) {
    return switch (why) {
      case PAPER_OUT, PAPER_JAM, COVER_OPEN, TONER_EMPTY -> "held." + why.code();
      default -> "held.other";
    };
  }

  // ---------------------------------------------------------------- the visit ends

  /** Whether it was taken out already nobody looks: what is not forgotten is not lost. */
  static void thinkOfTheStick(FilePort files, Texts t, ScreenDraft draft) {
    if (files.stickWasIn()) {
      draft.warning(t.get("take.stick"));
    }
  }

  private Screen takingBack(TakingBack at, Language language) {
    Texts t = texts.get(language);
    ScreenDraft draft = screen("taking-back", language);
    thinkOfTheStick(files, t, draft);
    if (at.paper()) {
      draft.step(PAPER_STEP);
    }
    if (at.cardIn()) {
      return draft
          .title(t.get(at.paper() ? "take.both.title" : "take.card.title"))
          .sentence(t.get(at.paper() ? "take.both.how" : "take.card.how"))
          .picture(at.paper() ? Picture.TAKE_CARD_THEN_PAPER : Picture.TAKE_CARD)
          .tools()
          .done();
    }
    return draft
        .title(t.get(at.paper() ? "take.paper.title" : "take.nothing.title"))
        .sentence(t.get(at.paper() ? "take.paper.how" : "take.nothing.how"))
        .picture(at.paper() ? Picture.TAKE_PAPER : Picture.GOODBYE)
        .choice(Role.MAIN, t.get("take.done"), Optional.empty(), new Event.Acknowledged())
        .tools()
        .done();
  }

  private Screen forgottenCard(Language language) {
    Texts t = texts.get(language);
    return screen("forgotten-card", language)
        .tone(Screen.Tone.URGENT)
        .title(t.get("forgotten.title"))
        .warning(t.get("forgotten.how"))
        .sentence(t.get("forgotten.why"))
        .picture(Picture.TAKE_CARD)
        .tools()
        .done();
  }

  private Screen faulted(Faulted at, Language language) {
    Texts t = texts.get(language);
    ScreenDraft draft =
        screen("faulted", language)
            .tone(Screen.Tone.ATTENTION)
            .title(what(t, at.fault()))
            .sentence(t.get(printed(at)))
            .sentence(t.get("fault." + at.fault().code() + ".now"));
    thinkOfTheStick(files, t, draft);
    if (at.cardIn()) {
      draft.warning(t.get("fault.card")).picture(Picture.TAKE_CARD);
    } else {
      boolean ofThePrinter = at.fault().code().startsWith("P");
      draft.picture(ofThePrinter ? Picture.PRINTER_WAITS : Picture.HELP);
    }
    boolean pickup = at.reference().isPresent() && leavesSomethingToPickUp(at.fault());
    at.reference().ifPresent(reference -> afterwards(draft, t, at.fault(), reference));
    draft.labelled(t.get("fault.code"), at.fault().code());
    if (!pickup) {
      // Beside a pickup code it would be unclear which code is meant; there staff have been named.
      draft.sentence(t.get("fault.helpdesk"));
    }
    return draft
        .choice(Role.MAIN, t.get("fault.understood"), Optional.empty(), new Event.Acknowledged())
        .tools()
        .done();
  }

  private static boolean leavesSomethingToPickUp(FaultCode fault) {
    return fault != FaultCode.ORDER_REFUSED && fault != FaultCode.PRINTED_ALREADY;
  }

  /** What the citizen needs to get the document after all. */
  private static void afterwards(ScreenDraft draft, Texts t, FaultCode fault, String reference) {
    if (!leavesSomethingToPickUp(fault)) {
      draft.labelled(t.get("fault.order"), reference);
      return;
    }
    // What may have come out a person has to look for first, and say that it can be printed.
    boolean inDoubt =
        switch (fault) {
          case PRINT_OUTCOME_UNKNOWN, INTERNAL, DOCUMENT_IN_DOUBT -> true;
          default -> false;
        };
    if (!inDoubt) {
      draft.sentence(t.get("fault.kept"));
    }
    draft.code(t.get("fault.pickup"), PickupCode.of(reference).grouped());
  }

  private static String what(Texts t, FaultCode fault) {
    return t.get("fault." + fault.code() + ".what");
  }

  /**
   * Whether paper came out. Every other fault of the printer is told only where it was seen that
   * none did.
   */
  private static String printed(Faulted at) {
    return switch (at.fault()) {
      case PRINT_OUTCOME_UNKNOWN -> "printed.unknown";
      case DOCUMENT_IN_DOUBT, PRINTED_ALREADY, BEING_PRINTED_ELSEWHERE -> "printed.nothing.now";
      case INTERNAL -> at.reference().isPresent() ? "printed.unknown" : "printed.nothing";
      default -> "printed.nothing";
    };
  }

  private Screen stillThere(AskingIfStillThere at, Language language) {
    Texts t = texts.get(language);
    return screen("still-there", language)
        .tone(Screen.Tone.ATTENTION)
        .title(t.get("still.title"))
        .sentence(t.get(at.cardIn() ? "still.card" : "still.how"))
        .sentences(at.keepsAnswers() ? List.of(t.get("still.kept")) : List.of())
        .picture(Picture.CLOCK)
        .choice(Role.MAIN, t.get("still.yes"), Optional.empty(), new Event.Acknowledged())
        .stop()
        .tools()
        .done();
  }

  private ScreenDraft screen(String name, Language language) {
    return new ScreenDraft(
        name,
        language,
        new Screen.Header(livery.name(language), site),
        texts.get(language),
        PAPER_STEP);
  }
}
