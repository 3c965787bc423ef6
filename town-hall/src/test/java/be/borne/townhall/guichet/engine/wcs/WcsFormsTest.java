package be.borne.townhall.guichet.engine.wcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.FormOffice;
import be.borne.townhall.guichet.engine.FormOffice.Outcome;
import be.borne.townhall.guichet.engine.NationalNumber;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filled forms on their way to a w.c.s. that keeps what it is sent. */
class WcsFormsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path EXAMPLES = Path.of("src/main/config/wcs-forms");
  private static final String EXAMPLE = "10-household-request.toml";
  private static final String REFERENCE = "BXL-2026-7K3M9QX2";
  private static final String FORM = "household-request";
  private static final byte[] PDF = "%PDF-1.7 proof".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path directory;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource moving = now::get;
  private final Clock clock = moving.withZone(ZoneOffset.UTC);
  private LivingWcs wcs;
  private WcsClient client;
  private WcsStore store;
  private WcsFormShelf shelf;
  private WcsForms forms;

  @BeforeEach
  void open() throws Exception {
    wcs = new LivingWcs(PDF);
    client =
        new WcsClient(
            new WcsCalls(
                wcs.site(),
                RecordedWcs.credentials(RecordedWcs.SITE),
                RecordedWcs.credentials(RecordedWcs.KIOSK),
                SSLContext.getDefault(),
                Duration.ofSeconds(5),
                Clock.systemUTC()));
    begin();
  }

  private void begin() throws Exception {
    store = WcsStore.open(directory.resolve("wcs.db"));
    shelf =
        new WcsFormShelf(
            client,
            WcsFormFile.read(EXAMPLES),
            "niss",
            new WcsShelf.Pace(Duration.ofMillis(100), Duration.ofMillis(100)));
    shelf.start();
    forms =
        new WcsForms(
            client,
            shelf,
            new WcsSubmitting(client, store, clock),
            "niss",
            Duration.ofSeconds(4),
            clock);
  }

  @AfterEach
  void close() throws Exception {
    end();
    client.close();
    wcs.close();
  }

  private void end() throws Exception {
    shelf.close();
    store.close();
  }

  private static Answers answers() {
    return Answers.none()
        .with("concerne", new Answer.Chosen("moi"))
        .with("nom", new Answer.Text("Lambert-Noël"))
        .with("prenom", new Answer.Text("Élise"))
        .with("naissance", new Answer.Day(LocalDate.of(1985, 7, 30)))
        .with("rue", new Answer.Text("Rue de Dampremy 12"))
        .with("motif", new Answer.Chosen("allocations-familiales"))
        .with("certifie", new Answer.ManyChosen(List.of("yes")));
  }

  private FormOffice.Parcel parcel(Answers answers) {
    return new FormOffice.Parcel(
        REFERENCE,
        FORM,
        new NationalNumber(LivingWcs.NUMBER),
        forms.offered().getFirst().written(answers),
        _ -> Optional.of(new FormOffice.Attachment(FileKind.PDF, PDF)),
        () -> true);
  }

  private static void taken(Outcome outcome) {
    assertInstanceOf(Outcome.Taken.class, outcome, outcome::toString);
  }

  private static void notNow(Outcome outcome) {
    assertInstanceOf(Outcome.NotNow.class, outcome, outcome::toString);
  }

  private static String notTaken(Outcome outcome) {
    return assertInstanceOf(Outcome.NotTaken.class, outcome, outcome::toString).why();
  }

  @Test
  void itIsSubmittedAsTheCitizen() throws Exception {
    assertEquals(new Outcome.Taken("composition-de-menage/1"), forms.handOver(parcel(answers())));
    LivingWcs.Kept kept = wcs.kept().getFirst();
    assertEquals(Optional.of(LivingWcs.CITIZEN), kept.owner);
    assertEquals(
        JSON.readTree(
            """
            {"concerne": "moi", "nom": "Lambert-Noël", "prenom": "Élise", "nn": "85073003328",
             "naissance": "1985-07-30", "rue": "Rue de Dampremy 12",
             "motif": "Allocations familiales", "nb_exemplaires": 1, "certifie": true,
             "reference_borne": "BXL-2026-7K3M9QX2"}
            """),
        kept.data);
    assertEquals(new Outcome.Taken("composition-de-menage/1"), forms.handOver(parcel(answers())));
    assertEquals(1, wcs.kept().size());
  }

  @Test
  void aFileGoesAlong() throws Exception {
    Answers withFile =
        answers()
            .with("concerne", new Answer.Chosen("tiers"))
            .with(
                "piece-justificative",
                new Answer.Attached("0123456789abcdef", FileKind.PDF, PDF.length, 1));
    taken(forms.handOver(parcel(withFile)));
    assertEquals(
        JSON.readTree(
            """
            {"filename": "piece_justificative.pdf", "content_type": "application/pdf",
             "content": "JVBERi0xLjcgcHJvb2Y="}
            """),
        wcs.kept().getFirst().data.path("piece_justificative"));
  }

  @Test
  void aFileThatIsGoneOrCannotBeReadIsNotLeftOut() throws Exception {
    Answers withFile =
        answers()
            .with("concerne", new Answer.Chosen("tiers"))
            .with(
                "piece-justificative",
                new Answer.Attached("0123456789abcdef", FileKind.PDF, PDF.length, 1));
    FormOffice.Parcel parcel = parcel(withFile);
    assertEquals(
        "a file that goes along is gone",
        notTaken(forms.handOver(with(parcel, _ -> Optional.empty()))));
    assertEquals(
        "its files are too large together",
        notTaken(
            forms.handOver(
                with(
                    parcel,
                    _ ->
                        Optional.of(
                            new FormOffice.Attachment(FileKind.PDF, new byte[20_000_001]))))));
    notNow(
        forms.handOver(
            with(
                parcel,
                _ -> {
                  throw new EngineFailure("the disk");
                })));
    assertEquals(List.of(), wcs.kept());
    taken(forms.handOver(parcel));
  }

  private static FormOffice.Parcel with(FormOffice.Parcel parcel, FormOffice.Attachments files) {
    return new FormOffice.Parcel(
        parcel.reference(),
        parcel.form(),
        parcel.citizen(),
        parcel.written(),
        files,
        parcel.wanted());
  }

  /** It was taken, and the answer was lost on its way; also over a restart. */
  @Test
  void whatWasTakenAndNotAnsweredIsFoundAndNotSentAgain() throws Exception {
    wcs.submitting = _ -> false;
    notNow(forms.handOver(parcel(answers())));
    FormOffice.Parcel parcel = parcel(answers());
    end();
    begin();
    taken(forms.handOver(parcel));
    assertEquals(1, wcs.kept().size());
  }

  @Test
  void whatNeverAppearsIsSentOnceMoreAndThenAClerks() throws Exception {
    wcs.submitting =
        kept -> {
          kept.data.put("reference_borne", "lost");
          return false;
        };
    notNow(forms.handOver(parcel(answers())));
    notNow(forms.handOver(parcel(answers())));
    assertEquals(1, wcs.kept().size(), "sent before it had time to appear");
    now.set(now.get().plus(WcsSubmitting.UNTIL_IT_APPEARS));
    notNow(forms.handOver(parcel(answers())));
    assertEquals(2, wcs.kept().size());
    now.set(now.get().plus(WcsSubmitting.UNTIL_IT_APPEARS));
    assertEquals(
        "it may have arrived: look there for its reference first;"
            + " sent twice, and it never appeared",
        notTaken(forms.handOver(parcel(answers()))));
    assertEquals(2, wcs.kept().size());
  }

  @ParameterizedTest
  @CsvSource({"500", "503", "403"})
  void aSiteThatIsAwayIsAskedAgain(int status) throws Exception {
    FormOffice.Parcel parcel = parcel(answers());
    wcs.away = status;
    notNow(forms.handOver(parcel));
    assertEquals(List.of(), wcs.kept());
    wcs.away = 0;
    await(() -> !forms.offered().isEmpty());
    taken(forms.handOver(parcel));
  }

  /** What is filled in goes later. */
  @Test
  void whatWasOfferedIsOfferedOnWhileTheSiteFails() throws Exception {
    wcs.away = 503;
    Thread.sleep(1_000);
    assertEquals(1, forms.offered().size());
  }

  @Test
  void aFormThatTheSiteClosedIsAClerks() throws Exception {
    FormOffice.Parcel parcel = parcel(answers());
    wcs.closed = true;
    assertEquals(
        "refused by the w.c.s., status 403, access-denied", notTaken(forms.handOver(parcel)));
    assertEquals(List.of(), wcs.kept());
  }

  @Test
  void aCitizenWhomTheSiteDoesNotKnowIsAClerks() throws Exception {
    wcs.knowsPersons = false;
    assertEquals(
        "the w.c.s. does not know the citizen", notTaken(forms.handOver(parcel(answers()))));
    assertEquals(List.of(), wcs.kept());
  }

  @Test
  void anOrphanIsNotTakenForTheCitizens() throws Exception {
    wcs.orphans = true;
    notNow(forms.handOver(parcel(answers())));
    notNow(forms.handOver(parcel(answers())));
    assertEquals(1, wcs.kept().size());
  }

  @Test
  void anothersSubmissionWithThisReferenceIsPassedOver() throws Exception {
    ObjectNode data = JSON.createObjectNode().put("reference_borne", REFERENCE);
    wcs.keep(new LivingWcs.Kept(data, Optional.of("f".repeat(32)), PDF));
    assertEquals(new Outcome.Taken("composition-de-menage/2"), forms.handOver(parcel(answers())));
    assertEquals(2, wcs.kept().size());
  }

  /** What was filled in is held against the form as it is when it goes. */
  @Test
  void aFormThatHasChangedMeanwhileTakesNothingThatDoesNotFit() throws Exception {
    FormOffice.Parcel parcel = parcel(answers());
    String before = wcs.moreFields;
    wcs.moreFields =
        before.replace("]", ", {\"type\": \"string\", \"varname\": \"new\", \"label\": \"N\"}]");
    await(
        () -> forms.offered().getFirst().definition().fields().anyMatch(f -> f.id().equals("new")));
    String why = notTaken(forms.handOver(parcel));
    assertEquals("not to be sent: new is required", why);
    assertFalse(why.contains("Lambert"));
    assertEquals(List.of(), wcs.kept());
  }

  @Test
  void aFormThatCannotBeSaidAnyMoreIsNotOfferedAndWhatWasFilledInWaits() throws Exception {
    FormOffice.Parcel parcel = parcel(answers());
    String before = wcs.moreFields;
    wcs.moreFields =
        before.replace("]", ", {\"type\": \"table\", \"varname\": \"t\", \"label\": \"T\"}]");
    await(() -> forms.offered().isEmpty());
    notNow(forms.handOver(parcel));
    wcs.moreFields = before;
    await(() -> !forms.offered().isEmpty());
    taken(forms.handOver(parcel));
  }

  @Test
  void aFormWhoseFileIsGoneIsAClerks() throws Exception {
    FormOffice.Parcel parcel = parcel(answers());
    assertTrue(
        notTaken(
                forms.handOver(
                    new FormOffice.Parcel(
                        REFERENCE,
                        "another",
                        parcel.citizen(),
                        parcel.written(),
                        parcel.files(),
                        parcel.wanted())))
            .startsWith("no form of the w.c.s."));
  }

  /** Taken for a refusal of the form, a clerk would enter it a second time. */
  @Test
  void whatWasTakenIsTakenAlsoWhereOurClientMayNotLook() throws Exception {
    wcs.looksDenied = true;
    notNow(forms.handOver(parcel(answers())));
    assertEquals(
        new Outcome.Taken(
            "composition-de-menage/1, taken under this number, but our client may not read it"),
        forms.handOver(parcel(answers())));
    wcs.looksDenied = false;
    assertEquals(new Outcome.Taken("composition-de-menage/1"), forms.handOver(parcel(answers())));
    assertEquals(1, wcs.kept().size());
  }

  /** A w.c.s. that says that its number is none, and does not let our client look for another. */
  @Test
  void aNumberThatIsGoneIsNotTakenForOneThatMayNotBeRead() throws Exception {
    taken(forms.handOver(parcel(answers())));
    store.numbered(REFERENCE, "77");
    wcs.listsDenied = true;
    notNow(forms.handOver(parcel(answers())));
    wcs.listsDenied = false;
    assertEquals(new Outcome.Taken("composition-de-menage/1"), forms.handOver(parcel(answers())));
  }

  /** Without it a clerk enters what is there already. */
  @Test
  void whateverIsInTheWayItIsSaidThatItMayHaveArrived() throws Exception {
    FormOffice.Parcel parcel = parcel(answers());
    wcs.submitting =
        kept -> {
          kept.data.put("reference_borne", "not seen yet");
          return false;
        };
    notNow(forms.handOver(parcel));
    now.set(now.get().plus(WcsSubmitting.UNTIL_IT_APPEARS));
    wcs.closed = true;
    assertEquals(
        "it may have arrived: look there for its reference first;"
            + " refused by the w.c.s., status 403, access-denied",
        notTaken(forms.handOver(parcel)));
    assertEquals(
        "it may have arrived: look there for its reference first;"
            + " no form of the w.c.s. is offered under this name any more",
        notTaken(
            forms.handOver(
                new FormOffice.Parcel(
                    REFERENCE,
                    "another",
                    parcel.citizen(),
                    parcel.written(),
                    parcel.files(),
                    parcel.wanted()))));
    assertEquals(1, wcs.kept().size());
  }

  @Test
  void whatIsNotWantedAnyMoreIsNotSent() throws Exception {
    FormOffice.Parcel parcel = parcel(answers());
    assertEquals(
        "somebody dealt with it meanwhile",
        notTaken(
            forms.handOver(
                new FormOffice.Parcel(
                    REFERENCE,
                    FORM,
                    parcel.citizen(),
                    parcel.written(),
                    parcel.files(),
                    () -> false))));
    assertEquals(List.of(), wcs.kept());
    assertEquals(Optional.empty(), store.sent(REFERENCE));
  }

  @Test
  void whatIsTooLargeForTheSiteIsAClerksAtOnce() throws Exception {
    wcs.refusesWith = 413;
    assertEquals(
        "too large for the w.c.s., status 413", notTaken(forms.handOver(parcel(answers()))));
  }

  /** A workflow that runs before the answer, or a large file on a slow line. */
  @Test
  void aSubmissionMayTakeLongerThanACall() throws Exception {
    wcs.submitting =
        _ -> {
          try {
            Thread.sleep(Duration.ofSeconds(6));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return true;
        };
    notNow(forms.handOver(parcel(answers())));
    assertEquals(Optional.of("1"), store.sent(REFERENCE).orElseThrow().number());
    taken(forms.handOver(parcel(answers())));
    assertEquals(1, wcs.kept().size());
  }

  @Test
  void theDeadlineOfASubmissionGrowsWithItsSizeAndNotForEver() {
    Duration usual = Duration.ofSeconds(8);
    assertEquals(Duration.ofSeconds(60), WcsCalls.unhurried(0, usual));
    assertEquals(Duration.ofSeconds(276), WcsCalls.unhurried(27_000_000, usual));
    assertEquals(Duration.ofMinutes(8), WcsCalls.unhurried(Integer.MAX_VALUE, usual));
    assertTrue(Duration.ofMinutes(8).compareTo(WcsSubmitting.UNTIL_IT_APPEARS) < 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "category = \"population\" | category = \"everything\" | category",
        "category = \"population\" | # gone | category: expected",
        "id = \"household-request\" | id = \"../x\" | id: expected",
        "form = \"composition-de-menage\" | form = \"../x\" | a form",
        "nb_exemplaires = 1 | reference_borne = \"mine\" | sent our reference",
        "nb_exemplaires = 1 | nb_exemplaires = \"{purpose}\" | stands for nothing",
        "nb_exemplaires = 1 | nb_exemplaires = \"{document-language}\" | stands for nothing",
        "de = \"Eine Haushaltszusammensetzung beantragen\" | # gone | title: expected",
        "unchecked = [] | uncheked = [] | uncheked",
        "unchecked = [] | unchecked = = [] | line",
      })
  void whatIsWrongInAFileIsSaidWithItsPlace(String good, String bad, String said) throws Exception {
    String text = Files.readString(EXAMPLES.resolve(EXAMPLE));
    int at = text.indexOf(good);
    assertTrue(at >= 0, good);
    Path folder = Files.createDirectories(directory.resolve("forms"));
    Files.writeString(
        folder.resolve(EXAMPLE), text.substring(0, at) + bad + text.substring(at + good.length()));
    IOException refused = assertThrows(IOException.class, () -> WcsFormFile.read(folder));
    assertTrue(refused.getMessage().contains(EXAMPLE), refused.getMessage());
    assertTrue(refused.getMessage().contains(said), refused.getMessage());
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!done.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertTrue(done.getAsBoolean(), "did not come within ten seconds");
  }
}
