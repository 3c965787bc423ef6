package be.borne.kiosk.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.form.FormWalk;
import be.borne.protocol.guichet.AttachedFile;
import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.Receipt;
import be.borne.protocol.guichet.Submission;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormJson;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The calls by which a form is fetched, kept and sent. */
class FormCallsTest {
  private static final CitizenSession SESSION =
      new CitizenSession("a-token-of-nobody", Instant.parse("2026-01-01T00:00:00Z"));

  private static final FormDefinition FORM = FormWalk.named("bulky-waste");
  private static final String PATH = GuichetPaths.FORMS + "/" + FORM.id();
  private static final String SECRET = "Verzonnenstraat";

  private static final Answers ANSWERS =
      Answers.none().with("where", new Answer.Text(SECRET)).with("left", new Answer.Nothing());

  private static final Draft DRAFT = new Draft(3, ANSWERS, Set.of("things"));

  @TempDir Path directory;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private TestGuichet guichet;
  private GuichetClient client;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    guichet = new TestGuichet(directory);
    client = guichet.client(Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    client.close();
    guichet.close();
  }

  @Test
  void aFormComesAsItWasWritten() throws Exception {
    guichet.on(PATH, exchange -> TestGuichet.json(exchange, 200, FormJson.of(FORM)));
    assertEquals(FORM, client.form(SESSION, FORM.id()));
  }

  @Test
  void whatCanBeAskedForSaysWhatWasBegun() throws Exception {
    guichet.on(
        GuichetPaths.FORMS,
        exchange -> TestGuichet.json(exchange, 200, offered("\"category\":\"events\",")));
    Procedure party = client.procedures(SESSION).procedures().getFirst();
    assertTrue(party.begun());
    assertEquals(FormCategory.EVENTS, party.category());
  }

  /** A town hall of another age than the terminal: what is offered is offered even so. */
  @Test
  void aCategoryThatIsNotKnownHidesNothing() throws Exception {
    String[] category = new String[1];
    guichet.on(
        GuichetPaths.FORMS, exchange -> TestGuichet.json(exchange, 200, offered(category[0])));
    for (String said : List.of("", "\"category\":\"space-travel\",")) {
      category[0] = said;
      Procedure party = client.procedures(SESSION).procedures().getFirst();
      assertEquals("party", party.formId());
      assertNull(party.category());
    }
  }

  private static String offered(String category) {
    String words = "{\"fr\":\"a\",\"nl\":\"b\",\"de\":\"c\",\"en\":\"d\"}";
    return "{\"procedures\":[{\"formId\":\"party\",%s\"title\":%s,\"explanation\":%s,\"begun\":true}]}"
        .formatted(category, words, words);
  }

  /**
   * A condition that this program does not know could hide the very question that must be asked.
   */
  @Test
  void aHostileFormIsRefusedWhole() {
    String[] answer = new String[1];
    guichet.on(PATH, exchange -> TestGuichet.json(exchange, 200, answer[0]));
    String sound = FormJson.of(FORM);
    for (String hostile :
        List.of(
            "",
            "[]",
            "null",
            "{\"id\":\"" + SECRET,
            sound.replaceFirst("\"version\":[0-9]+", "\"version\":0"),
            sound.replaceFirst("\"kind\":\"", "\"kind\":\"hologram-"),
            sound.replaceFirst("\"required\":", "\"script\":\"x\",\"required\":"),
            sound.replace("\"" + FORM.id() + "\"", "\"another-form\""),
            "[".repeat(100_000),
            sound + " ".repeat(1_100_000))) {
      answer[0] = hostile;
      assertFault(FaultCode.GUICHET_FAILED, () -> client.form(SESSION, FORM.id()));
    }
  }

  @Test
  void whereNothingWasBegunThereIsNoDraft() throws Exception {
    guichet.on(
        PATH + "/draft",
        exchange -> TestGuichet.json(exchange, 404, "{\"fault\":\"G-305\",\"rule\":\"\"}"));
    assertEquals(Optional.empty(), client.draft(SESSION, FORM.id()));
  }

  @Test
  void aDraftGoesAndComesBackTheSame() throws Exception {
    guichet.on(
        PATH + "/draft",
        exchange -> {
          hear(exchange);
          if (exchange.getRequestMethod().equals("GET")) {
            TestGuichet.json(exchange, 200, heard.peek().split(" ", 2)[1]);
          } else {
            TestGuichet.answer(exchange, 204, "", new byte[0]);
          }
        });
    client.saveDraft(SESSION, FORM.id(), DRAFT);
    assertEquals(Optional.of(DRAFT), client.draft(SESSION, FORM.id()));
    client.dropDraft(SESSION, FORM.id());
    assertEquals(
        List.of("PUT", "GET", "DELETE"),
        heard.stream().map(said -> said.split(" ", 2)[0]).toList());
  }

