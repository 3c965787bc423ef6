package be.borne.kiosk.journey;

import be.borne.kiosk.form.Begun;
import be.borne.kiosk.form.FormFilling;
import be.borne.kiosk.form.FormPlace;
import be.borne.kiosk.form.Outcome;
import be.borne.kiosk.form.Sheet;
import be.borne.kiosk.journey.CitizenJourney.Move;
import be.borne.kiosk.journey.Effect.DropDraft;
import be.borne.kiosk.journey.Effect.DropFile;
import be.borne.kiosk.journey.Effect.ForgetFile;
import be.borne.kiosk.journey.Effect.ObserveTerminal;
import be.borne.kiosk.journey.Effect.OpenForm;
import be.borne.kiosk.journey.Effect.SaveDraft;
import be.borne.kiosk.journey.Effect.SendForm;
import be.borne.kiosk.journey.Effect.TellFleet;
import be.borne.kiosk.journey.Event.*;
import be.borne.kiosk.journey.State.*;
import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.Submission;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Option;
import be.borne.protocol.guichet.form.Problem;
import be.borne.protocol.terminal.FaultCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A citizen's way with a form: from the list of procedures through its questions to what becomes of
 * the answers. What the form itself asks next is {@link FormFilling}'s. A pure function; what is
 * not listed changes nothing.
 */
final class FormJourney {
  /** As many characters as a text of a form may have. */
  private static final int MOST_CHARS = 4_000;

  private FormJourney() {}

  static Move next(OfForm here, Event event, Manner manner) {
    return switch (here) {
      case ChoosingProcedure at -> choosing(at, event);
      case FetchingForm at -> fetching(at, event);
      case Filling at when event instanceof CardPulled ->
          isWorthKeeping(at)
              ? leave(at, false, Leaving.CARD_PULLED)
              : CitizenJourney.fault(false, FaultCode.CARD_PULLED);
      // It arrived after all, when nobody waited for the answer any more.
      case Filling at when event instanceof FormReceived(var reference, var tracking) ->
          at instanceof TakingFile
              ? Move.to(new FormSent(at.cardIn(), reference, tracking), new DropFile())
              : Move.to(new FormSent(at.cardIn(), reference, tracking));
      case OpeningForm at -> opening(at, event);
      case TakingFile at -> FileJourney.next(at, event);
      case AnsweringForm at -> answering(at, event);
      case ReviewingForm at -> reviewing(at, event, manner);
      case ChangingForm at -> changing(at, event);
      case AskingToKeep at -> askingToKeep(at, event);
      case KeepingForm at -> keeping(at, event);
      case SendingForm at -> sending(at, event);
      case FormKept at -> done(at, event);
      case FormSent at -> done(at, event);
    };
  }

  private static Move choosing(ChoosingProcedure here, Event event) {
    return switch (event) {
      case SubjectChosen(var subject) when here.subjects().contains(subject) ->
          Move.to(new ChoosingProcedure(here.offer(), Optional.of(subject)));
      case ProcedureChosen(var id)
          when here.listed().stream().anyMatch(it -> it.formId().equals(id)) ->
          Move.to(new FetchingForm(here.offer()), new OpenForm(id));
      case WentBack _ when here.about().isPresent() -> Move.to(new ChoosingProcedure(here.offer()));
      // An empty printer ends no form, but a certificate could not be printed now.
      case WentBack _ -> Move.to(new ChoosingService(here.offer()), new ObserveTerminal());
      case CardPulled _ -> CitizenJourney.fault(false, FaultCode.CARD_PULLED);
      default -> Move.to(here);
    };
  }

  private static Move fetching(FetchingForm here, Event event) {
    return switch (event) {
      case FormOpened(var form, var prefill, var today, var draft) -> {
        FormPlace start = FormFilling.start(form, prefill, today);
        yield draft
            .map(it -> FormFilling.resume(form, prefill, today, it))
            .map(it -> Move.to(new OpeningForm(here.offer(), it.place(), it.lost(), true)))
            .orElseGet(() -> Move.to(new OpeningForm(here.offer(), start, List.of(), true)));
      }
      case Failed(var why) -> CitizenJourney.fault(true, why);
      case CardPulled _ -> CitizenJourney.fault(false, FaultCode.CARD_PULLED);
      case DeadlinePassed _ -> CitizenJourney.fault(true, FaultCode.GUICHET_UNREACHABLE);
      default -> Move.to(here);
    };
  }

  // ---------------------------------------------------------------- question by question

