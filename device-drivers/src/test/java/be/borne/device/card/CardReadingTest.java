package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.VirtualCard;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import be.borne.device.virtual.VirtualPort;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading without a reader: every file is somebody's lie until shown otherwise. */
class CardReadingTest {
  private static final Clock TODAY =
      Clock.fixed(Instant.parse("2026-06-01T10:00:00Z"), ZoneOffset.UTC);
  private static final CardReaderSettings SETTINGS =
      new CardReaderSettings("", Duration.ofSeconds(30));

  @TempDir private static Path directory;
  private static VirtualPki pki;
  private static List<X509Certificate> roots;
  private VirtualEid genuine;

  @BeforeAll
  static void foundAuthorities() throws Exception {
    pki = VirtualPki.in(directory);
    roots = PinnedRoots.in(List.of(directory.resolve(VirtualPki.ROOT_FILE)));
  }

  @BeforeEach
  void makeMarguerite() throws Exception {
    genuine = VirtualEid.of(VirtualPerson.named("marguerite"), pki);
  }

  @Test
  void verifiesEverythingOfTheGenuineCard() {
    ReadResult.Verified read = assertInstanceOf(ReadResult.Verified.class, everything(genuine));
    assertEquals(
        Arrays.asList(CardCheck.Kind.values()).stream().sorted().toList(),
        read.identity().checks().stream().map(CardCheck::kind).sorted().toList());
    assertEquals("Exemplaire-Fictive", read.identity().identity().surname());
    assertTrue(read.identity().address().isPresent());
    assertTrue(read.identity().photo().isPresent());
    assertInstanceOf(SignIn.Possible.class, read.identity().signIn());
  }

  /** The name comes first: nothing of the photo has been asked for by then. */
  @Test
  void tellsOfTheVerifiedNameFirst() {
    VirtualPort port = VirtualPort.with(genuine);
    List<Integer> exchangesAtName = new ArrayList<>();
    ReadResult read =
        EidCard.at(port, SETTINGS)
            .read(
                verifier(),
                Reading.ofEverything().telling(identity -> exchangesAtName.add(port.exchanges())));
    assertInstanceOf(ReadResult.Verified.class, read);
    assertEquals(1, exchangesAtName.size());
    assertEquals(read.effort().stages().getFirst().exchanges(), exchangesAtName.getFirst());
    assertTrue(exchangesAtName.getFirst() <= 9, "commands: " + exchangesAtName);
    assertEquals(
        List.of("NAME", "SIGN_IN", "CHIP", "ADDRESS", "PHOTO"),
        read.effort().stages().stream().map(ReadEffort.Stage::name).toList());
  }

  @Test
  void doesNotTellOfANameThatIsNotVerified() {
    List<Identity> told = new ArrayList<>();
    EidCard.at(VirtualPort.with(forgedName()), SETTINGS)
        .read(verifier(), Reading.of().telling(told::add));
    assertEquals(List.of(), told);
  }

  private VirtualCard forgedName() {
    byte[] identity = SubstitutedCard.contentOf(genuine, CardFile.IDENTITY);
    identity[identity.length / 2] ^= 1;
    return new SubstitutedCard(genuine).with(CardFile.IDENTITY, identity);
  }

  /** What is not wanted is not read. */
  @Test
  void readsNoMoreThanIsWanted() {
    VirtualPort port = VirtualPort.with(genuine);
    List<String> selected = new ArrayList<>();
    port.tamper(
        (exchange, command, answer) -> {
          if (command[1] == (byte) 0xA4) {
            selected.add(String.format("%02X%02X", command[9], command[10]));
          }
          return answer;
        });
    ReadResult.Verified read =
        assertInstanceOf(
            ReadResult.Verified.class,
            EidCard.at(port, SETTINGS).read(verifier(), Reading.toSignIn()));
    assertEquals(List.of("4031", "4032", "503C", "5038", "503A"), selected);
    assertTrue(read.identity().address().isEmpty());
    assertTrue(read.identity().photo().isEmpty());
  }

