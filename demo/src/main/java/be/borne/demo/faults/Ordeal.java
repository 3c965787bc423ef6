package be.borne.demo.faults;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One order at the first terminal, from the card to the last word of its journal: as many lives as
 * it takes, one after the other, with the same journal. Whenever it is dead a second terminal wants
 * the order.
 */
final class Ordeal implements AutoCloseable {
  private static final Duration LIFE = Duration.ofSeconds(400);
  private static final Duration ANSWER = Duration.ofSeconds(90);
  private static final Duration SAID_BEFORE = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int MOST_DEATHS = 3;

  /** For a guichet that hears it; one that does not is told when all is mended. */
  private static final String TOLD_SECONDS = "3";

  private final Place place;
  private final FirstTerminal terminal;
  private final SecondTerminal second;
  private final Scenario scenario;
  private final Havoc havoc;
  private final List<String> log = new ArrayList<>();
  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private volatile Counted countedBefore;
  private volatile boolean over;
  private volatile String reference;
  private volatile String sha256;

  Ordeal(Place place, FirstTerminal terminal, SecondTerminal second, Scenario scenario) {
    this.place = place;
    this.terminal = terminal;
    this.second = second;
    this.scenario = scenario;
    this.havoc = new Havoc(place, scenario, this::kill, this::wantItElsewhere);
  }

  /**
   * @return the journal's last word of it
   * @throws DemoFailure if a process did not do what it does on a machine that has time for it
   */
  String suffer() throws IOException, InterruptedException {
    countedBefore = terminal.begin(scenario.longestPrint());
    terminal.watch(List.of(scenario.point()), this::springAt);
    place.onPassing(this::springAt);
    if (scenario.circumstance().withoutPaper()) {
      place.onJob(place::takePaperAway);
    }
    if (scenario.point() == Point.FIRST_SHEET) {
      watchTray();
    }
    terminal.ask(Victim.Word.ORDER, "", LIFE);
    learnOrder();
    for (int deaths = 0; ; deaths++) {
      Optional<String> end = terminal.ask(Victim.Word.END, reference, LIFE);
      Optional<String> told = terminal.ask(Victim.Word.TOLD, TOLD_SECONDS, ANSWER);
      if (end.isPresent() && told.isPresent()) {
        havoc.awaitMending();
        return end.get();
      }
      if (deaths == MOST_DEATHS || !life().died()) {
        throw new DemoFailure("the terminal comes to no end: " + life().said());
      }
      restart(deaths == 0 ? scenario.fault().inRecovery() : Optional.empty());
    }
  }

  private synchronized void learnOrder() throws InterruptedException {
    if (reference == null) {
      String placed =
          life()
              .await("ordered ", SAID_BEFORE)
              .orElseThrow(() -> new DemoFailure("no order was even placed: " + life().said()));
      sha256 = place.guichet().issuedSha256(placed);
      reference = placed;
    }
  }

  private void restart(Optional<Fault.Recovery> recovery) throws IOException, InterruptedException {
    log.addAll(life().said());
    havoc.awaitMending();
    terminal.unwatch();
    place.onPassing(_ -> {});
    place.onQuestion(() -> {});
    wantItElsewhere();
    terminal.succeed();
    terminal.watch(
        recovery.map(Ordeal::inJournal).orElse(List.of()), _ -> havoc.springAgain(this::kill));
    recovery.ifPresent(this::springInRecovery);
    terminal.wake();
    havoc.afterRestart();
  }

  private static List<Point> inJournal(Fault.Recovery recovery) {
    return switch (recovery) {
      case KIOSK_AT_QUESTION, PRINTER_AT_QUESTION -> List.of();
      case KIOSK_BEFORE_END -> List.of(Point.ENDED_BEFORE);
      case KIOSK_AFTER_END -> List.of(Point.ENDED_AFTER);
    };
  }

  private void springInRecovery(Fault.Recovery recovery) {
    switch (recovery) {
      case KIOSK_AT_QUESTION -> place.onQuestion(() -> havoc.springAgain(this::kill));
      case PRINTER_AT_QUESTION -> place.onQuestion(() -> havoc.springAgain(havoc::rebootPrinter));
      case KIOSK_BEFORE_END, KIOSK_AFTER_END -> {}
    }
  }

  private void springAt(Point point) {
    if (point == scenario.point()) {
      try {
        // While there is a guichet to learn it from.
        learnOrder();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      havoc.springAt(point);
    }
  }

  private void kill() {
    life().kill();
    place.dropConnections();
  }

  /** Another citizen's hand, or the same citizen's impatience. */
  private void wantItElsewhere() {
    try {
      learnOrder();
      attempts.add(second.collect(reference));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watchTray() {
    Thread.ofVirtual()
        .name("tray")
        .start(
            () -> {
              try {
                while (sha256 == null || place.paper(sha256).isEmpty()) {
                  if (over) {
                    return;
                  }
                  if (sha256 == null && life().await("ordered ", Duration.ZERO).isPresent()) {
                    learnOrder();
                  }
                  Thread.sleep(LOOK);
                }
                springAt(Point.FIRST_SHEET);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /**
   * From here on nothing is broken any more.
   *
   * @return whether the order came to the point at which the fault was waiting
   */
  boolean spare() throws IOException, InterruptedException {
    boolean befell = havoc.disarm();
    terminal.unwatch();
    place.mendAll();
    return befell;
  }

  /** The terminal that is alive now. */
  Life life() {
    return terminal.life();
  }

  /** By its journal, before the run. */
  Counted countedBefore() {
    return countedBefore;
  }

  String reference() {
    return reference;
  }

  String sha256() {
    return sha256;
  }

  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** What all its lives said. */
  List<String> log() {
    List<String> all = new ArrayList<>(log);
    all.addAll(life().said());
    return all;
  }

  @Override
  public void close() {
    over = true;
    havoc.close();
    terminal.unwatch();
  }
}
