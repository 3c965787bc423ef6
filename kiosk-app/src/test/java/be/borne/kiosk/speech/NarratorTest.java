package be.borne.kiosk.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.kiosk.journey.Loudness;
import be.borne.kiosk.journey.Manner;
import be.borne.kiosk.journey.SpeechPace;
import be.borne.kiosk.screen.Narration;
import be.borne.kiosk.screen.SampleScreens;
import be.borne.kiosk.screen.Screen;
import be.borne.kiosk.screen.Screen.Role;
import be.borne.protocol.terminal.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NarratorTest {
  private final List<String> spoken = Collections.synchronizedList(new ArrayList<>());
  private final List<Boolean> plugs = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger heard = new AtomicInteger();
  private final RecordedOut out = new RecordedOut();
  private final Voice voice =
      (phrase, _) -> {
        spoken.add(phrase.text());
        return new Pcm(22_050, new short[1]);
      };

  private Narrator narrator(boolean headsetIn) {
    Narrator narrator =
        new Narrator(
            new Speaker(voice, out, SpeakerSettings.USUAL, Duration.ZERO),
            new NoJack(headsetIn),
            Language.FRENCH);
    narrator.start(plugs::add, heard::incrementAndGet);
    return narrator;
  }

  @Test
  void itSaysWhatTheWindowShowsInTheLanguageOfTheScreen() throws InterruptedException {
    Map<String, Screen> dutch = SampleScreens.in(Language.DUTCH);
    try (Narrator narrator = narrator(true)) {
      narrator.shows(whole(dutch.get("pin")));
      out.started(1);
      narrator.typed(2);
      out.started(2);
      narrator.arrivedAt(dutch.get("confirm").choices(Role.BACK).getFirst());
      out.started(3);
    }
    assertEquals(
        List.of("Wat is uw pincode?", "Twee cijfers.", "Teruggaan: druk op Enter."), spoken);
  }

  /** Fails when the manner that the journey keeps is not the one that is spoken in. */
  @Test
  void itSpeaksInTheMannerOfTheCitizen() throws InterruptedException {
    try (Narrator narrator = narrator(true)) {
      assertEquals(List.of(true), plugs);
      Manner usual = Manner.of(Language.FRENCH);
      narrator.speaksIn(
          new Manner(
              usual.language(),
              usual.textSize(),
              usual.contrast(),
              SpeechPace.QUICK,
              Loudness.LOUD));
      narrator.shows(whole(SampleScreens.in(Language.FRENCH).get("pin")));
      assertEquals(-10, out.started(1).getFirst().decibels());
    }
    assertEquals(List.of("Quel est votre code PIN\u00a0?"), spoken);
  }

  /** Fails when the time for an answer runs out while the question is still being said. */
  @Test
  void whoListensIsNotTakenForNobody() throws InterruptedException {
    try (Narrator narrator = narrator(true)) {
      narrator.shows(whole(SampleScreens.in(Language.FRENCH).get("wrong-pin-2")));
      out.started(1);
      assertEquals(0, heard.get(), "before the first phrase has ended");
      out.hearToTheEnd(3);
      out.ended(3);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (heard.get() < 3 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertEquals(3, heard.get());
    }
  }

  /** Fails when a terminal whose setting says that there is no headset says anything. */
  @Test
  void withNoHeadsetItIsMute() throws InterruptedException {
    try (Narrator narrator = narrator(false)) {
      narrator.shows(whole(SampleScreens.in(Language.ENGLISH).get("fault-P-207")));
      narrator.typed(1);
      assertEquals(List.of(), out.all());
    }
    assertEquals(List.of(), spoken);
    assertEquals(List.of(), plugs, "no plug at the beginning is no news");
  }

  /** A screen that stands on one page. */
  private static Narration.View whole(Screen screen) {
    return new Narration.View(
        screen,
        screen.facts(),
        screen.choices(Role.LISTED),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
