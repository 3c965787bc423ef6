package be.borne.kiosk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.borne.device.card.CardEvent;
import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.virtual.VirtualEid;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualPki;
import be.borne.device.virtual.VirtualPort;
import be.borne.kiosk.form.FormWalk;
import be.borne.kiosk.guichet.GuichetClient;
import be.borne.kiosk.guichet.GuichetException;
import be.borne.kiosk.guichet.TestGuichet;
import be.borne.kiosk.journey.Effect;
import be.borne.kiosk.journey.Event;
import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.Submission;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormJson;
import be.borne.protocol.guichet.form.PrefillKey;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms between a visit and a real HTTPS server. */
class FormDeskTest {
  /** An hour after midnight in Belgium, an hour before it elsewhere. */
  private static final Clock NIGHT =
      Clock.fixed(Instant.parse("2026-11-26T23:30:00Z"), ZoneOffset.UTC);

  private static final FormDefinition FORM = FormWalk.named("bulky-waste");
  private static final String PATH = GuichetPaths.FORMS + "/" + FORM.id();

  private static final Draft DRAFT =
      new Draft(1, Answers.none().with("floor", new Answer.Text("2")), Set.of("things"));

  @TempDir private static Path authorities;
  private static VirtualPki pki;

  @TempDir Path directory;
  private final List<Event> answers = new ArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final SessionScope session = new SessionScope(SessionScope.Farewell.NONE);
  private TestGuichet guichet;
  private GuichetClient client;
  private FormDesk desk;
  private IdentityVerifier verifier;

  @BeforeAll
  static void foundAuthorities() throws Exception {
    pki = VirtualPki.in(authorities);
  }

  @BeforeEach
  void open() throws Exception {
    guichet = new TestGuichet(directory);
    client = guichet.client(Duration.ofSeconds(20));
    verifier = new IdentityVerifier(pki.roots(), Clock.systemUTC());
    desk = new FormDesk(client, verifier, NIGHT);
    session.keepSignIn(
        new CitizenSession("a-token-of-nobody", Instant.parse("2099-01-01T00:00:00Z")));
  }

  @AfterEach
  void close() {
    session.close();
    client.close();
    guichet.close();
  }

  /** A15: what the card says is known, and the day is Belgium's. */
  @Test
  void aFormComesWithItsDraftAndWhatTheCardSays() throws Exception {
    CardSlot slot = new CardSlot();
    slot.note(
        new CardEvent.CardInserted(
            EidCard.at(
                VirtualPort.with(VirtualEid.of(VirtualPerson.named("marguerite"), pki)),
                new CardReaderSettings("", Duration.ofSeconds(15)))));
    new SignInDesk(slot, verifier, client, TestGuichet.TERMINAL, Optional.empty())
        .readCard(session, _ -> {});
    guichet.on(PATH, exchange -> TestGuichet.json(exchange, 200, FormJson.of(FORM)));
    guichet.on(
        PATH + "/draft",
        exchange ->
            TestGuichet.json(
                exchange,
                200,
                "{\"version\":1,\"answers\":%s,\"finished\":[\"things\"]}"
                    .formatted(FormJson.of(DRAFT.answers()))));
    desk.open(new Effect.OpenForm(FORM.id()), session, answers::add);
    Event.FormOpened opened = (Event.FormOpened) answers.getFirst();
    assertEquals(FORM, opened.form());
    assertEquals(LocalDate.of(2026, 11, 27), opened.today());
    assertEquals(DRAFT.answers(), opened.draft().orElseThrow().answers());
    assertEquals(DRAFT.finished(), opened.draft().orElseThrow().finished());
    assertEquals(
        Set.of(
            PrefillKey.SURNAME, PrefillKey.GIVEN_NAMES, PrefillKey.BIRTH_DATE, PrefillKey.ADDRESS),
        opened.prefill().values().keySet());
    String surname = session.holder().identity().surname();
    assertEquals(new Answer.Text(surname), opened.prefill().values().get(PrefillKey.SURNAME));
    assertFalse(opened.toString().contains(surname));
  }

  /** The same answers arrive once, however often a citizen presses; other answers are others. */
  @Test
  void whatIsSentAgainIsSentUnderTheSameKey() throws Exception {
    guichet.on(
        PATH + "/submissions",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst(GuichetPaths.IDEMPOTENCY_KEY));
          if (calls.incrementAndGet() == 1) {
            exchange.close(); // heard, and not answered
          } else {
            TestGuichet.json(exchange, 200, "{\"reference\":\"TSR-2026-7K3M9QX2\"}");
          }
        });
    Submission sent = new Submission(1, Language.FRENCH, DRAFT.answers());
    desk.send(new Effect.SendForm(FORM.id(), sent), session, answers::add);
    desk.send(new Effect.SendForm(FORM.id(), sent), session, answers::add);
    desk.send(
        new Effect.SendForm(FORM.id(), new Submission(1, Language.FRENCH, Answers.none())),
        session,
        answers::add);
    Event received = new Event.FormReceived("TSR-2026-7K3M9QX2");
    assertEquals(List.of(received, received, received), answers);
    assertEquals(4, keys.size());
    assertEquals(1, Set.copyOf(keys.subList(0, 3)).size());
    assertNotEquals(keys.getFirst(), keys.getLast());
  }

  @Test
  void theTrackingCodeIsHandedOn() throws Exception {
    guichet.on(
        PATH + "/submissions",
        exchange ->
            TestGuichet.json(
                exchange,
                201,
                "{\"reference\":\"TSR-2026-7K3M9QX2\",\"tracking\":\"7K3M9QX20A4BHJ5T\"}"));
    desk.send(
        new Effect.SendForm(FORM.id(), new Submission(1, Language.FRENCH, DRAFT.answers())),
        session,
        answers::add);
    assertEquals(
        List.of(
            new Event.FormReceived(
                "TSR-2026-7K3M9QX2", Optional.of(new TrackingCode("7K3M9QX20A4BHJ5T")))),
        answers);
  }

  @Test
  void whatIsKeptAndDroppedIsSaidOnlyWhenItIsDone() throws Exception {
    guichet.on(
        PATH + "/draft",
        exchange -> {
          if (calls.incrementAndGet() < 3) {
            TestGuichet.answer(exchange, 204, "", new byte[0]);
          } else {
            TestGuichet.json(exchange, 500, "{\"fault\":\"G-305\",\"rule\":\"\"}");
          }
        });
    desk.keep(FORM.id(), DRAFT, session, answers::add);
    desk.drop(FORM.id(), session, answers::add);
    assertEquals(List.of(new Event.DraftSettled(), new Event.DraftSettled()), answers);
    GuichetException failed =
        assertThrows(
            GuichetException.class, () -> desk.keep(FORM.id(), DRAFT, session, answers::add));
    assertEquals(FaultCode.GUICHET_FAILED, failed.fault());
    assertEquals(2, answers.size());
  }
}
