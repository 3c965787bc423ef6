package be.borne.kiosk.screen;

import be.borne.kiosk.form.FormTexts;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.OrderDraft;
import be.borne.kiosk.journey.State.ChoosingCopies;
import be.borne.kiosk.journey.State.ChoosingPurpose;
import be.borne.kiosk.journey.State.ChoosingWay;
import be.borne.kiosk.journey.State.Composing;
import be.borne.kiosk.journey.State.Confirming;
import be.borne.kiosk.journey.State.ConfirmingEmail;
import be.borne.kiosk.journey.State.Ordered;
import be.borne.kiosk.journey.State.TypingEmail;
import be.borne.kiosk.screen.Screen.Picture;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.Purpose;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is asked of an order, one question a screen, and what becomes of one that is sent.
 *
 * @param t words of the citizen's language
 * @param problems what is said of an answer that is not taken
 * @param followUp how it can be asked for without a card
 */
record OrderScreens(Texts t, FormTexts problems, FollowUp followUp, Language language) {
  /** As long as an address may be [RFC 5321, 4.5.3.1.3]. */
  private static final int MOST_OF_AN_ADDRESS = 254;

  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");

  static String nameOf(Composing at) {
    return switch (at) {
      case ChoosingPurpose _ -> "choosing-purpose";
      case ChoosingWay _ -> "choosing-way";
      case TypingEmail _ -> "typing-email";
      case ConfirmingEmail _ -> "confirming-email";
      case ChoosingCopies _ -> "choosing-copies";
      case Confirming(_, var draft) ->
          draft.way() == DeliveryWay.PAPER ? "confirming" : "confirming-order";
    };
  }

  /**
   * @param draft of the name {@link #nameOf} gives
   */
  Screen of(Composing at, ScreenDraft draft) {
    draft.step(ScreenOf.CERTIFICATE_STEP);
    switch (at) {
      case ChoosingPurpose it -> purpose(it, draft);
      case ChoosingWay it -> way(it, draft);
      case TypingEmail it -> email(it, draft);
      case ConfirmingEmail it -> emailOnceMore(it, draft);
      case ChoosingCopies it -> copies(it, draft);
      case Confirming it -> review(it, draft);
    }
    return draft.stop().tools().done();
  }

  private void purpose(ChoosingPurpose at, ScreenDraft draft) {
    Service service = at.draft().service();
    draft.title(t.get("purpose.title")).picture(Picture.CERTIFICATE);
    boolean pricesDiffer =
        service.purposes().stream().mapToInt(Purpose::feeCents).distinct().count() > 1;
    for (Purpose purpose : service.purposes()) {
      draft.choice(
          Role.LISTED,
          purpose.title().get(language),
          pricesDiffer ? Optional.of(price(purpose.feeCents())) : Optional.empty(),
          new Event.PurposeChosen(purpose.id()));
    }
    back(draft).paging(t.get("purpose.more"), t.get("purpose.previous"));
  }

  private void way(ChoosingWay at, ScreenDraft draft) {
    Service service = at.draft().service();
    draft.title(t.get("way.title")).picture(Picture.WAYS);
    if (service.delivery() == Service.Delivery.AFTER_A_CLERKS_CHECK) {
      draft.sentence(t.get("confirm.clerk"));
    }
    for (DeliveryWay way : service.ways()) {
      boolean later = service.delivery() == Service.Delivery.AFTER_A_CLERKS_CHECK;
      draft.choice(
          Role.LISTED,
          t.get("way." + way),
          Optional.of(t.get("way." + way + (later ? ".later" : ".how"))),
          new Event.WayChosen(way));
    }
    back(draft).paging(t.get("page.more"), t.get("page.previous"));
  }

  private void email(TypingEmail at, ScreenDraft draft) {
    draft.title(t.get("email.title"));
    at.problem()
        .ifPresentOrElse(
            problem -> draft.warning(problems.of(problem)),
            () -> draft.sentence(t.get("email.how")));
    back(draft)
        .entry(
            t.get("email.label"),
            TextEntry.Kind.EMAIL,
            MOST_OF_AN_ADDRESS,
            false,
            TextEntry.USUAL_ENDINGS,
            at.typed(),
            new Event.TextEntered());
  }

  private void emailOnceMore(ConfirmingEmail at, ScreenDraft draft) {
    draft
        .title(t.get("emailok.title"))
        .own(t.get("email.label"), at.typed().text(), true)
        .sentence(t.get("emailok.how"))
        .picture(Picture.MAIL)
        .choice(Role.MAIN, t.get("emailok.yes"), Optional.empty(), new Event.Confirmed())
        .choice(Role.BACK, t.get("emailok.no"), Optional.empty(), new Event.WentBack());
  }

