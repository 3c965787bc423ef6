package be.borne.device.card.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.card.CardLink;
import be.borne.device.card.CardPort;
import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.ReadResult;
import be.borne.device.card.Reading;
import be.borne.device.card.recording.Journey.Ending;
import be.borne.device.card.recording.Journey.Mishap;
import be.borne.device.virtual.CardGeneration;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import be.borne.device.virtual.VirtualPort;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Journeys with a card, recorded, searched for their citizen, and played again. */
class CardRecordingTest {
  @TempDir private static Path directory;
  private static VirtualPki pki;

  @BeforeAll
  static void foundAuthorities() throws Exception {
    pki = VirtualPki.in(directory.resolve("pki"));
  }

  /** A recorded journey: how it ended, and what was written. */
  private record Taken(Ending ending, CardRecording recording) {}

  private static Taken record(VirtualPort port, Journey journey) throws Exception {
    try (RecordingPort recorder = new RecordingPort(port, RecordingLimits.usual(), Journey.TODAY)) {
      Ending ending = journey.through(recorder, Journey.TODAY);
      return new Taken(ending, throughAFile(recorder.finish()));
    }
  }

  private static CardRecording throughAFile(CardRecording recording) throws IOException {
    Path file = Files.createTempFile(directory, "card", ".rec");
    Files.delete(file);
    recording.writeTo(file);
    CardRecording read = CardRecording.readFrom(file);
    assertEquals(recording.toText(), read.toText());
    return read;
  }

  private static VirtualEid card(CardGeneration generation, String person, Fault fault)
      throws Exception {
    return VirtualEid.of(VirtualPerson.named(person), pki, generation, fault);
  }

  private static VirtualEid marguerite() throws Exception {
    return card(CardGeneration.APPLET_1_8, "marguerite", Fault.NONE);
  }

  // ---------------------------------------------------------------- replay

  private static void assertReplays(Taken taken, Journey journey) throws Exception {
    ReissuedReplay replay = new ReissuedReplay(taken.recording(), pki, Duration.ZERO);
    assertEquals(
        taken.ending(),
        journey.through(replay, taken.recording().clock()),
        () -> withoutBytes(taken.recording()));
  }

  private static String withoutBytes(CardRecording recording) {
    return recording.toText().replaceAll("([0-9A-F]{24})[0-9A-F]+", "$1…");
  }

