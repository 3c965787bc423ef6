package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Option;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.Term;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Answers of ours, and what a condition of a w.c.s. sees of them. */
final class DjangoAnswers {
  private static final int MOST_NUMBER = 40;

  private DjangoAnswers() {}

  /** Some of the fields answered, in some way that conditions can tell from another. */
  static Map<String, Answer> of(Collection<Field> fields, RandomGenerator random) {
    Map<String, Answer> answers = new HashMap<>();
    for (Field field : fields) {
      Answer answer =
          switch (field.input()) {
            case Input.Choice(var options, _) -> new Answer.Chosen(one(options, random));
            case Input.YesNo _ -> new Answer.Chosen(random.nextBoolean() ? "yes" : "no");
            case Input.MultipleChoice(var options, _, _) ->
                new Answer.ManyChosen(List.of(one(options, random)));
            case Input.NumberField _ ->
                new Answer.Quantity(BigDecimal.valueOf(1 + random.nextInt(MOST_NUMBER)));
            case Input.ShortText _ -> new Answer.Text(random.nextBoolean() ? "x" : "y");
            default -> null;
          };
      if (answer != null && random.nextInt(4) > 0) {
        answers.put(field.id(), answer);
      }
    }
    return answers;
  }

  private static String one(List<Option> options, RandomGenerator random) {
    return options.get(random.nextInt(options.size())).id();
  }

  static Object value(Term.Variable variable, Map<String, Answer> answers) {
    Answer answer = answers.get(variable.name().replace('_', '-'));
    return switch (answer) {
      case Answer.Chosen(var option) when variable.isRaw() -> option;
      case Answer.ManyChosen(var options) when variable.isRaw() -> options;
      case Answer.Chosen _, Answer.ManyChosen _ -> "words of an option";
      case Answer.Quantity(var number) -> number;
      case Answer.Text(var text) -> text;
      case null -> null;
      default -> throw new IllegalArgumentException();
    };
  }

  /** A text, a yes-or-no and a choice of several. */
  static Map<String, Field> fields() {
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      words.put(language, "words");
    }
    List<Option> options = List.of(new Option("one", words), new Option("two", words));
    Map<String, Field> fields = new HashMap<>();
    fields.put("a", new Field("a", words, null, true, null, null, new Input.ShortText(9, null)));
    fields.put("b", new Field("b", words, null, true, null, null, new Input.YesNo()));
    fields.put(
        "c",
        new Field("c", words, null, true, null, null, new Input.MultipleChoice(options, 1, 2)));
    return fields;
  }
}
