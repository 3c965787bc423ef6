package be.borne.demo.house;

import be.borne.demo.process.DemoFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder at which a terminal finds sticks: with a few invented files in it, or empty. */
public final class VirtualStick {
  private final Path mount;

  private VirtualStick(Path mount) {
    this.mount = mount;
  }

  static VirtualStick at(Path mount) {
    try {
      Files.createDirectories(mount);
      return new VirtualStick(mount);
    } catch (IOException e) {
      throw new DemoFailure("there can be no socket for sticks: " + mount, e);
    }
  }

  Path mount() {
    return mount;
  }

  /** Nothing happens if it is in already. */
  public void in() throws IOException {
    Path scans = Files.createDirectories(mount.resolve("Scans"));
    Files.write(mount.resolve("Plan de la rue.pdf"), InventedPaper.pdf("Plan de la rue", 2));
    Files.write(scans.resolve("brief-buren.pdf"), InventedPaper.pdf("Brief aan de buren", 1));
    Files.write(scans.resolve("IMG_0001.jpg"), InventedPaper.photographed("IMG 0001"));
    Files.write(
        mount.resolve("Notizen.txt"),
        "Davon nimmt kein Formular etwas.".getBytes(StandardCharsets.UTF_8));
  }

  /** Pulled without a word to anybody, as people do. */
  public void out() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(mount)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      if (!path.equals(mount)) {
        Files.deleteIfExists(path);
      }
    }
  }
}
