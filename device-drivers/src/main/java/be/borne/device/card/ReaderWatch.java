package be.borne.device.card;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;

/**
 * Looks at the readers of the PC/SC service. It has a context of its own: the library answers one
 * call per context at a time, so that on a shared one a wait for a card would hold up a reading,
 * and a card that hangs would blind the watch. Used by one thread at a time.
 */
final class ReaderWatch {
  private static final int STATE_CHANGED = 0x2;
  private static final int STATE_PRESENT = 0x20;

  private final String wanted;
  private final Optional<PcscInternals> internals = Pcsc.internals();
  private Optional<Long> context = Optional.empty();
  private String[] readers = {};
  private int[] states = {};

  /** One reader as it was seen. */
  record Sighting(String reader, boolean cardPresent, int generation) {}

  /**
   * @param wanted part of a reader's name, in any case; empty for every reader
   */
  ReaderWatch(String wanted) {
    this.wanted = wanted.toLowerCase(Locale.ROOT);
  }

  /**
   * Looks at once if readers came or went, otherwise when something changes in one.
   *
   * @param interval how long to wait where there is no reader yet
   * @param patience how long to wait for a change in one that is there
   * @return the readers of the wanted name; {@code generation} counts insertions and removals, so
   *     that a swap between two looks is seen, and is 0 where the service's count is out of reach
   */
  List<Sighting> look(Duration interval, Duration patience)
      throws CardException, InterruptedException {
    try {
      return internals.isEmpty()
          ? lookOnceIn(interval)
          : lookWith(internals.get(), interval, patience);
    } catch (CardException e) {
      // Whatever was known may be about a service that is gone, or a reader that is.
      forget();
      throw e;
    }
  }

  private List<Sighting> lookWith(PcscInternals pcsc, Duration interval, Duration patience)
      throws CardException, InterruptedException {
    String[] present = readers(pcsc);
    if (!Arrays.equals(present, readers)) {
      readers = present;
      states = new int[present.length];
    } else if (present.length == 0) {
      Thread.sleep(interval);
    }
    if (present.length > 0) {
      states = changed(pcsc, patience);
    }
    List<Sighting> seen = new ArrayList<>();
    for (int i = 0; i < readers.length; i++) {
      seen.add(new Sighting(readers[i], (states[i] & STATE_PRESENT) != 0, states[i] >>> 16));
    }
    return seen;
  }

  private String[] readers(PcscInternals pcsc) throws CardException {
    if (context.isEmpty()) {
      context = Optional.of(pcsc.newContext());
    }
    try {
      return Arrays.stream(pcsc.readers(context.get()))
          .filter(name -> name.toLowerCase(Locale.ROOT).contains(wanted))
          .toArray(String[]::new);
    } catch (CardException e) {
      if (PcscErrors.codeOf(e).equals("SCARD_E_NO_READERS_AVAILABLE")) {
        return new String[0];
      }
      throw e;
    }
  }

  private int[] changed(PcscInternals pcsc, Duration patience) throws CardException {
    int[] known = new int[states.length];
    for (int i = 0; i < states.length; i++) {
      known[i] = states[i] & ~STATE_CHANGED;
    }
    try {
      return pcsc.statusChange(context.get(), patience.toMillis(), known, readers);
    } catch (CardException e) {
      if (PcscErrors.codeOf(e).equals("SCARD_E_TIMEOUT")) {
        return states;
      }
      throw e;
    }
  }

  private List<Sighting> lookOnceIn(Duration interval) throws CardException, InterruptedException {
    Thread.sleep(interval);
    List<Sighting> seen = new ArrayList<>();
    for (CardTerminal terminal : Pcsc.readers()) {
      if (terminal.getName().toLowerCase(Locale.ROOT).contains(wanted)) {
        seen.add(new Sighting(terminal.getName(), terminal.isCardPresent(), 0));
      }
    }
    return seen;
  }

  private void forget() {
    context.ifPresent(PcscLibrary::releaseContext);
    context = Optional.empty();
    readers = new String[0];
    states = new int[0];
  }

  /** Gives its connection to the service back. */
  void end() {
    forget();
  }
}
