package be.borne.kiosk.journey;

import be.borne.protocol.terminal.FaultCode;
import java.util.Optional;

/**
 * Where only the host of a terminal can be: whoever looks after it where it stands, and knows its
 * code. No citizen is ever served here, and none finds it open: without a hand for a while it
 * closes by itself, and does not ask, since anybody could answer.
 */
public sealed interface HostState extends State.Place {

  /** What was last seen to keep the terminal from serving: decides where it rests afterwards. */
  Optional<FaultCode> obstacle();

  @Override
  default boolean cardIn() {
    return false;
  }

  @Override
  default Deadline deadline() {
    return Deadline.HOST;
  }

  /** A place behind the code. */
  sealed interface Inside extends HostState {
    TerminalSight sight();

    /** The same place, now that the terminal is seen like this. */
    Inside seeing(TerminalSight now);

    @Override
    default Optional<FaultCode> obstacle() {
      return sight().obstacle();
    }
  }

  /**
   * The digits wait in a session scope, as those of a PIN do.
   *
   * @param wrongBefore whether the code typed before was wrong
   */
  record TypingHostCode(Optional<FaultCode> obstacle, boolean wrongBefore) implements HostState {}

  /** The code is compared, slowly on purpose. */
  record CheckingHostCode(Optional<FaultCode> obstacle) implements HostState {
    @Override
    public Deadline deadline() {
      return Deadline.CARD;
    }
  }

  /**
   * No code is taken for a while.
   *
   * @param minutes so long, rounded up
   */
  record HostLockedOut(Optional<FaultCode> obstacle, int minutes) implements HostState {}

  /**
   * @param trouble why the last choice could not be carried out; empty if there was none
   */
  record HostMenu(TerminalSight sight, Optional<FaultCode> trouble) implements Inside {
    @Override
    public Inside seeing(TerminalSight now) {
      return new HostMenu(now, trouble);
    }
  }

  /** What is wrong now, and what to do. */
  record ShowingFindings(TerminalSight sight) implements Inside {
    @Override
    public Inside seeing(TerminalSight now) {
      return new ShowingFindings(now);
    }
  }

  /** Paper is put in; the printer says when it has noticed. */
  record RefillingPaper(TerminalSight sight) implements Inside {
    @Override
    public Inside seeing(TerminalSight now) {
      return new RefillingPaper(now);
    }

    /** Whoever kneels before the printer touches no screen. */
    @Override
    public Deadline deadline() {
      return Deadline.IDLE;
    }
  }

  /** How far a test page is. */
  sealed interface PrintTest {
    /**
     * @param held why the printer waits for a hand; empty while it runs
     */
    record UnderWay(Optional<FaultCode> held) implements PrintTest {}

    /** The printer was observed to finish. */
    record CameOut() implements PrintTest {}

    record Failed(FaultCode why) implements PrintTest {}
  }

  record TestingPrinter(TerminalSight sight, PrintTest test) implements Inside {
    @Override
    public Inside seeing(TerminalSight now) {
      return new TestingPrinter(now, test);
    }

    @Override
    public Deadline deadline() {
      return test instanceof PrintTest.UnderWay ? Deadline.PRINT : Deadline.HOST;
    }
  }

  /** How far the test of the reader is. What was on a card is nowhere in it. */
  sealed interface CardTest {
    record Awaited() implements CardTest {}

    record Reading() implements CardTest {}

    record Read() implements CardTest {}

    record NotRead(FaultCode why) implements CardTest {}
  }

  record TestingReader(TerminalSight sight, CardTest test, boolean cardIn) implements Inside {
    @Override
    public Inside seeing(TerminalSight now) {
      return new TestingReader(now, test, cardIn);
    }

    @Override
    public Deadline deadline() {
      return test instanceof CardTest.Reading ? Deadline.CARD : Deadline.HOST;
    }
  }

  /** How loud the headset is for everybody who has not chosen. */
  record SettingVolume(TerminalSight sight) implements Inside {
    @Override
    public Inside seeing(TerminalSight now) {
      return new SettingVolume(now);
    }
  }

  record ConfirmingRestart(TerminalSight sight) implements Inside {
    @Override
    public Inside seeing(TerminalSight now) {
      return new ConfirmingRestart(now);
    }
  }

  /** The program is about to end. */
  record Restarting(TerminalSight sight) implements Inside {
    @Override
    public Inside seeing(TerminalSight now) {
      return new Restarting(now);
    }

    @Override
    public Deadline deadline() {
      return Deadline.CARD;
    }
  }
}
