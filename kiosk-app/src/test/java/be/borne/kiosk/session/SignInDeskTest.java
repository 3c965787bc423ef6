package be.borne.kiosk.session;

import static be.borne.kiosk.session.PadReader.leadsTo;
import static be.borne.kiosk.session.PadReader.pulls;
import static be.borne.kiosk.session.PadReader.types;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.card.CardEvent;
import be.borne.device.card.CardPort;
import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import be.borne.device.virtual.VirtualPort;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.guichet.TestGuichet;
import be.borne.kiosk.journey.Deadline;
import be.borne.kiosk.journey.Event;
import be.borne.kiosk.journey.PinPlace;
import be.borne.kiosk.journey.WaitingDocument;
import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.TerminalConfiguration.Timing;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A virtual card in a reader with keys, and a real HTTPS server that takes what it signs. */
class SignInDeskTest {
  private static final CardReaderSettings SETTINGS =
      new CardReaderSettings("", Duration.ofSeconds(15));
  private static final Duration MOST = Duration.ofSeconds(40);
  private static final String PAD = "Invented PIN Pad 00 00";
  private static final String PIN = new String(VirtualEid.pin());
  private static final String WRONG = "9999";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path authorities;
  private static VirtualPki pki;

  @TempDir Path directory;
  private VirtualEid eid;
  private TestGuichet guichet;
  private GuichetClient client;
  private SessionScope session;
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger challenges = new AtomicInteger();
  private final AtomicInteger sessions = new AtomicInteger();
  private final List<Event> answers = new CopyOnWriteArrayList<>();
  private volatile Duration challengeTakes = Duration.ZERO;
  private volatile boolean guichetAway;
  private volatile String waitingOrders = "";
  private volatile String services = "{\"services\":[]}";

  @BeforeAll
  static void foundAuthorities() throws Exception {
    pki = VirtualPki.in(authorities);
  }

  @BeforeEach
  void open() throws Exception {
    eid = VirtualEid.of(VirtualPerson.named("marguerite"), pki);
    session = new SessionScope(SessionScope.Farewell.NONE);
    guichet = new TestGuichet(directory);
    client = guichet.client(Duration.ofSeconds(20));
    guichet.on(
        GuichetPaths.CHALLENGES,
        exchange -> {
          if (guichetAway) {
            exchange.close();
            return;
          }
          challenges.incrementAndGet();
          clock.addAndGet(challengeTakes.toNanos());
          TestGuichet.json(
              exchange,
              201,
              "{\"id\":\"%s\",\"nonce\":\"%s=\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}"
                  .formatted("0a".repeat(16), "A".repeat(43)));
        });
    guichet.on(
        GuichetPaths.SESSIONS,
        exchange -> {
          sessions.incrementAndGet();
          TestGuichet.json(
              exchange, 201, "{\"token\":\"of-nobody\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}");
        });
    guichet.on(GuichetPaths.SERVICES, exchange -> TestGuichet.json(exchange, 200, services));
    guichet.on(
        GuichetPaths.ORDERS,
        exchange -> TestGuichet.json(exchange, 200, "{\"orders\":[%s]}".formatted(waitingOrders)));
  }

  @AfterEach
  void close() {
    session.close();
    client.close();
    guichet.close();
  }

  // ---------------------------------------------------------------- where the PIN is typed

  @Test
  void asksForThePinOnTheReaderWhereItHasKeys() throws Exception {
    PadReader reader = new PadReader(PAD, eid, types(PIN));
    read(reader, Optional.of(MOST));
    assertEquals(List.of(identified(PinPlace.ON_READER)), answers);
    assertEquals(1, reader.controls());
    assertEquals(List.of(), reader.entries());
  }

  @Test
  void asksForItOnTheScreenWhereTheReaderHasNone() throws Exception {
    read(VirtualPort.with(eid), Optional.of(MOST));
    assertEquals(List.of(identified(PinPlace.ON_SCREEN)), answers);
  }

  @Test
  void doesNotEvenAskTheReaderWhereTheSiteWantsTheScreen() throws Exception {
    PadReader reader = new PadReader(PAD, eid, types(PIN));
    read(reader, Optional.empty());
    assertEquals(List.of(identified(PinPlace.ON_SCREEN)), answers);
    assertEquals(0, reader.controls());
  }

  /** It would offer the first eight digits of a longer PIN, and cost its holder a try each time. */
  @Test
  void asksForItOnTheScreenWhereTheKeysTakeNoLongPin() throws Exception {
    read(new PadReader("Gemalto GemPC Pinpad 00 00", eid, types(PIN)), Optional.of(MOST));
    assertEquals(List.of(identified(PinPlace.ON_SCREEN)), answers);
  }

  // ---------------------------------------------------------------- at the reader's keys

