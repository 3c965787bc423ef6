package be.borne.kiosk.health;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartHealth;
import be.borne.protocol.fleet.PartState;
import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.protocol.terminal.FaultCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The present state of every part, and what of it keeps the terminal from serving. Thread-safe. */
final class TerminalStatus {
  private static final Logger LOG = LoggerFactory.getLogger(TerminalStatus.class);

  private record Known(PartReading reading, Instant since) {}

  private final Clock clock;
  private final Consumer<Optional<FaultCode>> obstacleChanged;
  private final Runnable changed;
  private final Map<Part, Known> parts = new EnumMap<>(Part.class);
  private Activity activity = Activity.IDLE;
  private long activitySinceNanos = System.nanoTime();
  private Optional<FaultCode> obstacle = Optional.empty();

  /**
   * @param obstacleChanged told, in order, what keeps the terminal from serving
   * @param changed told after any change; must not block
   */
  TerminalStatus(Clock clock, Consumer<Optional<FaultCode>> obstacleChanged, Runnable changed) {
    this.clock = clock;
    this.obstacleChanged = obstacleChanged;
    this.changed = changed;
    for (Part part : Part.values()) {
      parts.put(part, new Known(PartReading.STARTING, clock.instant()));
    }
  }

  synchronized void note(Part part, PartReading reading) {
    if (parts.get(part).reading().equals(reading)) {
      return;
    }
    LOG.info("{} is {} {}", part, reading.state(), reading.fault().map(FaultCode::code).orElse(""));
    parts.put(part, new Known(reading, clock.instant()));
    Optional<FaultCode> now = worst();
    if (!now.equals(obstacle)) {
      obstacle = now;
      obstacleChanged.accept(now);
    }
    notifyAll();
    changed.run();
  }

  /**
   * @return what it did before
   */
  synchronized Activity note(Activity now) {
    Activity before = activity;
    if (before != now) {
      activity = now;
      activitySinceNanos = System.nanoTime();
      changed.run();
    }
    return before;
  }

  synchronized PartReading reading(Part part) {
    return parts.get(part).reading();
  }

  synchronized Activity activity() {
    return activity;
  }

  /**
   * Whether nobody has been there for so long, nothing is wrong, and every part has been looked at.
   */
  synchronized boolean isAtRest(Duration forAtLeast) {
    return activity == Activity.IDLE
        && System.nanoTime() - activitySinceNanos >= forAtLeast.toNanos()
        && parts.values().stream().noneMatch(TerminalStatus::needsAnEye);
  }

  private static boolean needsAnEye(Known known) {
    return known.reading().equals(PartReading.STARTING)
        || known.reading().state() == PartState.FAILED;
  }

  synchronized List<PartHealth> parts() {
    return parts.entrySet().stream()
        .map(
            entry ->
                new PartHealth(
                    entry.getKey(),
                    entry.getValue().reading().state(),
                    entry.getValue().reading().fault().orElse(null),
                    entry.getValue().since()))
        .toList();
  }

  /** Says what the obstacle is, in order with what {@code obstacleChanged} is told. */
  synchronized void tellObstacle(Consumer<Optional<FaultCode>> told) {
    told.accept(obstacle);
  }

  /** Waits until a part has been looked at for the first time, but no longer than this. */
  synchronized void awaitFirstLook(Part part, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (reading(part).equals(PartReading.STARTING)) {
      long leftMs = (end - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return;
      }
      wait(leftMs);
    }
  }

  synchronized List<FaultCode> obstacles() {
    return parts.values().stream()
        .flatMap(known -> known.reading().obstacle().stream())
        .distinct()
        .toList();
  }

  /** In the order of the enum: without a journal nothing else matters, without a reader little. */
  private Optional<FaultCode> worst() {
    return parts.values().stream()
        .flatMap(known -> known.reading().obstacle().stream())
        .findFirst();
  }
}
