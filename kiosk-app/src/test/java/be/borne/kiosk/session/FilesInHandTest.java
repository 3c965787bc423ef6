package be.borne.kiosk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.file.PaperPage;
import be.borne.kiosk.file.PaperPicture;
import be.borne.kiosk.file.Shots;
import be.borne.kiosk.file.StickListing;
import be.borne.kiosk.form.PaperLook;
import be.borne.kiosk.form.Prefill;
import be.borne.kiosk.journey.CitizenJourney;
import be.borne.kiosk.journey.Deadline;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.Offer;
import be.borne.kiosk.journey.PinPlace;
import be.borne.kiosk.journey.State;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Page;
import be.borne.protocol.guichet.form.QuestionPath;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was fetched of a file, and that none of it outlives what it was fetched for. */
class FilesInHandTest {
  private static final Duration NEVER = Duration.ofMinutes(10);

  @TempDir Path directory;
  private final FilesInHand files = new FilesInHand();

  @Test
  void pagesAreKeptOneByOneAndTakenBackOneByOne() throws Exception {
    PaperPage first = photographed();
    PaperPage second = page();
    files.put(files.begin(), first);
    files.keepPicture();
    files.put(files.begin(), second);
    assertEquals(2, files.pages().size());
    assertSame(second, files.pages().getLast());
    assertEquals(second.picture(), files.inView());
    files.undoPicture();
    assertSame(first.jpeg(), files.pages().getFirst().jpeg());
    assertEquals(1, files.pages().size());
    assertEquals(400, files.inView().orElseThrow().width());
    assertTrue(isWiped(second));
    assertFalse(isWiped(first));
  }

  /** Each kept page held its picture of 8 MB, and about ten filled a terminal's memory. */
  @Test
  void aKeptPageHasNoPictureUntilItIsLookedAtAgain() throws Exception {
    PaperPage page = photographed();
    files.put(files.begin(), page);
    files.keepPicture();
    assertEquals(Optional.empty(), files.pages().getFirst().picture());
    assertTrue(isBlack(page.picture().orElseThrow()), "the picture was not wiped");
    files.undoPicture();
    assertFalse(isBlack(files.inView().orElseThrow()));
  }

  /** A terminal has so much memory, and a citizen twenty pages without a white spot. */
  @Test
  void twentyPagesFindRoom() throws Exception {
    Process visit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                TwentyPages.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(visit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(visit.waitFor(Duration.ofSeconds(10)), said);
      assertEquals(0, visit.exitValue(), said);
    } finally {
      visit.destroyForcibly();
    }
  }

  @Test
  void aPictureTakenAgainTakesTheFirstOnesPlace() {
    PaperPage blurred = page();
    PaperPage sharp = page();
    files.put(files.begin(), blurred);
    files.put(files.begin(), sharp);
    assertEquals(List.of(sharp), files.pages());
    assertTrue(isWiped(blurred));
  }

  /** A program that was slow must not put its picture in the place of one that was looked at. */
  @Test
  void whatComesTooLateIsWipedAtOnce() throws Exception {
    PaperPage seen = photographed();
    files.put(files.begin(), seen);
    files.keepPicture();
    int slow = files.begin();
    files.undoPicture();
    PaperPage late = page();
    files.put(slow, late);
    assertTrue(isWiped(late));
    assertSame(seen.jpeg(), files.pages().getFirst().jpeg());
    files.put(slow, listing());
    assertEquals(Optional.empty(), files.chosen(1));
  }

  @Test
  void closedItTakesNothing() {
    PaperPage kept = page();
    PaperPage waiting = page();
    files.put(files.begin(), kept);
    files.keepPicture();
    int round = files.begin();
    files.put(round, waiting);
    files.close();
    assertTrue(isWiped(kept) && isWiped(waiting));
    assertEquals(Optional.empty(), files.inView());
    PaperPage late = page();
    assertThrows(SessionScope.OverException.class, () -> files.put(round, late));
    assertTrue(isWiped(late));
    assertThrows(SessionScope.OverException.class, files::begin);
    assertThrows(SessionScope.OverException.class, files::pages);
    assertThrows(SessionScope.OverException.class, () -> files.chosen(1));
  }

  /** A17: whichever way a visit ends, nothing of a file is there when the screen rests. */
  @Test
  void noFileOutlivesItsVisit() throws Exception {
    for (Event end : List.of(new Event.CardPulled(), new Event.Stopped())) {
      ScriptedWork work = new ScriptedWork();
      PaperPage shot = page();
      PaperPage late = page();
      try (EffectRunner runner = runner(work)) {
        reachTheCamera(runner, work);
        runner.touched(new Event.Confirmed());
        ScriptedWork.Asked taking = work.next(Effect.TakePicture.class);
        FilesInHand inHand = taking.session().files();
        int round = inHand.begin();
        inHand.put(round, shot);
        taking.answer().accept(new Event.PictureTaken(PaperLook.WRITING));
        await(() -> runner.state() instanceof State.JudgingPicture);
        assertEquals(shot.picture(), runner.paper().picture());
        runner.observed(end);
        await(() -> !(runner.state() instanceof State.UnderWay));
        assertTrue(isWiped(shot), "after " + end);
        assertEquals(Optional.empty(), runner.paper().picture());
        assertThrows(SessionScope.OverException.class, () -> inHand.put(round, late));
        assertTrue(isWiped(late));
      }
    }
  }

