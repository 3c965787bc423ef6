package be.borne.demo.faults;

import be.borne.demo.process.DemoFailure;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * How a {@link Victim} is started: on few jars, without the second compiler, and with its classes
 * from an archive that its first life left, because it is started a thousand times.
 */
final class VictimProgram {
  private static final List<String> NEEDED =
      List.of(
          "borne-",
          "jipp-",
          "kotlin-stdlib",
          "sqlite-jdbc",
          "slf4j-api",
          "logback-",
          "jackson-annotations",
          "jackson-core",
          "jackson-databind");

  private final Path directory;
  private final String classPath;
  private Optional<Path> archive = Optional.empty();

  /**
   * @param directory for jars of what is not in one yet
   */
  VictimProgram(Path directory) throws IOException {
    this.directory = directory;
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        jars.add(jar(path, directory.resolve("classes-" + jars.size() + ".jar")).toString());
      } else if (NEEDED.stream().anyMatch(path.getFileName().toString()::startsWith)) {
        jars.add(path.toString());
      }
    }
    this.classPath = String.join(File.pathSeparator, jars);
    Files.writeString(
        loggingFile(),
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>log %msg%n</pattern></encoder>
          </appender>
          <root level="INFO"><appender-ref ref="out"/></root>
        </configuration>
        """);
  }

  private Path loggingFile() {
    return directory.resolve("victim-logback.xml");
  }

  /** A class archive does not take folders. */
  private static Path jar(Path folder, Path target) throws IOException {
    try (OutputStream file = Files.newOutputStream(target);
        JarOutputStream jar = new JarOutputStream(file);
        Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(
            new JarEntry(folder.relativize(each).toString().replace(File.separatorChar, '/')));
        Files.copy(each, jar);
        jar.closeEntry();
      }
    }
    return target;
  }

  /** Where the first life leaves the archive that all later ones start from. */
  Path archiveFile() {
    return directory.resolve("victim.jsa");
  }

  /** From now on lives start from the archive, if the first one left any. */
  void useArchive() {
    archive = Optional.of(archiveFile()).filter(Files::exists);
  }

  /**
   * @param temporary for native libraries that a killed life leaves behind
   * @param debugged whether it opens a debug interface on loopback and says where
   */
  List<String> command(Path temporary, boolean debugged, boolean training, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--pdeathsig",
                "KILL",
                "--",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx96m",
                "-Xlog:disable",
                "-Djava.io.tmpdir=" + temporary,
                "-Dlogback.configurationFile=" + loggingFile().toUri()));
    if (training) {
      command.add("-XX:ArchiveClassesAtExit=" + archiveFile());
    }
    archive.ifPresent(file -> command.add("-XX:SharedArchiveFile=" + file));
    if (debugged) {
      command.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0");
    }
    command.add("-cp");
    command.add(classPath);
    command.add(Victim.class.getName());
    command.addAll(arguments);
    return command;
  }

  /** Says so in a sentence where a life could not even begin. */
  static DemoFailure notStarted(IOException cause) {
    return new DemoFailure("the terminal to be killed cannot be started", cause);
  }
}
