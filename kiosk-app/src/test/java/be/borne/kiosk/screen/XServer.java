package be.borne.kiosk.screen;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A virtual X server on a free display, and programs of ours that run on it. */
final class XServer implements AutoCloseable {
  private static final Duration CHILD_DEADLINE = Duration.ofMinutes(10);

  private final Process server;
  private final String display;

  XServer() throws IOException {
    server =
        new ProcessBuilder(
                "Xvfb", "-displayfd", "1", "-screen", "0", "1920x1920x24", "-nolisten", "tcp")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader said =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
    display = ":" + said.readLine();
  }

  /** How a program ended, and all it said. */
  record Outcome(int status, String said) {}

  /**
   * Runs a main class of this class path. JavaFX reads the display when its JVM starts, so it needs
   * one of its own.
   */
  Outcome run(Class<?> main, String... args) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dprism.order=sw",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(args));
    Path said = Files.createTempFile("borne-screens", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
      builder.environment().put("DISPLAY", display);
      Process child = builder.start();
      boolean ended = child.waitFor(CHILD_DEADLINE.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        child.destroyForcibly();
      }
      assertTrue(ended, "did not end in time:\n" + Files.readString(said));
      return new Outcome(child.exitValue(), Files.readString(said));
    } finally {
      Files.delete(said);
    }
  }

  @Override
  public void close() {
    server.destroy();
  }
}
