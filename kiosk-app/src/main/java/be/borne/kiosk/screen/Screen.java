package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Contrast;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.TextSize;
import be.borne.protocol.terminal.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one screen says and offers, before anyone decides how it looks or sounds. It holds every
 * word that is shown, so that what is drawn and what is spoken cannot differ, and nothing of the
 * citizen's card: no name, no number, no digit of a PIN. What the citizen typed is in it where it
 * is shown again, hidden in {@code toString}.
 *
 * @param name of the situation, for galleries and tests: lower-case words joined by hyphens
 * @param language in which all its words are
 * @param header what stands on top of every screen
 * @param tone how much it presses
 * @param progress how far the citizen is; empty where nobody is under way
 * @param title the one question or message
 * @param facts in reading order
 * @param picture that shows what to do
 * @param choices in reading order, Stop last
 * @param pinPad the keypad, on the one screen that has it
 * @param entry what is typed on it; its OK is the way forward
 * @param groups of which one each is chosen already, and another can be
 * @param paging words to turn the pages of a long list
 * @param reading words to turn the pages where there is more to read than fits
 */
public record Screen(
    String name,
    Language language,
    Header header,
    Tone tone,
    Optional<Progress> progress,
    String title,
    List<Fact> facts,
    Picture picture,
    List<Choice> choices,
    Optional<PinPad> pinPad,
    Optional<TextEntry> entry,
    List<Group> groups,
    Optional<Paging> paging,
    Paging reading) {

  public Screen {
    facts = List.copyOf(facts);
    choices = List.copyOf(choices);
    groups = List.copyOf(groups);
  }

  /** Whose terminal it is, and where it stands. */
  public record Header(String municipality, String site) {}

  /** How much a screen presses. Each tone also differs by shape and words, never by colour only. */
  public enum Tone {
    CALM,
    ATTENTION,
    URGENT
  }

  /**
   * @param words the same in words: "Step 2 of 4"
   */
  public record Progress(int step, int of, String words) {}

  /** One thing to know. */
  public sealed interface Fact {

    /** Everything that is shown of it, in reading order. */
    List<String> words();

    record Sentence(String text) implements Fact {
      @Override
      public List<String> words() {
        return List.of(text);
      }
    }

    /** A sentence that must not be overlooked. */
    record Warning(String text) implements Fact {
      @Override
      public List<String> words() {
        return List.of(text);
      }
    }

    record Labelled(String label, String value) implements Fact {
      @Override
      public List<String> words() {
        return List.of(label, value);
      }
    }

    /** Something to be shown to a person or copied, character by character. */
    record Code(String label, String characters) implements Fact {
      @Override
      public List<String> words() {
        return List.of(label, characters);
      }
    }

    /**
     * What the citizen typed or chose, shown again.
     *
     * @param spelled whether every sign of it matters, as in an address
     */
    record Own(String label, String text, boolean spelled) implements Fact {
      @Override
      public List<String> words() {
        return List.of(label, text);
      }

      @Override
      public String toString() {
        return "Own[" + label + ", hidden]";
      }
    }

    /** One piece of work the terminal does, and how far it is. */
    record Phase(String label, Stage stage, String stageInWords) implements Fact {
      @Override
      public List<String> words() {
        return List.of(label, stageInWords);
      }
    }
  }

  /** How far a piece of work is. */
  public enum Stage {
    DONE,
    NOW,
    LATER
  }

  /** What is drawn to show what to do. */
  public enum Picture {
    NONE,
    WELCOME,
    LANGUAGES,
    HEADSET,
    INSERT_CARD,
    TURN_CARD,
    CARD_INSIDE,
    CODE,
    READER_KEYS,
    CERTIFICATES,
    CERTIFICATE,
    WAYS,
    MAIL,
    TOWN_HALL,
    STICK,
    STICK_INSIDE,
    TAKE_STICK,
    CAMERA,
    CAMERA_AT_WORK,
    TAKE_SHEET,
    STICK_OR_CAMERA,
    /** The citizen's own paper, as it was photographed: {@link PaperInView}. */
    PAPER,
    SEAL,
    PRINTER,
    PRINTER_WAITS,
    TAKE_CARD,
    TAKE_PAPER,
    TAKE_CARD_THEN_PAPER,
    GOODBYE,
    CLOCK,
    HELP,
    CLOSED,
    REFILL_PAPER
  }

  /**
   * Something the citizen can do.
   *
   * @param label verb and noun
   * @param detail a further line; empty for most
   * @param tick of one of several things that can hold at once
   */
  public record Choice(Role role, String label, Optional<String> detail, Event event, Tick tick) {
    public Choice(Role role, String label, Optional<String> detail, Event event) {
      this(role, label, detail, event, Tick.NONE);
    }

    List<String> words() {
      return Stream.concat(Stream.of(label), detail.stream()).toList();
    }

    /** What a citizen called a file is the citizen's. */
    @Override
    public String toString() {
      return event instanceof Event.FileChosen
          ? "Choice[" + role + ", hidden]"
          : "Choice[" + role + ", " + label + ", " + detail + ", " + event + ", " + tick + "]";
    }
  }

  /** Whether something holds that can be switched on and off. */
  public enum Tick {
    /** It is nothing to be switched. */
    NONE,
    ON,
    OFF
  }

  /** What a choice is to its screen; it decides the place and the key. */
  public enum Role {
    /** The way forward, one per screen. Key: Enter. */
    MAIN,
    /** The way forward, and the whole screen and every key mean it too. */
    ANYWHERE,
    /** One of several equal ways forward. Keys: 1 to 9. */
    LISTED,
    /** Changes something on this screen. */
    ASIDE,
    /** One screen back. */
    BACK,
    /** Ends the visit. Always in the same place. Key: Escape. */
    STOP,
    /** What to do here, said once more. Always in the same place. Key: the star. */
    HELP,
    /** Language, size of letters, colours. Always in the same place. Key: the stroke. */
    MANNER,
    /** For whoever looks after the terminal; on resting screens alone. Key: Backspace. */
    HOST
  }

  /**
   * Things of which exactly one holds.
   *
   * @param label what they are
   */
  public record Group(String label, List<Option> options) {
    public Group {
      options = List.copyOf(options);
    }

    List<String> words() {
      return Stream.concat(Stream.of(label), options.stream().map(Option::label)).toList();
    }
  }

  /**
   * @param chosen whether it is the one that holds
   * @param sample how its own label looks, so that one sees before one chooses; empty for none
   */
  public record Option(String label, boolean chosen, Optional<Sample> sample, Event event) {}

  /** Something to look at rather than to read. */
  public sealed interface Sample {
    record OfSize(TextSize size) implements Sample {}

    record OfContrast(Contrast contrast) implements Sample {}
  }

  /**
   * Words of the keypad. Its digit keys say their digit in every language.
   *
   * @param correct takes the last digit away. Key: Backspace
   * @param ok the digits are complete. Key: Enter
   * @param fewest digits that may be complete
   */
  public record PinPad(String correct, Choice ok, int fewest) {}

  /** Words that turn pages, where something does not fit. */
  public record Paging(String more, String previous) {}

  /** Whether it asks the same, and nothing is wrong now that was not before. */
  boolean asksTheSameAs(Screen other) {
    return title.equals(other.title) && warnings().equals(other.warnings());
  }

  private List<Fact> warnings() {
    return facts.stream().filter(Fact.Warning.class::isInstance).toList();
  }

  public List<Choice> choices(Role role) {
    return choices.stream().filter(choice -> choice.role() == role).toList();
  }

  /** Every word of this screen, in reading order. */
  public List<String> words() {
    List<String> words = new ArrayList<>(List.of(header.municipality(), header.site()));
    progress.ifPresent(p -> words.add(p.words()));
    words.add(title);
    facts.forEach(fact -> words.addAll(fact.words()));
    pinPad.ifPresent(pad -> words.addAll(List.of(pad.correct(), pad.ok().label())));
    entry.ifPresent(it -> words.addAll(it.shown()));
    groups.forEach(group -> words.addAll(group.words()));
    choices.forEach(choice -> words.addAll(choice.words()));
    paging.ifPresent(p -> words.addAll(List.of(p.previous(), p.more())));
    words.addAll(List.of(reading.previous(), reading.more()));
    return List.copyOf(words);
  }
}
