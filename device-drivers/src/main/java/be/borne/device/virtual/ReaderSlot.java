package be.borne.device.virtual;

import be.borne.device.virtual.CardBehaviour.Accident;
import be.borne.device.virtual.CardBox.Wanted;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** One slot of the virtual reader, with or without a card in it. For one thread at a time. */
final class ReaderSlot {
  private static final Duration SLOW = Duration.ofMillis(300);
  private static final Duration CHANGE_OF_HANDS = Duration.ofMillis(900);

  private final CardBox box;
  private final int port;
  private VpcdCard card;
  private Wanted content;

  /**
   * @param port where vpcd takes the card of this slot
   */
  ReaderSlot(CardBox box, int port) {
    this.box = box;
    this.port = port;
  }

  /** Puts a card in; one that is there comes out first, for as long as a hand needs. */
  void insert(Wanted wanted) throws IOException {
    VirtualCard chip = chip(wanted);
    if (inserted()) {
      pull();
      changeHands();
    }
    content = wanted;
    card = VpcdCard.insert(chip, behaviour(wanted.fault()), port);
  }

  /**
   * Exchanges the card in no time.
   *
   * @throws IllegalArgumentException if none is inserted
   */
  void swap(Wanted wanted) throws IOException {
    VirtualCard chip = chip(wanted);
    requireCard();
    content = wanted;
    card.swap(chip, behaviour(wanted.fault()));
  }

  private VirtualCard chip(Wanted wanted) throws IOException {
    VirtualEid eid = box.eid(wanted);
    return switch (wanted.fault()) {
      case FOREIGN -> new VirtualForeignCard();
      case ONE_BYTE_ANSWERS -> new ShortAnswers(eid);
      case BLOCKED -> {
        eid.block();
        yield eid;
      }
      default -> eid;
    };
  }

  private static CardBehaviour behaviour(Fault fault) {
    return switch (fault) {
      case MUTE -> CardBehaviour.MUTE;
      case SLOW -> CardBehaviour.slow(SLOW);
      case HANG -> CardBehaviour.hangingAt(1);
      default -> CardBehaviour.GOOD;
    };
  }

  /** pcscd looks only every 400 ms; no hand is faster, and a swap it misses would be unreal. */
  private static void changeHands() throws IOException {
    try {
      Thread.sleep(CHANGE_OF_HANDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted between two cards", e);
    }
  }

  /** Takes the card out, if one is there. */
  void pull() {
    if (card != null) {
      card.close();
      card = null;
    }
  }

  /**
   * Lets something happen to a later command.
   *
   * @param ahead how many commands from now, from 1
   * @param status of {@link Accident#STATUS}
   * @throws IllegalArgumentException if no card is inserted
   */
  void plan(Accident accident, int ahead, int status) {
    requireCard();
    card.behave(card.behaviour().with(accident, card.commands() + ahead, status));
  }

  private void requireCard() {
    if (!inserted()) {
      throw new IllegalArgumentException("no card is inserted");
    }
  }

  private boolean inserted() {
    return card != null && card.inserted();
  }

  /** One line of JSON. */
  String status(boolean service) throws IOException {
    boolean inserted = inserted();
    boolean eid = inserted && content.fault() != Fault.FOREIGN;
    return String.format(
        Locale.ROOT,
        "{\"inserted\":%s,\"fault\":\"%s\",\"applet\":%s,\"apdus\":%d,\"triesLeft\":%s,"
            + "\"service\":%b}",
        inserted ? "\"" + content.person().id() + "\"" : "null",
        (inserted ? content.fault() : Fault.NONE).word(),
        eid ? "\"" + content.generation().label() + "\"" : "null",
        card == null ? 0 : card.commands(),
        eid ? String.valueOf(box.eid(content).triesLeft()) : "null",
        service);
  }
}
