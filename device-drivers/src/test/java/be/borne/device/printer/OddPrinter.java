package be.borne.device.printer;

import com.hp.jipp.encoding.Attribute;
import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Media;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.PrinterState;
import com.hp.jipp.model.Status;
import com.hp.jipp.model.Types;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import kotlin.ranges.IntRange;

/**
 * Speaks IPP as no printer that can be had in software does, and as some made of metal do. What is
 * ordinary is done by ippeveprinter; this is only for oddities, each switched on by a test.
 */
final class OddPrinter implements AutoCloseable {

  /** One job; changed by whoever plays the printer's works. */
  static final class Job {
    final int id;
    final String uuid;
    final String name;
    volatile JobState state;
    volatile String reason;
    volatile OptionalInt impressions;
    volatile OptionalInt sheets = OptionalInt.empty();
    volatile boolean hasDocument;

    Job(int id, String uuid, String name, JobState state, String reason, OptionalInt impressions) {
      this.id = id;
      this.uuid = uuid;
      this.name = name;
      this.state = state;
      this.reason = reason;
      this.impressions = impressions;
    }

    boolean open() {
      return state.getCode() < JobState.canceled.getCode();
    }
  }

  private static final int IPP_2_0 = 0x0200;
  private final HttpServer server;
  private final List<Job> jobs = new ArrayList<>();
  private int lastId;

  /** What an empty job looks like. */
  volatile JobState emptyState = JobState.pendingHeld;

  volatile String emptyReason = "job-data-insufficient";
  volatile boolean uuids = true;

  /** Whether a job's UUID is made of nothing but its number. */
  volatile boolean uuidsOfNumbers;

  /** How a job's name is shown to whoever asks. */
  volatile UnaryOperator<String> shownName = UnaryOperator.identity();

  /** For {@link #shownName}: there is no such attribute, or one without a value. */
  static final String LEFT_OUT = "left out";

  static final String NO_VALUE = "no value";

  volatile boolean counts = true;

  /** What it says of how many jobs it has to do; empty if nothing. */
  volatile UnaryOperator<OptionalInt> saidQueued = UnaryOperator.identity();

  /** Whether it answers with anything but an HTTP error. */
  volatile boolean answers = true;

  /** How often it was asked which jobs it has. */
  final AtomicInteger queueLooks = new AtomicInteger();

  volatile int mostCopies = 1;
  volatile boolean cancels = true;

  /** What becomes of a job that gets its document; runs before Send-Document is answered. */
  volatile Consumer<Job> works =
      job -> {
        job.state = JobState.completed;
        job.reason = "job-completed-successfully";
        job.impressions = counts ? OptionalInt.of(1) : OptionalInt.empty();
      };

  /** How Send-Document is answered. */
  volatile Status sent = Status.successfulOk;

  OddPrinter() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  URI address() {
    return URI.create("ipp://127.0.0.1:" + server.getAddress().getPort() + "/ipp/print");
  }

  synchronized Job make(String name) {
    lastId++;
    String uuid = !uuids ? "" : "urn:uuid:" + (uuidsOfNumbers ? "number-" + lastId : name + lastId);
    Job job =
        new Job(
            lastId,
            uuid,
            name,
            emptyState,
            emptyReason,
            counts ? OptionalInt.of(0) : OptionalInt.empty());
    jobs.add(job);
    return job;
  }

  /** Off and on again. */
  synchronized void reboot() {
    jobs.clear();
    lastId = 0;
  }

  /** No longer to be found under its number, nor in any list. */
  synchronized void forget(Job job) {
    jobs.remove(job);
  }

  synchronized List<Job> jobs() {
    return List.copyOf(jobs);
  }

  private void serve(HttpExchange exchange) throws IOException {
    IppPacket request;
    try (IppInputStream in = new IppInputStream(exchange.getRequestBody())) {
      request = in.readPacket();
      in.readAllBytes();
    }
    IppPacket answer = answer(request);
    exchange.sendResponseHeaders(answers ? 200 : 503, 0);
    try (OutputStream out = exchange.getResponseBody();
        IppOutputStream ipp = new IppOutputStream(out)) {
      ipp.write(answer);
    }
  }

