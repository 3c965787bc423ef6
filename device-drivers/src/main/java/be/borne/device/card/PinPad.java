package be.borne.device.card;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The keys of a reader's own, on which a citizen types the PIN that this program must not see: the
 * reader puts it into VERIFY, sends that to the card and hands back the card's status (PC/SC part
 * 10 v2.02.09).
 */
final class PinPad {
  /** CM_IOCTL_GET_FEATURE_REQUEST of pcsc-lite: SCARD_CTL_CODE(3400). */
  private static final int GET_FEATURE_REQUEST = 0x42000D48;

  private static final int PSEUDO_APDU_FEATURES = 0x00;
  private static final int TIMED_OUT = 0x6400;
  private static final int CANCELLED = 0x6401;
  private static final int WRONG_LENGTH = 0x6403;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** What GET_KEY_PRESSED answers once no more keys will come. */
  private static final Set<Integer> LAST_KEYS =
      Set.of(
          0x0D, // validated
          0x1B, // cancelled
          0x0E, // timed out
          0x40); // aborted

  private final CardConnection connection;
  private final Set<ReaderQuirks.Quirk> quirks;
  private final Way way;
  private final PinPadFeatures features;

  /** How commands reach the reader. */
  private interface Way {
    byte[] send(int code, byte[] data, Duration timeout) throws CardFault;
  }

  private PinPad(
      CardConnection connection, Set<ReaderQuirks.Quirk> quirks, Way way, PinPadFeatures features) {
    this.connection = connection;
    this.quirks = quirks;
    this.way = way;
    this.features = features;
  }

  /**
   * Asks the reader, and never the card.
   *
   * @param reader its name in PC/SC
   * @return empty if it has no keys, or none on which a PIN can be verified
   */
  static Optional<PinPad> of(CardConnection connection, String reader) throws CardFault {
    OptionalInt firmware =
        ReaderQuirks.dependOnFirmware(reader) ? connection.readerFirmware() : OptionalInt.empty();
    Set<ReaderQuirks.Quirk> quirks = ReaderQuirks.of(reader, firmware);
    PinPadFeatures controls =
        connection
            .controlIfKnown(GET_FEATURE_REQUEST)
            .map(PinPadFeatures::ofList)
            .orElse(PinPadFeatures.NONE);
    if (controls.canVerify()) {
      return Optional.of(new PinPad(connection, quirks, connection::control, controls));
    }
    // To any other reader this would be a command for the card.
    if (quirks.contains(ReaderQuirks.Quirk.PSEUDO_APDUS)) {
      Way pseudo = (code, data, timeout) -> pseudoApdu(connection, code, data, timeout);
      ApduResponse list =
          new ApduResponse(
              pseudo.send(PSEUDO_APDU_FEATURES, new byte[0], connection.exchangeTimeout()));
      PinPadFeatures disguised =
          list.ok() ? PinPadFeatures.ofTags(list.data()) : PinPadFeatures.NONE;
      if (disguised.canVerify()) {
        return Optional.of(new PinPad(connection, quirks, pseudo, disguised));
      }
    }
    return Optional.empty();
  }

  /**
   * FF C2 01, feature, length, data (PC/SC part 10 amendment 1; how these readers take it is from
   * Fedict eid-mw, {@code cardlayer/pinpad.cpp}).
   */
  private static byte[] pseudoApdu(
      CardConnection connection, int feature, byte[] data, Duration timeout) throws CardFault {
    byte[] header = {(byte) 0xFF, (byte) 0xC2, 0x01, (byte) feature, (byte) data.length};
    ApduResponse answer = connection.exchangeOnce(Bytes.joined(header, data), timeout);
    return Bytes.joined(
        answer.data(), new byte[] {(byte) (answer.status() >> 8), (byte) answer.status()});
  }

  /** The longest PIN that can be typed. */
  int maxDigits() {
    return PinVerifyBlock.maxDigits(quirks);
  }

  /**
   * Has the citizen type the PIN and the reader offer it to the card, once. Takes a person's time,
   * but never for ever: the reader's two timers one after the other, and an exchange.
   *
   * @return the status of VERIFY
   * @throws CardFault {@code PIN_TIMED_OUT}, {@code PIN_CANCELLED} if the card saw no PIN for that
   *     reason
   */
  int verify(PinEntry.OnReader entry) throws CardFault {
    Duration typing = entry.timeout().multipliedBy(2);
    Duration wait = typing.plus(connection.exchangeTimeout());
    byte[] block = PinVerifyBlock.of(entry, quirks);
    byte[] answer =
        connection.whilePersonActs(
            wait,
            () ->
                features.verifyDirect().isPresent()
                    ? way.send(features.verifyDirect().getAsInt(), block, wait)
                    : verifyInSteps(block, typing, wait));
    if (answer.length != 2) {
      throw new CardFault(CardRefusal.CARD_FAILED, "the PIN pad gave no status");
    }
    int status = new ApduResponse(answer).status();
    if (status == TIMED_OUT) {
      throw new CardFault(CardRefusal.PIN_TIMED_OUT, "no PIN was typed at the reader in time");
    }
    if (status == WRONG_LENGTH) {
      throw new CardFault(
          CardRefusal.PIN_TIMED_OUT, "what was typed at the reader was no PIN; none was offered");
    }
    if (status == CANCELLED) {
      throw new CardFault(CardRefusal.PIN_CANCELLED, "cancelled at the reader");
    }
    return status;
  }

  /** VERIFY_PIN_START, the keys, VERIFY_PIN_FINISH, which gives the status (2.5). */
  private byte[] verifyInSteps(byte[] block, Duration typing, Duration wait) throws CardFault {
    long end = System.nanoTime() + wait.toNanos();
    byte[] started =
        way.send(features.verifyStart().getAsInt(), block, connection.exchangeTimeout());
    if (started.length == 2 && !new ApduResponse(started).ok()) {
      return started;
    }
    try {
      if (features.keyPressed().isPresent()) {
        awaitLastKey(features.keyPressed().getAsInt(), typing);
      }
    } catch (CardFault e) {
      finish(end);
      throw e;
    }
    return finish(end);
  }

  /**
   * Ends the entry, which a reader is in until it is told so. Readers that do not tell of keys
   * answer when the last one has been pressed.
   */
  private byte[] finish(long end) throws CardFault {
    return way.send(
        features.verifyFinish().getAsInt(), new byte[0], Duration.ofNanos(end - System.nanoTime()));
  }

  private void awaitLastKey(int code, Duration typing) throws CardFault {
    long end = System.nanoTime() + typing.toNanos();
    while (System.nanoTime() < end) {
      byte[] pressed = way.send(code, new byte[0], connection.exchangeTimeout());
      if (pressed.length > 0 && LAST_KEYS.contains(pressed[0] & 0xFF)) {
        return;
      }
      CardConnection.rest(BETWEEN_LOOKS);
    }
  }
}
