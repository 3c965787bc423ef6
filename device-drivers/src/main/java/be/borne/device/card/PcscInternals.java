package be.borne.device.card;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK's own calls into the PC/SC library, by reflection: what {@code javax.smartcardio} keeps
 * to itself and what the traps of {@link Pcsc} can only be avoided with. For that the program runs
 * with {@code --add-opens java.smartcardio/sun.security.smartcardio=ALL-UNNAMED}.
 */
final class PcscInternals {
  private static final Logger LOG = LoggerFactory.getLogger(PcscInternals.class);
  private static final String PACKAGE = "sun.security.smartcardio.";
  private static final int SCOPE_USER = 0;
  private static final int LEAVE_CARD = 0;

  private final Method establishContext;
  private final Method listReaders;
  private final Method statusChange;
  private final Method transmit;
  private final Method disconnect;
  private final Field context;
  private final Field terminals;
  private final Field handle;
  private final Field protocol;
  private final Field state;

  private PcscInternals() throws ReflectiveOperationException {
    Class<?> pcsc = Class.forName(PACKAGE + "PCSC");
    establishContext = method(pcsc, "SCardEstablishContext", int.class);
    listReaders = method(pcsc, "SCardListReaders", long.class);
    statusChange =
        method(pcsc, "SCardGetStatusChange", long.class, long.class, int[].class, String[].class);
    transmit =
        method(pcsc, "SCardTransmit", long.class, int.class, byte[].class, int.class, int.class);
    disconnect = method(pcsc, "SCardDisconnect", long.class, int.class);
    Class<?> all = Class.forName(PACKAGE + "PCSCTerminals");
    context = field(all, "contextId");
    terminals = field(all, "terminals");
    Class<?> card = Class.forName(PACKAGE + "CardImpl");
    handle = field(card, "cardId");
    protocol = field(card, "protocol");
    state = field(card, "state");
  }

  /** Empty, and said in the log, where the flag is missing or the JDK is built differently. */
  static Optional<PcscInternals> find() {
    try {
      return Optional.of(new PcscInternals());
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.error(
          "a restart of the PC/SC service will not be survived: start Java with"
              + " --add-opens java.smartcardio/sun.security.smartcardio=ALL-UNNAMED",
          e);
      return Optional.empty();
    }
  }

  private static Method method(Class<?> in, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    Method method = in.getDeclaredMethod(name, parameters);
    method.setAccessible(true);
    return method;
  }

  private static Field field(Class<?> in, String name) throws NoSuchFieldException {
    Field field = in.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** A connection to the service, to be given back with {@link PcscLibrary}. */
  long newContext() throws CardException {
    return (Long) call(establishContext, SCOPE_USER);
  }

  String[] readers(long ofContext) throws CardException {
    return (String[]) call(listReaders, ofContext);
  }

  /**
   * Waits until a reader's state differs from what is known.
   *
   * @throws CardException with SCARD_E_TIMEOUT if none does in this time
   */
  int[] statusChange(long ofContext, long millis, int[] known, String[] readers)
      throws CardException {
    return (int[]) call(statusChange, ofContext, millis, known, readers);
  }

  /** The answer as it came; the command is not copied. */
  byte[] transmit(Card card, byte[] command) throws CardException {
    return (byte[])
        call(transmit, get(handle, card), get(protocol, card), command, 0, command.length);
  }

  /** Whether the JDK thinks that the card was pulled, and will therefore not give it back. */
  boolean isForgotten(Card card) throws CardException {
    return handle.getDeclaringClass().isInstance(card)
        && "REMOVED".equals(String.valueOf(get(state, card)));
  }

  void giveBack(Card card) throws CardException {
    call(disconnect, get(handle, card), LEAVE_CARD);
  }

  /** The JDK forgets its context and every reader known through it, and will make a new one. */
  void forgetContext() throws CardException {
    try {
      synchronized (context.getDeclaringClass()) {
        context.setLong(null, 0);
        ((Map<?, ?>) terminals.get(null)).clear();
      }
    } catch (IllegalAccessException e) {
      throw new CardException(e);
    }
  }

  /** What the PC/SC library itself calls this connection. */
  long handleOf(Card card) throws CardException {
    return (Long) get(handle, card);
  }

  private static Object get(Field field, Object of) throws CardException {
    try {
      return field.get(of);
    } catch (IllegalAccessException | IllegalArgumentException e) {
      throw new CardException(e);
    }
  }

  private static Object call(Method method, Object... arguments) throws CardException {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw new CardException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new CardException(e);
    }
  }
}
