package be.borne.townhall.toml;

/**
 * Something is wrong in a file; the message names file, line and setting, and what was expected.
 */
public final class TomlMistake extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  TomlMistake(String message, Throwable cause) {
    super(message, cause);
  }
}
