package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import be.borne.device.virtual.VirtualPort;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Identity and address files as nobody should write them, by the million. */
@Timeout(600)
class MutatedFilesTest {
  private static final int PARSED = 1_100_000;
  private static final int READ = 2_000;

  @TempDir private static Path directory;
  private static VirtualEid card;
  private static List<X509Certificate> roots;

  @BeforeAll
  static void makeACard() throws Exception {
    VirtualPki pki = VirtualPki.in(directory);
    card = VirtualEid.of(VirtualPerson.named("marguerite"), pki);
    roots = PinnedRoots.in(List.of(directory.resolve(VirtualPki.ROOT_FILE)));
  }

  /** The parsers answer each with an identity or with the one exception that they promise. */
  @Test
  void noFileUpsetsTheParsers() {
    byte[] identity = SubstitutedCard.contentOf(card, CardFile.IDENTITY);
    byte[] address = SubstitutedCard.contentOf(card, CardFile.ADDRESS);
    Random random = new Random(42);
    int parsed = 0;
    int refused = 0;
    for (int i = 0; i < PARSED; i++) {
      byte[] file = mutated(i % 2 == 0 ? identity : address, random);
      try {
        if (i % 2 == 0) {
          touchEverything(Identity.parse(file));
        } else {
          Address.parse(file);
        }
        parsed++;
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    System.out.printf(
        "mutated files: %d, parsed: %d, refused: %d, anything else: 0%n", PARSED, parsed, refused);
    assertEquals(PARSED, parsed + refused);
  }

  private static void touchEverything(Identity identity) {
    identity.birthDate();
    identity.birthYear();
    identity.sex();
    identity.documentType();
    identity.photoHash();
    identity.basicKeyHash();
    identity.employerVatNumbers();
    identity.brexitMentions();
    identity.cardAMentions();
    for (int tag = 0; tag < 256; tag++) {
      if (tag != 0 && tag != 2 && tag != 17 && tag != 26 && tag <= 31) {
        identity.text(tag);
      }
    }
  }

  /** On a card, a changed file is never presented as the register's. */
  @Test
  void noMutationIsBelieved() {
    byte[] identity = SubstitutedCard.contentOf(card, CardFile.IDENTITY);
    IdentityVerifier verifier = new IdentityVerifier(roots, Clock.systemUTC());
    Random random = new Random(7);
    int believed = 0;
    for (int i = 0; i < READ; i++) {
      byte[] file = mutated(identity, random);
      ReadResult result =
          EidCard.at(
                  VirtualPort.with(new SubstitutedCard(card).with(CardFile.IDENTITY, file)),
                  new CardReaderSettings("", Duration.ofSeconds(30)))
              .read(verifier, Reading.of());
      if (Arrays.equals(file, identity)) {
        assertInstanceOf(ReadResult.Verified.class, result);
      } else if (result instanceof ReadResult.Verified) {
        believed++;
      }
    }
    System.out.printf("cards with a mutated identity: %d, believed: %d%n", READ, believed);
    assertEquals(0, believed);
  }

  /** Turned bits, other bytes, cut, lengthened, fields doubled, lengths that lie. */
  private static byte[] mutated(byte[] genuine, Random random) {
    byte[] file = genuine.clone();
    int changes = 1 + random.nextInt(4);
    for (int change = 0; change < changes; change++) {
      if (file.length == 0) {
        return file;
      }
      int at = random.nextInt(file.length);
      switch (random.nextInt(7)) {
        case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> file[at] = (byte) random.nextInt(256);
        case 2 -> file = Arrays.copyOf(file, at);
        case 3 -> file = Arrays.copyOf(file, file.length + random.nextInt(3_000));
        case 4 -> file[at] = (byte) 0xFF;
        case 5 -> file[at] = 0;
        default -> {
          int length = random.nextInt(file.length - at);
          byte[] doubled = Arrays.copyOf(file, file.length + length);
          System.arraycopy(file, at, doubled, at + length, file.length - at);
          file = doubled;
        }
      }
    }
    return file;
  }
}
