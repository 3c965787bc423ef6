package be.borne.kiosk.screen;

import be.borne.kiosk.form.Begun;
import be.borne.kiosk.form.FilePort;
import be.borne.kiosk.form.FormPlace;
import be.borne.kiosk.form.FormTexts;
import be.borne.kiosk.form.Part;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.State.AnsweringForm;
import be.borne.kiosk.screen.Screen.Picture;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.kiosk.screen.Screen.Tick;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Option;
import be.borne.protocol.guichet.form.Problem;
import be.borne.protocol.guichet.form.QuestionPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One question of a form a screen, whatever its kind.
 *
 * @param t words of the citizen's language
 * @param problems what is said of an answer that is not taken
 * @param files where this terminal takes files from
 */
record QuestionScreens(Texts t, FormTexts problems, FormWords words, FilePort files) {
  /** A longer question is read first, and something shorter stands above the keys. */
  private static final int LONGEST_TITLE = 80;

  private static final int SHORT = 40;

  /** Longer options leave no room for a long title above them. */
  private static final int LONG_OPTION = 60;

  private static final int MOST_OF_AN_ADDRESS = 254;
  private static final int MOST_OF_A_PHONE = 24;

  /** A sign less than fifteen digits, a comma and six behind it. */
  private static final int MOST_OF_A_NUMBER = 22;

  static String nameOf(AnsweringForm at, FilePort files) {
    return switch (at.place().question().field().input()) {
      case Input.ShortText _, Input.LongText _ -> "form-text";
      case Input.Email _ -> "form-email";
      case Input.Phone _, Input.NumberField _ -> "form-figures";
      case Input.DateField _ -> "form-date";
      case Input.AddressField _, Input.MapPoint _ -> "form-address";
      case Input.Choice _, Input.YesNo _ -> "form-choice";
      case Input.MultipleChoice _ -> "form-many";
      case Input.FileField field ->
          sources(field, files).isEmpty() ? "form-file-none" : "form-file";
      case Input.Statement _ -> "form-statement";
      case Input.Block _ -> "form-block";
    };
  }

  void of(AnsweringForm at, ScreenDraft draft) {
    FormPlace.Asking place = at.place();
    Field field = place.question().field();
    FormPlace.Progress progress = place.progress();
    draft.progress(
        progress.question(),
        progress.about(),
        t.get("form.progress", progress.question(), progress.about()));
    String label = words.said(field.label());
    boolean fitsTitle = label.length() <= longestTitle(field.input());
    String page = words.said(place.page().title());
    draft.title(
        fitsTitle
            ? label
            : page.length() <= SHORT
                ? page
                : t.get("form.progress", progress.question(), progress.about()));
    at.problem().map(problems::of).ifPresent(draft::warning);
    if (!fitsTitle) {
      draft.sentences(FormWords.pieces(label));
    }
    within(place, draft);
    if (field.help() != null) {
      draft.sentences(FormWords.sentences(words.said(field.help())));
    }
    switch (at.begun()) {
      case Begun.Nothing _ -> pressed(place, field, draft);
      case Begun.Typed(var text) -> typed(field, text, draft);
      case Begun.Ticked(var chosen) -> ticked(field, chosen, draft);
      case Begun.InParts parts -> part(field, parts, at.problem(), draft);
      case Begun.TakingAway _ -> takingAway(place, field, draft);
    }
    draft.choice(Role.BACK, t.get("confirm.back"), Optional.empty(), new Event.WentBack());
  }

  private int longestTitle(Input input) {
    List<Option> options =
        switch (input) {
          case Input.Choice(var several, _) -> several;
          case Input.MultipleChoice several -> several.options();
          default -> List.of();
        };
    boolean wordy =
        options.stream().anyMatch(option -> words.said(option.label()).length() > LONG_OPTION);
    return wordy ? SHORT : LONGEST_TITLE;
  }

  /** Of which of several it is. */
  private void within(FormPlace.Asking place, ScreenDraft draft) {
    if (place.question().path() instanceof QuestionPath.InBlock(var block, var repetition, _)) {
      place
          .sheet()
          .form()
          .field(new QuestionPath.Top(block))
          .ifPresent(
              field ->
                  draft.labelled(words.said(field.label()), t.get("form.item", repetition + 1)));
    }
  }

  // ---------------------------------------------------------------- keys

