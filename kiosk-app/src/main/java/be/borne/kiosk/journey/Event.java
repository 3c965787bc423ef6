package be.borne.kiosk.journey;

import be.borne.kiosk.form.FileTrouble;
import be.borne.kiosk.form.FormDraft;
import be.borne.kiosk.form.PaperLook;
import be.borne.kiosk.form.Prefill;
import be.borne.kiosk.form.StickFiles;
import be.borne.protocol.guichet.CitizenFiles;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FileSource;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.QuestionPath;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Something that happened: a hand, a card, the guichet, the printer, the clock. */
public sealed interface Event {

  /** The citizen did something. */
  sealed interface ByCitizen extends Event {}

  record ScreenTouched() implements ByCitizen {}

  /** The citizen wants to be spoken to in another way; it changes nothing else. */
  sealed interface MannerChosen extends ByCitizen {}

  record LanguageChosen(Language language) implements MannerChosen {}

  record TextSizeChosen(TextSize size) implements MannerChosen {}

  record ContrastChosen(Contrast contrast) implements MannerChosen {}

  /**
   * @param by steps: 1 is quicker, -1 is slower
   */
  record PaceChanged(int by) implements MannerChosen {}

  /**
   * @param by steps: 1 is louder, -1 is softer
   */
  record LoudnessChanged(int by) implements MannerChosen {}

  /** "Help", on every screen. */
  record HelpWanted() implements ByCitizen {}

  /** "Language and size", on every screen. */
  record MannerWanted() implements ByCitizen {}

  /** A person is to come. */
  record StaffCalled() implements ByCitizen {}

  /** Back to what lies underneath. */
  record OverlayClosed() implements ByCitizen {}

  /** The PIN itself never travels in an event; it waits in the session scope. */
  record PinEntered() implements ByCitizen {}

  record TryAgainChosen() implements ByCitizen {}

  record ServiceChosen(String serviceId) implements ByCitizen {}

  /** A document that was ordered earlier is to be printed now. */
  record WaitingChosen(String reference) implements ByCitizen {}

  /** How does what was asked for earlier stand? */
  record RequestsWanted() implements ByCitizen {}

  /** One of what was asked for earlier is to be read. */
  record RequestChosen(String reference) implements ByCitizen {}

  /** Nothing of what waits, but something new. */
  record AnotherChosen() implements ByCitizen {}

  record DocumentLanguageChosen(Language language) implements ByCitizen {}

  record PurposeChosen(String purposeId) implements ByCitizen {}

  record WayChosen(DeliveryWay way) implements ByCitizen {}

  /**
   * @param copies on paper
   */
  record CopiesChosen(int copies) implements ByCitizen {}

  /**
   * What stands in the field is complete. The text itself waits in the session scope; whoever runs
   * the journey puts {@link TextTyped} in this event's place.
   */
  record TextEntered() implements ByCitizen {}

  /**
   * @param text as it was typed
   */
  record TextTyped(String text) implements ByCitizen {
    @Override
    public String toString() {
      return "TextTyped[hidden]";
    }
  }

  /** Something else than a certificate. */
  record ProceduresWanted() implements ByCitizen {}

  /** What it is about. */
  record SubjectChosen(FormCategory subject) implements ByCitizen {}

  record ProcedureChosen(String formId) implements ByCitizen {}

  /** One of the options of a question; of several that can be chosen, on or off. */
  record OptionPressed(String optionId) implements ByCitizen {
    @Override
    public String toString() {
      return "OptionPressed[hidden]";
    }
  }

  /** The question is left open. */
  record AnswerPassed() implements ByCitizen {}

  /** One more of what a form asks for several times. */
  record OneMoreWanted() implements ByCitizen {}

  /** One less of it. */
  record OneLessWanted() implements ByCitizen {}

  /**
   * @param repetition that is taken away, from 0
   */
  record RepetitionChosen(int repetition) implements ByCitizen {}

  /** Something that was answered is not right. */
  record ChangeWanted() implements ByCitizen {}

  record LineChosen(QuestionPath question) implements ByCitizen {}

  /** From where a file is to come. */
  record SourceChosen(FileSource source) implements ByCitizen {}

  /**
   * @param number of a file of the list, as it was shown
   */
  record FileChosen(int number) implements ByCitizen {}

  /** The answers are not to be kept. */
  record DraftDeclined() implements ByCitizen {}

  record Confirmed() implements ByCitizen {}

  record WentBack() implements ByCitizen {}

  /** "Stop", on every screen; or the key of a card reader that means the same. */
  record Stopped() implements ByCitizen {}

