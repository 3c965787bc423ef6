package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.Offer;
import be.borne.kiosk.journey.PinPlace;
import be.borne.kiosk.journey.State;
import be.borne.kiosk.journey.WaitingDocument;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.Service.Delivery;
import be.borne.protocol.guichet.Sides;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.guichet.UnfinishedOrder.Standing;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every state a citizen can see, for galleries and tests, with an invented catalogue. */
final class SampleStates {
  private static final String REFERENCE = "BXL-2026-7K3M9QX2";
  private static final Instant PLACED_AT = Instant.parse("2026-11-26T13:02:00Z");

  private static final List<Service> SERVICES =
      List.of(
          service(
              "household-composition",
              List.of(
                  "Composition de ménage",
                  "Samenstelling van het gezin",
                  "Haushaltszusammensetzung",
                  "Household composition"),
              List.of(
                  "Les personnes qui habitent à votre adresse.",
                  "De personen die op uw adres wonen.",
                  "Die Personen, die an Ihrer Adresse wohnen.",
                  "The people who live at your address."),
              0,
              Delivery.AT_ONCE),
          service(
              "residence",
              List.of(
                  "Certificat de résidence",
                  "Bewijs van woonst",
                  "Wohnsitzbescheinigung",
                  "Certificate of residence"),
              List.of(
                  "Votre adresse officielle aujourd’hui.",
                  "Uw officiële adres vandaag.",
                  "Ihre offizielle Adresse heute.",
                  "Your official address today."),
              0,
              Delivery.AT_ONCE),
          service(
              "residence-with-history",
              List.of(
                  "Certificat de résidence avec historique",
                  "Bewijs van woonst met historiek",
                  "Wohnsitzbescheinigung mit allen früheren Adressen",
                  "Certificate of residence with history"),
              List.of(
                  "Toutes les adresses officielles où vous avez habité en Belgique, depuis la première.",
                  "Alle officiële adressen waar u in België hebt gewoond, vanaf het eerste.",
                  "Alle offiziellen Adressen, an denen Sie in Belgien gewohnt haben, von der ersten an.",
                  "Every official address where you have lived in Belgium, from the first one on."),
              1250,
              Delivery.AT_ONCE),
          service(
              "nationality",
              List.of(
                  "Certificat de nationalité belge",
                  "Bewijs van Belgische nationaliteit",
                  "Belgische Staatsangehörigkeitsbescheinigung",
                  "Certificate of Belgian nationality"),
              List.of(
                  "La preuve que vous êtes belge.",
                  "Het bewijs dat u Belg bent.",
                  "Der Nachweis, dass Sie Belgier sind.",
                  "Proof that you are Belgian."),
              0,
              Delivery.AT_ONCE),
          service(
              "life",
              List.of(
                  "Certificat de vie",
                  "Levensbewijs",
                  "Lebensbescheinigung",
                  "Certificate of life"),
              List.of(
                  "Souvent demandé pour une pension étrangère.",
                  "Vaak gevraagd voor een buitenlands pensioen.",
                  "Oft für eine ausländische Rente verlangt.",
                  "Often needed for a foreign pension."),
              0,
              Delivery.AT_ONCE),
          service(
              "criminal-record",
              List.of(
                  "Extrait de casier judiciaire",
                  "Uittreksel uit het strafregister",
                  "Auszug aus dem Strafregister",
                  "Criminal record extract"),
              List.of(
                  "Pour un employeur, par exemple.",
                  "Voor een werkgever, bijvoorbeeld.",
                  "Zum Beispiel für einen Arbeitgeber.",
                  "For an employer, for example."),
              500,
              Delivery.AFTER_A_CLERKS_CHECK));

  /** As many words as a catalogue may have. */
  private static final List<Service> WORDY =
      Stream.of("wordy-one", "wordy-two", "wordy-three", "wordy-four", "wordy-five", "wordy-six")
          .map(
              id ->
                  service(
                      id,
                      Collections.nCopies(
                          4,
                          "Überaus umständlich benannte Angelegenheit, "
                              .repeat(2)
                              .substring(0, 80)),
                      Collections.nCopies(
                          4,
                          "Alles, was darüber zu sagen ist, steht hier. "
                              .repeat(7)
                              .substring(0, 300)),
                      100_000,
                      Delivery.AFTER_A_CLERKS_CHECK))
          .toList();

