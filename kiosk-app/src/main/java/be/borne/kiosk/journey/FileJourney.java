package be.borne.kiosk.journey;

import be.borne.kiosk.form.Begun;
import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.form.FormFilling;
import be.borne.kiosk.form.FormPlace;
import be.borne.kiosk.form.Outcome;
import be.borne.kiosk.form.PaperLook;
import be.borne.kiosk.journey.CitizenJourney.Move;
import be.borne.kiosk.journey.Effect.AwaitStick;
import be.borne.kiosk.journey.Effect.DropFile;
import be.borne.kiosk.journey.Effect.ForgetFile;
import be.borne.kiosk.journey.Effect.KeepPicture;
import be.borne.kiosk.journey.Effect.SendPictures;
import be.borne.kiosk.journey.Effect.SendStickFile;
import be.borne.kiosk.journey.Effect.TakePicture;
import be.borne.kiosk.journey.Effect.TellFleet;
import be.borne.kiosk.journey.Effect.UndoPicture;
import be.borne.kiosk.journey.Event.*;
import be.borne.kiosk.journey.State.*;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.terminal.FaultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A citizen's way with a file that a form asks for: from a stick or as a paper under the camera
 * until the guichet has it. Every way leads on or back to the question; no answer is lost on it. A
 * pure function; what is not listed changes nothing.
 */
final class FileJourney {
  /** More pages than anybody lays under a camera; each takes memory. */
  static final int MOST_PAGES = 20;

  private FileJourney() {}

  /** From the question. */
  static Move begin(AnsweringForm here, FileSource source) {
    return here.place().question().field().input() instanceof Input.FileField field
            && field.sources().contains(source)
        // Nothing of a file is under way there, and a form that is may still arrive.
        ? from(source, asked(here))
        : Move.to(here);
  }

  private static Move from(FileSource source, AnsweringForm question) {
    return switch (source) {
      case USB_STICK -> {
        AwaitingStick awaiting = new AwaitingStick(question, false);
        yield Move.to(awaiting, new AwaitStick(awaiting.field()));
      }
      case DOCUMENT_CAMERA -> Move.to(new LayingPaper(question, List.of()));
    };
  }

  /** The question as it is gone back to: without what was wrong before. */
  private static AnsweringForm asked(AnsweringForm question) {
    return new AnsweringForm(
        question.offer(), question.place(), question.begun(), Optional.empty());
  }

  /** The question itself, for whoever leaves the file alone; what was answered is in it. */
  static AnsweringForm question(TakingFile here) {
    FormPlace.Asking asked = here.question().place();
    FormPlace.Asking now =
        new FormPlace.Asking(here.place().sheet(), asked.question(), asked.editing());
    return new AnsweringForm(here.offer(), now, Begun.at(now), Optional.empty());
  }

  static Move next(TakingFile here, Event event) {
    return switch (event) {
      case AnswerPassed _ when mayBeLeftOpen(here) ->
          dropping(
              FormJourney.givingUp(here.question(), FormFilling.pass(here.question().place())));
      default ->
          switch (here) {
            case AwaitingStick at -> awaitingStick(at, event);
            case ChoosingFile at -> choosing(at, event);
            case LayingPaper at -> laying(at, event);
            case TakingPicture at -> takingPicture(at, event);
            case JudgingPicture at -> judging(at, event);
            case SendingFile at -> sending(at, event);
            case FileNotTaken at -> notTaken(at, event);
            case FileArrived at -> arrived(at, event);
          };
    };
  }

  /** Where nothing is on its way. */
  private static boolean mayBeLeftOpen(TakingFile here) {
    boolean offered =
        switch (here) {
          case ChoosingFile _, FileNotTaken _ -> true;
          case AwaitingStick _, LayingPaper _, TakingPicture _ -> false;
          case JudgingPicture _, SendingFile _, FileArrived _ -> false;
        };
    return offered && !here.question().place().question().field().required();
  }

