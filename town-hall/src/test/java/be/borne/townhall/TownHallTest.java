package be.borne.townhall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.provisioning.authority.Authority;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program as an operator meets it: a process with a configuration, an exit code and words. Its
 * first start makes keys and rehearses sealing and validating, which is much on a busy machine.
 */
@Timeout(300)
class TownHallTest {
  private static final Path EXAMPLE = Path.of("src", "main", "config", "town-hall.toml");

  @TempDir Path folder;

  @BeforeEach
  void identities() throws Exception {
    Authority authority = Authority.create(folder.resolve("authority"), Clock.systemUTC());
    authority.issueServer(
        "localhost", List.of("localhost"), List.of("127.0.0.1"), folder.resolve("town-hall"));
    Files.copy(authority.certificate(), folder.resolve("eid-root.pem"));
    Path forms = Files.createDirectory(folder.resolve("forms"));
    try (Stream<Path> shipped = Files.list(EXAMPLE.resolveSibling("forms"))) {
      for (Path form : shipped.toList()) {
        Files.copy(form, forms.resolve(form.getFileName()));
      }
    }
  }

  @Test
  void bothHalvesStartAndStopWhenTold() throws Exception {
    Process process = start(configured("0"));
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String ready = out.readLine();
      assertTrue(
          ready != null && ready.matches("Town hall ready: guichet https://localhost:[0-9]+, .*"),
          ready);
      assertTrue(ready.contains("console http://127.0.0.1:"), ready);
      assertTrue(
          Files.exists(
              folder.resolve("var").resolve("engine").resolve("seal").resolve("seal-root.pem")));
      process.destroy();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      // Killed by a signal it was told to stop by, after it had closed everything.
      assertEquals(143, process.exitValue());
      assertFalse(Files.exists(folder.resolve("var").resolve("orders.db-wal")), "store is closed");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aTakenPortIsSaidInAPlainSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      String port = Integer.toString(taken.getLocalPort());
      String said = failed(start(configured(port)));
      assertTrue(
          said.contains("Town hall cannot start: localhost:" + port + ": cannot listen"), said);
      assertFalse(said.contains("\tat "), said);
    }
  }

  @Test
  void aWrongSettingIsSaidInAPlainSentence() throws Exception {
    String said = failed(start(configured("\"door\"")));
    assertTrue(said.contains("guichet.port"), said);
    assertFalse(said.contains("\tat "), said);
  }

  /** A citizen's letter or form that no clerk could ever see is not taken. */
  @Test
  void whatNeedsAConsoleDoesNotStartWithoutOne() throws Exception {
    String withoutFleet = Files.readString(configured("0")).replaceFirst("(?sm)^\\[fleet].*", "");
    String withoutForms =
        withoutFleet
            .replaceFirst("(?sm)^\\[forms].*", "")
            .replace("offered = false", "offered = true");
    for (String each : new String[] {withoutFleet, withoutForms}) {
      String said = failed(start(Files.writeString(folder.resolve("town-hall.toml"), each)));
      String setting = each.equals(withoutFleet) ? "[forms]" : "post.offered";
      assertTrue(
          said.matches(
              "(?s)Town hall cannot start: \\S*town-hall\\.toml: line [0-9]+: "
                  + Pattern.quote(setting)
                  + ": needs a clerk's console, .*"),
          said);
      assertFalse(said.contains("\tat "), said);
      assertFalse(Files.exists(folder.resolve("var")), "it began all the same");
    }
  }

  @Test
  void whatIsInOrderIsSaidToBeAndNothingIsStarted() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      Process process = start(configured(Integer.toString(taken.getLocalPort())), "--check");
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        String said = out.readLine();
        assertTrue(
            said != null && said.endsWith("in order, as far as can be seen without a start."),
            said);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
      } finally {
        process.destroyForcibly();
      }
    }
    assertFalse(Files.exists(folder.resolve("var")), "it began all the same");
  }

  /** Everything that is wrong at once, each with the line of the setting that names it. */
  @Test
  void everythingThatIsWrongIsSaidWithoutAStart() throws Exception {
    Path own = folder.resolve("town-hall");
    Authority.create(folder.resolve("other"), Clock.systemUTC())
        .issueServer("other", List.of("other"), List.of(), folder.resolve("verification"));
    Files.copy(
        own.resolve("certificate.pem"),
        folder.resolve("verification").resolve("certificate.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(
        own.resolve("key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(folder.resolve("eid-root.pem"), "no certificate");
    Files.writeString(folder.resolve("forms").resolve("broken.json"), "{");
    Path file = configured("0");
    String text =
        Files.readString(file)
            .replace("# certificate = \"verif", "certificate = \"verif")
            .replace("# key = \"verif", "key = \"verif")
            .replace("directory = \"var\"", "directory = \"eid-root.pem/var\"")
            .replace("authority = \"authority/", "authority = \"nowhere/")
            .replace("# trust = [\"seal-root.pem\"]", "trust = [\"seal-root.pem\"]");
    Files.writeString(file, text);
    String said = failed(start(file, "--check"));
    List<String> lines = said.lines().toList();
    List<String> expected =
        List.of(
            "storage.directory: .* cannot be written to, or made",
            "guichet.key: .*key.pem: can be opened by others: chmod 0600",
            "guichet.authority: .*authority.pem: there is no such file",
            "eid.trust: .*",
            "verification.key: .*key.pem: is not the key of .*certificate.pem",
            "validation.trust: .*seal-root.pem: there is no such file",
            "forms.directory: .*broken.json: .*");
    assertEquals(expected.size(), lines.size(), said);
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(
          lines.get(i).matches("\\S*town-hall\\.toml: line [0-9]+: " + expected.get(i)),
          lines.get(i));
    }
    assertFalse(said.contains("\tat "), said);
  }

  private static String failed(Process process) throws Exception {
    try {
      String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(1, process.exitValue(), said);
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  private Path configured(String guichetPort) throws IOException {
    return Files.writeString(
        folder.resolve("town-hall.toml"),
        Files.readString(EXAMPLE)
            .replace("port = 8443", "port = " + guichetPort)
            .replace("port = 8444", "port = 0")
            .replace("broker_port = 8883", "broker_port = 0")
            .replace("console_port = 8090", "console_port = 0"));
  }

  private static Process start(Path configuration, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                TownHall.class.getName(),
                "--configuration",
                configuration.toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).start();
  }
}
