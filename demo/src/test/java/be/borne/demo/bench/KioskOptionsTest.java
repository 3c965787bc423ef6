package be.borne.demo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.demo.house.Installation;
import be.borne.demo.process.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The kiosk's JVM is told how to run in one file. */
class KioskOptionsTest {
  private final Installation installation = Installation.ofThisProgram();
  private final Path options = installation.home().resolve("images/kiosk.options");

  @Test
  void theJvmTakesEveryOption() {
    Tool.Result java =
        Tool.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                installation.kioskOptions(),
                "-version"),
            Map.of(),
            Duration.ofSeconds(30));
    assertEquals(0, java.exitCode(), "java refuses " + options);
  }

  @Test
  void whatEveryTerminalsJvmNeedsForItsDevicesIsThere() throws IOException {
    List<String> lines = Files.readAllLines(options);
    for (String flag : Installation.flags()) {
      assertTrue(
          !flag.startsWith("--") || lines.contains(flag), flag + " is missing in " + options);
    }
  }

  @Test
  void theDemonstrationStartsTheKioskWithIt() {
    assertEquals("@" + options, installation.kiosk().get(1));
  }
}
