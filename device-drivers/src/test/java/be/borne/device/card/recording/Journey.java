package be.borne.device.card.recording;

import be.borne.device.card.CardFault;
import be.borne.device.card.CardPort;
import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.CardRefusal;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.PinEntry;
import be.borne.device.card.ReadResult;
import be.borne.device.card.Reading;
import be.borne.device.card.SignIn;
import be.borne.device.card.SignResult;
import be.borne.device.virtual.VirtualCard;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPki;
import be.borne.device.virtual.VirtualPort;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** What a terminal does with a card: it reads everything and signs. */
record Journey(VirtualPki pki, String pin) {
  static final Clock TODAY = Clock.fixed(Instant.parse("2026-06-01T10:00:00Z"), ZoneOffset.UTC);
  private static final Duration EXCHANGE_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration IMPATIENCE = Duration.ofMillis(400);

  static Journey with(VirtualPki pki) {
    return new Journey(pki, new String(VirtualEid.pin()));
  }

  /** In a few words, without what differs from run to run. */
  record Ending(String read, String sign) {}

  /** Goes through a journey that is expected to end, or to fail, at once. */
  Ending through(CardPort port, Clock clock) throws Exception {
    return through(port, clock, EXCHANGE_TIMEOUT);
  }

  Ending throughImpatiently(CardPort port, Clock clock) throws Exception {
    return through(port, clock, IMPATIENCE);
  }

  private Ending through(CardPort port, Clock clock, Duration timeout) throws Exception {
    EidCard card = EidCard.at(port, new CardReaderSettings("", timeout));
    ReadResult read = card.read(new IdentityVerifier(pki.roots(), clock), Reading.ofEverything());
    if (port instanceof RecordingPort recording) {
      recording.note(Reading.ofEverything(), read);
    }
    return switch (read) {
      case ReadResult.Refused refused -> new Ending(words(refused), "");
      case ReadResult.Verified verified ->
          new Ending(
              "VERIFIED " + verified.identity().signIn().getClass().getSimpleName(),
              verified.identity().signIn() instanceof SignIn.Possible
                  ? words(
                      card.sign(
                          verified.identity(),
                          "statement".getBytes(StandardCharsets.UTF_8),
                          new PinEntry.Typed(pin.toCharArray())))
                  : "");
    };
  }

  private static String words(ReadResult.Refused refused) {
    return refused.reason()
        + refused.checks().stream()
            .map(check -> check.kind() + "" + check.held())
            .toList()
            .toString();
  }

  private static String words(SignResult result) {
    return switch (result) {
      case SignResult.Signed signed -> "SIGNED " + signed.scheme();
      case SignResult.WrongPin(int left) -> "WRONG PIN " + left;
      case SignResult.PinBlocked() -> "BLOCKED";
      case SignResult.Failed(CardRefusal reason, String _) -> "FAILED " + reason;
    };
  }

  /** What can go wrong at one command. */
  enum Mishap {
    PULL,
    STATUS,
    TRUNCATE,
    SHORT_ANSWER,
    ONE_BYTE,
    HANG,
    READER_FAILS
  }

  /** A reader in which something befalls one command. */
  static VirtualPort befallen(VirtualCard card, Mishap mishap, int at) {
    VirtualPort port = VirtualPort.with(card);
    CountDownLatch never = new CountDownLatch(1);
    port.tamper(
        (exchange, command, answer) -> {
          if (exchange != at) {
            return answer;
          }
          return switch (mishap) {
            case PULL -> {
              port.pull();
              yield answer;
            }
            case STATUS -> new byte[] {0x6F, 0x00};
            case TRUNCATE ->
                answer.length == 2 ? answer : Arrays.copyOf(answer, (answer.length + 1) / 2);
            case SHORT_ANSWER -> {
              byte[] shorter = Arrays.copyOf(answer, Math.max(2, answer.length - 7));
              System.arraycopy(answer, answer.length - 2, shorter, shorter.length - 2, 2);
              yield shorter;
            }
            case ONE_BYTE -> Arrays.copyOf(answer, 1);
            case HANG -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              yield answer;
            }
            case READER_FAILS ->
                throw new CardFault(CardRefusal.NO_READER, "SCARD_E_READER_UNAVAILABLE");
          };
        });
    return port;
  }
}