  private SampleStates() {}

  /** The moments of a citizen of this language by a name for each, with every fault. */
  static Map<String, Moment> in(Language language) {
    return in(Manner.of(language));
  }

  /** The moments by a name for each, with every fault, said in this manner. */
  static Map<String, Moment> in(Manner manner) {
    Map<String, Moment> moments = new LinkedHashMap<>();
    states(manner.language())
        .forEach((name, state) -> moments.put(name, new Moment(state, manner)));
    return moments;
  }

  private static Map<String, State> states(Language language) {
    Map<String, State> all = new LinkedHashMap<>();
    all.put("attract", new State.Attract());
    all.put("out-of-service", new State.OutOfService(FaultCode.PAPER_OUT));
    all.put("language", new State.ChoosingLanguage(false));
    all.put("insert-card", new State.AwaitingCard());
    all.put("turn-card", new State.TurnCardAround());
    all.put("reading-card", new State.ReadingCard());
    all.put("pin", new State.AwaitingPin(Optional.of(3)));
    all.put("pin-unknown", new State.AwaitingPin(Optional.empty()));
    all.put("pin-last", new State.AwaitingPin(Optional.of(1)));
    all.put("pin-on-reader", new State.TypingPinOnReader(Optional.of(3)));
    all.put("pin-on-reader-unknown", new State.TypingPinOnReader(Optional.empty()));
    all.put("pin-on-reader-last", new State.TypingPinOnReader(Optional.of(1)));
    all.put("signing-in", new State.SigningIn());
    all.put("wrong-pin-2", new State.WrongPin(2, PinPlace.ON_SCREEN));
    all.put("wrong-pin-1", new State.WrongPin(1, PinPlace.ON_READER));
    all.put("waiting-one", waiting(List.of(Standing.READY)));
    all.put(
        "waiting-all",
        waiting(
            List.of(
                Standing.READY,
                Standing.READY,
                Standing.IN_DOUBT,
                Standing.BEING_PRINTED,
                Standing.IN_PREPARATION)));
    all.put("waiting-doubt", waiting(List.of(Standing.IN_DOUBT)));
    all.put("waiting-later", waiting(List.of(Standing.BEING_PRINTED)));
    all.put("waiting-wordy", waitingWordy());
    all.put("services", new State.ChoosingService(Offer.of(SERVICES)));
    all.put("services-wordy", new State.ChoosingService(Offer.of(WORDY)));
    all.put("services-few", new State.ChoosingService(Offer.of(SERVICES.subList(0, 2))));
    all.put("services-none", new State.ChoosingService(Offer.of(List.of())));
    SampleOrders.of(SERVICES, language).forEach(all::put);
    Map<String, State> wordy = SampleOrders.of(WORDY, language);
    for (String name : List.of("confirm-all", "confirm-clerk", "confirm-email")) {
      all.put(name + "-wordy", wordy.get(name));
    }
    SampleForms.of(SERVICES).forEach(all::put);
    SampleRequests.of(Offer.of(SERVICES)).forEach(all::put);
    all.put(
        "checking",
        new State.CheckingDocument(
            Offer.of(SERVICES), Optional.of(SERVICES.getFirst()), REFERENCE));
    all.put("printing", new State.Printing(true, REFERENCE, Optional.empty()));
    for (FaultCode why :
        List.of(
            FaultCode.PAPER_OUT,
            FaultCode.PAPER_JAM,
            FaultCode.COVER_OPEN,
            FaultCode.TONER_EMPTY,
            FaultCode.PRINTER_UNREACHABLE)) {
      all.put("held-" + why.code(), new State.Printing(true, REFERENCE, Optional.of(why)));
    }
    all.put("take-both", new State.TakingBack(true, true, false));
    all.put("take-card", new State.TakingBack(true, false, false));
    all.put("take-paper", new State.TakingBack(false, true, false));
    all.put("goodbye", new State.TakingBack(false, false, false));
    all.put("forgotten-card", new State.TakingBack(true, true, true));
    all.put("still-there", new State.AskingIfStillThere(new State.SigningIn()));
    all.put("still-there-no-card", new State.AskingIfStillThere(new State.AwaitingCard()));
    for (FaultCode fault : FaultCode.values()) {
      all.put(
          "fault-" + fault.code(),
          new State.Faulted(fault != FaultCode.CARD_PULLED, fault, referenceAt(fault)));
    }
    overlays(all);
    all.putAll(SampleHostStates.all());
    return all;
  }

