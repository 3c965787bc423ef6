package be.borne.townhall.guichet.engine.wcs;

import static be.borne.townhall.guichet.engine.wcs.HostileWcs.json;
import static be.borne.townhall.guichet.engine.wcs.WcsClientTest.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.townhall.guichet.engine.wcs.WcsFailure.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a w.c.s. does without a word, each seen at a running one. */
class WcsTrapsTest {
  private static final String FORM = "composition-de-menage";
  private static final String CITIZEN = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
  private static final ObjectMapper JSON = new ObjectMapper();

  private HostileWcs wcs;
  private WcsClient client;

  @BeforeEach
  void open() throws Exception {
    wcs = new HostileWcs(json("{\"err\": 0, \"data\": {\"id\": \"11\"}}"));
    client =
        new WcsClient(
            new WcsCalls(
                wcs.site(),
                RecordedWcs.credentials(RecordedWcs.SITE),
                RecordedWcs.credentials(RecordedWcs.KIOSK),
                SSLContext.getDefault(),
                Duration.ofSeconds(5),
                Clock.systemUTC()));
  }

  @AfterEach
  void close() {
    client.close();
    wcs.close();
  }

  /** Exchange 79. */
  @Trap(1)
  @Test
  void aContextDropsTheCitizen() throws Exception {
    assertEquals(
        List.of("data", "user"), submitted().propertyStream().map(Map.Entry::getKey).toList());
  }

  /** Exchange 81. */
  @Trap(2)
  @Test
  void aNameIdThatIsNoListMakesAnOrphan() throws Exception {
    JsonNode nameIds = submitted().path("user").path("NameID");
    assertTrue(nameIds.isArray());
    assertEquals(CITIZEN, nameIds.get(0).asText());
  }

  /** Exchange 86. */
  @Trap(2)
  @ParameterizedTest
  @ValueSource(strings = {"", "ffff", "A1B2C3D4E5F60718293A4B5C6D7E8F90", "elise@example.be"})
  void aNameIdThatIsNoneMakesAnOrphan(String nameId) {
    assertThrows(
        IllegalArgumentException.class, () -> client.submit(FORM, JSON.createObjectNode(), nameId));
    assertEquals(List.of(), wcs.bodies(), "was sent all the same");
  }

  @Trap(2)
  @Test
  void anOrphanIsSeenToBeOne() throws Exception {
    wcs.answers(json(submission("null", "{}")));
    assertEquals(Set.of(), client.submission(FORM, "11").owner());
  }

  @Trap(7)
  @Test
  void theStatusIsAbsentWhereItIsHidden() throws Exception {
    wcs.answers(json(submission("{\"NameID\": [\"" + CITIZEN + "\"]}", "{}")));
    assertEquals(new WcsSubmission.Status("wait", false), client.submission(FORM, "11").status());
  }

  @Trap(10)
  @Test
  void whatASourceAnsweredInsteadIsStoredAsTheDocument() throws Exception {
    wcs.answers(
        json(
            submission(
                "{\"NameID\": [\"" + CITIZEN + "\"]}",
                """
                {"document": {"filename": "composition.json", "content_type": "application/json",
                 "url": "https://wcs.example.be/composition-de-menage/11/download?hash=%s"}}
                """
                    .formatted("0".repeat(64)))));
    WcsSubmission from = client.submission(FORM, "11");
    assertEquals(
        Kind.NONSENSE,
        failure(() -> client.document(from, from.files().get("document"), 1_000_000)));
  }

  /**
   * Local, in UTC, with an offset or in words, each without saying which: none is read, and
   * whatever stands there changes nothing.
   */
  @Trap(8)
  @Test
  void timesMeanSomethingElseInEachPlace() throws Exception {
    String user = "{\"NameID\": [\"" + CITIZEN + "\"]}";
    wcs.answers(json(submission(user, "{}")));
    WcsSubmission without = client.submission(FORM, "11");
    wcs.answers(
        json(
            submission(user, "{}")
                .replaceFirst(
                    "\\{",
                    "{\"receipt_time\": \"2026-03-29T02:30:00\", \"last_update_time\": 7,"
                        + " \"form_receipt_date\": \"hier\", \"evolution\": [{\"time\":"
                        + " \"1970-01-01T00:00:00+99:00\"}],")));
    assertEquals(without, client.submission(FORM, "11"));
  }

  /** So what asks again asks with POST, once, and a submission is never made by another method. */
  @Trap(9)
  @Test
  void putSubmitsToo() throws Exception {
    var _ = submitted();
    assertEquals(List.of("POST"), wcs.methods());
    wcs.answers(exchange -> {});
    assertEquals(
        Kind.NO_ANSWER, failure(() -> client.submit(FORM, JSON.createObjectNode(), CITIZEN)));
    assertEquals(List.of("POST", "POST"), wcs.methods(), "sent again behind our back");
  }

  @Test
  void eachTrapHasATest() {
    Set<Integer> tested =
        Stream.of(
                WcsTrapsTest.class,
                WcsAnswersTest.class,
                DjangoConditionTest.class,
                WcsEngineTest.class)
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .map(method -> method.getAnnotation(Trap.class))
            .filter(Objects::nonNull)
            .map(Trap::value)
            .collect(Collectors.toSet());
    assertEquals(IntStream.rangeClosed(1, 10).boxed().collect(Collectors.toSet()), tested);
  }

  /** With no {@code status}, as in a status that citizens do not see. */
  private static String submission(String user, String files) {
    return """
        {"id": "11", "user": %s, "fields": {},
         "workflow": {"real_status": {"id": "wait", "endpoint": false}, "fields": %s}}
        """
        .formatted(user, files);
  }

  private JsonNode submitted() throws Exception {
    assertEquals(
        "11", client.submit(FORM, JSON.createObjectNode().put("concerne", "moi"), CITIZEN));
    return JSON.readTree(wcs.bodies().getFirst());
  }
}
