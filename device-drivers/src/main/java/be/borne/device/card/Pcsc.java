package be.borne.device.card;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * without giving it back. Both are mended by reflection, for which the program runs with {@code
 * --add-opens java.smartcardio/sun.security.smartcardio=ALL-UNNAMED}; without that flag everything
 * works until the service is restarted.
 */
final class Pcsc {
  private static final Logger LOG = LoggerFactory.getLogger(Pcsc.class);
  private static final String INTERNALS = "sun.security.smartcardio.";
  private static final int STATE_PRESENT = 0x20;
  private static final int STATE_MUTE = 0x200;
  private static final int LEAVE_CARD = 0;

  /**
   * One look at a reader.
   *
   * @param generation counts insertions and removals, so that a swap between two looks is seen;
   *     always 0 where the service's own count cannot be reached
   */
  record Sighting(boolean cardPresent, boolean mute, int generation) {}

  /** The reader whose name contains {@code part}, in any case; empty takes the first. */
  Optional<CardTerminal> reader(String part) throws CardException {
    String wanted = part.toLowerCase(Locale.ROOT);
    return terminals().stream()
        .filter(terminal -> terminal.getName().toLowerCase(Locale.ROOT).contains(wanted))
        .findFirst();
  }

  private static List<CardTerminal> terminals() throws CardException {
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

  Sighting look(CardTerminal terminal) throws CardException {
    int state;
    try {
      long context = contextField().getLong(null);
      Method statusChange =
          internal("PCSC")
              .getDeclaredMethod(
                  "SCardGetStatusChange", long.class, long.class, int[].class, String[].class);
      statusChange.setAccessible(true);
      int[] states =
          (int[])
              statusChange.invoke(
                  null, context, 0L, new int[] {0}, new String[] {terminal.getName()});
      state = states[0];
    } catch (InvocationTargetException e) {
      throw new CardException(e.getCause());
    } catch (ReflectiveOperationException | RuntimeException e) {
      return new Sighting(terminal.isCardPresent(), false, 0);
    }
    return new Sighting((state & STATE_PRESENT) != 0, (state & STATE_MUTE) != 0, state >>> 16);
  }

  /** Forgets the context and every reader known through it; the next call makes a new one. */
  void recycle() {
    try {
      Class<?> terminals = internal("PCSCTerminals");
      synchronized (terminals) {
        contextField().setLong(null, 0);
        Field known = terminals.getDeclaredField("terminals");
        known.setAccessible(true);
        ((Map<?, ?>) known.get(null)).clear();
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.error(
          "the PC/SC context cannot be renewed: start Java with"
              + " --add-opens java.smartcardio/sun.security.smartcardio=ALL-UNNAMED",
          e);
    }
  }

  /**
   * Gives a card's handle back. The JDK's own {@code disconnect} does nothing for a card that was
   * pulled, and after 200 of those the service refuses every further card.
   */
  static void release(Card card, boolean reset) {
    try {
      card.disconnect(reset);
    } catch (CardException | RuntimeException e) {
      LOG.debug("disconnect: {}", PcscErrors.codeOf(e));
    }
    try {
      Class<?> implementation = internal("CardImpl");
      Field state = implementation.getDeclaredField("state");
      state.setAccessible(true);
      if (implementation.isInstance(card) && "REMOVED".equals(String.valueOf(state.get(card)))) {
        Field handle = implementation.getDeclaredField("cardId");
        handle.setAccessible(true);
        Method disconnect =
            internal("PCSC").getDeclaredMethod("SCardDisconnect", long.class, int.class);
        disconnect.setAccessible(true);
        disconnect.invoke(null, handle.getLong(card), LEAVE_CARD);
      }
    } catch (InvocationTargetException e) {
      LOG.debug("release: {}", PcscErrors.codeOf(e));
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("a pulled card's handle stays open: {}", e.getClass().getSimpleName());
    }
  }

  /**
   * Sends a command that holds a secret without the copies that the JDK's channel makes and does
   * not wipe. Where its internals cannot be reached, the usual way; never both.
   *
   * @return data and status; neither 61xx nor 6Cxx is followed
   */
  static byte[] transmitSecret(Card card, byte[] command) throws CardException {
    try {
      Class<?> implementation = internal("CardImpl");
      Field handle = implementation.getDeclaredField("cardId");
      Field protocol = implementation.getDeclaredField("protocol");
      handle.setAccessible(true);
      protocol.setAccessible(true);
      Method transmit =
          internal("PCSC")
              .getDeclaredMethod(
                  "SCardTransmit", long.class, int.class, byte[].class, int.class, int.class);
      transmit.setAccessible(true);
      return (byte[])
          transmit.invoke(
              null, handle.getLong(card), protocol.getInt(card), command, 0, command.length);
    } catch (InvocationTargetException e) {
      throw new CardException(e.getCause());
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Only what comes before the call lands here: the card has not seen the command.
      return card.getBasicChannel().transmit(new CommandAPDU(command)).getBytes();
    }
  }

  private static Field contextField() throws ReflectiveOperationException {
    Field context = internal("PCSCTerminals").getDeclaredField("contextId");
    context.setAccessible(true);
    return context;
  }

  private static Class<?> internal(String name) throws ClassNotFoundException {
    return Class.forName(INTERNALS + name);
  }
}
