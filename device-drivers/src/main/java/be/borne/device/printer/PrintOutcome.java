package be.borne.device.printer;

import java.util.Optional;

/**
 * What became of a document's paper. It says what was observed, never what was hoped: between
 * "printed" and "not printed" there is a third answer, and only a person looking at the output tray
 * can resolve it.
 */
public sealed interface PrintOutcome {

  /**
   * The printer was observed to complete the job.
   *
   * @param impressions that it counted; 0 if it does not count
   */
  record Printed(int impressions) implements PrintOutcome {}

  /**
   * No sheet came and none will. Certain, so printing again is safe.
   *
   * @param condition what was the matter with the printer, as last seen
   */
  record NotPrinted(Reason reason, Optional<PrinterCondition> condition) implements PrintOutcome {}

  /**
   * Nobody can tell from here. Never to be printed again without a person's decision.
   *
   * @param condition what was the matter with the printer, as last seen
   */
  record Unknown(Cause cause, Optional<PrinterCondition> condition) implements PrintOutcome {}

  /** Why there is certainly no paper. */
  enum Reason {
    /** It could not print until the deadline; nothing was sent. */
    PRINTER_NOT_READY,
    /** It did not take the job or the document. */
    REFUSED,
    /** No connection could be made to send the document. */
    PRINTER_UNREACHABLE,
    /** The printer gave up, having put out nothing. */
    ABORTED,
    /** Someone cancelled it at the printer before a sheet came. */
    CANCELLED_AT_PRINTER,
    /** The deadline passed, it was cancelled, and seen to end without a sheet. */
    CANCELLED_AT_DEADLINE,
    /** A restart found that the document had never been sent. */
    NEVER_SENT,
    /** A restart found it waiting; it was cancelled, and seen to end without a sheet. */
    CANCELLED_AFTER_RESTART,
    /** The printer takes no PDF, and the document could not be drawn for it; nothing was sent. */
    NOT_DRAWN,
    /** It makes fewer copies of a document than were wanted; nothing was sent. */
    COPIES_NOT_POSSIBLE
  }

  /** Why nobody can tell. */
  enum Cause {
    /** It fell silent with the document on its way. May be asked again later. */
    PRINTER_UNREACHABLE,
    /** It no longer knows the job: restarted, or its memory is short. */
    JOB_VANISHED,
    /** Still not ended after being cancelled: a sheet may come yet. May be asked again later. */
    STILL_IN_PRINTER,
    /** It ended early, or is forgotten, but some of the sheets came out. */
    SOME_SHEETS_OUT,
    /**
     * It ended early, or as if it were done although its document was refused, and the printer does
     * not say how many sheets came out.
     */
    NO_COUNT,
    /** job-completed-with-errors. */
    COMPLETED_WITH_ERRORS,
    /** It says completed, and that it put out nothing. */
    COMPLETED_WITHOUT_IMPRESSIONS,
    /** It was given to a queue, through which nothing can be seen. */
    NOT_OBSERVABLE
  }
}
