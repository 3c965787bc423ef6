package be.borne.device.card.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.Reading;
import be.borne.device.virtual.CardGeneration;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import be.borne.device.virtual.VirtualPort;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recording may come from anybody. */
class HostileRecordingTest {
  private static VirtualPki pki;
  private static String genuine;

  @BeforeContainer
  static void takeOne() throws Exception {
    Path directory = Files.createTempDirectory("borne-hostile-");
    directory.toFile().deleteOnExit();
    pki = VirtualPki.in(directory);
    VirtualEid card =
        VirtualEid.of(
            VirtualPerson.named("marguerite"), pki, CardGeneration.APPLET_1_8, Fault.NONE);
    try (RecordingPort recorder =
        new RecordingPort(VirtualPort.with(card), RecordingLimits.usual(), Journey.TODAY)) {
      Journey.with(pki).through(recorder, Journey.TODAY);
      genuine = recorder.finish().toText();
    }
  }

  @Property(tries = 2_000)
  void anyBytesAreRefused(@ForAll byte[] bytes) {
    assertThrows(IOException.class, () -> RecordingText.parse(bytes));
  }

  /** What is read in spite of a few changed bytes stands there as it was written. */
  @Property(tries = 2_000)
  void changedBytesAreRefusedOrMeanWhatTheySay(@ForAll Random random) {
    byte[] bytes = genuine.getBytes(StandardCharsets.US_ASCII);
    for (int change = random.nextInt(1, 4); change > 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    parsed(bytes)
        .ifPresent(
            text -> assertEquals(new String(bytes, StandardCharsets.US_ASCII), text.toText()));
  }

  @Property(tries = 500)
  void mixedLinesAreRefusedOrReplayed(@ForAll("mixtures") List<String> events) throws Exception {
    List<String> lines = new ArrayList<>(genuine.lines().limit(3).toList());
    long at = 0;
    for (String event : events) {
      lines.add(at++ + event.substring(event.indexOf(' ')));
    }
    lines.add("end " + events.size() + " whole");
    CardRecording recording =
        parsed((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII)).orElseThrow();
    for (boolean literal : new boolean[] {true, false}) {
      EidCard.at(
              literal
                  ? new LiteralReplay(recording, Duration.ZERO)
                  : new ReissuedReplay(recording, pki, Duration.ZERO),
              new CardReaderSettings("", Duration.ofSeconds(5)))
          .read(new IdentityVerifier(pki.roots(), recording.clock()), Reading.ofEverything());
    }
  }

  @Provide
  Arbitrary<List<String>> mixtures() {
    List<String> lines = genuine.lines().skip(3).toList();
    Arbitrary<String> recorded = Arbitraries.of(lines.subList(0, lines.size() - 1));
    Arbitrary<String> commands =
        Arbitraries.of(
            "00B0000000", "00B0010000", "00B07F0000", "80E400001C", "80E400011F", "00C0000060");
    Arbitrary<String> files =
        Arbitraries.of("4031", "4032", "4033", "4034", "4035", "5038", "503C");
    Arbitrary<String> selections =
        files.map(
            file ->
                "0 send 1 00A4080C063F00"
                    + (file.startsWith("4") ? "DF01" : "DF00")
                    + file
                    + " answered 9000");
    Arbitrary<String> answers =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMaxSize(256)
            .map(bytes -> Outcome.HEX.formatHex(bytes) + "9000");
    Arbitrary<String> invented =
        commands.flatMap(
            command -> answers.map(answer -> "0 send 1 " + command + " answered " + answer));
    return Arbitraries.oneOf(recorded, selections, invented).list().ofMaxSize(60);
  }

  private static Optional<CardRecording> parsed(byte[] bytes) {
    try {
      return Optional.of(RecordingText.parse(bytes));
    } catch (IOException e) {
      assertTrue(e.getMessage().startsWith("recording"), e.getMessage());
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0 send 1 0020000108241234FFFFFFFFFF answered 9000",
    "0 send 1 002A9E9A0401020304 answered 9000",
    "0 send 1 00A4080C063F00DF01403 answered 9000",
    "0 send 1 00a4080c00 answered 9000",
    "'0 send 1 00B0000000 answered 9000 '",
    "0 send 1 00B0000000 answered",
    "0 send 1 00B0000000 faulted BAD_LUCK it happens",
    "0 send -1 00B0000000 hung",
    "0 send 99999999999 00B0000000 hung",
    "00 send 1 00B0000000 hung",
    "0 connect 1 answered 3B",
    "0 absence 1 1 answered 02",
    "0 release perhaps",
    "0 read VERIFIED EVERYTHING -",
    "0 read PERHAPS - -",
    "0 dance",
  })
  void namesTheLineThatIsWrong(String line) {
    String text =
        "borne-card-recording 1\nday 2026-06-01\nreader virtual\n" + line + "\nend 1 whole\n";
    IOException refused =
        assertThrows(
            IOException.class, () -> RecordingText.parse(text.getBytes(StandardCharsets.US_ASCII)));
    assertTrue(refused.getMessage().startsWith("recording, line 4: "), refused.getMessage());
    assertFalse(refused.getMessage().contains("1234FF"), refused.getMessage());
  }

  @Test
  void refusesWhatIsTooLong() {
    byte[] endless = new byte[RecordingText.MAX_BYTES + 1];
    Arrays.fill(endless, (byte) 'x');
    assertThrows(IOException.class, () -> RecordingText.parse(endless));
    byte[] longLine = Arrays.copyOf(endless, 10_000);
    assertThrows(IOException.class, () -> RecordingText.parse(longLine));
    assertThrows(IOException.class, () -> RecordingText.parse(new byte[0]));
  }
}
