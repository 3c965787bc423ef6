package be.borne.kiosk.screen;

import be.borne.kiosk.form.Begun;
import be.borne.kiosk.form.FormFilling;
import be.borne.kiosk.form.FormPlace;
import be.borne.kiosk.form.Outcome;
import be.borne.kiosk.form.Prefill;
import be.borne.kiosk.journey.Offer;
import be.borne.kiosk.journey.State;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Check;
import be.borne.protocol.guichet.form.Checked;
import be.borne.protocol.guichet.form.Condition;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Option;
import be.borne.protocol.guichet.form.Page;
import be.borne.protocol.guichet.form.PrefillKey;
import be.borne.protocol.guichet.form.Problem;
import be.borne.protocol.guichet.form.QuestionPath;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Invented forms from their list to what becomes of the answers, for galleries and tests. */
final class SampleForms {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
  private static final String REFERENCE = "BXL-2026-7K3M9QX2";

  private static final Prefill CARD =
      new Prefill(Map.of(PrefillKey.SURNAME, new Answer.Text("Nulleperso")));

  private static final Map<Language, String> PLAN =
      said(
          "Montrez le plan de la rue",
          "Toon het plan van de straat",
          "Zeigen Sie den Plan der Straße",
          "Show the plan of the street");

  private static final List<Page> PAGES =
      List.of(
          new Page(
              said("La fête", "Het feest", "Das Fest", "The party"),
              List.of(
                  new Field(
                      "surname",
                      said("Votre nom", "Uw naam", "Ihr Nachname", "Your surname"),
                      null,
                      true,
                      PrefillKey.SURNAME,
                      null,
                      new Input.ShortText(80, null)),
                  helped(
                      "name",
                      false,
                      new Input.ShortText(80, null),
                      said(
                          "Comment s’appelle la fête ?",
                          "Hoe heet het feest?",
                          "Wie heißt das Fest?",
                          "What is the party called?"),
                      said(
                          "Le nom qui sera sur l’affiche.",
                          "De naam die op de affiche staat.",
                          "Der Name, der auf dem Plakat steht.",
                          "The name that is on the poster.")),
                  field(
                      "mail",
                      new Input.Email(),
                      "Quelle est votre adresse e-mail ?",
                      "Wat is uw e-mailadres?",
                      "Was ist Ihre E-Mail-Adresse?",
                      "What is your e-mail address?"),
                  field(
                      "phone",
                      new Input.Phone(),
                      "Quel est votre numéro de téléphone ?",
                      "Wat is uw telefoonnummer?",
                      "Was ist Ihre Telefonnummer?",
                      "What is your telephone number?"),
                  field(
                      "length",
                      new Input.NumberField(
                          new BigDecimal(2),
                          new BigDecimal(500),
                          1,
                          said("mètres", "meter", "Metern", "metres")),
                      "Quelle longueur de rue faut-il fermer ?",
                      "Welke lengte van de straat moet dicht?",
                      "Welche Länge der Straße muss gesperrt werden?",
                      "What length of the street must be closed?"),
                  field(
                      "day",
                      new Input.DateField(null, null),
                      "Quel jour est la fête ?",
                      "Op welke dag is het feest?",
                      "An welchem Tag ist das Fest?",
                      "On which day is the party?"),
                  field(
                      "where",
                      new Input.MapPoint(),
                      "Où est la fête ?",
                      "Waar is het feest?",
                      "Wo ist das Fest?",
                      "Where is the party?"),
                  field(
                      "music",
                      new Input.Choice(options(4), Input.Layout.BUTTONS),
                      "Quelle musique y aura-t-il ?",
                      "Welke muziek is er?",
                      "Welche Musik gibt es?",
                      "What music is there?"),
                  field(
                      "things",
                      new Input.MultipleChoice(options(6), 1, 6),
                      "De quoi avez-vous besoin ?",
                      "Wat hebt u nodig?",
                      "Was brauchen Sie?",
                      "What do you need?"),
                  helped("plan", false, paper(), PLAN, null),
                  helped(
                      "neighbours",
                      false,
                      new Input.Statement(
                          said(
                              "Dites à vos voisins que la rue est fermée. Ils doivent le savoir dix jours avant.",
                              "Zeg uw buren dat de straat dicht is. Ze moeten het tien dagen vooraf weten.",
                              "Sagen Sie Ihren Nachbarn, dass die Straße gesperrt ist. Sie müssen es zehn Tage vorher wissen.",
                              "Tell your neighbours that the street is closed. They must know ten days before.")),
                      said(
                          "Prévenez les voisins",
                          "Verwittig de buren",
                          "Sagen Sie es den Nachbarn",
                          "Tell the neighbours"),
                      null),
                  field(
                      "stalls",
                      new Input.Block(
                          List.of(
                              field(
                                  "stall",
                                  new Input.ShortText(60, null),
                                  "Comment s’appelle le stand ?",
                                  "Hoe heet de kraam?",
                                  "Wie heißt der Stand?",
                                  "What is the stall called?")),
                          1,
                          5),
                      "Quels stands y aura-t-il ?",
                      "Welke kramen zijn er?",
                      "Welche Stände gibt es?",
                      "Which stalls are there?"),
                  new Field(
                      "permit",
                      PLAN,
                      null,
                      true,
                      null,
                      new Condition.Equals("music", "option-4"),
                      paper()))));

