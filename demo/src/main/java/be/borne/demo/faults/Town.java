package be.borne.demo.faults;

import be.borne.demo.house.HouseSettings;
import be.borne.device.virtual.VirtualCard;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import be.borne.provisioning.authority.Authority;
import be.borne.provisioning.authority.IssuedIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;

/** What all of a bench shares: the authorities, and how its programs are started. */
final class Town {
  private static final int TERMINAL_MEGABYTES = 128;
  private static final int GUICHET_MEGABYTES = 384;
  static final String ORGANISATION = HouseSettings.DEMONSTRATION_ORGANISATION;

  private final Path directory;
  private final Authority authority;
  private final IssuedIdentity server;
  private final VirtualPki cards;
  private final BenchProgram terminals;
  private final BenchProgram guichets;

  Town(Path directory) throws IOException, GeneralSecurityException {
    this.directory = directory;
    this.authority = Authority.create(directory.resolve("authority"), Clock.systemUTC());
    this.server =
        authority.issueServer(
            "localhost",
            List.of("localhost"),
            List.of("127.0.0.1"),
            directory.resolve("town-hall"));
    this.cards = VirtualPki.in(directory.resolve("cards"));
    this.terminals =
        new BenchProgram(directory.resolve("terminals"), Victim.class, TERMINAL_MEGABYTES);
    this.guichets =
        new BenchProgram(directory.resolve("guichets"), GuichetProgram.class, GUICHET_MEGABYTES);
  }

  /** The town hall's own certificate, key and authority. */
  IssuedIdentity server() {
    return server;
  }

  synchronized IssuedIdentity terminal(String id) throws IOException, GeneralSecurityException {
    return authority.issueTerminal(id, directory.resolve("identities").resolve(id));
  }

  Path cardRoots() {
    return directory.resolve("cards").resolve(VirtualPki.ROOT_FILE);
  }

  VirtualCard card(Errand errand) throws IOException {
    return VirtualEid.of(VirtualPerson.named(errand.citizen()), cards);
  }

  BenchProgram terminals() {
    return terminals;
  }

  BenchProgram guichets() {
    return guichets;
  }

  /**
   * @param name of the folder where it keeps everything
   * @param mortal whether it is to be killed
   */
  GuichetProcess guichet(String name, boolean mortal) throws IOException, InterruptedException {
    return new GuichetProcess(
        guichets,
        mortal,
        Files.createDirectories(directory.resolve(name)),
        server,
        cardRoots(),
        ORGANISATION);
  }
}
