package be.borne.kiosk.speech;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.screen.Screen;
import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Fact;
import be.borne.kiosk.screen.Screen.Group;
import be.borne.kiosk.screen.Screen.Option;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.kiosk.screen.TextEntry;
import be.borne.kiosk.speech.Phrase.Privacy;
import be.borne.protocol.terminal.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is said of a screen: its question, what there is to know, and each thing that can be done
 * with the key that does it, so that nobody has to see it [EN 301 549, 5.1.3.1, 5.1.6]. A pure
 * function. The header, the same on every screen, is left out.
 *
 * <p>What is not a fixed sentence of ours is private, without looking at what it is: codes, order
 * numbers, what somebody orders.
 */
public final class SpokenScreen {
  private static final int MOST_NUMBERED = 9;

  private final SpokenTexts spoken = new SpokenTexts();
  private final FixedTexts fixed = new FixedTexts();
  private final Figures figures = new Figures(spoken);
  private final SpokenEntry characters = new SpokenEntry(spoken);

  /**
   * The part of a screen that is in view.
   *
   * @param facts what is to be read on it
   * @param listed the choices of the list in view, in order: their keys are 1 to 9
   * @param previous words that turn to the page before; empty on the first
   * @param more words that turn to the next page; empty on the last
   * @param toBeRead whether more follows that is to be read before anything is decided
   */
  public record Page(
      List<Fact> facts,
      List<Choice> listed,
      Optional<String> previous,
      Optional<String> more,
      boolean toBeRead) {
    public Page {
      facts = List.copyOf(facts);
      listed = List.copyOf(listed);
    }

    /** All of a screen at once. */
    static Page whole(Screen screen) {
      return new Page(
          screen.facts(), screen.choices(Role.LISTED), Optional.empty(), Optional.empty(), false);
    }
  }

  /** All that a screen says that stands on one page. */
  public List<Phrase> of(Screen screen) {
    return of(screen, Page.whole(screen));
  }

  /**
   * All that a screen says while this page of it is in view.
   *
   * @return in the order to be said; at least the title
   */
  public List<Phrase> of(Screen screen, Page page) {
    Language language = screen.language();
    List<Phrase> said = new ArrayList<>();
    said.add(alone(screen.title(), language));
    screen
        .progress()
        .ifPresent(step -> said.add(new Phrase(sentence(step.words()), language, Privacy.FIXED)));
    page.facts().forEach(fact -> said.addAll(fact(fact, language)));
    screen.groups().forEach(group -> said.addAll(group(group, language)));
    screen.pinPad().ifPresent(pad -> said.addAll(pinPad(pad, language)));
    screen
        .entry()
        .filter(_ -> !page.toBeRead())
        .ifPresent(entry -> said.addAll(entry(entry, language)));
    for (int i = 0; i < page.listed().size(); i++) {
      said.addAll(choice(page.listed().get(i), i + 1, language));
    }
    boolean readsOn = page.toBeRead() && screen.pinPad().isEmpty();
    page.more()
        .ifPresent(
            words -> said.add(framed(readsOn ? "choice.enter" : "choice.arrows", words, language)));
    screen.choices().stream()
        .filter(choice -> choice.role() != Role.LISTED)
        .filter(choice -> !page.toBeRead() || standsOnEveryPage(choice.role(), readsOn))
        .forEach(choice -> said.addAll(choice(choice, 0, language)));
    page.previous().ifPresent(words -> said.add(framed("choice.arrows", words, language)));
    return List.copyOf(said);
  }

  /**
   * @param readsOn whether Enter turns the page
   */
  private static boolean standsOnEveryPage(Role role, boolean readsOn) {
    return switch (role) {
      case STOP, HELP, MANNER, ANYWHERE, HOST -> true;
      case MAIN -> !readsOn;
      case LISTED, ASIDE, BACK -> false;
    };
  }

