package be.borne.kiosk.screen;

import be.borne.kiosk.form.FilePort;
import be.borne.kiosk.form.FormPlace;
import be.borne.kiosk.form.FormTexts;
import be.borne.kiosk.form.Sheet;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.State.AnsweringForm;
import be.borne.kiosk.journey.State.AskingToKeep;
import be.borne.kiosk.journey.State.ChangingForm;
import be.borne.kiosk.journey.State.ChoosingProcedure;
import be.borne.kiosk.journey.State.FetchingForm;
import be.borne.kiosk.journey.State.FormKept;
import be.borne.kiosk.journey.State.FormSent;
import be.borne.kiosk.journey.State.KeepingForm;
import be.borne.kiosk.journey.State.Leaving;
import be.borne.kiosk.journey.State.OfForm;
import be.borne.kiosk.journey.State.OpeningForm;
import be.borne.kiosk.journey.State.ReviewingForm;
import be.borne.kiosk.journey.State.SendingForm;
import be.borne.kiosk.journey.State.TakingFile;
import be.borne.kiosk.screen.Screen.Picture;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Question;
import be.borne.protocol.terminal.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A form from the list of procedures to what becomes of the answers; its questions are {@link
 * QuestionScreens}'.
 *
 * @param t words of the citizen's language
 * @param problems what is said of an answer that is not taken
 * @param followUp how what was sent can be asked for without a card
 * @param files where this terminal takes files from
 */
