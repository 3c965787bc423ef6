package be.borne.kiosk.speech;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A headset that writes down what it is given, and whose sound lasts until the test says that it
 * was heard.
 */
final class RecordedOut implements AudioOut {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What was played, and whether it was heard to its end or broken off. */
  record Heard(int sound, double decibels, String how) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Heard> started = new ArrayList<>();
  private final List<Heard> ended = new ArrayList<>();
  private int toEnd;

  @Override
  public void play(Pcm sound, double decibels) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      started.add(new Heard(sound.count(), decibels, "started"));
      changed.signalAll();
      while (toEnd == 0) {
        changed.await();
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      toEnd--;
      ended.add(new Heard(sound.count(), decibels, "whole"));
    } catch (InterruptedException e) {
      ended.add(new Heard(sound.count(), decibels, "broken off"));
      throw e;
    } finally {
      changed.signalAll();
      lock.unlock();
    }
  }

  /** The sound that is playing, or the next one, comes to its end. */
  void hearToTheEnd(int sounds) {
    lock.lock();
    try {
      toEnd += sounds;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until so many sounds in all have begun. */
  List<Heard> started(int sounds) throws InterruptedException {
    return atLeast(sounds, started);
  }

  /** Waits until so many sounds in all are over. */
  List<Heard> ended(int sounds) throws InterruptedException {
    return atLeast(sounds, ended);
  }

  private List<Heard> atLeast(int sounds, List<Heard> of) throws InterruptedException {
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      while (of.size() < sounds) {
        if (left <= 0) {
          throw new AssertionError("only " + of + " of " + sounds);
        }
        left = changed.awaitNanos(left);
      }
      return List.copyOf(of);
    } finally {
      lock.unlock();
    }
  }

  /** What has begun by now, and a moment later. */
  List<Heard> all() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(100);
    return started(0);
  }
}
