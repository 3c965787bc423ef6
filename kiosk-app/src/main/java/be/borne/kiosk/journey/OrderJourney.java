package be.borne.kiosk.journey;

import be.borne.kiosk.journey.CitizenJourney.Move;
import be.borne.kiosk.journey.Effect.PlaceOrder;
import be.borne.kiosk.journey.Event.*;
import be.borne.kiosk.journey.State.*;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.FaultCode;
import java.util.Optional;

/**
 * From the certificate that was chosen to the order that is placed: one question after the other,
 * and back again with every answer kept. What is asked next is {@link OrderDraft}'s. A pure
 * function; what is not listed changes nothing.
 */
final class OrderJourney {
  private OrderJourney() {}

  /** Before the first question. */
  static Move begin(Offer offer, OrderDraft draft) {
    return ask(offer, draft, draft.questions().getFirst());
  }

  static Move next(Composing here, Event event) {
    OrderDraft draft = here.draft();
    Service service = draft.service();
    return switch (event) {
      case PurposeChosen(var id) when here instanceof ChoosingPurpose ->
          service
              .purpose(id)
              .map(purpose -> onward(here, draft.forPurpose(purpose)))
              .orElse(Move.to(here));
      case WayChosen(var way) when here instanceof ChoosingWay && service.ways().contains(way) ->
          onward(here, draft.by(way));
      case CopiesChosen(var copies)
          when here instanceof ChoosingCopies && copies >= 1 && copies <= service.mostCopies() ->
          onward(here, draft.times(copies));
      case TextTyped(var text) when here instanceof TypingEmail -> typed(here, text);
      case Confirmed _ when here instanceof ConfirmingEmail(_, _, var address) ->
          onward(here, draft.to(address));
      case WentBack _ when here instanceof ConfirmingEmail(var offer, _, var address) ->
          Move.to(new TypingEmail(offer, draft, address.text(), Optional.empty()));
      case DocumentLanguageChosen(var language)
          when here instanceof Confirming && service.documentLanguages().contains(language) ->
          Move.to(new Confirming(here.offer(), draft.in(language)));
      case Confirmed _ when here instanceof Confirming ->
          Move.to(new Ordering(here.offer(), draft), new PlaceOrder(draft.request()));
      case WentBack _ ->
          draft
              .before(here.question())
              .map(question -> ask(here.offer(), draft, question))
              .orElseGet(() -> Move.to(new ChoosingService(here.offer())));
      case CardPulled _ -> CitizenJourney.fault(false, FaultCode.CARD_PULLED);
      default -> Move.to(here);
    };
  }

  private static Move typed(Composing here, String text) {
    return Move.to(
        switch (EmailAddress.of(text)) {
          case EmailAddress.Read.Taken(var address) ->
              new ConfirmingEmail(here.offer(), here.draft(), address);
          case EmailAddress.Read.Refused(var problem) ->
              new TypingEmail(here.offer(), here.draft(), text, Optional.of(problem));
        });
  }

  private static Move onward(Composing here, OrderDraft draft) {
    return ask(here.offer(), draft, draft.after(here.question()));
  }

  private static Move ask(Offer offer, OrderDraft draft, OrderDraft.Question question) {
    return Move.to(
        switch (question) {
          case PURPOSE -> new ChoosingPurpose(offer, draft);
          case WAY -> new ChoosingWay(offer, draft);
          case EMAIL ->
              new TypingEmail(
                  offer, draft, draft.email().map(EmailAddress::text).orElse(""), Optional.empty());
          case COPIES -> new ChoosingCopies(offer, draft);
          case REVIEW -> new Confirming(offer, draft);
        });
  }
}