  /**
   * What is said when the arrow keys have come to a choice.
   *
   * @param language of the screen
   */
  public List<Phrase> arrivedAt(Choice choice, Language language) {
    return withDetail(
        framed("choice.enter", choice.label(), languageOf(choice.event(), language)),
        choice,
        language);
  }

  /** The same for a button that has no more than a word. */
  public List<Phrase> arrivedAt(String word, Language language) {
    return List.of(framed("choice.enter", word, language));
  }

  /** The same for one of several things of which exactly one holds. */
  public List<Phrase> arrivedAt(Option option, Language language) {
    return List.of(
        framed(
            option.chosen() ? "option.chosen" : "choice.enter",
            option.label(),
            languageOf(option.event(), language)));
  }

  /**
   * What is said after a key of the PIN pad, instead of the digit [EN 301 549, 5.1.3.8].
   *
   * @param count of digits there are now, not negative
   */
  public Phrase typedDigits(int count, Language language) {
    if (count < 0) {
      throw new IllegalArgumentException("fewer than no digits");
    }
    return new Phrase(spoken.get(language, "digits", count), language, Privacy.FIXED);
  }

  /**
   * What is said after a character of an entry: its name; after several, words in which signs are
   * named. Private, as all that is typed.
   */
  public Phrase typedText(String text, Language language) {
    return characters.typed(text, language);
  }

  /** What is said after a character was taken away: its name, and that it is gone. */
  public Phrase tookBackCharacter(int character, Language language) {
    return characters.tookBack(character, language);
  }

  // ---------------------------------------------------------------- facts

  private List<Phrase> fact(Fact fact, Language language) {
    return switch (fact) {
      case Fact.Sentence(var text) -> List.of(alone(text, language));
      case Fact.Warning(var text) -> List.of(framed("warning", text, language));
      case Fact.Labelled(var label, var value) ->
          List.of(framed("label", label, language), alone(value, language));
      case Fact.Own(var label, var text, var spelled) ->
          List.of(
              framed("label", label, language),
              new Phrase(
                  sentence(spelled ? characters.named(text, language) : text),
                  language,
                  Privacy.PRIVATE));
      case Fact.Code(var label, var characters) ->
          List.of(
              framed("label", label, language),
              new Phrase(Figures.spelled(characters), language, Privacy.PRIVATE));
      case Fact.Phase(var label, _, var stage) -> List.of(phase(label, stage, language));
    };
  }

  private Phrase phase(String label, String stage, Language language) {
    Phrase whole = framed("phase", label, language, stage);
    return isFixed(stage, language)
        ? whole
        : new Phrase(whole.text(), whole.language(), Privacy.PRIVATE);
  }

  private List<Phrase> group(Group group, Language language) {
    List<Phrase> said = new ArrayList<>(List.of(framed("label", group.label(), language)));
    for (Option option : group.options()) {
      said.add(
          framed(
              option.chosen() ? "option.chosen" : "option.other",
              option.label(),
              languageOf(option.event(), language)));
    }
    said.add(new Phrase(spoken.get(language, "option.how"), language, Privacy.FIXED));
    return said;
  }

  private List<Phrase> pinPad(Screen.PinPad pad, Language language) {
    return List.of(
        new Phrase(spoken.get(language, "pin.keys"), language, Privacy.FIXED),
        framed("choice.correct", pad.correct(), language),
        framed("choice.enter", pad.ok().label(), language));
  }

  private List<Phrase> entry(TextEntry entry, Language language) {
    List<Phrase> said = new ArrayList<>(List.of(framed("label", entry.label(), language)));
    String kind = entry.kind().name().toLowerCase(Locale.ROOT);
    said.add(new Phrase(spoken.get(language, "entry." + kind), language, Privacy.FIXED));
    if (entry.kind() == TextEntry.Kind.TEXT) {
      said.add(framed("choice.arrows", entry.words().capitals(), language));
      said.add(framed("choice.arrows", entry.words().signs(), language));
      said.add(framed("choice.arrows", entry.words().space(), language));
    }
    for (String ending : entry.endings()) {
      said.add(framed("choice.arrows", characters.named(ending, language), language));
    }
    said.add(framed("choice.correct", entry.words().correct(), language));
    said.add(framed("choice.enter", entry.ok().label(), language));
    return said;
  }

