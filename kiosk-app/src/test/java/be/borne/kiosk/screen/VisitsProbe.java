package be.borne.kiosk.screen;

import be.borne.kiosk.journey.CitizenJourney;
import be.borne.kiosk.journey.Deadline;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.journey.TextSize;
import be.borne.kiosk.session.EffectRunner;
import be.borne.kiosk.speech.Narrator;
import be.borne.kiosk.speech.NoJack;
import be.borne.kiosk.speech.Pcm;
import be.borne.kiosk.speech.Speaker;
import be.borne.kiosk.speech.SpeakerSettings;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.PinPositions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

/**
 * Whole visits through the real window, with journey, runner and narrator as at a terminal; only
 * card, guichet, printer and voice are ours. One citizen of each language sees little, and sets the
 * largest letters; another sees nothing, has a headset and keys, and knows only what is said. Ends
 * with 1, and what went wrong on the standard error.
 */
public final class VisitsProbe {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Language HOUSE = Language.FRENCH;
  private static final int MOST_ON_A_SCREEN = 12;

  /** None of them stands in any text of the screens on the way. */
  private static final List<String> DIGITS = List.of("7", "9", "8", "5");

  private static final Pattern DIGIT_KEY = Pattern.compile(" (\\d)[. ]");

  private final List<String> spoken = new CopyOnWriteArrayList<>();
  private final Service certificate = certificate();
  private Stage stage;
  private KioskView view;
  private WindowHands hands;
  private EffectRunner runner;
  private int heardSoFar;

  /** Without arguments every visit is made. */
  public static void main(String[] args) throws Exception {
    Platform.startup(() -> {});
    Platform.setImplicitExit(false);
    int status = 0;
    for (Language language : Language.values()) {
      for (boolean blind : List.of(false, true)) {
        VisitsProbe probe = new VisitsProbe();
        try {
          probe.visit(language, blind, Wish.CERTIFICATE);
        } catch (Exception | AssertionError e) {
          System.err.println(
              language + (blind ? " by keys and speech: " : " at the largest size: ") + e);
          status = 1;
        }
      }
    }
    status |= formsAreFilled();
    status |= requestsAreRead();
    System.exit(status);
  }

  /** One language is enough: all others are longer or shorter words on the same screens. */
  private static int formsAreFilled() {
    int status = 0;
    for (boolean blind : List.of(false, true)) {
      try {
        new VisitsProbe().visit(blind ? HOUSE : Language.GERMAN, blind, Wish.FORM);
      } catch (Exception | AssertionError e) {
        System.err.println("a form " + (blind ? "by keys and speech: " : "by taps: ") + e);
        status = 1;
      }
    }
    return status;
  }

  /** What was ordered earlier is looked for, read and printed. */
  private static int requestsAreRead() {
    int status = 0;
    for (boolean blind : List.of(false, true)) {
      try {
        new VisitsProbe().visit(blind ? HOUSE : Language.GERMAN, blind, Wish.REQUESTS);
      } catch (Exception | AssertionError e) {
        System.err.println("requests " + (blind ? "by keys and speech: " : "by taps: ") + e);
        status = 1;
      }
    }
    return status;
  }

  /** What somebody comes for. */
  private enum Wish {
    CERTIFICATE,
    FORM,
    REQUESTS
  }

