package be.borne.kiosk.form;

import java.util.List;

/**
 * What of a stick can be taken for a question.
 *
 * @param files the newest first; empty if there is none
 * @param more whether there are others that cannot be taken
 * @param unseen whether there are others that were not looked at
 */
public record StickFiles(List<StickFile> files, boolean more, boolean unseen) {
  public StickFiles {
    files = List.copyOf(files);
  }

  /** All that is on the stick was looked at. */
  public StickFiles(List<StickFile> files, boolean more) {
    this(files, more, false);
  }
}
