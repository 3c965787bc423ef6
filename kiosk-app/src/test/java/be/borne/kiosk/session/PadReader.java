package be.borne.kiosk.session;

import be.borne.device.card.CardFault;
import be.borne.device.card.CardLink;
import be.borne.device.card.CardPort;
import be.borne.device.card.CardRefusal;
import be.borne.device.virtual.VirtualCard;
import be.borne.device.virtual.VirtualPort;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A reader with keys of its own over a virtual card, at which an invented person does something;
 * what it was told of the PIN entry is kept.
 */
final class PadReader implements CardPort {
  private static final int GET_FEATURES = 0x42000D48;
  private static final int VERIFY_PIN_DIRECT = 0x42330006;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** What a person does at the keys; the reader's answer to VERIFY. */
  @FunctionalInterface
  interface Person {
    byte[] act(PadReader reader) throws CardFault;
  }

  private final String name;
  private final VirtualPort slot;
  private final Person person;
  private final List<byte[]> entries = new CopyOnWriteArrayList<>();
  private final List<String> controls = new CopyOnWriteArrayList<>();
  private final List<String> transmitted = new CopyOnWriteArrayList<>();
  private final List<Boolean> releases = new CopyOnWriteArrayList<>();
  private volatile CardLink cardLink;

  PadReader(String name, VirtualCard card, Person person) {
    this.name = name;
    this.slot = VirtualPort.with(card);
    this.person = person;
  }

  /** Types four digits and presses OK. */
  static Person types(String pin) {
    return reader -> reader.verify(pin);
  }

  static Person leadsTo(String status) {
    return _ -> HEX.parseHex(status);
  }

  static Person pulls() {
    return reader -> {
      reader.slot.pull();
      throw new CardFault(CardRefusal.CARD_FAILED, "SCARD_E_NOT_TRANSACTED");
    };
  }

  byte[] verify(String pin) throws CardFault {
    return cardLink.transmit(HEX.parseHex("0020000108" + "24" + pin + "FFFFFFFFFF"));
  }

  /** What it was told of each PIN that it should ask for: PIN_VERIFY_STRUCTURE. */
  List<byte[]> entries() {
    return List.copyOf(entries);
  }

  /** How often it was asked anything itself. */
  int controls() {
    return controls.size();
  }

  /** Commands of the program to the card. */
  List<String> transmitted() {
    return List.copyOf(transmitted);
  }

  /** Of each time that the card was let go of, whether it was reset. */
  List<Boolean> releases() {
    return List.copyOf(releases);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CardLink connect() throws CardFault {
    cardLink = slot.connect();
    return new Link(cardLink);
  }

  @Override
  public boolean awaitAbsence(Duration time) throws CardFault {
    return slot.awaitAbsence(time);
  }

  private final class Link implements CardLink {
    private final CardLink card;

    Link(CardLink card) {
      this.card = card;
    }

    @Override
    public byte[] answerToReset() {
      return card.answerToReset();
    }

    @Override
    public byte[] transmit(byte[] command) throws CardFault {
      transmitted.add(HEX.formatHex(command));
      return card.transmit(command);
    }

    @Override
    public byte[] control(int code, byte[] command) throws CardFault {
      controls.add(Integer.toHexString(code));
      return switch (code) {
        case GET_FEATURES -> HEX.parseHex("0604" + "42330006");
        case VERIFY_PIN_DIRECT -> {
          entries.add(command.clone());
          yield person.act(PadReader.this);
        }
        default -> throw new CardFault(CardRefusal.CARD_FAILED, "SCARD_E_NOT_TRANSACTED");
      };
    }

    @Override
    public void release(boolean reset) {
      card.release(reset);
      releases.add(reset);
    }
  }
}