  private static final FormDefinition PARTY =
      new FormDefinition(
          "street-party",
          1,
          FormCategory.EVENTS,
          said(
              "Une fête dans la rue",
              "Een straatfeest",
              "Ein Straßenfest",
              "A party in the street"),
          said(
              "Vous demandez de fermer votre rue pour une fête.",
              "U vraagt om uw straat te sluiten voor een feest.",
              "Sie möchten Ihre Straße für ein Fest sperren.",
              "You ask to close your street for a party."),
          PAGES);

  /** As many words as a form may have. */
  private static final FormDefinition WORDY =
      new FormDefinition(
          "wordy",
          1,
          FormCategory.CULTURE_SPORT,
          wordy(80),
          wordy(300),
          List.of(
              new Page(
                  wordy(80),
                  List.of(
                      helped("text", false, new Input.LongText(4_000), wordy(200), wordy(400)),
                      helped(
                          "choice",
                          false,
                          new Input.Choice(wordyOptions(), Input.Layout.LIST),
                          wordy(200),
                          wordy(400)),
                      helped(
                          "many",
                          true,
                          new Input.MultipleChoice(wordyOptions(), 1, 3),
                          wordy(200),
                          wordy(400)),
                      helped("paper", true, paper(), wordy(200), wordy(400))))));

  private final Offer offer;
  private final Map<String, State> all = new LinkedHashMap<>();

  private SampleForms(List<Service> services) {
    offer = new Offer(services, List.of(procedure(PARTY, false), procedure(WORDY, true)));
  }

  /**
   * @param services what can be ordered besides
   */
  static Map<String, State> of(List<Service> services) {
    return new SampleForms(services).all();
  }

  /** As many as a town hall has, of which one was begun: each subject has two. */
  private Offer many() {
    List<Procedure> many = new ArrayList<>();
    for (FormCategory subject : FormCategory.values()) {
      for (int i = 1; i <= 2; i++) {
        Procedure like = procedure(PARTY, many.size() == 3);
        many.add(
            new Procedure(
                "sample-" + many.size(), subject, like.title(), like.explanation(), like.begun()));
      }
    }
    return new Offer(offer.services(), many);
  }

  private Map<String, State> all() {
    FormPlace start = FormFilling.start(PARTY, CARD, TODAY);
    FormPlace wordy = FormFilling.start(WORDY, Prefill.none(), TODAY);
    all.put("services-and-forms", new State.ChoosingService(offer));
    all.put("form-list", new State.ChoosingProcedure(offer, Optional.empty()));
    all.put("form-subjects", new State.ChoosingProcedure(many(), Optional.empty()));
    all.put(
        "form-list-about",
        new State.ChoosingProcedure(many(), Optional.of(FormCategory.PUBLIC_SPACE)));
    all.put("form-open", new State.OpeningForm(offer, start, List.of(), true));
    FormPlace begun = answered(start, new Answer.Text("Les Inventés"));
    all.put(
        "form-open-begun",
        new State.OpeningForm(
            offer,
            begun,
            List.of(new QuestionPath.Top("day"), new QuestionPath.InBlock("stalls", 0, "stall")),
            true));
    all.put("form-open-paper", new State.OpeningForm(offer, wordy, List.of(), true));
    FormPlace review = theParty(start);
    theWordy(wordy);
    all.putAll(SampleFiles.of(offer));
    all.put("form-change", new State.ChangingForm(offer, (FormPlace.Review) review));
    State.Filling reviewing =
        new State.ReviewingForm(
            offer, (FormPlace.Review) review, Optional.of(FaultCode.GUICHET_UNREACHABLE));
    all.put("form-review", reviewing);
    all.put("form-fetching", new State.FetchingForm(offer));
    all.put("form-keep", new State.AskingToKeep(reviewing, true));
    all.put("form-keeping", new State.KeepingForm(reviewing, true, State.Leaving.KEEP));
    all.put("form-kept", new State.FormKept(true));
    all.put("form-sending", new State.SendingForm(offer, (FormPlace.Review) review, true));
    all.put("form-sent", new State.FormSent(true, REFERENCE));
    all.put("form-sent-tracked", new State.FormSent(true, REFERENCE, SampleRequests.TRACKING));
    return all;
  }

