package be.borne.kiosk.screen;

import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.form.FormPlace;
import be.borne.kiosk.form.PaperLook;
import be.borne.kiosk.form.StickFile;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.State.AwaitingStick;
import be.borne.kiosk.journey.State.ChoosingFile;
import be.borne.kiosk.journey.State.FileArrived;
import be.borne.kiosk.journey.State.FileNotTaken;
import be.borne.kiosk.journey.State.JudgingPicture;
import be.borne.kiosk.journey.State.LayingPaper;
import be.borne.kiosk.journey.State.SendingFile;
import be.borne.kiosk.journey.State.TakingFile;
import be.borne.kiosk.journey.State.TakingPicture;
import be.borne.kiosk.screen.Screen.Picture;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file for a question of a form, from a stick or from under the camera.
 *
 * @param t words of the citizen's language
 */
record FileScreens(Texts t, FormWords words) {
  private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1_000_000);

  /** What has no clock writes the first day that it knows. */
  private static final LocalDate FIRST_PLAUSIBLE_DAY = LocalDate.of(1990, 1, 1);

  static String nameOf(TakingFile at) {
    return switch (at) {
      case AwaitingStick _ -> "form-stick";
      case ChoosingFile _ -> "form-stick-files";
      case LayingPaper _ -> "form-camera";
      case TakingPicture _ -> "form-camera-working";
      case JudgingPicture _ -> "form-picture";
      case SendingFile _ -> "form-file-sending";
      case FileNotTaken _ -> "form-file-trouble";
      case FileArrived _ -> "form-file-arrived";
    };
  }

  static Picture pictureOf(FileSource source) {
    return switch (source) {
      case USB_STICK -> Picture.STICK;
      case DOCUMENT_CAMERA -> Picture.CAMERA;
    };
  }

  void of(TakingFile at, ScreenDraft draft) {
    FormPlace.Progress progress = at.question().place().progress();
    draft.progress(
        progress.question(),
        progress.about(),
        t.get("form.progress", progress.question(), progress.about()));
    switch (at) {
      case AwaitingStick it -> stick(it, draft);
      case ChoosingFile it -> files(it, draft);
      case LayingPaper it -> paper(it, draft);
      case TakingPicture _ ->
          draft
              .title(t.get("file.picture.title"))
              .sentence(t.get("file.picture.how"))
              .picture(Picture.CAMERA_AT_WORK);
      case JudgingPicture it -> judge(it, draft);
      case SendingFile _ ->
          draft
              .title(t.get("file.sending.title"))
              .sentence(t.get("file.sending.how"))
              .picture(Picture.TOWN_HALL);
      case FileNotTaken it -> trouble(it, draft);
      case FileArrived it -> arrived(it, draft);
    }
    // "No, take it again" is the way back there.
    if (!(at instanceof JudgingPicture)) {
      draft.choice(Role.BACK, t.get("confirm.back"), Optional.empty(), new Event.WentBack());
    }
  }

  // ---------------------------------------------------------------- a stick

  private void stick(AwaitingStick at, ScreenDraft draft) {
    draft
        .title(t.get(at.leftIn() ? "file.stick.left.title" : "file.stick.title"))
        .picture(at.leftIn() ? Picture.TAKE_STICK : Picture.STICK);
    if (at.leftIn()) {
      draft.warning(t.get("file.stick.left.how")).sentence(t.get("file.stick.left.found"));
      return;
    }
    draft
        .sentence(t.get("file.stick.how"))
        .sentence(t.get("file.stick.safe"))
        .sentence(t.get("file.stick.nothing"));
    limits(at.field(), draft);
  }

  private void limits(Input.FileField field, ScreenDraft draft) {
    draft
        .labelled(t.get("file.kinds"), kinds(field))
        .labelled(t.get("file.most"), megabytes(field.maxBytes()));
  }

  private static String kinds(Input.FileField field) {
    return field.accepted().stream().map(FileKind::name).collect(Collectors.joining(", "));
  }

  /** Rounded up to a tenth, so that nothing has no size. */
  private String megabytes(int bytes) {
    BigDecimal size = BigDecimal.valueOf(bytes).divide(MEGABYTE).setScale(1, RoundingMode.CEILING);
    NumberFormat format = NumberFormat.getNumberInstance(Locale.of(Language.DUTCH.tag(), "BE"));
    return t.get("file.megabytes", format.format(size));
  }

  private void files(ChoosingFile at, ScreenDraft draft) {
    boolean none = at.files().files().isEmpty();
    draft.title(t.get(none ? "file.list.none" : "file.list.title")).picture(Picture.STICK_INSIDE);
    if (at.files().unseen()) {
      draft.sentence(t.get("file.list.unseen"));
    }
    if (none) {
      limits(at.field(), draft);
    } else if (at.files().more() && !at.files().unseen()) {
      draft.sentence(t.get("file.list.more"));
    }
    for (StickFile file : at.files().files()) {
      draft.choice(
          Role.LISTED,
          file.name().isEmpty() ? t.get("file.nameless") : file.name(),
          Optional.of(detail(file)),
          new Event.FileChosen(file.number()));
    }
    draft
        .choice(
            none ? Role.MAIN : Role.ASIDE,
            t.get("file.list.again"),
            Optional.empty(),
            new Event.TryAgainChosen())
        .paging(t.get("file.list.next"), t.get("file.list.previous"));
    if (none) {
      without(at, draft);
    }
  }

  private String detail(StickFile file) {
    String kind = t.get("file.kind." + file.kind());
    return file.changed().isBefore(FIRST_PLAUSIBLE_DAY)
        ? t.get("file.detail.undated", kind, megabytes(file.bytes()))
        : t.get("file.detail", kind, words.day(file.changed()), megabytes(file.bytes()));
  }

  // ---------------------------------------------------------------- the camera

  private void paper(LayingPaper at, ScreenDraft draft) {
    int page = at.kept().size() + 1;
    draft
        .title(t.get(page == 1 ? "file.paper.title" : "file.paper.next"))
        .sentence(t.get("file.paper.how"))
        .picture(Picture.CAMERA)
        .choice(Role.MAIN, t.get("file.paper.take"), Optional.empty(), new Event.Confirmed());
    if (page > 1) {
      draft.sentence(t.get("file.page", page));
    }
  }

  private void judge(JudgingPicture at, ScreenDraft draft) {
    int pages = at.kept().size() + 1;
    draft.title(t.get("file.judge.title")).picture(Picture.PAPER);
    String look = t.get("file.look." + at.look());
    if (at.look() == PaperLook.WRITING) {
      draft.sentence(look);
    } else {
      draft.warning(look);
    }
    if (pages > 1) {
      draft.sentence(t.get("file.page", pages));
    }
    draft.choice(Role.ASIDE, t.get("file.judge.again"), Optional.empty(), new Event.WentBack());
    if (at.canHaveOneMore()) {
      draft.choice(
          Role.ASIDE, t.get("file.judge.more"), Optional.empty(), new Event.OneMoreWanted());
    }
    draft.choice(
        Role.MAIN,
        pages == 1 ? t.get("file.judge.yes") : t.get("file.judge.yes.all", pages),
        Optional.empty(),
        new Event.Confirmed());
  }

  // ---------------------------------------------------------------- how it ends

  private void trouble(FileNotTaken at, ScreenDraft draft) {
    FileSource from = at.picked().from();
    draft.tone(Screen.Tone.ATTENTION).title(what(at)).picture(pictureOf(from));
    boolean tooManyPages = at.why() == FileTrouble.FILE_LARGE && from == FileSource.DOCUMENT_CAMERA;
    draft.sentence(tooManyPages ? t.get("file.trouble.FILE_LARGE.pages") : now(at));
    if (at.why() == FileTrouble.FILE_KIND || at.why() == FileTrouble.FILE_LARGE) {
      limits(at.field(), draft);
    }
    code(at).ifPresent(code -> draft.labelled(t.get("fault.code"), code.code()));
    draft.choice(
        Role.MAIN, t.get("file.again." + again(at)), Optional.empty(), new Event.TryAgainChosen());
    without(at, draft);
  }

  private String what(FileNotTaken at) {
    return code(at)
        .map(code -> t.get("fault." + code.code() + ".what"))
        .orElseGet(() -> t.get("file.trouble." + at.why() + ".what"));
  }

  private String now(FileNotTaken at) {
    return switch (at.why()) {
      case REFUSED -> t.get("fault." + FaultCode.FILE_REFUSED.code() + ".now");
      case ENOUGH -> t.get("fault." + FaultCode.FILES_ENOUGH.code() + ".now");
      default -> t.get("file.trouble." + at.why() + ".now");
    };
  }

  /** What the fleet is told too. */
  private static Optional<FaultCode> code(FileNotTaken at) {
    if (at.fault().isPresent()) {
      return at.fault();
    }
    return switch (at.why()) {
      case CAMERA_FAILED -> Optional.of(FaultCode.CAMERA_FAILED);
      case REFUSED -> Optional.of(FaultCode.FILE_REFUSED);
      case ENOUGH -> Optional.of(FaultCode.FILES_ENOUGH);
      case NOT_SENT -> Optional.of(FaultCode.GUICHET_UNREACHABLE);
      case STICK_GONE, FILE_UNREADABLE, FILE_LARGE, FILE_KIND -> Optional.empty();
    };
  }

  private static String again(FileNotTaken at) {
    return switch (at.why()) {
      case NOT_SENT, ENOUGH, CAMERA_FAILED -> "try";
      case STICK_GONE -> "stick";
      default -> at.picked().from() == FileSource.USB_STICK ? "file" : "picture";
    };
  }

  private void without(TakingFile at, ScreenDraft draft) {
    if (!at.question().place().question().field().required()) {
      draft.choice(
          Role.ASIDE, t.get("form.file.without"), Optional.empty(), new Event.AnswerPassed());
    }
  }

  private void arrived(FileArrived at, ScreenDraft draft) {
    draft
        .title(t.get("file.arrived.title"))
        .own(t.get("file.arrived.what"), t.get("form.file.pages", at.file().pages()), false)
        .sentence(t.get("file.arrived." + at.from()))
        .picture(at.from() == FileSource.USB_STICK ? Picture.TAKE_STICK : Picture.TAKE_SHEET)
        .choice(Role.MAIN, t.get("form.go-on"), Optional.empty(), new Event.Confirmed());
  }
}
