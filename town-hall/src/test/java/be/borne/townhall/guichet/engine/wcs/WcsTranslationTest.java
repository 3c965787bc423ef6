package be.borne.townhall.guichet.engine.wcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.Condition;
import be.borne.protocol.guichet.form.Coordinates;
import be.borne.protocol.guichet.form.DayLimit;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormCheck;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormView;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Page;
import be.borne.protocol.guichet.form.PrefillKey;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.wcs.WcsTranslation.NotSaid;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded form as one of ours and back, and what cannot be said in ours. */
class WcsTranslationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate TODAY = LocalDate.parse("2026-11-28");
  private static final int SCHEMA = 16;
  private static final int WITH_A_FILE = 44;

  private static JsonNode recorded(int number, boolean asked) throws Exception {
    Transcript transcript =
        Transcript.all().stream().filter(each -> each.number() == number).findFirst().orElseThrow();
    return JSON.readTree(asked ? transcript.requestBody() : transcript.body());
  }

  private static Map<Language, String> words(String text) {
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      words.put(language, text);
    }
    return words;
  }

  private static WcsForm form(JsonNode schema, String sent) throws Exception {
    Map<String, JsonNode> data = new HashMap<>();
    JSON.readTree(sent).properties().forEach(each -> data.put(each.getKey(), each.getValue()));
    return WcsTranslation.of(
        schema,
        WcsSchema.of(schema),
        new WcsTranslation.Setting(
            "of-the-site",
            FormCategory.POPULATION,
            words("Titre"),
            words("Une phrase."),
            data,
            Set.of("u"),
            Map.of("Nom", Map.of(Language.DUTCH, "Naam", Language.FRENCH, "Votre nom")),
            "niss"));
  }

  private static JsonNode schema(String fields) throws Exception {
    return JSON.readTree("{\"fields\": [" + fields + "], \"workflow\": {}}");
  }

  private static WcsForm form(String fields) throws Exception {
    return form(schema(fields), "{}");
  }

  private static Answers recordedAnswers() {
    return Answers.none()
        .with("concerne", new Answer.Chosen("moi"))
        .with("nom", new Answer.Text("Lambert-Noël"))
        .with("prenom", new Answer.Text("Élise"))
        .with("naissance", new Answer.Day(LocalDate.of(1985, 7, 30)))
        .with("rue", new Answer.Text("Rue de Dampremy 12"))
        .with("email", new Answer.Text("elise@example.be"))
        .with("motif", new Answer.Chosen("bail"))
        .with("langues", new Answer.ManyChosen(List.of("fr", "nl")))
        .with("nb-exemplaires", new Answer.Quantity(new BigDecimal("2")))
        .with("certifie", new Answer.ManyChosen(List.of("yes")));
  }

  @Test
  void theRecordedFormIsOneOfOurs() throws Exception {
    WcsForm form = form(recorded(SCHEMA, false), "{}");
    FormDefinition definition = form.definition();
    assertEquals(
        List.of("Concerne", "Vos données", "Destination"),
        definition.pages().stream().map(Page::title).map(t -> t.get(Language.ENGLISH)).toList());
    assertEquals(
        List.of(
            "concerne",
            "piece-justificative",
            "nom",
            "prenom",
            "naissance",
            "rue",
            "email",
            "motif",
            "langues",
            "nb-exemplaires",
            "certifie"),
        definition.fields().map(Field::id).toList());
    assertEquals(Set.of("nn"), form.national(), "is asked of nobody");
    Map<String, Field> fields = new HashMap<>();
    definition.fields().forEach(field -> fields.put(field.id(), field));
    assertEquals(
        new Condition.Equals("concerne", "tiers"), fields.get("piece-justificative").shownWhen());
    assertEquals(PrefillKey.SURNAME, fields.get("nom").prefill());
    assertEquals(PrefillKey.GIVEN_NAMES, fields.get("prenom").prefill());
    assertEquals(
        new Input.DateField(null, DayLimit.of("today-1d")), fields.get("naissance").input());
    assertEquals(
        new Input.NumberField(BigDecimal.ONE, new BigDecimal("5"), 0, null),
        fields.get("nb-exemplaires").input());
    assertTrue(fields.get("certifie").required());
    assertEquals("Votre nom", fields.get("nom").label().get(Language.FRENCH));
    assertEquals("Naam", fields.get("nom").label().get(Language.DUTCH));
    assertEquals("Nom", fields.get("nom").label().get(Language.GERMAN), "nobody translated it");
    assertTrue(form.untranslated().contains("Nom"));
  }

  /** Exchange 78: byte for byte what the real one was sent, but for whom it was sent. */
  @Test
  void whatIsFilledInIsSentAsTheRecordedOneWas() throws Exception {
    WcsForm form = form(recorded(SCHEMA, false), "{}");
    assertEquals(List.of(), FormCheck.of(form.definition(), recordedAnswers(), TODAY));
    ObjectNode data = form.data(recordedAnswers());
    form.national().forEach(name -> data.put(name, "85073003328"));
    assertEquals(WcsClientTest.data(), JSON.readTree(data.toString()));
    WcsAnswers.Result checked =
        new WcsAnswers(WcsSchema.of(recorded(SCHEMA, false)), Set.of(), TODAY).check(data);
    assertEquals(List.of(), checked.problems());
    try (RecordedWcs wcs = new RecordedWcs(Clock.systemUTC());
        WcsClient client =
            new WcsClient(
                new WcsCalls(
                    wcs.site(),
                    RecordedWcs.credentials(RecordedWcs.SITE),
                    RecordedWcs.credentials(RecordedWcs.KIOSK),
                    SSLContext.getDefault(),
                    Duration.ofSeconds(5),
                    Clock.systemUTC()))) {
      assertEquals(
          "11",
          client.submit(
              "composition-de-menage", checked.data(), "a1b2c3d4e5f60718293a4b5c6d7e8f90"));
      assertEquals(List.of(), wcs.neverRecorded());
    }
  }

  /** Exchange 44: with a file, whose name alone is another, since ours have none. */
  @Test
  void aFileGoesAlongAsTheRecordedOneDid() throws Exception {
    WcsForm form = form(recorded(SCHEMA, false), "{}");
    Answers answers =
        recordedAnswers()
            .with("concerne", new Answer.Chosen("tiers"))
            .with(
                "piece-justificative",
                new Answer.Attached("0123456789abcdef", FileKind.PDF, 14, 1));
    assertEquals(List.of(), FormCheck.of(form.definition(), answers, TODAY));
    ObjectNode data = form.data(answers);
    assertEquals(
        "0123456789abcdef", data.path("piece_justificative").path(WcsForm.ATTACHED).asText());
    data.put("nn", "85073003328");
    data.set(
        "piece_justificative",
        WcsFile.of(
            "piece_justificative",
            FileKind.PDF,
            "%PDF-1.4 piece".getBytes(StandardCharsets.US_ASCII)));
    ObjectNode sent = (ObjectNode) recorded(WITH_A_FILE, true).path("data");
    ((ObjectNode) sent.path("piece_justificative")).put("filename", "piece_justificative.pdf");
    assertEquals(sent, JSON.readTree(data.toString()));
    assertEquals(
        List.of(),
        new WcsAnswers(WcsSchema.of(recorded(SCHEMA, false)), Set.of(), TODAY)
            .check(data)
            .problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"filename\": \"x.pdf\", \"content_type\": \"application/pdf\", \"content\": \"*\"}",
        "{\"filename\": \"x.pdf\", \"content_type\": \"application/pdf\", \"content\": \"\"}",
        "{\"filename\": \"x.pdf\", \"content_type\": \"text/html\", \"content\": \"eA==\"}",
        "{\"filename\": \"../x.pdf\", \"content_type\": \"application/pdf\", \"content\": \"eA==\"}",
        "{\"filename\": \"x.pdf\", \"content\": \"eA==\"}",
        "\"x.pdf\""
      })
  void whatIsNoFileIsNotSent(String file) throws Exception {
    ObjectNode data = JSON.createObjectNode();
    data.set("a", JSON.readTree(file));
    assertEquals(
        List.of("a is no file that is sent"),
        new WcsAnswers(
                WcsSchema.of(schema("{\"type\": \"file\", \"varname\": \"a\"}")), Set.of(), TODAY)
            .check(data)
            .problems());
  }

  @Test
  void aPlaceIsSentWhereItIsKnown() throws Exception {
    JsonNode schema = schema("{\"type\": \"map\", \"varname\": \"a\", \"label\": \"Où\"}");
    WcsForm form = form(schema, "{}");
    WcsAnswers answers = new WcsAnswers(WcsSchema.of(schema), Set.of(), TODAY);
    Answer.Address near = new Answer.Address("Rue Inventée", "", "", "6000", "Charleroi");
    ObjectNode known =
        form.data(Answers.none().with("a", new Answer.Spot(near, new Coordinates(50.41, 4.44))));
    assertEquals(
        JSON.readTree("{\"a\": {\"lat\": 50.41, \"lon\": 4.44}}"), JSON.readTree(known.toString()));
    assertEquals(List.of(), answers.check(known).problems());
    assertEquals(
        List.of("a is no place on a map"),
        answers.check(form.data(Answers.none().with("a", new Answer.Spot(near, null)))).problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"type\": \"block:child\", \"varname\": \"a\", \"label\": \"L\"}"
            + "| \"L\": a block:child, which is not asked here",
        "{\"type\": \"table\", \"varname\": \"a\", \"label\": \"L\"}"
            + "| \"L\": a table, which is not asked here",
        "{\"type\": \"<b>\", \"varname\": \"a\", \"label\": \"L\"}"
            + "| \"L\": a field of an unknown kind, which is not asked here",
        "{\"type\": \"computed\", \"varname\": \"a\", \"label\": \"L\"}"
            + "| \"L\": computed at the site, and nothing says what",
        "{\"type\": \"string\", \"varname\": \"a\", \"label\": \"L\","
            + " \"validation\": {\"type\": \"regex\"}}"
            + "| \"L\": a text with a rule that is not known here",
        "{\"type\": \"string\", \"varname\": \"a\", \"label\": \"L\","
            + " \"validation\": {\"type\": \"nrn-be\"}}"
            + "| \"L\": a national number, which is never asked",
        "{\"type\": \"string\", \"label\": \"L\"}"
            + "| \"L\": is required and has no variable, so nothing can be sent for it",
        "{\"type\": \"string\", \"varname\": \"a\", \"label\": \"L\","
            + " \"prefill\": {\"type\": \"string\", \"value\": \"{{ x }}\", \"locked\": true}}"
            + "| \"L\": is filled in by the site, and nobody may change it",
        "{\"type\": \"string\", \"varname\": \"a\", \"label\": \"{{ form_var_x }}\"}"
            + "| \"{{ form_var_x }}\": words that the site fills in",
        "{\"type\": \"item\", \"varname\": \"a\", \"label\": \"L\","
            + " \"data_source\": {\"type\": \"cards:x\"}}"
            + "| \"L\": a choice whose options come from elsewhere",
        "{\"type\": \"item\", \"varname\": \"a\", \"label\": \"L\", \"items\": [\"x\"]}"
            + "| \"L\": a choice of 1 options",
        "{\"type\": \"date\", \"varname\": \"a\", \"label\": \"L\","
            + " \"minimum_date\": \"2026-01-01\", \"minimum_is_future\": true}"
            + "| \"L\": a day with two bounds on one side",
        "{\"type\": \"file\", \"varname\": \"a\", \"label\": \"L\", \"document_type\":"
            + " {\"id\": \"_audio\", \"mimetypes\": [\"audio/*\"]}}"
            + "| \"L\": a file of a kind that is not given here",
        "{\"type\": \"file\", \"varname\": \"a\", \"label\": \"L\", \"document_type\":"
            + " {\"id\": \"x\"}}"
            + "| \"L\": a file of a kind that is not given here",
        "{\"type\": \"file\", \"varname\": \"a\", \"label\": \"L\", \"max_file_size\": \"big\"}"
            + "| \"L\": a bound of a file's size that is not understood",
        "{\"type\": \"file\", \"varname\": \"a\", \"label\": \"L\", \"max_file_size\": \"10o\"}"
            + "| \"L\": a file of almost no size",
        "{\"type\": \"string\", \"varname\": \"camelCase\", \"label\": \"L\"}"
            + "| \"L\": has a variable that is not of small letters, digits and underscores",
        "{\"type\": \"comment\", \"label\": \"a < b\"}"
            + "| \"a < b\": a page's markup that is not understood",
        "{\"type\": \"page\", \"label\": \"P\"}, {\"type\": \"computed\", \"varname\": \"c\","
            + " \"label\": \"C\", \"required\": false}"
            + "| \"C\": computed at the site, and nothing says what"
      })
  void whatOursCannotSayIsRefusedByName(String field, String reason) throws Exception {
    String another = "{\"type\": \"string\", \"varname\": \"other\", \"label\": \"Autre\"}";
    JsonNode schema = schema(another + "," + field);
    assertEquals(List.of(reason), reasons(schema));
  }

  /** Some are found with the schema, and others only when it is translated. */
  private static List<String> reasons(JsonNode schema) {
    Exception refused = assertThrows(Exception.class, () -> form(schema, "{}"));
    return refused instanceof NotSaid notSaid
        ? notSaid.reasons()
        : List.of(assertInstanceOf(DjangoCondition.NotTaken.class, refused).getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"document_type\": {\"id\": \"_image\", \"mimetypes\": [\"image/*\"]} | JPEG PNG | 5000000",
        "\"document_type\": {\"mimetypes\": [\"application/pdf, text/plain\"]} | PDF | 5000000",
        "\"document_type\": {}, \"max_file_size\": \"\" | PDF JPEG PNG | 5000000",
        "\"max_file_size\": \"2Mo\" | PDF JPEG PNG | 2000000",
        "\"max_file_size\": \"2 MiB\" | PDF JPEG PNG | 2097152",
        "\"max_file_size\": \"500 KB\" | PDF JPEG PNG | 500000",
        "\"max_file_size\": \"100M\" | PDF JPEG PNG | 5000000"
      })
  void aFileIsOfTheKindAndSizeThatTheSiteTakes(String more, String kinds, int bytes)
      throws Exception {
    Input.FileField file =
        assertInstanceOf(
            Input.FileField.class,
            form("{\"type\": \"file\", \"varname\": \"a\", \"label\": \"L\", " + more + "}")
                .definition()
                .fields()
                .findFirst()
                .orElseThrow()
                .input());
    assertEquals(Stream.of(kinds.split(" ")).map(FileKind::valueOf).toList(), file.accepted());
    assertEquals(bytes, file.maxBytes());
  }

  @Test
  void aFileOfAnotherKindOrSizeIsNotSent() throws Exception {
    WcsAnswers answers =
        new WcsAnswers(
            WcsSchema.of(
                schema(
                    "{\"type\": \"file\", \"varname\": \"a\", \"max_file_size\": \"1Ko\","
                        + " \"document_type\": {\"mimetypes\": [\"application/pdf\"]}}")),
            Set.of(),
            TODAY);
    assertEquals(List.of(), answers.check(file(FileKind.PDF, 1_000)).problems());
    assertEquals(
        List.of("a is no file that is sent"), answers.check(file(FileKind.PDF, 1_001)).problems());
    assertEquals(
        List.of("a is no file that is sent"), answers.check(file(FileKind.PNG, 10)).problems());
  }

  private static ObjectNode file(FileKind kind, int bytes) {
    ObjectNode data = JSON.createObjectNode();
    data.set("a", WcsFile.of("a", kind, new byte[bytes]));
    return data;
  }

  @Test
  void anOptionThatNobodyCanChooseIsNotOfferedAndNotSent() throws Exception {
    JsonNode schema =
        schema(
            "{\"type\": \"item\", \"varname\": \"a\", \"label\": \"L\", \"data_source\": {\"type\":"
                + " \"jsonvalue\", \"value\": \"[{\\\"id\\\": \\\"x\\\", \\\"text\\\": \\\"X\\\"},"
                + " {\\\"id\\\": \\\"y\\\", \\\"text\\\": \\\"Y\\\", \\\"disabled\\\": true},"
                + " {\\\"id\\\": \\\"z\\\", \\\"text\\\": \\\"Z\\\", \\\"disabled\\\": false}]\"}}");
    assertEquals(Map.of("x", "x", "z", "z"), form(schema, "{}").asked().getFirst().options());
    assertEquals(
        List.of("a is none of the options"),
        new WcsAnswers(WcsSchema.of(schema), Set.of(), TODAY)
            .check(JSON.createObjectNode().put("a", "y"))
            .problems());
  }

  @Test
  void everythingThatIsInTheWayIsSaidAtOnce() throws Exception {
    JsonNode schema =
        schema(
            "{\"type\": \"block:x\", \"varname\": \"a\", \"label\": \"A\"},"
                + "{\"type\": \"table\", \"varname\": \"b\", \"label\": \"B\"}");
    assertEquals(2, assertThrows(NotSaid.class, () -> form(schema, "{}")).reasons().size());
    NotSaid nowhere = assertThrows(NotSaid.class, () -> form(schema, "{\"gone\": 1}"));
    assertTrue(nowhere.reasons().contains("gone is sent, and is no field of the form"));
  }

  /**
   * Of what is only read nothing is sent, and its conditions have to be understood all the same.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "form_var_text == 2",
        "form_var_number == 'x'",
        "form_var_day == '1/1/2026'",
        "form_var_number|add:1 < 5",
        "form_var_later == 'x'"
      })
  void aConditionOfACommentIsHeldAgainstTheFieldsToo(String condition) throws Exception {
    JsonNode schema =
        schema(
            """
            {"type": "string", "varname": "text", "label": "T"},
            {"type": "date", "varname": "day", "label": "D"},
            {"type": "numeric", "varname": "number", "label": "N", "required": false},
            {"type": "comment", "label": "C", "condition": {"type": "django", "value": "%s"}},
            {"type": "string", "varname": "later", "label": "L"}
            """
                .formatted(condition));
    NotSaid refused = assertThrows(NotSaid.class, () -> form(schema, "{\"day\": \"2026-01-01\"}"));
    assertTrue(refused.getMessage().startsWith("\"C\": "), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"n\": \"3\"} | \"N\": what is sent for it is no number",
        "{\"n\": 9} | \"N\": what is sent for it is out of bounds",
        "{\"o\": \"z\"} | \"O\": what is sent for it is none of the options"
      })
  void aConstantThatTheFormDoesNotTakeIsSaidAtOnce(String sent, String reason) throws Exception {
    JsonNode schema =
        schema(
            """
            {"type": "numeric", "varname": "n", "label": "N", "max_value": 5},
            {"type": "item", "varname": "o", "label": "O", "items": ["x", "y"]}
            """);
    assertEquals(List.of(reason), assertThrows(NotSaid.class, () -> form(schema, sent)).reasons());
  }

  /** A call has no session; which field asks for it is said. */
  @Test
  void aConditionOnTheSessionIsSaidWithItsField() {
    DjangoCondition.NotTaken refused =
        assertThrows(
            DjangoCondition.NotTaken.class,
            () ->
                form(
                    "{\"type\": \"string\", \"varname\": \"a\", \"label\": \"Secret\","
                        + " \"condition\": {\"type\": \"django\","
                        + " \"value\": \"session_user|is_strong_authentication\"}}"));
    assertEquals("\"Secret\": word 1 of a condition is not taken", refused.getMessage());
  }

  /** What is demanded of a page and is no bound of a number has no place in a form of ours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "form_var_text == 'x'",
        "form_var_open < 3",
        "form_var_number < 6 or form_var_number > 9",
        "not form_var_number"
      })
  void aDemandThatIsNoBoundIsRefused(String demand) throws Exception {
    JsonNode schema =
        schema(
            """
            {"type": "page", "label": "P", "post_conditions":
              [{"condition": {"type": "django", "value": "%s"}}]},
            {"type": "string", "varname": "text", "label": "T"},
            {"type": "numeric", "varname": "number", "label": "N"},
            {"type": "numeric", "varname": "open", "label": "O", "required": false}
            """
                .formatted(demand));
    NotSaid refused = assertThrows(NotSaid.class, () -> form(schema, "{}"));
    assertTrue(refused.getMessage().startsWith("what is demanded of "), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "form_var_number < 6, , 5",
    "form_var_number <= 6, , 6",
    "form_var_number > 6, 7,",
    "form_var_number >= 6, 6,",
    "form_var_number|add:2 < 6, , 3"
  })
  void aDemandThatIsABoundIsOne(String demand, BigDecimal least, BigDecimal most) throws Exception {
    WcsForm form =
        form(
            """
            {"type": "page", "label": "P", "post_conditions":
              [{"condition": {"type": "django", "value": "%s"}}]},
            {"type": "numeric", "varname": "number", "label": "N"}
            """
                .formatted(demand));
    assertEquals(
        new Input.NumberField(least, most, 0, null),
        form.definition().fields().findFirst().orElseThrow().input());
  }

  private static final String MANY_KINDS =
      """
      {"type": "string", "varname": "text", "label": "T", "required": false},
      {"type": "bool", "varname": "yes", "label": "Y", "required": false},
      {"type": "bool", "varname": "sure", "label": "S"},
      {"type": "numeric", "varname": "number", "label": "N", "required": false, "min_value": 1},
      {"type": "numeric", "varname": "asked", "label": "A"},
      {"type": "items", "varname": "many", "label": "M", "items": ["fr", "nl"], "required": false},
      {"type": "item", "varname": "one", "label": "O", "required": false, "data_source": {"type":
       "jsonvalue", "value": "[{\\"id\\": \\"B b\\", \\"text\\": \\"Bail\\"}, {\\"id\\": \\"c\\", \\"text\\": \\"Bail\\"}, {\\"id\\": \\"d\\", \\"text\\": \\"Don\\"}]"}},
      {"type": "string", "varname": "k", "label": "K"},
      """;

  /**
   * Our condition holds exactly where that of the w.c.s. does, whatever is answered: both forms are
   * walked with every combination of these answers.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "form_var_text == 'x'",
        "'x' != form_var_text",
        "form_var_text",
        "not form_var_text",
        "form_var_yes",
        "not form_var_yes",
        "form_var_sure",
        "form_var_number",
        "form_var_number < 3",
        "form_var_number <= 3",
        "form_var_number > 3",
        "form_var_number >= 3",
        "form_var_number == 3",
        "form_var_number != 3",
        "3 < form_var_number",
        "3 >= form_var_number",
        "form_var_asked|add:2 < 5",
        "form_var_asked|add:-1 >= 2",
        "not form_var_number < 3",
        "'fr' in form_var_many_raw",
        "'fr' not in form_var_many_raw",
        "'de' in form_var_many_raw",
        "'de' not in form_var_many_raw",
        "form_var_many",
        "form_var_one == 'Bail'",
        "form_var_one != 'Bail'",
        "form_var_one_raw == 'B b'",
        "form_var_one_raw != 'nothing'",
        "form_var_k == 'sent'",
        "form_var_k != 'sent'",
        "form_var_k == 'sent' and form_var_yes",
        "form_var_k != 'sent' or form_var_yes and not form_var_one_raw == 'd'",
        "form_var_yes and form_var_text == 'x' and form_var_number < 3 or 'nl' in form_var_many_raw"
      })
  void ourConditionHoldsWhereTheirsDoes(String condition) throws Exception {
    JsonNode schema =
        schema(
            MANY_KINDS
                + """
                {"type": "string", "varname": "last", "label": "L", "required": false,
                 "condition": {"type": "django", "value": "%s"}}
                """
                    .formatted(condition));
    WcsForm form = form(schema, "{\"k\": \"sent\"}");
    WcsSchema read = WcsSchema.of(schema);
    List<Answers> all = combinations();
    for (Answers answers : all) {
      ObjectNode sent = form.data(answers).put("k", "sent");
      boolean theirs =
          read.field("last")
              .orElseThrow()
              .shownWhen()
              .getFirst()
              .holds(variable -> WcsAnswers.value(read, sent, variable));
      boolean ours =
          FormView.of(form.definition(), answers, TODAY).questions().stream()
              .anyMatch(question -> question.field().id().equals("last"));
      assertEquals(theirs, ours, () -> condition + " with " + sent);
    }
    assertEquals(2 * 2 * 1 * 5 * 3 * 3 * 4, all.size());
  }

  private static List<Answers> combinations() {
    List<Answers> all = List.of(Answers.none().with("sure", new Answer.ManyChosen(List.of("yes"))));
    all = each(all, "text", null, new Answer.Text("x"));
    all = each(all, "yes", new Answer.Chosen("yes"), new Answer.Chosen("no"));
    all = each(all, "number", null, quantity("1"), quantity("2"), quantity("3"), quantity("4"));
    all = each(all, "asked", quantity("2"), quantity("3"), quantity("4"));
    all =
        each(
            all,
            "many",
            null,
            new Answer.ManyChosen(List.of("fr")),
            new Answer.ManyChosen(List.of("fr", "nl")));
    return each(
        all, "one", null, new Answer.Chosen("b-b"), new Answer.Chosen("c"), new Answer.Chosen("d"));
  }

  private static Answer quantity(String number) {
    return new Answer.Quantity(new BigDecimal(number));
  }

  private static List<Answers> each(List<Answers> all, String field, Answer... answers) {
    List<Answers> more = new ArrayList<>();
    for (Answers one : all) {
      for (Answer answer : answers) {
        more.add(answer == null ? one : one.with(field, answer));
      }
    }
    return more;
  }

  /** What would be guessed: zero is false there, and what is sent is known only then. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "form_var_asked",
        "form_var_text < 'm'",
        "form_var_one_raw >= 'no option'",
        "form_var_one_raw < 'no option'",
        "form_var_one <= 'no option'",
        "'no option' < form_var_one",
        "form_var_one_raw > 'd'",
        "form_var_text == ''",
        "form_var_later_on == 'x'",
        "form_var_k == 'x'"
      })
  void aConditionThatOursCannotSayIsRefused(String condition) throws Exception {
    JsonNode schema =
        schema(
            MANY_KINDS
                + "{\"type\": \"string\", \"varname\": \"later_on\", \"label\": \"L\"},"
                + "{\"type\": \"string\", \"varname\": \"last\", \"label\": \"Z\","
                + " \"condition\": {\"type\": \"django\", \"value\": \""
                + condition
                + "\"}}");
    NotSaid refused =
        assertThrows(
            NotSaid.class,
            () -> form(schema, "{\"k\": \"{national-number}\", \"later_on\": \"{reference}\"}"));
    assertEquals(1, refused.reasons().size(), refused::getMessage);
    assertTrue(refused.getMessage().startsWith("\"Z\": "), refused.getMessage());
  }

  @Test
  void whatNobodySeesIsLeftOut() throws Exception {
    WcsForm form =
        form(
            schema(
                """
                {"type": "string", "varname": "k", "label": "K"},
                {"type": "page", "label": "Never",
                 "condition": {"type": "django", "value": "form_var_k == 'other'"}},
                {"type": "block:x", "varname": "b", "label": "B"},
                {"type": "string", "varname": "c", "label": "C"},
                {"type": "page", "label": "Always"},
                {"type": "title", "label": "À lire"},
                {"type": "comment", "label": "<p>Prenez&nbsp;votre <b>carte</b>.</p><p>Et un stylo.</p>"},
                {"type": "string", "varname": "d", "label": "D",
                 "condition": {"type": "django", "value": "not form_var_c"}}
                """),
            "{\"k\": \"sent\"}");
    FormDefinition definition = form.definition();
    assertEquals(1, definition.pages().size());
    assertEquals(List.of("text-1", "text-2", "d"), definition.fields().map(Field::id).toList());
    assertEquals(
        new Input.Statement(words("Prenez votre carte.\nEt un stylo.")),
        definition.pages().getFirst().fields().get(1).input());
    assertEquals(null, definition.pages().getFirst().fields().get(2).shownWhen());
  }

  @Trap(6)
  @ParameterizedTest
  @CsvSource({"true, true", "'\"required\"', true", "false, false", "'\"optional\"', false"})
  void requiredInBothSpellings(String said, boolean isRequired) throws Exception {
    WcsForm form =
        form(
            "{\"type\": \"string\", \"varname\": \"a\", \"label\": \"A\", \"required\": %s}"
                .formatted(said));
    assertEquals(isRequired, form.definition().fields().findFirst().orElseThrow().required());
  }

  @Test
  void theExampleFitsTheRecordedForm() throws Exception {
    WcsFormFile file = WcsFormFile.read(Path.of("src/main/config/wcs-forms")).getFirst();
    ObjectNode schema = (ObjectNode) recorded(SCHEMA, false);
    assertEquals(
        List.of("reference_borne is no field for a text without a rule that is always shown"),
        file.against(WcsSchema.of(schema)));
    ObjectNode reference =
        schema
            .withArray("fields")
            .addObject()
            .put("type", "string")
            .put("varname", "reference_borne")
            .put("required", "optional");
    reference.putObject("validation").put("type", "digits");
    assertEquals(1, file.against(WcsSchema.of(schema)).size(), "a rule that it does not keep");
    reference.remove("validation");
    WcsSchema read = WcsSchema.of(schema);
    assertEquals(List.of(), file.against(read));
    FormDefinition form = WcsTranslation.of(schema, read, file.setting("niss")).definition();
    assertEquals("household-request", form.id());
    assertEquals(
        "Voor wie is het document?",
        form.fields().findFirst().orElseThrow().label().get(Language.DUTCH));
    assertTrue(form.fields().map(Field::id).noneMatch("nb-exemplaires"::equals));
  }
}
