package be.borne.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.kiosk.session.ElapsedTime;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.PinPositions;
import be.borne.protocol.terminal.TerminalConfiguration;
import be.borne.protocol.terminal.TerminalConfigurationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KioskTest {
  @TempDir Path directory;

  /** The file that sites start from: everything in it holds, and says what is usual. */
  @Test
  void theExampleConfigurationIsRight() {
    TerminalConfiguration example =
        TerminalConfigurationFile.read(Path.of("src", "main", "config", "terminal.toml"));
    assertEquals(TerminalConfiguration.Timing.USUAL, example.timing());
    assertEquals(TerminalConfiguration.PinPad.WHEN_THERE, example.card().pinPad());
    assertEquals(PinPositions.FIXED, example.card().pinPositions());
  }

  @Test
  void aConfigurationThatIsWrongOrMissingEndsWithTwo() throws IOException {
    Path wrong = directory.resolve("terminal.toml");
    Files.writeString(wrong, "[terminal]\nid = \"Not An Id\"\n");
    assertEquals(2, kiosk("--configuration", wrong.toString()));
    assertEquals(2, kiosk("--configuration", directory.resolve("missing.toml").toString()));
    assertEquals(2, kiosk());
    assertEquals(2, kiosk("--configuration"));
    assertEquals(2, kiosk("--configuration=" + wrong, "--verbose"));
    assertEquals(2, kiosk("--configuration", wrong.toString(), "--language", "la"));
  }

  @Test
  void certificatesThatAreNotThereEndWithTwo() throws IOException {
    Path configuration = directory.resolve("terminal.toml");
    Files.writeString(
        configuration,
        """
        [terminal]
        id = "library-1"
        site = "Library"
        municipality = "Testville"
        screen_width_pixels = 1080
        screen_height_pixels = 1920
        pixel_pitch_mm = 0.277
        [identity]
        certificate = "none.crt"
        key = "none.key"
        authority = "none.pem"
        [card]
        trust = ["none.pem"]
        [guichet]
        address = "https://localhost:1"
        [document]
        trust = ["none.pem"]
        organisation = "NTRBE-0000000097"
        [printer]
        address = "ipp://localhost:1/ipp/print"
        [fleet]
        broker = "ssl://localhost:1"
        health_socket = "health.sock"
        [storage]
        directory = "var"
        """);
    assertEquals(2, kiosk("--configuration", configuration.toString()));
  }

  @Test
  void valuesStandBehindTheirOptionOrAreJoinedToIt() {
    KioskArguments expected = new KioskArguments(Path.of("t.toml"), Language.DUTCH);
    assertEquals(
        expected, KioskArguments.of(List.of("--configuration", "t.toml", "--language", "nl")));
    assertEquals(expected, KioskArguments.of(List.of("--language=nl", "--configuration=t.toml")));
    assertEquals(
        Language.FRENCH,
        KioskArguments.of(List.of("--configuration", "t.toml")).houseLanguage(),
        "the language of a terminal that was told none");
  }

  private static int kiosk(String... arguments) {
    return Kiosk.run(List.of(arguments), ElapsedTime.OF_THE_MACHINE);
  }
}
