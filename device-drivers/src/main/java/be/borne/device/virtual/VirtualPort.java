package be.borne.device.virtual;

import be.borne.device.card.CardFault;
import be.borne.device.card.CardLink;
import be.borne.device.card.CardPort;
import be.borne.device.card.CardRefusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A reader in memory, without PC/SC and its pace: a virtual card is put in and pulled by calls.
 * What travels between card and program can be tampered with on its way. Thread-safe.
 */
public final class VirtualPort implements CardPort {
  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger exchanges = new AtomicInteger();
  private Optional<VirtualCard> card = Optional.empty();
  private long insertions;
  private volatile Tampering tampering = (exchange, command, answer) -> answer;

  /** Stands between card and program. */
  @FunctionalInterface
  public interface Tampering {
    /**
     * @param exchange counted from 1 since the card was put in
     * @param command not to be kept: it may hold a PIN
     * @param answer what the card answered
     * @return what the program gets
     * @throws CardFault as if the reader had failed
     */
    byte[] pass(int exchange, byte[] command, byte[] answer) throws CardFault;
  }

  public VirtualPort(String name) {
    this.name = name;
  }

  /** A reader with a card in it. */
  public static VirtualPort with(VirtualCard card) {
    VirtualPort port = new VirtualPort("virtual");
    port.insert(card);
    return port;
  }

  /** Puts a card in; one that lies there is gone. */
  public void insert(VirtualCard inserted) {
    change(Optional.of(inserted));
  }

  public void pull() {
    change(Optional.empty());
  }

  private void change(Optional<VirtualCard> now) {
    lock.lock();
    try {
      card = now;
      insertions++;
      exchanges.set(0);
    } finally {
      lock.unlock();
    }
  }

  public void tamper(Tampering between) {
    tampering = between;
  }

  /** Commands since the card was put in. */
  public int exchanges() {
    return exchanges.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CardLink connect() throws CardFault {
    lock.lock();
    try {
      if (card.isEmpty()) {
        throw new CardFault(CardRefusal.CARD_PULLED, "no card");
      }
      return new Link(card.get(), insertions);
    } finally {
      lock.unlock();
    }
  }

  /** Never waits: what is pulled here is known to be gone at once. */
  @Override
  public boolean awaitAbsence(Duration time) {
    lock.lock();
    try {
      return card.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private final class Link implements CardLink {
    private final VirtualCard connected;
    private final long insertion;

    Link(VirtualCard connected, long insertion) {
      this.connected = connected;
      this.insertion = insertion;
    }

    @Override
    public byte[] answerToReset() {
      return connected.answerToReset();
    }

    @Override
    public byte[] transmit(byte[] command) throws CardFault {
      requireInserted();
      byte[] answer = connected.answer(command.clone());
      byte[] passed = tampering.pass(exchanges.incrementAndGet(), command, answer);
      requireInserted();
      return passed;
    }

    private void requireInserted() throws CardFault {
      lock.lock();
      try {
        if (insertions != insertion) {
          throw new CardFault(CardRefusal.CARD_PULLED, "the card is gone");
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public byte[] control(int code, byte[] command) throws CardFault {
      throw new CardFault(CardRefusal.CARD_FAILED, "the reader has no commands of its own");
    }

    @Override
    public void release(boolean reset) {
      if (reset) {
        connected.reset();
      }
    }
  }
}
