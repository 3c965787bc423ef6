package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.CardGeneration;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import be.borne.device.virtual.VirtualPort;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A whole visit (everything read, tries asked, a statement signed) with one thing broken in it: at
 * every command of it, in every way that is listed. Nothing may hang, throw, leave a PIN behind or
 * present as verified what the register did not sign; and with the next visit all is well again.
 */
@Timeout(600)
class TamperedCardTest {
  private static final byte[] STATEMENT = "a statement".getBytes(StandardCharsets.UTF_8);
  private static final CardReaderSettings SETTINGS =
      new CardReaderSettings("", Duration.ofSeconds(30));

  /** Every status word of the Belpic reference manuals, and some that no manual has. */
  private static final int[] STATUS_WORDS = {
    0x9000, 0x6100, 0x6101, 0x61FF, 0x6200, 0x6281, 0x6282, 0x6283, 0x6300, 0x63C0, 0x63C1, 0x63C2,
    0x63CF, 0x6400, 0x6401, 0x6581, 0x6700, 0x6881, 0x6882, 0x6982, 0x6983, 0x6984, 0x6985, 0x6986,
    0x6A80, 0x6A81, 0x6A82, 0x6A83, 0x6A86, 0x6A87, 0x6A88, 0x6B00, 0x6C00, 0x6C01, 0x6CFF, 0x6D00,
    0x6E00, 0x6F00, 0x0000, 0xFFFF
  };

  @TempDir private static Path directory;
  private static VirtualPki pki;
  private static List<X509Certificate> roots;

  private int broken;
  private int refused;
  private int harmless;

  @BeforeAll
  static void foundAuthorities() throws Exception {
    pki = VirtualPki.in(directory);
    for (CardGeneration generation : CardGeneration.values()) {
      card(generation);
    }
    roots = PinnedRoots.in(List.of(directory.resolve(VirtualPki.ROOT_FILE)));
  }

  private static VirtualEid card(CardGeneration generation) throws Exception {
    return VirtualEid.of(VirtualPerson.named("marguerite"), pki, generation, Fault.NONE);
  }

  @AfterEach
  void printCounts() {
    System.out.printf(
        "broken visits: %d, refused: %d, harmless and identical: %d%n", broken, refused, harmless);
  }

  @ParameterizedTest
  @EnumSource(names = "APPLET_1_1", mode = EnumSource.Mode.EXCLUDE)
  void theCardIsPulledAtEveryCommand(CardGeneration generation) throws Exception {
    Visit visit = new Visit(card(generation));
    int commands = visit.commands();
    for (int at = 1; at <= commands; at++) {
      int now = at;
      Outcome outcome =
          visit.with(
              (exchange, command, answer) -> {
                if (exchange == now) {
                  visit.port.pull();
                }
                return answer;
              });
      // Pulled after the signature is in hand, at LOG OFF, it has signed all the same.
      if (at < commands) {
        assertEquals(CardRefusal.CARD_PULLED, outcome.refusal(), "pulled at command " + at);
      }
    }
    visit.isAsGoodAsEver();
  }

  @ParameterizedTest
  @EnumSource(names = "APPLET_1_1", mode = EnumSource.Mode.EXCLUDE)
  void everyAnswerIsReplacedByEveryStatus(CardGeneration generation) throws Exception {
    Visit visit = new Visit(card(generation));
    int commands = visit.commands();
    for (int at = 1; at <= commands; at++) {
      for (int status : STATUS_WORDS) {
        int now = at;
        byte[] instead = {(byte) (status >> 8), (byte) status};
        visit.with((exchange, command, answer) -> exchange == now ? instead.clone() : answer);
      }
    }
    visit.isAsGoodAsEver();
  }

  @ParameterizedTest
  @EnumSource(names = "APPLET_1_1", mode = EnumSource.Mode.EXCLUDE)
  void everyAnswerIsTruncated(CardGeneration generation) throws Exception {
    Visit visit = new Visit(card(generation));
    int commands = visit.commands();
    for (int at = 1; at <= commands; at++) {
      for (int length : new int[] {0, 1, 2, 3, 17, 100, 255, -1, -2, -3}) {
        int now = at;
        visit.with(
            (exchange, command, answer) ->
                exchange == now
                    ? Arrays.copyOf(
                        answer,
                        Math.clamp(length < 0 ? answer.length + length : length, 0, answer.length))
                    : answer);
      }
      int now = at;
      visit.with((exchange, command, answer) -> exchange == now ? new byte[70_000] : answer);
    }
    visit.isAsGoodAsEver();
  }

