package be.borne.townhall.guichet.engine.wcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Condition;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormJson;
import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form of ours there and back, and what a w.c.s. does not understand of them. */
class WcsFormJsonTest {
  private static final Path SHIPPED = Path.of("src", "main", "config", "forms");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-28");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final int SCHEMA = 16;

  private static List<FormDefinition> shipped() throws IOException {
    List<FormDefinition> forms = new ArrayList<>();
    try (Stream<Path> files = Files.list(SHIPPED)) {
      for (Path file : files.sorted().toList()) {
        forms.add(FormJson.form(Files.readString(file)));
      }
    }
    assertTrue(forms.size() >= 72, "forms are gone");
    return forms;
  }

  private static FormDefinition read(JsonNode schema) throws Exception {
    return WcsFormJson.read(JSON.readTree(schema.toString()), Optional.empty()).form();
  }

  @Test
  void everyFormIsTheSameAgain() throws Exception {
    for (FormDefinition form : shipped()) {
      assertEquals(form, read(WcsFormJson.of(form).schema()), form.id());
    }
  }

  /** The whole list of what its words cannot say of the shipped forms, by kind of field. */
  @Test
  void whatItsWordsCannotSayIsKnown() throws Exception {
    Set<String> notSaid = new TreeSet<>();
    for (FormDefinition form : shipped()) {
      Map<String, String> kinds = new HashMap<>();
      form.fields()
          .forEach(field -> kinds.put(field.id(), field.input().getClass().getSimpleName()));
      for (String each : WcsFormJson.of(form).notSaid()) {
        String[] parts = each.split(": ", 2);
        notSaid.add(kinds.get(parts[0]) + " " + parts[1]);
      }
    }
    assertEquals(
        new TreeSet<>(
            Set.of(
                // One line of text there: without an address's parts, and not from the card.
                "AddressField input",
                "AddressField prefill",
                // A block of its own, which has to be made there.
                "Block input",
                // Bounds that are counted from today in weeks, months and years.
                "DateField input",
                // Kinds and sizes of files.
                "FileField input",
                // How long a text may be, and the shape of a line.
                "LongText input",
                "ShortText input",
                // Units, and one or two decimals.
                "NumberField input",
                "Phone input",
                // What is only read has neither name nor heading.
                "Statement id",
                "Statement label",
                // Days are compared otherwise there; it is always shown.
                "Statement shownWhen",
                // A choice of two.
                "YesNo input")),
        notSaid);
  }

  /** Without what stands under our key it is a form all the same: in French, and plainer. */
  @Test
  void withoutOurKeyItIsReadAsOneOfTheSites() throws Exception {
    int read = 0;
    for (FormDefinition form : shipped()) {
      ObjectNode schema = WcsFormJson.of(form).schema();
      if (form.fields().anyMatch(field -> schema.toString().contains("block:" + field.id()))) {
        continue;
      }
      schema.remove("borne");
      schema.path("fields").forEach(field -> ((ObjectNode) field).remove("borne"));
      WcsFormJson.Read french = WcsFormJson.read(schema, Optional.of(form.category()));
      assertEquals(form.fields().count(), french.form().fields().count(), form.id());
      assertEquals(form.title().get(Language.FRENCH), french.form().title().get(Language.ENGLISH));
      assertFalse(french.untranslated().isEmpty());
      read++;
    }
    assertTrue(read > 40, "of " + read);
  }

  /**
   * A condition that is said in its words holds exactly where ours does, for two hundred ways to
   * answer what it speaks of.
   */
  @Test
  void aConditionThatIsSaidMeansTheSame() throws Exception {
    Random random = new Random(7);
    int said = 0;
    int held = 0;
    for (FormDefinition form : shipped()) {
      ObjectNode written = WcsFormWriting.of(form).schema();
      Map<String, Field> before = new HashMap<>();
      for (Field field : form.fields().toList()) {
        Optional<String> theirs =
            Optional.ofNullable(field.shownWhen()).flatMap(new DjangoWriting(before)::of);
        if (theirs.isPresent()) {
          said++;
          DjangoCondition django = DjangoCondition.of(theirs.get());
          for (int i = 0; i < 200; i++) {
            Map<String, Answer> answers = DjangoAnswers.of(before.values(), random);
            Function<String, Optional<Answer>> ours = id -> Optional.ofNullable(answers.get(id));
            boolean holds = field.shownWhen().holds(ours, TODAY);
            assertEquals(
                holds,
                django.holds(variable -> DjangoAnswers.value(variable, answers)),
                theirs.get());
            held += holds ? 1 : 0;
          }
        }
        before.put(field.id(), field);
      }
      assertTrue(written.path("fields").size() > 1);
    }
    assertTrue(said > 200, "of " + said);
    assertTrue(held > said * 20 && held < said * 180, held + " of " + said * 200);
  }