  /** Who goes back to the question leaves nothing behind, and what is under way is broken off. */
  @Test
  void whoGoesBackLeavesNothingBehind() throws Exception {
    ScriptedWork work = new ScriptedWork();
    PaperPage shot = page();
    try (EffectRunner runner = runner(work)) {
      reachTheCamera(runner, work);
      runner.touched(new Event.Confirmed());
      ScriptedWork.Asked taking = work.next(Effect.TakePicture.class);
      taking.session().files().put(taking.session().files().begin(), shot);
      runner.touched(new Event.WentBack());
      await(() -> runner.state() instanceof State.LayingPaper);
      runner.touched(new Event.WentBack());
      await(() -> runner.state() instanceof State.AnsweringForm);
      assertTrue(isWiped(shot));
      taking.answer().accept(new Event.PictureTaken(PaperLook.WRITING));
      runner.touched(new Event.SourceChosen(FileSource.USB_STICK));
      work.next(Effect.AwaitStick.class);
      await(() -> runner.state() instanceof State.AwaitingStick);
    }
  }

  /**
   * A form that was slow to arrive was broken off by going for another file, and sent again under
   * another key: the town hall had it twice.
   */
  @Test
  void aFormUnderWayArrivesWhileAnotherFileIsFetched() throws Exception {
    ScriptedWork work = new ScriptedWork();
    try (EffectRunner runner = runner(work)) {
      reachTheCamera(runner, work);
      runner.touched(new Event.Confirmed());
      work.next(Effect.TakePicture.class)
          .answer()
          .accept(new Event.PictureTaken(PaperLook.WRITING));
      await(() -> runner.state() instanceof State.JudgingPicture);
      runner.touched(new Event.Confirmed());
      work.next(Effect.SendPictures.class)
          .answer()
          .accept(
              new Event.FileTaken(new Answer.Attached("invented-file-1", FileKind.PDF, 1_000, 1)));
      await(() -> runner.state() instanceof State.FileArrived);
      runner.touched(new Event.Confirmed());
      runner.touched(new Event.Confirmed());
      ScriptedWork.Asked slow = work.next(Effect.SendForm.class);
      runner.observed(new Event.DeadlinePassed());
      runner.touched(new Event.ChangeWanted());
      runner.touched(new Event.LineChosen(new QuestionPath.Top("paper")));
      runner.touched(new Event.SourceChosen(FileSource.USB_STICK));
      work.next(Effect.AwaitStick.class);
      slow.answer().accept(new Event.Failed(FaultCode.GUICHET_UNREACHABLE));
      slow.answer().accept(new Event.FormReceived("TSR-2026-7K3M9QX2"));
      await(() -> runner.state() instanceof State.FormSent);
    }
  }

  private static void reachTheCamera(EffectRunner runner, ScriptedWork work) throws Exception {
    FormDefinition form = form();
    runner.start();
    runner.observed(new Event.CardInserted());
    runner.touched(new Event.LanguageChosen(Language.DUTCH));
    work.next(Effect.ReadCard.class)
        .answer()
        .accept(new Event.CardIdentified(Optional.of(3), PinPlace.ON_SCREEN));
    await(() -> runner.state() instanceof State.AwaitingPin);
    "1234".chars().forEach(digit -> runner.pin().add((char) digit));
    runner.touched(new Event.PinEntered());
    work.next(Effect.SignIn.class)
        .answer()
        .accept(
            new Event.SignedIn(
                new Offer(
                    List.of(),
                    List.of(
                        new Procedure(
                            form.id(), form.category(), form.title(), form.explanation(), false))),
                List.of()));
    await(() -> runner.state() instanceof State.ChoosingService);
    runner.touched(new Event.ProceduresWanted());
    runner.touched(new Event.ProcedureChosen(form.id()));
    work.next(Effect.OpenForm.class)
        .answer()
        .accept(
            new Event.FormOpened(
                form, Prefill.none(), LocalDate.of(2026, 11, 27), Optional.empty()));
    await(() -> runner.state() instanceof State.OpeningForm);
    runner.touched(new Event.Confirmed());
    runner.touched(new Event.SourceChosen(FileSource.DOCUMENT_CAMERA));
    await(() -> runner.state() instanceof State.LayingPaper);
  }

  private static EffectRunner runner(ScriptedWork work) {
    return new EffectRunner(
        new CitizenJourney(Language.FRENCH),
        deadline -> deadline == Deadline.NONE ? Optional.empty() : Optional.of(NEVER),
        work,
        _ -> {});
  }

  private static FormDefinition form() {
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      words.put(language, "invented");
    }
    return new FormDefinition(
        "invented",
        1,
        FormCategory.PUBLIC_SPACE,
        words,
        words,
        List.of(
            new Page(
                words,
                List.of(
                    new Field(
                        "paper",
                        words,
                        null,
                        true,
                        null,
                        null,
                        new Input.FileField(
                            List.of(FileKind.PDF), 1_000_000, 3, List.of(FileSource.values())))))));
  }

  private static PaperPage page() {
    int[] dots = new int[4];
    Arrays.fill(dots, 0xff123456);
    return new PaperPage(
        new byte[] {1, 2, 3}, 2, 2, Optional.of(new PaperPicture(2, 2, dots)), PaperLook.WRITING);
  }

  private static StickListing listing() {
    return new StickListing(
        List.of(
            new StickListing.Entry(
                Path.of("invented"), null, Instant.EPOCH, "invented", FileKind.PDF, 1)),
        false,
        false);
  }

  /** A page that was really taken; a made-up one cannot be unpacked again. */
  private PaperPage photographed() throws Exception {
    return TwentyPages.camera(directory, Shots.written(400, 300)).takePicture();
  }

  private static boolean isWiped(PaperPage page) {
    return Arrays.equals(page.jpeg(), new byte[page.jpeg().length])
        && page.picture().map(FilesInHandTest::isBlack).orElse(true);
  }

  private static boolean isBlack(PaperPicture picture) {
    return Arrays.stream(picture.argb()).allMatch(dot -> dot == 0);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "waited in vain");
      Thread.sleep(10);
    }
  }
}