  private void visit(Language language, boolean blind, Wish wish) throws Exception {
    boolean form = wish == Wish.FORM;
    runner =
        new EffectRunner(
            new CitizenJourney(HOUSE),
            deadline ->
                deadline == Deadline.NONE ? Optional.empty() : Optional.of(Duration.ofMinutes(5)),
            new PromptWork(
                List.of(certificate), form ? List.of(VisitForm.definition()) : List.of()),
            moment -> Platform.runLater(() -> view.show(moment)));
    Narrator narrator =
        new Narrator(
            new Speaker(
                (phrase, _) -> {
                  spoken.add(phrase.text());
                  return new Pcm(22_050, new short[1]);
                },
                (_, _) -> {},
                SpeakerSettings.USUAL),
            new NoJack(blind),
            HOUSE);
    WindowHands.onFx(
        () -> {
          stage = new Stage();
          view =
              new KioskView(
                  stage,
                  new ScreenSettings(
                      Livery.plain("Bruxelles"),
                      "Bibliothèque",
                      1080,
                      1920,
                      0.2745,
                      HOUSE,
                      HostContact.UNKNOWN,
                      PinPositions.FIXED,
                      true,
                      false,
                      SampleFiles.PORT),
                  runner.pin(),
                  runner.text(),
                  runner.paper(),
                  narrator,
                  runner::touched,
                  runner::activity);
          return null;
        });
    hands = new WindowHands(stage);
    try {
      runner.start();
      await("the first screen", () -> hands.titleIs(texts(HOUSE).get("attract.title")));
      narrator.start(
          in -> runner.observed(in ? new Event.HeadsetPlugged() : new Event.HeadsetPulled()),
          runner::activity);
      if (wish != Wish.CERTIFICATE) {
        runner.observed(new Event.CardInserted());
      }
      if (wish == Wish.REQUESTS && blind) {
        requestsByKeysAndSpeech(language);
      } else if (wish == Wish.REQUESTS) {
        requestsAtTheLargestSize(language);
      } else if (blind && form) {
        formByKeysAndSpeech(language);
      } else if (blind) {
        byKeysAndSpeech(language);
      } else if (form) {
        formAtTheLargestSize(language);
      } else {
        atTheLargestSize(language);
      }
      await("rest", () -> runner.moment().state() instanceof State.Attract);
      if (!runner.moment().manner().equals(Manner.of(HOUSE))) {
        throw new AssertionError("the next citizen finds " + runner.moment().manner());
      }
      nothingIsKept();
    } finally {
      narrator.close();
      runner.close();
      WindowHands.onFx(
          () -> {
            view.close();
            return null;
          });
    }
  }

  /**
   * Of all the screens there were, measured or drawn, the first is left, and perhaps the one that
   * was touched last: the toolkit remembers what it sent a touch to.
   */
  private void nothingIsKept() throws Exception {
    WindowHands.onFx(() -> null);
    int shown = WindowHands.onFx(() -> stage.getScene().getRoot().lookupAll(".pressable").size());
    long alive = LiveObjects.of(Pressable.class);
    if (alive > shown + MOST_ON_A_SCREEN || LiveObjects.of(Keypad.class) > 0) {
      throw new AssertionError(alive + " buttons of earlier screens are kept, " + shown + " shown");
    }
  }

  // ---------------------------------------------------------------- who sees little

  private void atTheLargestSize(Language language) throws Exception {
    Texts t = texts(language);
    TimeUnit.MILLISECONDS.sleep(KioskView.REST.toMillis() + 50);
    hands.tapAnywhere();
    tap(language.ownName());
    see(t.get("card.title"));
    tap(t.get("tool.manner"));
    tap(t.get("manner.size.LARGEST"));
    await("the largest size", () -> runner.moment().manner().textSize() == TextSize.LARGEST);
    tap(t.get("overlay.back"));
    see(t.get("card.title"));
    tap(t.get("tool.help"));
    see(t.get("help.title"));
    readToTheEnd(t);
    tap(t.get("overlay.back"));
    runner.observed(new Event.CardInserted());
    see(t.get("pin.title"));
    for (String digit : DIGITS) {
      tap(digit);
    }
    tap(t.get("pin.ok"));
    see(t.get("service.title"));
    tap(certificate.title().get(language));
    see(t.get("confirm.title"));
    readToTheEnd(t);
    tap(t.get("confirm.print"));
    see(t.get("take.both.title"));
    runner.observed(new Event.CardPulled());
    see(t.get("take.paper.title"));
    readToTheEnd(t);
    tap(t.get("take.done"));
  }

