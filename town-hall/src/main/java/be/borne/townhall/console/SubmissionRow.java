package be.borne.townhall.console;

/**
 * A filled form in the list.
 *
 * @param handled by whom and when; empty as long as it is to be dealt with
 * @param handover how far it is on its way to the e-guichet; empty where it is on none
 * @param needsClerk whether it should have gone there, and did not
 */
public record SubmissionRow(
    String reference,
    String title,
    Moment received,
    String handled,
    String handover,
    boolean needsClerk) {}
