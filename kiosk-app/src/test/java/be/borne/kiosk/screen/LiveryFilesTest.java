package be.borne.kiosk.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.Moment;
import be.borne.kiosk.journey.State;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.TerminalConfiguration;
import be.borne.protocol.terminal.TerminalConfigurationFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveryFilesTest {
  private static final Path SAMPLE = Path.of("src", "main", "config", "terminal.toml");

  @TempDir private Path folder;

  @Test
  void aMunicipalitySpeaksWithItsOwnNameAndWords() throws IOException {
    Files.createDirectory(folder.resolve("texts"));
    Files.writeString(
        folder.resolve("texts").resolve("nl.properties"), "attract.title = Een attest nodig?\n");
    Livery livery = read("names = { nl = \"Stad Testerive\" }\ntexts = \"texts\"");
    ScreenOf screens = new ScreenOf(livery, "Bibliotheek", Language.DUTCH, HostContact.UNKNOWN);
    Screen attract = attract(screens, Language.DUTCH);
    assertEquals("Stad Testerive", attract.header().municipality());
    assertEquals("Een attest nodig?", attract.title());
    ScreenOf french = new ScreenOf(livery, "Bibliotheek", Language.FRENCH, HostContact.UNKNOWN);
    assertEquals("Testerive", attract(french, Language.FRENCH).header().municipality());
  }

  private static Screen attract(ScreenOf screens, Language language) {
    return screens.of(new Moment(new State.Attract(), Manner.of(language)));
  }

  /** Each text is wrong in one way. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "atract.title = x | there is no such text",
        "attract.title = | it is empty",
        "attract.title = L'attestation | the apostrophe",
        "stop = Arrêter tout de suite et recommencer | it is too long to fit",
        "header.progress = Étape {0} | it has other places than ours",
        "pin.tries = {0,choice,x} {0} | its places cannot be understood",
        "pin.tries = {0,choice,1#{0,foo}} | it has other places than ours",
        "waiting.placed = Le {0,date} | it has other places than ours",
        "help.confirming = Lisez.\\n\\nTouchez. | it is empty",
        "attract.title = \\u00zz | livery.texts: fr.properties",
      })
  void aTextThatCannotBeShownIsNamed(String line, String why) throws IOException {
    Files.createDirectory(folder.resolve("texts"));
    Files.writeString(folder.resolve("texts").resolve("fr.properties"), line);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> read("texts = \"texts\""));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
    assertTrue(refused.getMessage().startsWith("livery.texts: fr.properties"));
  }

  /** A picture that says it is enormous, and no picture: neither is unpacked. */
  @Test
  void armsAreLookedAtBeforeTheyAreUnpacked() throws IOException {
    ByteBuffer enormous = ByteBuffer.allocate(64);
    enormous.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    enormous.putInt(13).putInt(0x49484452).putInt(100_000).putInt(100_000);
    for (byte[] file : List.of(enormous.array(), "GIF89a".getBytes(StandardCharsets.US_ASCII))) {
      Files.write(folder.resolve("arms.png"), file);
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> read("arms = \"arms.png\""));
      assertTrue(refused.getMessage().contains("no PNG of at most"), refused.getMessage());
    }
  }

  @Test
  void coloursThatNobodyCouldReadAreNamed() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> read("colours = { ink = \"#CCCCCC\" }"));
    assertTrue(refused.getMessage().startsWith("livery.colours: ink stands out"));
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThrows(UncheckedIOException.class, () -> read("arms = \"arms.png\""));
    assertThrows(IllegalArgumentException.class, () -> read("texts = \"texts\""));
  }

  /** Where anybody types a tracking code: the host that the printed codes lead to, too. */
  @Test
  void thePublicPageIsTheOneOfTheVerificationCodes() throws IOException {
    Path file = folder.resolve("terminal.toml");
    String sample = Files.readString(SAMPLE).replaceAll("(?m)^#? *verification_host.*\n", "");
    Files.writeString(file, sample);
    assertEquals(
        Optional.empty(), LiveryFiles.read(TerminalConfigurationFile.read(file)).publicHost());
    Files.writeString(
        file,
        sample.replace("[document]", "[document]\nverification_host = \"testerive.example\""));
    assertEquals(
        Optional.of("testerive.example"),
        LiveryFiles.read(TerminalConfigurationFile.read(file)).publicHost());
  }

  private Livery read(String livery) throws IOException {
    Path file = folder.resolve("terminal.toml");
    Files.writeString(file, Files.readString(SAMPLE).replace("[livery]", "[livery]\n" + livery));
    TerminalConfiguration configuration = TerminalConfigurationFile.read(file);
    return LiveryFiles.read(configuration);
  }
}
