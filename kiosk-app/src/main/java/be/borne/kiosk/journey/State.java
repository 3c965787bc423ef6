package be.borne.kiosk.journey;

import be.borne.kiosk.form.Begun;
import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.form.FormPlace;
import be.borne.kiosk.form.PaperLook;
import be.borne.kiosk.form.StickFiles;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Problem;
import be.borne.protocol.guichet.form.QuestionPath;
import be.borne.protocol.terminal.FaultCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a citizen standing at the terminal could see and say. No state holds a name or national
 * number from the card, a PIN or a document: those live in the session scope alone. What a citizen
 * typed and sees again is in the state that shows it, hidden in its {@code toString}; a state may
 * be logged by the name of its class without a thought.
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
  sealed interface UnderWay extends Place
      permits ChoosingLanguage,
          AwaitingCard,
          Deciding,
          ReadingCard,
          TypingPinOnReader,
          SigningIn,
          RequestState,
          Ordering,
          Ordered,
          Refused,
          CheckingDocument,
          Printing,
          OfForm {}

  /** The card is in, and the terminal waits for what the citizen decides. */
  sealed interface Deciding extends UnderWay {
    @Override
    default boolean cardIn() {
      return true;
    }

    @Override
    default Deadline deadline() {
      return Deadline.IDLE;
    }
  }

  /** An order is put together, one question a screen. */
  sealed interface Composing extends Deciding {
    /** What else could be asked for. */
    Offer offer();

    OrderDraft draft();

    OrderDraft.Question question();
  }

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
  record TurnCardAround() implements Deciding {}

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
  record AwaitingPin(Optional<Integer> triesLeft) implements Deciding {}

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
  record WrongPin(int triesLeft, PinPlace pinPlace) implements Deciding {}

  /** Something that was ordered earlier has not been delivered yet: print it now, or go on? */
  record ChoosingWaiting(Offer offer, List<WaitingDocument> waiting) implements Deciding {
    public ChoosingWaiting {
      waiting = List.copyOf(waiting);
    }
  }

  record ChoosingService(Offer offer) implements Deciding {}

  record ChoosingPurpose(Offer offer, OrderDraft draft) implements Composing {
    @Override
    public OrderDraft.Question question() {
      return OrderDraft.Question.PURPOSE;
    }
  }

  /** On paper, by e-mail or by post? */
  record ChoosingWay(Offer offer, OrderDraft draft) implements Composing {
    @Override
    public OrderDraft.Question question() {
      return OrderDraft.Question.WAY;
    }
  }

  /**
   * @param typed what stands in the field at first
   * @param problem what is wrong with it; empty while nothing is known to be
   */
  record TypingEmail(Offer offer, OrderDraft draft, String typed, Optional<Problem> problem)
      implements Composing {
    @Override
    public OrderDraft.Question question() {
      return OrderDraft.Question.EMAIL;
    }

    @Override
    public String toString() {
      return "TypingEmail[" + draft + ", hidden, " + problem + "]";
    }
  }

  /** The address that was typed, to be read once more: a letter too few, and it is a stranger's. */
  record ConfirmingEmail(Offer offer, OrderDraft draft, EmailAddress typed) implements Composing {
    @Override
    public OrderDraft.Question question() {
      return OrderDraft.Question.EMAIL;
    }
  }

  record ChoosingCopies(Offer offer, OrderDraft draft) implements Composing {
    @Override
    public OrderDraft.Question question() {
      return OrderDraft.Question.COPIES;
    }
  }

  /** All that was answered, before anything is ordered. */
  record Confirming(Offer offer, OrderDraft draft) implements Composing {
    @Override
    public OrderDraft.Question question() {
      return OrderDraft.Question.REVIEW;
    }
  }

  /** The town hall makes and seals the document. */
  record Ordering(Offer offer, OrderDraft draft) implements UnderWay {
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
   * It is ordered, and nothing comes out here now: it is sent, or a clerk looks at it first.
   *
   * @param reference of the order
   * @param ready whether the document is there already
   * @param tracking by which it can be asked for without a card; empty where it has none
   */
  record Ordered(
      boolean cardIn,
      OrderDraft draft,
      String reference,
      boolean ready,
      Optional<TrackingCode> tracking)
      implements UnderWay {
    /** Without a tracking code. */
    public Ordered(boolean cardIn, OrderDraft draft, String reference, boolean ready) {
      this(cardIn, draft, reference, ready, Optional.empty());
    }

    @Override
    public Deadline deadline() {
      return Deadline.READING;
    }
  }

  /**
   * The town hall does not issue the document. The session is still open.
   *
   * @param onward what else can be asked for; empty once the card was out, for one that comes then
   *     may be another's
   * @param service that was ordered; empty where its name is not known here
   * @param reference of the order
   */
  record Refused(
      boolean cardIn,
      Optional<Offer> onward,
      Optional<Service> service,
      String reference,
      RefusalReason why)
      implements UnderWay {
    @Override
    public Deadline deadline() {
      return Deadline.READING;
    }
  }

  /**
   * The document is fetched, and its seal checked before anything is printed.
   *
   * @param offer what else could be asked for
   * @param service whose document it is; empty where its name is not known here
   */
  record CheckingDocument(Offer offer, Optional<Service> service, String reference)
      implements UnderWay {
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

  // ---------------------------------------------------------------- a form

  /** A form is chosen, filled in or on its way; no paper is needed for it. */
  sealed interface OfForm extends UnderWay {}

  /** A form lies open, and what was answered can be kept for another day. */
  sealed interface Filling extends Deciding, OfForm {
    /** What else could be asked for. */
    Offer offer();

    FormPlace place();
  }

  /**
   * Too many for one list are first asked for by what they are about.
   *
   * @param about what was chosen; empty as long as nothing was
   */
  record ChoosingProcedure(Offer offer, Optional<FormCategory> about) implements Deciding, OfForm {
    /** So many fit on a page or two. */
    private static final int FEW = 8;

    ChoosingProcedure(Offer offer) {
      this(offer, Optional.empty());
    }

    /** Those around a form that was looked at. */
    static ChoosingProcedure around(Offer offer, FormCategory looked) {
      ChoosingProcedure all = new ChoosingProcedure(offer);
      return all.subjects().contains(looked)
          ? new ChoosingProcedure(offer, Optional.of(looked))
          : all;
    }

    /** What can be chosen between; none where all are listed. */
    public List<FormCategory> subjects() {
      List<FormCategory> subjects =
          offer.procedures().stream()
              .map(Procedure::category)
              .filter(Objects::nonNull)
              .distinct()
              .sorted()
              .toList();
      boolean isMany = offer.procedures().size() > FEW && subjects.size() > 1;
      return isMany && about.isEmpty() ? subjects : List.of();
    }

    /**
     * What is listed: of many that are about nothing yet, what was begun, and what has no subject.
     */
    public List<Procedure> listed() {
      boolean isBySubject = !subjects().isEmpty();
      return offer.procedures().stream()
          .filter(
              it ->
                  about.isPresent()
                      ? about.get() == it.category()
                      : !isBySubject || it.begun() || it.category() == null)
          .toList();
    }
  }

  record FetchingForm(Offer offer) implements OfForm {
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
   * What the form is about, before its first question.
   *
   * @param lost questions of a draft whose answers no longer fit
   * @param fresh whether it has just come from the guichet, so that leaving it loses nothing
   */
  record OpeningForm(Offer offer, FormPlace place, List<QuestionPath> lost, boolean fresh)
      implements Filling {
    public OpeningForm {
      lost = List.copyOf(lost);
    }
  }

  /**
   * Before a question of the form.
   *
   * @param problem what is wrong with what was answered; empty while nothing is known to be
   */
  record AnsweringForm(Offer offer, FormPlace.Asking place, Begun begun, Optional<Problem> problem)
      implements Filling {}

  /** A file is fetched for a question of a form. */
  sealed interface TakingFile extends Filling {
    /** The question, to which one goes back. */
    AnsweringForm question();

    @Override
    default Offer offer() {
      return question().offer();
    }

    @Override
    default FormPlace place() {
      return question().place();
    }

    /** What the question takes. */
    default Input.FileField field() {
      return (Input.FileField) question().place().question().field().input();
    }
  }

  /**
   * "Put your stick in here." It is looked at as soon as it is there.
   *
   * @param leftIn whether an earlier citizen's stick has to be taken out first
   */
  record AwaitingStick(AnsweringForm question, boolean leftIn) implements TakingFile {}

  /** Which file of the stick? There may be none that can be taken. */
  record ChoosingFile(AnsweringForm question, StickFiles files) implements TakingFile {}

  /**
   * "Lay your paper under the camera."
   *
   * @param kept what was seen of the pages before it
   */
  record LayingPaper(AnsweringForm question, List<PaperLook> kept) implements TakingFile {
    public LayingPaper {
      kept = List.copyOf(kept);
    }
  }

  record TakingPicture(AnsweringForm question, List<PaperLook> kept) implements TakingFile {
    public TakingPicture {
      kept = List.copyOf(kept);
    }

    @Override
    public Deadline deadline() {
      return Deadline.CAMERA;
    }
  }

  /**
   * The picture is shown: "Can you read it?"
   *
   * @param kept what was seen of the pages before it
   * @param look what a machine can say of it
   */
  record JudgingPicture(AnsweringForm question, List<PaperLook> kept, PaperLook look)
      implements TakingFile {
    public JudgingPicture {
      kept = List.copyOf(kept);
    }

    /** Whether a page can be added to the one that is shown. */
    public boolean canHaveOneMore() {
      return kept.size() + 1 < FileJourney.mostPages(field());
    }
  }

  /** A file is on its way to the guichet. */
  record SendingFile(AnsweringForm question, Picked picked) implements TakingFile {
    @Override
    public Deadline deadline() {
      return Deadline.FILE;
    }
  }

  /** What was picked to be sent. */
  sealed interface Picked {
    /**
     * @param number as it was shown
     */
    record OfStick(int number) implements Picked {
      @Override
      public FileSource from() {
        return FileSource.USB_STICK;
      }
    }

    /**
     * @param pages what was seen of each; none where the camera failed at the first
     */
    record Photographed(List<PaperLook> pages) implements Picked {
      public Photographed {
        pages = List.copyOf(pages);
      }

      @Override
      public FileSource from() {
        return FileSource.DOCUMENT_CAMERA;
      }
    }

    FileSource from();
  }

  /**
   * It was not taken. The citizen goes another way.
   *
   * @param fault why it could not be sent, as the fleet is told; empty where the trouble says it
   */
  record FileNotTaken(
      AnsweringForm question, Picked picked, FileTrouble why, Optional<FaultCode> fault)
      implements TakingFile {
    public FileNotTaken(AnsweringForm question, Picked picked, FileTrouble why) {
      this(question, picked, why, Optional.empty());
    }
  }

  /**
   * The guichet has it, and the question is answered.
   *
   * @param next where the form goes on
   * @param from where something may still lie that is the citizen's
   */
  record FileArrived(AnsweringForm question, FormPlace next, Answer.Attached file, FileSource from)
      implements TakingFile {
    @Override
    public FormPlace place() {
      return next;
    }
  }

  /**
   * All that was answered, before anything is sent.
   *
   * @param notSent why it could not be sent a moment ago
   */
  record ReviewingForm(Offer offer, FormPlace.Review place, Optional<FaultCode> notSent)
      implements Filling {}

  /** Which answer is to be changed? */
  record ChangingForm(Offer offer, FormPlace.Review place) implements Filling {}

  /**
   * Who stops is asked whether the answers are to be kept.
   *
   * @param before where the form goes on
   * @param failed whether keeping or deleting them did not work a moment ago
   */
  record AskingToKeep(Filling before, boolean failed) implements Filling {
    @Override
    public Offer offer() {
      return before.offer();
    }

    @Override
    public FormPlace place() {
      return before.place();
    }
  }

  /** Why a form is left. */
  enum Leaving {
    /** The citizen wants the answers kept. */
    KEEP,
    /** The citizen does not. */
    DISCARD,
    /** Nobody answered any more. */
    UNATTENDED,
    CARD_PULLED,
    /** The guichet did not take the answers. */
    REFUSED
  }

  /** The guichet keeps the answers, or deletes what it has kept of them. */
  record KeepingForm(Filling before, boolean cardIn, Leaving why) implements OfForm {
    @Override
    public Deadline deadline() {
      return Deadline.GUICHET;
    }
  }

  /** The answers are at the guichet, to go on with on another day. */
  record FormKept(boolean cardIn) implements OfForm {
    @Override
    public Deadline deadline() {
      return Deadline.READING;
    }
  }

  record SendingForm(Offer offer, FormPlace.Review place, boolean cardIn) implements OfForm {
    @Override
    public Deadline deadline() {
      return Deadline.GUICHET;
    }
  }

  /**
   * @param reference of the file that the answers became
   * @param tracking by which it can be asked for without a card; empty where it has none
   */
  record FormSent(boolean cardIn, String reference, Optional<TrackingCode> tracking)
      implements OfForm {
    /** Without a tracking code. */
    public FormSent(boolean cardIn, String reference) {
      this(cardIn, reference, Optional.empty());
    }

    @Override
    public Deadline deadline() {
      return Deadline.READING;
    }
  }

  // ---------------------------------------------------------------- the visit ends

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
    /** Whether what was answered is kept if nobody is there any more. */
    public boolean keepsAnswers() {
      return interrupted instanceof Filling form && FormJourney.isWorthKeeping(form);
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
