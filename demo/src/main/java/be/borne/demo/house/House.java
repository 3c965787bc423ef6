package be.borne.demo.house;

import be.borne.demo.process.DemoFailure;
import be.borne.demo.process.Program;
import be.borne.device.virtual.VirtualPrinter;
import be.borne.device.virtual.VirtualReaderClient;
import be.borne.device.virtual.VirtualReaderProcess;
import be.borne.protocol.terminal.HostCode;
import be.borne.provisioning.authority.Authority;
import be.borne.provisioning.authority.IssuedIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One terminal and one town hall on one machine: a virtual reader, a software IPP printer, the town
 * hall, the agent and the kiosk, each in a process of its own and each the unchanged product.
 */
public final class House implements AutoCloseable {
  /** The terminal's identifier throughout the demonstration. */
  public static final String TERMINAL = "demo-library-1";

  /** Opens the host's screen of every terminal of the demonstration. */
  public static final String HOST_CODE = "314159";

  /** What a kiosk ends with whose host wants it started again. */
  private static final int RESTART = 3;

  private static final Duration START = Duration.ofMinutes(4);
  private static final Pattern GUICHET = Pattern.compile("guichet (https://\\S+?),");
  private static final Pattern VERIFICATION = Pattern.compile("verification (http://\\S+?),");
  private static final Pattern SEAL_ROOT = Pattern.compile("seal root (.+?), broker");
  private static final Pattern CONSOLE = Pattern.compile("console (http://\\S+?),");
  private static final Pattern BROKER = Pattern.compile("broker (ssl://\\S+?),");

  private final Installation installation;
  private final Folders folders;
  private final HouseSettings settings;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private IssuedIdentity server;
  private IssuedIdentity terminal;
  private VirtualReaderProcess reader;
  private VirtualPrinter printer;
  private VirtualHeadset headset;
  private VirtualPostOffice postOffice;
  private VirtualStick stick;
  private VirtualCamera camera;
  private Program townHall;
  private Program agent;
  private Program kiosk;
  private Ports ports = Ports.ANY;

  /** Where the town hall listens; kept when it is started again, for terminals know the address. */
  private record Ports(int guichet, int verification, int broker, int console) {
    static final Ports ANY = new Ports(0, 0, 0, 0);
  }

  private House(Installation installation, Folders folders, HouseSettings settings) {
    this.installation = installation;
    this.folders = folders;
    this.settings = settings;
  }

  /**
   * Starts everything, and returns when the kiosk has a window.
   *
   * @throws DemoFailure with a plain sentence if any part does not start; nothing is left running
   */
  public static House open(Installation installation, Folders folders, HouseSettings settings) {
    House house = new House(installation, folders, settings);
    try {
      house.provision();
      house.startReader();
      house.startPrinter();
      house.startPostOffice();
      house.makeFileDevices();
      house.startTownHall();
      house.startAgent();
      house.writeTerminalConfiguration(house.guichetAddress());
      house.startKiosk();
      return house;
    } catch (DemoFailure e) {
      house.close();
      throw e;
    } catch (IOException | GeneralSecurityException e) {
      house.close();
      throw new DemoFailure("the house could not be built: " + e.getMessage(), e);
    }
  }

  private void provision() throws IOException, GeneralSecurityException {
    Authority authority = Authority.create(folders.authority(), Clock.systemUTC());
    server =
        authority.issueServer(
            "localhost",
            List.of("localhost"),
            List.of("127.0.0.1"),
            folders.townHall().resolve("identity"));
    terminal = authority.issueTerminal(TERMINAL, folders.terminal().resolve("identity"));
  }

  private void startReader() throws IOException {
    reader = VirtualReaderProcess.start(folders.reader());
    running.push(reader);
    copy(reader.root(), folders.output().resolve("eid-root.pem"));
  }

  private void startPrinter() throws IOException {
    printer = VirtualPrinter.start(folders.printer(), 0);
    headset = VirtualHeadset.at(folders.machine().resolve("headset"));
    running.push(headset);
    running.push(printer);
  }

  private void startPostOffice() throws IOException {
    postOffice = VirtualPostOffice.start(folders.letters());
    running.push(postOffice);
  }

  private void makeFileDevices() {
    stick = VirtualStick.at(folders.machine().resolve("stick"));
    camera = VirtualCamera.in(folders.machine().resolve("camera"));
  }

