package be.borne.demo.bench;

import be.borne.demo.house.Installation;
import be.borne.demo.process.DemoFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts parts of the house as programs, from their jars alone: an AOT cache knows no folders.
 *
 * @param home of the built programs
 */
record JavaProgram(Path home) {

  /**
   * @param module whose jar and libraries make the class path, with this program's jar behind them
   * @param flags for the JVM, beside those of every terminal's
   * @param program its main class and arguments
   */
  List<String> command(String module, List<String> flags, List<String> program) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Installation.flags());
    command.addAll(flags);
    command.add("-cp");
    command.add(classPath(module, !module.equals("demo")));
    command.addAll(program);
    return command;
  }

  /**
   * The kiosk's own JVM, as a terminal starts it.
   *
   * @param flags beside those of {@link Installation#kioskOptions()}
   * @param program main class and arguments
   * @param demoToo whether this program's jar is on the class path behind the kiosk's
   */
  List<String> kiosk(List<String> flags, List<String> program, boolean demoToo) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(new Installation(home).kioskOptions());
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath("kiosk-app", demoToo)));
    command.addAll(program);
    return command;
  }

  private String classPath(String module, boolean demoToo) throws IOException {
    // Names, not lib/*: a cache is bound to its class path, and a folder's order is no promise.
    try (Stream<Path> libraries = Files.list(home.resolve(module).resolve("target/lib"))) {
      return Stream.of(
              Stream.of(jar(module)),
              libraries.sorted(),
              demoToo ? Stream.of(jar("demo")) : Stream.<Path>of())
          .flatMap(each -> each)
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private Path jar(String module) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve(module).resolve("target"))) {
      return files
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .matches("borne-" + module + "-[^-]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow(() -> new DemoFailure(module + " has not been built"));
    }
  }
}
