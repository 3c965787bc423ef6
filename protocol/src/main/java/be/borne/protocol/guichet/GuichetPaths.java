package be.borne.protocol.guichet;

/**
 * The guichet's HTTP interface, version 1. HTTPS with a client certificate always; JSON bodies of
 * the records of this package; answers other than 2xx carry a {@link GuichetProblem}.
 *
 * <table>
 *   <caption>Calls</caption>
 *   <tr><td>GET {@link #HEALTH}</td><td>204 when orders can be taken</td></tr>
 *   <tr><td>POST {@link #CHALLENGES}</td><td>201 {@link Challenge}</td></tr>
 *   <tr><td>POST {@link #SESSIONS} {@link CitizenProof}</td><td>201 {@link CitizenSession}</td></tr>
 *   <tr><td>DELETE {@link #SESSION}</td><td>204, the session is over</td></tr>
 *   <tr><td>GET {@link #SERVICES}</td><td>200 {@link Catalogue}</td></tr>
 *   <tr><td>POST {@link #ORDERS} {@link OrderRequest}</td><td>201, or 200 when the key was known, {@link Order}</td></tr>
 *   <tr><td>GET {@link #ORDERS}/{reference}</td><td>200 {@link Order}</td></tr>
 *   <tr><td>POST {@link #ORDERS}/{reference}/claim {@link PrintClaim}</td><td>200 {@link Order}, which this
 *       terminal may now print once; the same claim may be sent again</td></tr>
 *   <tr><td>GET {@link #ORDERS}/{reference}/document</td><td>200 {@code application/pdf}; names the open
 *       claim in the header {@link #PRINT_CLAIM}</td></tr>
 *   <tr><td>GET {@link #ORDERS}</td><td>200 {@link UnfinishedOrders} of the citizen</td></tr>
 *   <tr><td>GET {@link #FILES}</td><td>200 {@link CitizenFiles}: how the citizen's own orders and forms
 *       stand</td></tr>
 *   <tr><td>POST {@link #DELIVERIES}/{reference} {@link DeliveryReport}</td><td>204; needs no session, for
 *       the paper may end after it; only the terminal that claimed may report</td></tr>
 *   <tr><td>POST {@link #DOUBTS}/{reference} {@link DeliveryDoubt}</td><td>204; a terminal that does not
 *       know yet says so at once; needs no session</td></tr>
 *   <tr><td>GET {@link #FORMS}</td><td>200 {@link Procedures}; needs a session</td></tr>
 *   <tr><td>GET {@link #FORMS}/{id}</td><td>200 {@link
 *       be.borne.protocol.guichet.form.FormDefinition}</td></tr>
 *   <tr><td>GET, PUT {@link Draft}, DELETE {@link #FORMS}/{id}/draft</td><td>200 {@link Draft} or 404; 204;
 *       204. The citizen's own, one for each form</td></tr>
 *   <tr><td>POST {@link #FORMS}/{id}/submissions {@link Submission}</td><td>201, or 200 when the key was
 *       known, {@link Receipt}; the draft of the form is gone with it</td></tr>
 *   <tr><td>POST {@link #FORM_FILES}, raw bytes of a {@link
 *       be.borne.protocol.guichet.form.FileKind}</td><td>201 {@link AttachedFile}; needs a session</td></tr>
 *   <tr><td>DELETE {@link #FORM_FILES}/{reference}</td><td>204, a file of the citizen's own that was not
 *       sent with a form</td></tr>
 *   <tr><td>GET {@link #CLAIMS}</td><td>200 {@link OpenClaims} of this terminal; needs no session</td></tr>
 * </table>
 *
 * <p>An order is refused with 429 and {@code G-306} if the citizen has placed as many today as one
 * may.
 *
 * <p>A submission is refused with 422 and {@code G-307} if the form does not take its answers or
 * has another version meanwhile, or if they name a file that is not the citizen's own, is described
 * otherwise than the guichet did, or was sent before. So is a draft that names such a file.
 *
 * <p>A file is refused with {@code G-308}: with 413 if it is too large, 415 if it is announced as
 * something that no form takes, 411 if its length is not announced, 422 if what it holds is not
 * taken, and 404 if there is none to delete; with 409 and {@code G-309} if the citizen has as many
 * as one may, and with 408 and {@code G-301} if the line is too slow for it. What it is called
 * counts for nothing: kind and pages are found out by the guichet. It is erased if no draft names
 * it and no form is sent with it for a while, and with the draft or the form that does.
 *
 * <p>A claim is refused with 409 and {@code D-408} while the document is being printed elsewhere,
 * with {@code D-406} while nobody knows whether it came out, and with {@code D-407} once it was
 * printed.
 *
 * <p>A report of {@code PRINTED} or {@code UNKNOWN} on a claim that the guichet does not know is
 * taken as that claim's end: it may have been lost when a backup was restored. On an order that is
 * not known it is answered with 404.
 */
public final class GuichetPaths {
  public static final String HEALTH = "/guichet/v1/health";
  public static final String CHALLENGES = "/guichet/v1/challenges";
  public static final String SESSIONS = "/guichet/v1/sessions";
  public static final String SESSION = "/guichet/v1/sessions/current";
  public static final String SERVICES = "/guichet/v1/services";
  public static final String ORDERS = "/guichet/v1/orders";
  public static final String FILES = "/guichet/v1/files";
  public static final String DELIVERIES = "/guichet/v1/deliveries";
  public static final String DOUBTS = "/guichet/v1/doubts";
  public static final String CLAIMS = "/guichet/v1/claims";
  public static final String FORMS = "/guichet/v1/forms";
  public static final String FORM_FILES = "/guichet/v1/form-files";
  public static final String PRINT_CLAIM = "Print-Claim";
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private GuichetPaths() {}
}
