package be.borne.kiosk.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import be.borne.kiosk.speech.Phrase.Privacy;
import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipVoiceTest {
  private static final Phrase STOP =
      new Phrase("Stop: press the stop key.", Language.ENGLISH, Privacy.FIXED);
  private static final int SYNTHESISED = 11;
  private static final int RECORDED = 300;

  @TempDir private Path folder;
  private final List<Phrase> synthesised = new ArrayList<>();
  private final Voice synthesiser =
      (phrase, _) -> {
        synthesised.add(phrase);
        return new Pcm(22_050, new short[SYNTHESISED]);
      };

  /** The name that docs/speech.md has a shell make: of the sentence, and nothing else. */
  @Test
  void aClipIsNamedByItsSentence() {
    assertEquals(
        "en/45aab5788a94bf6b4502f26d0abdff68.wav",
        ClipVoice.nameFor(STOP.text(), Language.ENGLISH));
  }

  @Test
  void aRecordedSentenceIsPlayed() throws Exception {
    clip(wave(RECORDED));
    assertEquals(RECORDED, said(STOP, 150));
    assertEquals(List.of(), synthesised);
  }

  /** Fails when somebody who asked for another speed hears the recorded one. */
  @Test
  void atAnotherSpeedTheSynthesiserSpeaks() throws Exception {
    clip(wave(RECORDED));
    assertEquals(SYNTHESISED, said(STOP, 175));
  }

  /** Fails when a private phrase decides which file is opened: names of files are to be seen. */
  @Test
  void noPrivatePhraseIsLookedFor() throws Exception {
    clip(wave(RECORDED));
    assertEquals(
        SYNTHESISED, said(new Phrase(STOP.text(), Language.ENGLISH, Privacy.PRIVATE), 150));
  }

  @Test
  void whatHasNoUsableClipIsSynthesised() throws Exception {
    assertEquals(SYNTHESISED, said(STOP, 150), "none");
    byte[] whole = wave(RECORDED);
    List<byte[]> hostile =
        List.of(
            new byte[0],
            "not a sound".getBytes(StandardCharsets.US_ASCII),
            Arrays.copyOf(whole, whole.length - 2),
            Arrays.copyOf(whole, 30),
            changed(whole, 22, 2),
            changed(whole, 34, 8),
            changed(whole, 20, 3),
            changed(whole, 26, 1),
            changed(whole, 43, 0xff),
            new byte[4 << 20]);
    for (byte[] bytes : hostile) {
      clip(bytes);
      assertEquals(SYNTHESISED, said(STOP, 150), bytes.length + " bytes");
    }
  }

  @Test
  void aLinkOrAFolderIsNoClip() throws Exception {
    Path name = folder.resolve(ClipVoice.nameFor(STOP.text(), Language.ENGLISH));
    Files.createDirectories(name);
    assertEquals(SYNTHESISED, said(STOP, 150));
    Files.delete(name);
    Path elsewhere = Files.write(folder.resolve("elsewhere"), wave(RECORDED));
    Files.createSymbolicLink(name, elsewhere);
    assertEquals(SYNTHESISED, said(STOP, 150));
  }

  /** Fails when speech waits for ever for somebody to write into the pipe. */
  @Test
  void aPipeIsNoClip() throws Exception {
    Path name = folder.resolve(ClipVoice.nameFor(STOP.text(), Language.ENGLISH));
    Files.createDirectories(name.getParent());
    assertEquals(0, new ProcessBuilder("mkfifo", name.toString()).start().waitFor());
    assertEquals(
        SYNTHESISED, assertTimeoutPreemptively(Duration.ofSeconds(20), () -> said(STOP, 150)));
  }

  /** Fails with anything but an IOException, or when it hangs. */
  @Test
  void noBytesBreakTheReader() {
    Random random = new Random(11);
    byte[] whole = wave(64);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = whole.clone();
      for (int j = 0; j < 3; j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        Wave.ofFile(bytes);
        Wave.ofStream(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      } catch (IOException _) {
        // Said, as it should be.
      }
    }
  }

  @Test
  void aStreamNeedNotKnowItsLength() throws Exception {
    byte[] endless = changed(changed(wave(RECORDED), 43, 0x7f), 42, 0xff);
    assertEquals(RECORDED, Wave.ofStream(endless).count());
    assertThrows(IOException.class, () -> Wave.ofFile(endless));
  }

  // ---------------------------------------------------------------- the cache

  @Test
  void fixedSentencesAreKeptAndPrivateOnesNever() throws Exception {
    CachedVoice cached = new CachedVoice(synthesiser);
    Phrase secret = new Phrase("7, K, 3, M.", Language.ENGLISH, Privacy.PRIVATE);
    for (Phrase phrase : List.of(STOP, STOP, secret, secret)) {
      cached.speak(phrase, 150);
    }
    assertEquals(List.of(STOP, secret, secret), synthesised);
    cached.speak(STOP, 175);
    assertEquals(4, synthesised.size(), "another speed is another sound");
  }

  /** Fails when the cache grows beyond its bound, or forgets what was said last. */
  @Test
  void theCacheIsBounded() throws Exception {
    CachedVoice cached = new CachedVoice(synthesiser, 2L * SYNTHESISED * 2);
    Phrase other = new Phrase("Other.", Language.ENGLISH, Privacy.FIXED);
    Phrase third = new Phrase("Third.", Language.ENGLISH, Privacy.FIXED);
    for (Phrase phrase : List.of(STOP, other, STOP, third, STOP, other)) {
      cached.speak(phrase, 150);
    }
    assertEquals(List.of(STOP, other, third, other), synthesised);
  }

  // ---------------------------------------------------------------- clips

  private int said(Phrase phrase, int wordsPerMinute) throws Exception {
    return new ClipVoice(folder, 150, synthesiser).speak(phrase, wordsPerMinute).count();
  }

  private void clip(byte[] bytes) throws IOException {
    Path name = folder.resolve(ClipVoice.nameFor(STOP.text(), STOP.language()));
    Files.createDirectories(name.getParent());
    Files.write(name, bytes);
  }

  private static byte[] wave(int samples) {
    return ByteBuffer.allocate(44 + 2 * samples)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(36 + 2 * samples)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(44_100)
        .putInt(88_200)
        .putShort((short) 2)
        .putShort((short) 16)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt(2 * samples)
        .array();
  }

  private static byte[] changed(byte[] wave, int at, int value) {
    byte[] bytes = wave.clone();
    bytes[at] = (byte) value;
    return bytes;
  }
}
