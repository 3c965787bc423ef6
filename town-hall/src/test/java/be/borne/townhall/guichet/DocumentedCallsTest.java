package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.AttachedFile;
import be.borne.protocol.guichet.CallTerms;
import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.GuichetCall;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.Submission;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.file.TestFiles;
import be.borne.townhall.guichet.openapi.DocumentedExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every call of the table over real HTTPS; {@link TestTerminal} holds each exchange against the
 * document. Broken on purpose to see these fail: a call without the session, and one without the
 * key, that the table has it ask for, and a body one byte longer.
 */
class DocumentedCallsTest extends AtTheGuichet {
  private static final String PLAN = GuichetPaths.FORMS + "/plan";
  private static final String FORM =
      """
      {"id": "plan", "version": 1, "category": "events", "title": T, "explanation": T,
       "pages": [{"title": T, "fields": [
        {"id": "plan", "required": false, "label": T,
         "input": {"kind": "file", "accepted": ["pdf"], "maxBytes": 10000000, "maxPages": 3,
                   "sources": ["usb-stick"]}}]}]}
      """
          .replace("T", "{\"fr\": \"Le\", \"nl\": \"De\", \"de\": \"Der\", \"en\": \"It\"}");

  @Override
  GuichetConfiguration configured(GuichetConfiguration usual) throws IOException {
    Path forms = Files.createDirectories(folder.resolve("forms"));
    Files.writeString(forms.resolve("plan.json"), FORM);
    return new GuichetConfiguration(
        usual.municipality(),
        usual.storage(),
        usual.door(),
        usual.eid(),
        usual.verification(),
        usual.seal(),
        GuichetConfiguration.Ordering.UNLIMITED,
        null,
        null,
        null,
        null,
        new FormSettings(forms, null, null, 0),
        GuichetConfiguration.Limits.NONE,
        null,
        null);
  }

  private static byte[] json(Object value) throws IOException {
    return Json.mapper().writeValueAsBytes(value);
  }

  /** A whole visit, in which each call succeeds in every way that the document knows. */
  @Test
  void everyCallSucceedsAsTheDocumentSays() throws Exception {
    assertEquals(204, library.get(GuichetPaths.HEALTH, null).status());
    String token = library.signIn(marguerite);
    library.get(GuichetPaths.SERVICES, null);
    UUID key = UUID.randomUUID();
    String reference = placedTwice(token, key);
    library.get(GuichetPaths.ORDERS + "/" + reference, token);
    library.get(GuichetPaths.ORDERS, token);
    library.get(GuichetPaths.FILES, token);
    UUID claim = UUID.randomUUID();
    assertEquals(200, library.claim(token, reference, claim).status());
    assertEquals(200, library.document(token, reference, claim).status());
    library.get(GuichetPaths.CLAIMS, null);
    heard(
        library.post(
            GuichetPaths.DOUBTS + "/" + reference,
            new DeliveryDoubt(claim, DeliveryDoubt.Known.PRINTER_SILENT, Instant.EPOCH)));
    heard(library.report(reference, claim, DeliveryReport.Outcome.PRINTED));
    fillIn(token);
    heard(library.call("DELETE", GuichetPaths.SESSION, token, null, null));

    Set<String> missing = new TreeSet<>(DocumentedExchange.ofFile().successes());
    missing.removeAll(library.exchanged);
    assertEquals(Set.of(), missing, "the document says more than was seen");
  }

  private String placedTwice(String token, UUID key) throws Exception {
    TestTerminal.Answer first = library.order(token, key, "life", Language.FRENCH);
    assertEquals(201, first.status());
    assertEquals(200, library.order(token, key, "life", Language.FRENCH).status());
    return first.as(be.borne.protocol.guichet.Order.class).reference();
  }

  private void fillIn(String token) throws Exception {
    library.get(GuichetPaths.FORMS, token);
    library.get(PLAN, token);
    heard(
        library.call(
            "PUT", PLAN + "/draft", token, null, json(new Draft(1, Answers.none(), Set.of()))));
    assertEquals(200, library.get(PLAN + "/draft", token).status());
    heard(library.call("DELETE", PLAN + "/draft", token, null, null));
    AttachedFile file =
        library.attach(token, "application/pdf", TestFiles.pdf(1)).as(AttachedFile.class);
    AttachedFile other =
        library.attach(token, "image/png", TestFiles.picture("png")).as(AttachedFile.class);
    heard(
        library.call(
            "DELETE", GuichetPaths.FORM_FILES + "/" + other.reference(), token, null, null));
    Answers answers = Answers.none().with("plan", file.answer());
    UUID key = UUID.randomUUID();
    byte[] filled = json(new Submission(1, Language.FRENCH, answers));
    assertEquals(201, library.call("POST", PLAN + "/submissions", token, key, filled).status());
    assertEquals(200, library.call("POST", PLAN + "/submissions", token, key, filled).status());
  }

  private static String somewhere(CallTerms terms) {
    return terms.path().replace("{reference}", "TSR-2026-00000000").replace("{id}", "plan");
  }

  private TestTerminal.Answer made(CallTerms terms, String token, byte[] body) throws Exception {
    return library.call(terms.method().name(), somewhere(terms), token, null, body);
  }

  @ParameterizedTest
  @EnumSource
  void aSessionIsAskedForExactlyWhereTheTableSays(GuichetCall call) throws Exception {
    CallTerms terms = call.terms();
    for (String nobodys : new String[] {null, "no-such-session"}) {
      TestTerminal.Answer answer = made(terms, nobodys, null);
      if (terms.signedIn()) {
        refused(401, FaultCode.GUICHET_SESSION_ENDED, answer);
      } else {
        assertNotEquals(401, answer.status());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeyIsAskedForWhereTheTableSays(GuichetCall call) throws Exception {
    CallTerms terms = call.terms();
    if (!terms.keys().isEmpty()) {
      TestTerminal.Answer answer = made(terms, library.signIn(marguerite), null);
      refused(400, FaultCode.GUICHET_FAILED, answer);
      assertTrue(answer.rule().startsWith(terms.keys().getFirst()), answer.rule());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBodyIsTakenUpToTheBoundOfTheTable(GuichetCall call) throws Exception {
    CallTerms terms = call.terms();
    if (terms.body() instanceof CallTerms.Body.Json(_, var most)) {
      String token = library.signIn(marguerite);
      for (int length : new int[] {most, most + 1}) {
        TestTerminal.Answer answer =
            library.call(
                terms.method().name(),
                somewhere(terms),
                token,
                UUID.randomUUID(),
                " ".repeat(length).getBytes(StandardCharsets.US_ASCII));
        refused(length == most ? 400 : 413, FaultCode.GUICHET_FAILED, answer);
      }
    }
  }

  @Test
  void aTableWithAGapOrACallTwiceDoesNotStart() {
    GuichetRoutes routes = new GuichetRoutes();
    for (GuichetCall call : GuichetCall.values()) {
      if (call != GuichetCall.DOUBT) {
        routes.notOffered(call);
      }
    }
    assertEquals(
        "nothing answers [DOUBT]",
        assertThrows(IllegalStateException.class, () -> routes.register(null, null)).getMessage());
    assertThrows(IllegalStateException.class, () -> routes.notOffered(GuichetCall.CLAIM));
  }
}
