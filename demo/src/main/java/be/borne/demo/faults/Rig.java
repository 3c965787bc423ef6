package be.borne.demo.faults;

import be.borne.device.virtual.VirtualPrinter;
import be.borne.provisioning.authority.IssuedIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** One place, the terminals that live and die there one after the other, and a second terminal. */
final class Rig implements AutoCloseable {
  /** So often the citizen comes back to the terminal that failed; the second one is quicker. */
  private static final int EVERY = 4;

  private final Path directory;
  private final Town town;
  private final Errand errand;
  private final String name;
  private final Place place;
  private final CardOutlet card;
  private final FirstTerminal first;
  private final SecondTerminal second;
  private final TerminalSettings settings;
  private int runs;

  /**
   * @param number from 0
   */
  Rig(Path directory, Town town, GuichetProcess guichet, int number)
      throws IOException, GeneralSecurityException, InterruptedException {
    this.directory = Files.createDirectories(directory);
    this.town = town;
    this.name = "bench-" + number;
    this.errand = Errand.of(number);
    this.card = new CardOutlet(town.card(errand));
    IssuedIdentity identity = town.terminal(name + "-a");
    this.place = new Place(directory, guichet, town.server(), identity);
    this.settings =
        new TerminalSettings(
            name + "-a",
            identity,
            place.line().address(),
            place.wire().address(),
            card.port(),
            town.cardRoots(),
            guichet.sealRoot(),
            Town.ORGANISATION,
            errand.service(),
            directory.resolve("journal"),
            Victim.LONG_TIMEOUT);
    this.first = new FirstTerminal(town.terminals(), directory, settings);
    try {
      this.second = secondTerminal();
    } catch (IOException | GeneralSecurityException | InterruptedException | RuntimeException e) {
      place.close();
      card.close();
      throw e;
    }
  }

  private SecondTerminal secondTerminal()
      throws IOException, GeneralSecurityException, InterruptedException {
    Path folder = Files.createDirectories(directory.resolve("second"));
    VirtualPrinter printer = VirtualPrinter.start(folder.resolve("printer"), 0);
    try {
      TerminalSettings own =
          settings.of(
              name + "-b",
              town.terminal(name + "-b"),
              place.guichet().address(),
              printer.address(),
              folder.resolve("journal"));
      return new SecondTerminal(
          printer, place.guichet(), FirstTerminal.awake(town.terminals(), folder, own));
    } catch (IOException | GeneralSecurityException | InterruptedException | RuntimeException e) {
      printer.close();
      throw e;
    }
  }

  Run play(Scenario scenario) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    boolean well = false;
    runs++;
    place.mendAll();
    place.set(scenario.circumstance());
    try (Ordeal ordeal = new Ordeal(place, first, second, scenario)) {
      String step = ordeal.suffer();
      boolean befell = ordeal.spare();
      Run run =
          new Judge(place, second, ordeal, runs % EVERY == 0).judge(scenario, step, befell, begun);
      well = run.faults().isEmpty();
      return run;
    } finally {
      if (!well) {
        first.startOver();
      }
    }
  }

  @Override
  public void close() throws IOException {
    second.close();
    first.close();
    place.close();
    card.close();
  }
}