  private void copies(ChoosingCopies at, ScreenDraft draft) {
    Service service = at.draft().service();
    draft.title(t.get("copies.title")).sentence(t.get("copies.how")).picture(Picture.CERTIFICATES);
    for (int copies = 1; copies <= service.mostCopies(); copies++) {
      int cents = service.feeCents(at.draft().purpose(), copies);
      draft.choice(
          Role.LISTED,
          t.get("copies.count", copies),
          cents == 0 ? Optional.empty() : Optional.of(price(cents)),
          new Event.CopiesChosen(copies));
    }
    back(draft).paging(t.get("page.more"), t.get("page.previous"));
  }

  private void review(Confirming at, ScreenDraft draft) {
    OrderDraft order = at.draft();
    Service service = order.service();
    boolean paper = order.way() == DeliveryWay.PAPER;
    boolean later = service.delivery() == Service.Delivery.AFTER_A_CLERKS_CHECK;
    draft
        .title(t.get(paper && !later ? "confirm.title" : "confirm.title.order"))
        .sentences(List.of(SENTENCE_END.split(service.explanation().get(language))))
        .labelled(t.get("confirm.certificate"), service.title().get(language));
    order
        .purpose()
        .ifPresent(
            purpose -> draft.labelled(t.get("confirm.purpose"), purpose.title().get(language)));
    draft.labelled(
        t.get("confirm.language"), t.get("language." + order.documentLanguage().tag() + ".name"));
    if (order.service().ways().size() > 1) {
      draft.labelled(t.get("confirm.way"), t.get("way." + order.way()));
    }
    if (paper && service.mostCopies() > 1) {
      draft.labelled(t.get("confirm.copies"), t.get("copies.count", order.copies()));
    }
    draft.labelled(t.get("confirm.price"), price(order.feeCents()));
    if (order.way() == DeliveryWay.EMAIL) {
      address(draft, order);
    }
    draft.picture(Picture.CERTIFICATE);
    if (later) {
      draft.sentence(t.get("confirm.clerk")).sentence(t.get("confirm.clerk." + order.way()));
    }
    for (Language other : service.documentLanguages()) {
      if (other != order.documentLanguage()) {
        draft.choice(
            Role.ASIDE,
            t.get("confirm.change", t.get("language." + other.tag() + ".in")),
            Optional.empty(),
            new Event.DocumentLanguageChosen(other));
      }
    }
    draft.choice(
        Role.MAIN,
        t.get(paper && !later ? "confirm.print" : "confirm.order"),
        Optional.empty(),
        new Event.Confirmed());
    back(draft);
  }

  /** What happens to an order of which nothing comes out now. */
  Screen of(Ordered at, ScreenDraft draft) {
    OrderDraft order = at.draft();
    draft
        .step(ScreenOf.PAPER_STEP)
        .title(t.get(at.ready() ? "ordered.title" : "ordered.title.later"));
    boolean later =
        !at.ready() && order.service().delivery() == Service.Delivery.AFTER_A_CLERKS_CHECK;
    if (later) {
      draft.sentence(t.get("confirm.clerk"));
    }
    draft.sentence(t.get("ordered." + order.way()));
    if (order.way() == DeliveryWay.EMAIL) {
      address(draft, order);
      // Of a clerk nobody knows how many days it takes.
      draft.sentences(later ? List.of() : List.of(t.get("ordered.EMAIL.if")));
    }
    draft.labelled(t.get("fault.order"), at.reference());
    followUp.tell(draft, at.tracking());
    draft
        .picture(
            switch (order.way()) {
              case PAPER -> Picture.TOWN_HALL;
              case EMAIL, POST -> Picture.MAIL;
            })
        .choice(Role.MAIN, t.get("ordered.done"), Optional.empty(), new Event.Acknowledged());
    return draft.stop().tools().done();
  }

  private void address(ScreenDraft draft, OrderDraft order) {
    order
        .email()
        .map(EmailAddress::text)
        .ifPresent(address -> draft.own(t.get("email.label"), address, true));
  }

  private ScreenDraft back(ScreenDraft draft) {
    return draft.choice(Role.BACK, t.get("confirm.back"), Optional.empty(), new Event.WentBack());
  }

  private String price(int cents) {
    return cents == 0 ? t.get("confirm.free") : t.euro(cents);
  }
}
