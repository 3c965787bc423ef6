package be.borne.archival;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The town hall's command {@code certificates}, as a process of its own: its libraries and
 * veraPDF's cannot share a class path.
 */
final class TownHallProgram {
  private static final Path TARGET = Path.of("..", "town-hall", "target");
  private static final String COMMAND =
      "be.borne.townhall.guichet.engine.embedded.SampleCertificates";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private TownHallProgram() {}

  /**
   * Writes certificates into an empty folder.
   *
   * @return the PDF files, sorted
   * @throws IllegalStateException if the town hall is not built, or does not write them
   */
  static List<Path> write(Path folder, String... options) throws IOException, InterruptedException {
    Path libraries = TARGET.resolve("lib");
    if (!Files.isDirectory(libraries) || !Files.isDirectory(TARGET.resolve("classes"))) {
      throw new IllegalStateException(
          "the town hall is not built: run mvn -pl town-hall -am -DskipTests package first");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                TARGET.resolve("classes") + ":" + libraries + "/*",
                COMMAND,
                folder.toString()));
    command.addAll(List.of(options));
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    Process program =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (!program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the town hall wrote for longer than " + PATIENCE);
      }
    } finally {
      program.destroyForcibly();
    }
    if (program.exitValue() != 0) {
      throw new IllegalStateException(
          "the town hall wrote no certificates: " + Files.readString(log, StandardCharsets.UTF_8));
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
    }
  }
}
