package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.CitizenProof;
import be.borne.protocol.guichet.DeliveryDoubt;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.GuichetCall;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.GuichetProblem;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.PrintClaim;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import be.borne.townhall.guichet.audit.Act;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.StoreException;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of {@link GuichetCall} by which citizens sign in and order. Who calls is the common
 * name of the client certificate; for whom, is the session. Every answer that is no success is a
 * {@link GuichetProblem}; the log says terminal, call, outcome and order reference, and of the
 * citizen nothing.
 */
final class GuichetApi {
  private static final Logger LOG = LoggerFactory.getLogger(GuichetApi.class);
  private static final String REFERENCE = "reference";

  private final AuditTrail trail;
  private final Calls calls;
  private final Engine engine;
  private final Offer offer;
  private final Challenges challenges;
  private final ProofVerifier proofs;
  private final CitizenSessions sessions;
  private final Orders orders;
  private final FollowUp followUp;

  GuichetApi(
      Engine engine,
      Offer offer,
      Challenges challenges,
      ProofVerifier proofs,
      CitizenSessions sessions,
      Orders orders,
      FollowUp followUp,
      AuditTrail trail,
      Calls calls) {
    this.trail = trail;
    this.calls = calls;
    this.engine = engine;
    this.offer = offer;
    this.challenges = challenges;
    this.proofs = proofs;
    this.sessions = sessions;
    this.orders = orders;
    this.followUp = followUp;
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

  /** What answers the calls of signing in and of orders. */
  void answer(GuichetRoutes routes) {
    routes
        .on(GuichetCall.HEALTH, this::health)
        .on(GuichetCall.CHALLENGE, this::challenge)
        .on(GuichetCall.SIGN_IN, this::beginSession)
        .on(GuichetCall.SIGN_OUT, this::endSession)
        .on(GuichetCall.SERVICES, (terminal, c) -> calls.answer(c, 200, offer.catalogue()))
        .on(GuichetCall.ORDER, this::place)
        .on(GuichetCall.UNFINISHED, this::unfinished)
        .on(GuichetCall.LOOK, this::look)
        .on(GuichetCall.FILES, this::files)
        .on(GuichetCall.CLAIM, this::claim)
        .on(GuichetCall.DOCUMENT, this::document)
        .on(GuichetCall.CLAIMS, (terminal, c) -> calls.answer(c, 200, orders.openClaims(terminal)))
        .on(GuichetCall.DELIVERY, this::delivered)
        .on(GuichetCall.DOUBT, this::doubted);
  }

  /** What holds for whatever is asked, and what becomes of everything that is no call. */
  void aroundAll(RoutesConfig routes) {
    routes.before(
        context -> {
          context.header("Cache-Control", "no-store");
          context.header("X-Content-Type-Options", "nosniff");
        });
    routes.exception(
        HttpResponseException.class,
        (e, context) ->
            calls.problem(
                context, new Refusal(e.getStatus(), FaultCode.GUICHET_FAILED, "no such call")));
    routes.exception(
        Exception.class,
        (e, context) -> {
          // Its message could quote the request; its type and place cannot.
          LOG.error("call failed: {} at {}", e.getClass().getName(), e.getStackTrace()[0]);
          calls.problem(context, new Refusal(500, FaultCode.GUICHET_FAILED, "call failed"));
        });
  }

  private void health(String terminal, Context context) throws Refusal {
    if (!engine.ready()) {
      throw Refusal.unavailable("engine takes no orders");
    }
    context.status(204);
  }

  private void challenge(String terminal, Context context) throws IOException {
    calls.answer(context, 201, challenges.issue(terminal));
  }

  private void beginSession(String terminal, Context context)
      throws Refusal, StoreException, IOException {
    calls.requireSignInAllowed(terminal, context);
    CitizenProof proof = calls.body(context, GuichetCall.SIGN_IN, CitizenProof.class);
    CardHolder holder;
    try {
      Challenge challenge =
          challenges
              .use(terminal, proof.challengeId())
              .orElseThrow(() -> Refusal.citizen("challenge is unknown, used or expired"));
      holder = proofs.verify(proof, challenge, terminal);
    } catch (Refusal e) {
      trail.terminal(terminal, Act.SIGN_IN_REFUSED, "", e.getMessage());
      throw e;
    }
    trail.citizen(terminal, Act.SIGNED_IN, holder.number(), "");
    calls.answer(context, 201, sessions.begin(terminal, holder));
  }

  private void endSession(String terminal, Context context) throws Refusal {
    String token = Calls.token(context);
    if (!sessions.end(terminal, token)) {
      throw Refusal.sessionEnded();
    }
    context.status(204);
  }

  private void place(String terminal, Context context) throws Refusal, StoreException, IOException {
    NationalNumber citizen = calls.citizen(terminal, context);
    UUID key = Calls.uuid(context, GuichetPaths.IDEMPOTENCY_KEY);
    Orders.Placed placed =
        orders.place(
            terminal, citizen, key, calls.body(context, GuichetCall.ORDER, OrderRequest.class));
    LOG.info(
        "terminal={} order={} service={} state={} new={}",
        terminal,
        placed.order().reference(),
        placed.order().serviceId(),
        placed.order().state(),
        placed.isNew());
    trail.citizen(terminal, Act.ORDERED, citizen, placed.order().reference());
    calls.answer(context, placed.isNew() ? 201 : 200, placed.order());
  }

  private void look(String terminal, Context context) throws Refusal, StoreException, IOException {
    calls.answer(
        context, 200, orders.look(calls.citizen(terminal, context), context.pathParam(REFERENCE)));
  }

  private void unfinished(String terminal, Context context)
      throws Refusal, StoreException, IOException {
    calls.answer(context, 200, orders.unfinished(calls.citizen(terminal, context)));
  }

  private void files(String terminal, Context context) throws Refusal, StoreException, IOException {
    calls.answer(context, 200, followUp.of(calls.citizen(terminal, context)));
  }

  private void claim(String terminal, Context context) throws Refusal, StoreException, IOException {
    NationalNumber citizen = calls.citizen(terminal, context);
    UUID claim = calls.body(context, GuichetCall.CLAIM, PrintClaim.class).claimId();
    String reference = context.pathParam(REFERENCE);
    Order order = orders.claim(terminal, citizen, reference, claim);
    LOG.info("terminal={} order={} claim={}", terminal, reference, claim);
    trail.citizen(terminal, Act.CLAIMED, citizen, reference);
    calls.answer(context, 200, order);
  }

  private void document(String terminal, Context context) throws Refusal, StoreException {
    NationalNumber citizen = calls.citizen(terminal, context);
    String reference = context.pathParam(REFERENCE);
    UUID claim = Calls.uuid(context, GuichetPaths.PRINT_CLAIM);
    byte[] pdf = orders.document(terminal, citizen, reference, claim);
    trail.citizen(terminal, Act.FETCHED, citizen, reference);
    context.status(200).contentType("application/pdf").result(pdf);
  }

  private void delivered(String terminal, Context context)
      throws Refusal, StoreException, IOException {
    DeliveryReport report = calls.body(context, GuichetCall.DELIVERY, DeliveryReport.class);
    String reference = context.pathParam(REFERENCE);
    orders.delivered(terminal, reference, report);
    trail.terminal(terminal, Act.REPORTED, reference, report.outcome().name());
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
    DeliveryDoubt doubt = calls.body(context, GuichetCall.DOUBT, DeliveryDoubt.class);
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
}
