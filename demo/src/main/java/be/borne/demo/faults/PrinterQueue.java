package be.borne.demo.faults;

import be.borne.device.printer.IppClient;
import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Types;
import java.io.IOException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Looks into a printer's queue from beside, not over the wire that is being broken. */
public final class PrinterQueue implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final int IPP_2_0 = 0x0200;

  private final URI printer;
  private final IppClient client;

  public PrinterQueue(URI printer) {
    this.printer = printer;
    try {
      this.client = new IppClient(printer, DEADLINE, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has a default TLS context", e);
    }
  }

  /** How many jobs have not ended (Get-Jobs, RFC 8011 §4.2.6). */
  int openJobs() throws IOException, InterruptedException {
    return open().size();
  }

  /** How many have their document and have not ended. */
  public int jobsAtWork() throws IOException, InterruptedException {
    return (int)
        open().stream()
            .filter(job -> JobState.processing.equals(job.getValue(Types.jobState)))
            .count();
  }

  private List<AttributeGroup> open() throws IOException, InterruptedException {
    IppPacket.Builder request = new IppPacket.Builder(Operation.getJobs, IPP_2_0, 1);
    request.putOperationAttributes(
        Types.attributesCharset.of("utf-8"),
        Types.attributesNaturalLanguage.of("en"),
        Types.printerUri.of(printer),
        Types.requestingUserName.of("bench"),
        Types.requestedAttributes.of(List.of("job-id", "job-state")));
    return client.call(request.build(), DEADLINE).getAttributeGroups().stream()
        .filter(group -> group.getTag().equals(Tag.jobAttributes))
        .toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
