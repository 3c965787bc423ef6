package be.borne.device.virtual;

import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Belgian eID in software: its files and its answers to commands, T=0 as on the real card (Belpic
 * 1.7 and 1.8 reference manuals, chapter 6). What it knows between power-ups (tries left, blocking)
 * it keeps; what a reset clears it clears. Not bound to any transport.
 */
public final class VirtualEid implements VirtualCard {
  private static final int GET_RESPONSE = 0x00C0;

  /** GET CARD DATA, and what it tells: chip number, versions, on newer chips tries left. */
  private static final int CARD_DATA_BYTES = 0x1C;

  private static final int CARD_DATA_WITH_TRIES_BYTES = 0x1F;
  private static final int CHIP_NUMBER_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final CardGeneration generation;
  private final byte[] chipNumber;
  private final EidFileSystem files;
  private final EidPin pin;
  private final EidKeys keys;

  /** What GET RESPONSE fetches. */
  private byte[] waiting = new byte[0];

  VirtualEid(
      CardGeneration generation,
      Map<Integer, byte[]> content,
      Map<Integer, PrivateKey> privateKeys,
      byte[] chipNumber) {
    this.generation = generation;
    this.chipNumber = chipNumber;
    this.files = new EidFileSystem(content);
    this.pin = new EidPin(generation.chip().statusCostsATry());
    this.keys = new EidKeys(generation.chip(), privateKeys);
  }

  /** The PIN of every virtual card: 1234. For the caller to wipe. */
  public static char[] pin() {
    return new char[] {'1', '2', '3', '4'};
  }

  /** A card of applet 1.8 in good order, valid until 2034. */
  public static VirtualEid of(VirtualPerson person, VirtualPki pki) throws IOException {
    return of(person, pki, CardGeneration.APPLET_1_8, Fault.NONE);
  }

  /**
   * A card of any generation.
   *
   * @param fault what is wrong with its content; faults that lie elsewhere, on the wire or in
   *     another kind of card, change nothing
   * @throws IllegalArgumentException if no card of this generation can have the fault
   * @throws IOException if the authorities' directory cannot be read or written
   */
  public static VirtualEid of(
      VirtualPerson person, VirtualPki pki, CardGeneration generation, Fault fault)
      throws IOException {
    CardPlan plan = CardPlan.of(person, generation, fault);
    Map<Integer, PrivateKey> keys = new TreeMap<>();
    if (plan.certificates()) {
      keys.put(EidKeys.AUTHENTICATION_KEY, pki.authentication(plan).key());
      keys.put(EidKeys.SIGNATURE_KEY, pki.signature(plan).key());
    }
    if (generation.chip().provesItself()) {
      keys.put(EidKeys.BASIC_KEY, pki.basic(person, plan.cloned()).key());
    }
    byte[] chipNumber = VirtualEidFiles.chipNumber(plan);
    if (plan.otherChip()) {
      chipNumber[0] ^= 0x01;
    }
    VirtualEid card =
        new VirtualEid(generation, new VirtualEidFiles(pki, plan).make(), keys, chipNumber);
    if (fault == Fault.BLOCKED) {
      card.block();
    }
    return card;
  }

  /** Of which generation it is. */
  public CardGeneration generation() {
    return generation;
  }

  @Override
  public byte[] answerToReset() {
    return generation.answerToReset();
  }

  /** How often a wrong PIN may still be offered; 0 is blocked. */
  public synchronized int triesLeft() {
    return pin.triesLeft();
  }

  /** As if three wrong PINs had been offered before. */
  public synchronized void block() {
    pin.block();
  }

  /** As the municipality does with the card's PUK. */
  public synchronized void unblock() {
    pin.unblock();
  }

  /** Power off and on: selection, chosen key and rights are gone. */
  @Override
  public synchronized void reset() {
    files.reset();
    keys.reset();
    pin.reset();
    waiting = new byte[0];
  }

