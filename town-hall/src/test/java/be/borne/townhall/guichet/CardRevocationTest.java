package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.MutualTls;
import be.borne.townhall.Attack;
import be.borne.townhall.guichet.TestAuthorities.Manner;
import be.borne.townhall.guichet.TestCards.Generation;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether a card was reported lost, asked of a responder and of lists on this machine: what each of
 * them can say, and each way in which it can be silent or lie.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CardRevocationTest {
  private final Instant start = Instant.now();
  private final AtomicReference<Duration> advanced = new AtomicReference<>(Duration.ZERO);
  private final InstantSource moving = () -> Instant.now().plus(advanced.get());
  private final Clock clock = moving.withZone(ZoneOffset.UTC);
  private TestAuthorities authorities;
  private TestCards cards;
  private TestCards.Card card;
  private List<X509Certificate> roots;
  private CardTrust required;
  private CardTrust whenReachable;

  @BeforeAll
  void issue(@TempDir Path folder) throws Exception {
    authorities = new TestAuthorities(moving::instant);
    cards = new TestCards(Generation.ELLIPTIC, start, authorities.address());
    authorities.cards = cards;
    card = cards.card("50134199915", LocalDate.ofInstant(start, ZoneOffset.UTC).plusYears(1));
    roots = MutualTls.certificates(cards.writeRoot(folder.resolve("root.pem")));
  }

  @BeforeEach
  void open() {
    advanced.set(Duration.ZERO);
    authorities.asUsual();
    required = new CardTrust(roots, Revocation.REQUIRED, clock);
    whenReachable = new CardTrust(roots, Revocation.WHEN_REACHABLE, clock);
  }

  @AfterEach
  void close() {
    required.close();
    whenReachable.close();
  }

  @AfterAll
  void stop() {
    authorities.close();
  }

  private void ask(CardTrust trust) throws Refusal {
    trust.requireNotRevoked(
        card.authentication.certificate(),
        cards.citizenAuthority.certificate(),
        cards.register.certificate());
  }

  private void passes(CardTrust trust) {
    assertDoesNotThrow(() -> ask(trust));
  }

  private void isRevoked(String what) {
    for (CardTrust trust : List.of(required, whenReachable)) {
      Refusal refusal = assertThrows(Refusal.class, () -> ask(trust));
      assertEquals(FaultCode.CITIZEN_REFUSED, refusal.problem().fault());
      assertEquals(what + " was revoked", refusal.getMessage());
    }
  }

  /** Nobody who may say it can be asked: refused where an answer is required, and there alone. */
  private void isNotKnown() {
    Refusal refusal = assertThrows(Refusal.class, () -> ask(required));
    assertEquals(503, refusal.status());
    assertEquals(FaultCode.GUICHET_FAILED, refusal.problem().fault());
    passes(whenReachable);
  }

  private void listsAreAway() {
    authorities.lists = (exchange, _) -> TestAuthorities.answer(exchange, 404, new byte[0]);
  }

  private void responderIsAway() {
    authorities.responder = (exchange, _) -> TestAuthorities.answer(exchange, 503, new byte[0]);
  }

  private Manner manner(TestCards.Holder by, boolean withNonce, BigInteger about) {
    Instant now = clock.instant();
    return new Manner(by, withNonce, now, now.plus(TestAuthorities.FRESH), about);
  }

  private BigInteger serial() {
    return card.authentication.certificate().getSerialNumber();
  }

  /** Root lists answer for authority and register; the responder alone for the citizen. */
  private void citizensListIsAway() throws Exception {
    byte[] ofRoot = authorities.list(true, clock.instant());
    authorities.lists =
        (exchange, _) -> {
          boolean isRoot = exchange.getRequestURI().getPath().equals("/root.crl");
          TestAuthorities.answer(exchange, isRoot ? 200 : 404, isRoot ? ofRoot : new byte[0]);
        };
  }

  @Test
  void aCardThatStandsPassesAndTheResponderIsAskedForIt() {
    passes(required);
    assertEquals(List.of("/ocsp", "/root.crl"), authorities.asked);
  }

  @Test
  void aCardThatWasReportedIsRefused() {
    authorities.revoked.add(serial());
    isRevoked("authentication certificate");
  }

  @ParameterizedTest
  @EnumSource
  void bothGenerationsOfCardsAreAskedFor(Generation generation) throws Exception {
    TestCards others = new TestCards(generation, start, authorities.address());
    TestCards.Card other =
        others.card("72154299842", LocalDate.ofInstant(start, ZoneOffset.UTC).plusYears(1));
    authorities.cards = others;
    try (CardTrust trust =
        new CardTrust(List.of(others.root.certificate()), Revocation.REQUIRED, clock)) {
      trust.requireNotRevoked(
          other.authentication.certificate(),
          others.citizenAuthority.certificate(),
          others.register.certificate());
    } finally {
      authorities.cards = cards;
    }
  }

  @Test
  void anAnswerIsRememberedForAShortWhileAndNoLonger() {
    passes(required);
    passes(required);
    assertEquals(2, authorities.asked.size());
    authorities.revoked.add(serial());
    advanced.set(Duration.ofMinutes(6));
    assertThrows(Refusal.class, () -> ask(required));
  }

  @Test
  void listsAreKeptUntilTheNextIsAnnounced() {
    passes(required);
    advanced.set(Duration.ofMinutes(50));
    passes(required);
    assertEquals(1, authorities.asked.stream().filter("/root.crl"::equals).count());
    advanced.set(Duration.ofMinutes(70));
    passes(required);
    assertEquals(2, authorities.asked.stream().filter("/root.crl"::equals).count());
  }

  @Test
  void withoutAResponderTheListIsAsked() {
    responderIsAway();
    passes(required);
    assertTrue(authorities.asked.contains("/citizens.crl"));
  }

  @Test
  void withoutAResponderTheListRefuses() {
    responderIsAway();
    authorities.revoked.add(serial());
    isRevoked("authentication certificate");
  }

  @Attack(on = Attack.Aim.REVOCATION, what = "a card of an authority that was revoked")
  @Test
  void anAuthorityThatWasRevokedVouchesForNobody() {
    authorities.revoked.add(cards.citizenAuthority.certificate().getSerialNumber());
    isRevoked("citizens' authority");
  }

  @Attack(
      on = Attack.Aim.REVOCATION,
      what = "an identity signed with a register's certificate that was revoked")
  @Test
  void aRegisterThatWasRevokedVouchesForNobody() {
    authorities.revoked.add(cards.register.certificate().getSerialNumber());
    isRevoked("register certificate");
  }

  @Test
  void whereNobodyAnswersNobodySignsInUnlessThatIsAllowed() {
    responderIsAway();
    listsAreAway();
    isNotKnown();
  }

  @Test
  void aSilentAuthorityIsNotWaitedForAsLongAsItLikes() {
    authorities.responder = (_, _) -> Thread.sleep(Duration.ofSeconds(30));
    long begin = System.nanoTime();
    passes(required);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(Duration.ofSeconds(9)) < 0, took.toString());
  }

  @Attack(on = Attack.Aim.REVOCATION, what = "an answer that trickles")
  @Test
  void aTricklingAnswerIsNotWaitedFor() {
    authorities.responder = TestAuthorities::trickle;
    long begin = System.nanoTime();
    passes(required);
    assertTrue(System.nanoTime() - begin < Duration.ofSeconds(9).toNanos());
  }

  @Attack(on = Attack.Aim.REVOCATION, what = "an answer without end")
  @Test
  void anAnswerWithoutEndIsCutOff() {
    authorities.responder =
        (exchange, _) -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] much = new byte[64 * 1024];
          for (int i = 0; i < 100; i++) {
            exchange.getResponseBody().write(much);
          }
        };
    passes(required);
    assertTrue(authorities.asked.contains("/citizens.crl"));
  }

  @Attack(on = Attack.Aim.REVOCATION, what = "a responder that sends the guichet elsewhere")
  @Test
  void aRedirectionIsNotFollowed() throws Exception {
    citizensListIsAway();
    authorities.responder = authorities::redirect;
    isNotKnown();
    assertFalse(authorities.asked.contains("/elsewhere"));
  }

  @Attack(on = Attack.Aim.REVOCATION, what = "rubbish for an answer")
  @Test
  void rubbishIsNoAnswer() throws Exception {
    citizensListIsAway();
    for (String rubbish : List.of("", "0", "<html>", "0\3\n\1\0")) {
      authorities.responder =
          (exchange, _) ->
              TestAuthorities.answer(exchange, 200, rubbish.getBytes(StandardCharsets.ISO_8859_1));
      isNotKnown();
    }
  }

  @Attack(on = Attack.Aim.REVOCATION, what = "a \"good\" that somebody else signed")
  @Test
  void anAnswerThatSomebodyElseSignedIsNone() throws Exception {
    citizensListIsAway();
    TestCards strangers = new TestCards(Generation.ELLIPTIC, start);
    authorities.manner = manner(strangers.citizenAuthority, true, null);
    isNotKnown();
  }

  @Test
  void aResponderOfTheAuthoritysMayAnswerForIt() throws Exception {
    citizensListIsAway();
    authorities.manner = manner(cards.responder(true), true, null);
    passes(required);
    authorities.revoked.add(serial());
    advanced.set(Duration.ofMinutes(6));
    isRevoked("authentication certificate");
  }

  /** Our clock is slow, and what was said is true all the same. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCardThatWasRevokedAMomentFromNowIsRevoked(boolean byList) {
    if (byList) {
      responderIsAway();
    }
    authorities.ago = Duration.ofMinutes(-2);
    authorities.revoked.add(serial());
    isRevoked("authentication certificate");
  }

  /** Whoever has to know it does not: that no list names it proves nothing. */
  @Test
  void aCardThatItsResponderDoesNotKnowIsNotKnown() {
    authorities.unknown = true;
    isNotKnown();
    assertFalse(authorities.asked.contains("/citizens.crl"));
  }

  /** Another citizen's key, say. */
  @Attack(
      on = Attack.Aim.REVOCATION,
      what = "a \"good\" signed with a certificate for something else")
  @Test
  void aCertificateThatIsForSomethingElseMayNotAnswer() throws Exception {
    citizensListIsAway();
    authorities.manner = manner(cards.responder(false), true, null);
    isNotKnown();
  }

  @Attack(on = Attack.Aim.REVOCATION, what = "a \"good\" about another card")
  @Test
  void anAnswerAboutAnotherCardIsNone() throws Exception {
    citizensListIsAway();
    authorities.manner = manner(cards.citizenAuthority, true, serial().add(BigInteger.ONE));
    isNotKnown();
  }

  /** Recorded before the card was reported, and played again. */
  @Attack(on = Attack.Aim.REVOCATION, what = "an earlier \"good\" is replayed")
  @Test
  void anAnswerToSomebodyElseIsNone() throws Exception {
    citizensListIsAway();
    AtomicReference<byte[]> recorded = new AtomicReference<>();
    authorities.responder =
        (exchange, body) -> {
          recorded.compareAndSet(null, authorities.response(body));
          TestAuthorities.answer(exchange, 200, recorded.get());
        };
    passes(required);
    authorities.revoked.add(serial());
    advanced.set(Duration.ofMinutes(6));
    isNotKnown();
  }

  @Test
  void aResponderWithoutNoncesIsBelievedWhileItsAnswerIsFresh() throws Exception {
    citizensListIsAway();
    authorities.manner = manner(cards.citizenAuthority, false, null);
    passes(required);
    advanced.set(Duration.ofMinutes(80));
    citizensListIsAway();
    isNotKnown();
  }

  @Attack(on = Attack.Aim.REVOCATION, what = "an old list, from before the card was reported")
  @Test
  void aListThatIsOverdueSaysNothing() throws Exception {
    responderIsAway();
    byte[] ofRoot = authorities.list(true, clock.instant());
    byte[] overdue = authorities.list(false, clock.instant().minus(Duration.ofHours(3)));
    authorities.lists =
        (exchange, _) ->
            TestAuthorities.answer(
                exchange,
                200,
                exchange.getRequestURI().getPath().equals("/root.crl") ? ofRoot : overdue);
    isNotKnown();
    // Once for each of the two guichets, and not by anybody behind our back.
    assertEquals(2, Collections.frequency(authorities.asked, "/citizens.crl"));
  }

  @Attack(on = Attack.Aim.REVOCATION, what = "a list of another authority")
  @Test
  void aListOfAnotherAuthoritySaysNothing() throws Exception {
    responderIsAway();
    byte[] ofRoot = authorities.list(true, clock.instant());
    byte[] strangers =
        authorities.list(
            new TestCards(Generation.ELLIPTIC, start).citizenAuthority, clock.instant());
    authorities.lists =
        (exchange, _) ->
            TestAuthorities.answer(
                exchange,
                200,
                exchange.getRequestURI().getPath().equals("/root.crl") ? ofRoot : strangers);
    isNotKnown();
    assertEquals(2, Collections.frequency(authorities.asked, "/citizens.crl"));
  }

  @Test
  void aListThatCannotBeHadAnewIsUsedAsLongAsItHolds() {
    passes(required);
    listsAreAway();
    advanced.set(Duration.ofMinutes(50));
    passes(required);
    // Past its day, and past the quarter of an hour that clocks may differ.
    advanced.set(Duration.ofMinutes(80));
    isNotKnown();
  }

  /** One wrong answer must not shut out everybody for as long as it says. */
  @Test
  void aListThatDoesNotHoldTakesThePlaceOfNoneThatDoes() throws Exception {
    passes(required);
    byte[] strangers =
        authorities.list(
            new TestCards(Generation.ELLIPTIC, start).root, clock.instant().plusSeconds(3_600));
    authorities.lists = (exchange, _) -> TestAuthorities.answer(exchange, 200, strangers);
    // Overdue by our clock, and within what clocks may differ: it is fetched anew, and still holds.
    advanced.set(Duration.ofMinutes(65));
    passes(required);
    authorities.lists = null;
    advanced.set(Duration.ofMinutes(90));
    passes(required);
  }

  @Test
  void aTricklingListIsNotWaitedFor() {
    responderIsAway();
    authorities.lists = TestAuthorities::trickle;
    long begin = System.nanoTime();
    assertThrows(Refusal.class, () -> ask(required));
    assertTrue(System.nanoTime() - begin < Duration.ofSeconds(9).toNanos());
  }

  @Test
  void aListElsewhereIsNotFollowed() {
    responderIsAway();
    authorities.lists = authorities::redirect;
    isNotKnown();
    assertFalse(authorities.asked.contains("/elsewhere"));
  }

  @Test
  void certificatesThatNameNobodyAreNotKnown() throws Exception {
    TestCards silent = new TestCards(Generation.ELLIPTIC, start);
    TestCards.Card mute =
        silent.card("50134199915", LocalDate.ofInstant(start, ZoneOffset.UTC).plusYears(1));
    try (CardTrust trust =
        new CardTrust(List.of(silent.root.certificate()), Revocation.REQUIRED, clock)) {
      Refusal refusal =
          assertThrows(
              Refusal.class,
              () ->
                  trust.requireNotRevoked(
                      mute.authentication.certificate(),
                      silent.citizenAuthority.certificate(),
                      silent.register.certificate()));
      assertEquals(503, refusal.status());
    }
  }
}
