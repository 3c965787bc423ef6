package be.borne.kiosk.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.form.Begun;
import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.form.FormFilling;
import be.borne.kiosk.form.FormPlace;
import be.borne.kiosk.form.PaperLook;
import be.borne.kiosk.form.Prefill;
import be.borne.kiosk.form.StickFiles;
import be.borne.kiosk.journey.State.AnsweringForm;
import be.borne.kiosk.journey.State.AwaitingStick;
import be.borne.kiosk.journey.State.ChoosingFile;
import be.borne.kiosk.journey.State.FileArrived;
import be.borne.kiosk.journey.State.FileNotTaken;
import be.borne.kiosk.journey.State.JudgingPicture;
import be.borne.kiosk.journey.State.LayingPaper;
import be.borne.kiosk.journey.State.Picked;
import be.borne.kiosk.journey.State.SendingFile;
import be.borne.kiosk.journey.State.TakingFile;
import be.borne.kiosk.journey.State.TakingPicture;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Problem;
import be.borne.protocol.guichet.form.ProblemKey;
import be.borne.protocol.terminal.FaultCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The way of a file into a form. */
class FileJourneyTest {
  private static final AnsweringForm QUESTION = question(JourneyWalk.FILE_FORM, false);
  private static final Input.FileField FIELD =
      (Input.FileField) QUESTION.place().question().field().input();
  private static final PaperLook SEEN = PaperLook.WRITING;

  @Test
  void fromTheStickToTheGuichet() {
    Step step = JourneyWalk.next(QUESTION, new Event.SourceChosen(FileSource.USB_STICK));
    assertEquals(
        JourneyWalk.step(new AwaitingStick(QUESTION, false), new Effect.AwaitStick(FIELD)), step);
    StickFiles files = new StickFiles(List.of(JourneyWalk.ON_STICK), false);
    State choosing = JourneyWalk.next(step.state(), new Event.StickListed(files)).state();
    assertEquals(new ChoosingFile(QUESTION, files), choosing);
    assertEquals(JourneyWalk.step(choosing), JourneyWalk.next(choosing, new Event.FileChosen(2)));
    Step sending = JourneyWalk.next(choosing, new Event.FileChosen(1));
    assertEquals(
        JourneyWalk.step(
            new SendingFile(QUESTION, new Picked.OfStick(1)), new Effect.SendStickFile(1, FIELD)),
        sending);
    Step taken = JourneyWalk.next(sending.state(), new Event.FileTaken(JourneyWalk.FILE));
    FileArrived arrived = assertInstanceOf(FileArrived.class, taken.state());
    assertEquals(List.of(new Effect.DropFile()), taken.effects());
    assertEquals(FileSource.USB_STICK, arrived.from());
    State.ReviewingForm review =
        assertInstanceOf(
            State.ReviewingForm.class, JourneyWalk.next(arrived, new Event.Confirmed()).state());
    assertEquals(Optional.of(JourneyWalk.FILE), review.place().submission().get("plan"));
  }

  @Test
  void pageAfterPageFromUnderTheCamera() {
    State laying =
        JourneyWalk.next(QUESTION, new Event.SourceChosen(FileSource.DOCUMENT_CAMERA)).state();
    assertEquals(new LayingPaper(QUESTION, List.of()), laying);
    State judging = photographed(laying);
    assertEquals(new JudgingPicture(QUESTION, List.of(), SEEN), judging);
    Step more = JourneyWalk.next(judging, new Event.OneMoreWanted());
    assertEquals(
        JourneyWalk.step(new LayingPaper(QUESTION, List.of(SEEN)), new Effect.KeepPicture()), more);
    JudgingPicture second = (JudgingPicture) photographed(more.state());
    assertFalse(second.canHaveOneMore(), "the form takes two pages");
    assertEquals(JourneyWalk.step(second), JourneyWalk.next(second, new Event.OneMoreWanted()));
    assertEquals(
        JourneyWalk.step(
            new SendingFile(QUESTION, new Picked.Photographed(List.of(SEEN, SEEN))),
            new Effect.SendPictures(2, FIELD)),
        JourneyWalk.next(second, new Event.Confirmed()));
  }

  /** Who goes back page by page sees each page again, and in the end the question. */
  @Test
  void backFromTheCameraIsPageByPage() {
    State next = new LayingPaper(QUESTION, List.of(SEEN));
    Step back = JourneyWalk.next(next, new Event.WentBack());
    assertEquals(
        JourneyWalk.step(new JudgingPicture(QUESTION, List.of(), SEEN), new Effect.UndoPicture()),
        back);
    State again = JourneyWalk.next(back.state(), new Event.WentBack()).state();
    assertEquals(new LayingPaper(QUESTION, List.of()), again);
    assertEquals(
        JourneyWalk.step(QUESTION, new Effect.DropFile()),
        JourneyWalk.next(again, new Event.WentBack()));
  }