  /**
   * One command.
   *
   * @param command a T=0 command: five header bytes, or four, and data
   * @return data and status
   */
  @Override
  public synchronized byte[] answer(byte[] command) {
    if (command.length < 4) {
      return CardAnswer.status(CardAnswer.WRONG_LENGTH);
    }
    int instruction = CardAnswer.number(command, 0);
    int parameters = CardAnswer.number(command, 2);
    int third = command.length > 4 ? command[4] & 0xFF : 0;
    byte[] data = data(command);
    if (instruction == GET_RESPONSE) {
      return response(third);
    }
    waiting = new byte[0];
    boolean justVerified = pin.takeJustVerified();
    return switch (instruction) {
      case 0x00A4 -> files.select(parameters, data);
      case 0x00B0 -> files.readBinary(parameters, third);
      case 0x80E4 -> cardData(parameters, third);
      case 0x0020 -> pin.verify(parameters, data, keys.signatureKeyChosen());
      case 0x0022 -> keys.choose(parameters, data);
      case 0x002A -> announce(keys.sign(parameters, data, justVerified, pin.verified()));
      case 0x0088 -> announce(keys.authenticate(parameters, data));
      case 0x0084 -> challenge(third);
      case 0x80E6 -> logOff();
      default ->
          CardAnswer.status(
              (command[0] & 0x7F) == 0 ? CardAnswer.NO_SUCH_INSTRUCTION : CardAnswer.NO_SUCH_CLASS);
    };
  }

  private static byte[] data(byte[] command) {
    if (command.length <= 5) {
      return new byte[0];
    }
    int length = Math.min(command[4] & 0xFF, command.length - 5);
    return Arrays.copyOfRange(command, 5, 5 + length);
  }

  private byte[] cardData(int parameters, int length) {
    boolean withTries = parameters == 1 && generation.chip().provesItself();
    if (parameters != 0 && !withTries) {
      return CardAnswer.status(CardAnswer.WRONG_PARAMETERS);
    }
    byte[] data =
        Arrays.copyOf(chipNumber, withTries ? CARD_DATA_WITH_TRIES_BYTES : CARD_DATA_BYTES);
    if (length != data.length) {
      return CardAnswer.wanted(data.length);
    }
    byte[] version = HexFormat.of().parseHex(generation.chip().version());
    System.arraycopy(version, 0, data, CHIP_NUMBER_BYTES, version.length);
    if (withTries) {
      data[CARD_DATA_BYTES] = (byte) pin.triesLeft();
      data[CARD_DATA_BYTES + 1] = EidPin.MAX_TRIES;
      data[CARD_DATA_BYTES + 2] = EidPin.MAX_TRIES;
    }
    return CardAnswer.ok(data);
  }

  /** T=0: data of a command that itself has data waits for GET RESPONSE. */
  private byte[] announce(byte[] answer) {
    waiting = Arrays.copyOf(answer, answer.length - 2);
    return waiting.length == 0 ? answer : CardAnswer.status(CardAnswer.waiting(waiting.length));
  }

  private byte[] response(int length) {
    if (waiting.length == 0) {
      return CardAnswer.status(CardAnswer.NOT_PREPARED);
    }
    int wanted = length == 0 ? 256 : length;
    if (wanted > waiting.length) {
      return CardAnswer.wanted(waiting.length);
    }
    byte[] part = Arrays.copyOf(waiting, wanted);
    waiting = Arrays.copyOfRange(waiting, wanted, waiting.length);
    return waiting.length == 0
        ? CardAnswer.ok(part)
        : CardAnswer.with(part, CardAnswer.waiting(waiting.length));
  }

  private byte[] challenge(int length) {
    byte[] bytes = new byte[length == 0 ? 256 : length];
    random.nextBytes(bytes);
    return CardAnswer.ok(bytes);
  }

  private byte[] logOff() {
    pin.reset();
    keys.reset();
    return CardAnswer.ok();
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "VirtualEid[" + generation.label() + "]";
  }
}
