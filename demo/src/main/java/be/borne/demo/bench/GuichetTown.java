package be.borne.demo.bench;

import be.borne.demo.house.HouseSettings;
import be.borne.demo.house.Installation;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.PinnedRoots;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import be.borne.protocol.terminal.MutualTls;
import be.borne.provisioning.authority.Authority;
import be.borne.provisioning.authority.IssuedIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/**
 * Everybody and everything around the town halls of {@code ./borne bench guichet}: terminals with a
 * certificate each, and citizens with a card each.
 */
final class GuichetTown {
  /** Lives alone, so that a copy of his row is a household. */
  static final String LIKENESS = "yves";

  private final Path directory;
  private final Installation installation;
  private final IssuedIdentity server;
  private final List<String> numbers;
  private final List<BenchCitizen> citizens = new ArrayList<>();
  private final List<String> terminalIds = new ArrayList<>();
  private final List<SSLContext> terminals = new ArrayList<>();

  /**
   * Makes all keys, which takes a while.
   *
   * @param directory for files that only the measurement needs
   */
  GuichetTown(Path directory, Installation installation, int citizenCount, int terminalCount)
      throws IOException, GeneralSecurityException {
    this.directory = directory;
    this.installation = installation;
    Authority authority = Authority.create(directory.resolve("authority"), Clock.systemUTC());
    this.server =
        authority.issueServer(
            "localhost",
            List.of("localhost"),
            List.of("127.0.0.1"),
            directory.resolve("town-hall"));
    VirtualPki cards = VirtualPki.in(directory.resolve("cards"));
    IdentityVerifier verifier =
        new IdentityVerifier(PinnedRoots.in(List.of(cardRoots())), Clock.systemUTC());
    this.numbers = inventedNumbers(citizenCount);
    for (int i = 0; i < citizenCount; i++) {
      citizens.add(new BenchCitizen(likeness("bench-" + i, numbers.get(i)), cards, verifier));
    }
    for (int i = 0; i < terminalCount; i++) {
      String id = "bench-%d".formatted(i);
      IssuedIdentity identity =
          authority.issueTerminal(id, directory.resolve("terminals").resolve(id));
      terminalIds.add(id);
      terminals.add(
          MutualTls.context(identity.certificate(), identity.key(), identity.authority()));
    }
  }

  /** Numbers that nobody can have, for their month is the thirteenth to sixteenth. */
  private static List<String> inventedNumbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "42%02d30%05d".formatted(13 + i % 4, i))
        .toList();
  }

  private static VirtualPerson likeness(String id, String number) {
    VirtualPerson one = VirtualPerson.named(LIKENESS);
    return new VirtualPerson(
        id,
        one.language(),
        number,
        one.surname(),
        one.givenNames(),
        one.initial(),
        one.sex(),
        one.birthDate(),
        one.birthPlace(),
        one.nationality(),
        one.cardNumber(),
        one.municipality(),
        one.street(),
        one.postalCode(),
        one.city(),
        one.documentType(),
        one.specialStatus(),
        one.extra());
  }

  private Path cardRoots() {
    return directory.resolve("cards").resolve(VirtualPki.ROOT_FILE);
  }

  List<BenchCitizen> citizens() {
    return List.copyOf(citizens);
  }

  String terminalId(int terminal) {
    return terminalIds.get(terminal);
  }

  SSLContext terminal(int terminal) {
    return terminals.get(terminal);
  }

  /**
   * Starts a town hall, and enters the citizens in its register: it has only its own invented
   * residents after each start.
   *
   * @param name of the folder where it keeps everything
   */
  TownHallProcess start(String name) throws IOException {
    Path folder = Files.createDirectories(directory.resolve(name));
    Path configuration = folder.resolve("town-hall.toml");
    Files.writeString(configuration, toml());
    TownHallProcess process =
        new TownHallProcess(installation, configuration, folder.resolve("town-hall.log"));
    try {
      BenchResidentStore.enter(
          storage(name).resolve("engine/residents.db"),
          VirtualPerson.named(LIKENESS).nationalNumber(),
          numbers);
      return process;
    } catch (IOException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** The {@code storage.directory} of a town hall of that name. */
  Path storage(String name) {
    return directory.resolve(name).resolve("var");
  }

  /**
   * As the demonstration's, but for the limits: a few citizens order all that is ordered, and a
   * slow machine is measured, too.
   */
  private String toml() {
    return """
        # A town hall that is measured. Persons and municipality are invented.
        [municipality]
        french = "Ville de Testerive"
        dutch = "Stad Testerive"
        german = "Stadt Testerive"
        english = "City of Testerive"
        reference_prefix = "TSR"

        [storage]
        directory = "var"

        [guichet]
        host = "localhost"
        port = 0
        certificate = "%s"
        key = "%s"
        authority = "%s"

        [eid]
        trust = ["%s"]
        revocation = "none"
        test_roots = true

        [verification]
        host = "localhost"
        port = 0

        [seal]
        organisation = "%s"

        [orders]
        per_citizen_and_day = 10000

        [validation]
        deadline_seconds = 120

        [limits]
        calls_per_terminal = 100000
        calls_per_citizen = 100000
        sign_ins_per_terminal = 100000
        """
        .formatted(
            server.certificate(),
            server.key(),
            server.authority(),
            cardRoots(),
            HouseSettings.DEMONSTRATION_ORGANISATION);
  }
}
