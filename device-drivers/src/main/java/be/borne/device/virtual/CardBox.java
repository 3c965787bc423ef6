package be.borne.device.virtual;

import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cards of the cast, each made once: it remembers how many tries its PIN has left. Whoever
 * wants a card that is being made waits for it, and for no other.
 */
final class CardBox {
  private static final Logger LOG = LoggerFactory.getLogger(CardBox.class);

  /** With these the eID itself, if there is one, is the one in good order. */
  private static final Set<Fault> BESIDE_THE_CONTENT =
      EnumSet.of(
          Fault.NONE,
          Fault.MUTE,
          Fault.FOREIGN,
          Fault.BLOCKED,
          Fault.SLOW,
          Fault.HANG,
          Fault.ONE_BYTE_ANSWERS);

  private final VirtualPki pki;
  private final ConcurrentMap<Wanted, FutureTask<VirtualEid>> made = new ConcurrentHashMap<>();

  CardBox(VirtualPki pki) {
    this.pki = pki;
  }

  /** Which card: whose, of which generation, and what is wrong with it. */
  record Wanted(VirtualPerson person, CardGeneration generation, Fault fault) {
    private Wanted withoutOtherFaults() {
      return BESIDE_THE_CONTENT.contains(fault) ? new Wanted(person, generation, Fault.NONE) : this;
    }
  }

  /**
   * The eID; with a fault that lies beside it, the one in good order.
   *
   * @throws IllegalArgumentException if no card of this generation can have the fault
   */
  VirtualEid eid(Wanted wanted) throws IOException {
    Wanted which = wanted.withoutOtherFaults();
    FutureTask<VirtualEid> mine =
        new FutureTask<>(
            () -> VirtualEid.of(which.person(), pki, which.generation(), which.fault()));
    FutureTask<VirtualEid> first = made.putIfAbsent(which, mine);
    FutureTask<VirtualEid> task = first == null ? mine : first;
    if (first == null) {
      mine.run();
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      made.remove(which, task);
      if (e.getCause() instanceof IllegalArgumentException impossible) {
        throw new IllegalArgumentException(impossible.getMessage(), e);
      }
      throw new IOException("making a card: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a card is made", e);
    }
  }

  /** Gives all of a person's cards their three tries back. */
  void unblock(VirtualPerson person) throws IOException {
    for (Map.Entry<Wanted, FutureTask<VirtualEid>> each : made.entrySet()) {
      if (each.getKey().person().equals(person)) {
        eid(each.getKey()).unblock();
      }
    }
  }

  /**
   * Makes cards ahead, so that nobody waits for one with a hand at the reader: everybody's of
   * applet 1.8, and for the older ones, which few ask for, the authorities and some spare keys.
   */
  void makeAhead() {
    try {
      for (VirtualPerson person : VirtualPerson.cast()) {
        eid(new Wanted(person, CardGeneration.APPLET_1_8, Fault.NONE));
      }
      for (CardGeneration generation : CardGeneration.values()) {
        pki.authorities(CardPlan.of(VirtualPerson.cast().getFirst(), generation, Fault.NONE));
      }
      pki.keepSpareKeys();
    } catch (IOException e) {
      LOG.warn("making cards ahead", e);
    }
  }
}