  /** The register's and the CA's certificates are met once; the next card is believed by them. */
  @Test
  void asksTheNextCardForNoAuthorityThatIsKnown() throws Exception {
    IdentityVerifier verifier = verifier();
    ReadResult first = read(genuine, verifier, Reading.ofEverything());
    ReadResult second =
        read(VirtualEid.of(VirtualPerson.named("joost"), pki), verifier, Reading.ofEverything());
    assertInstanceOf(ReadResult.Verified.class, first);
    assertInstanceOf(ReadResult.Verified.class, second);
    assertTrue(
        second.effort().exchanges() <= first.effort().exchanges() - 6,
        first.effort().exchanges() + " then " + second.effort().exchanges());
  }

  /** A certificate that was met must not vouch for what it did not sign. */
  @Test
  void believesNoForgerBecauseOfAnAuthorityThatIsKnown() {
    IdentityVerifier verifier = verifier();
    assertInstanceOf(ReadResult.Verified.class, read(genuine, verifier, Reading.ofEverything()));
    refused(
        CardRefusal.IDENTITY_NOT_VERIFIED, read(forgedName(), verifier, Reading.ofEverything()));
  }

  /** One bit anywhere in any file, a hundred times over. */
  @ParameterizedTest
  @EnumSource
  void refusesAnyFileWithATurnedBit(CardFile file) {
    Random random = new Random(file.maxBytes());
    byte[] content = SubstitutedCard.contentOf(genuine, file);
    int length = signedBytes(file, content);
    for (int attempt = 0; attempt < 100; attempt++) {
      byte[] lie = content.clone();
      int at = random.nextInt(length);
      int bit = random.nextInt(8);
      lie[at] ^= (byte) (1 << bit);
      assertInstanceOf(
          ReadResult.Refused.class,
          everything(new SubstitutedCard(genuine).with(file, lie)),
          file + " byte " + at + " bit " + bit);
    }
  }

  /** Behind certificates and signatures lie zeros, which nobody reads as anything else. */
  private static int signedBytes(CardFile file, byte[] content) {
    return switch (file.ending()) {
      case OF_DER -> 4 + ((content[2] & 0xFF) << 8 | (content[3] & 0xFF));
      case OF_BLOCK ->
          file == CardFile.ADDRESS_SIGNATURE || file == CardFile.IDENTITY_SIGNATURE
              ? 2 + content[1]
              : content.length;
      case OF_FILE -> content.length;
    };
  }

  /** Where the padding of the identity's signature is not what is usual, the card is asked. */
  @ParameterizedTest
  @ValueSource(ints = {0, 104, 105, 112, 119, 128, 200, 256, 300})
  void believesAnAddressWhateverThePaddingOfTheSignature(int length) throws Exception {
    TestRegister register = new TestRegister();
    VirtualCard card =
        register.signed(
            genuine,
            SubstitutedCard.contentOf(genuine, CardFile.IDENTITY),
            SubstitutedCard.contentOf(genuine, CardFile.ADDRESS),
            length);
    ReadResult read =
        read(
            card,
            new IdentityVerifier(List.of(register.root()), TODAY),
            Reading.of(Reading.Part.ADDRESS));
    ReadResult.Verified verified = assertInstanceOf(ReadResult.Verified.class, read);
    assertEquals(
        "Rue de l'Invention 12", verified.identity().address().orElseThrow().streetAndNumber());
  }

  /** Some cards have a version in tag 0, and zeros behind files that are signed with them. */
  @Test
  void readsFilesWithAVersionInTagZero() throws Exception {
    TestRegister register = new TestRegister();
    byte[] version = {0, 2, 0, 2};
    byte[] identity =
        Bytes.padded(
            Bytes.joined(version, SubstitutedCard.contentOf(genuine, CardFile.IDENTITY)), 600);
    byte[] address =
        Arrays.copyOf(
            Bytes.joined(version, SubstitutedCard.contentOf(genuine, CardFile.ADDRESS)), 121);
    ReadResult read =
        read(
            register.signed(genuine, identity, address, 112),
            new IdentityVerifier(List.of(register.root()), TODAY),
            Reading.of(Reading.Part.ADDRESS));
    ReadResult.Verified verified = assertInstanceOf(ReadResult.Verified.class, read);
    assertEquals("Exemplaire-Fictive", verified.identity().identity().surname());
    assertEquals("1000", verified.identity().address().orElseThrow().postalCode());
  }

