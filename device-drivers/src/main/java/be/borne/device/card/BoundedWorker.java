package be.borne.device.card;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One thread on which native PC/SC calls are made, so that a call that never comes back costs this
 * thread and not its caller. A platform thread, because a native call would pin a virtual one and
 * because PC/SC transactions belong to a thread.
 */
final class BoundedWorker implements AutoCloseable {
  private final ExecutorService thread;
  private volatile Future<?> last = CompletableFuture.completedFuture(null);

  BoundedWorker(String name) {
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  /**
   * Runs one call and waits for it.
   *
   * @throws TimeoutException when the deadline passes; the worker should then be abandoned
   * @throws ExecutionException with what the call itself threw
   */
  <T> T call(Callable<T> call, Duration deadline)
      throws TimeoutException, ExecutionException, InterruptedException {
    Future<T> answer;
    try {
      answer = thread.submit(call);
    } catch (RejectedExecutionException e) {
      throw new TimeoutException("abandoned after an earlier call that never ended");
    }
    last = answer;
    return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Whether the last call is still under way, although nobody waits for it any more. */
  boolean busy() {
    return !last.isDone();
  }

  /** Gives the thread up; should its call ever end, {@code cleanUp} is still run there. */
  void abandon(Runnable cleanUp) {
    try {
      thread.execute(cleanUp);
    } catch (RejectedExecutionException e) {
      // Given up before: its clean-up is queued already.
      return;
    }
    thread.shutdown();
  }

  /** Ends the thread once what it is doing is done. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
