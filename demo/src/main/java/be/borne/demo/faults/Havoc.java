package be.borne.demo.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What befalls one run, each thing once at most, and the mending of what is to be mended soon. */
final class Havoc implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Havoc.class);
  private static final Duration WHILE = Duration.ofMillis(1500);

  /** Longer than the terminal waits for one answer. */
  private static final Duration PRINTER_SILENT_WHILE =
      BenchTerminal.PRINTER_DEADLINES.call().plusMillis(500);

  private static final Duration GUICHET_SILENT_WHILE =
      BenchTerminal.GUICHET_DEADLINE.plusMillis(500);

  private final Place place;
  private final Scenario scenario;
  private final Runnable killTerminal;
  private final Runnable secondTerminal;
  private final AtomicBoolean sprung = new AtomicBoolean();
  private final AtomicBoolean secondSprung = new AtomicBoolean();
  private final List<Thread> mending = new ArrayList<>();

  /** Held while harm is being done: the terminal is dead before the rest of it has happened. */
  private final ReentrantLock harming = new ReentrantLock();

  private volatile boolean over;

  /**
   * @param killTerminal kills the life of the moment
   * @param secondTerminal has the order asked for elsewhere, while everything here stands still
   */
  Havoc(Place place, Scenario scenario, Runnable killTerminal, Runnable secondTerminal) {
    this.place = place;
    this.scenario = scenario;
    this.killTerminal = killTerminal;
    this.secondTerminal = secondTerminal;
  }

  void springAt(Point point) {
    if (point == scenario.point()) {
      once(sprung, this::befall);
    }
  }

  /** The same for what befalls the recovery. */
  void springAgain(Runnable harm) {
    once(secondSprung, harm);
  }

  private void once(AtomicBoolean which, Runnable harm) {
    if (which.compareAndSet(false, true)) {
      harming.lock();
      try {
        harm.run();
      } finally {
        harming.unlock();
      }
    }
  }

  private void befall() {
    if (scenario.fault().killsKiosk()) {
      killTerminal.run();
    }
    switch (scenario.fault()) {
      case PRINTER -> rebootPrinter();
      case PRINTER_GONE, KIOSK_PRINTER_LATE -> place.cutPower();
      case KIOSK_PRINTER -> {
        place.cutPower();
        later(Duration.ZERO, place::mendPrinter);
      }
      case NETWORK_RESET -> {
        place.cutPrinter();
        later(WHILE, place::mendPrinter);
      }
      case NETWORK_SILENT -> {
        place.silencePrinter();
        later(PRINTER_SILENT_WHILE, place::mendPrinter);
      }
      case NETWORK_GONE, KIOSK_NETWORK, KIOSK_NETWORK_GONE -> place.silencePrinter();
      case GUICHET_RESET -> {
        place.cutGuichet();
        later(WHILE, place::mendGuichet);
      }
      case GUICHET_SILENT -> {
        place.silenceGuichet();
        later(GUICHET_SILENT_WHILE, place::mendGuichet);
      }
      case GUICHET_GONE, KIOSK_GUICHET_GONE -> place.silenceGuichet();
      case GUICHET_KILLED, KIOSK_GUICHET_KILLED -> {
        place.killGuichet();
        later(Duration.ZERO, place::mendGuichet);
      }
      case SECOND_TERMINAL -> secondTerminal.run();
      case NONE,
          KIOSK,
          KIOSK_KIOSK_ASKING,
          KIOSK_KIOSK_ENDING,
          KIOSK_KIOSK_ENDED,
          KIOSK_PRINTER_ASKING -> {}
    }
  }

  void rebootPrinter() {
    place.cutPower();
    later(Duration.ZERO, place::mendPrinter);
  }

  /** The terminal has been started again: some of what was broken comes back now. */
  void afterRestart() {
    switch (scenario.fault()) {
      case KIOSK_NETWORK, KIOSK_PRINTER_LATE -> later(WHILE, place::mendPrinter);
      default -> {}
    }
  }

  private interface Mending {
    void run() throws IOException, InterruptedException;
  }

  private synchronized void later(Duration pause, Mending work) {
    mending.add(
        Thread.ofVirtual()
            .name("later")
            .start(
                () -> {
                  try {
                    Thread.sleep(pause);
                    if (!over) {
                      work.run();
                    }
                  } catch (IOException e) {
                    LOG.error("what was broken could not be mended", e);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  void awaitMending() throws InterruptedException {
    harming.lockInterruptibly();
    harming.unlock();
    List<Thread> pending;
    synchronized (this) {
      pending = List.copyOf(mending);
    }
    for (Thread thread : pending) {
      thread.join();
    }
  }

  /**
   * What has not befallen the order by the end of its first try spares what follows.
   *
   * @return whether it befell
   */
  boolean disarm() {
    place.standBy();
    secondSprung.set(true);
    return sprung.getAndSet(true);
  }

  @Override
  public void close() {
    over = true;
    disarm();
    try {
      awaitMending();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
