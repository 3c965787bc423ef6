package be.borne.townhall.guichet.engine.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.ClerkDesk;
import be.borne.townhall.guichet.engine.ClerkDesk.Decision;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.engine.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClerkDeskTest {
  private static final NationalNumber ANATOLE = new NationalNumber("79144299804");
  private static final NationalNumber CAPUCINE = new NationalNumber("09154399833");
  private static final NationalNumber FLORA = new NationalNumber("17164199625");
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";

  @TempDir Path folder;
  private EmbeddedEngine engine;
  private ClerkDesk desk;

  @BeforeEach
  void open() throws Exception {
    open(Set.of("criminal-record"));
  }

  private void open(Set<String> checked) throws Exception {
    engine =
        new EmbeddedEngine(
            folder,
            TestEngine.TESTERIVE,
            TestEngine.ORGANISATION,
            TestEngine::verification,
            checked,
            Clock.systemUTC());
    desk = engine.clerkDesk().orElseThrow();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void restart() throws Exception {
    close();
    open();
  }

  private static Commission record(NationalNumber citizen) {
    return new Commission(
        REFERENCE, citizen, "criminal-record", Language.FRENCH, Optional.of("article-595"));
  }

  private static Decision agreed() {
    return new Decision(Instant.now(), "a clerk", Optional.empty());
  }

  @Test
  void nothingIsIssuedBeforeAClerkAgreesAndThenOnceAndForGood() throws Exception {
    assertInstanceOf(Progress.WithAClerk.class, engine.advance(record(ANATOLE)));
    restart();
    assertInstanceOf(Progress.WithAClerk.class, engine.advance(record(ANATOLE)));
    assertEquals(
        List.of(REFERENCE), desk.waiting(10).stream().map(ClerkDesk.Check::reference).toList());
    assertEquals(List.of(), desk.toCarryOn(10));
    assertInstanceOf(Progress.WithAClerk.class, desk.carryOn(REFERENCE));

    assertTrue(desk.decide(REFERENCE, agreed()));
    assertFalse(
        desk.decide(
            REFERENCE, new Decision(Instant.now(), "another", Optional.of(RefusalReason.OTHER))),
        "decided a second time");
    restart();
    assertEquals(List.of(REFERENCE), desk.toCarryOn(10));
    Progress.Issued issued = assertInstanceOf(Progress.Issued.class, desk.carryOn(REFERENCE));
    String text = TestEngine.text(issued.document().pdf());
    assertTrue(text.contains("Tapage nocturne"), text);
    assertTrue(text.contains("article 595"), text);
    assertFalse(text.replace(" ", "").contains("ONTWERP"), "a draft was sealed");
    assertEquals(
        issued.document().verificationCode(),
        assertInstanceOf(Progress.Issued.class, engine.advance(record(ANATOLE)))
            .document()
            .verificationCode());
  }

  @Test
  void aDraftIsMarkedUnsealedAndConfirmsNothing() throws Exception {
    engine.advance(record(ANATOLE));
    byte[] draft = desk.draft(REFERENCE).orElseThrow();
    Files.write(Files.createDirectories(Path.of("target/drafts")).resolve("draft.pdf"), draft);
    String text = TestEngine.text(draft);
    assertTrue(text.contains("Tapage nocturne"), text);
    // Letters that stand aslant are read with spaces between them.
    assertTrue(text.replace(" ", "").contains("PROJET·ONTWERP·ENTWURF"), text);
    assertTrue(text.contains("0000-0000-0000-0000"), text);
    try (PDDocument document = Loader.loadPDF(draft)) {
      assertTrue(document.getSignatureDictionaries().isEmpty(), "a draft is sealed");
      assertTrue(
          document.getDocumentCatalog().getAcroForm() == null
              || document.getDocumentCatalog().getAcroForm().getFields().stream()
                  .noneMatch(PDSignatureField.class::isInstance));
    }
    assertTrue(desk.decide(REFERENCE, agreed()));
    assertEquals(Optional.empty(), desk.draft(REFERENCE), "what was decided has a draft");
    assertEquals(Optional.empty(), desk.draft("TSR-2026-00000000"));
  }

  @Test
  void aRefusalTellsItsCitizenWhy() throws Exception {
    engine.advance(record(ANATOLE));
    assertTrue(
        desk.decide(
            REFERENCE,
            new Decision(
                Instant.now(), "a clerk", Optional.of(RefusalReason.ONLY_AT_THE_COUNTER))));
    for (Progress progress : List.of(engine.advance(record(ANATOLE)), desk.carryOn(REFERENCE))) {
      assertEquals(
          RefusalReason.ONLY_AT_THE_COUNTER,
          assertInstanceOf(Progress.Refused.class, progress).reason());
    }
  }

  /** Somebody takes the service out of the list between a clerk's word and what follows from it. */
  @Test
  void aClerksWordCountsWhateverIsCheckedMeanwhile() throws Exception {
    engine.advance(record(ANATOLE));
    close();
    open(Set.of());
    assertInstanceOf(Progress.WithAClerk.class, engine.advance(record(ANATOLE)));
    assertTrue(
        desk.decide(
            REFERENCE,
            new Decision(Instant.now(), "a clerk", Optional.of(RefusalReason.NOT_ENTITLED))));
    assertEquals(
        RefusalReason.NOT_ENTITLED,
        assertInstanceOf(Progress.Refused.class, desk.carryOn(REFERENCE)).reason());
    desk.settled(REFERENCE);
    assertInstanceOf(Progress.Refused.class, engine.advance(record(ANATOLE)));
  }

  /**
   * Between the draft and the seal the record has changed: the mark of what was seen is another.
   */
  @Test
  void whatIsNotWhatTheClerkSawWaitsOnceMore() throws Exception {
    engine.advance(record(ANATOLE));
    assertTrue(desk.decide(REFERENCE, agreed()));
    close();
    Path file = folder.resolve("checks.db");
    try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate("UPDATE checks SET seen = 'another'"));
    }
    open();
    assertInstanceOf(Progress.WithAClerk.class, desk.carryOn(REFERENCE));
    assertEquals(1, desk.waiting(10).size());
    assertTrue(desk.draft(REFERENCE).isPresent());
    assertTrue(desk.decide(REFERENCE, agreed()));
    assertInstanceOf(Progress.Issued.class, desk.carryOn(REFERENCE));
  }

  /** The order is from a backup, and its check had come to its end without a clerk. */
  @Test
  void whatEndedWithoutAClerkIsAskedAnew() throws Exception {
    engine.advance(record(ANATOLE));
    desk.settled(REFERENCE);
    assertEquals(List.of(), desk.waiting(10));
    assertInstanceOf(Progress.WithAClerk.class, engine.advance(record(ANATOLE)));
    assertEquals(1, desk.waiting(10).size());
    assertTrue(desk.draft(REFERENCE).isPresent());
  }

  /** A w.c.s. takes the engine's place while something waits. */
  @Test
  void whoeverLeavesForgetsWhoAsked() throws Exception {
    engine.advance(record(ANATOLE));
    close();
    EmbeddedEngine.leave(folder);
    assertFalse(isOnDisk(ANATOLE));
    EmbeddedEngine.leave(folder.resolve("nowhere"));
    open();
  }

  /** What fails again and again must not stand before the others for ever. */
  @Test
  void whatWasTriedGoesBehindTheOthers() throws Exception {
    String other = "TSR-2026-7K3M9QX3";
    engine.advance(record(ANATOLE));
    engine.advance(
        new Commission(
            other, CAPUCINE, "criminal-record", Language.FRENCH, Optional.of("article-595")));
    desk.decide(REFERENCE, agreed());
    desk.decide(other, agreed());
    assertEquals(List.of(REFERENCE, other), desk.toCarryOn(10));
    desk.carryOn(REFERENCE);
    assertEquals(List.of(other, REFERENCE), desk.toCarryOn(10));
  }

  @Test
  void noClerkIsAskedWhatCannotBeIssued() throws Exception {
    Progress.Refused refused =
        assertInstanceOf(Progress.Refused.class, engine.advance(record(FLORA)));
    assertEquals("citizen is not sixteen", refused.rule());
    assertEquals(RefusalReason.NOTHING_TO_CERTIFY, refused.reason());
    assertEquals(List.of(), desk.waiting(10));
  }

  @Test
  void whoHasNoConvictionIsToldSo() throws Exception {
    engine.advance(record(CAPUCINE));
    assertTrue(TestEngine.text(desk.draft(REFERENCE).orElseThrow()).contains("Néant"));
  }

  /**
   * A backup of the file, or a thief of it, must not find who asked for what once it is settled.
   */
  @Test
  void whoAskedIsForgottenOnceSettledAlsoInTheLog() throws Exception {
    engine.advance(record(ANATOLE));
    assertTrue(isOnDisk(ANATOLE), "the test looks in the wrong place");
    desk.decide(REFERENCE, agreed());
    desk.settled(REFERENCE);
    desk.settled(REFERENCE);
    assertFalse(isOnDisk(ANATOLE));
    assertEquals(List.of(), desk.toCarryOn(10));
    assertThrows(EngineFailure.class, () -> desk.carryOn(REFERENCE));
    assertTrue(desk.check(REFERENCE).orElseThrow().decided().isPresent());
    engine.forget(Instant.now().plusSeconds(60));
    assertEquals(Optional.empty(), desk.check(REFERENCE));
  }

  @Test
  void whatWaitsIsNotForgotten() throws Exception {
    engine.advance(record(ANATOLE));
    engine.forget(Instant.now().plusSeconds(60));
    assertEquals(1, desk.waiting(10).size());
  }

  private boolean isOnDisk(NationalNumber citizen) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("checks.db")).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(citizen.digits())) {
          return true;
        }
      }
      return false;
    }
  }

  @Test
  void theCatalogueSaysWhichWait() {
    for (Service service : engine.catalogue().services()) {
      assertEquals(
          service.id().equals("criminal-record"),
          service.delivery() == Service.Delivery.AFTER_A_CLERKS_CHECK,
          service.id());
    }
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new EmbeddedEngine(
                folder.resolve("another"),
                TestEngine.TESTERIVE,
                TestEngine.ORGANISATION,
                TestEngine::verification,
                Set.of("fishing-licence"),
                Clock.systemUTC()));
  }
}
