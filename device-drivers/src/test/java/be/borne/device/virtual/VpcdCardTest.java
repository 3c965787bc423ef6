package be.borne.device.virtual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.borne.device.virtual.CardBehaviour.Accident;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The card's end of vpcd's line, with a vpcd that is a few lines of this test. */
class VpcdCardTest {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final byte[] READ = HexFormat.of().parseHex("00B0000004");
  private static final byte[] RESET = {2};
  private static final byte[] ASK_ANSWER_TO_RESET = {4};

  /** Answers its own name and 9000. */
  private record Named(String name) implements VirtualCard {
    @Override
    public byte[] answerToReset() {
      return HexFormat.of().parseHex("3B00");
    }

    @Override
    public void reset() {
      // It remembers nothing.
    }

    @Override
    public byte[] answer(byte[] command) {
      return HexFormat.of().parseHex(name + "9000");
    }
  }

  private ServerSocket vpcd;
  private VpcdCard card;
  private Socket line;
  private DataInputStream in;
  private DataOutputStream out;

  @BeforeEach
  void insert() throws Exception {
    vpcd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    vpcd.setSoTimeout(PATIENCE_MILLIS);
    card = VpcdCard.insert(new Named("AAAAAAAA"), CardBehaviour.GOOD, vpcd.getLocalPort());
    accept();
  }

  private void accept() throws IOException {
    line = vpcd.accept();
    line.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(line.getInputStream());
    out = new DataOutputStream(line.getOutputStream());
  }

  @AfterEach
  void remove() throws Exception {
    card.close();
    line.close();
    vpcd.close();
  }

  private void send(byte[] payload) throws IOException {
    out.writeShort(payload.length);
    out.write(payload);
    out.flush();
  }

  private String answer() throws IOException {
    byte[] payload = new byte[in.readUnsignedShort()];
    in.readFully(payload);
    return HexFormat.of().withUpperCase().formatHex(payload);
  }

  private String ask(byte[] payload) throws IOException {
    send(payload);
    return answer();
  }

  @Test
  void answersPowerAndCommands() throws Exception {
    send(RESET);
    assertEquals("3B00", ask(ASK_ANSWER_TO_RESET));
    assertEquals("AAAAAAAA9000", ask(READ));
    assertEquals(1, card.commands());
  }

  @Test
  void isSwappedWithoutTheLineBreaking() throws Exception {
    assertEquals("AAAAAAAA9000", ask(READ));
    card.swap(new Named("BBBBBBBB"), CardBehaviour.GOOD);
    assertEquals("BBBBBBBB9000", ask(READ));
    assertEquals(2, card.commands());
  }

  @Test
  void cutsOneAnswerInHalf() throws Exception {
    card.behave(CardBehaviour.of(Accident.TRUNCATE, 2, 0));
    assertEquals("AAAAAAAA9000", ask(READ));
    assertEquals("AAAAAA", ask(READ));
    assertEquals("AAAAAAAA9000", ask(READ));
  }

  @Test
  void answersOneStatusInsteadOfTheCard() throws Exception {
    card.behave(CardBehaviour.of(Accident.STATUS, 1, 0x6F00));
    assertEquals("6F00", ask(READ));
    assertEquals("AAAAAAAA9000", ask(READ));
  }

  @Test
  void isPulledAtACommand() throws Exception {
    card.behave(CardBehaviour.pulledAt(1));
    assertThrows(EOFException.class, () -> ask(READ));
    assertFalse(card.inserted());
  }

  @Test
  void hangsFromACommandOn() throws Exception {
    card.behave(CardBehaviour.hangingAt(1));
    line.setSoTimeout(300);
    assertThrows(SocketTimeoutException.class, () -> ask(READ));
  }

  @Test
  void isSlow() throws Exception {
    card.behave(CardBehaviour.slow(Duration.ofMillis(200)));
    long start = System.nanoTime();
    ask(READ);
    assertFalse(Duration.ofNanos(System.nanoTime() - start).toMillis() < 200);
  }

  @Test
  void staysSlowWhateverElseHappens() {
    CardBehaviour slow = CardBehaviour.slow(Duration.ofMillis(200));
    assertEquals(Duration.ofMillis(200), slow.with(Accident.STATUS, 1, 0x6F00).delay());
  }

  @Test
  void comesBackWhenVpcdDoes() throws Exception {
    line.close();
    accept();
    assertEquals("AAAAAAAA9000", ask(READ));
  }

  @Test
  void refusesBehaviourThatNoCardHas() {
    assertThrows(IllegalArgumentException.class, () -> CardBehaviour.slow(Duration.ofMinutes(2)));
    assertThrows(IllegalArgumentException.class, () -> CardBehaviour.pulledAt(-1));
    assertThrows(
        IllegalArgumentException.class, () -> CardBehaviour.of(Accident.STATUS, 1, 0x10000));
    assertArrayEquals(new byte[] {0x6D, 0}, new VirtualForeignCard().answer(READ));
  }
}
