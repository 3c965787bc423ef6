package be.borne.demo.faults;

import be.borne.demo.process.DemoFailure;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * How a program that is started a thousand times is started: on few jars, without the second
 * compiler, and with its classes from an archive that its first life left.
 */
final class BenchProgram {
  /** What is in no program of the bench. */
  private static final List<String> NOT_NEEDED =
      List.of("javafx-", "junit-", "archunit", "surefire-", "picocli");

  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+[.](SF|RSA|DSA|EC)");

  private final Path directory;
  private final Class<?> main;
  private final int megabytes;
  private final String classPath;
  private Optional<Path> archive = Optional.empty();

  /**
   * @param directory for jars of what is not in one yet; the program's own
   * @param megabytes of heap
   */
  BenchProgram(Path directory, Class<?> main, int megabytes) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.main = main;
    this.megabytes = megabytes;
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      String name = path.getFileName().toString();
      if (Files.isDirectory(path)) {
        jars.add(jar(path, directory.resolve("classes-" + jars.size() + ".jar")).toString());
      } else if (name.startsWith("bc")) {
        jars.add(unsigned(path, directory.resolve(name)).toString());
      } else if (NOT_NEEDED.stream().noneMatch(name::startsWith)) {
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
    return directory.resolve("logback.xml");
  }

  /** A class archive does not take folders. */
  private static Path jar(Path folder, Path target) throws IOException {
    try (OutputStream file = Files.newOutputStream(target);
        JarOutputStream jar = stored(file);
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

  /** Nor does it take classes of a signed jar, which this one's are for no reason of ours. */
  private static Path unsigned(Path signed, Path target) throws IOException {
    try (JarFile from = new JarFile(signed.toFile());
        OutputStream file = Files.newOutputStream(target);
        JarOutputStream jar = stored(file)) {
      for (JarEntry entry : Collections.list(from.entries())) {
        String name = entry.getName();
        // The manifest holds a digest of every class, to no end without signatures.
        if (!SIGNATURE.matcher(name).matches() && !name.equals(JarFile.MANIFEST_NAME)) {
          jar.putNextEntry(new JarEntry(name));
          try (InputStream in = from.getInputStream(entry)) {
            in.transferTo(jar);
          }
          jar.closeEntry();
        }
      }
    }
    return target;
  }

  /** Reading it a thousand times costs more than the disk does. */
  private static JarOutputStream stored(OutputStream file) throws IOException {
    JarOutputStream jar = new JarOutputStream(file);
    jar.setLevel(Deflater.NO_COMPRESSION);
    return jar;
  }

  /** Where the first life leaves the archive that all later ones start from. */
  Path archiveFile() {
    return directory.resolve("classes.jsa");
  }

  /** From now on lives start from the archive, if the first one left any. */
  void useArchive() {
    archive = Optional.of(archiveFile()).filter(Files::exists);
  }

  /** The command of a life that leaves the archive when it ends by itself. */
  List<String> training(Path temporary, List<String> arguments) {
    return command(temporary, List.of("-XX:ArchiveClassesAtExit=" + archiveFile()), arguments);
  }

  /**
   * @param temporary for native libraries that a killed life leaves behind
   * @param debugged whether it opens a debug interface on loopback and says where
   */
  List<String> command(Path temporary, boolean debugged, List<String> arguments) {
    List<String> options = new ArrayList<>();
    archive.ifPresent(file -> options.add("-XX:SharedArchiveFile=" + file));
    if (debugged) {
      options.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0");
    }
    return command(temporary, options, arguments);
  }

  private List<String> command(Path temporary, List<String> options, List<String> arguments) {
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
                "-Xmx" + megabytes + "m",
                "-Xlog:disable",
                "-Djava.io.tmpdir=" + temporary,
                "-Dlogback.configurationFile=" + loggingFile().toUri()));
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }

  /** Says so in a sentence where a life could not even begin. */
  static DemoFailure notStarted(IOException cause) {
    return new DemoFailure("a program to be killed cannot be started", cause);
  }
}
