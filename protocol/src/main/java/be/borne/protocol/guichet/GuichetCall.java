package be.borne.protocol.guichet;

import static be.borne.protocol.guichet.CallTerms.Method.DELETE;
import static be.borne.protocol.guichet.CallTerms.Method.GET;
import static be.borne.protocol.guichet.CallTerms.Method.POST;
import static be.borne.protocol.guichet.CallTerms.Method.PUT;
import static be.borne.protocol.guichet.CallTerms.on;
import static be.borne.protocol.terminal.FaultCode.BEING_PRINTED_ELSEWHERE;
import static be.borne.protocol.terminal.FaultCode.CARD_EXPIRED;
import static be.borne.protocol.terminal.FaultCode.CITIZEN_REFUSED;
import static be.borne.protocol.terminal.FaultCode.DOCUMENT_IN_DOUBT;
import static be.borne.protocol.terminal.FaultCode.DOCUMENT_NOT_SEALED;
import static be.borne.protocol.terminal.FaultCode.ENOUGH_FOR_TODAY;
import static be.borne.protocol.terminal.FaultCode.FILES_ENOUGH;
import static be.borne.protocol.terminal.FaultCode.FILE_REFUSED;
import static be.borne.protocol.terminal.FaultCode.FORM_REFUSED;
import static be.borne.protocol.terminal.FaultCode.GUICHET_FAILED;
import static be.borne.protocol.terminal.FaultCode.GUICHET_UNREACHABLE;
import static be.borne.protocol.terminal.FaultCode.NOT_A_DOCUMENT;
import static be.borne.protocol.terminal.FaultCode.ORDER_REFUSED;
import static be.borne.protocol.terminal.FaultCode.PRINTED_ALREADY;
import static be.borne.protocol.terminal.FaultCode.SEAL_BROKEN;
import static be.borne.protocol.terminal.FaultCode.WRONG_ISSUER;

import be.borne.protocol.guichet.CallTerms.Body;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.terminal.FaultCode;
import java.util.Arrays;
import java.util.List;

/**
 * Every call of the guichet's HTTP interface, version 1: the one table from which the town hall
 * makes its routes and {@code docs/guichet-openapi.json} is drawn. HTTPS with a client certificate
 * always, which says which terminal calls; JSON of the records of this package; answers other than
 * 2xx carry a {@link GuichetProblem}.
 */
