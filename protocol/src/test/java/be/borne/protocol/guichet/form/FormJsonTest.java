package be.borne.protocol.guichet.form;

import static be.borne.protocol.guichet.form.Forms.field;
import static be.borne.protocol.guichet.form.Forms.form;
import static be.borne.protocol.guichet.form.Forms.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Broken on purpose to see these fail: unknown words were let through, the wrapping of the
 * library's errors was left out, and a {@code toString} was taken away.
 */
class FormJsonTest {
  private static final String SECRET = "Zztopia Nobody";

  /** One of every kind of field and of condition. */
  static final FormDefinition EVERYTHING =
      form(
          new Field(
              "plate",
              words("Plate"),
              words("Three letters"),
              true,
              null,
              null,
              new Input.ShortText(9, new TextShape("[A-Z]{3}"))),
          field("story", new Input.LongText(500)),
          field("colour", Forms.CHOICE),
          field("several", new Input.MultipleChoice(Forms.options("red", "blue"), 1, 2)),
          field("sure", Forms.YES_NO),
          field("day", new Input.DateField(DayLimit.of("today"), DayLimit.of("2199-12-31"))),
          field(
              "area",
              new Input.NumberField(
                  new BigDecimal("0.5"), new BigDecimal("100"), 2, words("square metres"))),
          Forms.optional("mail", new Input.Email()),
          Forms.optional("phone", new Input.Phone()),
          new Field(
              "home",
              words("Home"),
              null,
              true,
              PrefillKey.ADDRESS,
              null,
              new Input.AddressField()),
          field(
              "plan",
              new Input.FileField(
                  List.of(FileKind.PDF, FileKind.JPEG),
                  5_000_000,
                  4,
                  List.of(FileSource.DOCUMENT_CAMERA))),
          field("where", new Input.MapPoint()),
          field("rules", new Input.Statement(words("Be kind."))),
          field(
              "stalls",
              new Input.Block(
                  List.of(
                      field("goods", Forms.TEXT),
                      Forms.shown("hot", Forms.YES_NO, new Condition.Equals("goods", "soup"))),
                  1,
                  5)),
          Forms.shown(
              "last",
              Forms.TEXT,
              new Condition.And(
                  List.of(
                      new Condition.Or(
                          List.of(
                              new Condition.Answered("mail"),
                              new Condition.Contains("several", "red"))),
                      new Condition.Not(new Condition.LessThan("area", "2.5"))))));

  static final Answers ALL_ANSWERS =
      new Answers(
          Map.of(
              "plate", new Answer.Text(SECRET),
              "story", new Answer.Nothing(),
              "colour", new Answer.Chosen("red"),
              "several", new Answer.ManyChosen(List.of("red", "blue")),
              "day", new Answer.Day(LocalDate.of(2026, 12, 31)),
              "area", new Answer.Quantity(new BigDecimal("0.000001")),
              "home", new Answer.Address("Rue Inventée", "12A", "", "1000", SECRET),
              "where",
                  new Answer.Spot(
                      new Answer.Address("Rue Inventée", "", "", "1000", "Nowhere"),
                      new Coordinates(50.5, 4.5)),
              "plan", new Answer.Attached("0123-4567-89ab", FileKind.PDF, 1234, 2),
              "stalls",
                  new Answer.Repeated(
                      List.of(Answers.none().with("goods", new Answer.Text(SECRET))))));

  @Test
  void whatIsWrittenIsReadAgain() {
    assertEquals(EVERYTHING, FormJson.form(FormJson.of(EVERYTHING)));
    assertEquals(ALL_ANSWERS, FormJson.answers(FormJson.of(ALL_ANSWERS)));
  }

  @Test
  void theWireFormOfAnAnswerStays() {
    assertEquals(
        "{\"area\":{\"kind\":\"quantity\",\"number\":\"1500\"}}",
        FormJson.of(Answers.none().with("area", new Answer.Quantity(new BigDecimal("1.5E3")))));
    assertEquals(
        "{\"day\":{\"kind\":\"day\",\"day\":\"2026-12-31\"}}",
        FormJson.of(Answers.none().with("day", new Answer.Day(LocalDate.of(2026, 12, 31)))));
  }

