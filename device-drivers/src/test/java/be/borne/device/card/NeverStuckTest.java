package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.CardGeneration;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import be.borne.device.virtual.VirtualReaderClient.Slot;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.TerminalFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What befalls whoever uses {@code javax.smartcardio} as it is, shown on the real pcscd, and that
 * it does not befall us. Each test first walks into the trap, then out of it.
 */
@ExtendWith(CardDesk.Provider.class)
class NeverStuckTest {
  private static final byte[] STATEMENT = "a statement".getBytes(StandardCharsets.UTF_8);
  private static final CommandAPDU SELECT_MASTER_FILE =
      new CommandAPDU(new byte[] {0, (byte) 0xA4, 8, 0x0C, 2, 0x3F, 0});

  /** JDK-8026326: the context in a static field outlives the service that gave it. */
  @Test
  void theServiceIsRestarted(CardDesk desk) throws Exception {
    desk.watching();
    EidCard before = desk.insert("joost");
    VerifiedIdentity holder = desk.identify(before);
    desk.reader().pull();
    desk.await(CardEvent.CardRemoved.class);
    assertFalse(rawReaders().isEmpty());
    desk.reader().serviceOff();
    desk.await(CardEvent.NoReader.class);
    desk.reader().serviceOn();
    desk.await(CardEvent.ReaderReady.class);

    CardException trap = assertThrows(CardException.class, NeverStuckTest::rawReaders);
    assertEquals("SCARD_E_NO_SERVICE", PcscErrors.codeOf(trap));

    desk.identify(desk.insert("joost"));
    assertInstanceOf(SignResult.Signed.class, before.sign(holder, STATEMENT, pin()));
    assertFalse(rawReaders().isEmpty());
  }

