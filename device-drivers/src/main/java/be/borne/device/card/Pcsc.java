package be.borne.device.card;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.TerminalFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PC/SC service through {@code javax.smartcardio}, mended where the JDK's provider gives up for
 * the life of the process: it keeps one context in a static field, which is worthless once the
 * service has been restarted (JDK-8026326), and it forgets the handle of a card that was pulled
 * without giving it back, of which the service has 200. Without {@link PcscInternals} everything
 * works until one of these happens.
 */
final class Pcsc {
  static final Logger LOG = LoggerFactory.getLogger(Pcsc.class);

  private static final Optional<PcscInternals> INTERNALS = PcscInternals.find();

  private static final byte VERIFY = 0x20;
  private static final ReaderTurns TURNS = new ReaderTurns();

  private Pcsc() {}

  static ReaderTurns turns() {
    return TURNS;
  }

  static Optional<PcscInternals> internals() {
    return INTERNALS;
  }

  /** Every reader that the service knows; empty if there is none. */
  static List<CardTerminal> readers() throws CardException {
    try {
      // Never getDefault(): it answers "None" for ever when the service started after us.
      return TerminalFactory.getInstance("PC/SC", null).terminals().list();
    } catch (NoSuchAlgorithmException e) {
      throw new CardException("PC/SC does not answer", e);
    } catch (CardException e) {
      if (PcscErrors.codeOf(e).equals("SCARD_E_NO_READERS_AVAILABLE")) {
        return List.of();
      }
      throw e;
    }
  }

  /**
   * Forgets the context and every reader known through it; the next call makes a new one. Only for
   * a service that is gone, or a card that hangs: the old context cannot be given back to a living
   * service, because the JDK may still look at cards of it, and would crash.
   */
  static void recycle() {
    if (INTERNALS.isEmpty()) {
      return;
    }
    try {
      INTERNALS.get().forgetContext();
    } catch (CardException | RuntimeException e) {
      LOG.error("the PC/SC context cannot be renewed", e);
    }
  }

  /**
   * Sends a command as it is. The JDK's own channel makes copies of it, which matters for a PIN,
   * and hides what it repeats, which matters for whoever counts.
   *
   * @return data and status; where the JDK's internals cannot be reached it has followed 61xx and
   *     6Cxx itself
   */
  static byte[] transmit(Card card, byte[] command) throws CardException {
    if (INTERNALS.isPresent()) {
      return INTERNALS.get().transmit(card, command);
    }
    if (command.length > 5 && command[1] == VERIFY) {
      // The JDK's channel keeps copies of a PIN, and may offer it a second time by itself.
      throw new CardException("no PIN is sent without --add-opens");
    }
    return card.getBasicChannel().transmit(new CommandAPDU(command)).getBytes();
  }

  /**
   * What a reader says of itself.
   *
   * @return empty where the JDK's internals or the PC/SC library's cannot be reached, or the reader
   *     does not say
   */
  static Optional<byte[]> attribute(Card card, int attribute) throws CardException {
    return INTERNALS.isPresent()
        ? PcscAttributes.read(INTERNALS.get().handleOf(card), attribute)
        : Optional.empty();
  }

  /**
   * Gives a card's handle back, also that of a pulled card.
   *
   * @param reset whether the chip is reset
   */
  static void release(Card card, boolean reset) {
    try {
      card.disconnect(reset);
    } catch (CardException | RuntimeException e) {
      LOG.debug("disconnect: {}", PcscErrors.codeOf(e));
    }
    if (INTERNALS.isEmpty()) {
      return;
    }
    try {
      if (INTERNALS.get().isForgotten(card)) {
        INTERNALS.get().giveBack(card);
      }
    } catch (CardException e) {
      LOG.debug("release: {}", PcscErrors.codeOf(e));
    } catch (RuntimeException e) {
      LOG.warn("a pulled card's handle stays open: {}", e.getClass().getSimpleName());
    }
  }
}
