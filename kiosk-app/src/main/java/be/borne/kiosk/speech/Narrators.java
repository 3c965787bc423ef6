package be.borne.kiosk.speech;

import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.TerminalConfiguration.Speech;
import java.nio.file.Path;
import java.util.Optional;

/** The narrator that a terminal is configured to have. */
public final class Narrators {
  private Narrators() {}

  /**
   * @param houseLanguage of what is said before any screen has come up
   * @return empty for a terminal that does not speak
   */
  public static Optional<Narrator> of(Speech speech, Language houseLanguage) {
    return Optional.ofNullable(speech.audioDevice())
        .map(
            device ->
                new Narrator(
                    new Speaker(
                        voice(speech),
                        new AplayOut(device),
                        new SpeakerSettings(
                            SpeakerSettings.USUAL.wordsPerMinute(), speech.gainDecibels())),
                    jack(speech.jack()),
                    houseLanguage));
  }

  private static Voice voice(Speech speech) {
    Voice synthesiser = new EspeakNgVoice(speech.preferMbrola());
    Voice preferred =
        speech.clips() == null
            ? synthesiser
            : new ClipVoice(speech.clips(), SpeakerSettings.USUAL.wordsPerMinute(), synthesiser);
    return new CachedVoice(new LevelVoice(preferred));
  }

  private static HeadsetJack jack(String setting) {
    return switch (setting) {
      case "auto" -> new EvdevJack(Optional.empty());
      case "always" -> new NoJack(true);
      case "never" -> new NoJack(false);
      default -> new EvdevJack(Optional.of(Path.of(setting)));
    };
  }
}
