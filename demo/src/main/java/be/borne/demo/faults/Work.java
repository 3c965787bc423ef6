package be.borne.demo.faults;

import be.borne.demo.process.DemoFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scenarios of a bench that are to be played, and what came of those that were. */
final class Work {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);

  /** Of processes that do not start on a machine that has too much to do. */
  private static final int MOST_BEGUN_AGAIN = 20;

  /** Those that not every rig can play. */
  private final Deque<Scenario> withGuichetKilled = new ArrayDeque<>();

  private final Deque<Scenario> others = new ArrayDeque<>();
  private final List<Run> done = new ArrayList<>();
  private Optional<Exception> failure = Optional.empty();
  private int begunAgain;

  Work(List<Scenario> scenarios) {
    scenarios.forEach(this::add);
  }

  private void add(Scenario scenario) {
    (scenario.fault().killsGuichet() ? withGuichetKilled : others).add(scenario);
  }

  /**
   * @param mayKillGuichet whether the rig has a guichet of its own; it gets those first
   * @return empty if there is nothing more for it
   */
  synchronized Optional<Scenario> next(boolean mayKillGuichet) {
    if (failure.isPresent()) {
      return Optional.empty();
    }
    Optional<Scenario> special =
        mayKillGuichet ? Optional.ofNullable(withGuichetKilled.poll()) : Optional.empty();
    return special.or(() -> Optional.ofNullable(others.poll()));
  }

  /**
   * @return how many there are now
   */
  synchronized int done(Run run) {
    done.add(run);
    return done.size();
  }

  /** Something did not work that has nothing to do with what is counted. */
  synchronized void again(Scenario scenario, DemoFailure why) {
    LOG.warn("begun again: {}: {}", scenario, why.getMessage());
    begunAgain++;
    if (begunAgain > MOST_BEGUN_AGAIN) {
      failed(why);
    }
    add(scenario);
  }

  synchronized void failed(Exception why) {
    if (failure.isEmpty()) {
      failure = Optional.of(why);
    }
  }

  synchronized List<Run> done() {
    return List.copyOf(done);
  }

  synchronized Optional<Exception> failure() {
    return failure;
  }

  synchronized int begunAgain() {
    return begunAgain;
  }
}