  @ParameterizedTest
  @EnumSource
  void everyGenerationReadsAndSignsAsItDid(CardGeneration generation) throws Exception {
    Journey journey = Journey.with(pki);
    Taken taken = record(VirtualPort.with(card(generation, "odile", Fault.NONE)), journey);
    assertReplays(taken, journey);
    assertNobody(taken.recording(), VirtualPerson.named("odile"), generation);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"MUTE", "FOREIGN", "SLOW", "HANG", "ONE_BYTE_ANSWERS"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatIsWrongWithACardIsWrongInItsReplay(Fault fault) throws Exception {
    Journey journey = Journey.with(pki);
    for (CardGeneration generation : CardGeneration.values()) {
      VirtualEid card;
      try {
        card = card(generation, "marguerite", fault);
      } catch (IllegalArgumentException e) {
        continue; // no card of this generation can have the fault
      }
      Taken taken = record(VirtualPort.with(card), journey);
      assertReplays(taken, journey);
      assertNobody(taken.recording(), VirtualPerson.named("marguerite"), generation);
    }
  }

  @ParameterizedTest
  @CsvSource({"marguerite", "joost", "liesl", "mieke", "odile", "wout", "pixie"})
  void everybodysCardReplaysAndNamesNobody(String person) throws Exception {
    Journey journey = Journey.with(pki);
    Taken taken =
        record(VirtualPort.with(card(CardGeneration.APPLET_1_8, person, Fault.NONE)), journey);
    assertReplays(taken, journey);
    assertNobody(taken.recording(), VirtualPerson.named(person), CardGeneration.APPLET_1_8);
  }

  /** At every single command of a journey. */
  @ParameterizedTest
  @EnumSource(names = "HANG", mode = EnumSource.Mode.EXCLUDE)
  void aMishapAtAnyCommandIsReplayed(Mishap mishap) throws Exception {
    Journey journey = Journey.with(pki);
    VirtualPort good = VirtualPort.with(marguerite());
    journey.through(good, Journey.TODAY);
    // After an answer of one byte the driver waits to see whether the card is gone.
    int step = mishap == Mishap.ONE_BYTE ? 9 : 1;
    for (int at = 1; at <= good.exchanges(); at += step) {
      Taken taken = record(Journey.befallen(marguerite(), mishap, at), journey);
      assertReplays(taken, journey);
      LiteralReplay literal = new LiteralReplay(taken.recording(), Duration.ZERO);
      Ending word = journey.through(literal, taken.recording().clock());
      // From the first signature on, nothing verifies that is masked.
      if (taken.ending().read().endsWith("[]")) {
        assertEquals(taken.ending(), word, () -> withoutBytes(taken.recording()));
        assertTrue(literal.deviation().isEmpty());
        assertEquals(0, literal.callsLeft());
      }
      assertNobody(taken.recording(), VirtualPerson.named("marguerite"), CardGeneration.APPLET_1_8);
    }
  }

  @Test
  void aMishapOfAnOlderCardIsReplayed() throws Exception {
    Journey journey = Journey.with(pki);
    VirtualEid card = card(CardGeneration.APPLET_1_7, "odile", Fault.NONE);
    VirtualPort good = VirtualPort.with(card);
    journey.through(good, Journey.TODAY);
    for (int at = 1; at <= good.exchanges(); at += 3) {
      card.reset();
      assertReplays(record(Journey.befallen(card, Mishap.TRUNCATE, at), journey), journey);
      card.reset();
      assertReplays(record(Journey.befallen(card, Mishap.PULL, at), journey), journey);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "9", "30"})
  void aCardThatFallsSilentIsReplayed(int at) throws Exception {
    Journey journey = Journey.with(pki);
    RecordingPort recorder =
        new RecordingPort(
            Journey.befallen(marguerite(), Mishap.HANG, at),
            RecordingLimits.usual(),
            Journey.TODAY);
    Ending ending = journey.throughImpatiently(recorder, Journey.TODAY);
    CardRecording recording = throughAFile(recorder.finish());
    assertTrue(recording.toText().contains(" hung\n"), recording.toText());
    assertEquals(
        ending,
        journey.throughImpatiently(
            new ReissuedReplay(recording, pki, Duration.ZERO), recording.clock()));
  }

  @Test
  void aWrongPinIsReplayedAndABlockedOneToo() throws Exception {
    // Twelve digits: four would stand somewhere among the keys and signatures by chance.
    Journey journey = new Journey(pki, "987654321098");
    VirtualEid card = marguerite();
    List<String> endings = new ArrayList<>();
    for (int attempt = 0; attempt < 4; attempt++) {
      Taken taken = record(VirtualPort.with(card), journey);
      endings.add(taken.ending().sign());
      assertReplays(taken, journey);
      // The right PIN then would have been refused as well.
      assertReplays(taken, Journey.with(pki));
      assertFalse(taken.recording().toText().contains("987654321098"));
    }
    assertEquals(List.of("WRONG PIN 2", "WRONG PIN 1", "BLOCKED", "BLOCKED"), endings);
  }

  /** Two chips have two numbers still. */
  @Test
  void aSwappedCardIsReplayed() throws Exception {
    Journey journey = Journey.with(pki);
    VirtualPort port = VirtualPort.with(marguerite());
    VirtualEid other = card(CardGeneration.APPLET_1_8, "joost", Fault.NONE);
    boolean[] read = new boolean[1];
    port.tamper(
        (exchange, command, answer) -> {
          boolean cardData = command[1] == (byte) 0xE4;
          boolean second = cardData && read[0];
          read[0] |= cardData;
          return second ? other.answer(command.clone()) : answer;
        });
    Taken taken = record(port, journey);
    assertEquals("FAILED CARD_SWAPPED", taken.ending().sign());
    assertReplays(taken, journey);
  }

  @Test
  void replaysWordForWord() throws Exception {
    Journey journey = Journey.with(pki);
    Taken taken = record(VirtualPort.with(marguerite()), journey);
    LiteralReplay replay = new LiteralReplay(taken.recording(), Duration.ZERO);
    Ending ending = journey.through(replay, taken.recording().clock());
    assertTrue(ending.read().contains("IDENTITY_SIGNATUREfalse"), ending.read());
    assertTrue(replay.deviation().isEmpty());
  }

  @Test
  void namesWhatTheProgramDidDifferently() throws Exception {
    Taken taken = record(VirtualPort.with(marguerite()), Journey.with(pki));
    LiteralReplay replay = new LiteralReplay(taken.recording(), Duration.ZERO);
    var link = replay.connect();
    assertThrows(
        Exception.class,
        () -> link.transmit(HexFormat.of().parseHex("0020000108241234FFFFFFFFFF")));
    String deviation = replay.deviation().orElseThrow();
    assertTrue(deviation.contains("command 00200001080000000000000000"), deviation);
    assertTrue(deviation.contains("command 00A4080C063F00DF014031"), deviation);
  }

  @Test
  void tellsWhenItIsFull() throws Exception {
    RecordingPort recorder =
        new RecordingPort(
            VirtualPort.with(marguerite()), new RecordingLimits(20, 100_000), Journey.TODAY);
    Ending ending = Journey.with(pki).through(recorder, Journey.TODAY);
    assertTrue(ending.sign().startsWith("SIGNED"));
    CardRecording recording = throughAFile(recorder.finish());
    assertTrue(recording.isFull());
    assertEquals(20, recording.events().size());
    assertNobody(recording, VirtualPerson.named("marguerite"), CardGeneration.APPLET_1_8);
  }

  @Test
  void recordsTheAddressAloneToo() throws Exception {
    RecordingPort recorder =
        new RecordingPort(VirtualPort.with(marguerite()), RecordingLimits.usual(), Journey.TODAY);
    ReadResult read =
        EidCard.at(
                VirtualPort.with(marguerite()), new CardReaderSettings("", Duration.ofSeconds(9)))
            .through(port -> recorder)
            .read(
                new IdentityVerifier(pki.roots(), Journey.TODAY), Reading.of(Reading.Part.ADDRESS));
    recorder.note(Reading.of(Reading.Part.ADDRESS), read);
    CardRecording recording = recorder.finish();
    assertEquals(Set.of(Reading.Part.ADDRESS), recording.wanted().parts());
    assertEquals("VERIFIED", recording.result().orElseThrow());
    assertEquals(List.of(), recorder.finish().events());
  }

  /** A driver may say anything; recording it must change nothing. */
  @Test
  void recordsWhatNoCardCanSay() throws Exception {
    byte[] nonsense = new byte[70_000];
    Arrays.fill(nonsense, (byte) 'x');
    CardPort odd =
        new CardPort() {
          @Override
          public String name() {
            return "r\u00E9ader\n";
          }

          @Override
          public CardLink connect() {
            return new CardLink() {
              @Override
              public byte[] answerToReset() {
                return new byte[0];
              }

              @Override
              public byte[] transmit(byte[] command) {
                if (command.length == 0) {
                  throw new IllegalStateException("quotes 50134199915");
                }
                return nonsense;
              }

              @Override
              public byte[] control(int code, byte[] command) {
                return nonsense;
              }

              @Override
              public void release(boolean reset) {}
            };
          }

          @Override
          public boolean awaitAbsence(Duration time) {
            return false;
          }
        };
    RecordingPort recorder =
        new RecordingPort(odd, new RecordingLimits(50, 1_000_000), Journey.TODAY);
    CardLink link = recorder.connect();
    assertSame(nonsense, link.transmit(new byte[300]));
    assertSame(nonsense, link.transmit(new byte[] {0, (byte) 0xB0, 0, 0, 0}));
    assertSame(nonsense, link.control(1, nonsense));
    assertThrows(IllegalStateException.class, () -> link.transmit(new byte[0]));
    assertFalse(recorder.awaitAbsence(Duration.ofDays(9)));
    CardRecording recording = throughAFile(recorder.finish());
    assertEquals(6, recording.events().size());
    assertFalse(recording.toText().contains("7878"));
    assertFalse(recording.toText().contains("5013"));
    assertSame(nonsense, link.transmit(new byte[300]));
  }

  /** Content of a citizen's certificate in an authority's place is not an authority's. */
  @Test
  void masksACitizensCertificateWhereverItLies() throws Exception {
    VirtualEid card = marguerite();
    VirtualPort port = VirtualPort.with(card);
    port.tamper(
        (exchange, command, answer) -> {
          if (command[1] == (byte) 0xA4 && command.length == 11 && command[10] == 0x3C) {
            return card.answer(HexFormat.of().parseHex("00A4080C063F00DF005038"));
          }
          return answer;
        });
    Taken taken = record(port, Journey.with(pki));
    assertTrue(taken.ending().read().startsWith("IDENTITY_NOT_VERIFIED"));
    assertReplays(taken, Journey.with(pki));
    assertNobody(taken.recording(), VirtualPerson.named("marguerite"), CardGeneration.APPLET_1_8);
  }

  @Test
  void overwritesNothing() throws Exception {
    Path file = Files.writeString(directory.resolve("there"), "something");
    CardRecording recording = record(VirtualPort.with(marguerite()), Journey.with(pki)).recording();
    assertThrows(FileAlreadyExistsException.class, () -> recording.writeTo(file));
  }

  // ---------------------------------------------------------------- nobody

  /** Looks for everything that could tell whose card it was, as text and as bytes. */
  private static void assertNobody(
      CardRecording recording, VirtualPerson person, CardGeneration generation) throws Exception {
    String text = recording.toText();
    Set<String> secrets = new TreeSet<>();
    for (String secret :
        List.of(
            person.surname(),
            person.givenNames(),
            person.nationalNumber(),
            person.nationalNumber().substring(0, 6),
            person.cardNumber(),
            person.street(),
            person.birthDate(),
            person.birthPlace(),
            person.nationality(),
            person.municipality() + "\u0006")) {
      if (!secret.isEmpty()) {
        secrets.add(secret);
        secrets.add(hex(secret));
        secrets.add(hex(secret.toUpperCase(Locale.ROOT)));
        for (String word : secret.split("[ -]", -1)) {
          // Shorter ones are found by chance.
          if (word.length() >= 4 && !List.of("MARS", "MAART").contains(word)) {
            secrets.add(hex(word));
          }
        }
      }
    }
    secrets.add("241234");
    secrets.add(hex("1234"));
    VirtualEid card = VirtualEid.of(person, pki, generation, Fault.NONE);
    byte[] cardData = card.answer(new byte[] {(byte) 0x80, (byte) 0xE4, 0, 0, 0x1C});
    secrets.add(HexFormat.of().withUpperCase().formatHex(cardData, 0, 16));
    secrets.add(HexFormat.of().withUpperCase().formatHex(cardData, 4, 12));
    for (String secret : secrets) {
      assertFalse(text.contains(secret), () -> secret + " in\n" + text);
    }
  }

  private static String hex(String text) {
    return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
