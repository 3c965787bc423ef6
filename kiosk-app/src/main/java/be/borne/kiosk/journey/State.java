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

  /** A state in which a citizen stands at the terminal. */
  sealed interface InSession extends State {
    /** Whether a card was last seen in the reader. */
    boolean cardIn();
  }

  /** Where a citizen can be, as opposed to what may be laid over it for a while. */
  sealed interface Place extends InSession permits UnderWay, TakingBack, Faulted, HostState {}

  /** A place in which a session is open. */
  sealed interface UnderWay extends Place {}

  /** Laid over a place, which waits or works on underneath and is not lost. */
  sealed interface Overlay extends InSession {
    Place interrupted();

    /** The same over another place. */
    Overlay over(Place place);

    @Override
    default boolean cardIn() {
      return interrupted().cardIn();
    }

    /** What the place waits for, it waits for no longer because of what lies over it. */
    @Override
    default Deadline deadline() {
      return interrupted().deadline();
    }
  }

  /** The place itself, whatever is laid over it. */
  default State beneath() {
    return this instanceof Overlay overlay ? overlay.interrupted() : this;
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

  record ChoosingLanguage(boolean cardIn) implements UnderWay {
    @Override
    public Deadline deadline() {
      return Deadline.IDLE;
    }
  }

  record AwaitingCard() implements UnderWay {
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
  record TurnCardAround() implements UnderWay {
    @Override
    public boolean cardIn() {
      return true;
    }

    @Override
    public Deadline deadline() {
      return Deadline.IDLE;
    }
  }

  record ReadingCard() implements UnderWay {
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
  record AwaitingPin(Optional<Integer> triesLeft) implements UnderWay {
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
  record TypingPinOnReader(Optional<Integer> triesLeft) implements UnderWay {
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
  record SigningIn() implements UnderWay {
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
  record WrongPin(int triesLeft, PinPlace pinPlace) implements UnderWay {
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
  record ChoosingWaiting(List<Service> services, List<WaitingDocument> waiting)
      implements UnderWay {
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

  record ChoosingService(List<Service> services) implements UnderWay {
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

  record Confirming(List<Service> services, Service chosen, Language documentLanguage)
      implements UnderWay {
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
  record Ordering(Service chosen) implements UnderWay {
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
  record CheckingDocument(String reference) implements UnderWay {
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
  record Printing(boolean cardIn, String reference, Optional<FaultCode> held) implements UnderWay {
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
  record TakingBack(boolean cardIn, boolean paper, boolean urgent) implements Place {
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
  record Faulted(boolean cardIn, FaultCode fault, Optional<String> reference) implements Place {
    @Override
    public Deadline deadline() {
      return Deadline.READING;
    }
  }

  /** Nobody touched anything for a while. "Are you still there?" */
  record AskingIfStillThere(Place interrupted) implements InSession {
    @Override
    public boolean cardIn() {
      return interrupted.cardIn();
    }

    @Override
    public Deadline deadline() {
      return Deadline.WARNING;
    }
  }

  /**
   * What to do here, said once more and in other words, and how to get a person.
   *
   * @param staffCalled whether the citizen has asked for a person
   */
  record GettingHelp(Place interrupted, boolean staffCalled) implements Overlay {
    @Override
    public GettingHelp over(Place place) {
      return new GettingHelp(place, staffCalled);
    }
  }

  /** Another language, larger letters, other colours. */
  record ChoosingManner(Place interrupted) implements Overlay {
    @Override
    public ChoosingManner over(Place place) {
      return new ChoosingManner(place);
    }
  }

  /**
   * The headset was pulled out: nothing of the visit is to be seen or heard until its owner says
   * so.
   */
  record HeadsetGone(Place interrupted) implements Overlay {
    @Override
    public HeadsetGone over(Place place) {
      return new HeadsetGone(place);
    }
  }
}
