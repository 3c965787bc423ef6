package be.borne.townhall.fleet;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartHealth;
import be.borne.protocol.fleet.PartState;
import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import be.borne.provisioning.authority.Authority;
import be.borne.provisioning.authority.IssuedIdentity;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.sqlite.SQLiteConfig;

/** A town hall with its own authority and, when asked, terminals with real agent processes. */
final class TestTown implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");
  static final int KEEP_ALIVE_SECONDS = 8;

  private final Path directory;
  private final Authority authority;
  private final IssuedIdentity server;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final List<Process> agents = new ArrayList<>();
  private FleetSide side;
  private int brokerPort;
  private int consolePort;

  TestTown(Path directory) throws IOException, GeneralSecurityException {
    this.directory = directory;
    this.authority = Authority.create(directory.resolve("authority"), Clock.systemUTC());
    this.server =
        authority.issueServer(
            "localhost", List.of("localhost"), List.of("127.0.0.1"), directory.resolve("server"));
  }

  /** Starts the fleet side; the second time on the same ports. */
  void open() throws IOException, GeneralSecurityException {
    side =
        new FleetSide(
            new FleetSettings(
                "127.0.0.1",
                brokerPort,
                server.certificate(),
                server.key(),
                server.authority(),
                directory.resolve("town-hall"),
                "127.0.0.1",
                consolePort,
                Duration.ofSeconds(60)),
            Clock.systemUTC());
    side.start();
    brokerPort = side.brokerPort();
    consolePort = side.consolePort();
  }

  void shut() {
    side.close();
  }

  int brokerPort() {
    return brokerPort;
  }

  Path database() {
    return directory.resolve("town-hall/fleet.db");
  }

  IssuedIdentity terminal(String id) throws IOException, GeneralSecurityException {
    Path folder = directory.resolve(id + "/identity");
    return Files.exists(folder)
        ? new IssuedIdentity(
            folder.resolve("certificate.pem"),
            folder.resolve("key.pem"),
            folder.resolve("authority.pem"))
        : authority.issueTerminal(id, folder);
  }

  /** Starts a terminal's agent as the process it is on a terminal. */
  Process startAgent(String id, int broker) throws IOException, GeneralSecurityException {
    terminal(id);
    Path folder = directory.resolve(id);
    Path configuration = folder.resolve("terminal.toml");
    Files.writeString(
        configuration,
        """
        [terminal]
        id = "%s"
        site = "Library of %s"
        municipality = "Test"
        screen_width_pixels = 1080
        screen_height_pixels = 1920
        pixel_pitch_mm = 0.25
        [identity]
        certificate = "identity/certificate.pem"
        key = "identity/key.pem"
        authority = "identity/authority.pem"
        [card]
        trust = ["identity/authority.pem"]
        [guichet]
        address = "https://127.0.0.1:1"
        [document]
        trust = ["identity/authority.pem"]
        organisation = "NTRBE-0123456789"
        [printer]
        address = "ipp://127.0.0.1:1/ipp/print"
        [fleet]
        broker = "ssl://127.0.0.1:%d"
        health_socket = "run/health.sock"
        [storage]
        directory = "storage"
        [timing]
        idle_timeout_seconds = 90
        card_timeout_seconds = 15
        guichet_timeout_seconds = 20
        print_timeout_seconds = 120
        health_interval_seconds = 1
        keep_alive_seconds = %d
        """
            .formatted(id, id, broker, KEEP_ALIVE_SECONDS));
    Process agent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "be.borne.agent.FleetAgent",
                "--configuration",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("agent.log").toFile()))
            .start();
    agents.add(agent);
    return agent;
  }

  String agentLog(String id) throws IOException {
    return Files.readString(directory.resolve(id + "/agent.log"));
  }

  /** Waits until the health that an agent has kept, and is about to tell, contains a text. */
  void awaitKept(String id, String text) throws IOException, InterruptedException, SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (Connection outbox =
            config.createConnection("jdbc:sqlite:" + directory.resolve(id + "/storage/outbox.db"));
        PreparedStatement select =
            outbox.prepareStatement(
                "SELECT 1 FROM kept WHERE name = 'health' AND instr(value, ?) > 0")) {
      select.setString(1, text);
      while (!isFound(select)) {
        if (System.nanoTime() > end) {
          throw new AssertionError(
              id + " never kept a health with " + text + "; its log: " + agentLog(id));
        }
        Thread.sleep(20);
      }
    }
  }

  private static boolean isFound(PreparedStatement select) throws SQLException {
    try (ResultSet found = select.executeQuery()) {
      return found.next();
    }
  }

  /** Speaks to an agent as the kiosk does. */
  Kiosk kiosk(String id) throws IOException, InterruptedException {
    Path socket = directory.resolve(id + "/run/health.sock");
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        return new Kiosk(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
      } catch (IOException e) {
        if (Instant.now().isAfter(end)) {
          throw new IOException("no agent listens; its log: " + agentLog(id), e);
        }
        Thread.sleep(50);
      }
    }
  }

  record Kiosk(SocketChannel channel) implements AutoCloseable {
    void say(TerminalHealth health) throws IOException {
      sayRaw(Json.mapper().writeValueAsString(health) + "\n");
    }

    void sayRaw(String text) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Everything is ready, and so many documents have been delivered. */
  static TerminalHealth ready(long delivered) {
    return health(PartState.READY, null, delivered);
  }

  static TerminalHealth health(PartState printer, FaultCode fault, long delivered) {
    return new TerminalHealth(
        List.of(
            new PartHealth(Part.KIOSK, PartState.READY, null, NOON),
            new PartHealth(Part.READER, PartState.READY, null, NOON),
            new PartHealth(Part.PRINTER, printer, fault, NOON),
            new PartHealth(Part.GUICHET, PartState.READY, null, NOON)),
        TerminalHealth.Activity.IDLE,
        new TerminalHealth.Counters(delivered, 0, delivered, 0),
        null);
  }

  URI console(String path) {
    return URI.create("http://127.0.0.1:" + consolePort + path);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(console(path)).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  JsonNode fleet() throws IOException, InterruptedException {
    return Json.mapper().readTree(get("/api/fleet").body());
  }

  JsonNode terminalJson(String id) throws IOException, InterruptedException {
    for (JsonNode terminal : fleet().get("terminals")) {
      if (terminal.get("id").asText().equals(id)) {
        return terminal;
      }
    }
    return Json.mapper().createObjectNode();
  }

  /** Waits until the fleet's JSON is as wished; returns how long that took. */
  Duration await(String what, Predicate<JsonNode> wish) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      JsonNode fleet = fleet();
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      if (wish.test(fleet)) {
        return taken;
      }
      if (taken.compareTo(PATIENCE) > 0) {
        throw new AssertionError("waited in vain for: " + what + "; the fleet is " + fleet);
      }
      Thread.sleep(25);
    }
  }

  /** Whether the fleet has this terminal with this answer. */
  static Predicate<JsonNode> answers(String id, String answer) {
    return fleet ->
        fleet
            .get("terminals")
            .valueStream()
            .anyMatch(
                terminal ->
                    terminal.get("id").asText().equals(id)
                        && terminal.get("answer").asText().equals(answer));
  }

  static Predicate<JsonNode> alive(String id, boolean alive) {
    return fleet ->
        fleet
            .get("terminals")
            .valueStream()
            .anyMatch(
                terminal ->
                    terminal.get("id").asText().equals(id)
                        && terminal.get("alive").asBoolean() == alive);
  }

  static Predicate<JsonNode> delivered(String id, long documents) {
    return fleet ->
        fleet
            .get("terminals")
            .valueStream()
            .anyMatch(
                terminal ->
                    terminal.get("id").asText().equals(id)
                        && terminal.at("/counters/documentsDelivered").asLong() == documents);
  }

  @Override
  public void close() {
    for (Process agent : agents) {
      agent.destroyForcibly();
      agent.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
    if (side != null) {
      side.close();
    }
    http.close();
  }
}
