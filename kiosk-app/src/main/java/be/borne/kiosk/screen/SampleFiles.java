package be.borne.kiosk.screen;

import be.borne.kiosk.form.Begun;
import be.borne.kiosk.form.FilePort;
import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.form.FormFilling;
import be.borne.kiosk.form.FormPlace;
import be.borne.kiosk.form.PaperLook;
import be.borne.kiosk.form.Prefill;
import be.borne.kiosk.form.StickFile;
import be.borne.kiosk.form.StickFiles;
import be.borne.kiosk.journey.Offer;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.journey.State.Picked;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Page;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An invented file on its way into a form, for galleries and tests. */
final class SampleFiles {
  /** A terminal that has both a socket and a camera. */
  static final FilePort PORT = () -> Set.of(FileSource.values());

  private static final FilePort WITH_STICK =
      new FilePort() {
        @Override
        public Set<FileSource> sources() {
          return PORT.sources();
        }

        @Override
        public boolean stickWasIn() {
          return true;
        }
      };

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  private static final Map<Language, String> PLAN =
      SampleForms.said(
          "Montrez le plan de la rue",
          "Toon het plan van de straat",
          "Zeigen Sie den Plan der Straße",
          "Show the plan of the street");

  private static final FormDefinition FORM =
      new FormDefinition(
          "street-plan",
          1,
          FormCategory.PUBLIC_SPACE,
          PLAN,
          PLAN,
          List.of(
              new Page(
                  PLAN,
                  List.of(
                      new Field(
                          "plan",
                          PLAN,
                          null,
                          false,
                          null,
                          null,
                          new Input.FileField(
                              List.of(FileKind.PDF, FileKind.JPEG),
                              10_000_000,
                              5,
                              List.of(FileSource.USB_STICK, FileSource.DOCUMENT_CAMERA)))))));

  /** Long, from right to left, without a day, and without a name that could be shown. */
  private static final List<StickFile> FILES =
      List.of(
          file(1, "Plan rue des Exemples", FileKind.PDF, TODAY, 2_400_000),
          file(2, "IMG_0047", FileKind.JPEG, TODAY.minusDays(3), 3_900_000),
          file(
              3,
              "Procès-verbal de l’assemblée des hab…nts (version 2)",
              FileKind.PDF,
              TODAY.minusDays(40),
              120_000),
          file(4, "خريطة الشارع", FileKind.PDF, TODAY.minusDays(90), 900_000),
          file(5, "", FileKind.PDF, TODAY.minusYears(1), 40_000),
          file(6, "scan", FileKind.PDF, LocalDate.of(1980, 1, 1), 9_700_000),
          file(7, "Strassenplan_Entwurf_2", FileKind.PDF, TODAY.minusYears(2), 1_000_000));

  private final Offer offer;
  private final Map<String, State> all = new LinkedHashMap<>();

  private SampleFiles(Offer offer) {
    this.offer = offer;
  }

  /**
   * @param offer what can be asked for besides
   */
  static Map<String, State> of(Offer offer) {
    SampleFiles samples = new SampleFiles(offer);
    samples.question();
    samples.stick();
    samples.camera();
    samples.onItsWay();
    samples.farewell();
    return samples.all;
  }

  /** What the terminal of a sample takes files with. */
  static FilePort portOf(String sample) {
    if (sample.endsWith("-stick-in")) {
      return WITH_STICK;
    }
    return sample.equals("form-open-paper") || sample.equals("form-file-none")
        ? FilePort.NONE
        : PORT;
  }

  private void question() {
    State.AnsweringForm open = asking();
    all.put("form-file-both", open);
    all.put("form-file-none", open);
    Answer.Attached taken = new Answer.Attached("invented-file-1", FileKind.PDF, 2_400_000, 3);
    FormPlace.Asking answered =
        (FormPlace.Asking) FormFilling.back(FormFilling.answer(open.place(), taken).place());
    all.put("form-file-answered", asking(answered));
  }

  private void stick() {
    State.AnsweringForm open = asking();
    all.put("form-stick", new State.AwaitingStick(open, false));
    all.put("form-stick-left", new State.AwaitingStick(open, true));
    all.put("form-stick-files", new State.ChoosingFile(open, new StickFiles(FILES, true)));
    all.put(
        "form-stick-files-one",
        new State.ChoosingFile(open, new StickFiles(FILES.subList(0, 1), false)));
    all.put(
        "form-stick-files-many", new State.ChoosingFile(open, new StickFiles(FILES, true, true)));
    all.put("form-stick-files-none", new State.ChoosingFile(open, new StickFiles(List.of(), true)));
  }

  private void camera() {
    State.AnsweringForm open = asking();
    List<PaperLook> one = List.of(PaperLook.WRITING);
    List<PaperLook> four =
        List.of(PaperLook.WRITING, PaperLook.WRITING, PaperLook.WRITING, PaperLook.WRITING);
    all.put("form-camera", new State.LayingPaper(open, List.of()));
    all.put("form-camera-next", new State.LayingPaper(open, one));
    all.put("form-camera-working", new State.TakingPicture(open, List.of()));
    all.put("form-picture", new State.JudgingPicture(open, List.of(), PaperLook.WRITING));
    all.put("form-picture-dark", new State.JudgingPicture(open, one, PaperLook.DARK));
    all.put("form-picture-last", new State.JudgingPicture(open, four, PaperLook.BLANK));
  }

  private void onItsWay() {
    State.AnsweringForm open = asking();
    Picked file = new Picked.OfStick(1);
    Picked photo = new Picked.Photographed(List.of(PaperLook.WRITING));
    all.put("form-file-sending", new State.SendingFile(open, file));
    for (FileTrouble why : FileTrouble.values()) {
      Picked picked = why == FileTrouble.CAMERA_FAILED ? photo : file;
      all.put("form-file-trouble-" + why, new State.FileNotTaken(open, picked, why));
    }
    all.put(
        "form-file-trouble-failed",
        new State.FileNotTaken(
            open, file, FileTrouble.NOT_SENT, Optional.of(FaultCode.GUICHET_FAILED)));
    all.put("form-file-trouble-pages", new State.FileNotTaken(open, photo, FileTrouble.FILE_LARGE));
    all.put("form-file-trouble-photo", new State.FileNotTaken(open, photo, FileTrouble.REFUSED));
    for (FileSource from : FileSource.values()) {
      Answer.Attached taken = new Answer.Attached("invented-file-1", FileKind.PDF, 2_400_000, 3);
      all.put(
          "form-file-arrived-" + from,
          new State.FileArrived(
              open, FormFilling.answer(open.place(), taken).place(), taken, from));
    }
  }

  private void farewell() {
    all.put("form-kept-stick-in", new State.FormKept(false));
    all.put("form-sent-stick-in", new State.FormSent(true, "TSR-2026-7K3M9QX2"));
    all.put("take-card-stick-in", new State.TakingBack(true, false, false));
    all.put(
        "faulted-stick-in",
        new State.Faulted(true, FaultCode.GUICHET_SESSION_ENDED, Optional.empty()));
  }

  private State.AnsweringForm asking() {
    return asking((FormPlace.Asking) FormFilling.start(FORM, Prefill.none(), TODAY));
  }

  private State.AnsweringForm asking(FormPlace.Asking place) {
    return new State.AnsweringForm(offer, place, Begun.at(place), Optional.empty());
  }

  private static StickFile file(
      int number, String name, FileKind kind, LocalDate changed, int bytes) {
    return new StickFile(number, name, kind, changed, bytes);
  }
}