  private synchronized IppPacket answer(IppPacket request) {
    Operation operation = request.getOperation();
    if (operation.equals(Operation.getPrinterAttributes)) {
      return answer(request, Status.successfulOk, List.of(printer(request)));
    }
    if (operation.equals(Operation.createJob)) {
      Job made = make(request.getString(Tag.operationAttributes, Types.jobName));
      return answer(request, Status.successfulOk, List.of(group(made)));
    }
    if (operation.equals(Operation.getJobs)) {
      queueLooks.incrementAndGet();
      boolean completed =
          "completed".equals(request.getString(Tag.operationAttributes, Types.whichJobs));
      return answer(
          request,
          Status.successfulOk,
          jobs.stream().filter(job -> job.open() != completed).map(this::group).toList());
    }
    Integer id = request.getValue(Tag.operationAttributes, Types.jobId);
    Job job = jobs.stream().filter(it -> id != null && it.id == id).findFirst().orElse(null);
    if (job == null) {
      return answer(request, Status.clientErrorNotFound, List.of());
    }
    if (operation.equals(Operation.sendDocument)) {
      if (!job.open()) {
        return answer(request, Status.clientErrorNotPossible, List.of());
      }
      job.hasDocument = true;
      works.accept(job);
      return answer(request, sent, List.of(group(job)));
    }
    if (operation.equals(Operation.cancelJob)) {
      if (!cancels || !job.open()) {
        return answer(request, Status.clientErrorNotPossible, List.of());
      }
      job.state = JobState.canceled;
      job.reason = "job-canceled-by-user";
      return answer(request, Status.successfulOk, List.of());
    }
    return answer(request, Status.successfulOk, List.of(group(job)));
  }

  private AttributeGroup printer(IppPacket request) {
    boolean busy = jobs.stream().anyMatch(job -> job.state.equals(JobState.processing));
    List<Attribute<?>> attributes = new ArrayList<>();
    if (request
        .getStrings(Tag.operationAttributes, Types.requestedAttributes)
        .contains("queued-job-count")) {
      OptionalInt open = OptionalInt.of((int) jobs.stream().filter(Job::open).count());
      saidQueued.apply(open).ifPresent(count -> attributes.add(Types.queuedJobCount.of(count)));
    }
    attributes.addAll(
        List.of(
            Types.printerState.of(busy ? PrinterState.processing : PrinterState.idle),
            Types.printerStateReasons.of(List.of("none")),
            Types.printerIsAcceptingJobs.of(true),
            Types.printerMakeAndModel.of("Odd"),
            Types.operationsSupported.of(List.of(Operation.createJob, Operation.sendDocument)),
            Types.documentFormatSupported.of(List.of(Sendable.PDF)),
            Types.mediaSupported.of(Media.isoA4_210x297mm),
            Types.sidesSupported.of("one-sided"),
            Types.copiesSupported.of(new IntRange(1, mostCopies)),
            Types.printScalingSupported.of("none")));
    return AttributeGroup.groupOf(Tag.printerAttributes, attributes);
  }

  private AttributeGroup group(Job job) {
    List<Attribute<?>> attributes = new ArrayList<>();
    attributes.add(Types.jobId.of(job.id));
    if (!job.uuid.isEmpty()) {
      attributes.add(Types.jobUuid.of(URI.create(job.uuid)));
    }
    switch (shownName.apply(job.name)) {
      case LEFT_OUT -> {}
      case NO_VALUE -> attributes.add(Types.jobName.noValue());
      case String shown -> attributes.add(Types.jobName.of(shown));
    }
    attributes.add(Types.jobState.of(job.state));
    attributes.add(Types.jobStateReasons.of(List.of(job.reason)));
    job.impressions.ifPresent(it -> attributes.add(Types.jobImpressionsCompleted.of(it)));
    job.sheets.ifPresent(it -> attributes.add(Types.jobMediaSheetsCompleted.of(it)));
    return AttributeGroup.groupOf(Tag.jobAttributes, attributes);
  }

  private static IppPacket answer(IppPacket request, Status status, List<AttributeGroup> groups) {
    List<AttributeGroup> all = new ArrayList<>();
    all.add(
        AttributeGroup.groupOf(
            Tag.operationAttributes,
            Types.attributesCharset.of("utf-8"),
            Types.attributesNaturalLanguage.of("en")));
    all.addAll(groups);
    return new IppPacket(IPP_2_0, status.getCode(), request.getRequestId(), all);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
