package be.borne.demo.house;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the demonstration keeps what.
 *
 * @param output what is left for people to look at
 * @param machine short-lived: sockets (whose paths must be short) and the virtual cards; gone at
 *     the end
 */
public record Folders(Path output, Path machine) {

  /** Empties the output folder and makes the others anew. */
  public static Folders prepare(Path output) {
    try {
      if (Files.exists(output)) {
        deleteWhole(output);
      }
      for (String folder :
          List.of("house/logs", "house/town-hall", "house/terminal", "screens", "printed")) {
        Files.createDirectories(output.resolve(folder));
      }
      return new Folders(
          output.toAbsolutePath(),
          Files.createTempDirectory(
              "borne-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    } catch (IOException e) {
      throw new DemoFailure(
          "the folders of the demonstration cannot be made: " + e.getMessage(), e);
    }
  }

  public Path logs() {
    return output.resolve("house/logs");
  }

  public Path authority() {
    return output.resolve("house/authority");
  }

  public Path townHall() {
    return output.resolve("house/town-hall");
  }

  public Path terminal() {
    return output.resolve("house/terminal");
  }

  public Path screens() {
    return output.resolve("screens");
  }

  public Path printed() {
    return output.resolve("printed");
  }

  /** Every mail that was sent, as its receiver would have it. */
  public Path letters() {
    return output.resolve("letters");
  }

  public Path reader() {
    return machine.resolve("reader");
  }

  public Path printer() {
    return machine.resolve("printer");
  }

  public Path healthSocket() {
    return machine.resolve("health/health.sock");
  }

  /** The virtual cards and sockets go; what people may look at stays. */
  public void removeMachine() {
    try {
      deleteWhole(machine);
    } catch (IOException e) {
      throw new DemoFailure("the demonstration's short-lived folder cannot be removed", e);
    }
  }

  private static void deleteWhole(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
