package be.borne.townhall.console;

/**
 * A filled form in the list.
 *
 * @param handled by whom and when; empty as long as it is to be dealt with
 */
public record SubmissionRow(String reference, String title, Moment received, String handled) {}