  private void typed(Field field, String text, ScreenDraft draft) {
    optional(field, draft);
    switch (field.input()) {
      case Input.ShortText(var most, _) ->
          entry(field, TextEntry.Kind.TEXT, most, t.get("form.answer"), text, draft);
      case Input.LongText(var most) ->
          entry(field, TextEntry.Kind.TEXT, most, t.get("form.answer"), text, draft);
      case Input.Email _ ->
          entry(field, TextEntry.Kind.EMAIL, MOST_OF_AN_ADDRESS, t.get("form.answer"), text, draft);
      case Input.Phone _ ->
          entry(field, TextEntry.Kind.PHONE, MOST_OF_A_PHONE, t.get("form.answer"), text, draft);
      case Input.NumberField number ->
          entry(
              field,
              number.decimals() == 0 ? TextEntry.Kind.DIGITS : TextEntry.Kind.NUMBER,
              MOST_OF_A_NUMBER,
              number.unit() == null
                  ? t.get("form.answer")
                  : t.get("form.answer.unit", words.said(number.unit())),
              text,
              draft);
      default -> throw new IllegalArgumentException("not typed: " + field.input().getClass());
    }
  }

  private void optional(Field field, ScreenDraft draft) {
    if (!field.required()) {
      draft.sentence(t.get("form.optional"));
    }
  }

  private static void entry(
      Field field, TextEntry.Kind kind, int most, String label, String text, ScreenDraft draft) {
    draft.entry(
        label,
        kind,
        most,
        !field.required(),
        kind == TextEntry.Kind.EMAIL ? TextEntry.USUAL_ENDINGS : List.of(),
        text,
        new Event.TextEntered());
  }

  private void part(
      Field field, Begun.InParts parts, Optional<Problem> problem, ScreenDraft draft) {
    Part part = parts.part();
    if (parts.at() == 0) {
      optional(field, draft);
    }
    boolean mayBeEmpty = part.mayBeEmpty(field.input());
    if (mayBeEmpty) {
      draft.sentence(t.get(part == Part.BOX ? "form.part.BOX.none" : "form.part.NUMBER.none"));
    }
    // What is wrong may be the whole, and then all of it is to be seen.
    for (int i = 0; i < parts.parts().size(); i++) {
      boolean seen = i < parts.at() || (i > parts.at() && problem.isPresent());
      if (seen && !parts.texts().get(i).isEmpty()) {
        draft.own(t.get("form.part." + parts.parts().get(i)), parts.texts().get(i), false);
      }
    }
    draft.entry(
        t.get("form.part." + part + ".how"),
        part.isFigures() ? TextEntry.Kind.DIGITS : TextEntry.Kind.TEXT,
        part.most(),
        mayBeEmpty || (parts.at() == 0 && !field.required()),
        List.of(),
        parts.text(),
        new Event.TextEntered());
  }

  // ---------------------------------------------------------------- buttons

  private void pressed(FormPlace.Asking place, Field field, ScreenDraft draft) {
    switch (field.input()) {
      case Input.Choice(var options, _) -> {
        options.forEach(option -> option(words.said(option.label()), option.id(), draft));
        answeredBefore(place, field, draft);
        leaveOpen(field, "form.leave-open", Role.ASIDE, draft);
        draft.paging(t.get("form.options.more"), t.get("form.options.previous"));
      }
      case Input.YesNo _ -> {
        option(t.get("form.yes"), Answer.YES, draft);
        option(t.get("form.no"), Answer.NO, draft);
        answeredBefore(place, field, draft);
        leaveOpen(field, "form.leave-open", Role.ASIDE, draft);
      }
      case Input.FileField _ -> file(place, field, draft);
      case Input.Statement(var text) ->
          draft
              .sentences(FormWords.sentences(words.said(text)))
              .picture(Picture.HELP)
              .choice(Role.MAIN, t.get("form.go-on"), Optional.empty(), new Event.Confirmed());
      case Input.Block block -> block(place, field, block, draft);
      default -> throw new IllegalArgumentException("not pressed: " + field.input().getClass());
    }
  }

  private void option(String label, String id, ScreenDraft draft) {
    draft.choice(Role.LISTED, label, Optional.empty(), new Event.OptionPressed(id));
  }

