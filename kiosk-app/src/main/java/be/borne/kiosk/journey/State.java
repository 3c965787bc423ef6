package be.borne.kiosk.journey;

import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.util.List;
import java.util.Optional;

/**
 * What a citizen standing at the terminal could see and say. No state holds a name, a national
 * number, a PIN or a document: those live in the session scope alone, so that a state may be logged
 * by its name without a thought.
 */
public sealed interface State {

  /** How long this state may last; every state but the two resting ones has a deadline. */
  Deadline deadline();

  /** A state in which a citizen is being served, in that citizen's language. */
  sealed interface InSession extends State {
    Language language();

    /** Whether a card was last seen in the reader. */
    boolean cardIn();
  }

  /** Nobody is there. "Touch the screen or insert your card." */
  record Attract() implements State {
    @Override
    public Deadline deadline() {
      return Deadline.NONE;
    }
  }

  /** Nobody is there, and nobody could be served: says so before anyone types a PIN. */
  record OutOfService(FaultCode obstacle) implements State {
    @Override
    public Deadline deadline() {
      return Deadline.NONE;
    }
  }

  record ChoosingLanguage(Language language, boolean cardIn) implements InSession {
    @Override
    public Deadline deadline() {
      return Deadline.IDLE;
    }
  }

  record AwaitingCard(Language language) implements InSession {
    @Override
    public boolean cardIn() {
      return false;
    }

    @Override
    public Deadline deadline() {
      return Deadline.IDLE;
    }
  }

  /** A card is in, yet silent: most often it is the wrong way round. */
  record TurnCardAround(Language language) implements InSession {
    @Override
    public boolean cardIn() {
      return true;
    }

    @Override
    public Deadline deadline() {
      return Deadline.IDLE;
    }
  }

  record ReadingCard(Language language) implements InSession {
    @Override
    public boolean cardIn() {
      return true;
    }

    @Override
    public Deadline deadline() {
      return Deadline.CARD;
    }
  }

  /**
   * @param triesLeft what the card said; empty while it has not said anything
   */
  record AwaitingPin(Language language, Optional<Integer> triesLeft) implements InSession {
    @Override
    public boolean cardIn() {
      return true;
    }

    @Override
    public Deadline deadline() {
      return Deadline.IDLE;
    }
  }

  /**
   * The PIN is typed on the card reader's keys; those of the terminal mean nothing here.
   *
   * @param triesLeft what the card said; empty while it has not said anything
   */
  record TypingPinOnReader(Language language, Optional<Integer> triesLeft) implements InSession {
    @Override
    public boolean cardIn() {
      return true;
    }

    @Override
    public Deadline deadline() {
      return Deadline.PIN_ON_READER;
    }
  }

  /** The card signs the guichet's challenge and the guichet answers with what can be ordered. */
  record SigningIn(Language language) implements InSession {
    @Override
    public boolean cardIn() {
      return true;
    }

    @Override
    public Deadline deadline() {
      return Deadline.SIGN_IN;
    }
  }

  /**
   * The PIN was wrong. Nothing more happens to the card unless the citizen says so.
   *
   * @param pinPlace where it was typed, and would be again
   */
  record WrongPin(Language language, int triesLeft, PinPlace pinPlace) implements InSession {
    @Override
    public boolean cardIn() {
      return true;
    }

    @Override
    public Deadline deadline() {
      return Deadline.IDLE;
    }
  }

  /** Something that was ordered earlier has not been delivered yet: print it now, or go on? */
  record ChoosingWaiting(Language language, List<Service> services, List<WaitingDocument> waiting)
      implements InSession {
    public ChoosingWaiting {
      services = List.copyOf(services);
      waiting = List.copyOf(waiting);
    }

    @Override
    public boolean cardIn() {
      return true;
    }

    @Override
    public Deadline deadline() {
      return Deadline.IDLE;
    }
  }

  record ChoosingService(Language language, List<Service> services) implements InSession {
    public ChoosingService {
      services = List.copyOf(services);
    }

    @Override
    public boolean cardIn() {
      return true;
    }

    @Override
    public Deadline deadline() {
      return Deadline.IDLE;
    }
  }

  record Confirming(
      Language language, List<Service> services, Service chosen, Language documentLanguage)
      implements InSession {
    public Confirming {
      services = List.copyOf(services);
    }

    @Override
    public boolean cardIn() {
      return true;
    }

    @Override
    public Deadline deadline() {
      return Deadline.IDLE;
    }
  }

  /** The town hall makes and seals the document. */
  record Ordering(Language language, Service chosen) implements InSession {
    @Override
    public boolean cardIn() {
      return true;
    }

    @Override
    public Deadline deadline() {
      return Deadline.GUICHET;
    }
  }

  /** The document is fetched, and its seal checked before anything is printed. */
  record CheckingDocument(Language language, String reference) implements InSession {
    @Override
    public boolean cardIn() {
      return true;
    }

    @Override
    public Deadline deadline() {
      return Deadline.GUICHET;
    }
  }

  /**
   * The document is with the printer. From here on paper may come, whatever the citizen does.
   *
   * @param held why the printer waits for a hand: paper, jam, cover; empty while it runs
   */
  record Printing(Language language, boolean cardIn, String reference, Optional<FaultCode> held)
      implements InSession {
    @Override
    public Deadline deadline() {
      return Deadline.PRINT;
    }
  }

  /**
   * The end of a visit: first the card, then the paper. The session is already closed.
   *
   * @param paper whether the printer was seen to deliver a document
   * @param urgent the card has been left in for too long
   */
  record TakingBack(Language language, boolean cardIn, boolean paper, boolean urgent)
      implements InSession {
    @Override
    public Deadline deadline() {
      return Deadline.FAREWELL;
    }
  }

  /**
   * Something failed. One plain sentence, what to do, a code for the helpdesk. The session is
   * already closed.
   *
   * @param reference the order it happened to, which the citizen can collect later; empty if there
   *     was none yet
   */
  record Faulted(Language language, boolean cardIn, FaultCode fault, Optional<String> reference)
      implements InSession {
    @Override
    public Deadline deadline() {
      return Deadline.FAREWELL;
    }
  }

  /** Nobody touched anything for a while. "Are you still there?" */
  record AskingIfStillThere(InSession interrupted) implements InSession {
    @Override
    public Language language() {
      return interrupted.language();
    }

    @Override
    public boolean cardIn() {
      return interrupted.cardIn();
    }

    @Override
    public Deadline deadline() {
      return Deadline.WARNING;
    }
  }
}
