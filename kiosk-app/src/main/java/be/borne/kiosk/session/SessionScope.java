package be.borne.kiosk.session;

import be.borne.device.card.EidCard;
import be.borne.device.card.VerifiedIdentity;
import be.borne.kiosk.document.Verdict;
import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.Submission;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Owns everything of one citizen, from the first touch until the visit is over, and forgets all of
 * it on closing. Whatever arrives after that, from a card or a guichet that was slow, is refused
 * and wiped. Thread-safe; nothing here waits for anything.
 */
public final class SessionScope implements AutoCloseable {

  /** What has to be told to others when a visit ends; must not block. */
  public interface Farewell {
    /** The guichet still knows the citizen as signed in. */
    void signOut(CitizenSession session);

    /** The visit ended before this order came to a print. */
    void leaveUnprinted(UUID claimId);

    /** For a scope in which nothing ever was. */
    Farewell NONE =
        new Farewell() {
          @Override
          public void signOut(CitizenSession session) {}

          @Override
          public void leaveUnprinted(UUID claimId) {}
        };
  }

  /** The visit is over; nothing can be kept in it any more. */
  static final class OverException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OverException() {
      super("the session is over");
    }
  }

  private final Farewell farewell;
  private final PinBuffer pin = new PinBuffer();
  private final TextBuffer text = new TextBuffer();
  private final FilesInHand files = new FilesInHand();
  private boolean cardCounted;
  private EidCard card;
  private VerifiedIdentity holder;
  private CitizenSession signIn;
  private UUID claimId;
  private final Map<Submission, UUID> submissionKeys = new HashMap<>();
  private Order order;
  private Verdict.Passed document;
  private boolean closed;

  public SessionScope(Farewell farewell) {
    this.farewell = farewell;
  }

  public PinBuffer pin() {
    return pin;
  }

  public TextBuffer text() {
    return text;
  }

  FilesInHand files() {
    return files;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Whether this visit's first card is now being read. */
  synchronized boolean isFirstCard() {
    requireOpen();
    boolean first = !cardCounted;
    cardCounted = true;
    return first;
  }

  synchronized void keepCard(EidCard read, VerifiedIdentity identity) {
    requireOpen();
    card = read;
    holder = identity;
  }

  synchronized EidCard card() {
    return present(card);
  }

  synchronized VerifiedIdentity holder() {
    return present(holder);
  }

  /** Ends the sign-in at once if the visit is already over. */
  synchronized void keepSignIn(CitizenSession signedIn) {
    if (closed) {
      farewell.signOut(signedIn);
    }
    requireOpen();
    signIn = signedIn;
  }

  synchronized CitizenSession signIn() {
    return present(signIn);
  }

  /**
   * The order that is about to be placed or collected.
   *
   * @param claim under which it will be printed; of a new order also its key
   */
  synchronized void beginOrder(UUID claim) {
    requireOpen();
    claimId = claim;
  }

  synchronized UUID claimId() {
    return present(claimId);
  }

  /**
   * Under which a filled form is sent: the same as long as it is the same, so that it arrives once
   * however often it is sent.
   */
  synchronized UUID keyOf(Submission filled) {
    requireOpen();
    return submissionKeys.computeIfAbsent(filled, _ -> UUID.randomUUID());
  }

  synchronized void keepOrder(Order placed) {
    requireOpen();
    order = placed;
  }

  /**
   * The order that was begun comes to no print, and another may be begun in its place. Does nothing
   * if none was.
   */
  void leaveOrder() {
    UUID unprinted;
    synchronized (this) {
      requireOpen();
      unprinted = claimId;
      claimId = null;
      order = null;
    }
    Optional.ofNullable(unprinted).ifPresent(farewell::leaveUnprinted);
  }

  synchronized Order order() {
    return present(order);
  }

  /** Wipes the document at once if the visit is already over. */
  synchronized void keepDocument(Verdict.Passed accepted) {
    if (closed) {
      Arrays.fill(accepted.bytes(), (byte) 0);
    }
    requireOpen();
    document = accepted;
  }

  /**
   * Hands the document over to be printed. A print goes on when the visit is over, and must not see
   * its document wiped under its hands.
   *
   * @return the document; the caller wipes its bytes
   */
  synchronized Verdict.Passed takeDocument() {
    requireOpen();
    Verdict.Passed taken = present(document);
    document = null;
    claimId = null;
    return taken;
  }

  /** Wipes everything. The second time does nothing. */
  @Override
  public void close() {
    CitizenSession signedIn;
    UUID unprinted;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      pin.close();
      text.close();
      files.close();
      signedIn = signIn;
      unprinted = claimId;
      if (document != null) {
        Arrays.fill(document.bytes(), (byte) 0);
      }
      card = null;
      holder = null;
      signIn = null;
      claimId = null;
      submissionKeys.clear();
      order = null;
      document = null;
    }
    Optional.ofNullable(signedIn).ifPresent(farewell::signOut);
    Optional.ofNullable(unprinted).ifPresent(farewell::leaveUnprinted);
  }

  private void requireOpen() {
    if (closed) {
      throw new OverException();
    }
  }

  private <T> T present(T value) {
    requireOpen();
    if (value == null) {
      throw new IllegalStateException("the session has not come that far");
    }
    return value;
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "SessionScope[]";
  }
}
