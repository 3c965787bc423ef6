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
 *   <tr><td>GET {@link #ORDERS}/{reference}/document</td><td>200 {@code application/pdf}</td></tr>
 *   <tr><td>POST {@link #DELIVERIES}/{reference} {@link DeliveryReport}</td><td>204; needs no session, for
 *       the paper may end after it; only the terminal that ordered may report</td></tr>
 * </table>
 */
public final class GuichetPaths {
  public static final String HEALTH = "/guichet/v1/health";
  public static final String CHALLENGES = "/guichet/v1/challenges";
  public static final String SESSIONS = "/guichet/v1/sessions";
  public static final String SESSION = "/guichet/v1/sessions/current";
  public static final String SERVICES = "/guichet/v1/services";
  public static final String ORDERS = "/guichet/v1/orders";
  public static final String DELIVERIES = "/guichet/v1/deliveries";
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private GuichetPaths() {}
}