  /** "I am still here", or "Understood". */
  record Acknowledged() implements ByCitizen {}

  /** Whoever looks after the terminal wants to see what only they may. */
  record HostWanted() implements ByCitizen {}

  /** On the host's own screens. */
  record HostChose(HostChoice choice) implements ByCitizen {}

  /**
   * The host's code was right.
   *
   * @param sight how the terminal was last seen
   */
  record HostAdmitted(TerminalSight sight) implements Event {}

  /**
   * @param waitMinutes so long no code is taken; 0 if another can be typed now
   */
  record HostCodeWrong(int waitMinutes) implements Event {}

  record TerminalLooked(TerminalSight sight) implements Event {}

  /** The card of the host's test was read; nothing of it was kept. */
  record CardProved() implements Event {}

  record HeadsetPlugged() implements Event {}

  record HeadsetPulled() implements Event {}

  record CardInserted() implements Event {}

  record CardMute() implements Event {}

  record CardForeign() implements Event {}

  record CardPulled() implements Event {}

  /**
   * @param triesLeft of the PIN, where the card tells without spending one
   */
  record CardIdentified(Optional<Integer> triesLeft, PinPlace pinPlace) implements Event {}

  /** The card was read, and is not accepted. */
  record CardRefused(FaultCode why) implements Event {}

  record PinRefused(int triesLeft) implements Event {}

  /** The card took the PIN and signed; what follows is the guichet's. */
  record PinTaken() implements Event {}

  /** The reader waited for a PIN as long as it was told to. The card has seen none. */
  record PinNotTyped() implements Event {}

  /**
   * @param offer what can be asked for
   * @param waiting what was ordered earlier and not delivered yet
   */
  record SignedIn(Offer offer, List<WaitingDocument> waiting) implements Event {
    public SignedIn {
      waiting = List.copyOf(waiting);
    }

    /** There are certificates alone. */
    public SignedIn(List<Service> services, List<WaitingDocument> waiting) {
      this(Offer.of(services), waiting);
    }

    /** Nothing waits. */
    public SignedIn(List<Service> services) {
      this(services, List.of());
    }
  }

  /**
   * @param today the terminal's day in Belgium
   * @param draft what the citizen answered on another day
   */
  record FormOpened(
      FormDefinition form, Prefill prefill, LocalDate today, Optional<FormDraft> draft)
      implements Event {
    @Override
    public String toString() {
      return "FormOpened[" + form.id() + "]";
    }
  }

  /** The guichet keeps the answers, or has none any more. */
  record DraftSettled() implements Event {}

  /**
   * @param tracking by which it can be asked for without a card; empty where it has none
   */
  record FormReceived(String reference, Optional<TrackingCode> tracking) implements Event {
    /** Without a tracking code. */
    public FormReceived(String reference) {
      this(reference, Optional.empty());
    }
  }

  /**
   * @param still whether the stick of an earlier visit is in the way; it is not looked at
   */
  record StickLeftIn(boolean still) implements Event {}

  /** A stick is there. */
  record StickListed(StickFiles files) implements Event {}

  /** The picture waits in the session scope. */
  record PictureTaken(PaperLook look) implements Event {}

  /** The guichet has the file. */
  record FileTaken(Answer.Attached file) implements Event {}

  record FileFailed(FileTrouble why) implements Event {}

  /**
   * @param ready whether the document is there already
   * @param tracking by which it can be asked for without a card; empty where it has none
   */
  record OrderPlaced(String reference, boolean ready, Optional<TrackingCode> tracking)
      implements Event {
    /** Without a tracking code. */
    public OrderPlaced(String reference, boolean ready) {
      this(reference, ready, Optional.empty());
    }
  }

  /** The town hall does not issue the document. */
  record OrderRefused(String reference, RefusalReason why) implements Event {}

  /**
   * @param requests the citizen's own; empty where this guichet does not tell of them
   */
  record RequestsTold(Optional<CitizenFiles> requests) implements Event {}

  record DocumentAccepted() implements Event {}

  /** The printer waits for a hand. */
  record PrinterHeld(FaultCode why) implements Event {}

  record PrinterResumed() implements Event {}

  /** The printer was observed to finish. */
  record Printed() implements Event {}

  /** What was under way did not succeed, and will not. */
  record Failed(FaultCode why) implements Event {}

  record DeadlinePassed() implements Event {}

  /**
   * @param obstacle what keeps the terminal from serving; empty when it can serve
   */
  record TerminalObserved(Optional<FaultCode> obstacle) implements Event {}
}
