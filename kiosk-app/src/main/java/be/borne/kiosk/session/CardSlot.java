package be.borne.kiosk.session;

import be.borne.device.card.CardEvent;
import be.borne.device.card.EidCard;
import be.borne.kiosk.journey.Event;
import java.util.Optional;

/** What lies in the card reader now. Thread-safe. */
public final class CardSlot {
  private Optional<EidCard> card = Optional.empty();

  /** The eID that lies in the reader. */
  synchronized Optional<EidCard> card() {
    return card;
  }

  /**
   * Takes note of what the reader saw.
   *
   * @return what it means for the journey; empty if it is only about the reader itself
   */
  public synchronized Optional<Event> note(CardEvent seen) {
    card =
        seen instanceof CardEvent.CardInserted(EidCard inserted)
            ? Optional.of(inserted)
            : Optional.empty();
    return switch (seen) {
      case CardEvent.CardInserted _ -> Optional.of(new Event.CardInserted());
      case CardEvent.CardMute _ -> Optional.of(new Event.CardMute());
      case CardEvent.ForeignCard _ -> Optional.of(new Event.CardForeign());
      case CardEvent.CardRemoved _ -> Optional.of(new Event.CardPulled());
      case CardEvent.NoReader _, CardEvent.ReaderReady _ -> Optional.empty();
    };
  }
}