  @Test
  void aSchemaOfTheSiteIsRead() throws Exception {
    JsonNode schema =
        JSON.readTree(
            Transcript.all().stream()
                .filter(each -> each.number() == SCHEMA)
                .findFirst()
                .orElseThrow()
                .body());
    FormDefinition form = WcsFormJson.read(schema, Optional.of(FormCategory.POPULATION)).form();
    assertEquals("composition-de-menage", form.id());
    assertEquals("Composition de ménage", form.title().get(Language.DUTCH));
    assertEquals("Certificat de composition de ménage", form.explanation().get(Language.FRENCH));
    assertTrue(form.fields().noneMatch(field -> field.id().equals("nn")), "is never asked");
    assertEquals(form, read(WcsFormJson.of(form).schema()));
    WcsFormJson.Unreadable refused =
        assertThrows(
            WcsFormJson.Unreadable.class, () -> WcsFormJson.read(schema, Optional.empty()));
    assertEquals(List.of("it does not say in which category it is offered"), refused.reasons());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/borne/category | \"everything\" | what stands under borne as category",
        "/borne/title | {\"fr\": \"x\"} | title in nl",
        "/borne/words | 7 | what stands under borne as words",
        "/fields/1/borne | {\"hologram\": 1} | borne holds a word that is not known",
        "/fields/1/borne | {\"input\": {\"kind\": \"hologram\"}} | what stands under borne is not",
        "/fields/1/borne | {\"input\": {\"kind\": \"short-text\", \"maxChars\": 9000}} | maxChars",
        "/fields/1/borne | {\"shownWhen\": {\"kind\": \"answered\", \"field\": \"z\"}} | speaks of z",
        "/fields/4/type | \"table\" | a table, which is not asked here",
        "/fields/1/condition | {\"type\": \"django\", \"value\": \"session_user\"} | word 1 of a",
        "/fields/4/varname | \"\" | nobody knows what borne belongs to",
        "/url_name | \"../../x\" | form id"
      })
  void whatIsWrongIsNamed(String place, String bad, String said) throws Exception {
    FormDefinition form =
        shipped().stream()
            .filter(f -> f.id().equals("abandoned-vehicle"))
            .findFirst()
            .orElseThrow();
    ObjectNode schema = WcsFormJson.of(form).schema();
    int last = place.lastIndexOf('/');
    ObjectNode at = (ObjectNode) (last == 0 ? schema : schema.at(place.substring(0, last)));
    at.set(place.substring(last + 1), JSON.readTree(bad));
    if (place.endsWith("varname")) {
      at.put("required", "optional");
    }
    WcsFormJson.Unreadable refused =
        assertThrows(
            WcsFormJson.Unreadable.class, () -> WcsFormJson.read(schema, Optional.empty()));
    assertTrue(refused.getMessage().contains(said), refused.getMessage());
  }

  @Test
  void bracketsAreSpreadOut() {
    Map<String, Field> fields = DjangoAnswers.fields();
    Condition a = new Condition.Equals("a", "x");
    Condition b = new Condition.Equals("b", "yes");
    Condition c = new Condition.Contains("c", "two");
    DjangoWriting writing = new DjangoWriting(fields);
    assertEquals(
        Optional.of(
            "form_var_a == \"x\" and form_var_b_raw == \"yes\""
                + " or form_var_a == \"x\" and \"two\" in form_var_c_raw"),
        writing.of(new Condition.And(List.of(a, new Condition.Or(List.of(b, c))))));
    assertEquals(
        Optional.of("not form_var_a == \"x\" and not form_var_b_raw == \"yes\""),
        writing.of(new Condition.Not(new Condition.Or(List.of(a, b)))));
    assertEquals(
        Optional.of("not form_var_a == \"x\" or form_var_b_raw == \"yes\""),
        writing.of(new Condition.Not(new Condition.And(List.of(a, new Condition.Not(b))))));
    Condition wide = new Condition.Or(List.of(a, b, c));
    assertEquals(
        Optional.empty(),
        writing.of(new Condition.And(List.of(wide, wide, wide, wide))),
        "too wide");
    assertEquals(
        Optional.empty(), writing.of(new Condition.Equals("a", "say \"x\"")), "cannot be quoted");
  }
}