  @Test
  void signsInWithAPinThatOnlyTheReaderSees() throws Exception {
    PadReader reader =
        new PadReader(
            PAD,
            eid,
            at -> {
              assertEquals(1, challenges.get(), "the reader was started before the guichet");
              return at.verify(PIN);
            });
    SignInDesk desk = read(reader, Optional.of(MOST));
    desk.signInOnReader(session, Language.GERMAN, answers::add);
    assertAnswered(new Event.PinTaken(), new Event.SignedIn(List.of()));
    byte[] told = reader.entries().getFirst();
    assertEquals(40, told[0]);
    assertEquals(40, told[1]);
    assertEquals(0x0407, (told[9] & 0xFF) | (told[10] & 0xFF) << 8, "not in German");
    assertTrue(
        reader.transmitted().stream().noneMatch(command -> command.startsWith("0020")),
        "a VERIFY of the program's own");
    assertEquals("of-nobody", session.signIn().token());
  }

  @Test
  void aWrongPinIsOfferedOnceAndCounted() throws Exception {
    PadReader reader = new PadReader(PAD, eid, types(WRONG));
    SignInDesk desk = read(reader, Optional.of(MOST));
    desk.signInOnReader(session, Language.DUTCH, answers::add);
    assertAnswered(new Event.PinRefused(2));
    assertEquals(1, reader.entries().size());
    assertEquals(2, eid.triesLeft());
    desk.signInOnReader(session, Language.DUTCH, answers::add);
    desk.signInOnReader(session, Language.DUTCH, answers::add);
    assertAnswered(new Event.PinRefused(2), new Event.PinRefused(1), new Event.PinRefused(0));
    assertEquals(0, sessions.get());
  }

  @Test
  void theReadersCancelKeyMeansStop() throws Exception {
    read(new PadReader(PAD, eid, leadsTo("6401")), Optional.of(MOST))
        .signInOnReader(session, Language.DUTCH, answers::add);
    assertAnswered(new Event.Stopped());
  }

  @Test
  void saysThatNobodyTyped() throws Exception {
    read(new PadReader(PAD, eid, leadsTo("6400")), Optional.of(MOST))
        .signInOnReader(session, Language.DUTCH, answers::add);
    assertAnswered(new Event.PinNotTyped());
    assertEquals(3, eid.triesLeft());
  }

  @Test
  void saysThatTheCardWasPulledFromUnderTheKeys() throws Exception {
    read(new PadReader(PAD, eid, pulls()), Optional.of(MOST))
        .signInOnReader(session, Language.DUTCH, answers::add);
    assertAnswered(new Event.CardRefused(FaultCode.CARD_PULLED));
  }

  @Test
  void noPinIsAskedForWhileTheGuichetIsAway() throws Exception {
    PadReader reader = new PadReader(PAD, eid, types(WRONG));
    SignInDesk desk = read(reader, Optional.of(MOST));
    guichetAway = true;
    GuichetException failure =
        assertThrows(
            GuichetException.class,
            () -> desk.signInOnReader(session, Language.DUTCH, answers::add));
    assertEquals(FaultCode.GUICHET_UNREACHABLE, failure.fault());
    assertEquals(List.of(), reader.entries());
    assertEquals(3, eid.triesLeft());
  }

  // ---------------------------------------------------------------- time

  /** Both timers run out, one after the other, and the challenge must still be good. */
  @ParameterizedTest
  @CsvSource({"0, 40", "20, 40", "50, 25", "89, 5"})
  void theChallengeOutlivesTheReadersTimers(int challengeSeconds, int expected) throws Exception {
    challengeTakes = Duration.ofSeconds(challengeSeconds);
    PadReader reader = new PadReader(PAD, eid, types(PIN));
    read(reader, Optional.of(MOST)).signInOnReader(session, Language.DUTCH, answers::add);
    byte[] told = reader.entries().getFirst();
    assertEquals(List.of(expected, expected), List.of((int) told[0], (int) told[1]));
    assertTrue(
        challengeSeconds + told[0] + told[1] < Challenge.LIFE.toSeconds(), "it can be too late");
  }

  @Test
  void noPinIsAskedForThatWouldComeTooLate() throws Exception {
    challengeTakes = Duration.ofSeconds(91);
    PadReader reader = new PadReader(PAD, eid, types(PIN));
    read(reader, Optional.of(MOST)).signInOnReader(session, Language.DUTCH, answers::add);
    assertAnswered(new Event.Failed(FaultCode.GUICHET_UNREACHABLE));
    assertEquals(List.of(), reader.entries());
  }

