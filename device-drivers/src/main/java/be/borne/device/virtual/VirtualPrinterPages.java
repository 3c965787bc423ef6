package be.borne.device.virtual;

import be.borne.device.printer.IppClient;
import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Types;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * What the virtual printer's owner may do that a client may not: ippeveprinter's web pages for
 * paper and toner, and jobs that put out nothing but a change of state.
 */
final class VirtualPrinterPages implements AutoCloseable {
  static final String CONTROL_JOB = "virtual-printer-control";
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final int IPP_2_0 = 0x0200;
  static final int FULL_TRAY_SHEETS = 250;
  static final int USUAL_TONER_PERCENT = 75;
  private static final int USUAL_WASTE_PERCENT = 25;

  /** Below this ippeveprinter says toner-low. */
  static final int LOW_TONER_PERCENT = 10;

  private final URI printer;
  private final IppClient ipp;
  private final HttpClient http;
  private final AtomicInteger requestIds = new AtomicInteger();
  private volatile int sheets = FULL_TRAY_SHEETS;
  private volatile int tonerPercent = USUAL_TONER_PERCENT;
  private volatile int wastePercent = USUAL_WASTE_PERCENT;

  VirtualPrinterPages(URI printer) {
    this.printer = printer;
    try {
      this.ipp = new IppClient(printer, DEADLINE, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has a default TLS context", e);
    }
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(DEADLINE)
            .build();
  }

  /** printer-state-reasons without their severity, which ippeveprinter makes up anyway. */
  List<String> conditions() throws IOException, InterruptedException {
    IppPacket.Builder request = request(Operation.getPrinterAttributes);
    request.putOperationAttributes(Types.requestedAttributes.of(List.of("printer-state-reasons")));
    return ipp
        .call(request.build(), DEADLINE)
        .getStrings(Tag.printerAttributes, Types.printerStateReasons)
        .stream()
        .map(reason -> reason.replaceFirst("-(error|warning|report)$", ""))
        .filter(reason -> !reason.equals("none"))
        .toList();
  }

  /**
   * The one job that ippeveprinter can have open.
   *
   * @param processing it has its document
   * @param cancelled someone cancelled it, and it has not ended yet
   */
  record OpenJob(int id, boolean processing, boolean cancelled) {}

  Optional<OpenJob> openJob() throws IOException, InterruptedException {
    IppPacket.Builder request = request(Operation.getJobs);
    request.putOperationAttributes(
        Types.requestedAttributes.of(List.of("job-id", "job-state", "job-state-reasons")));
    for (AttributeGroup group : ipp.call(request.build(), DEADLINE).getAttributeGroups()) {
      Integer id = group.getValue(Types.jobId);
      if (group.getTag().equals(Tag.jobAttributes) && id != null) {
        return Optional.of(
            new OpenJob(
                id,
                JobState.processing.equals(group.getValue(Types.jobState)),
                group.getStrings(Types.jobStateReasons).contains("processing-to-stop-point")));
      }
    }
    return Optional.empty();
  }

  /** Cancel-Job (RFC 8011 §4.3.3) for the job that is open, if there is one. */
  void cancelOpenJob() throws IOException, InterruptedException {
    Optional<OpenJob> job = openJob();
    if (job.isPresent()) {
      IppPacket.Builder request = request(Operation.cancelJob);
      request.putOperationAttributes(Types.jobId.of(job.get().id()));
      var ignored = ipp.call(request.build(), DEADLINE);
    }
  }

  /** Has the feed script run once, to tell what the flags say; refused while a job is open. */
  void runControlJob() throws IOException, InterruptedException {
    IppPacket.Builder request = request(Operation.printJob);
    request.putOperationAttributes(
        Types.jobName.of(CONTROL_JOB), Types.documentFormat.of("application/pdf"));
    var ignored =
        ipp.call(request.build(), "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII), DEADLINE);
  }

  /** Every tray must be named each time: ippeveprinter forgets the media of one that is not. */
  void setPaper(boolean present) throws IOException, InterruptedException {
    get(
        "/media?size1=iso_a4_210x297mm&type1=stationery&level1="
            + (present ? sheets : 0)
            + "&size3=iso_a4_210x297mm&type3=stationery&level3="
            + (present ? -2 : 0));
  }

  /** How many sheets a tray that is not empty has from now on; not shown yet. */
  void rememberSheets(int count) {
    sheets = count;
  }

  int sheets() {
    return sheets;
  }

  /** How full cartridge and waste container are from now on; not shown yet. */
  void rememberSupplies(int toner, int waste) {
    tonerPercent = toner;
    wastePercent = waste;
  }

  int tonerPercent() {
    return tonerPercent;
  }

  int wastePercent() {
    return wastePercent;
  }

  void setTonerPercent(int percent) throws IOException, InterruptedException {
    get("/supplies?supply0=" + wastePercent + "&supply1=" + percent);
  }

  private void get(String path) throws IOException, InterruptedException {
    HttpResponse<Void> answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create("http://" + printer.getHost() + ":" + printer.getPort() + path))
                .timeout(DEADLINE)
                .build(),
            HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() != 200) {
      throw new IOException("the virtual printer's page answered " + answer.statusCode());
    }
  }

  private IppPacket.Builder request(Operation operation) {
    IppPacket.Builder request =
        new IppPacket.Builder(operation, IPP_2_0, requestIds.incrementAndGet());
    request.putOperationAttributes(
        Types.attributesCharset.of("utf-8"),
        Types.attributesNaturalLanguage.of("en"),
        Types.printerUri.of(printer),
        Types.requestingUserName.of("virtual-printer"));
    return request;
  }

  @Override
  public void close() {
    ipp.close();
    http.shutdownNow();
  }
}
