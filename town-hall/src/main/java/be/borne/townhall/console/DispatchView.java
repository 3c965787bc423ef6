package be.borne.townhall.console;

import be.borne.townhall.guichet.Dispatch;
import be.borne.townhall.guichet.Dispatch.Letter;
import be.borne.townhall.guichet.Dispatch.Mail;
import be.borne.townhall.guichet.Dispatch.Standing;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the page of letters and mails shows.
 *
 * @param toPost the longest waiting first
 * @param ended posted or not, the latest first
 * @param waiting mails, the longest waiting first
 * @param givenUp mails, the latest first
 * @param sent "2 documents were sent"
 */
public record DispatchView(
    List<LetterRow> toPost,
    List<LetterRow> ended,
    List<MailRow> waiting,
    List<MailRow> givenUp,
    String sent) {
  private static final int MOST_OPEN = 200;
  private static final int MOST_ENDED = 20;

  /**
   * A letter.
   *
   * @param since when it was ready
   * @param printed who printed it last, and when; empty if nobody did
   * @param outcome what became of it; empty as long as it is to be posted
   * @param printToken lets its document be opened
   */
  public record LetterRow(
      String reference,
      String service,
      Moment since,
      String printed,
      String outcome,
      String printToken) {}

  /**
   * A mail.
   *
   * @param what how often it was tried and what that came to
   */
  public record MailRow(String reference, String service, Moment since, String what) {}

  public DispatchView {
    toPost = List.copyOf(toPost);
    ended = List.copyOf(ended);
    waiting = List.copyOf(waiting);
    givenUp = List.copyOf(givenUp);
  }

  /**
   * @param printToken the token under which a letter's document can be opened, by its reference
   */
  static DispatchView of(Dispatch dispatch, UnaryOperator<String> printToken, Instant now)
      throws IOException {
    long sent = dispatch.mailsSent();
    return new DispatchView(
        dispatch.toPost(MOST_OPEN).stream().map(each -> row(each, printToken, now)).toList(),
        dispatch.posted(MOST_ENDED).stream().map(each -> row(each, printToken, now)).toList(),
        dispatch.mailsWaiting(MOST_OPEN).stream().map(each -> row(each, now)).toList(),
        dispatch.mailsGivenUp(MOST_ENDED).stream().map(each -> row(each, now)).toList(),
        sent == 1 ? "1 document was sent" : sent + " documents were sent");
  }

  static LetterRow row(Letter letter, UnaryOperator<String> printToken, Instant now) {
    return new LetterRow(
        letter.reference(),
        letter.service(),
        Times.moment(letter.readyAt(), now),
        letter
            .printed()
            .map(noted -> "Printed at %s by %s.".formatted(words(noted.at(), now), noted.by()))
            .orElse(""),
        letter
            .ended()
            .map(
                noted ->
                    "%s, %s by %s."
                        .formatted(
                            letter.standing() == Standing.POSTED
                                ? "Posted"
                                : "Not posted: the citizen collects it on paper",
                            words(noted.at(), now),
                            noted.by()))
            .orElse(""),
        printToken.apply(letter.reference()));
  }

  private static MailRow row(Mail mail, Instant now) {
    String tried =
        switch (mail.attempts()) {
          case 0 -> "Not tried yet.";
          case 1 -> "Tried once.";
          default -> "Tried %d times.".formatted(mail.attempts());
        };
    String finding = mail.finding().isEmpty() ? "" : " The last time: " + mail.finding() + ".";
    return new MailRow(
        mail.reference(), mail.service(), Times.moment(mail.since(), now), tried + finding);
  }

  private static String words(Instant at, Instant now) {
    return Times.moment(at, now).words();
  }
}
