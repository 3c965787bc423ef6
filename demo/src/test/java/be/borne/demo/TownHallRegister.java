package be.borne.demo;

import java.nio.file.Path;

/**
 * The one place where the town hall holds persons: its own register and the documents it issued.
 */
final class TownHallRegister {
  private TownHallRegister() {}

  static boolean holdsPersons(Path file) {
    String path = file.toString();
    return path.contains("/town-hall/var/register") || path.contains("/town-hall/var/issued");
  }
}
