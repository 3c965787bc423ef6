package be.borne.kiosk.health;

import be.borne.device.card.CardEvent;
import be.borne.device.printer.PrinterCondition;
import be.borne.device.printer.PrinterStatus;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.order.JournalUnavailableException;
import be.borne.kiosk.order.OrderJournal;
import be.borne.kiosk.order.PrintDesk;
import be.borne.kiosk.order.PrinterFaults;
import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartState;
import be.borne.protocol.fleet.SupplyLevel;
import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.fleet.TerminalHealth.Activity;
import be.borne.protocol.fleet.TerminalHealth.Counters;
import be.borne.protocol.fleet.TerminalHealth.ShownFault;
import be.borne.protocol.terminal.FaultCode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches journal, reader, printer and guichet, so that paper out is seen before a citizen comes;
 * tells the journey what keeps the terminal from serving, and the agent how everything is.
 */
public final class TerminalWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TerminalWatch.class);
  private static final Duration READER_FIRST_LOOK = Duration.ofSeconds(3);
  private static final int OVERLOOKED_GUICHET_FAILURES = 1;

  /**
   * How often a part is looked at.
   *
   * @param usual while somebody is there, or it failed
   * @param atRest while it is well and nobody has been there for some time
   */
  public record Pace(Duration usual, Duration atRest) {
    static Pace seconds(int usual, int atRest) {
      return new Pace(Duration.ofSeconds(usual), Duration.ofSeconds(atRest));
    }

    /**
     * @param failed whether the last look found the part failed
     * @param rests whether nobody is there and all is well
     */
    Duration after(boolean failed, boolean rests) {
      return rests && !failed ? atRest : usual;
    }
  }

  /**
   * How often each part is looked at. A terminal at which nothing is wrong and nobody stands looks
   * less often, since each look is work for a processor that could sleep; whoever comes wakes it.
   * Paper is pulled and lids are opened when nobody stands there: the printer is looked at most.
   * The guichet keeps a terminal's connection for a minute and a half, since a new one costs three
   * times a look.
   *
   * @param restsAfter how long nobody has to be there
   */
  public record Intervals(Pace journal, Pace printer, Pace guichet, Duration restsAfter) {
    public static final Intervals USUAL =
        new Intervals(
            Pace.seconds(10, 60), Pace.seconds(5, 20), Pace.seconds(5, 60), Duration.ofSeconds(20));
  }

  private final OrderJournal journal;
  private final Intervals intervals;
  private final TerminalStatus status;
  private final PartWatch journalWatch;
  private final PartWatch printerWatch;
  private final PartWatch guichetWatch;
  private final HealthReporter reporter;
  private Counters counters = new Counters(0, 0, 0, 0);
  private Optional<ShownFault> lastFault = Optional.empty();
  private volatile List<SupplyLevel> supplies = List.of();
  private volatile List<PrinterCondition> printerConditions = List.of();
  private volatile boolean closedByHost;

  /**
   * @param guichet with a short deadline of its own, since this one only asks for health
   * @param healthSocket where the agent listens
   * @param heartbeat between two pictures when nothing changes
   * @param obstacleChanged told, in order, what keeps the terminal from serving
   */
  public TerminalWatch(
      OrderJournal journal,
      PrintDesk printing,
      GuichetClient guichet,
      Path healthSocket,
      Duration heartbeat,
      Intervals intervals,
      Clock clock,
      Consumer<Optional<FaultCode>> obstacleChanged) {
    this.journal = journal;
    this.intervals = intervals;
    this.reporter = new HealthReporter(healthSocket, this::picture, this::rests, heartbeat);
    this.status = new TerminalStatus(clock, obstacleChanged, reporter::wake);
    this.journalWatch =
        new PartWatch(
            Part.KIOSK,
            this::lookAtJournal,
            failed -> pause(intervals.journal(), failed),
            0,
            status);
    this.printerWatch =
        new PartWatch(
            Part.PRINTER,
            () -> look(printing),
            failed -> pause(intervals.printer(), failed),
            0,
            status);
    this.guichetWatch =
        new PartWatch(
            Part.GUICHET,
            () -> look(guichet),
            failed -> pause(intervals.guichet(), failed),
            OVERLOOKED_GUICHET_FAILURES,
            status);
  }

  public void start() {
    journalWatch.start();
    printerWatch.start();
    guichetWatch.start();
    reporter.start();
  }

  /** Takes note of what the card reader's own watch saw. */
  public void readerSaw(CardEvent event) {
    status.note(
        Part.READER,
        event instanceof CardEvent.NoReader
            ? PartReading.absent(FaultCode.NO_READER)
            : PartReading.READY);
  }

  /** What the terminal does now. Never blocks. */
  public void activity(Activity activity) {
    Activity before = status.note(activity);
    if (before == Activity.IDLE && activity != Activity.IDLE) {
      journalWatch.wake();
      printerWatch.wake();
      guichetWatch.wake();
    }
  }

  private boolean rests() {
    return status.isAtRest(intervals.restsAfter());
  }

  private Duration pause(Pace pace, boolean failed) {
    return pace.after(failed, rests());
  }

  /** A counter or the last fault changed. Never blocks. */
  public void changed() {
    reporter.wake();
  }

  /**
   * Looks at everything now, which takes some seconds at worst.
   *
   * @param told what keeps the terminal from serving, in order with what {@code obstacleChanged} is
   *     told
   */
  public void look(Consumer<Optional<FaultCode>> told) throws InterruptedException {
    journalWatch.lookNow();
    printerWatch.lookNow();
    guichetWatch.lookNow();
    status.awaitFirstLook(Part.READER, READER_FIRST_LOOK);
    status.tellObstacle(told);
  }

  /** From the next look on: whether the host has taken the terminal out of service. */
  public void closedByHost(boolean closed) {
    closedByHost = closed;
  }

  /** All that keeps the terminal from serving, as last seen; the graver first. */
  public List<FaultCode> obstacles() {
    return status.obstacles();
  }

  /** What the printer said is the matter, as last seen; the graver first. */
  public List<PrinterCondition> printerConditions() {
    return printerConditions;
  }

  /** The whole picture; counters as last known while the journal is away. */
  public TerminalHealth picture() {
    synchronized (this) {
      try {
        counters = journal.counters();
        lastFault = journal.lastFault();
      } catch (JournalUnavailableException e) {
        LOG.debug("counters as last known: {}", e.getMessage());
      }
      return new TerminalHealth(
          List.copyOf(status.parts()),
          status.activity(),
          counters,
          lastFault.orElse(null),
          supplies);
    }
  }

  @Override
  public void close() {
    journalWatch.close();
    printerWatch.close();
    guichetWatch.close();
    reporter.close();
  }

  private PartReading lookAtJournal() {
    try {
      journal.probe();
      if (closedByHost) {
        return PartReading.failed(FaultCode.OUT_OF_SERVICE_BY_HOST);
      }
      return journal.hasDamagedPredecessor() ? PartReading.DEGRADED : PartReading.READY;
    } catch (JournalUnavailableException e) {
      if (status.reading(Part.KIOSK).state() != PartState.FAILED) {
        LOG.error("{}: {}", e.getMessage(), e.getCause() == null ? "" : e.getCause().getMessage());
      }
      return PartReading.failed(FaultCode.JOURNAL_UNAVAILABLE);
    }
  }

  private static PartReading look(GuichetClient guichet) throws InterruptedException {
    try {
      guichet.health();
      return PartReading.READY;
    } catch (GuichetException e) {
      return PartReading.failed(e.fault());
    }
  }

  private PartReading look(PrintDesk printing) throws InterruptedException {
    PrinterStatus seen = printing.printerStatus();
    List<SupplyLevel> levels = SupplyLevels.of(seen.supplies());
    boolean changed = !levels.equals(supplies);
    supplies = levels;
    printerConditions = seen.conditions();
    if (changed) {
      reporter.wake();
    }
    return reading(seen);
  }

  private static PartReading reading(PrinterStatus printer) {
    return switch (printer.severity()) {
      case READY -> PartReading.READY;
      case DEGRADED -> PartReading.DEGRADED;
      case FAILED ->
          PartReading.failed(
              printer.worst().map(PrinterFaults::of).orElse(FaultCode.PRINTER_FAILED));
    };
  }
}
