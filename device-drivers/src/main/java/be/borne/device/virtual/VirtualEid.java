package be.borne.device.virtual;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Belgian eID of applet 1.8 in software: its files and its answers to commands, T=0 as on the
 * real card (Belpic 1.8 reference manual, chapter 6). What it knows between power-ups (tries left,
 * blocking) it keeps; what a reset clears it clears. Not bound to any transport.
 */
public final class VirtualEid implements VirtualCard {
  static final int MAX_TRIES = 3;

  private static final LocalDate ISSUED = LocalDate.of(2024, 3, 1);
  private static final LocalDate VALID_UNTIL = LocalDate.of(2034, 3, 1);
  private static final LocalDate EXPIRED_ISSUED = LocalDate.of(2012, 3, 1);
  private static final LocalDate EXPIRED_SINCE = LocalDate.of(2022, 3, 1);

  private static final byte[] ANSWER_TO_RESET =
      HexFormat.of().parseHex("3B7F96000080318065B085040120120FFF829000");

  private static final int MASTER_FILE = 0x3F00;
  private static final int BELPIC = 0xDF00;
  private static final int ID = 0xDF01;
  private static final int AUTHENTICATION_KEY = 0x82;
  private static final int SIGNATURE_KEY = 0x83;
  private static final Map<Integer, Integer> HASH_BYTES_BY_ALGORITHM =
      Map.of(0x01, 32, 0x02, 32, 0x04, 48, 0x40, 48);

  private static final Map<String, Integer> DIRECTORY_BY_AID =
      Map.of(
          "A00000003029057000AD13100101FF", MASTER_FILE,
          "A000000177504B43532D3135", BELPIC,
          "A000000177496446696C6573", ID);

  private final SecureRandom random = new SecureRandom();
  private final Map<Integer, byte[]> files;
  private final byte[] chipNumber;
  private final PrivateKey authenticationKey;
  private final PrivateKey signatureKey;
  private final PrivateKey basicKey;
  private final byte[] pinBlock = HexFormat.of().parseHex("241234FFFFFFFFFF");
  private int triesLeft = MAX_TRIES;

  // What a reset clears.
  private int directory = MASTER_FILE;
  private byte[] selected;
  private int key;
  private int algorithm;
  private boolean pinVerified;
  private boolean pinJustVerified;
  private byte[] waiting = new byte[0];

  private VirtualEid(
      Map<Integer, byte[]> files,
      byte[] chipNumber,
      PrivateKey authenticationKey,
      PrivateKey signatureKey,
      PrivateKey basicKey) {
    this.files = files;
    this.chipNumber = chipNumber;
    this.authenticationKey = authenticationKey;
    this.signatureKey = signatureKey;
    this.basicKey = basicKey;
  }

  /** The PIN of every virtual card: 1234. For the caller to wipe. */
  public static char[] pin() {
    return new char[] {'1', '2', '3', '4'};
  }

  /** A card in good order, valid until 2034. */
  public static VirtualEid of(VirtualPerson person, VirtualPki pki) throws IOException {
    return made(person, pki, ISSUED, VALID_UNTIL);
  }

  /** A genuine card whose last day was in 2022. */
  public static VirtualEid expired(VirtualPerson person, VirtualPki pki) throws IOException {
    return made(person, pki, EXPIRED_ISSUED, EXPIRED_SINCE);
  }

  private static VirtualEid made(
      VirtualPerson person, VirtualPki pki, LocalDate from, LocalDate until) throws IOException {
    return new VirtualEid(
        new VirtualEidFiles(pki, person, from, until).make(),
        VirtualEidFiles.chipNumber(person),
        pki.authentication(person, from, until).key(),
        pki.signature(person, from, until).key(),
        pki.basic(person).key());
  }

  /**
   * The same card with one bit of one file turned, as a forger's would be.
   *
   * @param path of the file below the master file: {@code 0xDF014031}
   * @param at which byte
   */
  public VirtualEid withBitTurned(int path, int at) {
    Map<Integer, byte[]> forged = new TreeMap<>(files);
    byte[] content = forged.get(path).clone();
    content[at] ^= 0x01;
    forged.put(path, content);
    return new VirtualEid(forged, chipNumber, authenticationKey, signatureKey, basicKey);
  }

  /** The identity file's surname has another letter. */
  public VirtualEid forged() {
    byte[] identity = files.get(0xDF014031);
    int at = 0;
    while (identity[at] != 7) {
      at += 2 + (identity[at + 1] & 0xFF);
    }
    return withBitTurned(0xDF014031, at + 2);
  }

