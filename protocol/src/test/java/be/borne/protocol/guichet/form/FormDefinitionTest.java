package be.borne.protocol.guichet.form;

import static be.borne.protocol.guichet.form.Forms.CHOICE;
import static be.borne.protocol.guichet.form.Forms.TEXT;
import static be.borne.protocol.guichet.form.Forms.YES_NO;
import static be.borne.protocol.guichet.form.Forms.field;
import static be.borne.protocol.guichet.form.Forms.form;
import static be.borne.protocol.guichet.form.Forms.options;
import static be.borne.protocol.guichet.form.Forms.shown;
import static be.borne.protocol.guichet.form.Forms.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Broken on purpose to see these fail: a block's inside stayed known outside, nothing was held to
 * be incomparable, ids could come twice, and the bounds of conditions and shapes, the help of a
 * shape and the required field of a block were left out.
 */
class FormDefinitionTest {
  private static final Condition GREEN = new Condition.Equals("colour", "green");

  private static void refused(String word, Executable making) {
    FormRefusedException e = assertThrows(FormRefusedException.class, making);
    assertTrue(e.getMessage().contains(word), e.getMessage());
  }

  @Test
  void aConditionSpeaksOfWhatComesBefore() {
    form(field("colour", CHOICE), shown("why", TEXT, GREEN));
    refused("why", () -> form(shown("why", TEXT, GREEN), field("colour", CHOICE)));
    refused("does not exist", () -> form(field("shade", CHOICE), shown("why", TEXT, GREEN)));
    refused(
        "does not come before",
        () -> form(shown("why", TEXT, new Condition.Not(new Condition.Answered("why")))));
  }

  @Test
  void aCircleCannotBeWritten() {
    refused(
        "does not come before",
        () ->
            form(
                shown("one", YES_NO, new Condition.Equals("two", "yes")),
                shown("two", YES_NO, new Condition.Equals("one", "yes"))));
  }

  @Test
  void nobodyOutsideABlockSpeaksOfItsInside() {
    Input.Block block =
        new Input.Block(
            List.of(field("colour", CHOICE), shown("why", TEXT, GREEN), field("who", TEXT)), 0, 3);
    form(field("stalls", block), shown("size", TEXT, new Condition.Answered("stalls")));
    refused("size", () -> form(field("stalls", block), shown("size", TEXT, GREEN)));
  }

  @Test
  void whatCannotBeComparedIsNotCompared() {
    List<Condition> wrong =
        List.of(
            new Condition.Equals("colour", "mauve"),
            new Condition.Contains("colour", "green"),
            new Condition.LessThan("colour", "3"),
            new Condition.LessThan("count", "today"),
            new Condition.LessThan("count", "1e9"),
            new Condition.LessThan("day", "3"),
            new Condition.LessThan("day", "2026-02-30"),
            new Condition.Equals("sure", "perhaps"),
            new Condition.Equals("several", "red"),
            new Condition.Contains("several", "mauve"),
            new Condition.Answered("read"));
    for (Condition condition : wrong) {
      refused("field last", () -> form(manyKinds(condition)));
      refused(
          "field last",
          () -> form(manyKinds(new Condition.Or(List.of(new Condition.Not(condition))))));
    }
    form(manyKinds(new Condition.LessThan("count", "2.5")));
    form(manyKinds(new Condition.LessThan("day", "today-18y")));
    form(manyKinds(new Condition.Contains("several", "red")));
  }

  private static Field[] manyKinds(Condition lastShownWhen) {
    return new Field[] {
      field("colour", CHOICE),
      field("several", new Input.MultipleChoice(options("red", "blue"), 1, 2)),
      field("count", new Input.NumberField(null, null, 2, null)),
      field("day", new Input.DateField(null, null)),
      field("sure", YES_NO),
      field("read", new Input.Statement(words("Read"))),
      shown("last", TEXT, lastShownWhen)
    };
  }

  @Test
  void anIdIsThereOnce() {
    refused("field a is there twice", () -> form(field("a", TEXT), field("a", TEXT)));
    refused(
        "field a is there twice",
        () -> form(field("a", TEXT), field("b", new Input.Block(List.of(field("a", TEXT)), 1, 2))));
  }

  @Test
  void everyTextIsThereInEveryLanguage() {
    for (Language language : Language.values()) {
      Map<Language, String> words = new EnumMap<>(words("Question"));
      words.remove(language);
      refused(
          "label of field name in " + language.tag(),
          () -> new Field("name", words, null, true, null, null, TEXT));
    }
  }

