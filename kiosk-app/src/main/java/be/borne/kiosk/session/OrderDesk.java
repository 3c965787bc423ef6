package be.borne.kiosk.session;

import be.borne.kiosk.document.SealGate;
import be.borne.kiosk.document.Verdict;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.order.OrderJournal;
import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.terminal.FaultCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders at the guichet or takes up an earlier order, claims the right to print it, fetches the
 * document, and lets it pass only if its seal holds.
 */
final class OrderDesk {
  private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** The journey's own deadline comes long before; this only makes the loop finite. */
  private static final int MAX_LOOKS = 600;

  private final GuichetClient guichet;
  private final OrderJournal journal;
  private final SealGate gate;

  OrderDesk(GuichetClient guichet, OrderJournal journal, SealGate gate) {
    this.guichet = guichet;
    this.journal = journal;
    this.gate = gate;
  }

  /** Answers OrderPlaced, OrderRefused or Failed. */
  void place(Effect.PlaceOrder wanted, SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    UUID key = UUID.randomUUID();
    OrderRequest request = wanted.order();
    CitizenSession signIn = session.signIn();
    // What does not come out here is nothing that could be printed twice.
    boolean onPaper = request.way() == DeliveryWay.PAPER;
    if (onPaper) {
      journal.begun(key, request.serviceId());
      begin(session, key);
    }
    Order order = Persistence.of(() -> guichet.order(signIn, key, request));
    if (onPaper) {
      journal.ordered(key, order.reference());
      session.keepOrder(order);
    }
    if (!order.serviceId().equals(request.serviceId())
        || !order.copies().equals(request.copies())) {
      answer.accept(new Event.Failed(FaultCode.GUICHET_FAILED));
    } else if (order.state() == Order.State.REFUSED) {
      refused(order, session, answer);
    } else {
      answer.accept(
          new Event.OrderPlaced(
              order.reference(),
              order.state() == Order.State.READY,
              Optional.ofNullable(order.tracking())));
    }
  }

  /** The visit may go on to another order, which finds nothing of this one in its way. */
  private static void refused(Order order, SessionScope session, Consumer<Event> answer) {
    session.leaveOrder();
    answer.accept(new Event.OrderRefused(order.reference(), order.refusal()));
  }

  /**
   * Takes up an order that was placed earlier. Answers DocumentAccepted, OrderRefused or Failed.
   */
  void collect(Effect.CollectDocument waiting, SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    CitizenSession signIn = session.signIn();
    Order order = Persistence.of(() -> guichet.order(signIn, waiting.reference()));
    if (!order.reference().equals(waiting.reference())) {
      answer.accept(new Event.Failed(FaultCode.GUICHET_FAILED));
      return;
    }
    UUID claim = UUID.randomUUID();
    if (!journal.pickedUp(claim, order.serviceId(), waiting.reference())) {
      // This very terminal has not found out yet what became of it.
      answer.accept(new Event.Failed(FaultCode.BEING_PRINTED_ELSEWHERE));
      return;
    }
    begin(session, claim);
    session.keepOrder(order);
    fetchAndCheck(session, answer);
  }

  private void begin(SessionScope session, UUID claim) {
    try {
      session.beginOrder(claim);
    } catch (SessionScope.OverException e) {
      // The visit that would have closed it has ended meanwhile.
      journal.leftUnprinted(claim);
      throw e;
    }
  }

  /** Answers DocumentAccepted, OrderRefused or Failed. */
  void fetchAndCheck(SessionScope session, Consumer<Event> answer)
      throws GuichetException, InterruptedException {
    CitizenSession signIn = session.signIn();
    Order order = session.order();
    String reference = order.reference();
    for (int look = 0; order.state() == Order.State.IN_PREPARATION && look < MAX_LOOKS; look++) {
      Thread.sleep(BETWEEN_LOOKS);
      order = Persistence.of(() -> guichet.order(signIn, reference));
    }
    if (order.state() == Order.State.REFUSED && order.reference().equals(reference)) {
      refused(order, session, answer);
      return;
    }
    if (order.state() != Order.State.READY || !order.reference().equals(reference)) {
      answer.accept(new Event.Failed(FaultCode.ORDER_REFUSED));
      return;
    }
    UUID claim = session.claimId();
    IssuedDocument issued = order.document();
    Order claimed = Persistence.of(() -> guichet.claim(signIn, reference, claim));
    if (!claimed.reference().equals(reference) || !issued.equals(claimed.document())) {
      answer.accept(new Event.Failed(FaultCode.GUICHET_FAILED));
      return;
    }
    session.keepOrder(claimed);
    byte[] pdf = Persistence.of(() -> guichet.document(signIn, reference, claim, issued));
    if (!issued.sha256().equals(sha256(pdf))) {
      LOG.error("the document is not the one that the guichet issued");
      Arrays.fill(pdf, (byte) 0);
      answer.accept(new Event.Failed(FaultCode.SEAL_BROKEN));
      return;
    }
    switch (gate.check(pdf, Optional.of(reference), Optional.of(issued))) {
      case Verdict.Passed passed -> {
        wipeUnlessSame(pdf, passed.bytes());
        session.keepDocument(passed);
        answer.accept(new Event.DocumentAccepted());
      }
      case Verdict.Refused refused -> {
        Arrays.fill(pdf, (byte) 0);
        LOG.error("the document was refused by rule {}", refused.rule());
        answer.accept(new Event.Failed(refused.fault()));
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // one array or two, whatever they hold
  private static void wipeUnlessSame(byte[] downloaded, byte[] accepted) {
    if (downloaded != accepted) {
      Arrays.fill(downloaded, (byte) 0);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