public enum GuichetCall {
  HEALTH(
      on(GET, GuichetPaths.HEALTH, "Whether orders can be taken.")
          .givesNothing()
          .refuses(503, "the engine takes no orders", GUICHET_FAILED)),
  CHALLENGE(
      on(POST, GuichetPaths.CHALLENGES, "Something for the citizen's card to sign, once.")
          .gives(201, Challenge.class)),
  SIGN_IN(
      on(POST, GuichetPaths.SESSIONS, "Begins the citizen's session, and ends an earlier one here.")
          .takes(CitizenProof.class)
          .gives(201, CitizenSession.class)
          .refuses(403, "the card's proof does not hold", CITIZEN_REFUSED)
          .refuses(403, "the card is not valid today", CARD_EXPIRED)
          .refuses(503, "nobody says whether the card was revoked", GUICHET_FAILED)),
  SIGN_OUT(on(DELETE, GuichetPaths.SESSION, "Ends the session.").inSession().givesNothing()),
  SERVICES(
      on(GET, GuichetPaths.SERVICES, "What can be ordered at this terminal.")
          .gives(200, Catalogue.class)),
  ORDER(
      on(POST, GuichetPaths.ORDERS, "Places an order. The same key always gives the same order.")
          .inSession()
          .key(GuichetPaths.IDEMPOTENCY_KEY)
          .takes(OrderRequest.class)
          .gives(201, Order.class, "it is new")
          .gives(200, Order.class, "the key was known")
          .refuses(
              409,
              "the key stands for another order, or the order failed and is had on paper",
              ORDER_REFUSED)
          .refuses(422, "this is not offered", ORDER_REFUSED)
          .refuses(429, "the citizen has placed as many today as one may", ENOUGH_FOR_TODAY)
          .refuses(502, Wording.NOT_PASSED, Wording.unfit())
          .refuses(503, Wording.NOT_NOW, GUICHET_FAILED)),
  UNFINISHED(
      on(GET, GuichetPaths.ORDERS, "The citizen's orders of which no paper was delivered yet.")
          .inSession()
          .gives(200, UnfinishedOrders.class)),
  LOOK(
      order("", GET, "How far an order of the citizen's is.")
          .inSession()
          .gives(200, Order.class)
          .refuses(404, Wording.NO_ORDER, ORDER_REFUSED)
          .refuses(502, Wording.NOT_PASSED, Wording.unfit())
          .refuses(503, Wording.NOT_NOW, GUICHET_FAILED)),
  FILES(
      on(GET, GuichetPaths.FILES, "How the citizen's own orders and forms stand, the latest first.")
          .inSession()
          .gives(200, CitizenFiles.class)),
  CLAIM(
      order("/claim", POST, "The right to print it once; the same claim may be sent again.")
          .inSession()
          .takes(PrintClaim.class)
          .gives(200, Order.class)
          .refuses(404, Wording.NO_ORDER, ORDER_REFUSED)
          .refuses(409, "there is no document for a terminal, or the id is taken", ORDER_REFUSED)
          .refuses(409, "nobody knows whether it came out", DOCUMENT_IN_DOUBT)
          .refuses(409, "it was printed", PRINTED_ALREADY)
          .refuses(409, "it is being printed elsewhere", BEING_PRINTED_ELSEWHERE)),
  DOCUMENT(
      order("/document", GET, "The sealed document, byte for byte, under an open claim.")
          .inSession()
          .key(GuichetPaths.PRINT_CLAIM)
          .gives(
              new CallTerms.Success(
                  200, new Body.Raw(List.of("application/pdf"), IssuedDocument.MAX_SIZE_BYTES), ""))
          .refuses(404, Wording.NO_ORDER, ORDER_REFUSED)
          .refuses(409, "the claim is not open, or there is no document", ORDER_REFUSED)),
  CLAIMS(
      on(
              GET,
              GuichetPaths.CLAIMS,
              "This terminal's claims that have not ended, for one that lost its journal.")
          .gives(200, OpenClaims.class)),
  DELIVERY(
      on(
              POST,
              GuichetPaths.DELIVERIES + "/{reference}",
              """
              What became of the paper. Needs no session, for the paper may end after it; only the \
              terminal that claimed may report. PRINTED or UNKNOWN on a claim that the guichet does \
              not know is taken as that claim's end: it may have been lost when a backup was \
              restored.""")
          .where(Order.REFERENCE)
          .takes(DeliveryReport.class)
          .givesNothing()
          .refuses(404, "there is no such order or claim", ORDER_REFUSED)
          .refuses(409, "another outcome was reported before", ORDER_REFUSED)),
  DOUBT(
      on(
              POST,
              GuichetPaths.DOUBTS + "/{reference}",
              "That the terminal does not know yet what became of the paper, and is finding out.")
          .where(Order.REFERENCE)
          .takes(DeliveryDoubt.class)
          .givesNothing()
          .refuses(404, "there is no such order or claim", ORDER_REFUSED)),
  FORMS(
      on(GET, GuichetPaths.FORMS, "The forms that can be filled in.")
          .inSession()
          .gives(200, Procedures.class)),
  FORM(
      form("", GET, "One form.")
          .gives(200, FormDefinition.class)
          .refuses(404, Wording.NO_FORM, FORM_REFUSED)),
  DRAFT(
      form("/draft", GET, "The citizen's own draft of it, without files that are gone meanwhile.")
          .inSession()
          .gives(200, Draft.class)
          .refuses(404, "there is no such form or draft", FORM_REFUSED)),
  KEEP_DRAFT(
      form("/draft", PUT, "Keeps a draft in the place of an earlier one.")
          .inSession()
          .takes(new Body.Json(Draft.class, Wording.FILLED_BYTES))
          .givesNothing()
          .refuses(404, Wording.NO_FORM, FORM_REFUSED)
          .refuses(409, "the citizen has as many drafts as one may", FORM_REFUSED)
          .refuses(
              422, "it is of a later version, or names a file that is not there", FORM_REFUSED)),
  DROP_DRAFT(
      form("/draft", DELETE, "Throws the draft away, if there is one.")
          .inSession()
          .givesNothing()
          .refuses(404, Wording.NO_FORM, FORM_REFUSED)),
  SUBMIT(
      form("/submissions", POST, "Sends a filled form, whose draft is gone with it.")
          .inSession()
          .key(GuichetPaths.IDEMPOTENCY_KEY)
          .takes(new Body.Json(Submission.class, Wording.FILLED_BYTES))
          .gives(201, Receipt.class, "it is new")
          .gives(200, Receipt.class, "the key was known")
          .refuses(404, Wording.NO_FORM, FORM_REFUSED)
          .refuses(409, "the key stands for something else", FORM_REFUSED)
          .refuses(
              422,
              """
              the form does not take these answers or has another version meanwhile, or they name \
              a file that is not the citizen's own, is another than the guichet found, or was sent \
              before""",
              FORM_REFUSED)
          .refuses(429, "the citizen has sent as many today as one may", ENOUGH_FOR_TODAY)
          .refuses(503, Wording.NOT_NOW, GUICHET_FAILED)),
  BRING_FILE(
      on(
              POST,
              GuichetPaths.FORM_FILES,
              """
              Brings a file for a form. Its length has to be announced; its kind and pages are \
              found out by the guichet. It is erased if no draft names it and no form is sent with \
              it for a while, and with the draft or the form that does.""")
          .inSession()
          .takes(CallTerms.file(Arrays.stream(FileKind.values()).map(FileKind::mediaType).toList()))
          .gives(201, AttachedFile.class)
          .refuses(400, "the file broke off", GUICHET_FAILED)
          .refuses(404, Wording.NO_FORMS, GUICHET_FAILED)
          .refuses(408, "the line is too slow for it", GUICHET_UNREACHABLE)
          .refuses(409, "the citizen has as many files as one may", FILES_ENOUGH)
          .refuses(411, "its length is not announced", FILE_REFUSED)
          .refuses(413, "it is too large", FILE_REFUSED)
          .refuses(415, "it is announced as something that no form takes", FILE_REFUSED)
          .refuses(422, "what it holds is not taken", FILE_REFUSED)
          .refuses(503, Wording.NOT_NOW, GUICHET_FAILED)),
  DROP_FILE(
      on(
              DELETE,
              GuichetPaths.FORM_FILES + "/{reference}",
              "Erases a file of the citizen's own that was not sent with a form.")
          .where(Answer.Attached.REFERENCE)
          .inSession()
          .givesNothing()
          .refuses(404, "there is no such file", FILE_REFUSED)
          .refuses(404, Wording.NO_FORMS, GUICHET_FAILED));

