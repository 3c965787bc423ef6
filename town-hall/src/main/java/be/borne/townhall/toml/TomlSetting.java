package be.borne.townhall.toml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting, and what is said of it, as records say it in the message of an exception.
 *
 * @param path section and setting, or a section alone
 * @param said what was expected
 */
record TomlSetting(List<String> path, String said) {
  private static final Pattern NAMED =
      Pattern.compile("(?:\\[([a-z_]+)]|([a-z_]+(?:\\.[a-z_]+)+)): (.*)", Pattern.DOTALL);

  TomlSetting {
    path = List.copyOf(path);
  }

  /**
   * @param message {@code section.setting: …} or {@code [section]: …}; anything else is none
   */
  static Optional<TomlSetting> of(String message) {
    Matcher matcher = NAMED.matcher(message == null ? "" : message);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<String> path =
        matcher.group(1) != null
            ? List.of(matcher.group(1))
            : new ArrayList<>(List.of(matcher.group(2).split("\\.", -1)));
    return Optional.of(new TomlSetting(path, matcher.group(3)));
  }

  boolean isBelow(String section) {
    return path.getFirst().equals(section);
  }
}
