package be.borne.kiosk.session;

import be.borne.kiosk.journey.State;
import java.time.Duration;

/**
 * Gives back what a visit took of memory, as soon as it is over and nobody waits: a JVM that is
 * left alone keeps what was said and shown until it needs the room, which at a quiet terminal is
 * hours later.
 */
public final class Tidying implements AutoCloseable {
  /** Somebody who goes on touches before that; collecting holds the screen up for a moment. */
  public static final Duration USUAL_PAUSE = Duration.ofSeconds(2);

  private final Duration pause;
  private final Runnable collect;
  private boolean somebodyThere = true;
  private Thread waiting;

  /**
   * @param pause from the end of a visit
   * @param collect on a thread of its own, once after each visit
   */
  public Tidying(Duration pause, Runnable collect) {
    this.pause = pause;
    this.collect = collect;
  }

  /**
   * The JVM's own collector, asked for all of it.
   *
   * @param pause from the end of a visit
   */
  public static Tidying ofHeap(Duration pause) {
    return new Tidying(pause, System::gc);
  }

  /** Where the journey is; told as often as one likes. Does not block. */
  public synchronized void at(State now) {
    boolean visited = now instanceof State.InSession;
    if (visited == somebodyThere) {
      return;
    }
    somebodyThere = visited;
    stopWaiting();
    if (!visited) {
      waiting = Thread.ofVirtual().name("tidying").start(this::tidy);
    }
  }

  private void tidy() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      // The next visit has begun, or the program ends.
      return;
    }
    collect.run();
  }

  private void stopWaiting() {
    if (waiting != null) {
      waiting.interrupt();
      waiting = null;
    }
  }

  @Override
  public synchronized void close() {
    stopWaiting();
  }
}
