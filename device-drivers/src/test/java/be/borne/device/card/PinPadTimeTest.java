package be.borne.device.card;

import static be.borne.device.card.PinPadPort.hangsTheReader;
import static be.borne.device.card.PinPadPort.leadsTo;
import static be.borne.device.card.PinPadPort.types;
import static be.borne.device.card.PinPadPort.typesAfter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.card.PinPadPort.Way;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at the keys is waited for, but neither for ever nor at the card's expense. */
class PinPadTimeTest {
  /** A whole operation may take twelve tenths of a second. */
  private static final CardReaderSettings HASTY =
      new CardReaderSettings("", Duration.ofMillis(300));

  private static final PinEntry.OnReader A_SECOND =
      new PinEntry.OnReader(PadLanguage.GERMAN, Duration.ofSeconds(1));
  private static final String PIN = "1234";

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
  void letsAPersonTakeLongerThanACardMay() {
    PinPadPort reader = PinPadPort.of(eid, typesAfter(Duration.ofMillis(1_800), PIN));
    assertInstanceOf(SignResult.Signed.class, authenticate(reader));
  }

  @Test
  void letsAPersonTakeTheirTimeInDisguiseToo() {
    PinPadPort reader =
        new PinPadPort(
            "DIOSS pinpad 0", eid, Way.PSEUDO_DIRECT, typesAfter(Duration.ofMillis(1_800), PIN));
    assertInstanceOf(SignResult.Signed.class, authenticate(reader));
  }

  @Test
  void givesUpAReaderThatNeverAnswers() {
    PinPadPort reader = PinPadPort.of(eid, hangsTheReader());
    long began = System.nanoTime();
    try {
      failed(CardRefusal.CARD_FAILED, authenticate(reader));
    } finally {
      reader.letGo();
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(taken.compareTo(Duration.ofMillis(2_300)) >= 0, "gave up early: " + taken);
    assertTrue(taken.compareTo(Duration.ofSeconds(10)) < 0, "gave up late: " + taken);
    assertTrue(reader.abandoned());
    assertEquals(3, eid.triesLeft());
  }

  /** What a person did not use, the card does not get. */
  @Test
  void lendsTheCardNothingOfThePersonsTime() throws Exception {
    PinPadPort reader = PinPadPort.of(eid, types(PIN));
    reader
        .slot()
        .tamper(
            (exchange, command, answer) -> {
              CardConnection.rest(Duration.ofMillis(100));
              return answer;
            });
    try (CardConnection connection = CardConnection.open(reader, HASTY)) {
      String typed = connection.whilePersonActs(Duration.ofSeconds(30), () -> "quickly");
      assertEquals("quickly", typed);
      CardFault cut = assertThrows(CardFault.class, () -> askFiftyTimes(connection));
      assertTrue(
          cut.getMessage().contains("no time left") || cut.getMessage().contains("deadline"),
          cut.getMessage());
    }
  }

  private static void askFiftyTimes(CardConnection connection) throws CardFault {
    for (int i = 0; i < 50; i++) {
      connection.exchange(HexFormat.of().parseHex("80E400001C"));
    }
  }

  @Test
  void givesUpAReaderThatDoesNotEvenSayWhatItHas() {
    PinPadPort reader = PinPadPort.of(eid, types(PIN)).hangingAtFeatures();
    try {
      ReaderAbilities.Failed failed =
          assertInstanceOf(
              ReaderAbilities.Failed.class, EidCard.at(reader, HASTY).readerAbilities());
      assertEquals(CardRefusal.CARD_FAILED, failed.reason());
      assertTrue(reader.abandoned());
    } finally {
      reader.letGo();
    }
  }

  @Test
  void looksForKeysOnlyForAsLongAsAPersonMayTake() {
    PinPadPort reader =
        new PinPadPort("Invented", eid, Way.IN_STEPS, leadsTo("6400")).pressing(0x00);
    failed(CardRefusal.PIN_TIMED_OUT, authenticate(reader));
  }

  private static SignResult authenticate(PinPadPort reader) {
    return EidCard.at(reader, HASTY).authenticate(new byte[] {1}, certificate -> {}, A_SECOND);
  }

  private static SignResult.Failed failed(CardRefusal reason, SignResult result) {
    SignResult.Failed failed = assertInstanceOf(SignResult.Failed.class, result);
    assertEquals(reason, failed.reason(), failed.detail());
    return failed;
  }
}