record FormScreens(
    Texts t, FormTexts problems, FollowUp followUp, Language language, FilePort files) {
  private static final int MOST_LOST_NAMED = 8;

  static String nameOf(OfForm at, FilePort files) {
    return switch (at) {
      case ChoosingProcedure _ -> "choosing-procedure";
      case FetchingForm _, KeepingForm _, SendingForm _ -> "form-working";
      case OpeningForm _ -> "opening-form";
      case AnsweringForm it -> QuestionScreens.nameOf(it, files);
      case TakingFile it -> FileScreens.nameOf(it);
      case ReviewingForm _ -> "form-review";
      case ChangingForm _ -> "form-change";
      case AskingToKeep _ -> "form-keep";
      case FormKept _, FormSent _ -> "form-done";
    };
  }

  /**
   * @param draft of the name {@link #nameOf} gives
   */
  Screen of(OfForm at, ScreenDraft draft) {
    switch (at) {
      case ChoosingProcedure it -> procedures(it, draft);
      case FetchingForm _ ->
          draft
              .step(ScreenOf.CERTIFICATE_STEP)
              .title(t.get("form.fetch.title"))
              .picture(Picture.TOWN_HALL);
      case OpeningForm it -> opening(it, draft);
      case AnsweringForm it ->
          new QuestionScreens(t, problems, new FormWords(t, language), files).of(it, draft);
      case TakingFile it -> new FileScreens(t, new FormWords(t, language)).of(it, draft);
      case ReviewingForm it -> review(it, draft);
      case ChangingForm it -> change(it, draft);
      case AskingToKeep it -> keep(it, draft);
      case KeepingForm it ->
          draft
              .title(
                  t.get(
                      it.why() == Leaving.DISCARD ? "form.discarding.title" : "form.keeping.title"))
              .picture(Picture.TOWN_HALL);
      case FormKept _ -> {
        kept(draft);
        ScreenOf.thinkOfTheStick(files, t, draft);
      }
      case SendingForm _ -> draft.title(t.get("form.sending.title")).picture(Picture.TOWN_HALL);
      case FormSent it -> {
        sent(it, draft);
        ScreenOf.thinkOfTheStick(files, t, draft);
      }
    }
    boolean stops =
        switch (at) {
          // Whoever stops is asked once, and not whether to stop; answers on their way arrive.
          case AskingToKeep _, KeepingForm _, SendingForm _ -> false;
          default -> true;
        };
    return (stops ? draft.stop() : draft).tools().done();
  }

  private void procedures(ChoosingProcedure at, ScreenDraft draft) {
    draft
        .step(ScreenOf.CERTIFICATE_STEP)
        .title(
            at.about()
                .map(this::subject)
                .orElseGet(
                    () -> t.get(at.subjects().isEmpty() ? "procedure.title" : "procedure.subject")))
        .picture(Picture.TOWN_HALL);
    for (FormCategory subject : at.subjects()) {
      draft.choice(
          Role.LISTED, subject(subject), Optional.empty(), new Event.SubjectChosen(subject));
    }
    for (Procedure procedure : at.listed()) {
      draft.choice(
          Role.LISTED,
          new FormWords(t, language).said(procedure.title()),
          Optional.of(
              procedure.begun()
                  ? t.get("procedure.begun")
                  : new FormWords(t, language).said(procedure.explanation())),
          new Event.ProcedureChosen(procedure.formId()));
    }
    String listed = at.subjects().isEmpty() ? "procedure" : "subject";
    back(draft).paging(t.get(listed + ".more"), t.get(listed + ".previous"));
  }

  private String subject(FormCategory subject) {
    return t.get("subject." + subject.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private void opening(OpeningForm at, ScreenDraft draft) {
    Sheet sheet = at.place().sheet();
    boolean begun = !sheet.typed().values().isEmpty();
    draft
        .step(ScreenOf.CERTIFICATE_STEP)
        .title(new FormWords(t, language).said(sheet.form().title()))
        .picture(Picture.TOWN_HALL);
    if (begun) {
      draft.sentence(t.get("form.begun"));
    } else {
      draft.sentences(
          FormWords.sentences(new FormWords(t, language).said(sheet.form().explanation())));
    }
    lost(at, draft);
    boolean cannot = paper(sheet, draft);
    if (cannot) {
      back(draft);
      return;
    }
    if (!begun) {
      draft.sentence(t.get("form.about", questionsOf(sheet)));
      if (!sheet.prefill().values().isEmpty()) {
        draft.sentence(t.get("form.known"));
      }
    }
    draft.sentence(t.get("form.later"));
    if (begun) {
      draft.choice(Role.ASIDE, t.get("form.anew"), Optional.empty(), new Event.AnotherChosen());
    }
    draft.choice(
        Role.MAIN,
        t.get(begun ? "form.go-on" : "form.begin"),
        Optional.empty(),
        new Event.Confirmed());
    back(draft);
  }

  private static long questionsOf(Sheet sheet) {
    return sheet.asked().stream()
        .filter(question -> !(question.field().input() instanceof Input.Statement))
        .count();
  }

  private void lost(OpeningForm at, ScreenDraft draft) {
    List<String> questions =
        at.lost().stream()
            .flatMap(
                path ->
                    at.place().sheet().form().field(path).stream()
                        .map(
                            field ->
                                new FormWords(t, language).question(new Question(path, field))))
            .limit(MOST_LOST_NAMED)
            .toList();
    if (!at.lost().isEmpty()) {
      draft.warning(t.get(questions.isEmpty() ? "form.lost.some" : "form.lost"));
      draft.sentences(questions);
    }
  }

  /**
   * Says before anybody begins what this terminal cannot take.
   *
   * @return whether the form cannot be finished here, whatever is answered
   */
  private boolean paper(Sheet sheet, ScreenDraft draft) {
    List<Field> papers =
        sheet
            .form()
            .fields()
            .flatMap(
                field ->
                    field.input() instanceof Input.Block block
                        ? block.fields().stream()
                        : Stream.of(field))
            .filter(field -> field.required() && !canBeTaken(field, files))
            .toList();
    boolean always =
        sheet
            .form()
            .fields()
            .anyMatch(field -> papers.contains(field) && field.shownWhen() == null);
    if (!papers.isEmpty()) {
      FormWords.sentences(t.get(always ? "form.file.needed" : "form.file.perhaps"))
          .forEach(draft::warning);
    }
    return always;
  }

  static boolean canBeTaken(Field field, FilePort files) {
    return !(field.input() instanceof Input.FileField file)
        || file.sources().stream().anyMatch(files.sources()::contains);
  }

  private void review(ReviewingForm at, ScreenDraft draft) {
    FormWords words = new FormWords(t, language);
    draft.title(t.get("form.review.title"));
    at.notSent()
        .ifPresentOrElse(
            why ->
                draft
                    .warning(t.get("fault." + why.code() + ".what"))
                    .sentence(t.get("form.not-sent")),
            () -> draft.sentence(t.get("form.review.how")));
    for (FormPlace.Line line : at.place().lines()) {
      String label = words.question(line.question());
      own(
          draft,
          line.editable() ? label : t.get("form.from-card", label),
          words.answer(line.question().field(), line.answer()),
          line.question().field().input() instanceof Input.Email);
    }
    for (Question open : at.place().leftOpen()) {
      draft.labelled(words.question(open), t.get("form.left-open"));
    }
    if (!changeable(at.place()).isEmpty()) {
      draft.choice(Role.ASIDE, t.get("form.change"), Optional.empty(), new Event.ChangeWanted());
    }
    draft.choice(Role.MAIN, t.get("form.send"), Optional.empty(), new Event.Confirmed());
    back(draft);
  }

  private static void own(ScreenDraft draft, String label, String answer, boolean spelled) {
    FormWords.pieces(answer).forEach(piece -> draft.own(label, piece, spelled));
  }

  private static List<Question> changeable(FormPlace.Review place) {
    return place.sheet().asked().stream()
        .filter(question -> !(question.field().input() instanceof Input.Statement))
        .toList();
  }

  private void change(ChangingForm at, ScreenDraft draft) {
    FormWords words = new FormWords(t, language);
    draft.title(t.get("form.change.title"));
    for (Question question : changeable(at.place())) {
      draft.choice(
          Role.LISTED,
          words.question(question),
          Optional.empty(),
          new Event.LineChosen(question.path()));
    }
    back(draft).paging(t.get("form.change.more"), t.get("form.change.previous"));
  }

  private void keep(AskingToKeep at, ScreenDraft draft) {
    draft.title(t.get("form.keep.title"));
    if (at.failed()) {
      draft.warning(t.get("form.keep.failed"));
    }
    draft
        .sentence(t.get("form.keep.how"))
        .picture(Picture.TOWN_HALL)
        .choice(Role.ASIDE, t.get("form.keep.no"), Optional.empty(), new Event.DraftDeclined())
        .choice(Role.MAIN, t.get("form.keep.yes"), Optional.empty(), new Event.Confirmed())
        .choice(Role.BACK, t.get("form.keep.back"), Optional.empty(), new Event.WentBack());
  }

  private void kept(ScreenDraft draft) {
    draft
        .title(t.get("form.kept.title"))
        .sentence(t.get("form.kept.how"))
        .picture(files.stickWasIn() ? Picture.TAKE_STICK : Picture.TOWN_HALL)
        .choice(Role.MAIN, t.get("ordered.done"), Optional.empty(), new Event.Acknowledged());
  }

  private void sent(FormSent at, ScreenDraft draft) {
    draft
        .step(ScreenOf.PAPER_STEP)
        .title(t.get("form.sent.title"))
        .sentence(t.get("form.sent.how"));
    if (at.tracking().isPresent()) {
      // One of them is enough to write down.
      draft.labelled(t.get("request.number"), at.reference());
      followUp.tell(draft, at.tracking());
    } else {
      draft.code(t.get("form.sent.number"), at.reference()).sentence(t.get("form.sent.write"));
    }
    draft
        .picture(Picture.TOWN_HALL)
        .choice(Role.MAIN, t.get("ordered.done"), Optional.empty(), new Event.Acknowledged());
  }

  private ScreenDraft back(ScreenDraft draft) {
    return draft.choice(Role.BACK, t.get("confirm.back"), Optional.empty(), new Event.WentBack());
  }
}