  // ---------------------------------------------------------------- choices

  /**
   * @param number of a listed choice on its page, from 1
   */
  private List<Phrase> choice(Choice choice, int number, Language ofScreen) {
    Language language = languageOf(choice.event(), ofScreen);
    return switch (choice.role()) {
      case MAIN -> withDetail(framed("choice.enter", choice.label(), language), choice, language);
      case HELP -> withDetail(framed("choice.help", choice.label(), language), choice, language);
      case MANNER ->
          withDetail(framed("choice.manner", choice.label(), language), choice, language);
      case STOP -> withDetail(framed("choice.stop", choice.label(), language), choice, language);
      case HOST -> withDetail(framed("choice.correct", choice.label(), language), choice, language);
      case ASIDE, BACK ->
          withDetail(framed("choice.arrows", choice.label(), language), choice, language);
      case LISTED ->
          withDetail(
              number > MOST_NUMBERED
                  ? framed("choice.arrows", choice.label(), language)
                  : framed("choice.digit", choice.label(), language, number),
              choice,
              language);
      case ANYWHERE -> anywhere(choice, language);
    };
  }

  /** Its details are the same invitation in other languages. */
  private List<Phrase> anywhere(Choice choice, Language language) {
    List<Phrase> said = new ArrayList<>(List.of(framed("choice.any", choice.label(), language)));
    choice.detail().stream()
        .flatMap(String::lines)
        .filter(line -> !line.isBlank())
        .forEach(line -> said.add(framed("choice.any", line, language)));
    return said;
  }

  private List<Phrase> withDetail(Phrase label, Choice choice, Language language) {
    List<Phrase> said = new ArrayList<>(List.of(label));
    switch (choice.tick()) {
      case NONE -> {}
      case ON -> said.add(new Phrase(spoken.get(language, "tick.on"), language, Privacy.PRIVATE));
      case OFF -> said.add(new Phrase(spoken.get(language, "tick.off"), language, Privacy.PRIVATE));
    }
    choice.detail().stream()
        .flatMap(String::lines)
        .filter(line -> !line.isBlank())
        .forEach(line -> said.add(alone(line, label.language())));
    return said;
  }

  /** Someone who looks for a language understands that one, whatever the screen speaks. */
  private static Language languageOf(Event event, Language ofScreen) {
    return event instanceof Event.LanguageChosen(var language) ? language : ofScreen;
  }

  // ---------------------------------------------------------------- phrases

  /** Words of a screen with nothing added but the pause at their end. */
  private Phrase alone(String words, Language language) {
    Optional<Language> ours = fixed.languageOf(words, language);
    return ours.map(of -> new Phrase(sentence(words), of, Privacy.FIXED))
        .orElseGet(
            () ->
                new Phrase(sentence(figures.natural(words, language)), language, Privacy.PRIVATE));
  }

  /** Words of a screen within a sentence of ours, in the language of the words. */
  private Phrase framed(String key, String words, Language language, Object... further) {
    Optional<Language> ours = fixed.languageOf(words, language);
    Language said = ours.orElse(language);
    Object[] arguments = new Object[further.length + 1];
    arguments[0] = ours.isPresent() ? words : figures.natural(words, language);
    System.arraycopy(further, 0, arguments, 1, further.length);
    return new Phrase(
        spoken.get(said, key, arguments), said, ours.isPresent() ? Privacy.FIXED : Privacy.PRIVATE);
  }

  private boolean isFixed(String words, Language language) {
    return fixed.languageOf(words, language).isPresent();
  }

  /** A voice falls and rests where a sentence ends. */
  private static String sentence(String words) {
    char last = words.charAt(words.length() - 1);
    return Character.isLetterOrDigit(last) || last == ')' ? words + "." : words;
  }
}
