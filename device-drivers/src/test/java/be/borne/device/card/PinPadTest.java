package be.borne.device.card;

import static be.borne.device.card.PinPadPort.leadsTo;
import static be.borne.device.card.PinPadPort.pulls;
import static be.borne.device.card.PinPadPort.types;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.card.PinPadPort.Way;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The PIN goes from the citizen's finger to the card; the program only hears what came of it. */
class PinPadTest {
  private static final CardReaderSettings SETTINGS =
      new CardReaderSettings("", Duration.ofSeconds(10));

  private static final PinEntry.OnReader HALF_A_MINUTE =
      new PinEntry.OnReader(PadLanguage.FRENCH, Duration.ofSeconds(30));

  private static final String PIN = "1234";
  private static final byte[] STATEMENT = {1, 2, 3};
  private static final String VERIFY_TO_BE_FILLED_IN = "002000010820FFFFFFFFFFFFFF";

  /** The facts' block, for half a minute and in French. */
  private static final String BLOCK =
      "1E1E8947040C0402010C0800000000" + "0D000000" + VERIFY_TO_BE_FILLED_IN;

  @TempDir private static Path directory;
  private static VirtualPki pki;
  private VirtualEid eid;

  @BeforeAll
  static void foundAuthorities() throws Exception {
    pki = VirtualPki.in(directory);
  }

  @BeforeEach
  void makeMarguerite() throws Exception {
    eid = VirtualEid.of(VirtualPerson.named("marguerite"), pki);
  }

  @Test
  void signsWithAPinThatOnlyTheReaderSees() {
    PinPadPort reader = PinPadPort.of(eid, types(PIN));
    assertInstanceOf(SignResult.Signed.class, authenticate(reader, HALF_A_MINUTE));
    assertEquals(List.of("42000D48", "42330006 " + BLOCK), reader.controls());
    assertEquals(List.of("0020000108241234FFFFFFFFFF"), reader.ownVerifies());
    assertNoPinCameFromUs(reader);
  }

  private static void assertNoPinCameFromUs(PinPadPort reader) {
    for (String command : reader.transmitted()) {
      assertFalse(command.startsWith("0020"), "a VERIFY of our own: " + command);
    }
    for (String sent :
        Stream.concat(reader.transmitted().stream(), reader.controls().stream()).toList()) {
      assertFalse(sent.contains("241234"), sent);
    }
  }

  @Test
  void signsForTheHolderThatWasRead() throws Exception {
    PinPadPort reader = PinPadPort.of(eid, types(PIN));
    EidCard card = EidCard.at(reader, SETTINGS);
    IdentityVerifier verifier =
        new IdentityVerifier(
            PinnedRoots.in(List.of(directory.resolve(VirtualPki.ROOT_FILE))),
            Clock.fixed(Instant.parse("2026-06-01T10:00:00Z"), ZoneOffset.UTC));
    VerifiedIdentity holder =
        assertInstanceOf(ReadResult.Verified.class, card.read(verifier, Reading.toSignIn()))
            .identity();
    assertInstanceOf(SignResult.Signed.class, card.sign(holder, STATEMENT, HALF_A_MINUTE));
    assertNoPinCameFromUs(reader);
  }

  @ParameterizedTest
  @CsvSource({"fr,0C08,1", "nl,1308,30", "de,0704,60", "en,0904,255"})
  void tellsTheReaderLanguageAndTime(String language, String languageId, int seconds) {
    PinPadPort reader = PinPadPort.of(eid, types(PIN));
    authenticate(
        reader, new PinEntry.OnReader(PadLanguage.ofTag(language), Duration.ofSeconds(seconds)));
    assertEquals(
        String.format("42330006 %02X%02X8947040C040201%s", seconds, seconds, languageId),
        reader.controls().getLast().substring(0, 31));
  }

  /** The reader's VERIFY is the one that a typed PIN makes, whatever its length. */
  @ParameterizedTest
  @ValueSource(strings = {"1234", "12345", "123456789012"})
  void leavesThePlaceOfThePinWhereATypedOneGoes(String pin) {
    PinPadPort pad = PinPadPort.of(eid, types(pin));
    authenticate(pad, HALF_A_MINUTE);
    PinPadPort plain = PinPadPort.of(eid, types(pin));
    authenticate(plain, new PinEntry.Typed(pin.toCharArray()));
    assertEquals(
        plain.transmitted().stream().filter(command -> command.startsWith("0020")).toList(),
        pad.ownVerifies());
  }

  @Test
  void countsWrongPinsDownToBlockedAndOffersEachOnce() {
    PinPadPort reader = PinPadPort.of(eid, types("9999"));
    assertEquals(new SignResult.WrongPin(2), authenticate(reader, HALF_A_MINUTE));
    assertEquals(1, reader.ownVerifies().size());
    assertEquals(new SignResult.WrongPin(1), authenticate(reader, HALF_A_MINUTE));
    assertEquals(new SignResult.PinBlocked(), authenticate(reader, HALF_A_MINUTE));
    assertEquals(new SignResult.PinBlocked(), authenticate(reader, HALF_A_MINUTE));
    assertEquals(4, reader.ownVerifies().size());
    assertEquals(0, eid.triesLeft());
  }

  @ParameterizedTest
  @CsvSource({
    "6400,PIN_TIMED_OUT",
    "6401,PIN_CANCELLED",
    "6402,CARD_FAILED",
    "6403,PIN_TIMED_OUT",
    "6B80,CARD_FAILED",
    "6F00,CARD_FAILED"
  })
  void saysWhyNoPinCame(String status, CardRefusal reason) {
    PinPadPort reader = PinPadPort.of(eid, leadsTo(status));
    SignResult.Failed failed = failed(reason, authenticate(reader, HALF_A_MINUTE));
    assertEquals(reason == CardRefusal.CARD_FAILED, failed.detail().contains(status));
    assertEquals(3, eid.triesLeft());
    assertEquals("80E60000", reader.transmitted().getLast());
  }

