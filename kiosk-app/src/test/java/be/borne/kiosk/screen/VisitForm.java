package be.borne.kiosk.screen;

import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Option;
import be.borne.protocol.guichet.form.Page;
import be.borne.protocol.terminal.Language;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A short form that asks in most of the ways there are, for the visits of the probe. */
final class VisitForm {
  static final String NAME = "Une fête inventée ?";
  static final String DAY = "Un jour inventé ?";
  static final String SURE = "Une réponse inventée ?";
  static final String THINGS = "Des choses inventées ?";
  static final String CHAIRS = "Chaises inventées";
  static final String STALLS = "Des stands inventés ?";
  static final String PLAN = "Un plan inventé ?";
  static final String LETTER = "Une lettre inventée ?";
  static final String FILE = "invented-two";
  static final String TITLE = "Formulaire inventé";
  static final String REQUEST = "Demande inventée";

  private VisitForm() {}

  static FormDefinition definition() {
    return new FormDefinition(
        "invented",
        1,
        FormCategory.EVENTS,
        said(TITLE),
        said("Ceci est un formulaire inventé."),
        List.of(
            new Page(
                said("Page inventée"),
                List.of(
                    field("name", NAME, true, new Input.ShortText(40, null)),
                    field("day", DAY, true, new Input.DateField(null, null)),
                    field("sure", SURE, true, new Input.YesNo()),
                    field(
                        "things",
                        THINGS,
                        true,
                        new Input.MultipleChoice(
                            List.of(
                                new Option("tables", said("Tables inventées")),
                                new Option("chairs", said(CHAIRS))),
                            1,
                            2)),
                    field(
                        "stalls",
                        STALLS,
                        false,
                        new Input.Block(
                            List.of(field("stall", NAME, true, new Input.ShortText(40, null))),
                            0,
                            3)),
                    field("plan", PLAN, true, file(FileSource.USB_STICK)),
                    field("letter", LETTER, true, file(FileSource.DOCUMENT_CAMERA))))));
  }

  private static Input file(FileSource source) {
    return new Input.FileField(List.of(FileKind.PDF), 1_000_000, 5, List.of(source));
  }

  private static Field field(String id, String label, boolean required, Input input) {
    return new Field(id, said(label), null, required, null, null, input);
  }

  /** An invented form is the same in every language. */
  static Map<Language, String> said(String words) {
    Map<Language, String> said = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      said.put(language, words);
    }
    return said;
  }
}