  private static State photographed(State laying) {
    Step taking = JourneyWalk.next(laying, new Event.Confirmed());
    assertInstanceOf(TakingPicture.class, taking.state());
    assertEquals(List.of(new Effect.TakePicture()), taking.effects());
    return JourneyWalk.next(taking.state(), new Event.PictureTaken(SEEN)).state();
  }

  /** A form that takes a photograph alone takes one page of it. */
  @Test
  void whereNoPdfIsTakenThereIsOnePage() {
    Input.FileField photo =
        new Input.FileField(List.of(FileKind.JPEG), 1_000, 50, List.of(FileSource.DOCUMENT_CAMERA));
    assertEquals(1, FileJourney.mostPages(photo));
    Input.FileField many =
        new Input.FileField(List.of(FileKind.PDF), 1_000, 100, List.of(FileSource.USB_STICK));
    assertEquals(FileJourney.MOST_PAGES, FileJourney.mostPages(many));
  }

  @Test
  void aSourceThatTheFormDoesNotTakeIsNotBegun() {
    AnsweringForm sure = (AnsweringForm) opened(JourneyWalk.FORM, true);
    for (FileSource source : FileSource.values()) {
      assertEquals(JourneyWalk.step(sure), JourneyWalk.next(sure, new Event.SourceChosen(source)));
    }
  }

  /** Every trouble has a way on, a way back to the question, and one without the file. */
  @Test
  void everyTroubleHasItsWaysOn() {
    for (FileTrouble why : FileTrouble.values()) {
      for (Picked picked : List.of(new Picked.OfStick(1), new Picked.Photographed(List.of(SEEN)))) {
        State at = new FileNotTaken(QUESTION, picked, why);
        State again = JourneyWalk.next(at, new Event.TryAgainChosen()).state();
        assertTrue(
            again instanceof AwaitingStick
                || again instanceof LayingPaper
                || again instanceof SendingFile,
            why + " " + picked + " -> " + again);
        assertEquals(
            JourneyWalk.step(QUESTION, new Effect.DropFile()),
            JourneyWalk.next(at, new Event.WentBack()));
        assertInstanceOf(
            State.ReviewingForm.class, JourneyWalk.next(at, new Event.AnswerPassed()).state());
      }
    }
  }

  /** What was photographed is not photographed again because a line was down. */
  @Test
  void whatWasNotSentIsSentAgainAsItIs() {
    Picked two = new Picked.Photographed(List.of(SEEN, SEEN));
    State sending = new SendingFile(QUESTION, two);
    // Every failure was shown as "the guichet cannot be reached", whatever the fleet was told.
    for (FaultCode why :
        List.of(FaultCode.GUICHET_UNREACHABLE, FaultCode.GUICHET_FAILED, FaultCode.INTERNAL)) {
      Event event =
          why == FaultCode.GUICHET_UNREACHABLE ? new Event.DeadlinePassed() : new Event.Failed(why);
      Step failed = JourneyWalk.next(sending, event);
      assertEquals(
          new FileNotTaken(QUESTION, two, FileTrouble.NOT_SENT, Optional.of(why)), failed.state());
      assertEquals(List.of(new Effect.TellFleet(why)), failed.effects());
      assertEquals(
          JourneyWalk.step(sending, new Effect.SendPictures(2, FIELD)),
          JourneyWalk.next(failed.state(), new Event.TryAgainChosen()));
      assertInstanceOf(
          FileArrived.class,
          JourneyWalk.next(failed.state(), new Event.FileTaken(JourneyWalk.FILE)).state());
    }
  }

  /** The page that waited was replaced by the next picture, and one page was missing. */
  @Test
  void pagesThatCannotBeJoinedAreAllStillThere() {
    State sending = new SendingFile(QUESTION, new Picked.Photographed(List.of(SEEN)));
    Step failed = JourneyWalk.next(sending, new Event.FileFailed(FileTrouble.CAMERA_FAILED));
    assertEquals(
        List.of(new Effect.KeepPicture(), new Effect.TellFleet(FaultCode.CAMERA_FAILED)),
        failed.effects());
    assertEquals(
        new LayingPaper(QUESTION, List.of(SEEN)),
        JourneyWalk.next(failed.state(), new Event.TryAgainChosen()).state());
  }