  @Test
  void thereAreBounds() {
    List<Field> many = new ArrayList<>();
    for (int i = 0; i < FormDefinition.MAX_FIELDS; i++) {
      many.add(field("f" + i, TEXT));
    }
    form(many.toArray(Field[]::new));
    many.set(0, field("f0", new Input.Block(List.of(field("inner", TEXT)), 1, 2)));
    refused("more than 200 fields", () -> form(many.toArray(Field[]::new)));

    String[] ids =
        Stream.iterate(0, i -> i + 1).limit(201).map(i -> "o" + i).toArray(String[]::new);
    refused("options", () -> new Input.Choice(options(ids), Input.Layout.LIST));
    refused("options", () -> new Input.Choice(options("a", "a"), Input.Layout.LIST));
    refused("options", () -> new Input.Choice(options("a"), Input.Layout.LIST));
    refused("options", () -> new Input.MultipleChoice(List.of(), 1, 1));
    // Of one it is whether its box is ticked; where that is required, it has to be.
    Field box = field("box", new Input.MultipleChoice(options("a"), 1, 1));
    assertEquals(
        Checked.refused(ProblemKey.REQUIRED),
        Check.of(box, new Answer.ManyChosen(List.of()), LocalDate.EPOCH));
    assertEquals(
        new Checked.Taken(new Answer.ManyChosen(List.of("a"))),
        Check.of(box, new Answer.ManyChosen(List.of("a")), LocalDate.EPOCH));
    refused(
        "label of field a",
        () -> new Field("a", words("x".repeat(201)), null, true, null, null, TEXT));
    refused("field id", () -> field("a".repeat(41), TEXT));
  }

  @Test
  void conditionsAreNeitherDeepNorWide() {
    Condition deep = new Condition.Answered("a");
    for (int depth = 2; depth <= Condition.MAX_DEPTH; depth++) {
      deep = new Condition.Not(deep);
    }
    Condition deepest = deep;
    refused("16 deep", () -> new Condition.Not(deepest));
    List<Condition> twenty =
        Stream.generate(() -> (Condition) new Condition.Answered("a")).limit(20).toList();
    refused(
        "100 parts",
        () ->
            new Condition.And(
                Stream.generate(() -> (Condition) new Condition.Or(twenty)).limit(5).toList()));
  }

  @Test
  void aBlockHoldsNoBlockAndIsNeverEmpty() {
    Field inner = field("inner", new Input.Block(List.of(field("a", TEXT)), 1, 2));
    refused("inside a block", () -> new Input.Block(List.of(field("b", TEXT), inner), 1, 2));
    refused("always required", () -> new Input.Block(List.of(Forms.optional("a", TEXT)), 1, 2));
    Field prefilled = new Field("a", words("a"), null, true, PrefillKey.SURNAME, null, TEXT);
    refused("prefilled", () -> new Input.Block(List.of(prefilled), 1, 2));
    refused(
        "required exactly",
        () ->
            new Field(
                "b",
                words("b"),
                null,
                false,
                null,
                null,
                new Input.Block(List.of(field("a", TEXT)), 1, 2)));
  }

  @Test
  void aPrefillFitsItsField() {
    refused(
        "field born",
        () -> new Field("born", words("b"), null, true, PrefillKey.BIRTH_DATE, null, TEXT));
  }

  @Test
  void aShapeNeedsHelpThatSaysWhichItIs() {
    Input shaped = new Input.ShortText(9, new TextShape("[A-Z]{3}"));
    refused("field plate", () -> field("plate", shaped));
  }

  /** With {@code java.util.regex} the first of these runs longer than a citizen lives. */
  @Test
  void aShapeCannotHoldUpATerminal() {
    TextShape nested = new TextShape("(a+)+b");
    assertTrue(!nested.matches("a".repeat(200)));
    refused("repetitions", () -> new TextShape("((a{100}){100}){100}"));
    refused("repetitions", () -> new TextShape("a{2,99999999999999999999}"));
    refused("length", () -> new TextShape("a".repeat(101)));
    refused("RE2", () -> new TextShape("(a)\\1"));
    refused("RE2", () -> new TextShape("(?=a)"));
    refused("RE2", () -> new TextShape("(a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"today", "today+14d", "today-3m", "today+14m", "today-18y", "2026-12-31"})
  void aDayLimitIsWrittenAsItIsRead(String text) {
    assertEquals(text, DayLimit.of(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "today+",
        "today+1",
        "today+1w",
        "today 1d",
        "today+99999d",
        "today-999y",
        "2026-02-30",
        "1799-12-31",
        "2200-01-01",
        "+2026-01-01"
      })
  void otherDayLimitsAreRefused(String text) {
    refused("day limit", () -> DayLimit.of(text));
  }

  @Test
  void aDayLimitIsCountedFromToday() {
    LocalDate leapDay = LocalDate.of(2028, 2, 29);
    assertEquals(LocalDate.of(2010, 2, 28), DayLimit.of("today-18y").on(leapDay));
    assertEquals(LocalDate.of(2028, 3, 14), DayLimit.of("today+14d").on(leapDay));
    assertEquals(LocalDate.of(2026, 12, 31), DayLimit.of("2026-12-31").on(leapDay));
    refused(
        "before the first",
        () -> new Input.DateField(DayLimit.of("today"), DayLimit.of("today-1d")));
  }
}
