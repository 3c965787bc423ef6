package be.borne.kiosk.screen;

import be.borne.kiosk.file.PaperPicture;
import java.util.Optional;

/**
 * The picture of a citizen's paper that waits to be judged. It is in no screen's model: the window
 * asks for it when it paints one. Called on the FX thread.
 */
@FunctionalInterface
public interface PaperInView {
  /** There is never one. */
  PaperInView NONE = Optional::empty;

  /** Whoever asks keeps the answer no longer than it is seen. */
  Optional<PaperPicture> picture();
}
