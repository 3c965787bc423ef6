package be.borne.device.card;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;

/** A slot of a reader that the PC/SC service knows. */
final class PcscPort implements CardPort {
  /** The eID speaks no other (Belpic reference manual, 3.1). */
  private static final String PROTOCOL = "T=0";

  /** A reading that was broken off lets go after the command that is under way. */
  private static final Duration TURN_PATIENCE = Duration.ofSeconds(10);

  private final String reader;

  /**
   * @param reader its name in PC/SC
   */
  PcscPort(String reader) {
    this.reader = reader;
  }

  @Override
  public String name() {
    return reader;
  }

  @Override
  public CardLink connect() throws CardFault {
    Semaphore turn = Pcsc.turns().take(reader, TURN_PATIENCE);
    Card card = null;
    try {
      card = terminal().connect(PROTOCOL);
      // Other programs' commands would move the selected file under ours.
      card.beginExclusive();
      return new Link(card, turn);
    } catch (CardException | RuntimeException e) {
      if (card != null) {
        Pcsc.release(card, false);
      }
      turn.release();
      throw faultOf("connecting", e);
    }
  }

  @Override
  public boolean awaitAbsence(Duration time) throws CardFault {
    try {
      return terminal().waitForCardAbsent(Math.max(1, time.toMillis()));
    } catch (CardException | RuntimeException e) {
      throw faultOf("waiting for the card to go", e);
    }
  }

  @Override
  public void abandon() {
    Pcsc.turns().startAnew(reader);
    Pcsc.recycle();
  }

  /** Looked up each time: what the JDK keeps of a reader dies with the service's restart. */
  private CardTerminal terminal() throws CardException {
    try {
      return find();
    } catch (CardException e) {
      if (!PcscErrors.isServiceGone(e)) {
        throw e;
      }
      Pcsc.recycle();
      return find();
    }
  }

  private CardTerminal find() throws CardException {
    return Pcsc.readers().stream()
        .filter(terminal -> terminal.getName().equals(reader))
        .findFirst()
        .orElseThrow(() -> new CardException("SCARD_E_UNKNOWN_READER"));
  }

  /** The JDK throws unchecked exceptions too: for a card that is gone, and for a short answer. */
  private static CardFault faultOf(String what, Exception e) {
    String code = PcscErrors.codeOf(e);
    return new CardFault(
        PcscErrors.refusalOf(e),
        what + ": " + (code.isEmpty() ? e.getClass().getSimpleName() : code),
        e);
  }

  private static final class Link implements CardLink {
    private final Card card;
    private final Semaphore turn;
    private boolean released;

    Link(Card card, Semaphore turn) {
      this.card = card;
      this.turn = turn;
    }

    @Override
    public byte[] answerToReset() {
      return card.getATR().getBytes();
    }

    @Override
    public byte[] transmit(byte[] command) throws CardFault {
      try {
        return Pcsc.transmit(card, command);
      } catch (CardException | RuntimeException e) {
        throw faultOf("transmitting", e);
      }
    }

    @Override
    public byte[] control(int code, byte[] command) throws CardFault {
      try {
        return card.transmitControlCommand(code, command);
      } catch (CardException | RuntimeException e) {
        throw faultOf("reader command", e);
      }
    }

    @Override
    public OptionalInt readerFirmware() {
      try {
        return Pcsc.attribute(card, PcscAttributes.VENDOR_IFD_VERSION)
            .map(PcscAttributes::firmware)
            .orElseGet(OptionalInt::empty);
      } catch (CardException | RuntimeException e) {
        // The reader is then taken for a new one.
        Pcsc.LOG.debug("reader firmware: {}", PcscErrors.codeOf(e));
        return OptionalInt.empty();
      }
    }

    @Override
    public void release(boolean reset) {
      if (released) {
        return;
      }
      released = true;
      try {
        letGo(reset);
      } finally {
        turn.release();
      }
    }

    private void letGo(boolean reset) {
      if (reset) {
        // The transaction ends with the reset: nobody gets the card between the two, and with it
        // the rights that a PIN has won.
        Pcsc.release(card, true);
        return;
      }
      try {
        card.endExclusive();
      } catch (CardException | RuntimeException e) {
        // The card is gone, and the transaction with it; the handle is given back all the same.
        Pcsc.LOG.debug("end of transaction: {}", PcscErrors.codeOf(e));
      }
      Pcsc.release(card, false);
    }
  }
}
