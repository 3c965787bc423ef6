package be.borne.kiosk.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.speech.Phrase.Privacy;
import be.borne.kiosk.speech.RecordedOut.Heard;
import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpeakerTest {
  private static final SpeakerSettings USUAL = new SpeakerSettings(150, -18);

  /** Speaks with as many samples as the text has characters. */
  private final class CountingVoice implements Voice {
    @Override
    public Pcm speak(Phrase phrase, int wordsPerMinute) {
      rates.add(wordsPerMinute);
      spoken.add(phrase.text());
      return new Pcm(22_050, new short[phrase.text().length()]);
    }
  }

  private final List<String> spoken = Collections.synchronizedList(new ArrayList<>());
  private final List<Integer> rates = Collections.synchronizedList(new ArrayList<>());
  private final RecordedOut out = new RecordedOut();
  private Speaker speaker = speaker(new CountingVoice());

  private Speaker speaker(Voice voice) {
    return new Speaker(voice, out, USUAL, Duration.ZERO);
  }

  @AfterEach
  void end() {
    speaker.close();
  }

  @Test
  void aScreenIsSaidPhraseByPhrase() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("One.", "Two.", "Three."));
    out.hearToTheEnd(3);
    out.ended(3);
    assertEquals(List.of("One.", "Two.", "Three."), spoken);
  }

  /** Fails when a screen waits for the one before it to be said. */
  @Test
  void theNewestScreenInterrupts() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("First.", "Never said."));
    out.started(1);
    speaker.say(phrases("Newer."));
    out.started(2);
    assertEquals("broken off", out.ended(1).getFirst().how());
    assertEquals(List.of("First.", "Newer."), spoken);
  }

  /** Fails when screens queue: of a thousand that nobody could hear, the last alone is said. */
  @Test
  void nothingQueues() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("First."));
    out.started(1);
    for (int i = 0; i < 1_000; i++) {
      speaker.say(phrases("Screen " + i + "."));
    }
    eventually(() -> spoken.getLast().equals("Screen 999."));
    out.hearToTheEnd(1_000);
    int all = out.all().size();
    assertEquals(
        all, out.ended(all).size(), "every sound that had begun is over, and none is left");
    assertEquals("Screen 999.", spoken.getLast());
  }

  @Test
  void theSameScreenIsNotStartedAgain() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("One."));
    out.started(1);
    speaker.say(phrases("One."));
    assertEquals(1, out.all().size());
  }

  @Test
  void repeatSaysTheScreenFromItsStart() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("One.", "Two."));
    out.hearToTheEnd(1);
    out.started(2);
    speaker.repeat();
    out.ended(2);
    out.hearToTheEnd(2);
    out.ended(4);
    assertEquals(List.of("One.", "Two.", "One.", "Two."), spoken);
  }

  @Test
  void anAnnouncementEndsTheTextButNotWhatRepeatSays() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("One.", "Two."));
    out.started(1);
    speaker.announce(phrases("Three digits."));
    out.started(2);
    out.hearToTheEnd(1);
    assertEquals(2, out.all().size());
    speaker.repeat();
    out.started(3);
    assertEquals(List.of("One.", "Three digits.", "One."), spoken);
  }

  @Test
  void silenceIsSilent() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("One.", "Two."));
    out.started(1);
    speaker.silence();
    assertEquals("broken off", out.ended(1).getFirst().how());
    assertEquals(1, out.all().size());
  }

  // ---------------------------------------------------------------- speed and volume

  /** Fails when the listener has to wait for the next phrase to hear what was changed. */
  @Test
  void thePhraseUnderWayIsSaidAgainLouder() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("One.", "Two."));
    out.hearToTheEnd(1);
    out.started(2);
    speaker.louder();
    out.ended(2);
    out.hearToTheEnd(2);
    List<Heard> heard = out.ended(4);
    assertEquals(List.of("One.", "Two.", "Louder.", "Two."), spoken);
    assertEquals(-18, heard.get(1).decibels());
    assertEquals(-15, heard.get(3).decibels());
  }

  @Test
  void volumeHasBoundsAndTheyAreSaid() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("Long."));
    out.started(1);
    for (int i = 0; i < 7; i++) {
      speaker.louder();
    }
    eventually(() -> spoken.getLast().equals("It cannot be louder."));
    assertTrue(out.all().stream().allMatch(heard -> heard.decibels() <= 0));
    for (int i = 0; i < 12; i++) {
      speaker.softer();
    }
    eventually(() -> spoken.getLast().equals("It cannot be softer."));
    assertTrue(out.all().stream().allMatch(heard -> heard.decibels() >= -30));
  }

  /** Fails when a manner that was chosen elsewhere is not taken over, or goes beyond the bounds. */
  @Test
  void anotherMannerIsSpokenAtOnce() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("Long."));
    out.started(1);
    speaker.speakAt(150, 0);
    assertEquals(1, out.all().size(), "that is how it speaks already");
    speaker.speakAt(210, 8);
    assertEquals(-10, out.started(2).getLast().decibels());
    assertEquals(List.of(150, 210), rates);
    speaker.speakAt(999, 99);
    assertEquals(0, out.started(3).getLast().decibels());
    assertEquals(300, rates.getLast());
    assertEquals(List.of("Long.", "Louder.", "Louder."), spoken);
    speaker.speakAt(110, 99);
    out.started(4);
    assertEquals("Slower.", spoken.getLast());
  }

  @Test
  void speedHasBounds() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("Long."));
    out.started(1);
    for (int i = 0; i < 10; i++) {
      speaker.faster();
    }
    eventually(() -> spoken.getLast().equals("I cannot speak faster."));
    assertEquals(300, rates.getLast());
    for (int i = 0; i < 20; i++) {
      speaker.slower();
    }
    eventually(() -> spoken.getLast().equals("I cannot speak slower."));
    assertEquals(100, rates.getLast());
  }

  /** Fails when the next person hears the volume or the words of the one before. */
  @Test
  void theEndOfAVisitForgets() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("One."));
    out.started(1);
    speaker.louder();
    speaker.faster();
    speaker.reset();
    int before = out.all().size();
    speaker.repeat();
    assertEquals(before, out.all().size(), "there is nothing to repeat");
    speaker.say(phrases("Welcome."));
    Heard next = out.started(before + 1).getLast();
    assertEquals(-18, next.decibels());
    assertEquals(150, rates.getLast());
  }

  // ---------------------------------------------------------------- the headset

  /** Fails when anything at all, private or not, is given to a voice or a device. */
  @Test
  void withoutAHeadsetNothingIsEverSpoken() throws InterruptedException {
    Phrase secret = new Phrase("7, K, 3, M.", Language.ENGLISH, Privacy.PRIVATE);
    speaker.say(List.of(secret, new Phrase("One.", Language.ENGLISH, Privacy.FIXED)));
    speaker.announce(List.of(secret));
    speaker.repeat();
    speaker.louder();
    assertEquals(List.of(), out.all());
    assertEquals(List.of(), spoken);
  }

  @Test
  void aHeadsetThatGoesInHearsTheScreen() throws InterruptedException {
    speaker.say(phrases("Now."));
    speaker.headset(true);
    out.started(1);
    assertEquals(List.of("Now."), spoken);
  }

  /** Fails when the sentence, or the one after it, goes on without a headset. */
  @Test
  void aHeadsetPulledInMidSentenceIsSilence() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("One.", "Two."));
    out.started(1);
    speaker.headset(false);
    assertEquals("broken off", out.ended(1).getFirst().how());
    speaker.say(phrases("Three."));
    out.hearToTheEnd(5);
    assertEquals(1, out.all().size());
  }

  /** Fails when a volume that one person chose meets the ears of another. */
  @Test
  void aHeadsetPutInAgainStartsAtTheUsualVolume() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("One."));
    out.started(1);
    speaker.louder();
    out.started(2);
    speaker.headset(false);
    speaker.headset(true);
    assertEquals(-18, out.started(3).getLast().decibels());
  }

  /** Fails when somebody passing by can prepare the speed for the next person. */
  @Test
  void withoutAHeadsetNothingCanBeTurned() throws InterruptedException {
    speaker.say(phrases("One."));
    speaker.faster();
    speaker.headset(true);
    out.started(1);
    assertEquals(List.of(150), rates);
  }

  /** Fails when what a slow voice made is played although the headset has gone meanwhile. */
  @Test
  void aVoiceThatOverlooksTheInterruptIsNotHeard() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    speaker.close();
    speaker =
        speaker(
            (_, _) -> {
              asked.countDown();
              awaitStubbornly(answer);
              return new Pcm(22_050, new short[9]);
            });
    speaker.headset(true);
    speaker.say(phrases("Secret."));
    assertTrue(asked.await(10, TimeUnit.SECONDS));
    speaker.headset(false);
    answer.countDown();
    assertEquals(List.of(), out.all());
  }

  /** Fails when an interrupt of one phrase is left over and swallows the next. */
  @Test
  void anOverlookedInterruptDoesNotHitTheNextPhrase() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    speaker.close();
    speaker =
        speaker(
            (phrase, _) -> {
              if (phrase.text().equals("Old.")) {
                asked.countDown();
                awaitStubbornly(answer);
                Thread.currentThread().interrupt();
              }
              return new Pcm(22_050, new short[phrase.text().length()]);
            });
    speaker.headset(true);
    speaker.say(phrases("Old."));
    assertTrue(asked.await(10, TimeUnit.SECONDS));
    speaker.say(phrases("Newer."));
    answer.countDown();
    assertEquals("Newer.".length(), out.started(1).getFirst().sound());
  }

  private static void awaitStubbornly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        // That is its fault.
      }
    }
  }

  // ---------------------------------------------------------------- what fails

  @Test
  void aPhraseThatCannotBeSaidIsPassedOver() throws InterruptedException {
    speaker.close();
    speaker =
        speaker(
            (phrase, _) -> {
              if (phrase.text().equals("One.")) {
                throw new IOException("no voice");
              }
              if (phrase.text().equals("Two.")) {
                throw new IllegalStateException("Two.");
              }
              return new Pcm(22_050, new short[5]);
            });
    speaker.headset(true);
    speaker.say(phrases("One.", "Two.", "Three."));
    assertEquals(5, out.started(1).getFirst().sound());
  }

  @Test
  void closingEndsTheSound() throws InterruptedException {
    speaker.headset(true);
    speaker.say(phrases("One.", "Two."));
    out.started(1);
    speaker.close();
    assertEquals("broken off", out.ended(1).getFirst().how());
    speaker.say(phrases("Three."));
    assertFalse(spoken.contains("Three."));
  }

  private static void eventually(BooleanSupplier truth) throws InterruptedException {
    for (int i = 0; i < 1_000 && !truth.getAsBoolean(); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertTrue(truth.getAsBoolean());
  }

  private static List<Phrase> phrases(String... texts) {
    return List.of(texts).stream()
        .map(text -> new Phrase(text, Language.ENGLISH, Privacy.FIXED))
        .toList();
  }
}