  /** A card that answers so to a typed PIN has not been cancelled by anybody. */
  @Test
  void readsThePadsStatusesIntoNoOtherVerify() {
    PinPadPort reader = PinPadPort.of(eid, types(PIN));
    reader
        .slot()
        .tamper(
            (exchange, command, answer) ->
                command[1] == 0x20 ? HexFormat.of().parseHex("6401") : answer);
    failed(CardRefusal.CARD_FAILED, authenticate(reader, new PinEntry.Typed(PIN.toCharArray())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "90", "900000", "00009000"})
  void takesNoAnswerButAStatus(String nonsense) {
    failed(
        CardRefusal.CARD_FAILED,
        authenticate(PinPadPort.of(eid, leadsTo(nonsense)), HALF_A_MINUTE));
  }

  @Test
  void noticesACardThatIsPulledFromUnderThePad() {
    failed(CardRefusal.CARD_PULLED, authenticate(PinPadPort.of(eid, pulls()), HALF_A_MINUTE));
  }

  @ParameterizedTest
  @EnumSource(names = {"IN_STEPS", "IN_STEPS_WITHOUT_KEYS"})
  void verifiesInSteps(Way way) {
    PinPadPort reader =
        new PinPadPort("Invented", eid, way, types(PIN)).pressing(0, 0x2B, 0x08, 0x0A, 0x2B, 0x0D);
    assertInstanceOf(SignResult.Signed.class, authenticate(reader, HALF_A_MINUTE));
    assertEquals("42330001 " + BLOCK, reader.controls().get(1));
    assertEquals("42330002", reader.controls().getLast());
    assertEquals(
        way == Way.IN_STEPS ? 6 : 0,
        reader.controls().stream().filter(sent -> sent.equals("42330005")).count());
    assertNoPinCameFromUs(reader);
  }

  @ParameterizedTest
  @CsvSource({"27,6401,PIN_CANCELLED", "14,6400,PIN_TIMED_OUT", "64,6400,PIN_TIMED_OUT"})
  void finishesStepsThatAPersonEnded(int key, String status, CardRefusal reason) {
    PinPadPort reader =
        new PinPadPort("Invented", eid, Way.IN_STEPS, leadsTo(status)).pressing(0x2B, key);
    failed(reason, authenticate(reader, HALF_A_MINUTE));
    assertEquals("42330002", reader.controls().getLast());
  }

  @Test
  void saysThatAReaderHasNoKeysWithoutTroublingCardOrCitizen() {
    PinPadPort reader = new PinPadPort("Invented", eid, Way.NONE, types(PIN));
    long began = System.nanoTime();
    assertEquals(new ReaderAbilities.WithoutPinPad(), abilities(reader));
    Duration taken = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(taken.compareTo(Duration.ofSeconds(1)) < 0, "took " + taken);
    SignResult.Failed failed = failed(CardRefusal.CARD_FAILED, authenticate(reader, HALF_A_MINUTE));
    assertTrue(failed.detail().contains("no PIN pad"), failed.detail());
    assertEquals(List.of(), reader.transmitted());
  }

  @Test
  void saysThatAReaderHasKeysWithoutTroublingTheCard() {
    PinPadPort reader = PinPadPort.of(eid, types(PIN));
    assertEquals(new ReaderAbilities.WithPinPad(12), abilities(reader));
    assertEquals(List.of(), reader.transmitted());
  }

  @Test
  void cannotSayWhatAReaderHasOnceTheCardIsGone() {
    PinPadPort reader = PinPadPort.of(eid, types(PIN));
    reader.pull();
    assertEquals(
        CardRefusal.CARD_PULLED,
        assertInstanceOf(ReaderAbilities.Failed.class, abilities(reader)).reason());
  }

  /** Modifying a PIN is nothing that a terminal does, whatever the reader offers. */
  @Test
  void doesNotTakeAReaderThatOnlyChangesPins() {
    PinPadPort reader =
        PinPadPort.of(eid, types(PIN))
            .withFeatureList(HexFormat.of().parseHex("070442330007" + "030442330003"));
    assertEquals(new ReaderAbilities.WithoutPinPad(), abilities(reader));
  }

  @Test
  void givesAPersonNeitherNoTimeNorMoreThanTheReaderCounts() {
    for (Duration wrong :
        List.of(
            Duration.ZERO,
            Duration.ofMillis(999),
            Duration.ofSeconds(-1),
            Duration.ofMillis(255_001))) {
      assertThrows(
          IllegalArgumentException.class, () -> new PinEntry.OnReader(PadLanguage.DUTCH, wrong));
    }
    assertThrows(IllegalArgumentException.class, () -> PadLanguage.ofTag("FR"));
  }

  private static ReaderAbilities abilities(PinPadPort reader) {
    return EidCard.at(reader, SETTINGS).readerAbilities();
  }

  private static SignResult authenticate(PinPadPort reader, PinEntry pin) {
    return EidCard.at(reader, SETTINGS).authenticate(STATEMENT, certificate -> {}, pin);
  }

  private static SignResult.Failed failed(CardRefusal reason, SignResult result) {
    SignResult.Failed failed = assertInstanceOf(SignResult.Failed.class, result);
    assertEquals(reason, failed.reason(), failed.detail());
    return failed;
  }
}