  private static Move opening(OpeningForm here, Event event) {
    return switch (event) {
      case Confirmed _ -> ask(here.offer(), here.place());
      case AnotherChosen _ -> {
        Sheet sheet = here.place().sheet();
        yield ask(here.offer(), FormFilling.start(sheet.form(), sheet.prefill(), sheet.today()));
      }
      case WentBack _ when isWorthKeeping(here) -> askToKeep(here);
      case WentBack _ ->
          Move.to(ChoosingProcedure.around(here.offer(), here.place().sheet().form().category()));
      default -> Move.to(here);
    };
  }

  static Move ask(Offer offer, FormPlace place) {
    return Move.to(
        switch (place) {
          case FormPlace.Asking asking ->
              new AnsweringForm(offer, asking, Begun.at(asking), Optional.empty());
          case FormPlace.Review review -> new ReviewingForm(offer, review, Optional.empty());
        });
  }

  private static Move answering(AnsweringForm here, Event event) {
    FormPlace.Asking place = here.place();
    Input input = place.question().field().input();
    return switch (event) {
      case TextTyped(var text) when text.length() <= MOST_CHARS -> typed(here, input, text);
      case OptionPressed(var id) -> pressed(here, input, id);
      case Confirmed _ -> confirmed(here, input);
      case AnswerPassed _ -> givingUp(here, FormFilling.pass(place));
      case SourceChosen(var source) -> FileJourney.begin(here, source);
      case OneMoreWanted _ -> taken(here, FormFilling.addAnother(place));
      case OneLessWanted _ when input instanceof Input.Block && repetitions(place) > 0 ->
          Move.to(new AnsweringForm(here.offer(), place, new Begun.TakingAway(), Optional.empty()));
      case RepetitionChosen(var which) when here.begun() instanceof Begun.TakingAway ->
          givingUp(here, FormFilling.removeOne(place, which));
      case WentBack _ -> back(here);
      default -> Move.to(here);
    };
  }

  private static int repetitions(FormPlace.Asking place) {
    return place.sheet().repetitions(place.question().field().id());
  }

  private static Move typed(AnsweringForm here, Input input, String text) {
    return switch (here.begun()) {
      case Begun.Typed _ ->
          taken(
              new AnsweringForm(here.offer(), here.place(), new Begun.Typed(text), here.problem()),
              FormFilling.answer(here.place(), new Answer.Text(text)));
      case Begun.InParts parts when text.length() <= parts.part().most() ->
          part(here, input, parts.with(text));
      default -> Move.to(here);
    };
  }

  private static Move part(AnsweringForm here, Input input, Begun.InParts parts) {
    FormPlace.Asking place = here.place();
    boolean passed =
        parts.at() == 0 && parts.text().isBlank() && !place.question().field().required();
    if (passed) {
      return taken(here, FormFilling.pass(place));
    }
    Optional<Problem> problem = parts.problem(place.question().field(), place.sheet().today());
    if (problem.isPresent()) {
      return Move.to(new AnsweringForm(here.offer(), place, parts, problem));
    }
    return parts.isLast()
        ? taken(
            new AnsweringForm(here.offer(), place, parts.at(0), Optional.empty()),
            FormFilling.answer(place, parts.answer(input)))
        : Move.to(
            new AnsweringForm(here.offer(), place, parts.at(parts.at() + 1), Optional.empty()));
  }

  private static Move pressed(AnsweringForm here, Input input, String id) {
    return switch (input) {
      case Input.Choice(var options, _)
          when options.stream().map(Option::id).anyMatch(id::equals) ->
          taken(here, FormFilling.answer(here.place(), new Answer.Chosen(id)));
      case Input.YesNo _ when id.equals(Answer.YES) || id.equals(Answer.NO) ->
          taken(here, FormFilling.answer(here.place(), new Answer.Chosen(id)));
      case Input.MultipleChoice several when here.begun() instanceof Begun.Ticked ticked ->
          Move.to(
              new AnsweringForm(
                  here.offer(), here.place(), ticked.pressed(several, id), Optional.empty()));
      default -> Move.to(here);
    };
  }

  /** "Go on": with what is chosen, with what was answered before, or past what was read. */
  private static Move confirmed(AnsweringForm here, Input input) {
    return switch (input) {
      case Input.MultipleChoice _ when here.begun() instanceof Begun.Ticked(var options) ->
          taken(here, FormFilling.answer(here.place(), new Answer.ManyChosen(options)));
      case Input.Statement _, Input.Block _ -> taken(here, FormFilling.pass(here.place()));
      case Input.Choice _, Input.YesNo _, Input.FileField _ ->
          here.place()
              .answered()
              .map(before -> taken(here, FormFilling.answer(here.place(), before)))
              .orElse(Move.to(here));
      default -> Move.to(here);
    };
  }

