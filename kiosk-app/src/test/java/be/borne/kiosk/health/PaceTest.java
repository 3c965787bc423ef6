package be.borne.kiosk.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.kiosk.health.TerminalWatch.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = Pace.seconds(5, 15);

  @Test
  void isSlowOnlyAtRestAndWhereThePartIsWell() {
    assertEquals(Duration.ofSeconds(15), pace.after(false, true));
    assertEquals(Duration.ofSeconds(5), pace.after(true, true));
    assertEquals(Duration.ofSeconds(5), pace.after(false, false));
    assertEquals(Duration.ofSeconds(5), pace.after(true, false));
  }
}