  @Test
  void nothingShowsWhatWasTyped() {
    for (Answer answer : ALL_ANSWERS.values().values()) {
      for (String typed :
          List.of(
              SECRET,
              "Inventée",
              "1000",
              "red",
              "2026",
              "4567",
              "50.5",
              "0.000001",
              "blue",
              "soup")) {
        assertFalse(answer.toString().contains(typed), answer.toString());
      }
    }
    assertEquals("Answers[10 hidden]", ALL_ANSWERS.toString());
    assertFalse(FormView.of(EVERYTHING, ALL_ANSWERS, LocalDate.EPOCH).toString().contains(SECRET));
    assertFalse(new Checked.Taken(new Answer.Text(SECRET)).toString().contains(SECRET));
  }

  private static String refusal(String json) {
    return assertThrows(FormRefusedException.class, () -> FormJson.form(json), json).getMessage();
  }

  @Test
  void aRefusalNamesTheFieldAndTheReason() {
    String json = FormJson.of(EVERYTHING);
    assertEquals(
        "field colour, at pages[0].fields[2].input: unknown kind hologram",
        refusal(json.replaceFirst("\"kind\":\"choice\"", "\"kind\":\"hologram\"")));
    assertEquals(
        "field last, at pages[0].fields[14].shownWhen.all[1].condition: unknown kind greater",
        refusal(json.replace("\"less-than\"", "\"greater\"")));
    assertEquals(
        "field last, at pages[0].fields[14].showWhen: unknown word showWhen",
        refusal(json.replaceFirst("\"shownWhen\":(?=\\{\"kind\":\"and)", "\"showWhen\":")));
    assertEquals(
        "field goods, at pages[0].fields[13].input.fields[0]: label of field goods in nl is missing or"
            + " longer than 200 characters",
        refusal(json.replace("\"nl\":\"goods (nl)\",", "")));
    assertEquals(
        "field sure, at pages[0].fields[4].required: a value of the wrong type, or a word that is not"
            + " one of those allowed",
        refusal(json.replaceFirst("(?<=\"id\":\"sure\".{1,140}\"required\":)true", "null")));
  }

  /** Terminals group by it, so it is none of those that are passed over. */
  @Test
  void aFormIsInACategoryThatIsKnown() {
    String json = FormJson.of(EVERYTHING);
    assertEquals("category is missing", refusal(json.replace("\"category\":\"events\",", "")));
    for (String unknown : List.of("\"magic\"", "\"EVENTS\"", "\"\"", "1", "[]")) {
      String said = refusal(json.replace("\"category\":\"events\"", "\"category\":" + unknown));
      assertTrue(said.startsWith("at category: a value of the wrong type, or a word"), said);
    }
  }

  @Test
  void theWordsOfTheCategoriesStay() {
    String json = FormJson.of(EVERYTHING);
    for (FormCategory category : FormCategory.values()) {
      String word = category.name().toLowerCase(Locale.ROOT).replace('_', '-');
      String there = json.replace("\"category\":\"events\"", "\"category\":\"" + word + "\"");
      assertEquals(category, FormJson.form(there).category());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "7",
        "\"form\"",
        "{",
        "{\"id\":7}",
        "{\"id\":\"a-form\",\"id\":\"a-form\"}",
        "{\"id\":\"a-form\",\"version\":1.5}",
        "{\"id\":\"a-form\",\"version\":99999999999999999999}",
        "{\"id\":\"a-form\",\"version\":1,\"pages\":null}",
        "{\"id\":\"a-form\",\"version\":1,\"pages\":[null]}",
        "{\"id\":\"a-form\",\"version\":1,\"pages\":{\"fields\":[]}}",
        "{} {}"
      })
  void whatIsNoFormIsRefused(String json) {
    refusal(json);
  }