  private void formAtTheLargestSize(Language language) throws Exception {
    Texts t = texts(language);
    see(texts(HOUSE).get("language.title"));
    tap(language.ownName());
    see(t.get("pin.title"));
    runner.touched(new Event.TextSizeChosen(TextSize.LARGEST));
    await("the largest size", () -> runner.moment().manner().textSize() == TextSize.LARGEST);
    type(t.get("pin.ok"), DIGITS.toArray(String[]::new));
    see(t.get("service.title"));
    tap(t.get("service.forms"));
    tap(VisitForm.TITLE);
    see(VisitForm.TITLE);
    readToTheEnd(t);
    tap(t.get("form.begin"));
    see(VisitForm.NAME);
    type(t.get("entry.ok"), "f", "e", "s", "t");
    see(VisitForm.DAY);
    type(t.get("entry.ok"), "3", "1");
    type(t.get("entry.ok"), "1", "2");
    type(t.get("entry.ok"), "2", "0", "2", "7");
    see(VisitForm.SURE);
    tap(t.get("form.yes"));
    see(VisitForm.THINGS);
    ok(VisitForm.CHAIRS);
    tap(t.get("form.many.done"));
    see(VisitForm.STALLS);
    tap(t.get("form.block.done"));
    filesAtTheLargestSize(t);
    see(t.get("form.review.title"));
    readToTheEnd(t);
    tap(t.get("form.send"));
    see(t.get("form.sent.title"));
    readToTheEnd(t);
    tap(t.get("ordered.done"));
    see(t.get("take.card.title"));
    runner.observed(new Event.CardPulled());
  }

  private void requestsAtTheLargestSize(Language language) throws Exception {
    Texts t = texts(language);
    see(texts(HOUSE).get("language.title"));
    tap(language.ownName());
    see(t.get("pin.title"));
    runner.touched(new Event.TextSizeChosen(TextSize.LARGEST));
    await("the largest size", () -> runner.moment().manner().textSize() == TextSize.LARGEST);
    type(t.get("pin.ok"), DIGITS.toArray(String[]::new));
    see(t.get("service.title"));
    tap(t.get("requests.wanted"));
    see(t.get("requests.title"));
    tap(VisitForm.REQUEST);
    see(t.get("request.title"));
    readToTheEnd(t);
    tap(t.get("request.print"));
    see(t.get("take.both.title"));
    runner.observed(new Event.CardPulled());
    see(t.get("take.paper.title"));
    readToTheEnd(t);
    tap(t.get("take.done"));
  }

  private void filesAtTheLargestSize(Texts t) throws Exception {
    see(VisitForm.PLAN);
    tap(t.get("file.from.USB_STICK"));
    see(t.get("file.list.title"));
    readToTheEnd(t);
    tap(VisitForm.FILE);
    see(t.get("file.arrived.title"));
    readToTheEnd(t);
    tap(t.get("form.go-on"));
    see(VisitForm.LETTER);
    tap(t.get("file.from.DOCUMENT_CAMERA"));
    see(t.get("file.paper.title"));
    readToTheEnd(t);
    tap(t.get("file.paper.take"));
    see(t.get("file.judge.title"));
    readToTheEnd(t);
    tap(t.get("file.judge.more"));
    see(t.get("file.paper.next"));
    readToTheEnd(t);
    tap(t.get("file.paper.take"));
    see(t.get("file.judge.title"));
    readToTheEnd(t);
    tap(t.get("file.judge.yes.all", 2));
    see(t.get("file.arrived.title"));
    readToTheEnd(t);
    tap(t.get("form.go-on"));
  }

  private void type(String ok, String... keys) throws Exception {
    await("a key that says " + keys[0], () -> hands.shows(keys[0]));
    TimeUnit.MILLISECONDS.sleep(KioskView.REST.toMillis() + 50);
    for (String key : keys) {
      hands.tap(key);
    }
    ok(ok);
  }

  /** The next part of an answer has the same keys: they are new once the state is. */
  private void ok(String words) throws Exception {
    Moment before = runner.moment();
    tap(words);
    await("something after " + words, () -> !runner.moment().equals(before));
    WindowHands.onFx(() -> null);
  }

