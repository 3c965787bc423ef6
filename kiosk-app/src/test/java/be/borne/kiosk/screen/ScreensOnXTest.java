package be.borne.kiosk.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only pixels and a real window can show, on a virtual X server. */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class ScreensOnXTest {

  /**
   * A1, A3, A13, A16: no text cut or covered, no small or crowded button, Stop and Help always in
   * one place, on any screen in any language and size of letters.
   */
  @Test
  void everyScreenHoldsInEveryLanguageAndSizeOnEveryPanel() throws Exception {
    try (XServer x = new XServer()) {
      XServer.Outcome outcome = x.run(Gallery.class);
      assertEquals(0, outcome.status(), outcome.said());
    }
  }

  /** A9: whatever can be tapped can be typed on keys, and neither does more than it should. */
  @Test
  void whatIsTypedIsWhatIsMeant() throws Exception {
    try (XServer x = new XServer()) {
      XServer.Outcome outcome = x.run(TypingProbe.class);
      assertEquals(0, outcome.status(), outcome.said());
    }
  }

  @Test
  void tapsAndKeysDoWhatTheyShould() throws Exception {
    try (XServer x = new XServer()) {
      XServer.Outcome outcome = x.run(HandsOnProbe.class);
      assertEquals(0, outcome.status(), outcome.said());
    }
  }

  /** A12: no key, finger, drag or request of a desktop leads out of the terminal. */
  @Test
  void noWayLeadsOut() throws Exception {
    try (XServer x = new XServer()) {
      XServer.Outcome outcome = x.run(LockDownProbe.class);
      assertEquals(0, outcome.status(), outcome.said());
    }
  }

  /**
   * A5, A9, A13: in each language one visit at the largest size, and one by keys and speech alone.
   */
  @Test
  void everybodyFinishesAlone() throws Exception {
    try (XServer x = new XServer()) {
      XServer.Outcome outcome = x.run(VisitsProbe.class);
      assertEquals(0, outcome.status(), outcome.said());
    }
  }

  /** A screen on which nothing happens costs nothing. */
  @Test
  void aStillScreenLetsTheProgramSleep() throws Exception {
    try (XServer x = new XServer()) {
      XServer.Outcome outcome = x.run(StillProbe.class);
      assertEquals(0, outcome.status(), outcome.said());
    }
  }
}
