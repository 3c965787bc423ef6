package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.screen.Screen.Choice;
import be.borne.kiosk.screen.Screen.Fact;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.protocol.terminal.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@link Screen} while it is being put together; what is not said stays empty. */
final class ScreenDraft {
  private final String name;
  private final Language language;
  private final Screen.Header header;
  private final Texts texts;
  private final int steps;
  private final List<Fact> facts = new ArrayList<>();
  private final List<Choice> choices = new ArrayList<>();
  private String title = "";
  private Screen.Tone tone = Screen.Tone.CALM;
  private Screen.Picture picture = Screen.Picture.NONE;
  private Optional<Screen.Progress> progress = Optional.empty();
  private Optional<Screen.PinPad> pinPad = Optional.empty();
  private Optional<TextEntry> entry = Optional.empty();
  private final List<Screen.Group> groups = new ArrayList<>();
  private Optional<Screen.Paging> paging = Optional.empty();

  /**
   * @param steps how many a whole visit has
   */
  ScreenDraft(String name, Language language, Screen.Header header, Texts texts, int steps) {
    this.name = name;
    this.language = language;
    this.header = header;
    this.texts = texts;
    this.steps = steps;
  }

  ScreenDraft tone(Screen.Tone value) {
    tone = value;
    return this;
  }

  ScreenDraft step(int step) {
    progress =
        Optional.of(new Screen.Progress(step, steps, texts.get("header.progress", step, steps)));
    return this;
  }

  /**
   * @param of about how many there are; it may change on the way
   */
  ScreenDraft progress(int step, int of, String words) {
    return progress(new Screen.Progress(step, of, words));
  }

  ScreenDraft progress(Screen.Progress value) {
    progress = Optional.of(value);
    return this;
  }

  ScreenDraft title(String words) {
    title = words;
    return this;
  }

  ScreenDraft sentence(String words) {
    facts.add(new Fact.Sentence(words));
    return this;
  }

  ScreenDraft sentences(List<String> words) {
    words.forEach(this::sentence);
    return this;
  }

  ScreenDraft warning(String words) {
    facts.add(new Fact.Warning(words));
    return this;
  }

  ScreenDraft labelled(String label, String value) {
    facts.add(new Fact.Labelled(label, value));
    return this;
  }

  /**
   * @param spelled whether every sign of it matters
   */
  ScreenDraft own(String label, String words, boolean spelled) {
    facts.add(new Fact.Own(label, words, spelled));
    return this;
  }

  ScreenDraft code(String label, String characters) {
    facts.add(new Fact.Code(label, characters));
    return this;
  }

  ScreenDraft phase(String label, Screen.Stage stage, String stageInWords) {
    facts.add(new Fact.Phase(label, stage, stageInWords));
    return this;
  }

  ScreenDraft picture(Screen.Picture value) {
    picture = value;
    return this;
  }

  ScreenDraft choice(Role role, String label, Optional<String> detail, Event event) {
    choices.add(new Choice(role, label, detail, event));
    return this;
  }

  /** One of a list, to be switched on and off. */
  ScreenDraft ticked(String label, Screen.Tick tick, Event event) {
    choices.add(new Choice(Role.LISTED, label, Optional.empty(), event, tick));
    return this;
  }

  ScreenDraft stop() {
    return choice(Role.STOP, texts.get("stop"), Optional.empty(), new Event.Stopped());
  }

  /**
   * @param fewest digits that may be complete
   */
  ScreenDraft pinPad(String correct, String ok, Event entered, int fewest) {
    pinPad =
        Optional.of(
            new Screen.PinPad(
                correct, new Choice(Role.MAIN, ok, Optional.empty(), entered), fewest));
    return this;
  }

  /**
   * Something to type, with the words of its keys.
   *
   * @param most characters that are taken
   * @param endings of an e-mail address; empty for other kinds
   * @param first what stands in the field when it appears
   * @param entered what OK does
   */
  ScreenDraft entry(
      String label,
      TextEntry.Kind kind,
      int most,
      boolean mayBeEmpty,
      List<String> endings,
      String first,
      Event entered) {
    TextEntry.Words words =
        new TextEntry.Words(
            texts.get("entry.hint"),
            texts.get("entry.correct"),
            texts.get("entry.space"),
            texts.get("entry.capitals"),
            texts.get("entry.signs"));
    Choice ok = new Choice(Role.MAIN, texts.get("entry.ok"), Optional.empty(), entered);
    entry = Optional.of(new TextEntry(label, kind, most, mayBeEmpty, endings, first, words, ok));
    return this;
  }

  ScreenDraft group(String label, List<Screen.Option> options) {
    groups.add(new Screen.Group(label, options));
    return this;
  }

  /** What stands at the foot of every screen that somebody is served at. */
  ScreenDraft tools() {
    return choice(Role.HELP, texts.get("tool.help"), Optional.empty(), new Event.HelpWanted())
        .choice(Role.MANNER, texts.get("tool.manner"), Optional.empty(), new Event.MannerWanted());
  }

  ScreenDraft paging(String more, String previous) {
    paging = Optional.of(new Screen.Paging(more, previous));
    return this;
  }

  Screen done() {
    return new Screen(
        name,
        language,
        header,
        tone,
        progress,
        title,
        facts,
        picture,
        choices,
        pinPad,
        entry,
        groups,
        paging,
        new Screen.Paging(texts.get("page.more"), texts.get("page.previous")));
  }
}