  @ParameterizedTest
  @EnumSource(names = "APPLET_1_1", mode = EnumSource.Mode.EXCLUDE)
  void bitsOfEveryAnswerAreTurned(CardGeneration generation) throws Exception {
    Visit visit = new Visit(card(generation));
    Random random = new Random(generation.label().hashCode());
    int commands = visit.commands();
    for (int at = 1; at <= commands; at++) {
      for (int attempt = 0; attempt < 8; attempt++) {
        int now = at;
        visit.with(
            (exchange, command, answer) -> {
              if (exchange == now && answer.length > 0) {
                answer[random.nextInt(answer.length)] ^= (byte) (1 << random.nextInt(8));
              }
              return answer;
            });
      }
    }
    visit.isAsGoodAsEver();
  }

  /** How a visit ended: with the genuine name and a signature, or with a reason. */
  private record Outcome(CardRefusal refusal) {}

  private final class Visit {
    private final VirtualEid card;
    private final VirtualPort port = new VirtualPort("virtual");
    private final EidCard eid = EidCard.at(port, SETTINGS);
    private final VerifiedIdentity genuine;

    Visit(VirtualEid card) {
      this.card = card;
      port.insert(card);
      genuine =
          assertInstanceOf(ReadResult.Verified.class, eid.read(verifier(), Reading.ofEverything()))
              .identity();
    }

    int commands() {
      int[] last = new int[1];
      with(
          (exchange, command, answer) -> {
            last[0] = exchange;
            return answer;
          });
      broken--;
      harmless--;
      return last[0];
    }

    void isAsGoodAsEver() {
      assertEquals(new Outcome(null), with((exchange, command, answer) -> answer));
      broken--;
      harmless--;
    }

    /** One visit with this in the way. */
    Outcome with(VirtualPort.Tampering tampering) {
      broken++;
      card.unblock();
      port.tamper((exchange, command, answer) -> answer);
      port.insert(card);
      port.tamper(tampering);
      Outcome outcome = visit();
      if (outcome.refusal() == null) {
        harmless++;
      } else {
        refused++;
      }
      return outcome;
    }

    private Outcome visit() {
      return switch (eid.read(verifier(), Reading.ofEverything())) {
        case ReadResult.Refused refused -> new Outcome(refused.reason());
        case ReadResult.Verified(VerifiedIdentity holder, ReadEffort _) -> {
          assertGenuine(holder);
          yield afterReading(holder);
        }
      };
    }

    private Outcome afterReading(VerifiedIdentity holder) {
      if (eid.triesLeft(holder) instanceof TriesResult.Failed(CardRefusal reason, String _)) {
        return new Outcome(reason);
      }
      return holder.signIn() instanceof SignIn.Possible
          ? signed(holder)
          : new Outcome(CardRefusal.NO_AUTHENTICATION_CERTIFICATE);
    }

    private Outcome signed(VerifiedIdentity holder) {
      char[] pin = VirtualEid.pin();
      SignResult result = eid.sign(holder, STATEMENT, new PinEntry.Typed(pin));
      assertArrayEquals(new char[4], pin, "a PIN was left behind");
      assertTrue(card.triesLeft() >= 2, "more than one try was spent");
      return switch (result) {
        case SignResult.Signed _ -> new Outcome(null);
        case SignResult.WrongPin _, SignResult.PinBlocked _ -> new Outcome(CardRefusal.CARD_FAILED);
        case SignResult.Failed(CardRefusal reason, String _) -> new Outcome(reason);
      };
    }

    /** What is presented as verified is what the register signed, to the last byte. */
    private void assertGenuine(VerifiedIdentity holder) {
      assertArrayEquals(genuine.identityFile(), holder.identityFile());
      assertEquals(genuine.address(), holder.address());
      assertArrayEquals(genuine.photo().orElseThrow(), holder.photo().orElseThrow());
      assertEquals(genuine.registerCertificate(), holder.registerCertificate());
      if (holder.signIn() instanceof SignIn.Possible) {
        assertEquals(genuine.signIn(), holder.signIn());
      }
    }
  }

  private static IdentityVerifier verifier() {
    return new IdentityVerifier(roots, Clock.systemUTC());
  }
}
