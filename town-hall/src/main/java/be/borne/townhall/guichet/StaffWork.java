package be.borne.townhall.guichet;

/**
 * What the guichet leaves for people to do at the console.
 *
 * @param questions about paper of which nobody knows whether it came out
 * @param dispatch letters to be posted, and what could not be sent
 * @param submissions filled forms
 * @param checks documents that are looked at before they are issued
 */
public record StaffWork(
    PaperQuestions questions, Dispatch dispatch, Submissions submissions, Checks checks) {
  /** Where there is no guichet nobody has any. */
  public static final StaffWork NONE =
      new StaffWork(PaperQuestions.NONE, Dispatch.NONE, Submissions.NONE, Checks.NONE);

  /** Questions alone. */
  public StaffWork(PaperQuestions questions) {
    this(questions, Dispatch.NONE, Submissions.NONE, Checks.NONE);
  }

  /** Without checks. */
  public StaffWork(PaperQuestions questions, Dispatch dispatch, Submissions submissions) {
    this(questions, dispatch, submissions, Checks.NONE);
  }
}
