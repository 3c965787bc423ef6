package be.borne.kiosk;

import be.borne.protocol.terminal.Language;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * How the kiosk was called. Read by hand: picocli, which the technician's commands use, would take
 * a sixth of the time in which the first screen appears.
 *
 * @param configuration the terminal's configuration (terminal.toml)
 * @param houseLanguage spoken to someone who has not chosen yet
 */
record KioskArguments(Path configuration, Language houseLanguage) {
  static final String USAGE =
      """
      Usage: kiosk --configuration FILE [--language TAG]
      The full-screen application of a terminal.
        --configuration FILE   The terminal's configuration (terminal.toml).
        --language TAG         Spoken to someone who has not chosen yet: fr, nl, de or en;
                               fr unless told otherwise.""";

  /**
   * @param arguments each option with its value behind it, or joined to it by an equals sign
   * @throws IllegalArgumentException if they are not as {@link #USAGE} says, with a plain sentence
   */
  static KioskArguments of(List<String> arguments) {
    Path configuration = null;
    Language language = Language.FRENCH;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      switch (name) {
        case "--configuration" -> configuration = Path.of(valueOf(name, argument, rest));
        case "--language" -> language = Language.ofTag(valueOf(name, argument, rest));
        default -> throw new IllegalArgumentException("unknown option: " + argument);
      }
    }
    if (configuration == null) {
      throw new IllegalArgumentException("missing option: --configuration FILE");
    }
    return new KioskArguments(configuration, language);
  }

  private static String valueOf(String name, String argument, Iterator<String> rest) {
    if (!argument.equals(name)) {
      return argument.substring(name.length() + 1);
    }
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(name + " has no value");
    }
    return rest.next();
  }
}
