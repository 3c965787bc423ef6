package be.borne.protocol.guichet.form;

import static be.borne.protocol.guichet.form.Forms.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Broken on purpose to see these fail: invisible characters and points in numbers were let through,
 * the last day was outside its range, texts were taken apart instead of composed, and postcodes
 * could begin with 0.
 */
class CheckTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  private static Checked check(Input input, Answer answer) {
    return Check.of(field("question", input), answer, TODAY);
  }

  private static Checked check(Input input, String typed) {
    return check(input, new Answer.Text(typed));
  }

  private static void taken(String expected, Input input, String typed) {
    assertEquals(new Checked.Taken(new Answer.Text(expected)), check(input, typed));
  }

  private static ProblemKey problem(Input input, Answer answer) {
    return assertInstanceOf(Checked.Refused.class, check(input, answer)).problem().key();
  }

  private static ProblemKey problem(Input input, String typed) {
    return problem(input, new Answer.Text(typed));
  }

  @ParameterizedTest
  @CsvSource({"3/4/1999", "03-04-1999", "03.04.1999", "03 04 1999", "03041999"})
  void daysAsPeopleWriteThem(String typed) {
    assertEquals(
        new Checked.Taken(new Answer.Day(LocalDate.of(1999, 4, 3))),
        check(new Input.DateField(null, null), typed));
  }

  @ParameterizedTest
  @CsvSource({
    "3/4/99, DATE_SHAPE",
    "next week, DATE_SHAPE",
    "30/2/2026, DATE_UNREAL",
    "29/2/2027, DATE_UNREAL",
    "1/13/2026, DATE_UNREAL",
    "0/1/2026, DATE_UNREAL",
    "1/1/1066, DATE_UNREAL",
    "26/11/2026, DATE_BEFORE",
    "28/11/2027, DATE_AFTER"
  })
  void otherDaysAreRefused(String typed, ProblemKey key) {
    Input input = new Input.DateField(DayLimit.of("today"), DayLimit.of("today+1y"));
    assertEquals(key, problem(input, typed));
  }

  @Test
  void aLimitIsPartOfTheRangeAndIsNamed() {
    Input input = new Input.DateField(DayLimit.of("today"), DayLimit.of("today+1y"));
    assertInstanceOf(Checked.Taken.class, check(input, new Answer.Day(TODAY)));
    assertInstanceOf(Checked.Taken.class, check(input, new Answer.Day(TODAY.plusYears(1))));
    assertEquals(
        new Checked.Refused(Problem.of(ProblemKey.DATE_BEFORE, new Problem.Argument.Day(TODAY))),
        check(input, new Answer.Day(TODAY.minusDays(1))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"12,5; 12.5", "12; 12", "1 000; 1000", "0,50; 0.5", "-0,5; -0.5", "007; 7"})
  void numbersWithADecimalComma(String typed, BigDecimal kept) {
    assertEquals(
        new Checked.Taken(new Answer.Quantity(kept)),
        check(new Input.NumberField(null, null, 2, null), typed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1.000; NUMBER_POINT",
        "1,; NUMBER_SHAPE",
        ",5; NUMBER_SHAPE",
        "1,2,3; NUMBER_SHAPE",
        "12e3; NUMBER_SHAPE",
        "twelve; NUMBER_SHAPE",
        "9999999999999999; NUMBER_SHAPE",
        "1,234; NUMBER_DECIMALS",
        "0,49; NUMBER_LOW",
        "100,01; NUMBER_HIGH"
      })
  void otherNumbersAreRefused(String typed, ProblemKey key) {
    Input input = new Input.NumberField(new BigDecimal("0.5"), new BigDecimal("100"), 2, null);
    assertEquals(key, problem(input, typed));
  }

  @Test
  void peopleAreCountedInWholeNumbers() {
    Input people = new Input.NumberField(BigDecimal.ONE, null, 0, null);
    assertEquals(ProblemKey.NUMBER_WHOLE, problem(people, "2,5"));
    assertInstanceOf(Checked.Taken.class, check(people, "2,0"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1, 1000, Nowhere, ADDRESS_STREET",
    "Rue Inventée, '', 1000, Nowhere, ADDRESS_NUMBER",
    "Rue Inventée, twelve, 1000, Nowhere, ADDRESS_NUMBER",
    "Rue Inventée, 1, 999, Nowhere, ADDRESS_POSTCODE",
    "Rue Inventée, 1, 0999, Nowhere, ADDRESS_POSTCODE",
    "Rue Inventée, 1, 10000, Nowhere, ADDRESS_POSTCODE",
    "Rue Inventée, 1, 1000, ' ', ADDRESS_TOWN"
  })
  void anAddressLacksOneThingAtATime(
      String street, String number, String postcode, String town, ProblemKey key) {
    assertEquals(
        key,
        problem(new Input.AddressField(), new Answer.Address(street, number, "", postcode, town)));
  }

  @Test
  void aPlaceInTheStreetNeedsNoHouse() {
    Answer.Address street = new Answer.Address(" Rue Inventée ", "", "", "9999", "Nowhere");
    assertEquals(ProblemKey.ADDRESS_NUMBER, problem(new Input.AddressField(), street));
    assertEquals(
        new Checked.Taken(
            new Answer.Spot(new Answer.Address("Rue Inventée", "", "", "9999", "Nowhere"), null)),
        check(new Input.MapPoint(), new Answer.Spot(street, null)));
  }

  @Test
  void textsAreComposedBoundedAndVisible() {
    Input line = new Input.ShortText(6, null);
    taken("\u00e9t\u00e9", line, "  e\u0301te\u0301 ");
    assertEquals(ProblemKey.TEXT_LONG, problem(line, "seven77"));
    for (String hidden :
        List.of("a\u0000b", "a\nb", "a\u202eb", "a\u200bb", "a\ud800b", "a\u2028b")) {
      assertEquals(ProblemKey.TEXT_CHARACTERS, problem(line, hidden));
    }
    taken("a\nb", new Input.LongText(6), "a\nb");
    assertEquals(
        ProblemKey.TEXT_SHAPE,
        assertInstanceOf(
                Checked.Refused.class,
                TextCheck.line(
                    new Input.ShortText(6, new TextShape("[0-9]+")), new Answer.Text("12a")))
            .problem()
            .key());
  }

  @Test
  void onlyWhatIsOfferedIsChosen() {
    assertEquals(ProblemKey.CHOICE_UNKNOWN, problem(Forms.CHOICE, new Answer.Chosen("mauve")));
    assertEquals(ProblemKey.CHOICE_UNKNOWN, problem(Forms.YES_NO, new Answer.Chosen("perhaps")));
    Input some = new Input.MultipleChoice(Forms.options("a", "b", "c", "d"), 2, 3);
    assertEquals(ProblemKey.CHOICE_FEW, problem(some, new Answer.ManyChosen(List.of("a"))));
    assertEquals(
        ProblemKey.CHOICE_MANY, problem(some, new Answer.ManyChosen(List.of("a", "b", "c", "d"))));
    assertEquals(
        ProblemKey.CHOICE_UNKNOWN, problem(some, new Answer.ManyChosen(List.of("a", "e"))));
    assertEquals(
        new Checked.Taken(new Answer.ManyChosen(List.of("a", "c"))),
        check(some, new Answer.ManyChosen(List.of("c", "a"))));
  }

  @Test
  void filesAreOfTheirKindAndSize() {
    Input input =
        new Input.FileField(List.of(FileKind.PDF), 1_000, 2, List.of(FileSource.USB_STICK));
    assertEquals(ProblemKey.FILE_KIND, problem(input, file(FileKind.PNG, 1, 1)));
    assertEquals(ProblemKey.FILE_LARGE, problem(input, file(FileKind.PDF, 1_001, 1)));
    assertEquals(ProblemKey.FILE_PAGES, problem(input, file(FileKind.PDF, 1, 3)));
    assertInstanceOf(Checked.Taken.class, check(input, file(FileKind.PDF, 1_000, 2)));
  }

  private static Answer file(FileKind kind, int bytes, int pages) {
    return new Answer.Attached("invented-file", kind, bytes, pages);
  }

  @Test
  void nothingIsAnAnswerWhereNothingIsRequired() {
    for (Answer nothing :
        Stream.of(null, new Answer.Nothing(), new Answer.Text(" \n")).toArray(Answer[]::new)) {
      assertEquals(ProblemKey.REQUIRED, problem(Forms.TEXT, nothing));
      assertEquals(
          new Checked.Taken(new Answer.Nothing()),
          Check.of(Forms.optional("question", Forms.TEXT), nothing, TODAY));
    }
  }

  @Provide
  Arbitrary<Answer> anything() {
    Arbitrary<Answer> texts = Arbitraries.strings().ofMaxLength(80).map(Answer.Text::new);
    Arbitrary<Answer> near =
        Arbitraries.strings()
            .withChars("0123456789+/.,- @aé\u0301\u00a0")
            .ofMaxLength(20)
            .map(Answer.Text::new);
    Arbitrary<Answer> addresses =
        Arbitraries.strings()
            .ofMaxLength(10)
            .list()
            .ofSize(5)
            .map(s -> new Answer.Address(s.get(0), s.get(1), s.get(2), s.get(3), s.get(4)));
    return Arbitraries.oneOf(
        texts, near, addresses, Arbitraries.of(FormJsonTest.ALL_ANSWERS.values().values()));
  }

  /** Every kind of field against anything; what is taken is taken again, and stays the same. */
  @Property(tries = 1_000)
  void everyAnswerIsJudgedAndWhatIsTakenStays(@ForAll("anything") Answer answer) {
    for (Field field : FormJsonTest.EVERYTHING.fields().toList()) {
      if (Check.of(field, answer, TODAY) instanceof Checked.Taken(var taken)) {
        assertEquals(new Checked.Taken(taken), Check.of(field, taken, TODAY));
      }
    }
  }
}