  private static Move back(TakingFile here) {
    return dropping(Move.to(question(here)));
  }

  private static Move dropping(Move move) {
    List<Effect> effects = new ArrayList<>(List.of(new DropFile()));
    effects.addAll(move.effects());
    return new Move(move.to(), List.copyOf(effects));
  }

  // ---------------------------------------------------------------- a stick

  private static Move awaitingStick(AwaitingStick here, Event event) {
    return switch (event) {
      case StickLeftIn(var still) -> Move.to(new AwaitingStick(here.question(), still));
      case StickListed(var files) -> Move.to(new ChoosingFile(here.question(), files));
      case FileFailed _, Failed _ ->
          Move.to(new FileNotTaken(here.question(), new Picked.OfStick(0), FileTrouble.STICK_GONE));
      case WentBack _ -> back(here);
      default -> Move.to(here);
    };
  }

  private static Move choosing(ChoosingFile here, Event event) {
    return switch (event) {
      case FileChosen(var number)
          when here.files().files().stream().anyMatch(file -> file.number() == number) ->
          send(here, new Picked.OfStick(number));
      // Another stick, or another file put on it.
      case TryAgainChosen _ -> dropping(from(FileSource.USB_STICK, here.question()));
      case WentBack _ -> back(here);
      default -> Move.to(here);
    };
  }

  // ---------------------------------------------------------------- the camera

  private static Move laying(LayingPaper here, Event event) {
    return switch (event) {
      case Confirmed _ ->
          Move.to(new TakingPicture(here.question(), here.kept()), new TakePicture());
      case WentBack _ when !here.kept().isEmpty() -> {
        int last = here.kept().size() - 1;
        yield Move.to(
            new JudgingPicture(
                here.question(), here.kept().subList(0, last), here.kept().get(last)),
            new UndoPicture());
      }
      case WentBack _ -> back(here);
      default -> Move.to(here);
    };
  }

  private static Move takingPicture(TakingPicture here, Event event) {
    return switch (event) {
      case PictureTaken(var look) ->
          Move.to(new JudgingPicture(here.question(), here.kept(), look));
      case FileFailed _, Failed _, DeadlinePassed _ ->
          Move.to(
              new FileNotTaken(
                  here.question(), new Picked.Photographed(here.kept()), FileTrouble.CAMERA_FAILED),
              new TellFleet(FaultCode.CAMERA_FAILED));
      case WentBack _ -> Move.to(new LayingPaper(here.question(), here.kept()));
      default -> Move.to(here);
    };
  }

  private static Move judging(JudgingPicture here, Event event) {
    return switch (event) {
      case Confirmed _ -> send(here, new Picked.Photographed(pages(here)));
      case OneMoreWanted _ when here.canHaveOneMore() ->
          Move.to(new LayingPaper(here.question(), pages(here)), new KeepPicture());
      case WentBack _ -> Move.to(new LayingPaper(here.question(), here.kept()));
      default -> Move.to(here);
    };
  }

  private static List<PaperLook> pages(JudgingPicture here) {
    List<PaperLook> pages = new ArrayList<>(here.kept());
    pages.add(here.look());
    return pages;
  }

  /** Several pages are one file in a PDF alone. */
  static int mostPages(Input.FileField field) {
    return field.accepted().contains(FileKind.PDF) ? Math.min(field.maxPages(), MOST_PAGES) : 1;
  }

  // ---------------------------------------------------------------- on its way

  private static Move send(TakingFile here, Picked picked) {
    return Move.to(
        new SendingFile(here.question(), picked),
        switch (picked) {
          case Picked.OfStick(var number) -> new SendStickFile(number, here.field());
          case Picked.Photographed(var pages) -> new SendPictures(pages.size(), here.field());
        });
  }

