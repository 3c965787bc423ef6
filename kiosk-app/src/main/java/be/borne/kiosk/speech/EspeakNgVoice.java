package be.borne.kiosk.speech;

import be.borne.kiosk.process.ShortProcess;
import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Debian's espeak-ng, one short-lived process for each phrase. The text goes through its standard
 * input: everybody on a machine may read a command line.
 */
public final class EspeakNgVoice implements Voice {
  /** Where Debian puts it. */
  public static final Path USUAL_PROGRAM = Path.of("/usr/bin/espeak-ng");

  /** Where Debian's mbrola packages put their voices. */
  public static final Path USUAL_MBROLA = Path.of("/usr/share/mbrola");

  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final int MOST_CHARACTERS = 1_000;

  /** Two minutes at espeak-ng's own 22,050 samples a second. */
  private static final int MOST_BYTES = 2 * 22_050 * 120;

  private static final Map<Language, String> VOICES =
      Map.of(
          Language.FRENCH, "fr-be",
          Language.DUTCH, "nl",
          Language.GERMAN, "de",
          Language.ENGLISH, "en-gb");

  private static final Map<Language, List<String>> MBROLA =
      Map.of(
          Language.FRENCH, List.of("fr4", "fr1"),
          Language.DUTCH, List.of("nl2", "nl3"),
          Language.GERMAN, List.of("de5", "de7"),
          Language.ENGLISH, List.of("en1"));

  private final Path program;
  private final Path mbrola;
  private final boolean preferMbrola;
  private final Duration deadline;

  /** The formant voices that come with espeak-ng. */
  public EspeakNgVoice() {
    this(false);
  }

  /**
   * @param preferMbrola take an MBROLA voice for each language that has one installed
   */
  public EspeakNgVoice(boolean preferMbrola) {
    this(USUAL_PROGRAM, USUAL_MBROLA, preferMbrola, DEADLINE);
  }

  EspeakNgVoice(Path program, Path mbrola, boolean preferMbrola, Duration deadline) {
    this.program = program;
    this.mbrola = mbrola;
    this.preferMbrola = preferMbrola;
    this.deadline = deadline;
  }

  @Override
  public Pcm speak(Phrase phrase, int wordsPerMinute) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            program.toString(),
            "-v",
            voiceFor(phrase.language()),
            "-s",
            Integer.toString(wordsPerMinute),
            "-b",
            "1",
            "-z",
            "--stdin",
            "--stdout");
    byte[] streamed =
        new ShortProcess(command, deadline, MOST_BYTES)
            .answerTo(plain(phrase.text()).getBytes(StandardCharsets.UTF_8));
    return Wave.ofStream(streamed);
  }

  /** The name by which espeak-ng knows the voice of a language. */
  String voiceFor(Language language) {
    if (preferMbrola) {
      for (String voice : MBROLA.get(language)) {
        if (Files.isRegularFile(mbrola.resolve(voice).resolve(voice))) {
          return "mb-" + voice;
        }
      }
    }
    return VOICES.get(language);
  }

  /** Nothing that espeak-ng would take for a command: it reads phonemes between double brackets. */
  static String plain(String text) {
    String cut = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    return cut.replaceAll("\\p{Cntrl}", " ").replace("[[", "[ [");
  }
}