  @Test
  void whatIsHugeIsRefused() {
    refusal("[".repeat(300_000));
    refusal("{\"id\":\"" + "a".repeat(390_000) + "\"}");
    refusal(FormJson.of(EVERYTHING) + " ".repeat(400_000));
    String json = FormJson.of(EVERYTHING);
    refusal(json.replace("\"max\":100", "\"max\":1e99999999"));
    refusal(json.replace("\"maxChars\":500", "\"maxChars\":50000"));
    String not = "{\"kind\":\"not\",\"condition\":";
    refusal(json.replace(not, not.repeat(17)).replace("\"2.5\"}", "\"2.5\"}" + "}".repeat(16)));
  }

  /** Whatever is cut off or changed, the answer is a form or a refusal, and nothing else. */
  @Property(tries = 400)
  void noMutationBreaksTheReader(
      @ForAll @IntRange(max = 8_000) int at, @ForAll @StringLength(max = 3) String put) {
    String json = FormJson.of(EVERYTHING);
    int from = at % json.length();
    try {
      FormJson.form(
          json.substring(0, from) + put + json.substring(Math.min(json.length(), from + 2)));
    } catch (FormRefusedException e) {
      assertTrue(e.getMessage().length() < 500, e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"kind\":\"Zztopia Nobody\"}}",
        "{\"a\":{\"kind\":\"day\",\"day\":\"Zztopia Nobody\"}}",
        "{\"a\":{\"kind\":\"quantity\",\"number\":\"Zztopia Nobody\"}}",
        "{\"a\":{\"kind\":\"chosen\",\"option\":\"Zztopia Nobody\"}}",
        "{\"Zztopia Nobody\":{\"kind\":\"nothing\"}}",
        "{\"a\":\"Zztopia Nobody\"}",
        "{\"a\":{\"kind\":\"text\",\"value\":{\"Zztopia Nobody\":1}}}",
        "{\"a\":{\"kind\":\"text\",\"Zztopia Nobody\":1}}",
        "{\"a\":{\"kind\":\"attached\",\"kindOfFile\":\"Zztopia Nobody\"}}",
        "{\"a\":{\"kind\":\"spot\",\"at\":{\"latitude\":\"Zztopia Nobody\"}}}",
        "{\"a\":null}",
        "{\"a\":{\"kind\":\"text\"}}",
        "{\"a\":{\"kind\":\"text\",\"value\":null}}",
        "{\"a\":{\"kind\":\"repeated\",\"items\":[null]}}",
        "{\"a\":{\"kind\":\"repeated\",\"items\":[{\"b\":{\"kind\":\"repeated\",\"items\":[]}}]}}",
        "{\"a\":{\"kind\":\"quantity\",\"number\":\"1e999999999\"}}",
        "{\"a\":{\"kind\":\"spot\",\"near\":null,\"at\":null}}",
        "null",
        "[]",
        "{\"Zztopia Nobody\""
      })
  void refusedAnswersAreNotQuoted(String json) {
    FormRefusedException e =
        assertThrows(FormRefusedException.class, () -> FormJson.answers(json), json);
    assertFalse(e.getMessage().contains("Zztopia"), e.getMessage());
    assertNull(e.getCause());
  }

  @Test
  void everyFileThatAnswersNameIsFoundOnce() {
    Answer.Attached plan = new Answer.Attached("plan-of-nobody", FileKind.PDF, 1_000, 2);
    Answer.Attached photo = new Answer.Attached("photo-of-nobody", FileKind.JPEG, 2_000, 1);
    Answers inside = Answers.none().with("shot", photo).with("again", plan);
    Answers answers =
        Answers.none()
            .with("story", new Answer.Text("none"))
            .with("plan", plan)
            .with("stalls", new Answer.Repeated(List.of(inside, Answers.none())));
    assertEquals(Set.of(plan, photo), answers.files());
    assertEquals(Set.of(), Answers.none().files());
  }
}
