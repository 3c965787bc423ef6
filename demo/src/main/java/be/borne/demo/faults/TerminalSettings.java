package be.borne.demo.faults;

import be.borne.provisioning.authority.IssuedIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What a {@link Victim} is told at its start.
 *
 * @param id in the name of which it calls the guichet
 * @param guichet as it reaches it
 * @param card the port of its {@link CardOutlet}
 * @param cardRoots PEM, who vouches for the card
 * @param sealRoot PEM, who vouches for documents
 * @param service what its citizen comes for
 * @param journal the folder of its journal
 * @param print how long a print may take
 */
record TerminalSettings(
    String id,
    IssuedIdentity identity,
    URI guichet,
    URI printer,
    int card,
    Path cardRoots,
    Path sealRoot,
    String organisation,
    String service,
    Path journal,
    Duration print) {

  /** Another terminal for the same citizen. */
  TerminalSettings of(
      String otherId, IssuedIdentity other, URI ownGuichet, URI ownPrinter, Path ownJournal) {
    return new TerminalSettings(
        otherId,
        other,
        ownGuichet,
        ownPrinter,
        card,
        cardRoots,
        sealRoot,
        organisation,
        service,
        ownJournal,
        print);
  }

  /** The same terminal with another journal. */
  TerminalSettings with(Path ownJournal, Duration ownPrint) {
    return new TerminalSettings(
        id,
        identity,
        guichet,
        printer,
        card,
        cardRoots,
        sealRoot,
        organisation,
        service,
        ownJournal,
        ownPrint);
  }

  List<String> arguments() {
    return List.of(
        id,
        identity.certificate().toString(),
        identity.key().toString(),
        identity.authority().toString(),
        guichet.toString(),
        printer.toString(),
        Integer.toString(card),
        cardRoots.toString(),
        sealRoot.toString(),
        organisation,
        service,
        journal.toString(),
        Long.toString(print.toSeconds()));
  }

  static TerminalSettings of(List<String> arguments) {
    Iterator<String> next = arguments.iterator();
    return new TerminalSettings(
        next.next(),
        new IssuedIdentity(Path.of(next.next()), Path.of(next.next()), Path.of(next.next())),
        URI.create(next.next()),
        URI.create(next.next()),
        Integer.parseInt(next.next()),
        Path.of(next.next()),
        Path.of(next.next()),
        next.next(),
        next.next(),
        Path.of(next.next()),
        Duration.ofSeconds(Long.parseLong(next.next())));
  }
}
