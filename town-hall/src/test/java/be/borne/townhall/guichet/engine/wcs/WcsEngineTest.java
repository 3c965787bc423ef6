package be.borne.townhall.guichet.engine.wcs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.Service.Delivery;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.Progress;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders through a w.c.s. that keeps what it is sent; each test says what went wrong there. */
class WcsEngineTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REFERENCE = "BXL-2026-7K3M9QX2";
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final byte[] PDF = "%PDF-1.7 of nobody".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path directory;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource moving = now::get;
  private final Clock clock = moving.withZone(ZoneOffset.UTC);
  private LivingWcs wcs;
  private WcsEngine engine;

  @BeforeEach
  void open() throws Exception {
    wcs = new LivingWcs(PDF);
    engine = engine(service(Map.of()));
  }

  @AfterEach
  void close() {
    engine.close();
    wcs.close();
  }

  private WcsEngine engine(WcsService service) throws Exception {
    WcsClient client =
        new WcsClient(
            new WcsCalls(
                wcs.site(),
                RecordedWcs.credentials(RecordedWcs.SITE),
                RecordedWcs.credentials(RecordedWcs.KIOSK),
                SSLContext.getDefault(),
                Duration.ofSeconds(5),
                Clock.systemUTC()));
    WcsShelf shelf =
        new WcsShelf(
            client,
            List.of(service),
            new WcsShelf.Pace(Duration.ofMillis(100), Duration.ofMillis(100)));
    shelf.start();
    WcsStore store = WcsStore.open(directory.resolve("wcs.db"));
    WcsTeller teller =
        new WcsTeller(
            client,
            store,
            shelf::printTrigger,
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            clock);
    teller.start();
    WcsFormShelf forms = new WcsFormShelf(client, List.of(), "niss", WcsShelf.Pace.USUAL);
    return new WcsEngine(client, store, shelf, forms, teller, "niss", PATIENCE, clock);
  }

  private static WcsService service(Map<String, JsonNode> other) throws Exception {
    Map<String, JsonNode> data = new HashMap<>();
    ObjectNode usual =
        (ObjectNode)
            JSON.readTree(
                """
                {"concerne": "moi", "nom": "{person.last_name}", "prenom": "{person.first_name}",
                 "nn": "{national-number}", "naissance": "{person.birthdate}",
                 "rue": "{person.street}", "motif": "{purpose}", "nb_exemplaires": 1,
                 "certifie": true, "reference_borne": "{reference}"}
                """);
    usual.properties().forEach(each -> data.put(each.getKey(), each.getValue()));
    data.putAll(other);
    return new WcsService(
        "household-composition",
        words("Household composition"),
        words("Who lives at your address."),
        List.of(Language.FRENCH),
        Delivery.AT_ONCE,
        0,
        List.of(new WcsService.Reason("rent", words("Rent"), 0, "Bail")),
        LivingWcs.FORM,
        "reference_borne",
        "document",
        "printed",
        Set.of("rejected"),
        data,
        Set.of(),
        null);
  }

  private static Map<Language, String> words(String text) {
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      words.put(language, text);
    }
    return words;
  }

  private static Commission commission() {
    return another(REFERENCE);
  }

  private static Commission another(String reference) {
    return new Commission(
        reference,
        new NationalNumber(LivingWcs.NUMBER),
        "household-composition",
        Language.FRENCH,
        Optional.of("rent"));
  }

  private Progress advance() throws EngineFailure {
    return engine.advance(commission());
  }

  @Test
  void anOrderIsSubmittedAsTheCitizenAndItsDocumentFetched() throws Exception {
    assertTrue(engine.ready());
    assertEquals(1, engine.catalogue().services().size());
    Progress.Issued issued = assertInstanceOf(Progress.Issued.class, advance());
    assertArrayEquals(PDF, issued.document().pdf());
    assertEquals(Optional.empty(), issued.document().verificationCode());
    LivingWcs.Kept kept = wcs.kept().getFirst();
    assertEquals(Optional.of(LivingWcs.CITIZEN), kept.owner);
    assertEquals(
        JSON.readTree(
            """
            {"concerne": "moi", "nom": "Lambert-Noël", "prenom": "Élise", "nn": "85073003328",
             "naissance": "1985-07-30", "rue": "Rue de Dampremy", "motif": "Bail",
             "nb_exemplaires": 1, "certifie": true, "reference_borne": "BXL-2026-7K3M9QX2"}
            """),
        kept.data);
  }

  @Test
  void anOrderThatIsAskedForAgainIsNotSubmittedAgain() throws Exception {
    assertInstanceOf(Progress.Issued.class, advance());
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(1, wcs.kept().size());
  }

  @Test
  void anOrderThatWasTakenAndNotAnsweredIsFoundByItsReference() throws Exception {
    wcs.submitting = _ -> false;
    assertInstanceOf(Progress.InPreparation.class, advance());
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(1, wcs.kept().size());
  }

  /** It was taken, and a slow workflow has not put it into the list yet. */
  @Test
  void anOrderThatDoesNotAppearYetIsNotSentAgain() throws Exception {
    wcs.submitting =
        kept -> {
          kept.data.put("reference_borne", "not yet there");
          return false;
        };
    assertInstanceOf(Progress.InPreparation.class, advance());
    assertInstanceOf(Progress.InPreparation.class, advance());
    assertEquals(1, wcs.kept().size());
    wcs.kept().getFirst().data.put("reference_borne", REFERENCE);
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(1, wcs.kept().size());
  }

  @Test
  void anOrderThatNeverArrivedIsSentAgainAfterAWhile() throws Exception {
    wcs.submitting =
        kept -> {
          kept.data.put("reference_borne", "lost");
          return false;
        };
    assertInstanceOf(Progress.InPreparation.class, advance());
    wcs.submitting = _ -> true;
    now.set(now.get().plus(WcsSubmitting.UNTIL_IT_APPEARS));
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(2, wcs.kept().size());
  }

  @Test
  void ofTwoThatWereSentAllTheSameTheFirstCounts() throws Exception {
    assertInstanceOf(Progress.Issued.class, advance());
    LivingWcs.Kept first = wcs.kept().getFirst();
    engine.close();
    try (WcsStore store = WcsStore.open(directory.resolve("wcs.db"))) {
      assertEquals(1, store.forget(now.get().plusSeconds(1)), "a restored backup");
    }
    LivingWcs.Kept second = new LivingWcs.Kept(first.data.deepCopy(), first.owner, PDF);
    second.status = "rejected";
    wcs.keep(second);
    engine = engine(service(Map.of()));
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(2, wcs.kept().size());
  }

  @Test
  void aCitizenWhomTheSiteDoesNotKnowIsRefusedAndNothingSent() throws Exception {
    wcs.knowsPersons = false;
    assertInstanceOf(Progress.Refused.class, advance());
    assertEquals(List.of(), wcs.kept());
  }

  @Test
  void whatTheFormWouldNotTakeIsNotSent() throws Exception {
    engine.close();
    engine = engine(service(Map.of("nb_exemplaires", JSON.readTree("9"))));
    Progress.Refused refused = assertInstanceOf(Progress.Refused.class, advance());
    assertTrue(refused.rule().contains("nb_exemplaires"), refused.rule());
    assertFalse(refused.rule().contains("Lambert"), refused.rule());
    assertEquals(List.of(), wcs.kept());
  }

  @Test
  void anOrphanIsNotTakenForTheCitizens() throws Exception {
    wcs.orphans = true;
    assertInstanceOf(Progress.InPreparation.class, advance());
    assertThrows(EngineFailure.class, this::advance);
    assertEquals(1, wcs.kept().size());
  }

  @Test
  void anOrderThatOurClientMayNotReadIsUnderWay() throws Exception {
    wcs.looksDenied = true;
    assertInstanceOf(Progress.InPreparation.class, advance());
    assertInstanceOf(Progress.InPreparation.class, advance());
    wcs.looksDenied = false;
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(1, wcs.kept().size());
  }

  /** Forms are handed over for three days; a site may forget its orders after one. */
  @Test
  void nothingIsForgottenWithinAWeek() throws Exception {
    assertInstanceOf(Progress.Issued.class, advance());
    engine.forget(now.get().plusSeconds(1));
    assertTrue(isKnown());
    now.set(now.get().plus(Duration.ofDays(8)));
    engine.forget(now.get());
    assertFalse(isKnown());
  }

  private boolean isKnown() throws Exception {
    try (WcsStore store = WcsStore.open(directory.resolve("wcs.db"))) {
      return store.sent(REFERENCE).isPresent();
    }
  }

  /** A filter that is passed over: everything is listed. */
  @Test
  void anotherOrderIsNotTakenForThisOne() throws Exception {
    wcs.filters = false;
    ObjectNode others = JSON.createObjectNode().put("reference_borne", "BXL-2026-00000000");
    wcs.keep(new LivingWcs.Kept(others, Optional.of(LivingWcs.CITIZEN), PDF));
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(2, wcs.kept().size());
  }

  @Test
  void anotherPersonsSubmissionWithThisReferenceIsPassedOver() throws Exception {
    byte[] others = "%PDF-1.7 of somebody else".getBytes(StandardCharsets.US_ASCII);
    ObjectNode data = JSON.createObjectNode().put("reference_borne", REFERENCE);
    wcs.keep(new LivingWcs.Kept(data, Optional.empty(), others));
    wcs.keep(new LivingWcs.Kept(data.deepCopy(), Optional.of("f".repeat(32)), others));
    Progress.Issued issued = assertInstanceOf(Progress.Issued.class, advance());
    assertArrayEquals(PDF, issued.document().pdf());
    assertEquals(3, wcs.kept().size());
    assertEquals(Optional.of(LivingWcs.CITIZEN), wcs.kept().getLast().owner);
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(3, wcs.kept().size());
  }

  /** An error of the server, or of what stands before it, while the order is under way. */
  @Test
  void anOrderUnderWayIsUnderWayAlsoWhileTheServerFails() throws Exception {
    wcs.looksFail = true;
    assertInstanceOf(Progress.InPreparation.class, advance());
    assertInstanceOf(Progress.InPreparation.class, advance());
    wcs.looksFail = false;
    wcs.away = 503;
    assertInstanceOf(Progress.InPreparation.class, advance());
    wcs.away = 0;
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(1, wcs.kept().size());
  }

  /** Nothing was sent yet, so nothing is under way. */
  @Test
  void anOrderThatWasNotSentIsNotUnderWayWhileTheServerFails() throws Exception {
    wcs.away = 503;
    assertThrows(EngineFailure.class, this::advance);
    wcs.away = 0;
    assertInstanceOf(Progress.Issued.class, advance());
  }

  /** Restored from a backup, it gives numbers again. */
  @Test
  void aNumberThatIsAnothersNowIsNotBelieved() throws Exception {
    assertInstanceOf(Progress.Issued.class, advance());
    wcs.kept().getFirst().data.put("reference_borne", "BXL-2026-00000000");
    LivingWcs.Kept moved =
        new LivingWcs.Kept(
            wcs.kept().getFirst().data.deepCopy().put("reference_borne", REFERENCE),
            Optional.of(LivingWcs.CITIZEN),
            PDF);
    wcs.keep(moved);
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(2, wcs.kept().size());
  }

  /** The w.c.s. was restored from a backup that is older than the order. */
  @Test
  void anOrderThatIsGoneThereIsSentOnceMore() throws Exception {
    assertInstanceOf(Progress.Issued.class, advance());
    wcs.kept().getFirst().data.put("reference_borne", "BXL-2026-00000000");
    assertInstanceOf(Progress.InPreparation.class, advance());
    now.set(now.get().plus(WcsSubmitting.UNTIL_IT_APPEARS));
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(2, wcs.kept().size());
  }

  /** A server before it gave up waiting; it was taken all the same. */
  @Test
  void aSubmissionThatIsAnsweredWithAFailureIsLookedForAndNotLost() throws Exception {
    wcs.submitsFail = true;
    assertInstanceOf(Progress.InPreparation.class, advance());
    wcs.submitsFail = false;
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(1, wcs.kept().size());
  }

  @Test
  void anOrderIsNotSentAThirdTime() throws Exception {
    wcs.submitting =
        kept -> {
          kept.data.put("reference_borne", "where our roles do not see it");
          return false;
        };
    assertInstanceOf(Progress.InPreparation.class, advance());
    now.set(now.get().plus(WcsSubmitting.UNTIL_IT_APPEARS));
    assertInstanceOf(Progress.InPreparation.class, advance());
    now.set(now.get().plus(WcsSubmitting.UNTIL_IT_APPEARS));
    assertThrows(EngineFailure.class, this::advance);
    assertEquals(2, wcs.kept().size());
  }

  /** Accounts are merged and lost. */
  @Test
  void anOrderUnderWayIsFollowedWithoutItsCitizenBeingAskedForAgain() throws Exception {
    assertInstanceOf(Progress.Issued.class, advance());
    int asked = wcs.askedPersons.get();
    wcs.knowsPersons = false;
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(asked, wcs.askedPersons.get());
  }

  @Test
  void whatWasSentForACitizenWhoIsKnownNoMoreIsNotRefusedForThat() throws Exception {
    wcs.submitting =
        kept -> {
          kept.data.put("reference_borne", "lost");
          return false;
        };
    assertInstanceOf(Progress.InPreparation.class, advance());
    now.set(now.get().plus(WcsSubmitting.UNTIL_IT_APPEARS));
    wcs.knowsPersons = false;
    assertThrows(EngineFailure.class, this::advance);
    wcs.knowsPersons = true;
    wcs.submitting = _ -> true;
    assertInstanceOf(Progress.Issued.class, advance());
  }

  /** Each answer comes in time, and all of them together do not. */
  @Test
  void slowAnswersTogetherEndInTimeAndNothingIsSentThatNobodyWaitsFor() throws Exception {
    wcs.slowness = PATIENCE.multipliedBy(2).dividedBy(5);
    long begin = System.nanoTime();
    assertThrows(EngineFailure.class, this::advance);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(PATIENCE.plusSeconds(2)) < 0, took.toString());
    assertEquals(List.of(), wcs.kept());
    wcs.slowness = Duration.ZERO;
    assertInstanceOf(Progress.Issued.class, advance());
    assertEquals(1, wcs.kept().size());
  }

  @Test
  void anOrderUnderWayIsFollowedAlthoughItsFormChanged() throws Exception {
    assertInstanceOf(Progress.Issued.class, advance());
    wcs.moreFields =
        "[{\"type\": \"string\", \"varname\": \"reference_borne\"},"
            + "{\"type\": \"string\", \"varname\": \"new_one\"}]";
    await(() -> !engine.ready());
    assertInstanceOf(Progress.Issued.class, advance());
  }

  @Test
  void aReferenceThatTheFormMayHideIsNotReliedOn() throws Exception {
    wcs.moreFields =
        "[{\"type\": \"string\", \"varname\": \"reference_borne\", \"condition\":"
            + " {\"type\": \"django\", \"value\": \"not form_var_certifie\"}}]";
    await(() -> !engine.ready());
    assertThrows(EngineFailure.class, this::advance);
    assertEquals(List.of(), wcs.kept());
  }

  @Test
  void aClerksCheckIsWaitedFor() throws Exception {
    wcs.submitting =
        kept -> {
          kept.status = "wait";
          kept.document = null;
          return true;
        };
    assertInstanceOf(Progress.InPreparation.class, advance());
    LivingWcs.Kept kept = wcs.kept().getFirst();
    kept.document = PDF;
    kept.status = "gen";
    assertInstanceOf(Progress.Issued.class, advance());
  }

  @Test
  void aRefusalIsARefusalAlsoWhereADocumentWasMade() throws Exception {
    assertInstanceOf(Progress.Issued.class, advance());
    wcs.kept().getFirst().status = "rejected";
    assertInstanceOf(Progress.Refused.class, advance());
  }

  @Test
  void anEndWithoutADocumentIsARefusal() throws Exception {
    wcs.submitting =
        kept -> {
          kept.document = null;
          kept.status = "done";
          kept.endpoint = true;
          return true;
        };
    assertInstanceOf(Progress.Refused.class, advance());
  }

  @Test
  void whatASourceAnsweredInsteadOfADocumentIsNoDocument() {
    wcs.submitting =
        kept -> {
          kept.document = "{\"err\": 1}".getBytes(StandardCharsets.US_ASCII);
          kept.contentType = "application/json";
          return true;
        };
    assertThrows(EngineFailure.class, this::advance);
  }

  @Test
  void theWorkflowIsToldOfThePrintOnce() throws Exception {
    assertInstanceOf(Progress.Issued.class, advance());
    engine.delivered(REFERENCE, DeliveryWay.PAPER);
    engine.delivered(REFERENCE, DeliveryWay.PAPER);
    LivingWcs.Kept kept = wcs.kept().getFirst();
    await(() -> kept.endpoint);
    engine.delivered(REFERENCE, DeliveryWay.PAPER);
    engine.delivered("BXL-2026-00000000", DeliveryWay.PAPER);
    Thread.sleep(700);
    assertEquals(1, wcs.askedTriggers.get());
    assertInstanceOf(Progress.Issued.class, advance(), "its document stays to be had");
  }

  /** A workflow that waits for paper hears of nothing else. */
  @Test
  void onlyPaperIsToldAsPaper() throws Exception {
    assertInstanceOf(Progress.Issued.class, advance());
    LivingWcs.Kept kept = wcs.kept().getFirst();
    engine.delivered(REFERENCE, DeliveryWay.EMAIL);
    Thread.sleep(700);
    assertEquals(0, wcs.askedTriggers.get());
    assertEquals(List.of(), List.copyOf(kept.triggers));
  }

  @Test
  void aPrintThatCouldNotBeToldIsToldAfterARestart() throws Exception {
    assertInstanceOf(Progress.Issued.class, advance());
    wcs.triggersFail = true;
    engine.delivered(REFERENCE, DeliveryWay.PAPER);
    LivingWcs.Kept kept = wcs.kept().getFirst();
    await(() -> wcs.askedTriggers.get() > 1);
    engine.close();
    wcs.triggersFail = false;
    assertEquals(List.of(), List.copyOf(kept.triggers));
    engine = engine(service(Map.of()));
    await(() -> kept.endpoint);
    assertEquals(List.of("printed"), List.copyOf(kept.triggers));
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!done.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertTrue(done.getAsBoolean(), "did not come within ten seconds");
  }

  @Test
  void aServiceWhoseFormChangedIsNotOfferedAnyMore() throws Exception {
    wcs.moreFields = "[{\"type\": \"string\", \"varname\": \"new_one\"}]";
    await(() -> !engine.ready());
    assertEquals(List.of(), engine.catalogue().services());
    assertThrows(EngineFailure.class, this::advance);
  }

  @Test
  void aSiteThatIsAwayMakesTheEngineWaitAndNotFail() throws Exception {
    assertInstanceOf(Progress.Issued.class, advance());
    wcs.close();
    assertInstanceOf(Progress.InPreparation.class, advance());
    EngineFailure failed =
        assertThrows(EngineFailure.class, () -> engine.advance(another("BXL-2026-7K3M9QX3")));
    assertFalse(failed.getMessage().contains(LivingWcs.NUMBER));
    assertEquals(1, engine.catalogue().services().size(), "what is offered stays known");
  }
}
