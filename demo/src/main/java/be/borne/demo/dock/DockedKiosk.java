package be.borne.demo.dock;

import be.borne.kiosk.Kiosk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The kiosk as it is, but for the clock of its deadlines, which the dock can put on: nobody wants
 * to sit before a screen for two minutes to see what it says to somebody who left. A terminal
 * starts {@link Kiosk}, which knows nothing of this.
 */
public final class DockedKiosk {
  private DockedKiosk() {}

  /**
   * @param arguments the path of the socket at which the clock listens, then the kiosk's own
   * @throws IOException if there can be no socket
   */
  public static void main(String[] arguments) throws IOException {
    MovableTime time = MovableTime.listeningAt(Path.of(arguments[0]));
    int status = Kiosk.run(List.of(arguments).subList(1, arguments.length), time);
    if (status != 0) {
      System.exit(status);
    }
  }
}
