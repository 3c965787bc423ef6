package be.borne.kiosk.file;

import be.borne.kiosk.form.FileTrouble;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks a medium on a thread of its own and waits only so long: a call of a broken one may never
 * come back, and cannot be called back. While one hangs no other is made, so that at most one
 * thread is lost.
 */
final class Patience {
  /** A look that has come back may need a moment to end. */
  private static final Duration ENDING = Duration.ofSeconds(1);

  private final ReentrantLock lock = new ReentrantLock();
  private Thread last = Thread.ofPlatform().unstarted(() -> {});

  @FunctionalInterface
  interface Look<T> {
    T take() throws FileTroubleException;
  }

  /**
   * @param longest that is waited in all
   * @throws FileTroubleException what the look throws, or that the medium says nothing any more
   */
  <T> T of(Duration longest, Look<T> look) throws FileTroubleException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    FutureTask<T> task = new FutureTask<>(look::take);
    start(task);
    try {
      return task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw silent();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case FileTroubleException trouble -> throw trouble;
        case RuntimeException own -> throw own;
        case Error own -> throw own;
        default -> throw new IllegalStateException("a look at a medium", e.getCause());
      }
    } finally {
      task.cancel(true);
    }
  }

  private void start(FutureTask<?> task) throws FileTroubleException, InterruptedException {
    lock.lock();
    try {
      if (last.isAlive() && !last.join(ENDING)) {
        throw silent();
      }
      // A platform thread: a virtual one would take its carrier along into a call that hangs.
      last = Thread.ofPlatform().daemon().name("stick").start(task);
    } finally {
      lock.unlock();
    }
  }

  private static FileTroubleException silent() {
    return new FileTroubleException(FileTrouble.STICK_GONE, "the stick does not answer");
  }
}
