package be.borne.townhall.guichet;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How far a mail has come. Either the server gets all of it, and may have taken it whatever happens
 * next, or it was given up before and never gets all of it: of two threads at one moment, one wins.
 */
final class Handover {
  private enum State {
    SENDING,
    ALL,
    CANCELLED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.SENDING);

  /**
   * Called when all but the full stop is written.
   *
   * @throws IOException if it was given up: the full stop must not follow
   */
  void all() throws IOException {
    if (!state.compareAndSet(State.SENDING, State.ALL)) {
      throw new IOException("mail was given up before all of it was written");
    }
  }

  /** Whether the server may have all of it. */
  boolean isAll() {
    return state.get() == State.ALL;
  }

  /**
   * Gives it up.
   *
   * @return whether it was in time; if not, the server may have all of it
   */
  boolean isCancelled() {
    return state.compareAndSet(State.SENDING, State.CANCELLED) || state.get() == State.CANCELLED;
  }
}
