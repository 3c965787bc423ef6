package be.borne.device.virtual;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual card in the virtual reader: a client of vpcd, which is a PC/SC driver that takes its
 * cards over TCP. Frames are two bytes of length, big-endian, and a payload; a payload of one byte
 * is a control, anything else a command.
 *
 * <p>Stays inserted until {@link #close()}, also across a restart of the PC/SC service.
 */
public final class VpcdCard implements AutoCloseable {
  /** Where vpcd takes the card of its first slot; those of the others follow. */
  public static final int PORT = 35_963;

  private static final Logger LOG = LoggerFactory.getLogger(VpcdCard.class);
  private static final int POWER_OFF = 0;
  private static final int POWER_ON = 1;
  private static final int RESET = 2;
  private static final int ANSWER_TO_RESET = 4;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration BETWEEN_CONNECTS = Duration.ofMillis(100);

  private final int port;
  private final Thread thread;
  private final CountDownLatch out = new CountDownLatch(1);
  private volatile VirtualCard card;
  private volatile CardBehaviour behaviour;
  private volatile Socket socket;
  private final AtomicInteger commands = new AtomicInteger();
  private boolean powered;

  private VpcdCard(VirtualCard card, CardBehaviour behaviour, int port) {
    this.card = card;
    this.behaviour = behaviour;
    this.port = port;
    this.thread = Thread.ofPlatform().daemon().name("virtual-card").unstarted(this::lieInReader);
  }

  /** Puts a card into the reader whose vpcd listens on this machine's {@code port}. */
  public static VpcdCard insert(VirtualCard card, CardBehaviour behaviour, int port) {
    VpcdCard inserted = new VpcdCard(card, behaviour, port);
    inserted.thread.start();
    return inserted;
  }

  /** Commands since insertion. */
  public int commands() {
    return commands.get();
  }

  /**
   * Exchanges the card without vpcd noticing: whatever comes next, command or power, the other card
   * answers, which has just been powered. A hand that is faster than the reader's looks.
   */
  public void swap(VirtualCard other, CardBehaviour itsBehaviour) {
    other.reset();
    behaviour = itsBehaviour;
    card = other;
  }

  /** How the card behaves at present. */
  public CardBehaviour behaviour() {
    return behaviour;
  }

  /** From now on the card behaves so. */
  public void behave(CardBehaviour now) {
    behaviour = now;
  }

  /** Whether it still lies in the reader. */
  public boolean inserted() {
    return out.getCount() > 0;
  }

  /** Pulls the card. */
  @Override
  public void close() {
    out.countDown();
    drop();
    thread.interrupt();
    try {
      thread.join(CONNECT_TIMEOUT.multipliedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drop() {
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("closing the line to vpcd", e);
      }
    }
  }

  private void lieInReader() {
    while (inserted()) {
      try (Socket line = new Socket()) {
        line.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
        line.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket = line;
        serve(line);
      } catch (IOException e) {
        LOG.debug("vpcd: {}", e.getMessage());
      } catch (InterruptedException e) {
        return;
      }
      try {
        if (out.await(BETWEEN_CONNECTS.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void serve(Socket line) throws IOException, InterruptedException {
    DataInputStream in = new DataInputStream(line.getInputStream());
    OutputStream answers = line.getOutputStream();
    card.reset();
    powered = false;
    while (inserted()) {
      // vpcd writes length and payload apart: without an acknowledgement at once, its second write
      // waits 40 ms. The kernel forgets the option after a while, so it is set for every frame.
      line.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
      byte[] payload = new byte[in.readUnsignedShort()];
      line.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
      in.readFully(payload);
      Optional<byte[]> answer =
          payload.length == 1 ? control(payload[0]) : Optional.of(command(payload));
      if (answer.isPresent()) {
        answers.write(frame(answer.get()));
      }
    }
  }

  /** Length and payload in one, to be written at once. */
  private static byte[] frame(byte[] payload) {
    byte[] frame = new byte[payload.length + 2];
    frame[0] = (byte) (payload.length >> 8);
    frame[1] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 2, payload.length);
    return frame;
  }

  /** Empty where the protocol has no answer. */
  private Optional<byte[]> control(byte control) throws IOException {
    return switch (control) {
      case POWER_OFF -> power(false);
      case POWER_ON, RESET -> power(true);
      case ANSWER_TO_RESET -> Optional.of(answerToReset());
      default -> Optional.empty();
    };
  }

  private Optional<byte[]> power(boolean on) {
    powered = on;
    card.reset();
    return Optional.empty();
  }

  /**
   * The reader asks for it also to see whether something is inserted at all: a mute card is there,
   * but once powered has no answer. vpcd knows no such answer, so the line breaks for a moment; the
   * next look finds the card again.
   */
  private byte[] answerToReset() throws IOException {
    if (behaviour.mute() && powered) {
      throw new IOException("mute");
    }
    return card.answerToReset();
  }

  private byte[] command(byte[] command) throws IOException, InterruptedException {
    int count = commands.incrementAndGet();
    CardBehaviour now = behaviour;
    if (!now.delay().isZero() && out.await(now.delay().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("pulled while thinking");
    }
    if (!now.befalls(count)) {
      return card.answer(command);
    }
    return switch (now.accident()) {
      case PULL -> {
        out.countDown();
        throw new IOException("pulled");
      }
      case HANG -> {
        out.await();
        throw new IOException("pulled while hanging");
      }
      case TRUNCATE -> {
        byte[] whole = card.answer(command);
        yield Arrays.copyOf(whole, whole.length / 2);
      }
      case STATUS -> CardAnswer.status(now.status());
    };
  }
}
