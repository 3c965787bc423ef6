package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.AttachedFile;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.Procedures;
import be.borne.protocol.guichet.Receipt;
import be.borne.protocol.guichet.Submission;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.wcs.LivingWcs;
import be.borne.townhall.guichet.validation.TestSealer;
import be.borne.townhall.guichet.validation.ValidationSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A form of a w.c.s., with the form file that the project shows as its example: from the citizen's
 * card to the submission there, and to the clerk where the w.c.s. does not take it.
 */
class WcsFormsAtTheGuichetTest extends AtTheGuichet {
  private static final Path SERVICES = Path.of("src/main/config/wcs-services");
  private static final Path FORMS = Path.of("src/main/config/wcs-forms");
  private static final String REQUEST = GuichetPaths.FORMS + "/household-request";
  private static final byte[] PICTURE =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
                  + "rkJggg==");
  private LivingWcs wcs;

  @Override
  GuichetConfiguration configured(GuichetConfiguration usual) throws Exception {
    TestSealer sealer = new TestSealer(start.truncatedTo(ChronoUnit.SECONDS));
    wcs = new LivingWcs("%PDF-1.7 of nobody".getBytes(StandardCharsets.US_ASCII));
    wcs.number = MARGUERITE;
    Path root =
        Files.writeString(
            folder.resolve("wcs-root.pem"),
            "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(sealer.rootCertificate().getEncoded())
                + "\n-----END CERTIFICATE-----\n");
    return new GuichetConfiguration(
        usual.municipality(),
        usual.storage(),
        usual.door(),
        usual.eid(),
        usual.verification(),
        new GuichetConfiguration.Seal(TestSealer.ORGANISATION),
        GuichetConfiguration.Ordering.UNLIMITED,
        null,
        new ValidationSettings(List.of(root), null, null, List.of(), Duration.ofMinutes(1)),
        null,
        null,
        null,
        GuichetConfiguration.Limits.NONE,
        null,
        wcs.settings(folder, SERVICES, FORMS));
  }

  @BeforeEach
  void asUsual() {
    wcs.submitting = _ -> true;
    wcs.closed = false;
    wcs.away = 0;
  }

  @AfterAll
  void stopWcs() {
    wcs.close();
  }

  private static Answers answers() {
    return Answers.none()
        .with("concerne", new Answer.Chosen("moi"))
        .with("nom", new Answer.Text("Invented-Person"))
        .with("prenom", new Answer.Text("Testine Fictive"))
        .with("naissance", new Answer.Day(LocalDate.of(1950, 3, 1)))
        .with("rue", new Answer.Text("Rue Inventée 1"))
        .with("motif", new Answer.Chosen("bail"))
        .with("certifie", new Answer.ManyChosen(List.of("yes")));
  }

  private TestTerminal.Answer send(UUID key, Answers answers) throws Exception {
    int version = library.get(REQUEST, atLibrary).as(FormDefinition.class).version();
    return library.call(
        "POST",
        REQUEST + "/submissions",
        atLibrary,
        key,
        Json.mapper().writeValueAsBytes(new Submission(version, Language.DUTCH, answers)));
  }

  private String sent(Answers answers) throws Exception {
    TestTerminal.Answer answer = send(UUID.randomUUID(), answers);
    assertEquals(201, answer.status(), answer::toString);
    return answer.as(Receipt.class).reference();
  }

  private Optional<LivingWcs.Kept> keptOf(String reference) {
    return wcs.kept().stream()
        .filter(kept -> kept.data.path("reference_borne").asText().equals(reference))
        .findFirst();
  }

  private Submissions.Entry entry(String reference) throws IOException {
    Submissions submissions = guichet.work().submissions();
    return Stream.concat(
            submissions.waiting(100, "", Language.FRENCH).stream(),
            submissions.handled(100, Language.FRENCH).stream())
        .filter(each -> each.reference().equals(reference))
        .findFirst()
        .orElseThrow();
  }

  private Submissions.HandoverState state(String reference) throws IOException {
    return entry(reference).handover().orElseThrow().state();
  }

  @Test
  void aFormOfTheSiteIsFilledInAndArrivesOnce() throws Exception {
    List<Procedure> offered =
        library.get(GuichetPaths.FORMS, atLibrary).as(Procedures.class).procedures();
    assertEquals(List.of("household-request"), offered.stream().map(Procedure::formId).toList());
    assertEquals(FormCategory.POPULATION, offered.getFirst().category());

    UUID key = UUID.randomUUID();
    TestTerminal.Answer answer = send(key, answers());
    assertEquals(201, answer.status(), answer::toString);
    String reference = answer.as(Receipt.class).reference();
    assertEquals(200, send(key, answers()).status());
    await(() -> state(reference) == Submissions.HandoverState.ARRIVED);
    LivingWcs.Kept kept = keptOf(reference).orElseThrow();
    assertTrue(kept.owner.isPresent(), "an orphan");
    assertEquals(MARGUERITE, kept.data.path("nn").asText());
    assertEquals("Bail", kept.data.path("motif").asText());
    assertEquals(1, kept.data.path("nb_exemplaires").asInt());
    assertEquals(
        1,
        wcs.kept().stream()
            .filter(each -> each.data.path("reference_borne").asText().equals(reference))
            .count());
    Submissions.Entry entry = entry(reference);
    assertTrue(entry.handled().orElseThrow().by().startsWith("the e-guichet ("), entry::toString);
    try (ConsoleVisitor console = new ConsoleVisitor(folder, guichet.work())) {
      String page = console.get("/forms/" + reference);
      assertTrue(page.contains("Handed over to the e-guichet: composition-de-menage/"), page);
    }
  }

  @Test
  void aFileOfTheCitizenGoesAlong() throws Exception {
    TestTerminal.Answer brought = library.attach(atLibrary, "image/png", PICTURE);
    assertEquals(201, brought.status(), brought::toString);
    AttachedFile file = brought.as(AttachedFile.class);
    String reference =
        sent(
            answers()
                .with("concerne", new Answer.Chosen("tiers"))
                .with("piece-justificative", file.answer()));
    await(() -> state(reference) == Submissions.HandoverState.ARRIVED);
    LivingWcs.Kept kept = keptOf(reference).orElseThrow();
    assertEquals(
        Base64.getEncoder().encodeToString(PICTURE),
        kept.data.path("piece_justificative").path("content").asText());
    assertEquals(
        "piece_justificative.png", kept.data.path("piece_justificative").path("filename").asText());
  }

  /** What its rules do not take never gets there: a w.c.s. would make a certificate of it. */
  @Test
  void whatTheFormDoesNotTakeIsRefusedAtTheTerminal() throws Exception {
    for (Answers wrong :
        List.of(
            answers().without("certifie"),
            answers().with("motif", new Answer.Chosen("chauffage")),
            answers().with("naissance", new Answer.Day(LocalDate.of(2199, 1, 1))),
            answers().with("nom", new Answer.Text("Somebody-Else")),
            answers().with("nb-exemplaires", new Answer.Text("9")),
            answers().with("nn", new Answer.Text(JOOST)),
            answers().with("concerne", new Answer.Chosen("tiers")))) {
      refused(422, FaultCode.FORM_REFUSED, send(UUID.randomUUID(), wrong));
    }
  }

  @Test
  void whatTheSiteRefusesIsAClerksWithItsReason() throws Exception {
    wcs.closed = true;
    String reference = sent(answers());
    await(() -> state(reference) == Submissions.HandoverState.NOT_TAKEN);
    assertEquals(Optional.empty(), keptOf(reference));
    try (ConsoleVisitor console = new ConsoleVisitor(folder, guichet.work())) {
      String said = "Not handed over to the e-guichet: refused by the w.c.s., status 403";
      assertTrue(console.get("/forms").contains(said));
      String page = console.get("/forms/" + reference);
      assertTrue(page.contains(said), page);
      assertTrue(page.contains("Rue Inventée 1"), "what was filled in is lost");
      String handled = "/forms/" + reference + "/handled";
      assertEquals(
          303,
          console.post(handled, console.own(), ConsoleVisitor.token(page, handled)).statusCode());
    }
    assertTrue(entry(reference).handled().isPresent());
  }

  @Test
  void aCitizenWhomTheSiteDoesNotKnowLosesNothing() throws Exception {
    wcs.number = JOOST;
    try {
      String reference = sent(answers());
      await(() -> state(reference) == Submissions.HandoverState.NOT_TAKEN);
      assertEquals(
          "the w.c.s. does not know the citizen", entry(reference).handover().orElseThrow().said());
      assertTrue(entry(reference).handled().isEmpty(), "nobody would look at it");
    } finally {
      wcs.number = MARGUERITE;
    }
  }

  /** It was tried, and a clerk was faster. */
  @Test
  void whatMayHaveArrivedIsNotSaidToBeNotHandedOver() throws Exception {
    wcs.away = 503;
    String reference = sent(answers());
    await(() -> !entry(reference).handover().orElseThrow().said().isEmpty());
    try (ConsoleVisitor console = new ConsoleVisitor(folder, guichet.work())) {
      String address = "/forms/" + reference;
      String handled = address + "/handled";
      String token = ConsoleVisitor.token(console.get(address), handled);
      assertEquals(303, console.post(handled, console.own(), token).statusCode());
      String page = console.get(address);
      assertTrue(page.contains("Nobody knows whether the e-guichet has it"), page);
      assertFalse(page.contains("Not handed over"), page);
    }
    assertEquals(Submissions.HandoverState.IN_DOUBT, state(reference));
  }

  /** Away when the citizen sends, and over a restart of the town hall; there once, later. */
  @Test
  void whatASiteDoesNotAnswerGoesLaterAndOnce() throws Exception {
    wcs.away = 503;
    String reference = sent(answers());
    await(() -> !entry(reference).handover().orElseThrow().said().isEmpty());
    assertEquals(Submissions.HandoverState.ON_ITS_WAY, state(reference));
    try (ConsoleVisitor console = new ConsoleVisitor(folder, guichet.work())) {
      String page = console.get("/forms/" + reference);
      assertTrue(page.contains("Goes to the e-guichet by itself"), page);
      assertTrue(page.contains("may have arrived at the e-guichet: look there"), page);
    }
    restart();
    assertEquals(Submissions.HandoverState.ON_ITS_WAY, state(reference));
    wcs.away = 0;
    advanced.set(Duration.ofHours(1));
    restart();
    await(() -> state(reference) == Submissions.HandoverState.ARRIVED);
    assertTrue(keptOf(reference).orElseThrow().owner.isPresent());
    assertEquals(
        1,
        wcs.kept().stream()
            .filter(each -> each.data.path("reference_borne").asText().equals(reference))
            .count());
    assertFalse(isOnDisk("\"rue\":\"Rue Inventée 1\""), "as it was handed over it is still here");
  }

  /** Its schema changes without a word; its version is counted here. */
  @Test
  void aFormThatChangesHasAnotherVersion() throws Exception {
    String before = wcs.moreFields();
    FormDefinition first = library.get(REQUEST, atLibrary).as(FormDefinition.class);
    try {
      wcs.moreFields(
          before.replace(
              "]",
              ", {\"type\": \"string\", \"varname\": \"why\", \"label\": \"Pourquoi\","
                  + " \"required\": \"optional\"}]"));
      restart();
      atLibrary = library.signIn(marguerite);
      FormDefinition second = library.get(REQUEST, atLibrary).as(FormDefinition.class);
      assertEquals(first.version() + 1, second.version());
      refused(
          422,
          FaultCode.FORM_REFUSED,
          library.call(
              "POST",
              REQUEST + "/submissions",
              atLibrary,
              UUID.randomUUID(),
              Json.mapper()
                  .writeValueAsBytes(new Submission(first.version(), Language.DUTCH, answers()))));
      restart();
      atLibrary = library.signIn(marguerite);
      assertEquals(
          second.version(), library.get(REQUEST, atLibrary).as(FormDefinition.class).version());
    } finally {
      wcs.moreFields(before);
      restart();
    }
  }

  private boolean isOnDisk(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("var"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.UTF_8).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  private interface Check {
    boolean holds() throws IOException;
  }

  private static void await(Check done) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!done.holds() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertTrue(done.holds(), "did not come within twenty seconds");
  }
}