  /** {@code getDefault()} is "None" for the life of a JVM that was there before the service. */
  @Test
  void theServiceStartsAfterUs(CardDesk desk) throws Exception {
    desk.reader().serviceOff();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.smartcardio/sun.security.smartcardio=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            EarlyBird.class.getName());
    builder.environment().put("PCSCLITE_CSOCK_NAME", desk.pcscSocket().toString());
    Process early = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader said = early.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("None", said.readLine());
      assertEquals("NoReader", said.readLine());
      desk.reader().serviceOn();
      assertEquals("ReaderReady", said.readLine());
      assertEquals("still None", said.readLine());
      assertTrue(early.waitFor(30, TimeUnit.SECONDS));
    } finally {
      early.destroyForcibly();
    }
  }

  /** A program that is started before the PC/SC service. */
  static final class EarlyBird {
    public static void main(String[] arguments) throws Exception {
      System.out.println(TerminalFactory.getDefault().getType());
      LinkedBlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();
      try (CardReader _ =
          CardReader.watch(new CardReaderSettings("", Duration.ofSeconds(15)), events::add)) {
        for (int i = 0; i < 2; i++) {
          System.out.println(events.poll(60, TimeUnit.SECONDS).getClass().getSimpleName());
        }
      }
      System.out.println("still " + TerminalFactory.getDefault().getType());
    }
  }

  /** What the JDK gave for a reader is dead when the reader has been away, and stays so. */
  @Test
  void theReaderIsUnpluggedAndPluggedInAgain(CardDesk desk) throws Exception {
    desk.watching();
    EidCard card = desk.insert("marguerite");
    VerifiedIdentity holder = desk.identify(card);
    CardTerminal raw = rawReader(card.reader());
    assertTrue(raw.isCardPresent());
    desk.reader().readerOff();
    desk.awaitAtLast(CardEvent.NoReader.class);
    assertThrows(CardException.class, raw::isCardPresent);
    assertEquals(
        CardRefusal.NO_READER,
        assertInstanceOf(TriesResult.Failed.class, card.triesLeft(holder)).reason());
    assertTrue(CardReader.names().isEmpty());

    desk.reader().readerOn();
    EidCard again = desk.awaitAtLast(CardEvent.CardInserted.class).card();
    assertThrows(CardException.class, raw::isCardPresent);
    assertEquals(holder.identity().surname(), desk.identify(again).identity().surname());
    assertInstanceOf(SignResult.Signed.class, card.sign(holder, STATEMENT, pin()));
  }

  /** An exchange of cards that is faster than the service looks leaves old handles working. */
  @Test
  void theCardIsSwappedBetweenTwoLooks(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("marguerite");
    VerifiedIdentity holder = desk.identify(card);
    desk.reader().swap("joost", CardGeneration.APPLET_1_8, Fault.NONE, Slot.FIRST);

    TriesResult.Failed tries = assertInstanceOf(TriesResult.Failed.class, card.triesLeft(holder));
    assertEquals(CardRefusal.CARD_SWAPPED, tries.reason());
    SignResult.Failed signed =
        assertInstanceOf(SignResult.Failed.class, card.sign(holder, STATEMENT, pin()));
    assertEquals(CardRefusal.CARD_SWAPPED, signed.reason());
    assertTrue(desk.reader().status().contains("\"triesLeft\":3"), "a stranger's try was spent");
  }

  /** Another program resets the card: whoever holds a handle is told once, and thrown out. */
  @Test
  void anotherProgramResetsTheCard(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("liesl");
    VerifiedIdentity holder = desk.identify(card);
    Card raw = rawReader(card.reader()).connect("T=0");
    raw.getBasicChannel().transmit(SELECT_MASTER_FILE);
    reset(desk);
    CardException trap =
        assertThrows(CardException.class, () -> raw.getBasicChannel().transmit(SELECT_MASTER_FILE));
    assertEquals("SCARD_W_RESET_CARD", PcscErrors.codeOf(trap));
    Pcsc.release(raw, false);

    reset(desk);
    assertInstanceOf(SignResult.Signed.class, card.sign(holder, STATEMENT, pin()));
    reset(desk);
    desk.identify(card);
  }

  private static void reset(CardDesk desk) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("opensc-tool", "--reset");
    builder.environment().put("PCSCLITE_CSOCK_NAME", desk.pcscSocket().toString());
    Process other = builder.redirectErrorStream(true).start();
    other.getInputStream().readAllBytes();
    assertTrue(other.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, other.exitValue());
  }

  /** An answer without a status is an unchecked exception to the JDK's channel. */
  @Test
  void theCardAnswersTooLittle(CardDesk desk) throws Exception {
    desk.watching();
    EidCard card = desk.insert("joost", Fault.ONE_BYTE_ANSWERS);
    Card raw = rawReader(card.reader()).connect("T=0");
    assertThrows(
        IllegalArgumentException.class, () -> raw.getBasicChannel().transmit(SELECT_MASTER_FILE));
    Pcsc.release(raw, true);

    ReadResult.Refused refused =
        assertInstanceOf(ReadResult.Refused.class, card.read(desk.verifier(), Reading.toSignIn()));
    assertEquals(CardRefusal.CARD_FAILED, refused.reason());
    desk.reader().pull();
    desk.await(CardEvent.CardRemoved.class);
    desk.identify(desk.insert("joost"));
  }

  /** A card that is gone is an unchecked exception too, also from letting go of it. */
  @Test
  void theCardIsGoneAndItsHandleStays(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("joost");
    Card raw = rawReader(card.reader()).connect("T=0");
    raw.beginExclusive();
    desk.reader().pull();
    desk.await(CardEvent.CardRemoved.class);
    assertThrows(CardException.class, () -> raw.getBasicChannel().transmit(SELECT_MASTER_FILE));
    assertThrows(
        IllegalStateException.class, () -> raw.getBasicChannel().transmit(SELECT_MASTER_FILE));
    assertThrows(IllegalStateException.class, raw::endExclusive);
    assertTrue(Pcsc.internals().orElseThrow().isForgotten(raw));
    Pcsc.release(raw, false);

    desk.identify(desk.insert("joost"));
  }

  /**
   * A visit that ends in the midst of a reading interrupts it. The JDK knows no way to give a
   * context back: whoever takes a new one each time has used up the service's in a day. And whoever
   * connects while another thread lets go crashes the JVM.
   */
  @Test
  void readingsAreBrokenOff(CardDesk desk) throws Exception {
    EidCard card = desk.watching().insert("marguerite", Fault.SLOW);
    IdentityVerifier verifier = desk.verifier();
    for (int visit = 0; visit < 20; visit++) {
      Thread reading = Thread.ofVirtual().start(() -> card.read(verifier, Reading.toSignIn()));
      Thread.sleep(350);
      reading.interrupt();
      assertTrue(reading.join(CardDesk.PATIENCE), "not broken off");
    }
    desk.reader().pull();
    desk.await(CardEvent.CardRemoved.class);
    desk.identify(desk.insert("joost"));
  }

  /** Whichever of two readers the citizen uses is the one. */
  @Test
  void thereAreTwoReaders(CardDesk desk) throws Exception {
    desk.watching();
    desk.reader().insert("joost", CardGeneration.APPLET_1_8, Fault.NONE, Slot.SECOND);
    CardEvent.ReaderReady second = desk.awaitAtLast(CardEvent.ReaderReady.class);
    assertTrue(second.reader().endsWith("01"), second.reader());
    EidCard card = desk.await(CardEvent.CardInserted.class).card();
    assertEquals(second.reader(), card.reader());
    assertEquals("Voorbeeld-Verzonnen", desk.identify(card).identity().surname());

    // A second citizen at the other reader waits until the first has gone.
    desk.reader().insert("marguerite", CardGeneration.APPLET_1_8, Fault.NONE, Slot.FIRST);
    assertEquals("Voorbeeld-Verzonnen", desk.identify(card).identity().surname());
    desk.reader().pull(Slot.SECOND);
    desk.await(CardEvent.CardRemoved.class);
    desk.await(CardEvent.ReaderReady.class);
    EidCard other = desk.await(CardEvent.CardInserted.class).card();
    assertEquals("Exemplaire-Fictive", desk.identify(other).identity().surname());
    desk.reader().pull(Slot.FIRST);
    desk.await(CardEvent.CardRemoved.class);
  }

  /** From the moment at which PC/SC itself knows until the listener does. */
  @Test
  void presenceReachesTheListenerAtOnce(CardDesk desk) throws Exception {
    desk.watching();
    Duration best = Duration.ofDays(1);
    for (int round = 1; round <= 4; round++) {
      for (boolean in : new boolean[] {true, false}) {
        if (in) {
          desk.reader().insert("joost");
        } else {
          desk.reader().pull();
        }
        long known = whenPcscKnows(in);
        long told = desk.whenTold(in ? CardEvent.CardInserted.class : CardEvent.CardRemoved.class);
        Duration taken = Duration.ofNanos(Math.max(0, told - known));
        System.out.printf(
            "%s: %d ms after PC/SC knew%n", in ? "insertion" : "removal", taken.toMillis());
        best = taken.compareTo(best) < 0 ? taken : best;
      }
    }
    assertTrue(best.compareTo(Duration.ofMillis(300)) < 0, "at best after " + best);
  }

  /** Asked without a rest, by a connection of its own. */
  private static long whenPcscKnows(boolean present) throws Exception {
    Duration instant = Duration.ofMillis(20);
    ReaderWatch other = new ReaderWatch("");
    long end = System.nanoTime() + CardDesk.PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (other.look(instant, instant).stream().anyMatch(ReaderWatch.Sighting::cardPresent)
          == present) {
        long known = System.nanoTime();
        other.end();
        return known;
      }
    }
    throw new AssertionError("PC/SC never noticed");
  }

  private static List<CardTerminal> rawReaders() throws Exception {
    return TerminalFactory.getInstance("PC/SC", null).terminals().list();
  }

  private static CardTerminal rawReader(String name) throws Exception {
    return rawReaders().stream()
        .filter(terminal -> terminal.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static PinEntry pin() {
    return new PinEntry.Typed(VirtualEid.pin());
  }
}
