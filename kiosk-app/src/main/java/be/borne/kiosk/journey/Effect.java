package be.borne.kiosk.journey;

import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.Submission;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;

/** What is to be done outside the journey. The effect runner does it and answers with events. */
public sealed interface Effect {

  /** A new session scope; there is none open. */
  record OpenSession() implements Effect {}

  /** Answers {@link Event.CardIdentified} or {@link Event.CardRefused}. */
  record ReadCard() implements Effect {}

  /**
   * Fetch a challenge, have the card sign it with the PIN that waits in the session scope, sign in,
   * fetch the catalogue and what waits for the citizen. Answers {@link Event.SignedIn}, {@link
   * Event.PinRefused} or {@link Event.Failed}. The challenge comes first: no PIN try is spent when
   * the guichet is away.
   */
  record SignIn() implements Effect {}

  /**
   * The same with a PIN that the citizen types on the card reader's keys. Answers besides {@link
   * Event.PinTaken} before the guichet is asked to sign in, {@link Event.PinNotTyped}, or {@link
   * Event.Stopped} if the citizen cancels there.
   *
   * <p>It can be broken off, but a reader that waits for a PIN cannot be called back: it waits on,
   * until the card is pulled or at most for the time it was told. A PIN that is typed meanwhile is
   * checked by the card and opens nothing: nobody asks the card to sign any more, and it is reset
   * as soon as the reader lets go of it.
   *
   * @param language of the reader's display, where it has one
   */
  record SignInOnReader(Language language) implements Effect {}

  /** Answers {@link Event.OrderPlaced}, {@link Event.OrderRefused} or {@link Event.Failed}. */
  record PlaceOrder(OrderRequest order) implements Effect {}

  /**
   * Fetches a form, and what the citizen answered of it on another day. Answers {@link
   * Event.FormOpened} or {@link Event.Failed}.
   */
  record OpenForm(String formId) implements Effect {}

  /** Answers {@link Event.FormReceived} or {@link Event.Failed}. */
  record SendForm(String formId, Submission submission) implements Effect {}

  /** Has the guichet keep the answers. Answers {@link Event.DraftSettled} or Failed. */
  record SaveDraft(String formId, Draft draft) implements Effect {}

  /** Has the guichet keep them no longer. Answers {@link Event.DraftSettled} or Failed. */
  record DropDraft(String formId) implements Effect {}

  /**
   * Waits for a stick and looks at it. Answers {@link Event.StickLeftIn} any number of times, then
   * {@link Event.StickListed} or {@link Event.FileFailed}. It may be broken off at any time.
   *
   * @param field what can be taken
   */
  record AwaitStick(Input.FileField field) implements Effect {}

  /**
   * Reads a file of the list and brings it to the guichet. Answers {@link Event.FileTaken}, {@link
   * Event.FileFailed} or {@link Event.Failed}.
   *
   * @param number as it was shown
   */
  record SendStickFile(int number, Input.FileField field) implements Effect {}

  /** Answers {@link Event.PictureTaken} or {@link Event.FileFailed}. */
  record TakePicture() implements Effect {}

  /** The picture that waits becomes the next page; another can be taken. */
  record KeepPicture() implements Effect {}

  /** The page that was kept last becomes the picture that waits. */
  record UndoPicture() implements Effect {}

  /**
   * Makes one file of the pages and the picture that waits and brings it to the guichet. Answers
   * {@link Event.FileTaken}, {@link Event.FileFailed} or {@link Event.Failed}.
   *
   * @param pages how many the citizen was told of; others are not sent
   */
  record SendPictures(int pages, Input.FileField field) implements Effect {}

  /**
   * The guichet erases a file that the citizen does not want to send any more. It would do so by
   * itself after a while.
   */
  record ForgetFile(String reference) implements Effect {}

  /** What is under way for a file is broken off, and all that was fetched of it is wiped. */
  record DropFile() implements Effect {}

  /**
   * Claims the right to print the order, fetches its document and checks it. Answers {@link
   * Event.DocumentAccepted}, {@link Event.OrderRefused} or {@link Event.Failed}.
   */
  record FetchAndCheckDocument() implements Effect {}

  /**
   * The same for an order that was placed earlier, here or elsewhere: its document is fetched anew.
   * Answers {@link Event.DocumentAccepted}, {@link Event.OrderRefused} or {@link Event.Failed}.
   */
  record CollectDocument(String reference) implements Effect {}

  /** Asks how the citizen's requests stand. Answers {@link Event.RequestsTold} or Failed. */
  record FetchRequests() implements Effect {}

  /**
   * Prints once. Answers {@link Event.PrinterHeld} and {@link Event.PrinterResumed} any number of
   * times, then {@link Event.Printed} or {@link Event.Failed}.
   */
  record Print() implements Effect {}

  /** The PIN that was typed is wiped; the session goes on. */
  record WipePin() implements Effect {}

  /** Everything of this citizen is wiped: card, PIN, identity, sign-in, document. */
  record CloseSession() implements Effect {}

  /** The fleet hears that a citizen asks for a person. */
  record CallStaff() implements Effect {}

  /** The fleet hears that a citizen was shown this. */
  record TellFleet(FaultCode fault) implements Effect {}

  /** Answers {@link Event.TerminalObserved}. */
  record ObserveTerminal() implements Effect {}

  /** For the host of the terminal, and never for a citizen. */
  sealed interface OfHost extends Effect {}

  /**
   * Compares the code that waits in the session scope. Answers {@link Event.HostAdmitted}, {@link
   * Event.HostCodeWrong} or {@link Event.Failed}.
   */
  record CheckHostCode() implements OfHost {}

  /** Looks at everything now. Answers {@link Event.TerminalLooked}. */
  record LookAtTerminal() implements OfHost {}

  /**
   * Prints a page of our own, unless the printer may still have somebody's document. Answers {@link
   * Event.PrinterHeld} and {@link Event.PrinterResumed} any number of times, then {@link
   * Event.Printed} or {@link Event.Failed}.
   */
  record PrintTestPage() implements OfHost {}

  /** Answers {@link Event.CardProved}, {@link Event.CardMute} or {@link Event.CardRefused}. */
  record TestReader() implements OfHost {}

  /**
   * Answers {@link Event.TerminalLooked}.
   *
   * @param by steps: 1 is louder, -1 is softer
   */
  record SetVolume(int by) implements OfHost {}

  /**
   * Answers {@link Event.TerminalLooked} or, if it cannot be kept, {@link Event.Failed}.
   *
   * @param open whether citizens are served
   */
  record SwitchService(boolean open) implements OfHost {}

  /** Ends the program for a new start. Answers {@link Event.Failed} if that cannot be now. */
  record Restart() implements OfHost {}
}
