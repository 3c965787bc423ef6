package be.borne.townhall.guichet.engine.wcs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.townhall.guichet.engine.wcs.WcsCalls.Proof;
import be.borne.townhall.guichet.engine.wcs.WcsFailure.Kind;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the recorded server: list, schema, submit, follow, fetch, trigger. */
class WcsClientTest {
  static final String FORM = "composition-de-menage";
  static final String CITIZEN = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
  private static final int PLENTY = 1_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecordedWcs wcs;
  private WcsClient client;

  @BeforeEach
  void open() throws Exception {
    wcs = new RecordedWcs(Clock.systemUTC());
    client = client(RecordedWcs.credentials(RecordedWcs.KIOSK));
  }

  @AfterEach
  void close() {
    client.close();
    wcs.close();
    assertEquals(List.of(), wcs.neverRecorded(), "asked what was never recorded");
  }

  private WcsClient client(WcsCredentials who) throws Exception {
    return new WcsClient(calls(who, Clock.systemUTC()));
  }

  private WcsCalls calls(WcsCredentials who, Clock clock) throws Exception {
    return calls(RecordedWcs.credentials(RecordedWcs.SITE), who, clock);
  }

  private WcsCalls calls(WcsCredentials ofSite, WcsCredentials who, Clock clock) throws Exception {
    return new WcsCalls(
        wcs.site(), ofSite, who, SSLContext.getDefault(), Duration.ofSeconds(10), clock);
  }

  static ObjectNode data() throws IOException {
    return (ObjectNode)
        JSON.readTree(
            """
            {"concerne": "moi", "nom": "Lambert-Noël", "prenom": "Élise", "nn": "85073003328",
             "naissance": "1985-07-30", "rue": "Rue de Dampremy 12", "email": "elise@example.be",
             "motif": "Bail", "langues": ["fr", "nl"], "nb_exemplaires": 2, "certifie": true}
            """);
  }

  @Test
  void listsTheForms() throws Exception {
    assertEquals(
        List.of(
            new WcsClient.Listed("acte-de-naissance", "Acte de naissance", "etat-civil", false),
            new WcsClient.Listed(FORM, "Composition de ménage", "population", false)),
        client.forms());
  }

  @Test
  void readsASchema() throws Exception {
    assertEquals(15, client.schema(FORM).path("fields").size());
  }

  @Test
  void aFormThatIsNotThereIsNotFound() throws Exception {
    try (WcsCalls calls = calls(RecordedWcs.credentials(RecordedWcs.KIOSK), Clock.systemUTC())) {
      assertEquals(
          Kind.NOT_FOUND,
          failure(() -> calls.get(Proof.SIGNATURE, "/api/formdefs/nimporte/schema", "")));
    }
  }

  @Test
  void anotherKeyIsDenied() throws Exception {
    assertEquals(Kind.DENIED, listing(RecordedWcs.SITE, "another-key-than-theirs"));
  }

  @Test
  void anUnknownSiteIsDenied() throws Exception {
    assertEquals(Kind.DENIED, listing("nobody", "s3cret-of-the-site"));
  }

  private Kind listing(String identifier, String key) throws Exception {
    WcsCredentials ofSite = new WcsCredentials(identifier, key.getBytes(StandardCharsets.US_ASCII));
    try (WcsClient other =
        new WcsClient(
            calls(ofSite, RecordedWcs.credentials(RecordedWcs.KIOSK), Clock.systemUTC()))) {
      return failure(other::forms);
    }
  }

  @Test
  void aClockThatIsWrongByMoreThanHalfAMinuteIsDenied() throws Exception {
    try (WcsClient late =
        new WcsClient(
            calls(
                RecordedWcs.credentials(RecordedWcs.KIOSK),
                Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-40))))) {
      assertEquals(Kind.DENIED, failure(late::forms));
    }
  }

  @Test
  void anOrderGoesFromSubmissionToTheTriggerOfItsPrint() throws Exception {
    assertEquals("11", client.submit(FORM, data(), CITIZEN));

    WcsSubmission made = client.submission(FORM, "11");
    assertEquals(Set.of(CITIZEN), made.owner());
    assertEquals(new WcsSubmission.Status("gen", false), made.status());
    assertEquals("85073003328", made.fields().path("nn").asText());

    byte[] pdf = client.document(made, made.files().get("document"), PLENTY);
    assertArrayEquals(recorded(94), pdf);

    ObjectNode told = JSON.createObjectNode().put("printer", "borne-01").put("pages", 1);
    assertTrue(client.trigger(FORM, "11", "printed", told));
    assertEquals(new WcsSubmission.Status("done", true), client.submission(FORM, "11").status());
    assertFalse(client.trigger(FORM, "11", "printed", JSON.createObjectNode()), "told again");
  }

  @Test
  void aTriggerThatTheWorkflowDoesNotHaveIsNotThere() throws Exception {
    assertFalse(client.trigger(FORM, "16", "nope", JSON.createObjectNode()));
  }

  @Test
  void aDocumentThatIsLargerThanWhatIsTakenIsRefused() throws Exception {
    WcsSubmission made = client.submission(FORM, "11");
    assertEquals(
        Kind.NONSENSE, failure(() -> client.document(made, made.files().get("document"), 29_073)));
    assertEquals(29_074, client.document(made, made.files().get("document"), 29_074).length);
  }

  /** In the recording eight submissions have this value: a reference is of one. */
  @Test
  void moreSubmissionsThanOneReferenceCanHaveAreRefused() throws Exception {
    try (WcsClient agent = client(RecordedWcs.credentials(RecordedWcs.AGENT))) {
      assertEquals(Kind.NONSENSE, failure(() -> agent.having(FORM, "nn", "85073003328")));
    }
  }

  @Test
  void aFormThatIsClosedTakesNothing() throws Exception {
    ObjectNode nothing = JSON.createObjectNode();
    nothing.putObject("data");
    try (WcsCalls calls = calls(RecordedWcs.credentials(RecordedWcs.KIOSK), Clock.systemUTC())) {
      assertEquals(
          Kind.DENIED,
          failure(
              () ->
                  calls.post(
                      Proof.SIGNATURE,
                      "/api/formdefs/certificat-de-vie-desactive/submit",
                      nothing)));
    }
  }

  private byte[] recorded(int number) {
    return Transcript.all().stream()
        .filter(each -> each.number() == number)
        .findFirst()
        .orElseThrow()
        .body();
  }

  interface Call {
    void run() throws WcsFailure, InterruptedException;
  }

  static Kind failure(Call call) {
    return assertThrows(WcsFailure.class, call::run).kind();
  }
}