  private static Move sending(SendingFile here, Event event) {
    return switch (event) {
      case FileTaken(var file) -> taken(here, file, here.picked().from());
      // All of them count as kept from here on: the next picture takes the place of none.
      case FileFailed(var why) when why == FileTrouble.CAMERA_FAILED ->
          notTaken(here, why, new KeepPicture(), new TellFleet(FaultCode.CAMERA_FAILED));
      case FileFailed(var why) -> notTaken(here, why);
      case Failed(var why) ->
          switch (why) {
            case GUICHET_SESSION_ENDED -> CitizenJourney.fault(true, why);
            case FILE_REFUSED -> notTaken(here, FileTrouble.REFUSED, new TellFleet(why));
            case FILES_ENOUGH -> notTaken(here, FileTrouble.ENOUGH, new TellFleet(why));
            default -> notSent(here, why);
          };
      case DeadlinePassed _ -> notSent(here, FaultCode.GUICHET_UNREACHABLE);
      case WentBack _ -> back(here);
      default -> Move.to(here);
    };
  }

  /** What a citizen tells the staff is what the fleet was told. */
  private static Move notSent(SendingFile here, FaultCode why) {
    return Move.to(
        new FileNotTaken(here.question(), here.picked(), FileTrouble.NOT_SENT, Optional.of(why)),
        new TellFleet(why));
  }

  private static Move notTaken(SendingFile here, FileTrouble why, Effect... effects) {
    return Move.to(new FileNotTaken(here.question(), here.picked(), why), effects);
  }

  private static Move taken(TakingFile here, Answer.Attached file, FileSource from) {
    Outcome outcome = FormFilling.answer(here.question().place(), file);
    return dropping(
        switch (outcome) {
          case Outcome.Moved(var next) ->
              new Move(new FileArrived(here.question(), next, file, from), replaced(here));
          // The guichet counted more pages than the form takes, or found another kind.
          case Outcome.Refused _ ->
              new Move(
                  FormJourney.taken(here.question(), outcome).to(),
                  List.of(new ForgetFile(file.reference())));
        });
  }

  /** A file that a draft may name stays: whoever finds the draft again must find the file too. */
  private static List<Effect> replaced(TakingFile here) {
    FormPlace.Asking asked = here.question().place();
    return asked.answered().orElse(null) instanceof Answer.Attached before
            && !here.offer().hasDraftOf(asked.sheet().form().id())
        ? List.of(new ForgetFile(before.reference()))
        : List.of();
  }

  private static Move notTaken(FileNotTaken here, Event event) {
    return switch (event) {
      case TryAgainChosen _ -> again(here);
      // It arrived after all, when nobody waited for the answer any more.
      case FileTaken(var file) -> taken(here, file, here.picked().from());
      case WentBack _ -> back(here);
      default -> Move.to(here);
    };
  }

  private static Move again(FileNotTaken here) {
    return switch (here.picked()) {
      case Picked.OfStick _ when isNotItsFault(here.why()) -> send(here, here.picked());
      case Picked.OfStick _ -> dropping(from(FileSource.USB_STICK, here.question()));
      case Picked.Photographed _ when isNotItsFault(here.why()) -> send(here, here.picked());
      // The pages before the one that failed are there.
      case Picked.Photographed(var pages) when here.why() == FileTrouble.CAMERA_FAILED ->
          Move.to(new LayingPaper(here.question(), pages));
      case Picked.Photographed _ -> dropping(from(FileSource.DOCUMENT_CAMERA, here.question()));
    };
  }

  /** Another file would fare no better. */
  private static boolean isNotItsFault(FileTrouble why) {
    return why == FileTrouble.NOT_SENT || why == FileTrouble.ENOUGH;
  }

  private static Move arrived(FileArrived here, Event event) {
    return switch (event) {
      case Confirmed _ -> FormJourney.ask(here.offer(), here.next());
      case WentBack _ -> Move.to(question(here));
      default -> Move.to(here);
    };
  }
}
