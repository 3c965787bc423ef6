package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.DayLimit;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Option;
import be.borne.protocol.guichet.form.TextShape;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import be.borne.townhall.guichet.engine.wcs.WcsSchema.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a field of a w.c.s. takes, as a field of ours; refused where ours cannot say it. */
final class WcsInputs {
  static final int MOST_LINE_CHARS = 200;
  static final int MOST_TEXT_CHARS = 4_000;

  /** Of a number that is not whole; a w.c.s. has no bound. */
  static final int MOST_DECIMALS = 6;

  /** All at a glance, as long as they are few. */
  private static final int MOST_BUTTONS = 6;

  /** In base64, within one answer's time. */
  private static final int MOST_FILE_BYTES = 5_000_000;

  private static final int MOST_PAGES = 30;

  /** The word of the one box that has to be ticked. */
  static final String TICKED = Answer.YES;

  private static final Map<Language, String> YES =
      Map.of(
          Language.FRENCH, "Oui",
          Language.DUTCH, "Ja",
          Language.GERMAN, "Ja",
          Language.ENGLISH, "Yes");

  private static final Map<Language, String> NO =
      Map.of(
          Language.FRENCH, "Non",
          Language.DUTCH, "Nee",
          Language.GERMAN, "Nein",
          Language.ENGLISH, "No");

  /** A question of yes or no, as a choice. */
  static final List<Option> YES_OR_NO =
      List.of(new Option(Answer.YES, YES), new Option(Answer.NO, NO));

  /** What the help says where only digits are taken. */
  static final Map<Language, String> DIGITS_ALONE =
      Map.of(
          Language.FRENCH, "Écrivez seulement des chiffres.",
          Language.DUTCH, "Schrijf alleen cijfers.",
          Language.GERMAN, "Schreiben Sie nur Ziffern.",
          Language.ENGLISH, "Write digits only.");

  private WcsInputs() {}

  /**
   * An input, and what its options are called there.
   *
   * @param help what has to be said of it where the site says nothing; null for nothing
   * @param options theirs by ours
   */
  record Made(Input input, Map<Language, String> help, Map<String, String> options) {}

  /**
   * @param told the field as the schema tells it
   * @param unchecked variables of which the rule need not be known
   */
  static Made of(WcsSchema.Field field, JsonNode told, WcsWords words, Set<String> unchecked)
      throws NotTaken {
    boolean isLong = told.path("type").asText().equals("text");
    return switch (field.kind()) {
      case Kind.Text(var validation) -> text(field, validation, isLong, unchecked);
      case Kind.Email() -> plain(new Input.Email());
      case Kind.Day(var bounds) -> plain(new Input.DateField(first(bounds), last(bounds)));
      case Kind.YesNo() -> field.isRequired() ? box() : plain(new Input.YesNo());
      case Kind.Numeric(var min, var max, var isWhole) ->
          plain(
              new Input.NumberField(
                  min.orElse(null), max.orElse(null), isWhole ? 0 : MOST_DECIMALS, null));
      case Kind.Choice choice -> choice(choice, told.path("display_mode").asText(""), words);
      case Kind.File(var takes, var mostBytes) ->
          plain(
              new Input.FileField(
                  takes,
                  (int) Math.min(MOST_FILE_BYTES, mostBytes.orElse(Long.MAX_VALUE)),
                  MOST_PAGES,
                  List.of(FileSource.values())));
      case Kind.Place() -> plain(new Input.MapPoint());
      case Kind.Computed() -> throw new NotTaken("computed at the site, and nothing says what");
      case Kind.Other(var type) ->
          throw new NotTaken("a " + name(type) + ", which is not asked here");
    };
  }

  /** What stands there may be anything. */
  private static String name(String type) {
    return type.matches("[a-z:_-]{1,60}") ? type : "field of an unknown kind";
  }

  private static Made plain(Input input) {
    return new Made(input, null, Map.of());
  }

  private static Made text(
      WcsSchema.Field field, String validation, boolean isLong, Set<String> unchecked)
      throws NotTaken {
    boolean isAny = validation.isEmpty() || unchecked.contains(field.variable());
    if (isAny) {
      return plain(
          isLong
              ? new Input.LongText(MOST_TEXT_CHARS)
              : new Input.ShortText(MOST_LINE_CHARS, null));
    }
    return switch (validation) {
      case "digits" ->
          new Made(
              new Input.ShortText(MOST_LINE_CHARS, new TextShape("[0-9]+")),
              DIGITS_ALONE,
              Map.of());
      case "nrn-be" -> throw new NotTaken("a national number, which is never asked");
      default -> throw new NotTaken("a text with a rule that is not known here");
    };
  }

  private static Made box() {
    return new Made(
        new Input.MultipleChoice(List.of(new Option(TICKED, YES)), 1, 1), null, Map.of());
  }

  private static DayLimit first(DayBounds bounds) throws NotTaken {
    return limit(bounds.first(), bounds.isFuture(), bounds.isToday() ? 0 : 1);
  }

  private static DayLimit last(DayBounds bounds) throws NotTaken {
    return limit(bounds.last(), bounds.isPast(), bounds.isToday() ? 0 : -1);
  }

  private static DayLimit limit(Optional<LocalDate> fixed, boolean isRelative, int fromToday)
      throws NotTaken {
    if (fixed.isPresent() && isRelative) {
      throw new NotTaken("a day with two bounds on one side");
    }
    return isRelative
        ? new DayLimit(null, fromToday, ChronoUnit.DAYS)
        : fixed.map(day -> new DayLimit(day, 0, ChronoUnit.DAYS)).orElse(null);
  }

  private static Made choice(Kind.Choice choice, String display, WcsWords words) throws NotTaken {
    Map<String, String> theirs =
        choice
            .options()
            .orElseThrow(() -> new NotTaken("a choice whose options come from elsewhere"));
    int least = choice.isMany() ? 1 : 2;
    if (theirs.size() < least || theirs.size() > Input.MAX_OPTIONS) {
      throw new NotTaken("a choice of " + theirs.size() + " options");
    }
    Map<String, String> ids = WcsIds.options(theirs.keySet());
    List<Option> options = new ArrayList<>();
    for (Map.Entry<String, String> each : ids.entrySet()) {
      options.add(new Option(each.getKey(), words.of(theirs.get(each.getValue()))));
    }
    return new Made(
        choice.isMany()
            ? new Input.MultipleChoice(
                options, choice.least(), Math.min(choice.most(), options.size()))
            : new Input.Choice(options, layout(display, options.size())),
        null,
        ids);
  }

  private static Input.Layout layout(String display, int options) {
    return switch (display) {
      case "radio" -> Input.Layout.BUTTONS;
      case "list" -> Input.Layout.LIST;
      default -> options > MOST_BUTTONS ? Input.Layout.LIST : Input.Layout.BUTTONS;
    };
  }

  /** The same with narrower bounds. */
  static Input.NumberField within(Input.NumberField number, BigDecimal least, BigDecimal most) {
    return new Input.NumberField(
        least == null || (number.min() != null && number.min().compareTo(least) > 0)
            ? number.min()
            : least,
        most == null || (number.max() != null && number.max().compareTo(most) < 0)
            ? number.max()
            : most,
        number.decimals(),
        number.unit());
  }
}