  static Move taken(AnsweringForm here, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Moved(var place) -> ask(here.offer(), place);
      case Outcome.Refused(_, var problem) ->
          Move.to(
              new AnsweringForm(here.offer(), here.place(), here.begun(), Optional.of(problem)));
    };
  }

  /**
   * An answer is given up, and with it the files that the guichet has, unless a draft names them.
   */
  static Move givingUp(AnsweringForm here, Outcome outcome) {
    Move move = taken(here, outcome);
    Sheet before = here.place().sheet();
    if (here.offer().hasDraftOf(before.form().id())) {
      return move;
    }
    List<Effect> effects = new ArrayList<>(move.effects());
    List<String> left = files(outcome.place().sheet());
    files(before).stream()
        .filter(file -> !left.contains(file))
        .map(ForgetFile::new)
        .forEach(effects::add);
    return new Move(move.to(), List.copyOf(effects));
  }

  /** What the guichet has of a form's files, by reference. */
  private static List<String> files(Sheet sheet) {
    return files(sheet.typed().values().values()).toList();
  }

  private static Stream<String> files(Collection<Answer> answers) {
    return answers.stream()
        .flatMap(
            answer ->
                switch (answer) {
                  case Answer.Attached file -> Stream.of(file.reference());
                  case Answer.Repeated(var items) ->
                      items.stream().flatMap(item -> files(item.values().values()));
                  default -> Stream.empty();
                });
  }

  private static Move back(AnsweringForm here) {
    return switch (here.begun()) {
      case Begun.TakingAway _ -> ask(here.offer(), here.place());
      case Begun.InParts parts when parts.at() > 0 ->
          Move.to(
              new AnsweringForm(
                  here.offer(), here.place(), parts.at(parts.at() - 1), Optional.empty()));
      default -> back(here.offer(), here.place());
    };
  }

  private static Move back(Offer offer, FormPlace place) {
    FormPlace before = FormFilling.back(place);
    return before.equals(place)
        ? Move.to(new OpeningForm(offer, place, List.of(), false))
        : ask(offer, before);
  }

  // ---------------------------------------------------------------- the review

  private static Move reviewing(ReviewingForm here, Event event, Manner manner) {
    return switch (event) {
      case Confirmed _ -> {
        Sheet sheet = here.place().sheet();
        yield Move.to(
            new SendingForm(here.offer(), here.place(), true),
            new SendForm(
                sheet.form().id(),
                new Submission(
                    sheet.form().version(), manner.language(), here.place().submission())));
      }
      case ChangeWanted _ -> Move.to(new ChangingForm(here.offer(), here.place()));
      case WentBack _ -> back(here.offer(), here.place());
      default -> Move.to(here);
    };
  }

  private static Move changing(ChangingForm here, Event event) {
    return switch (event) {
      case LineChosen(var question) -> ask(here.offer(), FormFilling.edit(here.place(), question));
      case WentBack _ -> ask(here.offer(), here.place());
      default -> Move.to(here);
    };
  }

  private static Move sending(SendingForm here, Event event) {
    return switch (event) {
      case FormReceived(var reference, var tracking) ->
          Move.to(new FormSent(here.cardIn(), reference, tracking));
      case Failed(var why) -> notSent(here, why);
      case DeadlinePassed _ -> notSent(here, FaultCode.GUICHET_UNREACHABLE);
      // A card that comes now may be another's: what was answered is shown to nobody any more.
      case CardPulled _ -> Move.to(new SendingForm(here.offer(), here.place(), false));
      default -> Move.to(here);
    };
  }

  /** The answers are still here: to be sent once more, or to be kept. */
  private static Move notSent(SendingForm here, FaultCode why) {
    ReviewingForm review = new ReviewingForm(here.offer(), here.place(), Optional.of(why));
    return switch (why) {
      case GUICHET_SESSION_ENDED -> CitizenJourney.fault(here.cardIn(), why);
      case FORM_REFUSED -> leave(review, here.cardIn(), Leaving.REFUSED);
      default ->
          here.cardIn()
              ? Move.to(review, new TellFleet(why))
              : leave(review, false, Leaving.CARD_PULLED);
    };
  }

  // ---------------------------------------------------------------- the form is left

  /** Whether anything was answered that the guichet does not keep already. */
  static boolean isWorthKeeping(Filling here) {
    boolean fresh = here instanceof OpeningForm(_, _, _, var justOpened) && justOpened;
    return !fresh && hasAnswers(here.place().sheet().typed().values().values());
  }

  private static boolean hasAnswers(Collection<Answer> answers) {
    return answers.stream()
        .anyMatch(
            answer ->
                switch (answer) {
                  case Answer.Nothing _ -> false;
                  case Answer.Repeated(var items) ->
                      items.stream().anyMatch(item -> hasAnswers(item.values().values()));
                  default -> true;
                });
  }

  static Move askToKeep(Filling here) {
    return switch (here) {
      case AskingToKeep asking -> Move.to(asking);
      // A file that is half taken is taken anew by whoever comes back.
      case TakingFile taking ->
          Move.to(new AskingToKeep(FileJourney.question(taking), false), new DropFile());
      default -> Move.to(new AskingToKeep(here, false));
    };
  }

  private static Move askingToKeep(AskingToKeep here, Event event) {
    String form = here.place().sheet().form().id();
    return switch (event) {
      case Confirmed _ -> leave(here.before(), true, Leaving.KEEP);
      // One that could not be kept, as it seemed, may be there all the same.
      case DraftDeclined _ when here.failed() || here.offer().hasDraftOf(form) ->
          Move.to(new KeepingForm(here.before(), true, Leaving.DISCARD), new DropDraft(form));
      // The visit lasts until the guichet has answered: after it nobody could have them erased.
      case DraftDeclined _ when !files(here.place().sheet()).isEmpty() -> {
        List<Effect> effects = new ArrayList<>();
        files(here.place().sheet()).forEach(file -> effects.add(new ForgetFile(file)));
        effects.add(new DropDraft(form));
        yield new Move(new KeepingForm(here.before(), true, Leaving.DISCARD), List.copyOf(effects));
      }
      case DraftDeclined _ -> CitizenJourney.takeBack(here, false);
      case WentBack _ -> Move.to(here.before());
      default -> Move.to(here);
    };
  }

  static Move leave(Filling here, Leaving why) {
    return leave(here, here.cardIn(), why);
  }

  private static Move leave(Filling here, boolean cardIn, Leaving why) {
    Filling form =
        switch (here) {
          case AskingToKeep(var before, _) -> before;
          case TakingFile taking -> FileJourney.question(taking);
          default -> here;
        };
    Sheet sheet = form.place().sheet();
    Draft draft = new Draft(sheet.form().version(), sheet.typed(), sheet.finished());
    SaveDraft save = new SaveDraft(sheet.form().id(), draft);
    KeepingForm keeping = new KeepingForm(form, cardIn, why);
    return here instanceof TakingFile
        ? Move.to(keeping, new DropFile(), save)
        : Move.to(keeping, save);
  }

  private static Move keeping(KeepingForm here, Event event) {
    return switch (event) {
      case DraftSettled _ ->
          switch (here.why()) {
            case KEEP -> Move.to(new FormKept(here.cardIn()));
            case CARD_PULLED ->
                Move.to(new FormKept(here.cardIn()), new TellFleet(FaultCode.CARD_PULLED));
            case DISCARD, UNATTENDED -> CitizenJourney.takeBack(here, false);
            case REFUSED -> CitizenJourney.fault(here.cardIn(), FaultCode.FORM_REFUSED);
          };
      case Failed(var why) -> notKept(here, why);
      case DeadlinePassed _ -> notKept(here, FaultCode.GUICHET_UNREACHABLE);
      // A card that comes now may be another's: what was answered is shown to nobody any more.
      case CardPulled _ -> Move.to(new KeepingForm(here.before(), false, here.why()));
      default -> Move.to(here);
    };
  }

  private static Move notKept(KeepingForm here, FaultCode why) {
    return switch (here.why()) {
      case KEEP, DISCARD ->
          here.cardIn() && why != FaultCode.GUICHET_SESSION_ENDED
              ? Move.to(new AskingToKeep(here.before(), true), new TellFleet(why))
              : CitizenJourney.fault(here.cardIn(), why);
      case UNATTENDED -> CitizenJourney.takeBack(here, false);
      case CARD_PULLED -> CitizenJourney.fault(here.cardIn(), FaultCode.CARD_PULLED);
      case REFUSED -> CitizenJourney.fault(here.cardIn(), why);
    };
  }

  private static Move done(OfForm here, Event event) {
    return switch (event) {
      case Acknowledged _ -> CitizenJourney.takeBack(here, false);
      case CardPulled _ -> Move.to(withCard(here, false));
      case CardInserted _ -> Move.to(withCard(here, true));
      default -> Move.to(here);
    };
  }

  private static State withCard(OfForm here, boolean cardIn) {
    return here instanceof FormSent(_, var reference, var tracking)
        ? new FormSent(cardIn, reference, tracking)
        : new FormKept(cardIn);
  }
}
