package be.borne.device.printer;

import com.hp.jipp.encoding.Attribute;
import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.JobState;
import com.hp.jipp.model.Media;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.PrintScaling;
import com.hp.jipp.model.Types;
import com.hp.jipp.model.WhichJobs;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The IPP operations a print needs (RFC 8011 §4), each one call with one deadline. */
final class PrinterOperations {
  private static final String USER = "borne";
  private static final int IPP_2_0 = 0x0200;
  private static final int MAX_JOBS_LISTED = 200;

  /** Questions that are asked again and again keep their numbers: equal answers, equal bytes. */
  private static final int LOOK_AT_CONDITION = 1;

  private static final int LOOK_AT_QUEUE = 2;

  private final IppClient client;
  private final Duration callDeadline;
  private final PrinterLook<PrinterView> condition =
      new PrinterLook<>(
          printer -> printerRequest(printer, LOOK_AT_CONDITION), PrinterOperations::viewOf);
  private final PrinterLook<List<JobView>> queue =
      new PrinterLook<>(
          printer -> listRequest(printer, WhichJobs.notCompleted, LOOK_AT_QUEUE),
          answer -> List.copyOf(jobs(answer)));
  private final AtomicInteger requestIds = new AtomicInteger(LOOK_AT_QUEUE);

  PrinterOperations(IppClient client, Duration callDeadline) {
    this.client = client;
    this.callDeadline = callDeadline;
  }

  /** Get-Printer-Attributes (§4.2.5). A printer in trouble is an answer, not an exception. */
  PrinterStatus status() throws InterruptedException {
    try {
      return viewSeen().status();
    } catch (IppFailure e) {
      return statusOf(e);
    }
  }

  /** The same as {@link #printerView}, for those who ask again and again. */
  PrinterView viewSeen() throws IppFailure, InterruptedException {
    return client.look(condition, callDeadline);
  }

  static PrinterStatus statusOf(IppFailure e) {
    return PrinterStatus.of(
        switch (e.kind()) {
          case NOT_CONNECTED, NO_ANSWER -> PrinterCondition.UNREACHABLE;
          case BAD_ANSWER, REFUSED -> PrinterCondition.NOT_A_PRINTER;
        });
  }

  /**
   * How the printer is and what it can do.
   *
   * @param queuedJobs how many it says it has to do, which is a hint; empty if it does not say
   */
  record PrinterView(PrinterStatus status, PrinterAbilities abilities, OptionalInt queuedJobs) {}

  PrinterView printerView() throws IppFailure, InterruptedException {
    return viewOf(
        client.call(
            printerRequest(client.printerUri(), requestIds.incrementAndGet()), callDeadline));
  }

  private static IppPacket printerRequest(URI printer, int id) {
    IppPacket.Builder request = request(printer, Operation.getPrinterAttributes, id);
    request.putOperationAttributes(Types.requestedAttributes.of(PrinterReading.ATTRIBUTES));
    return request.build();
  }

  private static PrinterView viewOf(IppPacket answer) throws IppFailure {
    return PrinterReading.of(
        group(answer, Tag.printerAttributes).orElseThrow(() -> bad("no attributes of a printer")));
  }

  /**
   * Create-Job (§4.2.4): an empty job, which puts nothing on paper.
   *
   * @param ordered kept to if the printer can, else one-sided
   * @param copies that the printer is to make of what it gets
   */
  PrinterJobId createJob(String name, Sides ordered, int copies, PrinterView abilities)
      throws IppFailure, InterruptedException {
    IppPacket.Builder request = request(Operation.createJob);
    request.putOperationAttributes(Types.jobName.of(name), Types.ippAttributeFidelity.of(true));
    List<Attribute<?>> template = new ArrayList<>();
    template.add(Types.copies.of(copies));
    template.add(Types.media.of(Media.isoA4_210x297mm));
    abilities
        .abilities()
        .sidesFor(ordered)
        .ifPresent(sides -> template.add(Types.sides.of(sides.keyword())));
    if (abilities.abilities().unscaled()) {
      // The page carries a QR code at a size that was chosen, not a size that fits.
      template.add(Types.printScaling.of(PrintScaling.none));
    }
    request.putJobAttributes(template);
    return jobs(client.call(request.build(), callDeadline)).stream()
        .findFirst()
        .map(JobView::job)
        .orElseThrow(() -> bad("no job in it"));
  }

  /** Send-Document (§4.3.1), its only and last document. */
  CompletableFuture<IppPacket> sendDocument(PrinterJobId job, Sendable document)
      throws InterruptedException {
    IppPacket.Builder request;
    try {
      request = request(Operation.sendDocument);
    } catch (IppFailure e) {
      return CompletableFuture.failedFuture(e);
    }
    request.putOperationAttributes(
        Types.jobId.of(job.id()),
        Types.documentFormat.of(document.format()),
        Types.lastDocument.of(true));
    return client.send(request.build(), document.bytes());
  }

