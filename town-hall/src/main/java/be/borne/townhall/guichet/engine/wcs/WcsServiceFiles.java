package be.borne.townhall.guichet.engine.wcs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The documents of a w.c.s. that can be ordered, each a file of TOML: {@code docs/wcs-services.md}.
 * They are offered in the order of the files' names.
 */
final class WcsServiceFiles {
  private WcsServiceFiles() {}

  /**
   * Reads all of a folder, or none: a citizen should not find half of what was meant.
   *
   * @throws IOException naming the file, the place in it and what was expected
   */
  static List<WcsService> read(Path directory) throws IOException {
    WcsToml toml = new WcsToml();
    List<WcsService> services = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Path file : WcsToml.files(directory, "services")) {
      WcsService service = toml.read(file, WcsService.class);
      if (!ids.add(service.id())) {
        throw new IOException(file + ": another file has a service " + service.id());
      }
      for (WcsService other : services) {
        if (other.form().equals(service.form())
            && !Objects.equals(other.printed(), service.printed())) {
          throw new IOException(
              file + ": " + other.id() + " tells the same form of a print in another way");
        }
      }
      services.add(service);
    }
    return List.copyOf(services);
  }
}
