package be.borne.demo.bench;

import be.borne.demo.bench.GuichetTable.Figure;
import java.time.Duration;
import java.util.List;

/** What the guichet does at most: terminals that ask again as soon as they are answered. */
final class GuichetSaturation {
  /** Terminals enough to keep it busy. */
  static final int SOME = 4;

  private static final List<Integer> AT_ONCE = List.of(1, 2, 4, 8);
  private static final int CATALOGUES_OF_A_SESSION = 50;

  private final GuichetClients clients;
  private final GuichetBounds.All machine;
  private final Duration time;
  private final GuichetTable table;
  private final int cores = Runtime.getRuntime().availableProcessors();

  /**
   * @param time of each load
   * @param table gets the figures
   */
  GuichetSaturation(
      GuichetClients clients, GuichetBounds.All machine, Duration time, GuichetTable table) {
    this.clients = clients;
    this.machine = machine;
    this.time = time;
    this.table = table;
  }

  /** One kind of call over and over. */
  void calls() throws InterruptedException {
    table.section("Single calls, %d terminals as quickly as they are answered".formatted(SOME));
    LoadResult looks =
        clients.saturated(
            "the smallest call",
            SOME,
            time.dividedBy(2),
            (line, _, times) -> GuichetRhythm.look(line, times));
    double looksPerSecond = looks.perSecond(looks.times().calls());
    table.add(Figure.plain("the smallest call", "a second", looksPerSecond));
    LoadResult catalogues =
        clients.saturated(
            "catalogue",
            SOME,
            time.dividedBy(2),
            (line, citizen, times) ->
                new GuichetVisit(line, citizen, GuichetVisit.Citizen.TIRELESS, times)
                    .catalogueOnly(CATALOGUES_OF_A_SESSION));
    table.add(
        Figure.beside(
            "catalogues",
            "a second",
            catalogues.perSecond(count(catalogues, VisitCall.CATALOGUE)),
            "the smallest call",
            looksPerSecond));
    LoadResult sessions =
        clients.saturated(
            "sessions",
            SOME,
            time,
            (line, citizen, times) ->
                new GuichetVisit(line, citizen, GuichetVisit.Citizen.TIRELESS, times).signInOnly());
    double sessionsPerSecond = sessions.perSecond(count(sessions, VisitCall.SIGN_IN));
    table.add(
        Figure.beside(
            "sessions",
            "a second",
            sessionsPerSecond,
            "%d signature checks each, all cores".formatted(GuichetBounds.CHECKS_OF_A_SIGN_IN),
            machine.checks().perSecond() * cores / GuichetBounds.CHECKS_OF_A_SIGN_IN));
    table.add(
        Figure.beside(
            "CPU of a session",
            "ms",
            sessions.townCpuSeconds() * 1000 / count(sessions, VisitCall.SIGN_IN),
            "its signature checks",
            GuichetBounds.CHECKS_OF_A_SIGN_IN * 1000 / machine.checks().perSecond()));
  }

  private static int count(LoadResult load, VisitCall call) {
    return load.times().of(call).map(spread -> spread.sorted().size()).orElse(0);
  }

  /** Whole visits, by more and more terminals at once. */
  void visits() throws InterruptedException {
    table.section("Whole visits, one after another at each terminal");
    for (int terminals : AT_ONCE) {
      LoadResult load =
          clients.saturated(
              terminals == 1 ? "1 terminal" : terminals + " terminals",
              terminals,
              time,
              GuichetClients::visit);
      table.add(
          Figure.beside(
              load.name() + ": orders",
              "a second",
              load.visitsPerSecond(),
              "documents alone, on %d of %d cores".formatted(Math.min(terminals, cores), cores),
              machine.documents().perSecond() * Math.min(terminals, cores)));
      table.add(
          Figure.beside(
              load.name() + ": CPU of an order, the whole visit",
              "ms",
              load.cpuMillisPerVisit(),
              "CPU of a document alone",
              machine.documents().cpuMillis()));
      table.add(
          Figure.beside(
              load.name() + ": of the machine, the terminals themselves",
              "cores",
              load.ownCpuSeconds() / load.seconds(),
              "of",
              cores));
      if (terminals == AT_ONCE.getFirst() || terminals == AT_ONCE.getLast()) {
        table.add(load);
      }
      if (terminals == AT_ONCE.getLast()) {
        least(load);
      }
    }
  }

  /** How far the busiest load is from each single thing that a visit cannot do without. */
  private void least(LoadResult load) {
    double visits = load.visitsPerSecond();
    table.section("Beside each bound, " + load.name());
    table.add(
        Figure.beside(
            "signature checks of visits",
            "a second",
            visits * GuichetBounds.CHECKS_OF_A_SIGN_IN,
            "signatures checked, all cores",
            machine.checks().perSecond() * cores));
    table.add(
        Figure.beside(
            "RSA-3072 signatures of visits",
            "a second",
            visits * GuichetBounds.SIGNATURES_OF_A_DOCUMENT,
            "signatures made, all cores",
            machine.signatures().perSecond() * cores));
    table.add(
        Figure.beside(
            "transactions of visits",
            "a second",
            visits * GuichetBounds.COMMITS_OF_A_VISIT,
            "SQLite transactions on the disk",
            machine.commits()));
    table.add(
        Figure.beside(
            "orders if the town hall had the machine to itself",
            "a second",
            cores * 1000 / load.cpuMillisPerVisit(),
            "documents alone, all cores",
            machine.documents().perSecond() * cores));
  }
}
