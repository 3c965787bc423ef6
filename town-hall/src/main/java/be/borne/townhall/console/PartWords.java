package be.borne.townhall.console;

import be.borne.protocol.fleet.Part;
import be.borne.protocol.fleet.PartState;

/** How the console names parts and their states. */
final class PartWords {
  private PartWords() {}

  static String name(Part part) {
    return switch (part) {
      case KIOSK -> "citizens' screen";
      case READER -> "card reader";
      case PRINTER -> "printer";
      case GUICHET -> "link to the town hall";
    };
  }

  static String title(Part part) {
    String name = name(part);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  static String state(PartState state) {
    return switch (state) {
      case ABSENT -> "not there";
      case STARTING -> "starting";
      case READY -> "ready";
      case DEGRADED -> "works, needs someone soon";
      case FAILED -> "failed";
    };
  }
}
