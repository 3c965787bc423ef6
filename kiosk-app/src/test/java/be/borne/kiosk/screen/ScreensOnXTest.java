package be.borne.kiosk.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only pixels and a real window can show, on a virtual X server. */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class ScreensOnXTest {

  /** No text cut or covered, no small or crowded button, on any screen in any language. */
  @Test
  void everyScreenHoldsInEveryLanguageOnEveryPanel() throws Exception {
    try (XServer x = new XServer()) {
      XServer.Outcome outcome = x.run(Gallery.class, Path.of("target", "gallery").toString(), "fr");
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
}