  /** Get-Job-Attributes (§4.3.4); empty if the printer knows no such job, or another one. */
  Optional<JobView> job(PrinterJobId job, String name) throws IppFailure, InterruptedException {
    IppPacket.Builder request = request(Operation.getJobAttributes);
    request.putOperationAttributes(Types.jobId.of(job.id()), wanted());
    try {
      return jobs(client.call(request.build(), callDeadline)).stream()
          .filter(view -> view.isSameAs(job, name))
          .findFirst();
    } catch (IppFailure e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Get-Jobs (§4.2.6) for those that have not ended. */
  List<JobView> openJobs() throws IppFailure, InterruptedException {
    return listed(WhichJobs.notCompleted);
  }

  /**
   * Get-Jobs for all: asked in two parts, because printers need not know {@code all}; the open ones
   * first, so that a job which ends in between is seen twice and not never.
   */
  List<JobView> allJobs() throws IppFailure, InterruptedException {
    List<JobView> all = new ArrayList<>(openJobs());
    all.addAll(listed(WhichJobs.completed));
    return all;
  }

  /** The same as {@link #openJobs}, for those who ask again and again. */
  List<JobView> queueSeen() throws IppFailure, InterruptedException {
    return client.look(queue, callDeadline);
  }

  private List<JobView> listed(String which) throws IppFailure, InterruptedException {
    return jobs(
        client.call(
            listRequest(client.printerUri(), which, requestIds.incrementAndGet()), callDeadline));
  }

  private static IppPacket listRequest(URI printer, String which, int id) {
    IppPacket.Builder request = request(printer, Operation.getJobs, id);
    request.putOperationAttributes(
        Types.whichJobs.of(which), Types.limit.of(MAX_JOBS_LISTED), wanted());
    return request.build();
  }

  /** Cancel-Job (§4.3.3). Refused for a job that has already ended. */
  void cancel(PrinterJobId job) throws IppFailure, InterruptedException {
    IppPacket.Builder request = request(Operation.cancelJob);
    request.putOperationAttributes(Types.jobId.of(job.id()));
    var ignored = client.call(request.build(), callDeadline);
  }

  private static Attribute<String> wanted() {
    return Types.requestedAttributes.of(
        List.of(
            "job-id",
            "job-uuid",
            "job-name",
            "job-state",
            "job-state-reasons",
            "job-impressions-completed",
            "job-media-sheets-completed"));
  }

  private IppPacket.Builder request(Operation operation) throws IppFailure, InterruptedException {
    return request(client.printerUri(), operation, requestIds.incrementAndGet());
  }

  private static IppPacket.Builder request(URI printer, Operation operation, int id) {
    IppPacket.Builder request = new IppPacket.Builder(operation, IPP_2_0, id);
    request.putOperationAttributes(
        Types.attributesCharset.of("utf-8"),
        Types.attributesNaturalLanguage.of("en"),
        Types.printerUri.of(printer),
        Types.requestingUserName.of(USER));
    return request;
  }

  private static List<JobView> jobs(IppPacket answer) throws IppFailure {
    List<JobView> views = new ArrayList<>();
    for (AttributeGroup group : answer.getAttributeGroups()) {
      if (group.getTag().equals(Tag.jobAttributes)) {
        views.add(view(group));
      }
    }
    return views;
  }

  private static JobView view(AttributeGroup group) throws IppFailure {
    Integer id = group.getValue(Types.jobId);
    JobState state = group.getValue(Types.jobState);
    URI uuid = group.getValue(Types.jobUuid);
    String name = group.getString(Types.jobName);
    if (id == null || state == null) {
      throw bad("a job without number or state");
    }
    try {
      return new JobView(
          new PrinterJobId(id, uuid == null ? "" : uuid.toString()),
          name == null ? "" : name,
          state.getCode(),
          group.getStrings(Types.jobStateReasons),
          count(group.getValue(Types.jobImpressionsCompleted)),
          count(group.getValue(Types.jobMediaSheetsCompleted)));
    } catch (IllegalArgumentException e) {
      throw bad("a job with an impossible number");
    }
  }

  private static OptionalInt count(Integer value) {
    return value == null || value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static Optional<AttributeGroup> group(IppPacket answer, Tag tag) {
    return answer.getAttributeGroups().stream().filter(g -> g.getTag().equals(tag)).findFirst();
  }

  private static IppFailure bad(String what) {
    return new IppFailure(IppFailure.Kind.BAD_ANSWER, "not an IPP answer: " + what, null);
  }
}