  /** Genuine files of two genuine cards must not add up to one person. */
  @Test
  void refusesFilesOfTwoCardsPutTogether() throws Exception {
    VirtualEid other = VirtualEid.of(VirtualPerson.named("joost"), pki);
    for (List<CardFile> taken :
        List.of(
            List.of(CardFile.AUTHENTICATION_CERTIFICATE),
            List.of(CardFile.ADDRESS),
            List.of(CardFile.ADDRESS, CardFile.ADDRESS_SIGNATURE),
            List.of(CardFile.IDENTITY, CardFile.IDENTITY_SIGNATURE),
            List.of(CardFile.BASIC_KEY),
            List.of(CardFile.PHOTO, CardFile.IDENTITY))) {
      SubstitutedCard mixed = new SubstitutedCard(genuine);
      for (CardFile file : taken) {
        mixed.with(file, SubstitutedCard.contentOf(other, file));
      }
      assertInstanceOf(ReadResult.Refused.class, everything(mixed), taken.toString());
    }
  }

  /**
   * A card that gives one person's identity, and when asked a second time for its signature that of
   * another, whose address it then gives: all of it genuine, and none of it one person's.
   */
  @Test
  void refusesTheAddressOfSomebodyElseWhoseSignatureComesTheSecondTime() throws Exception {
    VirtualEid other = VirtualEid.of(VirtualPerson.named("joost"), pki);
    SubstitutedCard changing = new SubstitutedCard(genuine);
    VirtualPort port = VirtualPort.with(changing);
    port.tamper(
        (exchange, command, answer) -> {
          if (exchange > 8) {
            for (CardFile file :
                List.of(
                    CardFile.IDENTITY_SIGNATURE, CardFile.ADDRESS, CardFile.ADDRESS_SIGNATURE)) {
              changing.with(file, SubstitutedCard.contentOf(other, file));
            }
          }
          return answer;
        });
    ReadResult read = EidCard.at(port, SETTINGS).read(verifier(), Reading.of(Reading.Part.ADDRESS));
    refused(CardRefusal.IDENTITY_NOT_VERIFIED, read);
  }

  /** A chip's key may lie in its file as a point, or with zeros behind it. */
  @Test
  void believesTheChipInWhateverFormItsKeyLies() throws Exception {
    byte[] key = SubstitutedCard.contentOf(genuine, CardFile.BASIC_KEY);
    byte[] point = Arrays.copyOfRange(key, key.length - 97, key.length);
    for (byte[] file : List.of(key, Arrays.copyOf(key, 200), point, Arrays.copyOf(point, 128))) {
      TestRegister register = new TestRegister();
      byte[] identity = SubstitutedCard.contentOf(genuine, CardFile.IDENTITY);
      byte[] hash = MessageDigest.getInstance("SHA-384").digest(file);
      // The last field of the identity is tag 26, the hash of the key.
      System.arraycopy(hash, 0, identity, identity.length - hash.length, hash.length);
      ReadResult read =
          read(
              register
                  .signed(
                      genuine, identity, SubstitutedCard.contentOf(genuine, CardFile.ADDRESS), 112)
                  .with(CardFile.BASIC_KEY, file),
              new IdentityVerifier(List.of(register.root()), TODAY),
              Reading.of(Reading.Part.CHIP));
      assertInstanceOf(ReadResult.Verified.class, read, read + ", key of " + file.length);
    }
  }

  /** A citizen's own key, or an authority's, must not stand in for the register's. */
  @ParameterizedTest
  @EnumSource(names = {"AUTHENTICATION_CERTIFICATE", "ISSUING_CERTIFICATE"})
  void refusesAnotherCertificateAsTheRegisters(CardFile instead) {
    VirtualCard card =
        new SubstitutedCard(genuine)
            .with(CardFile.REGISTER_CERTIFICATE, SubstitutedCard.contentOf(genuine, instead));
    refused(CardRefusal.IDENTITY_NOT_VERIFIED, everything(card));
  }