  @Test
  void aRefusalOfTheGuichetIsSaidAndAnEndedSessionEnds() {
    State sending = new SendingFile(QUESTION, new Picked.OfStick(1));
    assertEquals(
        JourneyWalk.step(
            new FileNotTaken(QUESTION, new Picked.OfStick(1), FileTrouble.REFUSED),
            new Effect.TellFleet(FaultCode.FILE_REFUSED)),
        JourneyWalk.next(sending, new Event.Failed(FaultCode.FILE_REFUSED)));
    // Another file would not help, as was said once.
    assertEquals(
        JourneyWalk.step(
            new FileNotTaken(QUESTION, new Picked.OfStick(1), FileTrouble.ENOUGH),
            new Effect.TellFleet(FaultCode.FILES_ENOUGH)),
        JourneyWalk.next(sending, new Event.Failed(FaultCode.FILES_ENOUGH)));
    assertEquals(
        JourneyWalk.step(sending, new Effect.SendStickFile(1, FIELD)),
        JourneyWalk.next(
            new FileNotTaken(QUESTION, new Picked.OfStick(1), FileTrouble.ENOUGH),
            new Event.TryAgainChosen()));
    assertInstanceOf(
        State.Faulted.class,
        JourneyWalk.next(sending, new Event.Failed(FaultCode.GUICHET_SESSION_ENDED)).state());
  }

  /** The guichet counts the pages; a form that takes fewer says so, and nothing stays there. */
  @Test
  void tooManyPagesAreSaidAtTheQuestion() {
    Answer.Attached long3 = new Answer.Attached("invented-file-3", FileKind.PDF, 1_000, 3);
    Step refused =
        JourneyWalk.next(
            new SendingFile(QUESTION, new Picked.OfStick(1)), new Event.FileTaken(long3));
    AnsweringForm at = assertInstanceOf(AnsweringForm.class, refused.state());
    assertEquals(Optional.of(ProblemKey.FILE_PAGES), at.problem().map(Problem::key));
    assertEquals(
        List.of(new Effect.DropFile(), new Effect.ForgetFile("invented-file-3")),
        refused.effects());
    // Going for another file, one does not find the old complaint again.
    State stick = JourneyWalk.next(at, new Event.SourceChosen(FileSource.USB_STICK)).state();
    assertEquals(QUESTION, JourneyWalk.next(stick, new Event.WentBack()).state());
  }

  /** A file in the place of another; the other is erased unless a kept draft may name it. */
  @Test
  void aFileIsReplaced() {
    for (boolean hasDraft : List.of(false, true)) {
      AnsweringForm question = question(JourneyWalk.FILE_FORM, hasDraft);
      FileArrived arrived = arrived(question);
      AnsweringForm back =
          assertInstanceOf(
              AnsweringForm.class, JourneyWalk.next(arrived, new Event.WentBack()).state());
      assertEquals(Optional.of(JourneyWalk.FILE), back.place().answered());
      Answer.Attached other = new Answer.Attached("invented-file-2", FileKind.PDF, 1_000, 1);
      Step replaced =
          JourneyWalk.next(
              new SendingFile(back, new Picked.OfStick(1)), new Event.FileTaken(other));
      assertEquals(
          hasDraft
              ? List.of(new Effect.DropFile())
              : List.of(new Effect.DropFile(), new Effect.ForgetFile("invented-file-1")),
          replaced.effects());
    }
  }

  /** A file that was given up lay at the guichet for a day. */
  @Test
  void aFileThatIsGivenUpIsErased() {
    for (boolean hasDraft : List.of(false, true)) {
      AnsweringForm question = question(JourneyWalk.FILE_FORM, hasDraft);
      AnsweringForm answered =
          (AnsweringForm) JourneyWalk.next(arrived(question), new Event.WentBack()).state();
      List<Effect> erased =
          hasDraft ? List.of() : List.of(new Effect.ForgetFile("invented-file-1"));
      assertEquals(erased, JourneyWalk.next(answered, new Event.AnswerPassed()).effects());
      State failed = new FileNotTaken(answered, new Picked.OfStick(1), FileTrouble.FILE_LARGE);
      List<Effect> passed = JourneyWalk.next(failed, new Event.AnswerPassed()).effects();
      assertEquals(erased, passed.subList(1, passed.size()));
    }
  }

  /** Who does not keep the answers keeps no file either; the visit waits until it is said. */
  @Test
  void answersThatAreNotKeptTakeTheirFilesAlong() {
    AnsweringForm answered =
        (AnsweringForm) JourneyWalk.next(arrived(QUESTION), new Event.WentBack()).state();
    assertEquals(
        JourneyWalk.step(
            new State.KeepingForm(answered, true, State.Leaving.DISCARD),
            new Effect.ForgetFile("invented-file-1"),
            new Effect.DropDraft(JourneyWalk.FILE_FORM.id())),
        JourneyWalk.next(new State.AskingToKeep(answered, false), new Event.DraftDeclined()));
  }

