package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts parts of the house as programs, from their jars alone: an AOT cache knows no folders.
 *
 * @param home of the built programs
 */
record JavaProgram(Path home) {

  /**
   * @param module whose jar and libraries make the class path
   * @param flags for the JVM
   * @param program its main class and arguments
   */
  List<String> command(String module, List<String> flags, List<String> program) throws IOException {
    Path target = home.resolve(module).resolve("target");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    // Names, not lib/*: a cache is bound to its class path, and a folder's order is no promise.
    try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
      command.add(
          jar(target, module)
              + File.pathSeparator
              + String.join(File.pathSeparator, libraries.map(Path::toString).sorted().toList()));
    }
    command.addAll(program);
    return command;
  }

  private static Path jar(Path target, String module) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
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
