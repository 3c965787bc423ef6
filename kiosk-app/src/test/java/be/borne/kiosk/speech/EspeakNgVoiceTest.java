package be.borne.kiosk.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.speech.Phrase.Privacy;
import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Needs the terminal's packages: {@code images/packages/terminal.list}. */
class EspeakNgVoiceTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private final EspeakNgVoice voice = new EspeakNgVoice();

  /** Fails when a language has no voice, or when the voice says nothing. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void itSpeaksEveryLanguageOfATerminal(Language language) throws Exception {
    Pcm sound = voice.speak(phrase("Certificat 12, attest, Bescheinigung.", language), 150);
    assertTrue(sound.length().toMillis() > 1_000, sound.length().toString());
    assertTrue(loudest(sound) > 3_000, "it is to be heard");
  }

  @Test
  void itSpeaksFasterWhenAsked() throws Exception {
    Phrase phrase = phrase("Veuillez attendre que le papier sorte.", Language.FRENCH);
    assertTrue(voice.speak(phrase, 100).count() > 2 * voice.speak(phrase, 300).count());
  }

  /** Fails when the text is read as phonemes, or as an option. */
  @Test
  void textIsNothingButText() throws Exception {
    assertEquals("[ [p_h] ] x", EspeakNgVoice.plain("[[p_h] ]\nx"));
    assertTrue(voice.speak(phrase("-f /etc/passwd", Language.ENGLISH), 150).count() > 0);
    assertEquals(1_000, EspeakNgVoice.plain("a".repeat(5_000)).length());
  }

  /** Fails when the words are among the arguments, or in the environment. */
  @Test
  void theTextStaysOffTheCommandLine() throws Exception {
    Path seen = folder.resolve("seen");
    Path spy = script("(echo \"$@\"; env) > " + seen + "; cat > " + seen + "-input; exec sleep 0");
    assertThrows(IOException.class, () -> speak(spy, LONG, "Peeters"));
    assertFalse(Files.readString(seen).contains("Peeters"));
    assertEquals("Peeters", Files.readString(Path.of(seen + "-input")));
  }

  @Test
  void aProgramThatHangsIsGivenUp() throws Exception {
    Path hung = script("exec sleep 60");
    Instant before = Instant.now();
    IOException late = assertThrows(IOException.class, () -> speak(hung, SHORT, "Peeters"));
    assertTrue(Duration.between(before, Instant.now()).compareTo(LONG) < 0);
    assertFalse(late.getMessage().contains("Peeters"));
  }

  @Test
  void aProgramThatNeverStopsTalkingIsStopped() throws Exception {
    Path endless = script("exec cat /dev/zero");
    assertThrows(IOException.class, () -> speak(endless, LONG, "x"));
  }

  @Test
  void aProgramThatFailsOrIsNotThereIsSaid() throws Exception {
    Path failing = script("exit 3");
    assertThrows(IOException.class, () -> speak(failing, LONG, "x"));
    assertThrows(IOException.class, () -> speak(folder.resolve("none"), LONG, "x"));
  }

  @Test
  void anInterruptEndsItAtOnce() throws Exception {
    Path hung = script("exec sleep 60");
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> speak(hung, LONG, "x"));
    assertFalse(Thread.interrupted(), "the interrupt is spent");
  }

  /** Fails when a voice is chosen that is not installed, or MBROLA without being asked for. */
  @Test
  void mbrolaSpeaksWhereItIsInstalledAndPreferred() throws Exception {
    Files.createDirectories(folder.resolve("nl2"));
    Files.createFile(folder.resolve("nl2").resolve("nl2"));
    Path program = EspeakNgVoice.USUAL_PROGRAM;
    EspeakNgVoice preferring = new EspeakNgVoice(program, folder, true, LONG);
    assertEquals("mb-nl2", preferring.voiceFor(Language.DUTCH));
    assertEquals("fr-be", preferring.voiceFor(Language.FRENCH));
    assertEquals("nl", new EspeakNgVoice(program, folder, false, LONG).voiceFor(Language.DUTCH));
  }

  private Pcm speak(Path program, Duration deadline, String text)
      throws IOException, InterruptedException {
    return new EspeakNgVoice(program, folder, false, deadline)
        .speak(new Phrase(text, Language.DUTCH, Privacy.PRIVATE), 150);
  }

  private Path script(String body) throws IOException {
    Path script = folder.resolve("voice");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  private static Phrase phrase(String text, Language language) {
    return new Phrase(text, language, Privacy.FIXED);
  }

  private static int loudest(Pcm sound) {
    return IntStream.range(0, sound.count()).map(i -> Math.abs(sound.sample(i))).max().orElse(0);
  }
}