  @Override
  public synchronized byte[] answerToReset() {
    return ANSWER_TO_RESET.clone();
  }

  /** How often a wrong PIN may still be offered; 0 is blocked. */
  public synchronized int triesLeft() {
    return triesLeft;
  }

  /** As if three wrong PINs had been offered before. */
  public synchronized void block() {
    triesLeft = 0;
  }

  /** As the municipality does with the card's PUK. */
  public synchronized void unblock() {
    triesLeft = MAX_TRIES;
  }

  /** Power off and on: selection, chosen key and rights are gone. */
  @Override
  public synchronized void reset() {
    directory = MASTER_FILE;
    selected = null;
    key = 0;
    algorithm = 0;
    pinVerified = false;
    pinJustVerified = false;
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
      return status(0x6700);
    }
    int instruction = (command[0] & 0xFF) << 8 | (command[1] & 0xFF);
    int parameters = (command[2] & 0xFF) << 8 | (command[3] & 0xFF);
    int third = command.length > 4 ? command[4] & 0xFF : 0;
    byte[] data = data(command);
    boolean rightToSign = pinJustVerified;
    if (instruction != 0x00C0) {
      waiting = new byte[0];
      pinJustVerified = false;
    }
    return switch (instruction) {
      case 0x00A4 -> select(parameters, data);
      case 0x00B0 -> readBinary(parameters, third);
      case 0x80E4 -> cardData(parameters, third);
      case 0x0020 -> verify(parameters, data);
      case 0x0022 -> chooseKey(parameters, data);
      case 0x002A -> computeSignature(parameters, data, rightToSign);
      case 0x0088 -> internalAuthenticate(parameters, data);
      case 0x0084 -> challenge(third);
      case 0x00C0 -> response(third);
      case 0x80E6 -> logOff();
      default -> status((command[0] & 0x7F) == 0 ? 0x6D00 : 0x6E00);
    };
  }

  private static byte[] data(byte[] command) {
    if (command.length <= 5) {
      return new byte[0];
    }
    int length = Math.min(command[4] & 0xFF, command.length - 5);
    return Arrays.copyOfRange(command, 5, 5 + length);
  }

  private byte[] select(int parameters, byte[] data) {
    return switch (parameters >> 8) {
      case 0x08 -> selectPath(data);
      case 0x02, 0x00 -> data.length == 2 ? selectId(number(data, 0)) : status(0x6A80);
      case 0x04 -> {
        Integer found = DIRECTORY_BY_AID.get(HexFormat.of().withUpperCase().formatHex(data));
        yield found == null ? status(0x6A82) : enter(found);
      }
      default -> status(0x6A86);
    };
  }

  private byte[] selectPath(byte[] path) {
    if (path.length == 0 || path.length % 2 != 0 || path.length > 6) {
      return status(0x6A80);
    }
    int before = directory;
    byte[] selectedBefore = selected;
    directory = MASTER_FILE;
    byte[] answer = status(0x9000);
    for (int at = 0; at < path.length; at += 2) {
      int id = number(path, at);
      answer = at == 0 && id == MASTER_FILE ? enter(MASTER_FILE) : selectId(id);
      if (number(answer, 0) != 0x9000) {
        directory = before;
        selected = selectedBefore;
        return answer;
      }
    }
    return answer;
  }

  private byte[] selectId(int id) {
    if (id == MASTER_FILE || id == BELPIC || id == ID) {
      return enter(id);
    }
    byte[] file = files.get(directory << 16 | id);
    if (file == null) {
      return status(0x6A82);
    }
    selected = file;
    return status(0x9000);
  }

  private byte[] enter(int id) {
    directory = id;
    selected = null;
    return status(0x9000);
  }

  private byte[] readBinary(int offset, int length) {
    if (selected == null) {
      return status(0x6986);
    }
    if (offset >= selected.length) {
      return status(0x6B00);
    }
    int wanted = length == 0 ? 256 : length;
    int left = selected.length - offset;
    if (left < wanted) {
      return status(0x6C00 | left);
    }
    return withStatus(Arrays.copyOfRange(selected, offset, offset + wanted), 0x9000);
  }

  private byte[] cardData(int parameters, int length) {
    byte[] data = Arrays.copyOf(chipNumber, parameters == 1 ? 0x1F : 0x1C);
    if (parameters > 1) {
      return status(0x6A86);
    }
    if (length != data.length) {
      return status(0x6C00 | data.length);
    }
    // Component, operating system, mask: as the manual's example; then what readers look at.
    System.arraycopy(HexFormat.of().parseHex("F3360125011800030021010F"), 0, data, 16, 12);
    if (parameters == 1) {
      data[28] = (byte) triesLeft;
      data[29] = MAX_TRIES;
      data[30] = MAX_TRIES;
    }
    return withStatus(data, 0x9000);
  }

  private byte[] verify(int parameters, byte[] block) {
    if (parameters != 0x0001) {
      return status(0x6A86);
    }
    if (triesLeft == 0) {
      return status(0x6983);
    }
    if (block.length == 0) {
      return status(pinVerified ? 0x9000 : 0x63C0 | triesLeft);
    }
    if (block.length != 8) {
      return status(0x6700);
    }
    boolean right = MessageDigest.isEqual(block, pinBlock);
    Arrays.fill(block, (byte) 0);
    if (right) {
      triesLeft = MAX_TRIES;
      // A PIN offered for the signature key gives no right to the authentication key.
      pinVerified = key != SIGNATURE_KEY || pinVerified;
      pinJustVerified = true;
      return status(0x9000);
    }
    pinVerified = false;
    triesLeft--;
    return status(triesLeft == 0 ? 0x6983 : 0x63C0 | triesLeft);
  }

  private byte[] chooseKey(int parameters, byte[] data) {
    if (parameters != 0x41B6) {
      return status(0x6A86);
    }
    boolean wellFormed =
        data.length == 5
            && data[0] == 0x04
            && (data[1] & 0xFF) == 0x80
            && HASH_BYTES_BY_ALGORITHM.containsKey(data[2] & 0xFF)
            && (data[3] & 0xFF) == 0x84;
    if (!wellFormed) {
      return status(0x6A80);
    }
    int wanted = data[4] & 0xFF;
    if (wanted != AUTHENTICATION_KEY && wanted != SIGNATURE_KEY) {
      return status(0x6A88);
    }
    key = wanted;
    algorithm = data[2] & 0xFF;
    return status(0x9000);
  }

  private byte[] computeSignature(int parameters, byte[] hash, boolean rightToSign) {
    if (parameters != 0x9E9A) {
      return status(0x6A86);
    }
    if (key == 0) {
      return status(0x6985);
    }
    if (!(key == SIGNATURE_KEY ? rightToSign : pinVerified)) {
      return status(0x6982);
    }
    boolean anyHash = algorithm == 0x40 && hash.length >= 20 && hash.length <= 64;
    if (!anyHash && hash.length != HASH_BYTES_BY_ALGORITHM.get(algorithm)) {
      return status(0x6700);
    }
    return announce(signed(key == SIGNATURE_KEY ? signatureKey : authenticationKey, hash));
  }

  private byte[] internalAuthenticate(int parameters, byte[] data) {
    if (parameters != 0x0281) {
      return status(0x6A86);
    }
    if (data.length != 50 || number(data, 0) != 0x9430) {
      return status(0x6A80);
    }
    return announce(signed(basicKey, Arrays.copyOfRange(data, 2, 50)));
  }

  private static byte[] signed(PrivateKey key, byte[] hash) {
    try {
      Signature signer = Signature.getInstance("NONEwithECDSAinP1363Format");
      signer.initSign(key);
      signer.update(hash);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a virtual card's key does not sign", e);
    }
  }

  /** T=0: the answer waits for GET RESPONSE. */
  private byte[] announce(byte[] data) {
    waiting = data;
    return status(0x6100 | (data.length & 0xFF));
  }

  private byte[] response(int length) {
    if (waiting.length == 0) {
      return status(0x6985);
    }
    int wanted = length == 0 ? 256 : length;
    if (wanted > waiting.length) {
      return status(0x6C00 | waiting.length);
    }
    byte[] part = Arrays.copyOf(waiting, wanted);
    waiting = Arrays.copyOfRange(waiting, wanted, waiting.length);
    return withStatus(part, waiting.length == 0 ? 0x9000 : 0x6100 | waiting.length);
  }

  private byte[] challenge(int length) {
    byte[] bytes = new byte[length == 0 ? 256 : length];
    random.nextBytes(bytes);
    return withStatus(bytes, 0x9000);
  }

  private byte[] logOff() {
    pinVerified = false;
    key = 0;
    return status(0x9000);
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  private static byte[] status(int status) {
    return withStatus(new byte[0], status);
  }

  private static byte[] withStatus(byte[] data, int status) {
    byte[] answer = Arrays.copyOf(data, data.length + 2);
    answer[data.length] = (byte) (status >> 8);
    answer[data.length + 1] = (byte) status;
    return answer;
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "VirtualEid[]";
  }
}
