package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.PrintClaim;
import be.borne.protocol.guichet.Purpose;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * One citizen's visit, with the calls that the kiosk makes in it, in its order: signed in by card,
 * one certificate ordered, claimed, fetched, compared and reported as printed.
 */
final class GuichetVisit {
  /** What the in-process bound makes, too. */
  static final String SERVICE = "household-composition";

  /** For the card's signature, the choice of a document, and the paper. */
  static final Duration CARD = Duration.ofSeconds(2);

  static final Duration CHOICE = Duration.ofSeconds(10);
  static final Duration PAPER = Duration.ofSeconds(8);

  /** How quick a citizen is. */
  enum Citizen {
    /** Waits for nothing: only the guichet takes time. */
    TIRELESS,
    /** Types, reads and waits for paper; quicker than most. */
    HUMAN
  }

  private final TerminalLine line;
  private final BenchCitizen citizen;
  private final Citizen pace;
  private final CallTimes times;
  private long due;
  private long paused;

  /**
   * @param times is told of every call that came to what it should
   */
  GuichetVisit(TerminalLine line, BenchCitizen citizen, Citizen pace, CallTimes times) {
    this.line = line;
    this.citizen = citizen;
    this.pace = pace;
    this.times = times;
  }

  /**
   * @param from when the citizen came, on {@link System#nanoTime}'s clock: if the terminal was not
   *     free, the first call's time counts from then
   */
  void run(long from) throws CallFailed, InterruptedException {
    due = from;
    Challenge challenge = challenge();
    pause(CARD);
    CitizenSession session = signIn(challenge);
    Service service = service(session);
    call(VisitCall.WAITING, as(session, GuichetPaths.ORDERS).GET(), 200);
    call(VisitCall.FORMS, as(session, GuichetPaths.FORMS).GET(), 200);
    pause(CHOICE);
    Order order = order(session, service);
    UUID claim = UUID.randomUUID();
    call(
        VisitCall.CLAIM,
        as(session, path(order) + "/claim").POST(TerminalLine.json(new PrintClaim(claim))),
        200);
    document(session, order, claim);
    pause(PAPER);
    call(
        VisitCall.REPORT,
        line.request(GuichetPaths.DELIVERIES + "/" + order.reference())
            .POST(
                TerminalLine.json(
                    new DeliveryReport(claim, DeliveryReport.Outcome.PRINTED, Instant.now()))),
        204);
    signOut(session);
    times.visited(System.nanoTime() - from - paused);
  }

  /** Signs in and out, and no more. */
  void signInOnly() throws CallFailed, InterruptedException {
    due = System.nanoTime();
    signOut(signIn(challenge()));
  }

  /** Asks for the catalogue so many times in one session. */
  void catalogueOnly(int calls) throws CallFailed, InterruptedException {
    due = System.nanoTime();
    CitizenSession session = signIn(challenge());
    for (int i = 0; i < calls; i++) {
      var _ = service(session);
    }
    signOut(session);
  }

  private Challenge challenge() throws CallFailed, InterruptedException {
    return read(
        VisitCall.CHALLENGE,
        call(
            VisitCall.CHALLENGE,
            line.request(GuichetPaths.CHALLENGES).POST(BodyPublishers.noBody()),
            201),
        Challenge.class);
  }

  private CitizenSession signIn(Challenge challenge) throws CallFailed, InterruptedException {
    HttpRequest.Builder request =
        line.request(GuichetPaths.SESSIONS)
            .POST(TerminalLine.json(citizen.proof(challenge, line.id())));
    // The card is not what is measured.
    due = System.nanoTime();
    return read(VisitCall.SIGN_IN, call(VisitCall.SIGN_IN, request, 201), CitizenSession.class);
  }

  private Service service(CitizenSession session) throws CallFailed, InterruptedException {
    Catalogue catalogue =
        read(
            VisitCall.CATALOGUE,
            call(VisitCall.CATALOGUE, as(session, GuichetPaths.SERVICES).GET(), 200),
            Catalogue.class);
    return catalogue.services().stream()
        .filter(service -> service.id().equals(SERVICE))
        .findFirst()
        .orElseThrow(() -> new DemoFailure("the guichet does not offer " + SERVICE));
  }

  private Order order(CitizenSession session, Service service)
      throws CallFailed, InterruptedException {
    String purpose = service.purposes().stream().map(Purpose::id).findFirst().orElse(null);
    OrderRequest request =
        new OrderRequest(SERVICE, Language.FRENCH, purpose, 1, DeliveryWay.PAPER, null);
    Order order =
        read(
            VisitCall.ORDER,
            call(
                VisitCall.ORDER,
                as(session, GuichetPaths.ORDERS)
                    .header(GuichetPaths.IDEMPOTENCY_KEY, UUID.randomUUID().toString())
                    .POST(TerminalLine.json(request)),
                201),
            Order.class);
    if (order.state() != Order.State.READY) {
      throw new CallFailed(VisitCall.ORDER, order.state().name(), null);
    }
    return order;
  }

  private void document(CitizenSession session, Order order, UUID claim)
      throws CallFailed, InterruptedException {
    byte[] pdf =
        call(
            VisitCall.DOCUMENT,
            as(session, path(order) + "/document")
                .header(GuichetPaths.PRINT_CLAIM, claim.toString())
                .GET(),
            200);
    IssuedDocument issued = order.document();
    if (pdf.length != issued.sizeBytes() || !sha256(pdf).equals(issued.sha256())) {
      throw new DemoFailure("the guichet gave out another document than it issued");
    }
  }

  private void signOut(CitizenSession session) throws CallFailed, InterruptedException {
    call(VisitCall.SIGN_OUT, as(session, GuichetPaths.SESSION).DELETE(), 204);
  }

  private byte[] call(VisitCall call, HttpRequest.Builder request, int status)
      throws CallFailed, InterruptedException {
    byte[] answer = line.call(call, due, request, status, times);
    due = System.nanoTime();
    return answer;
  }

  /** What comes next is due when the citizen is ready for it, however late this thread wakes. */
  private void pause(Duration duration) throws InterruptedException {
    if (pace == Citizen.TIRELESS) {
      return;
    }
    due += duration.toNanos();
    paused += duration.toNanos();
    while (true) {
      long left = due - System.nanoTime();
      if (left <= 0) {
        return;
      }
      if (left > GuichetRhythm.IN_USE.toNanos()) {
        Thread.sleep(GuichetRhythm.IN_USE);
        GuichetRhythm.lookBeside(line, times);
      } else {
        Thread.sleep(Duration.ofNanos(left));
      }
    }
  }

  private HttpRequest.Builder as(CitizenSession session, String path) {
    return line.request(path).header("Authorization", "Bearer " + session.token());
  }

  private static String path(Order order) {
    return GuichetPaths.ORDERS + "/" + order.reference();
  }

  private static <T> T read(VisitCall call, byte[] body, Class<T> type) throws CallFailed {
    try {
      return Json.mapper().readValue(body, type);
    } catch (IOException e) {
      throw new CallFailed(call, "the answer is no " + type.getSimpleName(), e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
