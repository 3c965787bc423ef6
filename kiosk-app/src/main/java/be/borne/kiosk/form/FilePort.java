package be.borne.kiosk.form;

import be.borne.protocol.guichet.form.FileSource;
import java.util.Set;

/** Where this terminal can take a citizen's file from. */
@FunctionalInterface
public interface FilePort {
  /** There is neither a document camera nor a socket for sticks. */
  FilePort NONE = Set::of;

  /** What is there and can be used now. */
  Set<FileSource> sources();

  /** Whether a stick was in during this visit, so that its owner is to think of it. */
  default boolean stickWasIn() {
    return false;
  }
}
