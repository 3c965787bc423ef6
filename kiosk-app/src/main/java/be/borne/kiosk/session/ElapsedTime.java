package be.borne.kiosk.session;

/** How time passes for the journey's deadlines. */
public interface ElapsedTime {
  /** A clock that only runs forward, in nanoseconds from an arbitrary point. */
  long nanos();

  /**
   * @param moved to be run after the clock has jumped ahead, from any thread; must not block
   */
  void whenItJumps(Runnable moved);

  /** Everybody's time, which never jumps. */
  ElapsedTime OF_THE_MACHINE =
      new ElapsedTime() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void whenItJumps(Runnable moved) {
          // It never does.
        }
      };
}