  // Records of unmodifiable lists throughout, which cannot be seen from here.
  @SuppressWarnings("ImmutableEnumChecker")
  private final CallTerms terms;

  GuichetCall(CallTerms terms) {
    this.terms = terms;
  }

  public CallTerms terms() {
    return terms;
  }

  private static CallTerms order(String below, CallTerms.Method method, String summary) {
    return on(method, GuichetPaths.ORDERS + "/{reference}" + below, summary).where(Order.REFERENCE);
  }

  private static CallTerms form(String below, CallTerms.Method method, String summary) {
    return on(method, GuichetPaths.FORMS + "/{id}" + below, summary).where(Service.ID);
  }

  /** What several calls say. */
  private static final class Wording {
    /** Longer than any form can be filled in by hand. */
    static final int FILLED_BYTES = 256 * 1024;

    static final String NO_ORDER = "the citizen has no such order";
    static final String NO_FORM = "there is no such form";
    static final String NO_FORMS = "no forms are offered here";
    static final String NOT_NOW = "it cannot be done now: the same call may be made again";
    static final String NOT_PASSED = "what the engine issued did not pass validation";

    static FaultCode[] unfit() {
      return new FaultCode[] {SEAL_BROKEN, DOCUMENT_NOT_SEALED, WRONG_ISSUER, NOT_A_DOCUMENT};
    }
  }
}
