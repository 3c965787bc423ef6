package be.borne.agent.health;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartHealth;
import be.borne.protocol.fleet.PartState;
import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import be.borne.protocol.terminal.FaultCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The terminal's picture: what the kiosk last said, and the agent's own judgement of the kiosk. A
 * kiosk that is silent for too long has failed ({@link FaultCode#KIOSK_SILENT}), whatever it said
 * before; what it said of the other parts and its counters stays as last known.
 *
 * <p>Safe for use by several threads.
 */
public final class KioskWatch {
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Duration longestSilence;
  private final Runnable onNews;
  private TerminalHealth lastSaid;
  private PartHealth kiosk;
  private long lastHeardNanos;
  private boolean heard;

  /**
   * @param clock dates the agent's own judgements
   * @param nanoTime measures silence; unlike the clock it never jumps
   * @param longestSilence after this without a word the kiosk has failed
   * @param lastKnown the picture from before a restart of the agent
   * @param onNews called, on the caller's thread, each time the kiosk has spoken
   */
  public KioskWatch(
      Clock clock,
      LongSupplier nanoTime,
      Duration longestSilence,
      Optional<TerminalHealth> lastKnown,
      Runnable onNews) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.longestSilence = longestSilence;
    this.onNews = onNews;
    this.lastSaid =
        lastKnown.orElse(
            new TerminalHealth(List.of(), Activity.OUT_OF_SERVICE, new Counters(0, 0, 0, 0), null));
    this.kiosk = new PartHealth(Part.KIOSK, PartState.STARTING, null, clock.instant());
    this.lastHeardNanos = nanoTime.getAsLong();
  }

  /** The kiosk has spoken. */
  public void heard(TerminalHealth health) {
    Objects.requireNonNull(health, "health");
    synchronized (this) {
      lastSaid = health;
      lastHeardNanos = nanoTime.getAsLong();
      heard = true;
      kiosk =
          health
              .part(Part.KIOSK)
              .orElseGet(
                  () ->
                      kiosk.state() == PartState.READY
                          ? kiosk
                          : new PartHealth(Part.KIOSK, PartState.READY, null, clock.instant()));
    }
    onNews.run();
  }

  /** The whole picture at this moment; equal to the one before if nothing has changed. */
  public synchronized TerminalHealth picture() {
    boolean silent = nanoTime.getAsLong() - lastHeardNanos >= longestSilence.toNanos();
    if (silent && kiosk.fault() != FaultCode.KIOSK_SILENT) {
      Instant since = clock.instant().minus(longestSilence);
      kiosk = new PartHealth(Part.KIOSK, PartState.FAILED, FaultCode.KIOSK_SILENT, since);
    }
    List<PartHealth> parts = new ArrayList<>();
    parts.add(kiosk);
    lastSaid.parts().stream().filter(part -> part.part() != Part.KIOSK).forEach(parts::add);
    return new TerminalHealth(
        parts,
        heard && !silent ? lastSaid.activity() : Activity.OUT_OF_SERVICE,
        lastSaid.counters(),
        lastSaid.lastFault(),
        lastSaid.supplies());
  }
}
