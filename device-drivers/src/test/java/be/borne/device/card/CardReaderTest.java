package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.VirtualReaderClient.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told of a reader, over the real pcscd. */
@ExtendWith(CardDesk.Provider.class)
class CardReaderTest {
  @Test
  void tellsOfCardsComingAndGoing(CardDesk desk) throws Exception {
    desk.watching();
    desk.insert("marguerite");
    desk.reader().pull();
    desk.await(CardEvent.CardRemoved.class);
    desk.insert("joost");
  }

  @Test
  void tellsAMuteCardFromAForeignOne(CardDesk desk) throws Exception {
    desk.watching();
    desk.reader().insert("joost", Fault.MUTE);
    desk.await(CardEvent.CardMute.class);
    desk.reader().insert("joost", Fault.FOREIGN);
    desk.await(CardEvent.CardRemoved.class);
    desk.await(CardEvent.ForeignCard.class);
    desk.reader().pull();
    desk.await(CardEvent.CardRemoved.class);
  }

  @Test
  void outlivesARestartOfTheService(CardDesk desk) throws Exception {
    desk.watching();
    desk.identify(desk.insert("liesl"));
    desk.reader().serviceOff();
    desk.await(CardEvent.CardRemoved.class);
    desk.await(CardEvent.NoReader.class);
    desk.reader().serviceOn();
    desk.await(CardEvent.ReaderReady.class);
    desk.identify(desk.await(CardEvent.CardInserted.class).card());
  }

  @Test
  void findsAServiceThatStartsLate(CardDesk desk) throws Exception {
    desk.reader().serviceOff();
    LinkedBlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();
    try (CardReader _ =
        CardReader.watch(new CardReaderSettings("", Duration.ofSeconds(15)), events::add)) {
      assertInstanceOf(CardEvent.NoReader.class, next(events));
      desk.reader().serviceOn();
      assertInstanceOf(CardEvent.ReaderReady.class, next(events));
    }
  }

  @Test
  void saysOnceThatNoReaderHasTheName(CardDesk desk) throws Exception {
    LinkedBlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();
    try (CardReader _ =
        CardReader.watch(
            new CardReaderSettings("no such reader", Duration.ofSeconds(15)), events::add)) {
      assertInstanceOf(CardEvent.NoReader.class, next(events));
      assertNull(events.poll(700, TimeUnit.MILLISECONDS));
    }
    assertTrue(desk.reader().status().contains("\"service\":true"));
  }

  @Test
  void findsTheReaderByPartOfItsName(CardDesk desk) throws Exception {
    LinkedBlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();
    try (CardReader _ =
        CardReader.watch(
            new CardReaderSettings("virtual pcd 00 01", Duration.ofSeconds(15)), events::add)) {
      CardEvent.ReaderReady ready = assertInstanceOf(CardEvent.ReaderReady.class, next(events));
      assertEquals("Virtual PCD 00 01", ready.reader());
    }
    assertTrue(desk.reader().status().contains("\"inserted\":null"));
  }

  @Test
  void outlivesAListenerThatThrows(CardDesk desk) throws Exception {
    LinkedBlockingQueue<CardEvent> events = new LinkedBlockingQueue<>();
    try (CardReader _ =
        CardReader.watch(
            new CardReaderSettings("", Duration.ofSeconds(15)),
            event -> {
              events.add(event);
              throw new IllegalStateException("a listener's own fault");
            })) {
      assertInstanceOf(CardEvent.ReaderReady.class, next(events));
      desk.reader().insert("joost");
      assertInstanceOf(CardEvent.CardInserted.class, next(events));
    }
  }

  @Test
  void isReadByAnIndependentProgramToo(CardDesk desk) throws Exception {
    desk.watching().insert("joost");
    ProcessBuilder eidenv = new ProcessBuilder("eidenv");
    eidenv.environment().put("PCSCLITE_CSOCK_NAME", desk.pcscSocket().toString());
    Process process = eidenv.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    // eidenv 0.23 ends with 1 even when it has read everything: only what it says counts.
    assertTrue(said.contains("BELPIC_NAME: Voorbeeld-Verzonnen"), said);
    assertTrue(said.contains("BELPIC_FIRSTNAMES: Joost"), said);
    assertTrue(said.contains("BELPIC_MUNICIPALITY: Brussel"), said);
  }

  private static CardEvent next(LinkedBlockingQueue<CardEvent> events) throws Exception {
    return events.poll(CardDesk.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
