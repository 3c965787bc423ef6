package be.borne.kiosk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.kiosk.journey.State;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Collected once after each visit, and never while somebody is there. */
@Timeout(30)
class TidyingTest {
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration NEVER = Duration.ofHours(1);
  private static final State NOBODY = new State.Attract();
  private static final State VISIT = new State.ChoosingLanguage(false);
  private final Semaphore collected = new Semaphore(0);

  private boolean collects() throws InterruptedException {
    return collected.tryAcquire(10, TimeUnit.SECONDS);
  }

  @Test
  void onceAfterEachVisit() throws InterruptedException {
    try (Tidying tidying = new Tidying(SOON, collected::release)) {
      for (int visit = 0; visit < 3; visit++) {
        tidying.at(VISIT);
        tidying.at(NOBODY);
        tidying.at(NOBODY);
        assertTrue(collects());
        tidying.at(NOBODY);
      }
      Thread.sleep(SOON.multipliedBy(5));
      assertEquals(0, collected.availablePermits());
    }
  }

  @Test
  void notWhenTheNextVisitHasBegun() throws InterruptedException {
    Duration pause = Duration.ofMillis(300);
    try (Tidying tidying = new Tidying(pause, collected::release)) {
      tidying.at(NOBODY);
      tidying.at(VISIT);
      Thread.sleep(pause.multipliedBy(2));
      assertEquals(0, collected.availablePermits());
    }
  }

  @Test
  void notAfterTheEnd() throws InterruptedException {
    Duration pause = Duration.ofMillis(300);
    Tidying tidying = new Tidying(pause, collected::release);
    tidying.at(NOBODY);
    tidying.close();
    Thread.sleep(pause.multipliedBy(2));
    assertEquals(0, collected.availablePermits());
  }

  @Test
  void nothingWaitsForIt() {
    try (Tidying tidying = new Tidying(NEVER, collected::release)) {
      tidying.at(NOBODY);
      assertEquals(0, collected.availablePermits());
    }
  }

  /** A JVM told not to listen (DisableExplicitGC) would show here. */
  @Test
  void whatAVisitSaidIsGone() throws InterruptedException {
    WeakReference<String> said = new WeakReference<>("Testerive".repeat(2));
    try (Tidying tidying = Tidying.ofHeap(SOON)) {
      tidying.at(NOBODY);
      for (int i = 0; i < 500 && said.get() != null; i++) {
        Thread.sleep(SOON);
      }
    }
    assertNull(said.get());
  }
}
