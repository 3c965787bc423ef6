package be.borne.kiosk.screen;

import be.borne.kiosk.form.FormPlace;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Option;
import be.borne.protocol.guichet.form.Question;
import be.borne.protocol.guichet.form.QuestionPath;
import be.borne.protocol.terminal.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a form asks and what was answered, in a citizen's language.
 *
 * @param t words of that language
 */
record FormWords(Texts t, Language language) {
  /** More would not be read at a glance, and fills the smallest panel at the largest size. */
  static final int MOST_IN_A_PIECE = 120;

  private static final Pattern BEFORE_SIGN = Pattern.compile(" ([?!:;»])");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");

  /** A form's own words; a sign that French sets apart stays on the line of its word. */
  String said(Map<Language, String> words) {
    String said = words.get(language);
    return language == Language.FRENCH ? BEFORE_SIGN.matcher(said).replaceAll("\u00a0$1") : said;
  }

  /** The question; inside a block with the number of its repetition. */
  String question(Question question) {
    String label = said(question.field().label());
    return question.path() instanceof QuestionPath.InBlock(_, var repetition, _)
        ? t.get("form.item.line", repetition + 1, label)
        : label;
  }

  /** An answer as its question offers it; empty where there is none. */
  String answer(Field field, Answer answer) {
    return switch (answer) {
      case Answer.Nothing _ -> "";
      case Answer.Text(var text) -> text;
      case Answer.Chosen(var id) -> option(field.input(), id);
      case Answer.ManyChosen(var ids) ->
          ids.stream().map(id -> option(field.input(), id)).collect(Collectors.joining(", "));
      case Answer.Day(var day) -> day(day);
      case Answer.Quantity(var number) -> {
        String figures = number.toPlainString().replace('.', ',');
        yield field.input() instanceof Input.NumberField kind && kind.unit() != null
            ? figures + "\u00a0" + said(kind.unit())
            : figures;
      }
      case Answer.Address address -> address(address);
      case Answer.Spot(var near, _) -> address(near);
      case Answer.Attached file -> t.get("form.file.pages", file.pages());
      case Answer.Repeated(var items) -> Integer.toString(items.size());
    };
  }

  String day(LocalDate day) {
    return t.day(day);
  }

  private String option(Input input, String id) {
    return switch (input) {
      case Input.YesNo _ -> t.get(id.equals(Answer.YES) ? "form.yes" : "form.no");
      case Input.Choice(var options, _) -> label(options, id);
      case Input.MultipleChoice several -> label(several.options(), id);
      default -> id;
    };
  }

  private String label(List<Option> options, String id) {
    return options.stream()
        .filter(option -> option.id().equals(id))
        .map(option -> said(option.label()))
        .findFirst()
        .orElse(id);
  }

  private String address(Answer.Address address) {
    String house = (address.street() + " " + address.number()).strip();
    String box = address.box().isEmpty() ? "" : " " + t.get("form.box", address.box());
    return house + box + ", " + address.postcode() + " " + address.town();
  }

  /** What one repetition of a block is, in its first answer that says something. */
  String repetition(FormPlace place, String block, Input.Block of, int repetition) {
    return of.fields().stream()
        .flatMap(
            field ->
                place
                    .sheet()
                    .answer(new QuestionPath.InBlock(block, repetition, field.id()))
                    .map(answer -> answer(field, answer))
                    .stream())
        .filter(words -> !words.isEmpty())
        .findFirst()
        .map(words -> pieces(words).getFirst())
        .orElseGet(() -> t.get("form.item", repetition + 1));
  }

  /** Sentences, none of them longer than a page takes. */
  static List<String> sentences(String text) {
    return SENTENCE_END.splitAsStream(text).flatMap(sentence -> pieces(sentence).stream()).toList();
  }

  /** A text in pieces that each fit a page, cut between words where there are any. */
  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    String rest = text.strip();
    while (rest.length() > MOST_IN_A_PIECE) {
      int gap =
          Math.max(rest.lastIndexOf(' ', MOST_IN_A_PIECE), rest.lastIndexOf('\n', MOST_IN_A_PIECE));
      int cut = gap > MOST_IN_A_PIECE / 2 ? gap : MOST_IN_A_PIECE;
      if (Character.isHighSurrogate(rest.charAt(cut - 1))) {
        cut--;
      }
      pieces.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut).strip();
    }
    pieces.add(rest);
    return List.copyOf(pieces);
  }
}
