package be.borne.townhall.guichet;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FormCheck;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormView;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Option;
import be.borne.protocol.guichet.form.Question;
import be.borne.protocol.guichet.form.QuestionPath;
import be.borne.protocol.terminal.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A filled form as somebody reads it: each question that was shown, with its answer. */
final class AnswerLines {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private AnswerLines() {}

  /**
   * @param received the day on which the form was filled in
   */
  static List<Submissions.Line> of(
      FormDefinition form, Answers answers, LocalDate received, Language language) {
    List<Submissions.Line> lines = new ArrayList<>();
    for (Question question : FormView.of(form, answers, received).questions()) {
      Field field = question.field();
      if (!(field.input() instanceof Input.Statement || field.input() instanceof Input.Block)) {
        Answer answer = FormCheck.answer(answers, question.path()).orElseGet(Answer.Nothing::new);
        lines.add(
            new Submissions.Line(
                field.label().get(language),
                words(field.input(), answer, language),
                question.path() instanceof QuestionPath.InBlock inside
                    ? inside.repetition() + 1
                    : 0,
                answer instanceof Answer.Attached file ? file.reference() : ""));
      }
    }
    return lines;
  }

  private static String words(Input input, Answer answer, Language language) {
    return switch (answer) {
      case Answer.Nothing _ -> "–";
      case Answer.Text(var text) -> text;
      case Answer.Chosen(var option) -> option(input, option, language);
      case Answer.ManyChosen(var options) ->
          options.stream()
              .map(option -> option(input, option, language))
              .collect(Collectors.joining("; "));
      case Answer.Day(var day) -> DAY.format(day);
      case Answer.Quantity(var number) -> number(number, language);
      case Answer.Address address -> address(address);
      case Answer.Spot(var near, var at) ->
          at == null
              ? address(near)
              : "%s (%s, %s)".formatted(address(near), at.latitude(), at.longitude());
      case Answer.Attached file -> file(file, language);
      case Answer.Repeated(var items) -> Integer.toString(items.size());
    };
  }

  private static String number(BigDecimal number, Language language) {
    String plain = number.toPlainString();
    return language == Language.ENGLISH ? plain : plain.replace('.', ',');
  }

  /** {@code PDF, 3 pages, 1.2 MB}. */
  private static String file(Answer.Attached file, Language language) {
    String pages =
        switch (language) {
          case FRENCH, ENGLISH -> file.pages() == 1 ? "page" : "pages";
          case DUTCH -> file.pages() == 1 ? "pagina" : "pagina’s";
          case GERMAN -> file.pages() == 1 ? "Seite" : "Seiten";
        };
    String unit = language == Language.FRENCH ? "Mo" : "MB";
    // Never nothing: what is there has at least a tenth.
    BigDecimal megabytes =
        BigDecimal.valueOf(file.bytes(), 6)
            .setScale(1, RoundingMode.HALF_UP)
            .max(new BigDecimal("0.1"));
    return "%s, %d %s, %s %s"
        .formatted(file.kindOfFile(), file.pages(), pages, number(megabytes, language), unit);
  }

  private static String option(Input input, String id, Language language) {
    return switch (input) {
      case Input.Choice choice -> label(choice.options(), id, language);
      case Input.MultipleChoice choice -> label(choice.options(), id, language);
      case Input.YesNo _ -> id.equals(Answer.YES) ? yes(language) : no(language);
      default -> id;
    };
  }

  private static String label(List<Option> options, String id, Language language) {
    return options.stream()
        .filter(option -> option.id().equals(id))
        .map(option -> option.label().get(language))
        .findFirst()
        .orElse(id);
  }

  private static String yes(Language language) {
    return switch (language) {
      case FRENCH -> "Oui";
      case DUTCH, GERMAN -> "Ja";
      case ENGLISH -> "Yes";
    };
  }

  private static String no(Language language) {
    return switch (language) {
      case FRENCH -> "Non";
      case DUTCH -> "Nee";
      case GERMAN -> "Nein";
      case ENGLISH -> "No";
    };
  }

  private static String address(Answer.Address address) {
    String box = address.box().isEmpty() ? "" : "/" + address.box();
    return Stream.of(
            (address.street() + " " + address.number()).strip() + box,
            (address.postcode() + " " + address.town()).strip())
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(", "));
  }
}
