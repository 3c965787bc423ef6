package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.VirtualCard;
import be.borne.device.virtual.VirtualPort;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/**
 * A reader with keys of its own over a virtual card. It takes PIN_VERIFY_STRUCTURE literally, field
 * by field, builds VERIFY out of it and of what an invented person types, and keeps everything that
 * the program sends, the reader's own VERIFY apart.
 */
final class PinPadPort implements CardPort {
  private static final int GET_FEATURES = 0x42000D48;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final byte[] NOTHING = new byte[0];

  /** How a PIN is verified at it. */
  enum Way {
    NONE(""),
    DIRECT_ONLY("0604" + "42330006" + "0704" + "42330007" + "1204" + "42330012"),
    IN_STEPS("0104" + "42330001" + "0204" + "42330002" + "0504" + "42330005"),
    IN_STEPS_WITHOUT_KEYS("0204" + "42330002" + "0104" + "42330001"),
    PSEUDO_DIRECT("0607"),
    PSEUDO_STEPS("01020503");

    private final String list;

    Way(String list) {
      this.list = list;
    }

    private byte[] bytes() {
      return HEX.parseHex(list);
    }

    private boolean isPseudo() {
      return this == PSEUDO_DIRECT || this == PSEUDO_STEPS;
    }
  }

  /** What a person does at the keys; the reader's answer to VERIFY. */
  @FunctionalInterface
  interface Person {
    byte[] act(PinPadPort reader, byte[] block) throws CardFault;
  }

  private final String name;
  private final VirtualPort slot;
  private final Way way;
  private final Person person;
  private final Deque<Integer> keys = new ArrayDeque<>();
  private final List<String> transmitted = Collections.synchronizedList(new ArrayList<>());
  private final List<String> controls = Collections.synchronizedList(new ArrayList<>());
  private final List<String> ownVerifies = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch neverAnswered = new CountDownLatch(1);
  private OptionalInt firmware = OptionalInt.empty();
  private byte[] featureList;
  private boolean hangsAtFeatures;
  private volatile CardLink cardLink;
  private volatile byte[] started;
  private volatile boolean abandoned;

  PinPadPort(String name, VirtualCard card, Way way, Person person) {
    this.name = name;
    this.slot = VirtualPort.with(card);
    this.way = way;
    this.person = person;
    this.featureList = way.isPseudo() ? NOTHING : way.bytes();
  }

  static PinPadPort of(VirtualCard card, Person person) {
    return new PinPadPort("Invented PIN Pad 00 00", card, Way.DIRECT_ONLY, person);
  }

  PinPadPort withFirmware(int version) {
    firmware = OptionalInt.of(version);
    return this;
  }

  PinPadPort withFeatureList(byte[] list) {
    featureList = list;
    return this;
  }

  PinPadPort hangingAtFeatures() {
    hangsAtFeatures = true;
    return this;
  }

  /** What GET_KEY_PRESSED answers in turn; the last one for ever. */
  PinPadPort pressing(Integer... pressed) {
    keys.addAll(List.of(pressed));
    return this;
  }

  static Person types(String pin) {
    return (reader, block) -> reader.verifyOnTheCard(block, pin);
  }

  static Person typesAfter(Duration time, String pin) {
    return (reader, block) -> {
      CardConnection.rest(time);
      return reader.verifyOnTheCard(block, pin);
    };
  }

  static Person leadsTo(String answer) {
    return (reader, block) -> HEX.parseHex(answer);
  }

  static Person pulls() {
    return (reader, block) -> {
      reader.slot.pull();
      throw new CardFault(CardRefusal.CARD_FAILED, "SCARD_E_NOT_TRANSACTED");
    };
  }

  static Person hangsTheReader() {
    return (reader, block) -> reader.hang();
  }

  private byte[] hang() throws CardFault {
    try {
      neverAnswered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new CardFault(CardRefusal.CARD_FAILED, "let go of by the test");
  }

  void letGo() {
    neverAnswered.countDown();
  }

  void pull() {
    slot.pull();
  }

  VirtualPort slot() {
    return slot;
  }

  /** Commands of the program to the card, or what passes for them. */
  List<String> transmitted() {
    return List.copyOf(transmitted);
  }

  /** Commands of the program to the reader: code, space, bytes. */
  List<String> controls() {
    return List.copyOf(controls);
  }

  /** VERIFY as the reader made it. */
  List<String> ownVerifies() {
    return List.copyOf(ownVerifies);
  }

  boolean abandoned() {
    return abandoned;
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

  @Override
  public void abandon() {
    abandoned = true;
  }

  private byte[] verifyOnTheCard(byte[] block, String pin) throws CardFault {
    PinVerifyRequest asked = PinVerifyRequest.parsed(block);
    if (pin.length() < asked.minDigits() || pin.length() > asked.maxDigits()) {
      return HEX.parseHex("6403");
    }
    byte[] verify = asked.filledIn(pin);
    ownVerifies.add(HEX.formatHex(verify));
    return cardLink.transmit(verify);
  }

  private byte[] feature(int tag, byte[] data) throws CardFault {
    return switch (tag) {
      case 0x06 -> person.act(this, data);
      case 0x01 -> {
        assertTrue(started == null, "started twice");
        started = data.clone();
        yield NOTHING;
      }
      case 0x05 -> {
        assertEquals(0, data.length);
        assertTrue(started != null, "keys are looked for before the start");
        int key = keys.size() > 1 ? keys.removeFirst() : keys.getFirst();
        yield new byte[] {(byte) key};
      }
      case 0x02 -> {
        assertEquals(0, data.length);
        assertTrue(started != null, "finished before the start");
        byte[] block = started;
        started = null;
        yield person.act(this, block);
      }
      default -> throw new AssertionError("feature " + tag + " was asked for");
    };
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
      boolean pseudo = command[0] == (byte) 0xFF;
      if (pseudo && way.isPseudo()) {
        assertEquals(0xC201, (command[1] & 0xFF) << 8 | command[2]);
        assertEquals(command.length - 5, command[4] & 0xFF);
        byte[] data = Arrays.copyOfRange(command, 5, command.length);
        return switch (command[3]) {
          case 0x00 -> Bytes.joined(way.bytes(), HEX.parseHex("9000"));
          case 0x06, 0x02 -> feature(command[3], data);
          default -> Bytes.joined(feature(command[3], data), HEX.parseHex("9000"));
        };
      }
      return card.transmit(command);
    }

    @Override
    public byte[] control(int code, byte[] command) throws CardFault {
      controls.add(String.format("%08X %s", code, HEX.formatHex(command)).strip());
      if (featureList.length == 0) {
        throw new CardFault(CardRefusal.CARD_FAILED, "SCARD_E_UNSUPPORTED_FEATURE");
      }
      if (code == GET_FEATURES) {
        assertEquals(0, command.length);
        return hangsAtFeatures ? hang() : featureList.clone();
      }
      if (code >> 8 != 0x423300) {
        throw new CardFault(CardRefusal.CARD_FAILED, "SCARD_E_NOT_TRANSACTED");
      }
      return feature(code & 0xFF, command);
    }

    @Override
    public OptionalInt readerFirmware() {
      return firmware;
    }

    @Override
    public void release(boolean reset) {
      card.release(reset);
    }
  }
}
