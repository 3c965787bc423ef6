package be.borne.kiosk.speech;

import java.io.IOException;
import java.nio.file.Path;

/** Asks an input device whether a headphone plug is in at this moment. */
@FunctionalInterface
interface SwitchState {

  /**
   * @throws IOException if the device is not there or does not know
   */
  boolean headphoneIn(Path device) throws IOException;
}
