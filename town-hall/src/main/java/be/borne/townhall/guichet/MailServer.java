package be.borne.townhall.guichet;

/** Where mails are handed over. */
interface MailServer {

  /** What became of an attempt; what is said of it is never in the server's own words. */
  sealed interface Outcome {
    /** The server took it, and answers for it now. */
    record Taken() implements Outcome {}

    /** The server will never take this one. */
    record RefusedForGood(String finding) implements Outcome {}

    /** Not this one, not now. */
    record NotNow(String finding) implements Outcome {}

    /** The server got all of it and said nothing: it may have taken it. */
    record InDoubt(String finding) implements Outcome {}

    /** No mail at all can be handed over now. */
    record Away(String finding) implements Outcome {}
  }

  /**
   * Hands one mail over; ends within its deadline.
   *
   * @throws InterruptedException if the town hall is stopping and the server did not get all of it
   */
  Outcome hand(MailLetter letter) throws InterruptedException;
}
