package be.borne.townhall.guichet.engine.wcs;

import static be.borne.townhall.guichet.engine.wcs.HostileWcs.json;
import static be.borne.townhall.guichet.engine.wcs.WcsClientTest.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.wcs.WcsFailure.Kind;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no w.c.s. should answer; each test says what was broken. */
class WcsHostileTest {
  private static final String FORM = "composition-de-menage";
  private static final String CITIZEN = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
  private static final String OTHER = "b1b2c3d4e5f60718293a4b5c6d7e8f91";
  private static final String HASH = "0".repeat(64);
  private static final NationalNumber NUMBER = new NationalNumber("50134199915");
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private HostileWcs wcs;
  private WcsClient client;

  @BeforeEach
  void open() throws Exception {
    wcs = new HostileWcs(json("{}"));
    client =
        new WcsClient(
            new WcsCalls(
                wcs.site(),
                RecordedWcs.credentials(RecordedWcs.SITE),
                RecordedWcs.credentials(RecordedWcs.KIOSK),
                SSLContext.getDefault(),
                DEADLINE,
                Clock.systemUTC()));
  }

  @AfterEach
  void close() {
    client.close();
    wcs.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://wcs.example.be",
        "ftp://wcs.example.be",
        "https://somebody@wcs.example.be",
        "https://wcs.example.be/",
        "https://wcs.example.be?a=b",
        "wcs.example.be"
      })
  void aSiteThatWouldGiveTheKeyAwayIsNotTaken(String site) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new WcsCalls(
                URI.create(site),
                RecordedWcs.credentials(RecordedWcs.SITE),
                RecordedWcs.credentials(RecordedWcs.KIOSK),
                SSLContext.getDefault(),
                DEADLINE,
                Clock.systemUTC()));
  }

  @Test
  void aRedirectionIsNotFollowed() throws Exception {
    try (HostileWcs elsewhere = new HostileWcs(json("{\"data\": []}"))) {
      wcs.answers(
          exchange -> {
            exchange.getResponseHeaders().set("Location", elsewhere.site() + "/api/formdefs/");
            exchange.sendResponseHeaders(302, -1);
          });
      assertEquals(Kind.NONSENSE, failure(client::forms));
      assertEquals(List.of(), elsewhere.bodies(), "went where the answer said");
    }
  }

  @Test
  void anAnswerWithoutEndIsBrokenOff() {
    wcs.answers(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          byte[] much = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
          OutputStream out = exchange.getResponseBody();
          for (int i = 0; i < 64; i++) {
            out.write(much);
          }
        });
    assertEquals(Kind.NO_ANSWER, failure(client::forms));
  }

  @Test
  void anAnswerThatTricklesEndsAtTheDeadline() {
    wcs.answers(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          for (int i = 0; i < 100; i++) {
            out.write(' ');
            out.flush();
            sleep();
          }
        });
    long begin = System.nanoTime();
    assertEquals(Kind.NO_ANSWER, failure(client::forms));
    assertTrue(System.nanoTime() - begin < DEADLINE.multipliedBy(3).toNanos());
  }

  private static void sleep() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{\"data\": 1}",
        "{\"data\": [{\"slug\": \"../../users\"}]}",
        "{\"data\": [{}]}",
        "{\"data\": [], \"data\": []}",
        "{\"data\": []} more"
      })
  void aCatalogueThatIsNoneIsNotTaken(String answer) {
    wcs.answers(json(answer));
    assertEquals(Kind.NONSENSE, failure(client::forms));
  }

  @Test
  void aPageForPeopleIsNotTaken() {
    wcs.answers(HostileWcs.of(200, "text/html", "<html>".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(Kind.NONSENSE, failure(client::forms));
  }

  /** Exchange 69: the refusal has status 200. */
  @Test
  void aRefusalWithStatus200IsARefusal() {
    wcs.answers(json("{\"err\": 1, \"err_code\": \"unknown-name-id\", \"data\": []}"));
    WcsFailure refused = assertThrows(WcsFailure.class, client::forms);
    assertEquals(Kind.DENIED, refused.kind());
    assertTrue(refused.getMessage().contains("unknown-name-id"));
  }

  /**
   * {@code err_desc} and {@code err_class} are in the language of the site, and may name someone.
   */
  @Test
  void aRefusalQuotesNothingButItsCode() {
    wcs.answers(
        HostileWcs.of(
            403,
            "application/json",
            "{\"err\": 1, \"err_code\": \"Lambert-Noël\", \"err_desc\": \"50134199915\"}"
                .getBytes(StandardCharsets.UTF_8)));
    WcsFailure refused = assertThrows(WcsFailure.class, client::forms);
    assertFalse(refused.getMessage().contains("Lambert"), refused.getMessage());
    assertFalse(refused.getMessage().contains("50134199915"), refused.getMessage());
  }

  @Test
  void whenNobodyListensThePersonIsNotInTheFailure() throws Exception {
    wcs.close();
    WcsFailure failed = assertThrows(WcsFailure.class, () -> client.person(NUMBER, "niss"));
    assertEquals(Kind.NO_ANSWER, failed.kind());
    for (Throwable each = failed; each != null; each = each.getCause()) {
      assertFalse(String.valueOf(each.getMessage()).contains(NUMBER.digits()));
    }
  }

  @Test
  void onlyThePersonWhoseNumberItIsIsFound() throws Exception {
    // The search looks through names, streets and telephone numbers too.
    String found =
        """
        {"err": 0, "data": [
          {"user_var_niss": "50134199916", "user_var_phone": "50134199915",
           "user_nameid": "%s"},
          {"user_var_niss": "50.13.41-999.15", "user_nameid": "%s"}]}
        """
            .formatted(OTHER, CITIZEN);
    String told =
        "{\"user_var_niss\": \"50.13.41-999.15\", \"user_nameid\": \"%s\"}".formatted(CITIZEN);
    wcs.answers(
        exchange ->
            json(exchange.getRequestURI().getPath().equals("/api/users/") ? found : told)
                .to(exchange));
    assertEquals(Optional.of(CITIZEN), client.person(NUMBER, "niss").map(WcsPerson::nameId));
    wcs.answers(json("{\"err\": 0, \"data\": []}"));
    assertEquals(Optional.empty(), client.person(NUMBER, "niss"));
  }

  @Test
  void whoeverIsAnotherThanWasFoundIsNotTaken() {
    String found =
        "{\"data\": [{\"user_var_niss\": \"50134199915\", \"user_nameid\": \"%s\"}]}"
            .formatted(CITIZEN);
    for (String told :
        List.of(
            "{\"user_var_niss\": \"50134199915\", \"user_nameid\": \"%s\"}".formatted(OTHER),
            "{\"user_var_niss\": \"50134199916\", \"user_nameid\": \"%s\"}".formatted(CITIZEN),
            "{}")) {
      wcs.answers(
          exchange ->
              json(exchange.getRequestURI().getPath().equals("/api/users/") ? found : told)
                  .to(exchange));
      assertEquals(Kind.NONSENSE, failure(() -> client.person(NUMBER, "niss")), told);
    }
  }

  @Test
  void twoPersonsWithOneNumberAreNeither() {
    wcs.answers(
        json(
            """
            {"err": 0, "data": [
              {"user_var_niss": "50134199915", "user_nameid": "%s"},
              {"user_var_niss": "50134199915", "user_nameid": "%s"}]}
            """
                .formatted(OTHER, CITIZEN)));
    assertEquals(Kind.NONSENSE, failure(() -> client.person(NUMBER, "niss")));
  }

  @Test
  void aSubmissionWithoutANumberMayHaveBeenTaken() {
    wcs.answers(json("{\"err\": 0, \"data\": {\"id\": \"../1\"}}"));
    assertEquals(
        Kind.NO_ANSWER, failure(() -> client.submit(FORM, JSON.createObjectNode(), CITIZEN)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/composition-de-menage/12/download?hash=",
        "https://wcs.example.be/acte-de-naissance/11/download?hash=",
        "https://wcs.example.be/composition-de-menage/11/../12/download?hash=",
        "file:///etc/passwd?hash=",
        "javascript:alert(1)//"
      })
  void aFileThatIsSomewhereElseIsNotFetched(String url) {
    wcs.answers(json(submission("\"" + CITIZEN + "\"", url + HASH, "application/pdf")));
    assertEquals(Kind.NONSENSE, failure(() -> client.submission(FORM, "11")));
  }

  @Test
  void aSubmissionOfSomebodyWithoutANameIdIsNotTaken() {
    wcs.answers(json(submission("\"" + CITIZEN + "\", \"elise\"", download(), "application/pdf")));
    assertEquals(Kind.NONSENSE, failure(() -> client.submission(FORM, "11")));
  }

  /** Accounts that were merged have the name ids of both. */
  @Test
  void onePersonMayHaveTwoNameIds() throws Exception {
    wcs.answers(
        json(submission("\"" + CITIZEN + "\", \"" + OTHER + "\"", download(), "application/pdf")));
    assertEquals(Set.of(CITIZEN, OTHER), client.submission(FORM, "11").owner());
  }

  @Test
  void aProxysNotFoundIsNotTheSites() {
    wcs.answers(HostileWcs.of(404, "text/html", "<html>away".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(Kind.NONSENSE, failure(() -> client.submission(FORM, "11")));
  }

  @Test
  void anotherSubmissionThanWasAskedForIsNotTaken() {
    wcs.answers(json(submission("\"" + CITIZEN + "\"", download(), "application/pdf")));
    assertEquals(Kind.NONSENSE, failure(() -> client.submission(FORM, "12")));
  }

  @Test
  void aDocumentWithAnotherDigestThanWasSpokenOfIsNotTaken() throws Exception {
    WcsSubmission from = submission("application/pdf");
    wcs.answers(
        HostileWcs.of(200, "application/pdf", "%PDF-1.7 ".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(Kind.NONSENSE, failure(() -> client.document(from, made(from), 1_000)));
  }

  private WcsSubmission submission(String contentType) throws Exception {
    wcs.answers(json(submission("\"" + CITIZEN + "\"", download(), contentType)));
    return client.submission(FORM, "11");
  }

  private static WcsSubmission.Made made(WcsSubmission from) {
    assertEquals(1, from.files().size());
    return Map.copyOf(from.files()).values().iterator().next();
  }

  private static String download() {
    return "https://wcs.example.be/composition-de-menage/11/download?hash=" + HASH;
  }

  private static String submission(String nameIds, String url, String contentType) {
    return """
        {"id": "11", "user": {"NameID": [%s]}, "fields": {},
         "workflow": {"real_status": {"id": "gen", "endpoint": false},
                      "fields": {"document": {"content_type": "%s", "url": "%s"}}}}
        """
        .formatted(nameIds, contentType, url);
  }
}
