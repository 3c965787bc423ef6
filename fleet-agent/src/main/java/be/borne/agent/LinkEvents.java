package be.borne.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one link's threads have to say, handed to the courier's own thread. Bounded by the number of
 * messages in flight.
 */
final class LinkEvents implements Transport.Listener {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final List<Long> acknowledged = new ArrayList<>();
  private String lost;
  private boolean woken;

  @Override
  public void acknowledged(long id) {
    lock.lock();
    try {
      acknowledged.add(id);
      something.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void refused(long id, String why) {
    // What the broker refuses today it may take tomorrow (a full queue, rights mended): the message
    // stays in the outbox, and the wait before the next link is the pause between attempts.
    lost("the broker refused a message: " + why);
  }

  @Override
  public void lost(String why) {
    lock.lock();
    try {
      if (lost == null) {
        lost = why;
      }
      something.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** There is something new in the outbox, or the courier shall stop. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      something.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something happens, at most so long. */
  void await(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!woken && lost == null && acknowledged.isEmpty() && left > 0) {
        left = something.awaitNanos(left);
      }
      woken = false;
    } finally {
      lock.unlock();
    }
  }

  /** The acknowledged messages since the last call. */
  List<Long> takeAcknowledged() {
    lock.lock();
    try {
      List<Long> taken = List.copyOf(acknowledged);
      acknowledged.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for one message's acknowledgement, at most so long. */
  boolean awaitAcknowledged(long id, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(atMost.toMillis());
      while (!acknowledged.contains(id) && lost == null && left > 0) {
        left = something.awaitNanos(left);
      }
      return acknowledged.contains(id);
    } finally {
      lock.unlock();
    }
  }

  /** Why the link is broken; null while it stands. */
  String lost() {
    lock.lock();
    try {
      return lost;
    } finally {
      lock.unlock();
    }
  }
}
