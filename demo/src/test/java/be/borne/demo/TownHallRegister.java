package be.borne.demo;

import java.nio.file.Path;

/** The one place where the town hall holds persons in clear: the engine's register of residents. */
final class TownHallRegister {
  private TownHallRegister() {}

  static boolean holdsPersons(Path file) {
    return file.toString().contains("/town-hall/var/engine/residents.db");
  }
}