  private void answeredBefore(FormPlace.Asking place, Field field, ScreenDraft draft) {
    place
        .answered()
        .ifPresent(
            before ->
                draft
                    .own(t.get("form.answer"), words.answer(field, before), false)
                    .choice(
                        Role.MAIN,
                        t.get("form.keep-answer"),
                        Optional.empty(),
                        new Event.Confirmed()));
  }

  private void leaveOpen(Field field, String key, Role role, ScreenDraft draft) {
    if (!field.required()) {
      draft.choice(role, t.get(key), Optional.empty(), new Event.AnswerPassed());
    }
  }

  private void ticked(Field field, List<String> chosen, ScreenDraft draft) {
    Input.MultipleChoice several = (Input.MultipleChoice) field.input();
    if (chosen.isEmpty()) {
      draft.sentence(t.get("form.many.how"));
    } else {
      FormWords.pieces(words.answer(field, new Answer.ManyChosen(chosen)))
          .forEach(piece -> draft.own(t.get("form.many.chosen"), piece, false));
    }
    for (Option option : several.options()) {
      draft.ticked(
          words.said(option.label()),
          chosen.contains(option.id()) ? Tick.ON : Tick.OFF,
          new Event.OptionPressed(option.id()));
    }
    boolean none = chosen.isEmpty() && !field.required();
    draft
        .choice(
            Role.MAIN,
            t.get(none ? "form.leave-open" : "form.many.done"),
            Optional.empty(),
            new Event.Confirmed())
        .paging(t.get("form.options.more"), t.get("form.options.previous"));
  }

  private void file(FormPlace.Asking place, Field field, ScreenDraft draft) {
    boolean answered = place.answered().isPresent();
    List<FileSource> sources = sources((Input.FileField) field.input(), files);
    draft.picture(
        switch (sources.size()) {
          case 0 -> Picture.TOWN_HALL;
          case 1 -> FileScreens.pictureOf(sources.getFirst());
          default -> Picture.STICK_OR_CAMERA;
        });
    if (sources.size() > 1) {
      draft.sentence(t.get("file.where"));
    }
    Role role = sources.size() > 1 ? Role.LISTED : answered ? Role.ASIDE : Role.MAIN;
    for (FileSource source : sources) {
      draft.choice(
          role, t.get("file.from." + source), Optional.empty(), new Event.SourceChosen(source));
    }
    if (answered) {
      answeredBefore(place, field, draft);
    } else if (sources.isEmpty() && field.required()) {
      FormWords.sentences(t.get("form.file.counter")).forEach(draft::warning);
    } else if (sources.isEmpty()) {
      draft.sentence(t.get("form.file.later"));
    }
    boolean otherWay = answered || !sources.isEmpty();
    leaveOpen(field, "form.file.without", otherWay ? Role.ASIDE : Role.MAIN, draft);
  }

  /** Where the form and this terminal both can. */
  private static List<FileSource> sources(Input.FileField field, FilePort files) {
    Set<FileSource> here = files.sources();
    return Stream.of(FileSource.values())
        .filter(source -> here.contains(source) && field.sources().contains(source))
        .toList();
  }

  private void block(FormPlace.Asking place, Field field, Input.Block block, ScreenDraft draft) {
    int count = place.sheet().repetitions(field.id());
    for (int i = 0; i < count; i++) {
      draft.own(t.get("form.item", i + 1), words.repetition(place, field.id(), block, i), false);
    }
    if (count == 0) {
      draft.sentence(t.get("form.block.none"));
    }
    if (count < block.max()) {
      draft.choice(
          Role.LISTED, t.get("form.block.add"), Optional.empty(), new Event.OneMoreWanted());
    }
    if (count > block.min()) {
      draft.choice(
          Role.LISTED, t.get("form.block.less"), Optional.empty(), new Event.OneLessWanted());
    }
    draft.choice(Role.MAIN, t.get("form.block.done"), Optional.empty(), new Event.Confirmed());
  }

  private void takingAway(FormPlace.Asking place, Field field, ScreenDraft draft) {
    Input.Block block = (Input.Block) field.input();
    draft.title(t.get("form.block.less.title"));
    for (int i = 0; i < place.sheet().repetitions(field.id()); i++) {
      draft.choice(
          Role.LISTED,
          words.repetition(place, field.id(), block, i),
          Optional.empty(),
          new Event.RepetitionChosen(i));
    }
    draft.paging(t.get("page.more"), t.get("page.previous"));
  }
}