  /** "Read on", as long as there is more to read. */
  private void readToTheEnd(Texts t) throws Exception {
    for (int page = 0; page < 10 && hands.shows(t.get("page.more")); page++) {
      tap(t.get("page.more"));
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private void tap(String words) throws Exception {
    await("a button that says " + words, () -> hands.shows(words));
    // Hands that are slower than the rest of a screen, as a citizen's are.
    TimeUnit.MILLISECONDS.sleep(KioskView.REST.toMillis() + 50);
    hands.tap(words);
  }

  private void see(String title) {
    await("the screen " + title, () -> hands.titleIs(title));
  }

  // ---------------------------------------------------------------- who sees nothing

  private void byKeysAndSpeech(Language language) throws Exception {
    Texts t = texts(language);
    press(language.ownName());
    hear(said -> said.startsWith(t.get("card.title")));
    runner.observed(new Event.CardInserted());
    hear(said -> said.startsWith(t.get("pin.title")));
    int before = spoken.size();
    for (String digit : DIGITS) {
      int soFar = spoken.size();
      TimeUnit.MILLISECONDS.sleep(KioskView.REST.toMillis());
      hands.key(KeyCode.valueOf("DIGIT" + digit));
      await("a word for a digit", () -> spoken.size() > soFar);
    }
    for (String said : spoken.subList(before, spoken.size())) {
      if (DIGITS.stream().anyMatch(said::contains)) {
        throw new AssertionError("a digit of the PIN was said: " + said);
      }
    }
    hands.key(KeyCode.ENTER);
    press(certificate.title().get(language));
    press(t.get("confirm.print"));
    hear(said -> said.startsWith(t.get("take.both.title")));
    runner.observed(new Event.CardPulled());
    press(t.get("take.done"));
  }

  private void formByKeysAndSpeech(Language language) throws Exception {
    Texts t = texts(language);
    press(language.ownName());
    hear(said -> said.startsWith(t.get("pin.title")));
    key(DIGITS.stream().map(digit -> KeyCode.valueOf("DIGIT" + digit)).toArray(KeyCode[]::new));
    goTo(t.get("service.forms"));
    press(VisitForm.TITLE);
    press(t.get("form.begin"));
    hear(said -> said.startsWith(VisitForm.NAME.replace(" ?", "")));
    key(KeyCode.F, KeyCode.E, KeyCode.T, KeyCode.E);
    hear(said -> said.startsWith(VisitForm.DAY.replace(" ?", "")));
    key(KeyCode.DIGIT3);
    hear(said -> said.startsWith(t.get("form.part.MONTH.how")));
    key(KeyCode.DIGIT4);
    hear(said -> said.startsWith(t.get("form.part.YEAR.how")));
    key(KeyCode.DIGIT2, KeyCode.DIGIT0, KeyCode.DIGIT2, KeyCode.DIGIT7);
    press(t.get("form.no"));
    press(VisitForm.CHAIRS);
    hear(said -> said.startsWith(t.get("form.many.chosen")));
    press(t.get("form.many.done"));
    press(t.get("form.block.done"));
    filesByKeysAndSpeech(t);
    hear(said -> said.startsWith(t.get("form.review.title").replace("\u00a0?", "")));
    press(t.get("page.more"));
    press(t.get("form.send"));
    hear(said -> said.startsWith(t.get("form.sent.title")));
    press(t.get("ordered.done"));
    hear(said -> said.startsWith(t.get("take.card.title")));
    runner.observed(new Event.CardPulled());
  }

  private void requestsByKeysAndSpeech(Language language) throws Exception {
    Texts t = texts(language);
    press(language.ownName());
    hear(said -> said.startsWith(t.get("pin.title")));
    key(DIGITS.stream().map(digit -> KeyCode.valueOf("DIGIT" + digit)).toArray(KeyCode[]::new));
    goTo(t.get("requests.wanted"));
    press(VisitForm.REQUEST);
    hear(said -> said.startsWith(t.get("request.next.COLLECT_AT_A_TERMINAL")));
    press(t.get("request.print"));
    hear(said -> said.startsWith(t.get("take.both.title")));
    runner.observed(new Event.CardPulled());
    press(t.get("take.done"));
  }

  private void filesByKeysAndSpeech(Texts t) throws Exception {
    press(t.get("file.from.USB_STICK"));
    press(VisitForm.FILE);
    hear(said -> said.startsWith(t.get("file.arrived.title")));
    press(t.get("form.go-on"));
    press(t.get("file.from.DOCUMENT_CAMERA"));
    hear(said -> said.startsWith(t.get("file.paper.title")));
    press(t.get("file.paper.take"));
    hear(said -> said.startsWith(t.get("file.look.WRITING").split("\\.", 2)[0]));
    goTo(t.get("file.judge.more"));
    hear(said -> said.startsWith(t.get("file.paper.next")));
    press(t.get("file.paper.take"));
    press(t.get("file.judge.yes.all", 2));
    hear(said -> said.startsWith(t.get("file.arrived.title")));
    press(t.get("form.go-on"));
  }

  /** Types, and Enter when it is done. */
  private void key(KeyCode... codes) throws Exception {
    TimeUnit.MILLISECONDS.sleep(KioskView.REST.toMillis() + 50);
    for (KeyCode code : codes) {
      int soFar = spoken.size();
      hands.key(code);
      await("a word for " + code, () -> spoken.size() > soFar);
    }
    hands.key(KeyCode.ENTER);
  }

  /** With the arrow keys, as it is said. */
  private void goTo(String choice) throws Exception {
    hear(phrase -> phrase.startsWith(choice));
    TimeUnit.MILLISECONDS.sleep(KioskView.REST.toMillis() + 50);
    for (int step = 0; step < 12; step++) {
      int soFar = spoken.size();
      hands.key(KeyCode.RIGHT);
      await("where the ring is", () -> spoken.size() > soFar);
      if (spoken.getLast().startsWith(choice)) {
        hands.key(KeyCode.ENTER);
        return;
      }
    }
    throw new AssertionError("nobody comes there by arrow keys: " + choice);
  }

  /** Does what is said of this choice, and nothing that is not. */
  private void press(String choice) throws Exception {
    String said = hear(phrase -> phrase.startsWith(choice));
    // A figure in its own words is no key.
    Matcher digit = DIGIT_KEY.matcher(said.substring(choice.length()) + " ");
    TimeUnit.MILLISECONDS.sleep(KioskView.REST.toMillis() + 50);
    if (digit.find()) {
      hands.key(KeyCode.valueOf("DIGIT" + digit.group(1)));
    } else if (said.contains("Enter") || said.contains("Entrée") || said.contains("Eingabe")) {
      hands.key(KeyCode.ENTER);
    } else {
      throw new AssertionError("nobody can do that by keys: " + said);
    }
  }

  /** Listens on from what was heard last. */
  private String hear(Predicate<String> wanted) {
    String[] found = new String[1];
    await(
        "somebody says what is wanted; last was "
            + List.copyOf(spoken).reversed().stream().findFirst(),
        () -> {
          for (; heardSoFar < spoken.size(); heardSoFar++) {
            if (wanted.test(spoken.get(heardSoFar))) {
              found[0] = spoken.get(heardSoFar);
              return true;
            }
          }
          return false;
        });
    return found[0];
  }

  // ---------------------------------------------------------------- what both need

  private static Texts texts(Language language) {
    return new Texts(language);
  }

  private static Service certificate() {
    return new Service(
        "household-composition",
        Map.of(
            Language.FRENCH, "Composition de ménage",
            Language.DUTCH, "Samenstelling van het gezin",
            Language.GERMAN, "Haushaltszusammensetzung",
            Language.ENGLISH, "Household composition"),
        Map.of(
            Language.FRENCH, "Les personnes qui habitent à votre adresse.",
            Language.DUTCH, "De personen die op uw adres wonen.",
            Language.GERMAN, "Die Personen, die an Ihrer Adresse wohnen.",
            Language.ENGLISH, "The people who live at your address."),
        List.of(Language.FRENCH, Language.DUTCH),
        0,
        Service.Delivery.AT_ONCE);
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain: " + what);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }
}
