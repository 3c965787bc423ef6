package be.borne.protocol.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.TerminalConfiguration.PinPad;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalConfigurationFileTest {
  private static final String GOOD =
      """
      [terminal]
      id = "library-1"
      site = "Library"
      municipality = "Testville"
      screen_width_pixels = 1080
      screen_height_pixels = 1920
      pixel_pitch_mm = 0.277

      [identity]
      certificate = "terminal.crt"
      key = "terminal.key"
      authority = "/etc/borne/town-hall.pem"

      [card]
      trust = ["eid-root.pem"]

      [guichet]
      address = "https://localhost:8443"

      [document]
      trust = ["seal-root.pem"]
      organisation = "NTRBE-0000000097"

      [printer]
      address = "ipp://localhost:8631/ipp/print"

      [fleet]
      broker = "ssl://localhost:8883"
      health_socket = "run/health.sock"

      [storage]
      directory = "var"
      """;

  @TempDir Path folder;

  @Test
  void pathsAreResolvedBesideTheFile() throws IOException {
    TerminalConfiguration read = read(GOOD);
    assertEquals(folder.resolve("terminal.crt"), read.identity().certificate());
    assertEquals(Path.of("/etc/borne/town-hall.pem"), read.identity().authority());
    assertEquals(TerminalConfiguration.Timing.USUAL, read.timing());
  }

  @Test
  void deadlinesAreWholeSeconds() throws IOException {
    String timing =
        """

        [timing]
        idle_timeout_seconds = 30
        card_timeout_seconds = 5
        guichet_timeout_seconds = 6
        print_timeout_seconds = 7
        health_interval_seconds = 8
        keep_alive_seconds = 9
        """;
    assertEquals(Duration.ofSeconds(30), read(GOOD + timing).timing().idleTimeout());
  }

  /** What a configuration does not say is promised on no screen, and nothing speaks. */
  @Test
  void withoutThemNobodyIsPromisedAndNothingSpeaks() throws IOException {
    assertEquals(TerminalConfiguration.Help.NONE, read(GOOD).help());
    assertEquals(TerminalConfiguration.Speech.NONE, read(GOOD).speech());
  }

  @Test
  void helpAndSpeechAreRead() throws IOException {
    String sections =
        """

        [help]
        staff_comes_when_called = true
        phone = "02 000 00 00"
        place = { fr = "À l’accueil", nl = "Aan het onthaal" }

        [speech]
        audio_device = "plughw:CARD=Headset,DEV=0"
        jack = "/dev/input/headset"
        gain_db = -20
        clips = "clips"
        prefer_mbrola = true
        """;
    TerminalConfiguration read = read(GOOD + sections);
    assertEquals(
        new TerminalConfiguration.Help(
            true,
            "02 000 00 00",
            Map.of(Language.FRENCH, "À l’accueil", Language.DUTCH, "Aan het onthaal")),
        read.help());
    assertEquals(
        new TerminalConfiguration.Speech(
            "plughw:CARD=Headset,DEV=0", "/dev/input/headset", -20, folder.resolve("clips"), true),
        read.speech());
  }

  /** Each is broken in one place. */
  @Test
  void whatIsWrongInHelpOrSpeechIsNamed() {
    Map.of(
            "[help]\nphone = \"call Testje\"", "help.phone",
            "[help]\nplace = { fr = \"\" }", "help.place",
            "[help]\nplace = { pl = \"x\" }", "language",
            "[speech]\naudio_device = \"a; reboot\"", "speech.audio_device",
            "[speech]\njack = \"sometimes\"", "speech.jack",
            "[speech]\ngain_db = 6", "speech.gain_db",
            "[speech]\nloudspeaker = true", "loudspeaker")
        .forEach(
            (section, named) -> {
              String message = refusal(GOOD + "\n" + section + "\n");
              assertTrue(message.contains(named), message);
            });
  }

  @Test
  void filesAreTakenWithWhatIsThereAndWithNothingElse() throws IOException {
    assertEquals(TerminalConfiguration.Files.NONE, read(GOOD).files());
    assertNull(read(GOOD).files().stick());
    TerminalConfiguration.Files files =
        read(GOOD + "\n[files]\nstick = \"stick\"\ncamera = \"/dev/video0\"\n").files();
    assertEquals(folder.resolve("stick"), files.stick());
    assertEquals(Path.of("/usr/bin/v4l2-ctl"), files.cameraProgram());
    assertEquals(0, files.cameraTurned());
    for (String wrong :
        List.of("stick = \"/\"", "camera_turned_degrees = 45", "camera_turned_degrees = -90")) {
      String message = refusal(GOOD + "\n[files]\n" + wrong + "\n");
      assertTrue(message.contains("files." + wrong.split(" ", 2)[0] + ": expected"), message);
    }
  }

  @Test
  void aWrongValueIsNamedWithWhatWasExpected() {
    String message = refusal(GOOD.replace("NTRBE-0000000097", "somebody"));
    assertTrue(message.contains("document.organisation: expected NTRBE- and ten digits"), message);
  }

  @Test
  void theReadersKeysAreUsedUnlessTheSiteSaysOtherwise() throws IOException {
    assertEquals(PinPad.WHEN_THERE, read(GOOD).card().pinPad());
    assertEquals(PinPad.WHEN_THERE, read(withPinPad("\"when-there\"")).card().pinPad());
    assertEquals(PinPad.NEVER, read(withPinPad("\"never\"")).card().pinPad());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"always\"", "\"Never\"", "\"\"", "false"})
  void anotherWordForTheReadersKeysIsNamedWithWhatWasExpected(String value) {
    String message = refusal(withPinPad(value));
    assertTrue(message.contains("card.pin_pad: expected never or when-there"), message);
  }

  /** Shuffled digits are hard on those who know a PIN by its places: never unless asked for. */
  @Test
  void digitsStandWhereTheyAlwaysDidUnlessTheCommuneSaysOtherwise() throws IOException {
    assertEquals(PinPositions.FIXED, read(GOOD).card().pinPositions());
    assertEquals(PinPositions.FIXED, read(withPinPositions("\"fixed\"")).card().pinPositions());
    assertEquals(
        PinPositions.SHUFFLED, read(withPinPositions("\"shuffled\"")).card().pinPositions());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"random\"", "\"Shuffled\"", "\"\"", "true"})
  void anotherWordForThePlacesOfDigitsIsNamedWithWhatWasExpected(String value) {
    String message = refusal(withPinPositions(value));
    assertTrue(message.contains("card.pin_positions: expected fixed or shuffled"), message);
  }

  private static String withPinPositions(String value) {
    return GOOD.replace("[card]", "[card]\npin_positions = " + value);
  }

  private static String withPinPad(String value) {
    return GOOD.replace("[card]", "[card]\npin_pad = " + value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ipps://printer.example/ipp/print",
        "usb:any",
        "usb://HP",
        "usb://HP/LaserJet%20M15w?serial=VNB3K1",
        "queue:Library_1"
      })
  void everyKindOfPrinterHasAnAddress(String address) throws IOException {
    assertEquals(URI.create(address), read(withPrinter(address, "")).printer().address());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:631/ipp/print",
        "ipp:printer",
        "usb:",
        "usb:some",
        "usb:/x",
        "usb://HP/x?port=1",
        "queue:",
        "queue://Library",
        "queue:a b",
        "Library"
      })
  void anotherAddressIsNamedWithWhatWasExpected(String address) {
    String message = refusal(withPrinter(address, ""));
    assertTrue(message.contains("printer.address: expected "), message);
  }

  @Test
  void onlyAPrinterThatShowsACertificateHasOnePinned() throws IOException {
    String pinned = "certificate = \"printer.pem\"";
    assertEquals(
        folder.resolve("printer.pem"),
        read(withPrinter("ipps://printer.example/", pinned)).printer().certificate());
    assertNull(read(GOOD).printer().certificate());
    String message = refusal(withPrinter("ipp://printer.example/", pinned));
    assertTrue(message.contains("printer.certificate: expected an address"), message);
  }

  @Test
  void theHostOfQrCodesIsANameAlone() throws IOException {
    assertNull(read(GOOD).document().verificationHost());
    assertEquals(
        "verify.example.be", read(withHost("verify.example.be")).document().verificationHost());
    for (String wrong :
        List.of("https://verify.example.be", "Verify.example.be", "a..b", "-a", "a:443", "")) {
      String message = refusal(withHost(wrong));
      assertTrue(message.contains("document.verification_host: expected a host's name"), message);
    }
  }

  private static String withHost(String host) {
    return GOOD.replace("[document]", "[document]\nverification_host = \"" + host + "\"");
  }

  private static String withPrinter(String address, String more) {
    return GOOD.replace(
        "address = \"ipp://localhost:8631/ipp/print\"", "address = \"" + address + "\"\n" + more);
  }

  @Test
  void brokenTomlIsNamedWithItsLine() {
    String message = refusal(GOOD.replace("site = \"Library\"", "site = \"Library"));
    assertTrue(message.contains("line 3"), message);
  }

  @Test
  void aMisspeltSettingIsRefused() {
    String message = refusal(GOOD.replace("[card]", "[card]\nraeder = \"x\""));
    assertTrue(message.contains("raeder"), message);
  }

  @Test
  void anOversizeFileIsRefusedUnread() {
    String message = refusal(GOOD + "#".repeat(70_000));
    assertTrue(message.contains("larger than"), message);
  }

  private String refusal(String toml) {
    return assertThrows(IllegalArgumentException.class, () -> read(toml)).getMessage();
  }

  private TerminalConfiguration read(String toml) throws IOException {
    Path file = folder.resolve("terminal.toml");
    Files.writeString(file, toml);
    return TerminalConfigurationFile.read(file);
  }
}
