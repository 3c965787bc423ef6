package be.borne.demo.faults;

import com.hp.jipp.model.Operation;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the world is stopped, in the order in which a print passes. */
public enum Point {
  CLAIM_ASKED("claim asked", GuichetCall.CLAIM, Moment.ASKED),
  CLAIM_ANSWERED("claim answered", GuichetCall.CLAIM, Moment.ANSWERED),
  DOCUMENT_ASKED("document asked", GuichetCall.DOCUMENT, Moment.ASKED),
  DOCUMENT_ANSWERED("document answered", GuichetCall.DOCUMENT, Moment.ANSWERED),
  STATUS_ASKED("Get-Printer-Attributes asked", Operation.getPrinterAttributes, Moment.ASKED),
  INTENT_BEFORE("journal: before intent", "printIntended", Moment.BEFORE),
  INTENT_AFTER("journal: after intent", "printIntended", Moment.AFTER),
  CREATE_ASKED("Create-Job asked", Operation.createJob, Moment.ASKED),
  CREATE_ANSWERED("Create-Job answered", Operation.createJob, Moment.ANSWERED),
  CREATED_BEFORE("journal: before created", "printCreated", Moment.BEFORE),
  CREATED_AFTER("journal: after created", "printCreated", Moment.AFTER),
  SEND_ASKED("Send-Document asked", Operation.sendDocument, Moment.ASKED),
  SEND_HALF("Send-Document half sent", Operation.sendDocument, Moment.HALF_SENT),
  SEND_WHOLE("Send-Document all sent", Operation.sendDocument, Moment.SENT),
  SEND_ANSWERED("Send-Document answered", Operation.sendDocument, Moment.ANSWERED),
  HANDED_BEFORE("journal: before handed over", "printHandedOver", Moment.BEFORE),
  HANDED_AFTER("journal: after handed over", "printHandedOver", Moment.AFTER),
  POLL_ASKED("Get-Job-Attributes asked", Operation.getJobAttributes, Moment.ASKED),
  POLL_ANSWERED("Get-Job-Attributes answered", Operation.getJobAttributes, Moment.ANSWERED),
  FIRST_SHEET("first of two sheets out", Moment.SEEN),
  ENDED_BEFORE("journal: before the end", "printEnded", Moment.BEFORE),
  ENDED_AFTER("journal: after the end", "printEnded", Moment.AFTER),
  REPORT_ASKED("report asked", GuichetCall.REPORT, Moment.ASKED),
  REPORT_ANSWERED("report answered", GuichetCall.REPORT, Moment.ANSWERED);

  /** Which side of a step. */
  public enum Moment {
    /** The request has left the terminal, and not a byte of it has reached the other end. */
    ASKED,
    HALF_SENT,
    /** The other end has all of the request; nobody has heard its answer. */
    SENT,
    /** The other end has answered, and the terminal has not heard it yet. */
    ANSWERED,
    /** The terminal is about to journal the step. */
    BEFORE,
    /** The step is on disk. */
    AFTER,
    /** Seen in the printer's tray. */
    SEEN
  }

  private final String words;
  private final OptionalInt operation;
  private final Optional<GuichetCall> call;
  private final Optional<String> journalMethod;
  private final Moment moment;

  Point(String words, Operation operation, Moment moment) {
    this(words, OptionalInt.of(operation.getCode()), Optional.empty(), Optional.empty(), moment);
  }

  Point(String words, GuichetCall call, Moment moment) {
    this(words, OptionalInt.empty(), Optional.of(call), Optional.empty(), moment);
  }

  Point(String words, String journalMethod, Moment moment) {
    this(words, OptionalInt.empty(), Optional.empty(), Optional.of(journalMethod), moment);
  }

  Point(String words, Moment moment) {
    this(words, OptionalInt.empty(), Optional.empty(), Optional.empty(), moment);
  }

  Point(
      String words,
      OptionalInt operation,
      Optional<GuichetCall> call,
      Optional<String> journalMethod,
      Moment moment) {
    this.words = words;
    this.operation = operation;
    this.call = call;
    this.journalMethod = journalMethod;
    this.moment = moment;
  }

  String words() {
    return words;
  }

  /** Of those that are steps of the journal: the method of {@code OrderJournal}. */
  Optional<String> journalMethod() {
    return journalMethod;
  }

  Moment moment() {
    return moment;
  }

  /** Whether it lies between terminal and town hall, and not between terminal and printer. */
  boolean isAtGuichet() {
    return call.isPresent();
  }

  boolean isOnTheLine(GuichetCall called, Moment when) {
    return moment == when && call.equals(Optional.of(called));
  }

  boolean isOnTheWire(int operationCode, Moment when) {
    return moment == when && operation.equals(OptionalInt.of(operationCode));
  }
}