  /** Another one's stick has to come out first, and then the way goes on by itself. */
  @Test
  void aStickThatWasLeftInHasToComeOut() {
    State left =
        JourneyWalk.next(new AwaitingStick(QUESTION, false), new Event.StickLeftIn(true)).state();
    assertEquals(new AwaitingStick(QUESTION, true), left);
    assertEquals(
        JourneyWalk.step(new AwaitingStick(QUESTION, false)),
        JourneyWalk.next(left, new Event.StickLeftIn(false)));
  }

  /** Wherever the card is pulled, answers are kept and what was fetched is wiped. */
  @Test
  void aPulledCardKeepsTheAnswersAndWipesTheFile() {
    AnsweringForm back =
        (AnsweringForm) JourneyWalk.next(arrived(QUESTION), new Event.WentBack()).state();
    for (TakingFile at : everyPlace(back)) {
      Step pulled = JourneyWalk.next(at, new Event.CardPulled());
      State.KeepingForm keeping = assertInstanceOf(State.KeepingForm.class, pulled.state());
      assertEquals(back, keeping.before(), at.toString());
      assertEquals(new Effect.DropFile(), pulled.effects().getFirst());
      assertInstanceOf(Effect.SaveDraft.class, pulled.effects().getLast());
    }
  }

  /** Who stops is asked about the answers, and comes back to the question. */
  @Test
  void whoStopsComesBackToTheQuestion() {
    AnsweringForm back =
        (AnsweringForm) JourneyWalk.next(arrived(QUESTION), new Event.WentBack()).state();
    for (TakingFile at : everyPlace(back)) {
      Step stopped = JourneyWalk.next(at, new Event.Stopped());
      assertEquals(
          JourneyWalk.step(new State.AskingToKeep(back, false), new Effect.DropFile()),
          stopped,
          at.toString());
      assertEquals(back, JourneyWalk.next(stopped.state(), new Event.WentBack()).state());
    }
  }

  /** From every place the way back ends at the question within a few steps. */
  @Test
  void everyWayBackEndsAtTheQuestion() {
    for (TakingFile from : everyPlace(QUESTION)) {
      State state = from;
      for (int steps = 0; state instanceof TakingFile; steps++) {
        assertTrue(steps < 6, "no way back from " + from);
        state = JourneyWalk.next(state, new Event.WentBack()).state();
      }
      assertInstanceOf(AnsweringForm.class, state);
    }
  }

  /** Names of a stick's files stand in a state, and in no log of it. */
  @Test
  void noStateSaysTheNameOfAFile() {
    Event listed = new Event.StickListed(new StickFiles(List.of(JourneyWalk.ON_STICK), false));
    Step step = JourneyWalk.next(new AwaitingStick(QUESTION, false), listed);
    assertFalse((listed + step.toString()).contains("Zz-invented"));
  }

  private static List<TakingFile> everyPlace(AnsweringForm question) {
    StickFiles files = new StickFiles(List.of(JourneyWalk.ON_STICK), false);
    return List.of(
        new AwaitingStick(question, false),
        new ChoosingFile(question, files),
        new LayingPaper(question, List.of(SEEN)),
        new TakingPicture(question, List.of(SEEN)),
        new JudgingPicture(question, List.of(SEEN), SEEN),
        new SendingFile(question, new Picked.OfStick(1)),
        new FileNotTaken(question, new Picked.OfStick(1), FileTrouble.STICK_GONE));
  }

  private static FileArrived arrived(AnsweringForm question) {
    return (FileArrived)
        JourneyWalk.next(
                new SendingFile(question, new Picked.OfStick(1)),
                new Event.FileTaken(JourneyWalk.FILE))
            .state();
  }

  private static AnsweringForm question(FormDefinition form, boolean hasDraft) {
    return (AnsweringForm) opened(form, hasDraft);
  }

  private static State opened(FormDefinition form, boolean hasDraft) {
    FormPlace.Asking place =
        (FormPlace.Asking) FormFilling.start(form, Prefill.none(), JourneyWalk.TODAY);
    Offer offer =
        new Offer(
            List.of(),
            List.of(
                new Procedure(
                    form.id(), form.category(), form.title(), form.explanation(), hasDraft)));
    return new AnsweringForm(offer, place, Begun.at(place), Optional.empty());
  }
}
