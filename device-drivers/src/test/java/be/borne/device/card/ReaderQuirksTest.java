package be.borne.device.card;

import static be.borne.device.card.PinPadPort.types;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.card.PinPadPort.Way;
import be.borne.device.virtual.VirtualCard;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reader is spoken to as it wants, to the byte. */
class ReaderQuirksTest {
  private static final CardReaderSettings SETTINGS =
      new CardReaderSettings("", Duration.ofSeconds(10));
  private static final PinEntry.OnReader HALF_A_MINUTE =
      new PinEntry.OnReader(PadLanguage.FRENCH, Duration.ofSeconds(30));
  private static final String PIN = "1234";

  /** What a reader without quirks gets. */
  private static final String BLOCK =
      "1E1E8947040C0402010C0800000000" + "0D000000" + "002000010820FFFFFFFFFFFFFF";

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

  @ParameterizedTest
  @CsvSource({
    "SCM Microsystems Inc. SPR 532 [Vendor Interface] 00 00,0505,01",
    "SCM SPR532 USB 0,0505,01",
    "SCM Microsystems Inc. SPRx32 USB Smart Card Reader 0,0412,01",
    "SCM Microsystems Inc. SPR 532 [Vendor Interface] 00 00,0506,89",
    "SCM Microsystems Inc. SPR 532 [Vendor Interface] 00 00,,89",
    "Invented PIN Pad 00 00,0505,89"
  })
  void saysOnlyBcdToOldFirmwareOfTheSpr532(String name, String firmware, String format) {
    PinPadPort reader = new PinPadPort(name, eid, Way.DIRECT_ONLY, types(PIN));
    if (firmware != null) {
      reader.withFirmware(HexFormat.fromHexDigits(firmware));
    }
    assertInstanceOf(SignResult.Signed.class, authenticate(reader, HALF_A_MINUTE));
    assertEquals("42330006 1E1E" + format + BLOCK.substring(6), reader.controls().getLast());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Gemplus GemPC Pinpad 00 00", "Gemalto GemPC Pinpad 00 00"})
  void asksTheGemPcForNoMoreThanEightDigits(String name) {
    PinPadPort reader = new PinPadPort(name, eid, Way.DIRECT_ONLY, types(PIN));
    assertEquals(new ReaderAbilities.WithPinPad(8), abilities(reader));
    assertInstanceOf(SignResult.Signed.class, authenticate(reader, HALF_A_MINUTE));
    assertEquals("42330006 1E1E894704" + "0804" + BLOCK.substring(14), reader.controls().getLast());
  }

  /** A card of applet 1.7 tells the tries left only to a VERIFY without a PIN. */
  @ParameterizedTest
  @CsvSource({"Gemplus GemPC Pinpad 00 00,false", "Gemplus GemPC Twin 00 00,true"})
  void sendsNoEmptyVerifyWhereOneMayCostATry(String name, boolean asked) throws Exception {
    EidCard reading = EidCard.at(PinPadPort.of(eid, types(PIN)), SETTINGS);
    IdentityVerifier verifier =
        new IdentityVerifier(
            PinnedRoots.in(List.of(directory.resolve(VirtualPki.ROOT_FILE))),
            Clock.fixed(Instant.parse("2026-06-01T10:00:00Z"), ZoneOffset.UTC));
    VerifiedIdentity holder =
        assertInstanceOf(ReadResult.Verified.class, reading.read(verifier, Reading.toSignIn()))
            .identity();
    PinPadPort reader = new PinPadPort(name, new Applet17(eid), Way.DIRECT_ONLY, types(PIN));
    assertEquals(
        asked ? new TriesResult.Known(3) : new TriesResult.Unknown(),
        EidCard.at(reader, SETTINGS).triesLeft(holder));
    assertEquals(asked, reader.transmitted().contains("0020000100"));
  }

  /** Says of itself that it is of an older generation. */
  private record Applet17(VirtualCard newer) implements VirtualCard {
    @Override
    public byte[] answerToReset() {
      return HexFormat.of().parseHex("3B9813400AA503010101AD1311");
    }

    @Override
    public void reset() {
      newer.reset();
    }

    @Override
    public byte[] answer(byte[] command) {
      return newer.answer(command);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VASCO DIGIPASS 840 00 00",
        "VASCO DIGIPASS 870 [CCID] 00 00",
        "VASCO DIGIPASS 875 0",
        "VASCO DIGIPASS 876 0",
        "VASCO DIGIPASS 920 0",
        "ETSWW eKrypto PINPhab 0",
        "DIOSS pinpad 0",
        "Gemalto ING Shield Pro 0"
      })
  void disguisesCommandsWhereTheReaderWantsThemSo(String name) {
    PinPadPort reader = new PinPadPort(name, eid, Way.PSEUDO_DIRECT, types(PIN));
    assertEquals(new ReaderAbilities.WithPinPad(12), abilities(reader));
    assertEquals(List.of("FFC2010000"), reader.transmitted());
    assertInstanceOf(SignResult.Signed.class, authenticate(reader, HALF_A_MINUTE));
    assertTrue(reader.transmitted().contains("FFC2010620" + BLOCK), "" + reader.transmitted());
  }

  @Test
  void disguisesStepsToo() {
    PinPadPort reader =
        new PinPadPort("VASCO DIGIPASS 870", eid, Way.PSEUDO_STEPS, types(PIN))
            .pressing(0x00, 0x2B, 0x0D);
    assertInstanceOf(SignResult.Signed.class, authenticate(reader, HALF_A_MINUTE));
    assertEquals(
        List.of(
            "FFC2010000",
            "FFC2010120" + BLOCK,
            "FFC2010500",
            "FFC2010500",
            "FFC2010500",
            "FFC2010200"),
        reader.transmitted().stream().filter(command -> command.startsWith("FF")).toList());
  }

  /** To the card they would be commands. */
  @Test
  void disguisesNothingToAnyOtherReader() {
    PinPadPort reader = new PinPadPort("Invented", eid, Way.PSEUDO_DIRECT, types(PIN));
    assertEquals(new ReaderAbilities.WithoutPinPad(), abilities(reader));
    assertEquals(List.of(), reader.transmitted());
  }

  private static ReaderAbilities abilities(PinPadPort reader) {
    return EidCard.at(reader, SETTINGS).readerAbilities();
  }

  private static SignResult authenticate(PinPadPort reader, PinEntry pin) {
    return EidCard.at(reader, SETTINGS).authenticate(new byte[] {1}, certificate -> {}, pin);
  }
}
