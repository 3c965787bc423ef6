package be.borne.kiosk.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.speech.Phrase.Privacy;
import be.borne.protocol.terminal.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelVoiceTest {
  private static final Phrase ANY = new Phrase("Any.", Language.ENGLISH, Privacy.FIXED);

  /** Fails when a clip that was recorded too loud is played so. */
  @ParameterizedTest
  @ValueSource(ints = {30_000, 8_000, 2_500})
  void clipsOfAnyLoudnessComeOutAlike(int amplitude) throws Exception {
    Pcm levelled = new LevelVoice((_, _) -> tone(amplitude)).speak(ANY, 150);
    assertEquals(LevelVoice.LEVEL_DECIBELS, LevelVoice.level(levelled), 0.5);
  }

  /** Fails when hiss is made as loud as speech. */
  @Test
  void whatIsHardlyThereStaysFaint() throws Exception {
    Pcm levelled = new LevelVoice((_, _) -> tone(500)).speak(ANY, 150);
    assertTrue(LevelVoice.level(levelled) < LevelVoice.LEVEL_DECIBELS - 5);
    Pcm silence = new Pcm(22_050, new short[22_050]);
    assertEquals(silence, new LevelVoice((_, _) -> silence).speak(ANY, 150));
    Pcm nothing = new Pcm(22_050, new short[0]);
    assertEquals(nothing, new LevelVoice((_, _) -> nothing).speak(ANY, 150));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void espeakNgIsAlmostAtThatLevelByItself(Language language) throws Exception {
    Phrase phrase = new Phrase("Certificat 12, attest, Bescheinigung.", language, Privacy.FIXED);
    assertEquals(
        LevelVoice.LEVEL_DECIBELS, LevelVoice.level(new EspeakNgVoice().speak(phrase, 150)), 3);
  }

  /** A second of a tone between two pauses, which must not count. */
  private static Pcm tone(int amplitude) {
    short[] samples = new short[3 * 22_050];
    for (int i = 22_050; i < 2 * 22_050; i++) {
      samples[i] = (short) (amplitude * Math.sin(i / 10.0));
    }
    return new Pcm(22_050, samples);
  }
}
