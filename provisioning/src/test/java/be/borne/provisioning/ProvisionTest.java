package be.borne.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.MutualTls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProvisionTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aTownIsSetUpFromTheCommandLine() throws Exception {
    String authority = directory.resolve("authority").toString();
    assertEquals(0, run("init", "--directory", authority, "--json"));
    assertEquals(
        0,
        run(
            "server",
            "--authority",
            authority,
            "--name",
            "localhost",
            "--address",
            "127.0.0.1",
            "--directory",
            directory.resolve("server").toString(),
            "--json"));
    assertEquals(
        0,
        run(
            "terminal",
            "--authority",
            authority,
            "--id",
            "library-1",
            "--directory",
            directory.resolve("library-1").toString(),
            "--json"));
    JsonNode files = new JsonMapper().readTree(out.toString().lines().toList().getLast());
    MutualTls.context(
        Path.of(files.get("certificate").asText()),
        Path.of(files.get("key").asText()),
        Path.of(files.get("authority").asText()));
    assertEquals("", err.toString());
  }

  @Test
  void whatCannotBeDoneEndsWithOneAndSaysWhy() {
    String authority = directory.resolve("authority").toString();
    assertEquals(0, run("init", "--directory", authority));
    assertEquals(1, run("init", "--directory", authority));
    assertTrue(err.toString().contains("already"), err.toString());
    assertEquals(
        1,
        run(
            "terminal",
            "--authority",
            authority,
            "--id",
            "../x",
            "--directory",
            directory.resolve("t").toString()));
    assertTrue(Files.notExists(directory.resolve("t")));
    assertEquals(2, run("terminal", "--id", "library-1"));
    assertEquals(2, run("terminal", "--nonsense"));
  }

  private int run(String... arguments) {
    CommandLine commandLine = Provision.commandLine(Clock.systemUTC());
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(arguments);
  }
}
