package be.borne.townhall.guichet;

import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/**
 * The municipality in whose name everything here happens; section {@code [municipality]}.
 *
 * @param french its name in French, as on letterheads; likewise the others
 * @param referencePrefix two to five capitals with which its order references begin
 */
public record Municipality(
    String french,
    String dutch,
    String german,
    String english,
    @JsonProperty("reference_prefix") String referencePrefix) {
  private static final Pattern PREFIX = Pattern.compile("[A-Z]{2,5}");
  private static final int MAX_NAME_CHARS = 50;

  public Municipality {
    named(french, "french");
    named(dutch, "dutch");
    named(german, "german");
    named(english, "english");
    if (referencePrefix == null || !PREFIX.matcher(referencePrefix).matches()) {
      throw new IllegalArgumentException(
          "municipality.reference_prefix: expected two to five capital letters");
    }
  }

  public String name(Language language) {
    return switch (language) {
      case FRENCH -> french;
      case DUTCH -> dutch;
      case GERMAN -> german;
      case ENGLISH -> english;
    };
  }

  private static void named(String name, String setting) {
    if (name == null
        || name.isBlank()
        || name.length() > MAX_NAME_CHARS
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "municipality."
              + setting
              + ": expected a name of at most "
              + MAX_NAME_CHARS
              + " characters");
    }
  }
}