  @Test
  void saysOfACardWithoutCertificatesThatItCannotSignIn() {
    VirtualCard card =
        new SubstitutedCard(genuine)
            .with(CardFile.AUTHENTICATION_CERTIFICATE, new byte[2_500])
            .with(CardFile.ISSUING_CERTIFICATE, new byte[2_500]);
    ReadResult.Verified read = assertInstanceOf(ReadResult.Verified.class, everything(card));
    assertEquals(new SignIn.NoCertificate(), read.identity().signIn());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            EidCard.at(VirtualPort.with(card), SETTINGS)
                .sign(read.identity(), new byte[1], new PinEntry.Typed(VirtualEid.pin())));
    SignResult.Failed failed =
        assertInstanceOf(
            SignResult.Failed.class,
            EidCard.at(VirtualPort.with(card), SETTINGS)
                .authenticate(
                    new byte[1], certificate -> {}, new PinEntry.Typed(VirtualEid.pin())));
    assertEquals(CardRefusal.NO_AUTHENTICATION_CERTIFICATE, failed.reason());
  }

  @Test
  void refusesEmptyAndAbsurdFiles() {
    for (CardFile file : CardFile.values()) {
      for (byte[] absurd :
          List.of(new byte[0], new byte[1_500], new byte[] {0x30, 0x7F}, new byte[20_000])) {
        if (file == CardFile.AUTHENTICATION_CERTIFICATE && absurd.length > 2) {
          continue; // zeros there are a card without certificates
        }
        assertInstanceOf(
            ReadResult.Refused.class,
            everything(new SubstitutedCard(genuine).with(file, absurd)),
            file + " of " + absurd.length + " bytes");
      }
    }
  }

  @Test
  void refusalsNameNobody() {
    VirtualCard card =
        new SubstitutedCard(genuine)
            .with(
                CardFile.ISSUING_CERTIFICATE,
                SubstitutedCard.contentOf(genuine, CardFile.REGISTER_CERTIFICATE));
    String told = everything(card).toString();
    assertFalse(told.contains("Marguerite") || told.contains("50134199915"), told);
  }

  @Test
  void wantsARoot() {
    assertThrows(IllegalArgumentException.class, () -> new IdentityVerifier(List.of(), TODAY));
    assertEquals(5, PinnedRoots.ofBelgium().size());
  }

  @Test
  void refusesARootThatHasExpired() {
    Clock afterwards = Clock.fixed(Instant.parse("2051-01-01T00:00:00Z"), ZoneOffset.UTC);
    ReadResult read =
        read(genuine, new IdentityVerifier(roots, afterwards), Reading.ofEverything());
    refused(CardRefusal.CARD_EXPIRED, read);
  }

  @Test
  void signsInFourCommandsMoreThanTheCertificateAndLogsOff() {
    VirtualPort port = VirtualPort.with(genuine);
    List<Integer> exchangesAtCertificate = new ArrayList<>();
    List<String> instructions = new ArrayList<>();
    port.tamper(
        (exchange, command, answer) -> {
          instructions.add(String.format("%02X%02X", command[0], command[1]));
          return answer;
        });
    char[] pin = VirtualEid.pin();
    assertInstanceOf(
        SignResult.Signed.class,
        EidCard.at(port, SETTINGS)
            .authenticate(
                new byte[] {1, 2, 3},
                certificate -> exchangesAtCertificate.add(port.exchanges()),
                new PinEntry.Typed(pin)));
    assertEquals(
        List.of("0022", "0020", "002A", "00C0", "80E6"),
        instructions.subList(exchangesAtCertificate.getFirst(), instructions.size()));
    assertArrayEquals(new char[4], pin);
  }

  private static ReadResult everything(VirtualCard card) {
    return read(card, verifier(), Reading.ofEverything());
  }

  private static ReadResult read(VirtualCard card, IdentityVerifier verifier, Reading reading) {
    return EidCard.at(VirtualPort.with(card), SETTINGS).read(verifier, reading);
  }

  private static IdentityVerifier verifier() {
    return new IdentityVerifier(roots, TODAY);
  }

  private static void refused(CardRefusal reason, ReadResult result) {
    ReadResult.Refused refused = assertInstanceOf(ReadResult.Refused.class, result);
    assertEquals(reason, refused.reason(), refused.detail());
  }
}
