package be.borne.protocol.guichet;

/** Where the guichet's calls are made, and headers that they carry: {@link GuichetCall}. */
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
