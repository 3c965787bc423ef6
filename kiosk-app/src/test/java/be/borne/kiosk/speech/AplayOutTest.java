package be.borne.kiosk.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the terminal's packages: {@code images/packages/terminal.list}. */
class AplayOutTest {
  /** What a busy machine may add to the 50 ms that are promised. */
  private static final Duration BUSY = Duration.ofMillis(500);

  @TempDir private Path folder;
  private final Pcm sound = new Pcm(22_050, ramp());

  private static short[] ramp() {
    short[] samples = new short[22_050];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (i - 11_025);
    }
    return samples;
  }

  /** ALSA's own file device takes what a headset would hear. */
  @Test
  void whatIsPlayedReachesTheDevice() throws Exception {
    Path heard = folder.resolve("heard.raw");
    new AplayOut("file:'" + heard + "',raw").play(sound, 0);
    byte[] bytes = Files.readAllBytes(heard);
    byte[] given = sound.littleEndian();
    // aplay fills its last block up with silence.
    assertTrue(bytes.length >= given.length, bytes.length + " of " + given.length);
    assertArrayEquals(given, Arrays.copyOf(bytes, given.length));
  }

  @Test
  void aDeviceThatIsNotThereIsSaid() {
    assertThrows(IOException.class, () -> new AplayOut("plughw:CARD=None,DEV=0").play(sound, 0));
    assertThrows(IllegalArgumentException.class, () -> new AplayOut(" "));
  }

  /** Fails when the process that plays outlives the interrupt. */
  @Test
  void anInterruptKillsThePlayingProcess() throws Exception {
    Path pid = folder.resolve("pid");
    Path player = folder.resolve("player");
    Files.writeString(player, "#!/bin/sh\necho $$ > " + pid + "\nexec sleep 60\n");
    Files.setPosixFilePermissions(player, PosixFilePermissions.fromString("rwx------"));
    AplayOut out = new AplayOut(player.toString(), "any");
    CompletableFuture<String> outcome = new CompletableFuture<>();
    Thread listener =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    out.play(new Pcm(8_000, new short[8_000 * 60]), 0);
                    outcome.complete("played");
                  } catch (InterruptedException _) {
                    outcome.complete("broken off");
                  } catch (IOException e) {
                    outcome.completeExceptionally(e);
                  }
                });
    ProcessHandle playing = processIn(pid);
    long before = System.nanoTime();
    listener.interrupt();
    assertEquals("broken off", outcome.get(10, TimeUnit.SECONDS));
    playing.onExit().get(10, TimeUnit.SECONDS);
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    assertTrue(took.compareTo(BUSY) < 0, took.toString());
  }

  private static ProcessHandle processIn(Path pid) throws Exception {
    for (int i = 0; i < 100; i++) {
      if (Files.exists(pid) && Files.readString(pid).endsWith("\n")) {
        return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("the player did not start");
  }

  @Test
  void anInterruptBeforehandPlaysNothing() {
    Path heard = folder.resolve("heard.raw");
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class, () -> new AplayOut("file:'" + heard + "',raw").play(sound, 0));
    assertFalse(Files.exists(heard));
  }

  @Test
  void decibelsScaleAndNeverWrapAround() {
    Pcm loud = new Pcm(8_000, new short[] {20_000, -20_000});
    assertArrayEquals(
        new byte[] {(byte) 0xff, 0x7f, 0, (byte) 0x80}, loud.amplified(12).littleEndian());
    assertEquals(0x27, loud.amplified(-6.0206).littleEndian()[1]);
  }

  /** All of it together, with the real programs: fails when any of them cannot be run as we do. */
  @Test
  void aScreenIsHeard() throws Exception {
    Path heard = folder.resolve("heard.raw");
    AplayOut device = new AplayOut("file:'" + heard + "',raw");
    CountDownLatch played = new CountDownLatch(1);
    AudioOut out =
        (pcm, decibels) -> {
          device.play(pcm, decibels);
          played.countDown();
        };
    try (Speaker speaker =
        new Speaker(
            new CachedVoice(new LevelVoice(new EspeakNgVoice())), out, SpeakerSettings.USUAL)) {
      speaker.headset(true);
      speaker.say(List.of(new Phrase("Wat is uw pincode?", Language.DUTCH, Privacy.FIXED)));
      assertTrue(played.await(20, TimeUnit.SECONDS));
    }
    assertTrue(Files.size(heard) > 22_050, "half a second at least");
  }
}
