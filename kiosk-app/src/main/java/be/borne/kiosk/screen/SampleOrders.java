package be.borne.kiosk.screen;

import be.borne.kiosk.journey.Offer;
import be.borne.kiosk.journey.OrderDraft;
import be.borne.kiosk.journey.State;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.Purpose;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Orders on their way from the first question to what becomes of them, for galleries and tests. */
final class SampleOrders {
  private static final String REFERENCE = "BXL-2026-7K3M9QX2";
  private static final EmailAddress SHORT = new EmailAddress("nemo.nulleperso@example.be");

  /** Longer than any line. */
  private static final EmailAddress LONG =
      new EmailAddress(
          "antoinette-bernadette.vandennietbestaande@post.exemple-invente.voorbeeld.example");

  static final List<Purpose> PURPOSES =
      List.of(
          purpose(
              "social-housing",
              0,
              "Un logement social",
              "Een sociale woning",
              "Eine Sozialwohnung",
              "Social housing"),
          purpose("pension", 0, "Une pension", "Een pensioen", "Eine Rente", "A pension"),
          purpose("school", 0, "L’école", "De school", "Die Schule", "School"),
          purpose(
              "family-allowance",
              0,
              "Les allocations familiales",
              "De kinderbijslag",
              "Das Kindergeld",
              "Family allowance"),
          purpose("bank", 500, "Une banque", "Een bank", "Eine Bank", "A bank"),
          purpose(
              "other", 500, "Une autre raison", "Iets anders", "Etwas anderes", "Something else"));

  private SampleOrders() {}

  /**
   * @param services at least six: of the third a fee, of the last a clerk's check
   */
  static Map<String, State> of(List<Service> services, Language language) {
    Offer offer = Offer.of(services);
    Service first = services.getFirst();
    OrderDraft draft = draft(first, language, DeliveryWay.PAPER);
    OrderDraft byEmail = draft(first, language, DeliveryWay.EMAIL);
    OrderDraft byPost = draft(first, language, DeliveryWay.POST);
    OrderDraft checked = draft(services.getLast(), language, DeliveryWay.PAPER);
    OrderDraft checkedByEmail = draft(services.getLast(), language, DeliveryWay.EMAIL);
    Map<String, State> all = new LinkedHashMap<>();
    all.put("purpose", new State.ChoosingPurpose(offer, draft));
    all.put("way", new State.ChoosingWay(offer, draft));
    all.put("way-clerk", new State.ChoosingWay(offer, checked));
    all.put("email", new State.TypingEmail(offer, byEmail, "", Optional.empty()));
    for (String typed : List.of("nemo.nulleperso", "nemo@nulleperso")) {
      if (EmailAddress.of(typed) instanceof EmailAddress.Read.Refused(var problem)) {
        all.put(
            "email-" + problem.key().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            new State.TypingEmail(offer, byEmail, typed, Optional.of(problem)));
      }
    }
    all.put("email-ok", new State.ConfirmingEmail(offer, byEmail, SHORT));
    all.put("email-ok-long", new State.ConfirmingEmail(offer, byEmail, LONG));
    all.put("copies", new State.ChoosingCopies(offer, draft));
    all.put("confirm", new State.Confirming(offer, plain(first, language)));
    all.put("confirm-all", new State.Confirming(offer, draft));
    all.put(
        "confirm-fee",
        new State.Confirming(offer, draft(services.get(2), language, DeliveryWay.PAPER)));
    all.put("confirm-clerk", new State.Confirming(offer, checked));
    all.put("confirm-email", new State.Confirming(offer, byEmail));
    all.put("confirm-email-clerk", new State.Confirming(offer, checkedByEmail));
    all.put("confirm-post", new State.Confirming(offer, byPost));
    all.put(
        "confirm-post-clerk",
        new State.Confirming(offer, draft(services.getLast(), language, DeliveryWay.POST)));
    all.put("ordering", new State.Ordering(offer, draft));
    all.put("ordered-email", new State.Ordered(true, byEmail, REFERENCE, true));
    all.put(
        "ordered-email-clerk",
        new State.Ordered(true, checkedByEmail, REFERENCE, false, SampleRequests.TRACKING));
    all.put(
        "ordered-post", new State.Ordered(true, byPost, REFERENCE, true, SampleRequests.TRACKING));
    all.put("ordered-clerk", new State.Ordered(false, checked, REFERENCE, false));
    for (String sample : List.of("ordered-clerk-tracked", "ordered-clerk-no-page")) {
      all.put(sample, new State.Ordered(true, checked, REFERENCE, false, SampleRequests.TRACKING));
    }
    return all;
  }

  /** Of a service that asks nothing. */
  private static OrderDraft plain(Service service, Language language) {
    Service alone =
        new Service(
            service.id(),
            service.title(),
            service.explanation(),
            service.documentLanguages(),
            0,
            service.delivery());
    return new OrderDraft(
        alone,
        documentLanguage(service, language),
        Optional.empty(),
        DeliveryWay.PAPER,
        Optional.empty(),
        1);
  }

  private static OrderDraft draft(Service service, Language language, DeliveryWay way) {
    return new OrderDraft(
        service,
        documentLanguage(service, language),
        service.purposes().stream().skip(4).findFirst(),
        way,
        way == DeliveryWay.EMAIL ? Optional.of(SHORT) : Optional.empty(),
        2);
  }

  private static Language documentLanguage(Service service, Language language) {
    return service.documentLanguages().contains(language)
        ? language
        : service.documentLanguages().getFirst();
  }

  private static Purpose purpose(String id, int feeCents, String... titles) {
    return new Purpose(id, SampleStates.inEveryLanguage(List.of(titles)), feeCents);
  }
}
