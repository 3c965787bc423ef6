package be.borne.kiosk.form;

import be.borne.protocol.guichet.form.FileKind;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A file of a citizen's stick, as it is offered to be chosen.
 *
 * @param number by which it is chosen, from 1
 * @param name as it is shown: bounded, without signs that nobody sees; empty if nothing is left of
 *     it. It is for the citizen alone
 * @param kind by what it holds
 * @param changed the day in Belgium, as the stick has it
 * @param bytes its size
 */
public record StickFile(int number, String name, FileKind kind, LocalDate changed, int bytes) {
  public StickFile {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(changed, "changed");
  }

  /** Neither its name nor its day. */
  @Override
  public String toString() {
    return "StickFile[" + number + ", hidden]";
  }
}
