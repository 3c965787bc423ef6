package be.borne.townhall.console;

import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.townhall.guichet.Checks;
import be.borne.townhall.guichet.Checks.Check;
import be.borne.townhall.guichet.Dispatch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What the page of documents to be checked shows.
 *
 * @param waiting the longest waiting first
 * @param decided the latest first
 */
public record CheckView(List<Row> waiting, List<Row> decided) {
  private static final int MOST_WAITING = 200;
  private static final int MOST_DECIDED = 20;

  /**
   * A document.
   *
   * @param since when it was ordered
   * @param way how it reaches its citizen
   * @param outcome what was decided; empty as long as it waits
   * @param draftToken lets its draft be opened
   */
  public record Row(
      String reference,
      String service,
      Moment since,
      String way,
      String outcome,
      String draftToken) {}

  /**
   * A reason that a clerk can give.
   *
   * @param path the last part of its page's path
   * @param clerk as the clerk sees it
   * @param citizen what the citizen is told
   */
  public record Reason(String path, String clerk, String citizen) {}

  public CheckView {
    waiting = List.copyOf(waiting);
    decided = List.copyOf(decided);
  }

  /**
   * @param draftToken the token under which a draft can be opened, by its reference
   */
  static CheckView of(Checks checks, UnaryOperator<String> draftToken, Instant now)
      throws IOException {
    return new CheckView(
        checks.waiting(MOST_WAITING).stream().map(each -> row(each, draftToken, now)).toList(),
        checks.decided(MOST_DECIDED).stream().map(each -> row(each, draftToken, now)).toList());
  }

  static Row row(Check check, UnaryOperator<String> draftToken, Instant now) {
    return new Row(
        check.reference(),
        check.service(),
        Times.moment(check.askedAt(), now),
        check.way().map(CheckView::words).orElse("Its order is not known any more."),
        outcome(check, now),
        draftToken.apply(check.reference()));
  }

  private static String outcome(Check check, Instant now) {
    if (check.decided().isEmpty()) {
      return check.isOpen() ? "" : "Its order has come to its end: there is nothing to decide.";
    }
    Dispatch.Noted noted = check.decided().get();
    String what =
        check
            .refusal()
            .map(reason -> "Refused: " + reason(reason).clerk())
            .orElseGet(() -> ofAgreed(check));
    return "%s, %s by %s.".formatted(what, Times.moment(noted.at(), now).words(), noted.by());
  }

  /** A clerk's yes is not yet a document. */
  private static String ofAgreed(Check check) {
    return switch (check.order().orElse(Order.State.IN_PREPARATION)) {
      case READY -> "Issued";
      case IN_PREPARATION -> "To be issued, and not made yet";
      case REFUSED -> "Agreed, but it could not be issued";
    };
  }

  private static String words(DeliveryWay way) {
    return switch (way) {
      case PAPER -> "The citizen collects it at a terminal.";
      case EMAIL -> "It is sent to the citizen by e-mail as soon as it is issued.";
      case POST -> "It is yours to print and post once it is issued.";
    };
  }

  /** How a reason is put to clerk and citizen. */
  static Reason reason(RefusalReason reason) {
    String path = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (reason) {
      case REGISTER_AND_ACT_DIFFER ->
          new Reason(
              path,
              "the act and the register differ",
              "The act and what the register says of it are not the same. The counter puts it"
                  + " right.");
      case ACT_NOT_FOUND ->
          new Reason(
              path,
              "the act is not there, or cannot be read",
              "The act cannot be found or read. The counter helps.");
      case NOT_ENTITLED ->
          new Reason(
              path,
              "this citizen may not have it, or has to show why first",
              "They have to show at the counter why they may have it.");
      case ONLY_AT_THE_COUNTER ->
          new Reason(
              path, "it is given at the counter alone", "This document is given at the counter.");
      case NOTHING_TO_CERTIFY ->
          new Reason(
              path,
              "there is nothing of the kind about this citizen",
              "The register holds nothing of the kind about them.");
      case OTHER -> new Reason(path, "something else", "They are asked to come to the counter.");
    };
  }
}
