package be.borne.device.printer;

import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Types;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    new PrinterOperations(client, DEADLINE).cancel(new PrinterJobId(job, ""));
  }

  /** What the printer was told of a job's sides; empty if nothing. */
  static Optional<String> sidesOf(IppClient client, URI address, int job)
      throws IppFailure, InterruptedException {
    IppPacket.Builder request = new IppPacket.Builder(Operation.getJobAttributes, 0x0200, 1);
    request.putOperationAttributes(
        Types.attributesCharset.of("utf-8"),
        Types.attributesNaturalLanguage.of("en"),
        Types.printerUri.of(address),
        Types.jobId.of(job),
        Types.requestedAttributes.of(List.of("sides")));
    return Optional.ofNullable(
        client.call(request.build(), DEADLINE).getString(Tag.jobAttributes, Types.sides));
  }
}
