package be.borne.device.printer;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Somebody else's hand at the printer. */
final class PanelHand {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private PanelHand() {}

  static IppClient at(URI address) throws GeneralSecurityException {
    return new IppClient(address, DEADLINE, SSLContext.getDefault());
  }

  static void cancel(IppClient client, URI address, int job)
      throws IppFailure, InterruptedException {
    new PrinterOperations(address, client, DEADLINE).cancel(new PrinterJobId(job, ""));
  }
}