  /** Starts the town hall; again on the same ports if it ran before. */
  public void startTownHall() {
    Path configuration = folders.townHall().resolve("town-hall.toml");
    write(configuration, townHallConfiguration());
    townHall =
        Program.start(
            "the town hall",
            installation.java(
                "town-hall",
                "be.borne.townhall.TownHall",
                List.of(),
                List.of("--configuration", configuration.toString())),
            Map.of(),
            folders.logs().resolve("town-hall.log"));
    running.push(townHall);
    String ready = townHall.awaitLine(line -> line.contains("Town hall ready"), START) + ",";
    ports =
        new Ports(
            port(GUICHET, ready),
            port(VERIFICATION, ready),
            port(BROKER, ready),
            port(CONSOLE, ready));
    copy(Path.of(found(SEAL_ROOT, ready)), folders.output().resolve("seal-root.pem"));
  }

  private static int port(Pattern address, String ready) {
    return URI.create(found(address, ready)).getPort();
  }

  private static String found(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.find()) {
      throw new DemoFailure("the town hall does not say all it should: " + line);
    }
    return matcher.group(1);
  }

  /**
   * What the town hall's log says it issued for an order.
   *
   * @return SHA-256 of the document's bytes
   */
  public String issuedSha256(String reference) {
    return found(
        Pattern.compile("issued " + Pattern.quote(reference) + ": .* sha256 ([0-9a-f]{64})"),
        townHall.awaitLine(line -> line.contains("issued " + reference + ":"), START));
  }

  private void startAgent() {
    writeTerminalConfiguration(guichetAddress());
    agent =
        Program.start(
            "the agent",
            installation.java(
                "fleet-agent",
                "be.borne.agent.FleetAgent",
                List.of(),
                List.of("--configuration", terminalConfiguration().toString())),
            Map.of(),
            folders.logs().resolve("agent.log"));
    running.push(agent);
    agent.await(
        () -> Files.exists(folders.healthSocket()) ? Optional.of(true) : Optional.empty(),
        START,
        "opened its health socket");
  }

  /** Starts the kiosk with the configuration that lies there. */
  public void startKiosk() {
    if (settings.docked()) {
      deleteClock();
      startKiosk(installation.dockedKiosk(kioskClock()));
    } else {
      startKiosk(installation.kiosk());
    }
  }

  /** The socket of a docked kiosk's clock. */
  public Path kioskClock() {
    return folders.terminal().resolve("clock");
  }

  private void deleteClock() {
    try {
      Files.deleteIfExists(kioskClock());
    } catch (IOException e) {
      throw new DemoFailure("the kiosk's clock cannot be put away: " + e.getMessage(), e);
    }
  }

  /**
   * The same, in a way of its own.
   *
   * @param program the command that starts the kiosk, without its arguments
   */
  public void startKiosk(List<String> program) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("--configuration", terminalConfiguration().toString()));
    Map<String, String> environment = new HashMap<>(installation.kioskEnvironment());
    environment.put("DISPLAY", settings.display());
    environment.put("PCSCLITE_CSOCK_NAME", reader.pcscSocket().toString());
    kiosk = Program.start("the kiosk", command, environment, folders.logs().resolve("kiosk.log"));
    running.push(kiosk);
  }

  /**
   * Does what a terminal's supervisor does: starts a kiosk again whose host asked for it.
   *
   * @return whether the kiosk runs
   */
  public boolean superviseKiosk() {
    if (kiosk.exitCode().equals(Optional.of(RESTART))) {
      running.remove(kiosk);
      startKiosk();
    }
    return kiosk.isAlive();
  }

  /** Points the terminal at another guichet from its next start on. */
  public void writeTerminalConfiguration(URI guichet) {
    writeTerminalConfiguration(guichet, settings.printTimeout());
  }

  /** The same, and has it wait another time for paper. */
  public void writeTerminalConfiguration(URI guichet, Duration printTimeout) {
    write(terminalConfiguration(), terminalToml(guichet, printTimeout));
  }

  private Path terminalConfiguration() {
    return folders.terminal().resolve("terminal.toml");
  }

  public URI guichetAddress() {
    return URI.create("https://localhost:" + ports.guichet());
  }

  public URI consoleAddress() {
    return URI.create("http://127.0.0.1:" + ports.console() + "/");
  }

  public URI printerAddress() {
    return printer.address();
  }

  public VirtualReaderClient reader() {
    return reader.client();
  }

  public VirtualReaderProcess readerProcess() {
    return reader;
  }

  public VirtualPrinter printer() {
    return printer;
  }

  public VirtualHeadset headset() {
    return headset;
  }

  public VirtualStick stick() {
    return stick;
  }

  public VirtualCamera camera() {
    return camera;
  }

  /** Every document that the printer received, as it received it, oldest first. */
  public List<Path> printerTray() {
    try {
      return printer.printed();
    } catch (IOException e) {
      throw new DemoFailure("the printer's tray cannot be looked at", e);
    }
  }

  public Program kiosk() {
    return kiosk;
  }

  public Program agent() {
    return agent;
  }

  public Program townHall() {
    return townHall;
  }

  public Folders folders() {
    return folders;
  }

  /**
   * The town hall's own certificate, key and authority: what someone who broke in there would have.
   */
  public IssuedIdentity serverIdentity() {
    return server;
  }

  public IssuedIdentity terminalIdentity() {
    return terminal;
  }

  /** Ends one program of the house before the others. */
  public void end(Program program) {
    running.remove(program);
    program.close();
  }

  /** The same for what may need longer to end in an orderly way. */
  public void end(Program program, Duration patience) {
    running.remove(program);
    program.end(patience);
  }

  @Override
  public void close() {
    DemoFailure failure = null;
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        DemoFailure next = new DemoFailure("a part of the house did not end: " + e.getMessage(), e);
        if (failure == null) {
          failure = next;
        } else {
          failure.addSuppressed(next);
        }
      }
    }
    folders.removeMachine();
    if (failure != null) {
      throw failure;
    }
  }

  private String townHallConfiguration() {
    return """
        # The town hall of the demonstration. Persons and municipality are invented.
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
        port = %d
        certificate = "%s"
        key = "%s"
        authority = "%s"

        [eid]
        trust = ["%s"]
        revocation = "none"
        test_roots = true

        [verification]
        host = "localhost"
        port = %d

        [seal]
        organisation = "%s"

        [orders]
        # The demonstration's few citizens order all day.
        per_citizen_and_day = 0

        [email]
        host = "127.0.0.1"
        port = %d
        security = "none"
        from = "guichet@testerive.example"

        [post]
        offered = true

        [clerk]
        checks = [%s]

        [forms]
        directory = "%s"
        per_citizen_and_day = 0

        [fleet]
        broker_host = "127.0.0.1"
        broker_port = %d
        console_host = "127.0.0.1"
        console_port = %d
        stale_after_seconds = 30
        """
        .formatted(
            ports.guichet(),
            server.certificate(),
            server.key(),
            server.authority(),
            folders.output().resolve("eid-root.pem"),
            ports.verification(),
            settings.organisation(),
            postOffice.port(),
            settings.clerkChecks().stream()
                .map(service -> "\"" + service + "\"")
                .collect(Collectors.joining(", ")),
            installation.forms(),
            ports.broker(),
            ports.console());
  }

  private String terminalToml(URI guichet, Duration printTimeout) {
    return """
        # The terminal of the demonstration.
        [terminal]
        id = "%s"
        site = "Bibliothèque de démonstration"
        municipality = "Testerive"
        screen_width_pixels = %d
        screen_height_pixels = %d
        pixel_pitch_mm = %s

        [identity]
        certificate = "%s"
        key = "%s"
        authority = "%s"

        [card]
        trust = ["%s"]

        [guichet]
        address = "%s"

        [document]
        trust = ["%s"]
        organisation = "%s"
        verification_host = "localhost"

        [printer]
        address = "%s"

        [fleet]
        broker = "ssl://127.0.0.1:%d"
        health_socket = "%s"

        [storage]
        directory = "var"

        [help]
        staff_comes_when_called = true
        phone = "02 000 00 00"
        place = { fr = "À l’accueil", nl = "Aan het onthaal", de = "Am Empfang", en = "At the desk" }

        [livery]
        motion = %s

        [speech]
        audio_device = "%s"
        jack = "%s"

        [host]
        code = "%s"

        [files]
        stick = "%s"
        camera = "%s"
        camera_program = "%s"

        [timing]
        idle_timeout_seconds = %d
        card_timeout_seconds = 30
        guichet_timeout_seconds = 40
        print_timeout_seconds = %d
        health_interval_seconds = 12
        keep_alive_seconds = 5
        """
        .formatted(
            TERMINAL,
            settings.widthPixels(),
            settings.heightPixels(),
            settings.pixelPitchMm(),
            terminal.certificate(),
            terminal.key(),
            terminal.authority(),
            folders.output().resolve("eid-root.pem"),
            guichet,
            folders.output().resolve("seal-root.pem"),
            settings.organisation(),
            printer.address(),
            ports.broker(),
            folders.healthSocket(),
            settings.motion(),
            settings.audioDevice(),
            headset.jack(),
            HostCode.choose(HOST_CODE.toCharArray(), new SecureRandom()).word(),
            stick.mount(),
            camera.device(),
            camera.program(),
            settings.idleTimeout().toSeconds(),
            printTimeout.toSeconds());
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new DemoFailure(file + " cannot be written", e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      // Anew, not copied with its rights: the anchor is for everybody who wants to check the paper.
      Files.write(to, Files.readAllBytes(from));
    } catch (IOException e) {
      throw new DemoFailure(from + " cannot be copied", e);
    }
  }
}
