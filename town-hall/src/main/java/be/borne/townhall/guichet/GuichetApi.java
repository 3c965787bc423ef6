package be.borne.townhall.guichet;

import be.borne.protocol.fleet.UpMessage;
import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.CitizenProof;
import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.GuichetProblem;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.PrintClaim;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.StoreException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of {@link GuichetPaths}. Who calls is the common name of the client certificate; for
 * whom, is the session. Every answer that is no success is a {@link GuichetProblem}; the log says
 * terminal, call, outcome and order reference, and of the citizen nothing.
 */
final class GuichetApi {
  private static final Logger LOG = LoggerFactory.getLogger(GuichetApi.class);
  private static final String CLIENT_CERTIFICATES = "jakarta.servlet.request.X509Certificate";
  private static final String REFERENCE = "reference";
  private static final String BEARER = "Bearer ";
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Something done for a terminal. */
  private interface Call {
    void by(String terminal, Context context) throws Refusal, StoreException, IOException;
  }

  private final ObjectMapper json = Json.mapper();
  private final Engine engine;
  private final Challenges challenges;
  private final ProofVerifier proofs;
  private final CitizenSessions sessions;
  private final Orders orders;

  GuichetApi(
      Engine engine,
      Challenges challenges,
      ProofVerifier proofs,
      CitizenSessions sessions,
      Orders orders) {
    this.engine = engine;
    this.challenges = challenges;
    this.proofs = proofs;
    this.sessions = sessions;
    this.orders = orders;
  }