  /** Help over every place that has its own, and what else can be laid over some of them. */
  private static void overlays(Map<String, State> all) {
    for (String name :
        List.of(
            "language",
            "insert-card",
            "turn-card",
            "reading-card",
            "pin",
            "pin-on-reader",
            "signing-in",
            "wrong-pin-2",
            "waiting-one",
            "services",
            "purpose",
            "way",
            "email",
            "email-ok",
            "copies",
            "confirm",
            "confirm-email",
            "ordering",
            "ordered-email",
            "form-list",
            "form-open",
            "form-many",
            "form-stick",
            "form-picture",
            "form-review",
            "requests-fetching",
            "requests",
            "requests-none",
            "request-print",
            "requests-untold",
            "refused-NOTHING_TO_CERTIFY",
            "checking",
            "printing",
            "held-P-202",
            "take-both",
            "forgotten-card",
            "fault-P-202")) {
      all.put("help-" + name, new State.GettingHelp((State.Place) all.get(name), false));
    }
    State.Place pin = new State.AwaitingPin(Optional.of(3));
    State.Place printing = new State.Printing(true, REFERENCE, Optional.empty());
    all.put("help-called", new State.GettingHelp(pin, true));
    all.put("manner", new State.ChoosingManner(pin));
    all.put("manner-while-printing", new State.ChoosingManner(printing));
    all.put("headset-gone", new State.HeadsetGone(pin));
    all.put("headset-gone-while-printing", new State.HeadsetGone(printing));
  }

  private static Optional<String> referenceAt(FaultCode fault) {
    return switch (fault.code().charAt(0)) {
      case 'P', 'D' -> Optional.of(REFERENCE);
      default -> Optional.empty();
    };
  }

  private static State waiting(List<Standing> standings) {
    List<WaitingDocument> documents = new ArrayList<>();
    for (Standing standing : standings) {
      Service service = SERVICES.get(documents.size() % SERVICES.size());
      documents.add(
          WaitingDocument.of(
              new UnfinishedOrder(REFERENCE, service.id(), PLACED_AT, standing), List.of(service)));
    }
    return new State.ChoosingWaiting(Offer.of(SERVICES), documents);
  }

  private static State waitingWordy() {
    List<WaitingDocument> documents = new ArrayList<>();
    for (Standing standing : Standing.values()) {
      for (Service service : WORDY.subList(0, 3)) {
        documents.add(
            WaitingDocument.of(
                new UnfinishedOrder(REFERENCE, service.id(), PLACED_AT, standing),
                List.of(service)));
      }
    }
    return new State.ChoosingWaiting(Offer.of(WORDY), documents);
  }

  /**
   * @param titles in French, Dutch, German, English
   * @param explanations in French, Dutch, German, English
   */
  private static Service service(
      String id, List<String> titles, List<String> explanations, int feeCents, Delivery delivery) {
    return new Service(
        id,
        inEveryLanguage(titles),
        inEveryLanguage(explanations),
        new ArrayList<>(List.of(Language.FRENCH, Language.DUTCH)),
        feeCents,
        delivery,
        Sides.ONE_SIDED,
        SampleOrders.PURPOSES,
        3,
        List.of(DeliveryWay.values()));
  }

  static Map<Language, String> inEveryLanguage(List<String> texts) {
    return Map.of(
        Language.FRENCH, texts.get(0),
        Language.DUTCH, texts.get(1),
        Language.GERMAN, texts.get(2),
        Language.ENGLISH, texts.get(3));
  }
}