  private FormPlace theParty(FormPlace start) {
    ask("form-text", start, "");
    FormPlace mail = answered(start, new Answer.Text("La fête de la rue des Exemples"));
    ask("form-email", mail, "nemo.nulleperso");
    FormPlace phone = answered(mail, new Answer.Text("nemo.nulleperso@exemple.example"));
    FormPlace length = answered(phone, new Answer.Text("0470000000"));
    ask("form-number", length, "1000");
    FormPlace day = answered(length, new Answer.Text("40,5"));
    Begun.InParts parts = (Begun.InParts) Begun.at((FormPlace.Asking) day);
    all.put("form-date", asking(day, parts, Optional.empty()));
    FormPlace where = answered(day, new Answer.Text("5/6/2027"));
    Begun.InParts address = (Begun.InParts) Begun.at((FormPlace.Asking) where);
    all.put(
        "form-address",
        asking(
            where,
            new Begun.InParts(address.parts(), List.of("Rue des Exemples", "47B", "", "", ""), 2),
            Optional.empty()));
    FormPlace music =
        answered(
            where,
            new Answer.Spot(
                new Answer.Address("Rue des Exemples", "12", "3", "1000", "Nulle-Part"), null));
    ask("form-choice", music, "");
    FormPlace things = answered(music, new Answer.Chosen("option-2"));
    all.put(
        "form-many",
        asking(things, new Begun.Ticked(List.of("option-2", "option-3")), Optional.empty()));
    FormPlace plan = answered(things, new Answer.ManyChosen(List.of("option-1", "option-4")));
    ask("form-file", plan, "");
    FormPlace read = answered(plan, new Answer.Nothing());
    ask("form-statement", read, "");
    FormPlace stall = answered(read, new Answer.Nothing());
    FormPlace stalls = answered(stall, new Answer.Text("Crêpes et gaufres"));
    ask("form-block", stalls, "");
    return answered(stalls, new Answer.Nothing());
  }

  private void theWordy(FormPlace start) {
    String text = wordy(400).get(Language.GERMAN);
    all.put(
        "form-text-wordy",
        asking(start, new Begun.Typed(text), problem(start, new Answer.Text("\u0007"))));
    FormPlace choice = answered(start, new Answer.Text(text));
    FormPlace many = answered(choice, new Answer.Chosen("option-1"));
    ask("form-many-wordy", many, "");
  }

  private void ask(String name, FormPlace place, String typed) {
    Begun begun = Begun.at((FormPlace.Asking) place);
    all.put(
        name,
        begun instanceof Begun.Typed && !typed.isEmpty()
            ? asking(place, new Begun.Typed(typed), problem(place, new Answer.Text(typed)))
            : asking(place, begun, Optional.empty()));
  }

  private State asking(FormPlace place, Begun begun, Optional<Problem> problem) {
    return new State.AnsweringForm(offer, (FormPlace.Asking) place, begun, problem);
  }

  private static Optional<Problem> problem(FormPlace place, Answer answer) {
    Field field = ((FormPlace.Asking) place).question().field();
    return Check.of(field, answer, TODAY) instanceof Checked.Refused(var why)
        ? Optional.of(why)
        : Optional.empty();
  }

  private static FormPlace answered(FormPlace place, Answer answer) {
    Outcome outcome = FormFilling.answer(place, answer);
    if (outcome instanceof Outcome.Moved(var moved)) {
      return moved;
    }
    throw new IllegalArgumentException("a sample that is not taken: " + outcome);
  }

  private static Procedure procedure(FormDefinition form, boolean begun) {
    return new Procedure(form.id(), form.category(), form.title(), form.explanation(), begun);
  }

  private static Input paper() {
    return new Input.FileField(
        List.of(FileKind.PDF), 1_000_000, 10, List.of(FileSource.DOCUMENT_CAMERA));
  }

  private static List<Option> options(int count) {
    List<Map<Language, String>> labels =
        List.of(
            said("Aucune", "Geen", "Keine", "None"),
            said(
                "Dix tables et vingt bancs",
                "Tien tafels en twintig banken",
                "Zehn Tische und zwanzig Bänke",
                "Ten tables and twenty benches"),
            said(
                "Des barrières pour fermer la rue",
                "Hekken om de straat te sluiten",
                "Absperrungen für die Straße",
                "Barriers to close the street"),
            said("Du courant électrique", "Elektriciteit", "Strom", "Electricity"),
            said("De l’eau", "Water", "Wasser", "Water"),
            said("Des poubelles", "Vuilnisbakken", "Mülleimer", "Bins"));
    return IntStream.range(0, count)
        .mapToObj(i -> new Option("option-" + (i + 1), labels.get(i)))
        .toList();
  }

  private static List<Option> wordyOptions() {
    return IntStream.rangeClosed(1, 3)
        .mapToObj(i -> new Option("option-" + i, wordy(120)))
        .toList();
  }

  private static Field field(String id, Input input, String... label) {
    return helped(id, true, input, SampleStates.inEveryLanguage(List.of(label)), null);
  }

  private static Field helped(
      String id,
      boolean required,
      Input input,
      Map<Language, String> label,
      Map<Language, String> help) {
    return new Field(id, label, help, required, null, null, input);
  }

  static Map<Language, String> said(String... words) {
    return SampleStates.inEveryLanguage(List.of(words));
  }

  private static Map<Language, String> wordy(int chars) {
    String words =
        "Überaus umständlich benannte Angelegenheit der Straßenverkehrsordnung, ".repeat(15);
    return SampleStates.inEveryLanguage(Collections.nCopies(4, words.substring(0, chars).strip()));
  }
}
