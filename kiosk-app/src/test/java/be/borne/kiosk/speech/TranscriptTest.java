package be.borne.kiosk.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.kiosk.screen.SampleScreens;
import be.borne.kiosk.screen.Screen;
import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is said of a whole visit, to be read by people who judge words. After a change, {@code mvn
 * -pl kiosk-app test -Dtest=TranscriptTest -Dborne.accept=true} writes the transcripts anew.
 */
class TranscriptTest {
  private static final Path FOLDER =
      Path.of("src", "test", "resources", "be", "borne", "kiosk", "speech");

  private static final List<String> TOLD =
      List.of(
          "attract",
          "out-of-service",
          "language",
          "insert-card",
          "turn-card",
          "reading-card",
          "pin",
          "help-pin",
          "entry-text",
          "entry-email",
          "entry-number",
          "manner",
          "headset-gone",
          "pin-last",
          "pin-on-reader",
          "wrong-pin-2",
          "waiting-all",
          "services-few",
          "confirm-fee",
          "confirm-clerk",
          "ordered-clerk-tracked",
          "requests",
          "request-print",
          "request-refused",
          "request-form",
          "refused-NOTHING_TO_CERTIFY",
          "form-open",
          "form-date",
          "form-many",
          "form-file-both",
          "form-stick",
          "form-stick-files",
          "form-camera",
          "form-picture",
          "form-picture-last",
          "form-file-arrived-USB_STICK",
          "form-file-trouble-STICK_GONE",
          "form-review",
          "form-keep",
          "form-sent",
          "ordering",
          "printing",
          "held-P-202",
          "take-both",
          "take-paper",
          "forgotten-card",
          "still-there",
          "fault-C-107",
          "fault-P-201",
          "fault-P-207",
          "fault-D-401");

  private final SpokenScreen speech = new SpokenScreen();

  @ParameterizedTest
  @EnumSource(Language.class)
  void aVisitSoundsAsItIsWrittenDown(Language language) throws IOException {
    Path file = FOLDER.resolve("transcript_" + language.tag() + ".txt");
    String said = transcript(language);
    if (Boolean.getBoolean("borne.accept")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, said);
    }
    assertEquals(
        Files.readString(file), said, "if this is meant, run the test with -Dborne.accept=true");
  }

  private String transcript(Language language) {
    Map<String, Screen> screens = SampleScreens.in(language);
    StringBuilder all =
        new StringBuilder(
            """
            What is said, screen by screen: the language of each phrase, then a star if it is private.
            Written by TranscriptTest; a test fails when it is no longer what is said.
            """);
    for (String name : TOLD) {
      all.append("\n== ").append(name).append('\n');
      speech
          .of(screens.get(name))
          .forEach(
              phrase ->
                  all.append(phrase.language().tag())
                      .append(phrase.isPrivate() ? " * " : "   ")
                      .append(phrase.text())
                      .append('\n'));
    }
    return all.toString();
  }
}
