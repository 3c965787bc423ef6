package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** So many in a minute, each for itself. */
class CallAllowanceTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-28T12:00:00Z"));
  private final InstantSource moving = now::get;
  private final Clock clock = moving.withZone(ZoneOffset.UTC);
  private final CallAllowance allowance = new CallAllowance(60, clock);

  private void use(String caller, int calls) {
    for (int i = 0; i < calls; i++) {
      assertEquals(Duration.ZERO, allowance.take(caller), "call " + i);
    }
  }

  @Test
  void oneMoreThanThereAreHasToWaitAndNobodyElseDoes() {
    use("library-1", 60);
    assertEquals(Duration.ofSeconds(1), allowance.take("library-1"));
    use("bus", 60);
  }

  @Test
  void theyRefillEvenly() {
    use("library-1", 60);
    now.set(now.get().plusSeconds(3));
    use("library-1", 3);
    assertTrue(allowance.take("library-1").isPositive());
  }

  @Test
  void aClockThatIsPutBackShutsNobodyOutForLong() {
    use("library-1", 60);
    now.set(now.get().minus(Duration.ofDays(1)));
    Duration wait = allowance.take("library-1");
    assertTrue(wait.compareTo(Duration.ofMinutes(1)) <= 0, wait.toString());
  }

  @Test
  void zeroIsNoLimit() {
    CallAllowance none = new CallAllowance(0, clock);
    for (int i = 0; i < 10_000; i++) {
      assertEquals(Duration.ZERO, none.take("library-1"));
    }
  }
}
