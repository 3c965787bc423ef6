package be.borne.demo.faults;

import be.borne.device.card.CardFault;
import be.borne.device.card.CardLink;
import be.borne.device.card.CardPort;
import be.borne.device.card.CardRefusal;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * A terminal's reader, at the other end of a {@link CardOutlet}.
 *
 * @param outlet its port on loopback
 */
record CardInlet(int outlet) implements CardPort {
  @Override
  public String name() {
    return "bench";
  }

  @Override
  public CardLink connect() throws CardFault {
    try {
      return new Link(new Socket(InetAddress.getLoopbackAddress(), outlet));
    } catch (IOException e) {
      throw new CardFault(CardRefusal.CARD_PULLED, "no card", e);
    }
  }

  /** The citizen stays. */
  @Override
  public boolean awaitAbsence(Duration time) {
    return false;
  }

  private static final class Link implements CardLink {
    private static final int NO_MORE = 0;
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final byte[] answerToReset;

    Link(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new DataInputStream(socket.getInputStream());
      this.out = new DataOutputStream(socket.getOutputStream());
      this.answerToReset = receive();
    }

    private byte[] receive() throws IOException {
      return in.readNBytes(in.readInt());
    }

    @Override
    public byte[] answerToReset() {
      return answerToReset.clone();
    }

    @Override
    public byte[] transmit(byte[] command) throws CardFault {
      try {
        out.writeInt(command.length);
        out.write(command);
        out.flush();
        return receive();
      } catch (IOException e) {
        throw new CardFault(CardRefusal.CARD_PULLED, "the card is gone", e);
      }
    }

    @Override
    public byte[] control(int code, byte[] command) throws CardFault {
      throw new CardFault(CardRefusal.CARD_FAILED, "the reader has no commands of its own");
    }

    /** The card is reset at the next connection in any case. */
    @Override
    public void release(boolean reset) {
      try (socket) {
        out.writeInt(NO_MORE);
        out.flush();
      } catch (IOException e) {
        // It is let go of all the same.
      }
    }
  }
}