  @Test
  void whatIsSentArrivesUnderItsKey() throws Exception {
    UUID key = UUID.randomUUID();
    guichet.on(
        PATH + "/submissions",
        exchange -> {
          heard.add(exchange.getRequestHeaders().getFirst(GuichetPaths.IDEMPOTENCY_KEY));
          hear(exchange);
          TestGuichet.json(exchange, 201, "{\"reference\":\"TSR-2026-7K3M9QX2\"}");
        });
    assertEquals(
        new Receipt("TSR-2026-7K3M9QX2"),
        client.submit(SESSION, FORM.id(), key, new Submission(3, Language.DUTCH, Answers.none())));
    assertEquals(key.toString(), heard.poll(1, TimeUnit.SECONDS));
    assertEquals(
        "POST {\"version\":3,\"language\":\"nl\",\"answers\":{}}", heard.poll(1, TimeUnit.SECONDS));
  }

  /** Whatever the guichet says of what it was sent, nothing of it is in the error. */
  @Test
  void aRefusalQuotesNothingOfTheAnswers() {
    guichet.on(
        PATH,
        exchange ->
            TestGuichet.json(
                exchange, 422, "{\"fault\":\"G-307\",\"rule\":\"" + SECRET + " is no town\"}"));
    Submission sent = new Submission(3, Language.DUTCH, ANSWERS);
    assertFault(
        FaultCode.FORM_REFUSED, () -> client.submit(SESSION, FORM.id(), UUID.randomUUID(), sent));
    assertFault(FaultCode.FORM_REFUSED, () -> client.saveDraft(SESSION, FORM.id(), DRAFT));
  }

  @Test
  void aFileGoesAsItsBytesAndIsWhatTheGuichetFound() throws Exception {
    byte[] content = SECRET.getBytes(StandardCharsets.UTF_8);
    guichet.on(
        GuichetPaths.FORM_FILES,
        exchange -> {
          heard.add(exchange.getRequestHeaders().getFirst("Content-Type"));
          heard.add(exchange.getRequestHeaders().getFirst("Authorization"));
          hear(exchange);
          TestGuichet.json(
              exchange,
              201,
              "{\"reference\":\"0123456789abcdef\",\"kind\":\"png\",\"bytes\":%d,\"pages\":1}"
                  .formatted(content.length));
        });
    // Announced as one thing, found to be another: the guichet's word counts.
    assertEquals(
        new AttachedFile("0123456789abcdef", FileKind.PNG, content.length, 1),
        client.attach(SESSION, FileKind.PDF, content));
    assertEquals(
        List.of("application/pdf", "Bearer " + SESSION.token(), "POST " + SECRET),
        List.copyOf(heard));
    assertFault(FaultCode.GUICHET_FAILED, () -> client.attach(SESSION, FileKind.PDF, new byte[3]));
  }

  @Test
  void aFileOutOfBoundsIsNotEvenSent() {
    guichet.on(GuichetPaths.FORM_FILES, this::hear);
    for (int bytes : new int[] {0, Answer.Attached.MAX_BYTES + 1}) {
      assertFault(
          FaultCode.FILE_REFUSED, () -> client.attach(SESSION, FileKind.JPEG, new byte[bytes]));
    }
    assertTrue(heard.isEmpty());
  }

  @Test
  void aRefusedFileIsSaidToBeOneAndOneThatIsGoneIsNoFault() throws Exception {
    int[] status = {422};
    guichet.on(
        GuichetPaths.FORM_FILES,
        exchange -> {
          heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
          TestGuichet.json(
              exchange, status[0], "{\"fault\":\"G-308\",\"rule\":\"" + SECRET + "\"}");
        });
    assertFault(FaultCode.FILE_REFUSED, () -> client.attach(SESSION, FileKind.PDF, new byte[3]));
    assertFault(FaultCode.FILE_REFUSED, () -> client.detach(SESSION, "0123456789abcdef"));
    status[0] = 404;
    client.detach(SESSION, "0123456789abcdef");
    assertEquals(
        List.of(
            "POST " + GuichetPaths.FORM_FILES,
            "DELETE " + GuichetPaths.FORM_FILES + "/0123456789abcdef",
            "DELETE " + GuichetPaths.FORM_FILES + "/0123456789abcdef"),
        List.copyOf(heard));
    for (String wrong : List.of("", "../orders", "a/b", "short")) {
      assertThrows(IllegalArgumentException.class, () -> client.detach(SESSION, wrong));
    }
  }

  @Test
  void aDraftThatMakesNoSenseIsTheGuichetsFailure() {
    guichet.on(
        PATH + "/draft",
        exchange ->
            TestGuichet.json(
                exchange,
                200,
                "{\"version\":1,\"answers\":{\"where\":{\"kind\":\"" + SECRET + "\"}}}"));
    assertFault(FaultCode.GUICHET_FAILED, () -> client.draft(SESSION, FORM.id()));
  }

  @Test
  void nothingButAnIdBecomesAnAddress() {
    for (String id : List.of("", "../orders", "a/b", "a?b", "é", "a".repeat(80))) {
      assertThrows(IllegalArgumentException.class, () -> client.form(SESSION, id));
    }
  }

  private void hear(HttpExchange exchange) throws IOException {
    heard.add(
        exchange.getRequestMethod()
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static void assertFault(FaultCode fault, Executable call) {
    GuichetException refused = assertThrows(GuichetException.class, call);
    assertEquals(fault, refused.fault());
    for (Throwable e = refused; e != null; e = e.getCause()) {
      assertFalse(String.valueOf(e.getMessage()).contains(SECRET), e.getMessage());
    }
  }
}
