package be.borne.demo.faults;

import be.borne.demo.process.DemoFailure;
import be.borne.device.virtual.VirtualPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** A terminal's life without any harm, which leaves the archive of classes for all others. */
final class Training {
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final String NAME = "bench-training";

  private Training() {}

  /**
   * @throws DemoFailure if the terminal does not even print undisturbed
   */
  static void of(Town town, GuichetProcess guichet, Path directory)
      throws IOException, GeneralSecurityException, InterruptedException {
    Files.createDirectories(directory);
    Errand errand = Errand.of(0);
    try (VirtualPrinter printer = VirtualPrinter.start(directory.resolve("printer"), 0);
        CardOutlet card = new CardOutlet(town.card(errand))) {
      TerminalSettings settings =
          new TerminalSettings(
              NAME,
              town.terminal(NAME),
              guichet.address(),
              printer.address(),
              card.port(),
              town.cardRoots(),
              guichet.sealRoot(),
              Town.ORGANISATION,
              errand.service(),
              directory.resolve("journal"),
              Victim.LONG_TIMEOUT);
      try (Life life =
          FirstTerminal.started(town.terminals().training(directory, settings.arguments()))) {
        FirstTerminal.wake(life, settings.print());
        String visit = life.ask(Victim.Word.ORDER.name(), "", LIFE).orElse("death");
        boolean told = SecondTerminal.told(life);
        life.tell(Victim.Word.QUIT.name(), "");
        if (!visit.equals("Printed") || !told || !life.endedWell(LIFE)) {
          throw new DemoFailure("the terminal does not even print undisturbed: " + life.said());
        }
      }
    }
    town.terminals().useArchive();
  }
}