  @Test
  void theJourneyWaitsLongerThanTheReader() {
    Deadlines usual = new Deadlines(Timing.USUAL, Duration.ZERO);
    assertEquals(MOST, usual.atReadersKeys());
    Duration wholeEntry = usual.atReadersKeys().multipliedBy(2);
    assertTrue(
        usual
                .of(Deadline.PIN_ON_READER)
                .orElseThrow()
                .compareTo(wholeEntry.plus(Timing.USUAL.cardTimeout()))
            > 0);
  }

  // ---------------------------------------------------------------- broken off

  /** The reader cannot be called back; what is typed after all must open nothing. */
  @Test
  void aPinTypedAfterStopOpensNothing() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch typesAfterAll = new CountDownLatch(1);
    PadReader reader =
        new PadReader(
            PAD,
            eid,
            at -> {
              waits.countDown();
              awaited(typesAfterAll);
              return at.verify(PIN);
            });
    SignInDesk desk = read(reader, Optional.of(MOST));
    int released = reader.releases().size();
    Thread effect =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    desk.signInOnReader(session, Language.DUTCH, answers::add);
                  } catch (GuichetException | InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    awaited(waits);
    session.close();
    effect.interrupt();
    assertTrue(effect.join(PATIENCE), "the effect waits for the reader");
    assertEquals(released, reader.releases().size());
    int commands = reader.transmitted().size();

    typesAfterAll.countDown();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (reader.releases().size() == released && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    assertTrue(reader.releases().getLast(), "the card was not reset");
    assertEquals(commands, reader.transmitted().size(), "the card was asked to sign after all");
    assertEquals(0, sessions.get());
    assertFalse(answers.contains(new Event.PinTaken()));
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertTrue(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // ---------------------------------------------------------------- on the screen

  @Test
  void whatWaitsComesWithTheSignInAlsoWhereItsServiceIsNoLongerOffered() throws Exception {
    waitingOrders =
        "{\"reference\":\"TSR-2026-7K3M9QX2\",\"serviceId\":\"residence\","
            + "\"placedAt\":\"2026-11-23T10:00:00Z\",\"standing\":\"IN_DOUBT\"}";
    SignInDesk desk = read(VirtualPort.with(eid), Optional.empty());
    PIN.chars().forEach(digit -> session.pin().add((char) digit));
    desk.signIn(session, answers::add);
    assertEquals(
        new Event.SignedIn(
            List.of(),
            List.of(
                new WaitingDocument(
                    new UnfinishedOrder(
                        "TSR-2026-7K3M9QX2",
                        "residence",
                        Instant.parse("2026-11-23T10:00:00Z"),
                        UnfinishedOrder.Standing.IN_DOUBT),
                    Optional.empty()))),
        answers.getLast());
  }

  /** Its citizen is told so before ordering, and collects it another day. */
  @Test
  void whatAClerkLooksAtFirstIsOfferedToo() throws Exception {
    Map<Language, String> words =
        Arrays.stream(Language.values()).collect(Collectors.toMap(each -> each, Language::tag));
    Service checked =
        new Service(
            "residence",
            words,
            words,
            List.of(Language.DUTCH),
            0,
            Service.Delivery.AFTER_A_CLERKS_CHECK);
    services = Json.mapper().writeValueAsString(new Catalogue(List.of(checked)));
    SignInDesk desk = read(VirtualPort.with(eid), Optional.empty());
    PIN.chars().forEach(digit -> session.pin().add((char) digit));
    desk.signIn(session, answers::add);
    assertEquals(new Event.SignedIn(List.of(checked)), answers.getLast());
  }

  @Test
  void aPinTypedOnTheScreenIsOfferedOnce() throws Exception {
    SignInDesk desk = read(VirtualPort.with(eid), Optional.of(MOST));
    WRONG.chars().forEach(digit -> session.pin().add((char) digit));
    desk.signIn(session, answers::add);
    PIN.chars().forEach(digit -> session.pin().add((char) digit));
    desk.signIn(session, answers::add);
    assertAnswered(new Event.PinRefused(2), new Event.PinTaken(), new Event.SignedIn(List.of()));
    assertTrue(session.pin().isZero());
  }

  /** The card has been read from this place, and what was answered to that is the first answer. */
  private SignInDesk read(CardPort port, Optional<Duration> atReadersKeys) throws Exception {
    CardSlot slot = new CardSlot();
    slot.note(new CardEvent.CardInserted(EidCard.at(port, SETTINGS)));
    SignInDesk desk =
        new SignInDesk(
            slot,
            new IdentityVerifier(pki.roots(), Clock.systemUTC()),
            client,
            TestGuichet.TERMINAL,
            atReadersKeys,
            clock::get);
    desk.readCard(session, answers::add);
    return desk;
  }

  private void assertAnswered(Event... afterReading) {
    assertEquals(List.of(afterReading), answers.subList(1, answers.size()));
  }

  private static Event identified(PinPlace place) {
    return new Event.CardIdentified(Optional.of(3), place);
  }
}
