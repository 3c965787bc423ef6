package be.borne.townhall.guichet.engine.wcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.form.FileKind;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import be.borne.townhall.guichet.engine.wcs.WcsSchema.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the recorded schema, and against pieces of one. */
class WcsAnswersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate TODAY = LocalDate.parse("2026-11-28");
  private static final int SCHEMA = 16;
  private static final int SUBMITTED_UNVALIDATED = 118;

  private static JsonNode recorded(int number, boolean asked) throws IOException {
    Transcript transcript =
        Transcript.all().stream().filter(each -> each.number() == number).findFirst().orElseThrow();
    return JSON.readTree(asked ? transcript.requestBody() : transcript.body());
  }

  private static WcsAnswers recordedForm() throws Exception {
    return new WcsAnswers(WcsSchema.of(recorded(SCHEMA, false)), Set.of(), TODAY);
  }

  @Test
  void theRecordedSchemaIsRead() throws Exception {
    WcsSchema schema = WcsSchema.of(recorded(SCHEMA, false));
    assertEquals(Set.of("document"), schema.made());
    assertEquals(Set.of("new", "gen", "wait", "done", "rejected"), schema.statuses());
    assertEquals(Set.of("printed", "print-failed"), schema.triggers());
    assertEquals(12, schema.fields().size());
    assertEquals(1, schema.demands().size());
    WcsSchema.Field proof = schema.field("piece_justificative").orElseThrow();
    assertEquals(new Kind.File(List.of(FileKind.values()), Optional.empty()), proof.kind());
    assertEquals(1, proof.shownWhen().size());
  }

  @Test
  void whatTheRecordedServerTookIsTaken() throws Exception {
    WcsAnswers.Result result = recordedForm().check(WcsClientTest.data());
    assertEquals(List.of(), result.problems());
    assertEquals(WcsClientTest.data(), result.data());
  }

  /** Exchange 118: the server took it, and made a certificate. */
  @Trap(3)
  @Test
  void nothingIsValidatedByTheServer() throws Exception {
    ObjectNode data = (ObjectNode) recorded(SUBMITTED_UNVALIDATED, true).path("data");
    assertEquals(
        List.of(
            "inconnu is no field of the form",
            "concerne is none of the options",
            "nom is required",
            "prenom is required",
            "nn is no national number",
            "naissance is no day",
            "rue is required",
            "motif is required",
            "nb_exemplaires is out of bounds",
            "certifie is required",
            "what is demanded of nb_exemplaires fails"),
        recordedForm().check(data).problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{\"motif\": \"Chauffage\"}; motif is none of the options",
        "{\"motif\": [\"Bail\"]}; motif is no choice",
        "{\"langues\": \"fr\"}; langues is no choice",
        "{\"langues\": [\"fr\", \"en\"]}; langues is none of the options",
        "{\"nb_exemplaires\": \"2\"}; nb_exemplaires is no number",
        "{\"nb_exemplaires\": 1.5}; nb_exemplaires is no whole number",
        "{\"nb_exemplaires\": 0}; nb_exemplaires is out of bounds",
        "{\"certifie\": false}; certifie has to be true",
        "{\"certifie\": \"oui\"}; certifie is neither true nor false",
        "{\"naissance\": \"30/07/1985\"}; naissance is no day",
        "{\"naissance\": \"1985-02-30\"}; naissance is no day",
        "{\"naissance\": \"2026-11-28\"}; naissance has to be in the past",
        "{\"naissance\": \"2026-11-29\"}; naissance has to be in the past",
        "{\"nom\": \" \"}; nom is no text",
        "{\"nom\": 1}; nom is no text",
        "{\"nom\": null}; nom is required",
        "{\"email\": \"elise\"}; email is no e-mail address",
        "{\"concerne\": \"tiers\"}; piece_justificative is required"
      })
  void oneWrongAnswerIsNamedAndNotQuoted(String wrong, String problem) throws Exception {
    ObjectNode data = WcsClientTest.data();
    data.setAll((ObjectNode) JSON.readTree(wrong));
    assertTrue(
        recordedForm().check(data).problems().contains(problem), () -> "expected: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{}; 1900-01-01, 2026-11-28, 2999-12-31; ",
        "{\"date_in_the_past\": true}; 2026-11-27; 2026-11-28",
        "{\"date_in_the_past\": true, \"date_can_be_today\": true}; 2026-11-28; 2026-11-29",
        "{\"minimum_is_future\": true}; 2026-11-29; 2026-11-28, 2026-11-27",
        "{\"minimum_is_future\": true, \"date_can_be_today\": true}; 2026-11-28; 2026-11-27",
        "{\"minimum_date\": \"2026-02-03\"}; 2026-02-03; 2026-02-02",
        "{\"maximum_date\": \"03/02/2026\"}; 2026-02-03; 2026-02-04",
      })
  void daysHaveBounds(String bounds, String taken, String refused) throws Exception {
    ObjectNode field = (ObjectNode) JSON.readTree(bounds);
    WcsAnswers answers = answers(field.put("type", "date").put("varname", "day").toString());
    for (String day : taken.split(", ", -1)) {
      assertEquals(
          List.of(), answers.check(JSON.createObjectNode().put("day", day)).problems(), day);
    }
    for (String day : refused == null ? new String[0] : refused.split(", ", -1)) {
      assertEquals(
          1, answers.check(JSON.createObjectNode().put("day", day)).problems().size(), day);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"tomorrow\"", "\"31/02/2026\"", "\"02-03-2026\"", "12"})
  void aBoundOfADayThatIsNotUnderstoodIsRefused(String bound) {
    assertThrows(
        NotTaken.class,
        () -> schema("{\"type\": \"date\", \"varname\": \"a\", \"minimum_date\": " + bound + "}"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1, 3", "2, 0, 2, 3", "0, 2, 1, 2", "2, 2, 2, 2"})
  void ofSeveralOptionsThereIsALeastAndAMost(int min, int max, int least, int most)
      throws Exception {
    WcsAnswers answers =
        answers(
            "{\"type\": \"items\", \"varname\": \"a\", \"items\": [\"x\", \"y\", \"z\"],"
                + " \"min_choices\": %d, \"max_choices\": %d}".formatted(min, max));
    List<String> options = List.of("x", "y", "z");
    for (int count = 1; count <= options.size(); count++) {
      ObjectNode data = JSON.createObjectNode();
      options.subList(0, count).forEach(data.putArray("a")::add);
      boolean isTaken = answers.check(data).problems().isEmpty();
      assertEquals(count >= least && count <= most, isTaken, count + " of them");
    }
  }

  @Test
  void whatIsNotShownIsNotSent() throws Exception {
    ObjectNode data = WcsClientTest.data();
    data.putObject("piece_justificative").put("filename", "x.pdf");
    WcsAnswers.Result result = recordedForm().check(data);
    assertEquals(List.of(), result.problems());
    assertEquals(WcsClientTest.data(), result.data());
  }

  @Trap(4)
  @Test
  void computedFieldsAreNotComputed() throws Exception {
    WcsAnswers answers = answers("{\"type\": \"computed\", \"varname\": \"document_type\"}");
    assertEquals(
        List.of("document_type is required"), answers.check(JSON.createObjectNode()).problems());
    assertEquals(
        List.of(),
        answers.check(JSON.createObjectNode().put("document_type", "HouseHold")).problems());
  }

  @Trap(6)
  @ParameterizedTest
  @CsvSource({
    "true, true",
    "'\"required\"', true",
    "false, false",
    "'\"optional\"', false",
    "null, true"
  })
  void requiredIsAWordOrABoolean(String said, boolean isRequired) throws Exception {
    WcsAnswers answers =
        answers("{\"type\": \"string\", \"varname\": \"a\", \"required\": %s}".formatted(said));
    assertEquals(
        isRequired ? List.of("a is required") : List.of(),
        answers.check(JSON.createObjectNode()).problems());
  }

  @Test
  void aPageThatIsNotShownHidesItsFields() throws Exception {
    WcsAnswers answers =
        answers(
            "{\"type\": \"bool\", \"varname\": \"a\", \"required\": false},"
                + "{\"type\": \"page\", \"condition\": {\"type\": \"django\","
                + " \"value\": \"form_var_a\"}},"
                + "{\"type\": \"string\", \"varname\": \"b\"},"
                + "{\"type\": \"page\"},"
                + "{\"type\": \"string\", \"varname\": \"c\"}");
    assertEquals(List.of("c is required"), answers.check(JSON.createObjectNode()).problems());
    assertEquals(
        List.of("b is required", "c is required"),
        answers.check(JSON.createObjectNode().put("a", true)).problems());
  }

  @Test
  void whatCannotBeCheckedIsRefusedUnlessSomebodySaysThatItNeedNotBe() throws Exception {
    String fields =
        "{\"type\": \"item\", \"varname\": \"a\", \"data_source\": {\"type\": \"cards:motifs\"}},"
            + "{\"type\": \"string\", \"varname\": \"b\", \"validation\": {\"type\": \"regex\"}}";
    ObjectNode data = JSON.createObjectNode().put("a", "1").put("b", "x");
    assertEquals(
        List.of("a has options that are not known here", "b has a rule that is not known here"),
        answers(fields).check(data).problems());
    assertEquals(
        List.of(), new WcsAnswers(schema(fields), Set.of("a", "b"), TODAY).check(data).problems());
  }

  @Test
  void aRequiredFieldWithoutAVariableCannotBeAnswered() throws Exception {
    assertEquals(
        List.of("a field without variable is required"),
        answers("{\"type\": \"string\", \"label\": \"Nom\"}")
            .check(JSON.createObjectNode())
            .problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"string\", \"varname\": \"a\", \"required\": \"sometimes\"}",
        "{\"type\": \"string\", \"varname\": \"a\","
            + " \"condition\": {\"type\": \"python\", \"value\": \"1\"}}",
        "{\"type\": \"string\", \"varname\": \"a\","
            + " \"condition\": {\"type\": \"django\", \"value\": \"session_user\"}}",
        "{\"type\": \"string\", \"varname\": \"a\","
            + " \"condition\": {\"type\": \"django\", \"value\": \"form_var_nowhere\"}}",
        "{\"type\": \"date\", \"varname\": \"a\"}, {\"type\": \"string\", \"varname\": \"b\","
            + " \"condition\": {\"type\": \"django\", \"value\": \"form_var_a == '1/1/2026'\"}}",
        "{\"type\": \"item\", \"varname\": \"a\", \"items\": [\"x\", \"x\"]}",
        "{\"type\": \"item\", \"varname\": \"a\","
            + " \"data_source\": {\"type\": \"jsonvalue\", \"value\": \"no json\"}}",
        "{\"type\": \"numeric\", \"varname\": \"a\", \"min_value\": \"few\"}"
      })
  void aSchemaWithWhatIsNotKnownHereIsRefused(String fields) {
    assertThrows(NotTaken.class, () -> schema(fields));
  }

  /** What compares otherwise at a w.c.s. than with plain Django. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "form_var_text == 2",
        "form_var_text < 6",
        "form_var_yes == 1",
        "form_var_yes == False",
        "form_var_number == '2'",
        "form_var_number|add:0 < 6",
        "form_var_text|add:0 < 6",
        "'f' in form_var_many",
        "form_var_text in 'abc'",
        "form_var_elsewhere == 'Bail'",
        "form_var_text == None",
        "form_var_text == form_var_other",
        "form_var_later == 'x'",
        "form_var_asked == 'x'",
        "'x'"
      })
  void whatMeansSomethingElseThereIsRefused(String condition) {
    assertThrows(NotTaken.class, () -> schema(manyKinds(condition)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "form_var_text == '2'",
        "'2' != form_var_text",
        "form_var_yes",
        "not form_var_yes",
        "form_var_number < 6",
        "form_var_required|add:1 < 6",
        "'fr' in form_var_many_raw",
        "form_var_elsewhere_raw == '3'",
        "form_var_one == 'Bail' or form_var_one_raw == 'b'"
      })
  void whatMeansTheSameThereIsTaken(String condition) throws Exception {
    assertEquals(10, schema(manyKinds(condition)).fields().size());
  }

  private static String manyKinds(String condition) {
    return """
        {"type": "string", "varname": "text"}, {"type": "string", "varname": "other"},
        {"type": "bool", "varname": "yes"},
        {"type": "numeric", "varname": "number", "required": false},
        {"type": "numeric", "varname": "required"},
        {"type": "items", "varname": "many", "items": ["fr", "nl"]},
        {"type": "item", "varname": "one",
         "data_source": {"type": "jsonvalue", "value": "[{\\"id\\": \\"b\\", \\"text\\": \\"Bail\\"}]"}},
        {"type": "item", "varname": "elsewhere", "data_source": {"type": "cards:motifs"}},
        {"type": "string", "varname": "asked",
         "condition": {"type": "django", "value": "%s"}},
        {"type": "string", "varname": "later"}
        """
        .formatted(condition);
  }

  @Test
  void ofAPageThatIsHiddenNothingIsDemanded() throws Exception {
    WcsAnswers answers =
        answers(
            "{\"type\": \"bool\", \"varname\": \"a\", \"required\": false},"
                + "{\"type\": \"page\", \"condition\": {\"type\": \"django\","
                + " \"value\": \"form_var_a\"}, \"post_conditions\": [{\"condition\":"
                + " {\"type\": \"django\", \"value\": \"form_var_b == 'x'\"}}]},"
                + "{\"type\": \"string\", \"varname\": \"b\"}");
    assertEquals(List.of(), answers.check(JSON.createObjectNode()).problems());
    assertEquals(
        List.of("what is demanded of b fails"),
        answers.check(JSON.createObjectNode().put("a", true).put("b", "y")).problems());
  }

  @Test
  void twoFieldsWithOneVariableAreRefused() {
    assertThrows(
        NotTaken.class,
        () ->
            schema(
                "{\"type\": \"string\", \"varname\": \"a\"},"
                    + "{\"type\": \"text\", \"varname\": \"a\"}"));
  }

  private static WcsAnswers answers(String fields) throws Exception {
    return new WcsAnswers(schema(fields), Set.of(), TODAY);
  }

  private static WcsSchema schema(String fields) throws Exception {
    return WcsSchema.of(JSON.readTree("{\"fields\": [" + fields + "], \"workflow\": {}}"));
  }
}
