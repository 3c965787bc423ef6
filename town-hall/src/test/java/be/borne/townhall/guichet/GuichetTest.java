package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.CallTerms;
import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.CitizenProof;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.MutualTls;
import be.borne.provisioning.authority.Authority;
import be.borne.provisioning.authority.IssuedIdentity;
import be.borne.townhall.Attack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every citizen gets their own document, and every way to get somebody else's is tried. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuichetTest {
  private static final String MARGUERITE = "50134199915";
  private static final String JOOST = "72154299842";

  private final Instant start = Instant.now();
  private final LocalDate inSixMonths = LocalDate.ofInstant(start, ZoneOffset.UTC).plusMonths(6);
  private final AtomicReference<Duration> advanced = new AtomicReference<>(Duration.ZERO);
  private final InstantSource moving = () -> Instant.now().plus(advanced.get());
  private final Clock clock = moving.withZone(ZoneOffset.UTC);
  private Path folder;
  private Authority authority;
  private GuichetConfiguration configuration;
  private Guichet guichet;
  private TestTerminal library;
  private TestTerminal bus;
  private TestCards cards;
  private TestCards.Card marguerite;
  private TestCards.Card joost;

  @BeforeAll
  void open(@TempDir Path temporary) throws Exception {
    folder = temporary;
    authority = Authority.create(folder.resolve("authority"), Clock.systemUTC());
    IssuedIdentity server =
        authority.issueServer(
            "localhost", List.of("localhost"), List.of("127.0.0.1"), folder.resolve("server"));
    cards = new TestCards(TestCards.Generation.ELLIPTIC, start);
    TestCards oldCards = new TestCards(TestCards.Generation.RSA, start);
    configuration =
        new GuichetConfiguration(
            new Municipality(
                "Ville de Testerive",
                "Stad Testerive",
                "Stadt Testerive",
                "City of Testerive",
                "TSR"),
            new GuichetConfiguration.Storage(folder.resolve("var")),
            new GuichetConfiguration.Door(
                "localhost", 0, server.certificate(), server.key(), authority.certificate()),
            new GuichetConfiguration.Eid(
                List.of(
                    cards.writeRoot(folder.resolve("root-ec.pem")),
                    oldCards.writeRoot(folder.resolve("root-rsa.pem"))),
                Revocation.NONE,
                true),
            new GuichetConfiguration.Verification(
                "localhost", 0, null, null, null, null, null, null),
            null);
    marguerite = cards.card(MARGUERITE, inSixMonths);
    joost = oldCards.card(JOOST, inSixMonths);
    restart();
    library = terminal("library-1");
    bus = terminal("bus");
  }

  private void restart() throws Exception {
    if (guichet != null) {
      guichet.close();
    }
    guichet = Guichet.start(configuration, clock);
  }

  private TestTerminal terminal(String id) throws Exception {
    IssuedIdentity identity = authority.issueTerminal(id, folder.resolve(id));
    return new TestTerminal(
        id,
        guichet.address(),
        MutualTls.context(identity.certificate(), identity.key(), authority.certificate()));
  }

  @AfterAll
  void close() {
    guichet.close();
  }

  @AfterEach
  void clockBack() {
    advanced.set(Duration.ZERO);
  }

  @Test
  void aCitizenOrdersAndGetsTheSealedDocument() throws Exception {
    assertEquals(204, library.get(GuichetPaths.HEALTH, null).status());
    String token = library.signIn(marguerite);
    Catalogue catalogue = library.get(GuichetPaths.SERVICES, null).as(Catalogue.class);
    assertEquals("household-composition", catalogue.services().getFirst().id());
    TestTerminal.Answer placed =
        library.order(
            token,
            UUID.randomUUID(),
            new OrderRequest(
                "household-composition", Language.FRENCH, "school", 1, DeliveryWay.PAPER, null));
    assertEquals(201, placed.status());
    Order order = placed.as(Order.class);
    assertEquals(Order.State.READY, order.state());
    TestTerminal.Answer document = library.document(token, order);
    assertEquals(200, document.status());
    assertEquals(order.document().sizeBytes(), document.body().length);
    assertEquals(
        order.document().sha256(),
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document.body())));
    assertEquals(204, library.call("DELETE", GuichetPaths.SESSION, token, null, null).status());
    TestTerminal.Answer after = library.document(token, order);
    assertEquals(401, after.status());
    assertEquals(FaultCode.GUICHET_SESSION_ENDED, after.fault());
  }

  @Test
  void aCardOfTheOlderKindSignsInToo() throws Exception {
    Order order =
        bus.order(bus.signIn(joost), UUID.randomUUID(), "life", Language.DUTCH).as(Order.class);
    assertEquals(Order.State.READY, order.state());
  }

  @Test
  void oneKeyIsOneOrderAlsoAfterARestart() throws Exception {
    UUID key = UUID.randomUUID();
    String token = library.signIn(marguerite);
    Order first = library.order(token, key, "residence-history", Language.FRENCH).as(Order.class);
    TestTerminal.Answer again = library.order(token, key, "residence-history", Language.FRENCH);
    assertEquals(200, again.status());
    assertEquals(first, again.as(Order.class));
    UUID claim = UUID.randomUUID();
    assertEquals(200, library.claim(token, first.reference(), claim).status());
    byte[] before = library.document(token, first.reference(), claim).body();

    restart();
    TestTerminal anew = terminal("library-1");
    String later = anew.signIn(marguerite);
    TestTerminal.Answer afterwards = anew.order(later, key, "residence-history", Language.FRENCH);
    assertEquals(200, afterwards.status());
    assertEquals(first, afterwards.as(Order.class));
    assertArrayEquals(before, anew.document(later, first.reference(), claim).body());
    library = anew;
    bus = terminal("bus");
  }

  @Attack(
      on = Attack.Aim.ANOTHERS_ORDERS,
      what = "another's idempotency key, and one's own for something else")
  @Test
  void aKeyStandsForNothingElse() throws Exception {
    UUID key = UUID.randomUUID();
    String token = library.signIn(marguerite);
    library.order(token, key, "residence-history", Language.FRENCH);
    refused(
        409,
        FaultCode.ORDER_REFUSED,
        library.order(token, key, "residence-history", Language.DUTCH));
    refused(409, FaultCode.ORDER_REFUSED, library.order(token, key, "life", Language.FRENCH));
    String others = library.signIn(joost);
    refused(
        409,
        FaultCode.ORDER_REFUSED,
        library.order(others, key, "residence-history", Language.FRENCH));
  }

  @Test
  void manyTriesAtOnceAreOneOrder() throws Exception {
    UUID key = UUID.randomUUID();
    String token = library.signIn(marguerite);
    try (ExecutorService tries = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Order>> calls =
          Stream.generate(
                  () ->
                      (Callable<Order>)
                          () -> library.order(token, key, "life", Language.FRENCH).as(Order.class))
              .limit(8)
              .toList();
      assertEquals(
          1,
          tries.invokeAll(calls).stream()
              .map(Future::resultNow)
              .collect(Collectors.toSet())
              .size());
    }
  }

  @Attack(
      on = Attack.Aim.ANOTHERS_ORDERS,
      what = "another citizen's order is looked at by its reference")
  @Test
  void anotherCitizensOrderIsNowhere() throws Exception {
    String hers = library.signIn(marguerite);
    Order order = library.order(hers, UUID.randomUUID(), "life", Language.FRENCH).as(Order.class);
    String his = bus.signIn(joost);
    refused(404, FaultCode.ORDER_REFUSED, bus.document(his, order));
    refused(
        404, FaultCode.ORDER_REFUSED, bus.get(GuichetPaths.ORDERS + "/" + order.reference(), his));
    refused(404, FaultCode.ORDER_REFUSED, bus.get(GuichetPaths.ORDERS + "/TSR-2026-00000000", his));
    // The citizen herself may fetch it at another terminal.
    assertEquals(200, bus.document(bus.signIn(marguerite), order).status());
  }

  @Attack(
      on = Attack.Aim.SESSIONS,
      what = "a token that was stolen is used with another client certificate")
  @Test
  void aSessionIsWorthlessAtAnotherTerminal() throws Exception {
    String token = library.signIn(marguerite);
    refused(
        401,
        FaultCode.GUICHET_SESSION_ENDED,
        bus.order(token, UUID.randomUUID(), "life", Language.FRENCH));
    refused(
        401,
        FaultCode.GUICHET_SESSION_ENDED,
        bus.call("DELETE", GuichetPaths.SESSION, token, null, null));
    assertEquals(201, library.order(token, UUID.randomUUID(), "life", Language.FRENCH).status());
  }

  @Attack(on = Attack.Aim.SESSIONS, what = "a session is gone on with after its citizen has left")
  @Test
  void aSessionEndsByItselfAndByTheNextCitizen() throws Exception {
    String hers = library.signIn(marguerite);
    String his = library.signIn(joost);
    refused(
        401,
        FaultCode.GUICHET_SESSION_ENDED,
        library.order(hers, UUID.randomUUID(), "life", Language.FRENCH));
    advanced.set(CitizenSessions.LIFE);
    refused(
        401,
        FaultCode.GUICHET_SESSION_ENDED,
        library.order(his, UUID.randomUUID(), "life", Language.FRENCH));
  }

  @Attack(on = Attack.Aim.SESSIONS, what = "orders without a session, and with guessed tokens")
  @Test
  void noSessionNoOrder() throws Exception {
    for (String token : new String[] {null, "", "guessed", "x".repeat(2_000)}) {
      refused(
          401,
          FaultCode.GUICHET_SESSION_ENDED,
          library.order(token, UUID.randomUUID(), "life", Language.FRENCH));
    }
  }

  @Attack(on = Attack.Aim.SIGNING_IN, what = "a sign-in that was overheard is sent again")
  @Test
  void aChallengeIsAnsweredOnce() throws Exception {
    CitizenProof proof = marguerite.answer(library.challenge(), library.id);
    assertEquals(201, library.post(GuichetPaths.SESSIONS, proof).status());
    refused(403, FaultCode.CITIZEN_REFUSED, library.post(GuichetPaths.SESSIONS, proof));
  }

  @Attack(
      on = Attack.Aim.SIGNING_IN,
      what = "a challenge is answered at another terminal, and too late")
  @Test
  void aChallengeIsForOneTerminalAndOneMinute() throws Exception {
    refused(
        403,
        FaultCode.CITIZEN_REFUSED,
        bus.post(GuichetPaths.SESSIONS, marguerite.answer(library.challenge(), library.id)));
    refused(
        403,
        FaultCode.CITIZEN_REFUSED,
        bus.post(GuichetPaths.SESSIONS, marguerite.answer(library.challenge(), bus.id)));
    CitizenProof late = marguerite.answer(library.challenge(), library.id);
    advanced.set(Challenge.LIFE);
    refused(403, FaultCode.CITIZEN_REFUSED, library.post(GuichetPaths.SESSIONS, late));
  }

  @Attack(on = Attack.Aim.SIGNING_IN, what = "challenges are asked for without end")
  @Test
  void onlySoManyChallengesAreOpen() throws Exception {
    Challenge first = library.challenge();
    for (int i = 0; i < Challenges.MAX_PER_TERMINAL; i++) {
      library.challenge();
    }
    refused(
        403,
        FaultCode.CITIZEN_REFUSED,
        library.post(GuichetPaths.SESSIONS, marguerite.answer(first, library.id)));
  }

  @Attack(
      on = Attack.Aim.SIGNING_IN,
      what = "forged, exchanged and mixed identity files, certificates and signatures")
  @Test
  void aForgedIdentityIsRefusedByTheCheckThatItBreaks() throws Exception {
    refusedProof(
        "identity file is not signed by the register",
        marguerite.rewritten(library.challenge(), library.id, MARGUERITE, JOOST));
    refusedProof(
        "identity file is not signed by the register",
        joost.rewritten(library.challenge(), library.id, "Invented", "Inverted"));
    TestCards.Card thief = cards.card("81164399761", inSixMonths);
    refusedProof(
        "identity file and certificate are of different persons",
        thief.withIdentityOf(marguerite, library.challenge(), library.id));
    TestCards strangers = new TestCards(TestCards.Generation.ELLIPTIC, start);
    String chain =
        refusedProof(
            null, strangers.card(MARGUERITE, inSixMonths).answer(library.challenge(), library.id));
    assertTrue(chain.startsWith("register certificate does not chain"), chain);
    assertTrue(
        refusedProof(null, marguerite.vouchedBy(strangers, library.challenge(), library.id))
            .startsWith("register certificate does not chain"));
    refusedProof(
        "challenge is not signed by the card",
        marguerite.answer(
            new Challenge(
                library.challenge().id(), library.challenge().nonce(), Instant.now(clock)),
            library.id));
  }

  @Attack(on = Attack.Aim.SIGNING_IN, what = "a card that has expired")
  @Test
  void anExpiredCardIsCalledSo() throws Exception {
    TestCards.Card expired =
        cards.card(MARGUERITE, LocalDate.ofInstant(start, ZoneOffset.UTC).minusDays(2));
    refused(
        403,
        FaultCode.CARD_EXPIRED,
        library.post(GuichetPaths.SESSIONS, expired.answer(library.challenge(), library.id)));
  }

  @Attack(on = Attack.Aim.SIGNING_IN, what = "no client certificate, or one of another authority")
  @Test
  void nobodyGetsAWordWithoutATerminalsCertificate() throws Exception {
    SSLContext anonymous = SSLContext.getInstance("TLS");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "authority", MutualTls.certificates(authority.certificate()).getFirst());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    anonymous.init(null, trust.getTrustManagers(), null);
    TestTerminal nobody = new TestTerminal("nobody", guichet.address(), anonymous);
    assertThrows(IOException.class, () -> nobody.get(GuichetPaths.HEALTH, null));

    Authority other = Authority.create(folder.resolve("other-authority"), Clock.systemUTC());
    IssuedIdentity foreign = other.issueTerminal("library-1", folder.resolve("foreign"));
    TestTerminal stranger =
        new TestTerminal(
            "library-1",
            guichet.address(),
            MutualTls.context(foreign.certificate(), foreign.key(), authority.certificate()));
    assertThrows(IOException.class, () -> stranger.get(GuichetPaths.HEALTH, null));
  }

  @Attack(on = Attack.Aim.OVERLOAD, what = "broken, deep and endless requests")
  @Test
  void rubbishIsRefusedWithoutEchoAndNothingBreaks() throws Exception {
    String token = library.signIn(marguerite);
    byte[] large = new byte[CallTerms.USUAL_BODY_BYTES + 1];
    Arrays.fill(large, (byte) ' ');
    refused(
        413,
        FaultCode.GUICHET_FAILED,
        library.call("POST", GuichetPaths.SESSIONS, null, null, large));
    for (String rubbish :
        new String[] {
          "",
          "null",
          "[]",
          "{",
          "{}",
          "<xml/>",
          "\0",
          "{\"challengeId\":\"REMARKABLE\"}",
          "[".repeat(5_000),
          "{\"serviceId\":\"REMARKABLE\",\"documentLanguage\":\"xx\"}"
        }) {
      byte[] body = rubbish.getBytes(StandardCharsets.UTF_8);
      for (String path :
          new String[] {
            GuichetPaths.SESSIONS,
            GuichetPaths.ORDERS,
            GuichetPaths.DELIVERIES + "/TSR-2026-REMARKAB"
          }) {
        TestTerminal.Answer answer = library.call("POST", path, token, UUID.randomUUID(), body);
        refused(400, FaultCode.GUICHET_FAILED, answer);
        assertFalse(new String(answer.body(), StandardCharsets.UTF_8).contains("REMARKABLE"));
      }
    }
    assertEquals(404, library.get("/guichet/v2/anything", null).status());
    assertEquals(404, library.get("/", null).status());
    assertEquals(404, library.call("PUT", GuichetPaths.ORDERS, token, null, null).status());
    refused(400, FaultCode.GUICHET_FAILED, library.order(token, null, "life", Language.FRENCH));
    refused(
        422,
        FaultCode.ORDER_REFUSED,
        library.order(token, UUID.randomUUID(), "fishing-licence", Language.FRENCH));
    refused(
        422,
        FaultCode.ORDER_REFUSED,
        library.order(token, UUID.randomUUID(), "life", Language.ENGLISH));
    assertEquals(201, library.order(token, UUID.randomUUID(), "life", Language.FRENCH).status());
  }

  @Test
  void someoneUnknownToTheRegisterGetsARefusedOrder() throws Exception {
    TestCards.Card stranger = cards.card("99164299999", inSixMonths);
    Order order =
        library
            .order(library.signIn(stranger), UUID.randomUUID(), "life", Language.FRENCH)
            .as(Order.class);
    assertEquals(Order.State.REFUSED, order.state());
  }

  @Test
  void theStoreNamesNobody() throws Exception {
    library.order(library.signIn(marguerite), UUID.randomUUID(), "life", Language.FRENCH);
    for (String name : new String[] {"orders.db", "orders.db-wal"}) {
      Path file = folder.resolve("var").resolve(name);
      assertEquals("rw-------", mode(file));
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertFalse(content.contains(MARGUERITE), name);
      assertFalse(content.contains("Exemplaire"), name);
    }
    assertEquals("rw-------", mode(folder.resolve("var").resolve("pseudonyms.key")));
    assertEquals("rwx------", mode(folder.resolve("var")));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private String refusedProof(String rule, CitizenProof proof) throws Exception {
    TestTerminal.Answer answer = library.post(GuichetPaths.SESSIONS, proof);
    refused(403, FaultCode.CITIZEN_REFUSED, answer);
    if (rule != null) {
      assertEquals(rule, answer.rule());
    }
    return answer.rule();
  }

  private static void refused(int status, FaultCode fault, TestTerminal.Answer answer)
      throws IOException {
    assertEquals(status, answer.status(), () -> new String(answer.body(), StandardCharsets.UTF_8));
    assertEquals(fault, answer.fault());
    String said = new String(answer.body(), StandardCharsets.UTF_8);
    assertFalse(said.contains("Exception") || said.contains(".java"), said);
    assertFalse(said.contains(MARGUERITE) || said.contains(JOOST), said);
  }
}
