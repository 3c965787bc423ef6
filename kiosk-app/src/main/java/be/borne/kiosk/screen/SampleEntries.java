package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Event;
import be.borne.kiosk.screen.KeyboardLayout.Layer;
import be.borne.kiosk.screen.TextEntry.Kind;
import be.borne.protocol.terminal.Language;
import java.util.List;
import java.util.Optional;

/** Screens on which something is typed, for galleries and tests, with invented questions. */
final class SampleEntries {
  private static final int STEPS = 4;
  private static final int MOST = 120;

  /**
   * @param text what stands in the field
   * @param layer what its keys show
   */
  record Sample(Screen screen, TypedText text, Layer layer) {
    /** With what stands in its field when it appears. */
    static Sample asItAppears(Screen screen) {
      return untyped(screen, new SampleText(screen.entry().map(TextEntry::first).orElse("")));
    }

    static Sample untyped(Screen screen, TypedText text) {
      return new Sample(screen, text, Layer.SMALL);
    }
  }

  private final Language language;
  private final Screen.Header header;
  private final Texts texts;

  private SampleEntries(Language language, Screen.Header header) {
    this.language = language;
    this.header = header;
    this.texts = new Texts(language);
  }

  /** Each by another name. */
  static List<Sample> in(Language language, String municipality, String site) {
    return new SampleEntries(language, new Screen.Header(municipality, site)).all();
  }

  private List<Sample> all() {
    return List.of(
        text("entry-text-empty", "", Layer.SMALL),
        text("entry-text", "Anne-Marie Nulleperso", Layer.SMALL),
        text("entry-text-capitals", "Rue des Exemples ", new Layer(true, false)),
        text("entry-text-signs", "Rue Ren", new Layer(false, true)),
        text(
            "entry-text-long",
            "Un texte inventé, plus long que le champ, dont on voit la fin. La voici",
            Layer.SMALL),
        email("entry-email-empty", "", TextEntry.USUAL_ENDINGS),
        email("entry-email", "nemo.nulleperso@", TextEntry.USUAL_ENDINGS),
        email(
            "entry-email-long",
            "antoinette-bernadette.vandennietbestaande@post.exemple-invente.example",
            List.of("@gmail.com", "@skynet.be", "@hotmail.com", "@telenet.be", ".be")),
        number());
  }

  private Sample text(String name, String typed, Layer layer) {
    Screen screen =
        draft(name)
            .title(
                said(
                    "Comment s’appelle la personne ?",
                    "Hoe heet de persoon?",
                    "Wie heißt die Person?",
                    "What is the person’s name?"))
            .sentence(
                said(
                    "Écrivez le nom comme sur la carte d’identité.",
                    "Schrijf de naam zoals op de identiteitskaart.",
                    "Schreiben Sie den Namen wie auf dem Personalausweis.",
                    "Write the name as it is on the identity card."))
            .entry(
                said(
                    "Prénom et nom", "Voornaam en naam", "Vorname und Name", "First and last name"),
                Kind.TEXT,
                MOST,
                false,
                List.of(),
                "",
                new Event.Acknowledged())
            .done();
    return new Sample(screen, new SampleText(typed), layer);
  }

  private Sample email(String name, String typed, List<String> endings) {
    Screen screen =
        draft(name)
            .title(
                said(
                    "À quelle adresse e-mail envoyons-nous le document ?",
                    "Naar welk e-mailadres sturen we het document?",
                    "An welche E-Mail-Adresse schicken wir das Dokument?",
                    "To which e-mail address do we send the document?"))
            .sentence(
                said(
                    "Une adresse e-mail contient toujours le signe @.",
                    "In een e-mailadres staat altijd het teken @.",
                    "Eine E-Mail-Adresse enthält immer das Zeichen @.",
                    "An e-mail address always has the sign @ in it."))
            .entry(
                said(
                    "Votre adresse e-mail",
                    "Uw e-mailadres",
                    "Ihre E-Mail-Adresse",
                    "Your e-mail address"),
                Kind.EMAIL,
                MOST,
                false,
                endings,
                "",
                new Event.Acknowledged())
            .done();
    return Sample.untyped(screen, new SampleText(typed));
  }

  private Sample number() {
    Screen screen =
        draft("entry-number")
            .title(
                said(
                    "Combien d’enfants habitent chez vous ?",
                    "Hoeveel kinderen wonen bij u?",
                    "Wie viele Kinder wohnen bei Ihnen?",
                    "How many children live with you?"))
            .sentence(
                said(
                    "Vous pouvez ne rien écrire.",
                    "U mag niets schrijven.",
                    "Sie können auch nichts schreiben.",
                    "You may leave it empty."))
            .entry(
                said(
                    "Nombre d’enfants",
                    "Aantal kinderen",
                    "Anzahl der Kinder",
                    "Number of children"),
                Kind.NUMBER,
                MOST,
                true,
                List.of(),
                "",
                new Event.Acknowledged())
            .done();
    return Sample.untyped(screen, new SampleText("2,5"));
  }

  private ScreenDraft draft(String name) {
    return new ScreenDraft(name, language, header, texts, STEPS)
        .step(3)
        .choice(Screen.Role.BACK, texts.get("confirm.back"), Optional.empty(), new Event.WentBack())
        .stop()
        .tools();
  }

  private String said(String french, String dutch, String german, String english) {
    return switch (language) {
      case FRENCH -> french;
      case DUTCH -> dutch;
      case GERMAN -> german;
      case ENGLISH -> english;
    };
  }
}