  /** What is answered to a request too broken to be understood. */
  static String brokenRequest() {
    try {
      return Json.mapper()
          .writeValueAsString(
              new GuichetProblem(FaultCode.GUICHET_FAILED, "request cannot be understood"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem can always be written", e);
    }
  }

  void routes(RoutesConfig routes) {
    String order = GuichetPaths.ORDERS + "/{" + REFERENCE + "}";
    routes.get(GuichetPaths.HEALTH, called(this::health));
    routes.post(GuichetPaths.CHALLENGES, called(this::challenge));
    routes.post(GuichetPaths.SESSIONS, called(this::beginSession));
    routes.delete(GuichetPaths.SESSION, called(this::endSession));
    routes.get(GuichetPaths.SERVICES, called((terminal, c) -> answer(c, 200, engine.catalogue())));
    routes.post(GuichetPaths.ORDERS, called(this::place));
    routes.get(order, called(this::look));
    routes.get(GuichetPaths.ORDERS, called(this::unfinished));
    routes.post(order + "/claim", called(this::claim));
    routes.get(order + "/document", called(this::document));
    routes.get(
        GuichetPaths.CLAIMS, called((terminal, c) -> answer(c, 200, orders.openClaims(terminal))));
    routes.post(GuichetPaths.DELIVERIES + "/{" + REFERENCE + "}", called(this::delivered));
    routes.post(GuichetPaths.DOUBTS + "/{" + REFERENCE + "}", called(this::doubted));
    routes.before(
        context -> {
          context.header("Cache-Control", "no-store");
          context.header("X-Content-Type-Options", "nosniff");
        });
    routes.exception(
        HttpResponseException.class,
        (e, context) ->
            problem(context, new Refusal(e.getStatus(), FaultCode.GUICHET_FAILED, "no such call")));
    routes.exception(
        Exception.class,
        (e, context) -> {
          // Its message could quote the request; its type and place cannot.
          LOG.error("call failed: {} at {}", e.getClass().getName(), e.getStackTrace()[0]);
          problem(context, new Refusal(500, FaultCode.GUICHET_FAILED, "call failed"));
        });
  }

  private io.javalin.http.Handler called(Call call) {
    return context -> {
      try {
        String terminal = terminal(context);
        try {
          call.by(terminal, context);
          LOG.info(
              "terminal={} call={} {} status={}",
              terminal,
              context.method(),
              context.endpoint().path,
              context.status().getCode());
        } catch (Refusal e) {
          LOG.info(
              "terminal={} call={} {} status={} rule={}",
              terminal,
              context.method(),
              context.endpoint().path,
              e.status(),
              e.getMessage());
          problem(context, e);
        }
      } catch (Refusal e) {
        LOG.warn("call without a terminal's certificate: {}", e.getMessage());
        problem(context, e);
      }
    };
  }

  private void health(String terminal, Context context) throws Refusal {
    if (!engine.ready()) {
      throw Refusal.unavailable("engine takes no orders");
    }
    context.status(204);
  }

  private void challenge(String terminal, Context context) throws IOException {
    answer(context, 201, challenges.issue(terminal));
  }

  private void beginSession(String terminal, Context context) throws Refusal, IOException {
    CitizenProof proof = body(context, CitizenProof.class);
    Challenge challenge =
        challenges
            .use(terminal, proof.challengeId())
            .orElseThrow(() -> Refusal.citizen("challenge is unknown, used or expired"));
    NationalNumber citizen = proofs.verify(proof, challenge, terminal);
    answer(context, 201, sessions.begin(terminal, citizen));
  }

  private void endSession(String terminal, Context context) throws Refusal {
    String token = token(context);
    if (!sessions.end(terminal, token)) {
      throw Refusal.sessionEnded();
    }
    context.status(204);
  }

  private void place(String terminal, Context context) throws Refusal, StoreException, IOException {
    NationalNumber citizen = citizen(terminal, context);
    UUID key = uuid(context, GuichetPaths.IDEMPOTENCY_KEY);
    Orders.Placed placed = orders.place(terminal, citizen, key, body(context, OrderRequest.class));
    LOG.info(
        "terminal={} order={} service={} state={} new={}",
        terminal,
        placed.order().reference(),
        placed.order().serviceId(),
        placed.order().state(),
        placed.isNew());
    answer(context, placed.isNew() ? 201 : 200, placed.order());
  }

  private void look(String terminal, Context context) throws Refusal, StoreException, IOException {
    answer(context, 200, orders.look(citizen(terminal, context), context.pathParam(REFERENCE)));
  }

  private void unfinished(String terminal, Context context)
      throws Refusal, StoreException, IOException {
    answer(context, 200, orders.unfinished(citizen(terminal, context)));
  }

  private void claim(String terminal, Context context) throws Refusal, StoreException, IOException {
    NationalNumber citizen = citizen(terminal, context);
    UUID claim = body(context, PrintClaim.class).claimId();
    String reference = context.pathParam(REFERENCE);
    Order order = orders.claim(terminal, citizen, reference, claim);
    LOG.info("terminal={} order={} claim={}", terminal, reference, claim);
    answer(context, 200, order);
  }

  private void document(String terminal, Context context) throws Refusal, StoreException {
    byte[] pdf =
        orders.document(
            terminal,
            citizen(terminal, context),
            context.pathParam(REFERENCE),
            uuid(context, GuichetPaths.PRINT_CLAIM));
    context.status(200).contentType("application/pdf").result(pdf);
  }

  private void delivered(String terminal, Context context)
      throws Refusal, StoreException, IOException {
    DeliveryReport report = body(context, DeliveryReport.class);
    String reference = context.pathParam(REFERENCE);
    orders.delivered(terminal, reference, report);
    LOG.info(
        "terminal={} order={} claim={} outcome={}",
        terminal,
        reference,
        report.claimId(),
        report.outcome());
    context.status(204);
  }

  private void doubted(String terminal, Context context)
      throws Refusal, StoreException, IOException {
    DeliveryDoubt doubt = body(context, DeliveryDoubt.class);
    String reference = context.pathParam(REFERENCE);
    orders.doubted(terminal, reference, doubt);
    LOG.info(
        "terminal={} order={} claim={} doubt={}",
        terminal,
        reference,
        doubt.claimId(),
        doubt.known());
    context.status(204);
  }

  private static String terminal(Context context) throws Refusal {
    Object shown = context.req().getAttribute(CLIENT_CERTIFICATES);
    if (!(shown instanceof X509Certificate[] chain) || chain.length == 0) {
      throw new Refusal(403, FaultCode.GUICHET_FAILED, "no client certificate");
    }
    try {
      List<String> names =
          new LdapName(chain[0].getSubjectX500Principal().getName())
              .getRdns().stream()
                  .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                  .map(rdn -> rdn.getValue().toString())
                  .toList();
      if (names.size() != 1 || !UpMessage.TERMINAL.matcher(names.getFirst()).matches()) {
        throw new Refusal(403, FaultCode.GUICHET_FAILED, "client certificate names no terminal");
      }
      return names.getFirst();
    } catch (InvalidNameException e) {
      throw new Refusal(403, FaultCode.GUICHET_FAILED, "client certificate names no terminal");
    }
  }

  private NationalNumber citizen(String terminal, Context context) throws Refusal {
    return sessions.citizen(terminal, token(context)).orElseThrow(Refusal::sessionEnded);
  }

  private static String token(Context context) throws Refusal {
    return Optional.ofNullable(context.header("Authorization"))
        .filter(value -> value.startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()))
        .orElseThrow(Refusal::sessionEnded);
  }

  private static UUID uuid(Context context, String header) throws Refusal {
    String value = context.header(header);
    if (value == null || !UUID_TEXT.matcher(value).matches()) {
      throw Refusal.badRequest(header + " is missing or no UUID");
    }
    return UUID.fromString(value);
  }

  private <T> T body(Context context, Class<T> type) throws Refusal, IOException {
    // Counted here: a body sent in chunks announces no length.
    byte[] bytes = context.bodyInputStream().readNBytes(HttpListener.MAX_BODY_BYTES + 1);
    if (bytes.length > HttpListener.MAX_BODY_BYTES) {
      throw new Refusal(413, FaultCode.GUICHET_FAILED, "body is too large");
    }
    try {
      T value = json.readValue(bytes, type);
      if (value == null) {
        throw Refusal.badRequest("body is no " + type.getSimpleName());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest("body is no " + type.getSimpleName());
    }
  }

  private void answer(Context context, int status, Object body) throws IOException {
    context.status(status).contentType("application/json").result(json.writeValueAsBytes(body));
  }

  private void problem(Context context, Refusal refusal) {
    try {
      answer(context, refusal.status(), refusal.problem());
    } catch (IOException e) {
      throw new IllegalStateException("a problem can always be written", e);
    }
  }
}
