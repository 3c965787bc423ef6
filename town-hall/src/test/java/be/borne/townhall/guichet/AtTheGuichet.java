package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.OpenClaims;
import be.borne.protocol.guichet.OpenClaims.OpenClaim;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.guichet.UnfinishedOrder.Standing;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.MutualTls;
import be.borne.provisioning.authority.Authority;
import be.borne.provisioning.authority.IssuedIdentity;
import be.borne.townhall.guichet.PaperQuestions.Found;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A guichet with two terminals and two citizens, over real HTTPS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AtTheGuichet {
  static final String MARGUERITE = "50134199915";
  static final String JOOST = "72154299842";
  static final String HOST = "test host";

  final Instant start = Instant.now();
  final AtomicReference<Duration> advanced = new AtomicReference<>(Duration.ZERO);
  final InstantSource moving = () -> Instant.now().plus(advanced.get());
  final Clock clock = moving.withZone(ZoneOffset.UTC);
  Path folder;
  Authority authority;
  GuichetConfiguration configuration;
  Guichet guichet;
  TestTerminal library;
  TestTerminal bus;
  TestCards.Card marguerite;
  TestCards.Card joost;
  String atLibrary;
  String atBus;

  @BeforeAll
  void open(@TempDir Path temporary) throws Exception {
    folder = temporary;
    authority = Authority.create(folder.resolve("authority"), Clock.systemUTC());
    IssuedIdentity server =
        authority.issueServer(
            "localhost", List.of("localhost"), List.of("127.0.0.1"), folder.resolve("server"));
    TestCards cards = cards();
    configuration = configured(usual(server, cards));
    LocalDate inAYear = LocalDate.ofInstant(start, ZoneOffset.UTC).plusYears(1);
    marguerite = cards.card(MARGUERITE, inAYear);
    joost = cards.card(JOOST, inAYear);
    restart();
  }

  /** Whose cards citizens have. */
  TestCards cards() throws Exception {
    return new TestCards(TestCards.Generation.ELLIPTIC, start);
  }

  private GuichetConfiguration usual(IssuedIdentity server, TestCards cards) throws Exception {
    return new GuichetConfiguration(
        new Municipality("Testerive", "Testerive", "Testerive", "Testerive", "TSR"),
        new GuichetConfiguration.Storage(folder.resolve("var")),
        new GuichetConfiguration.Door(
            "localhost", 0, server.certificate(), server.key(), authority.certificate()),
        new GuichetConfiguration.Eid(
            List.of(cards.writeRoot(folder.resolve("root.pem"))), Revocation.NONE, true),
        new GuichetConfiguration.Verification("localhost", 0, null, null, null, null, null, null),
        null);
  }

  /** What a test wants otherwise. */
  GuichetConfiguration configured(GuichetConfiguration usual) throws Exception {
    return usual;
  }

  void restart() throws Exception {
    if (guichet != null) {
      guichet.close();
    }
    guichet = Guichet.start(configuration, clock);
    library = terminal("library-1");
    bus = terminal("bus");
  }

  TestTerminal terminal(String id) throws Exception {
    Path identity = folder.resolve(id);
    IssuedIdentity issued =
        identity.toFile().exists()
            ? new IssuedIdentity(
                identity.resolve("certificate.pem"),
                identity.resolve("key.pem"),
                identity.resolve("authority.pem"))
            : authority.issueTerminal(id, identity);
    return new TestTerminal(
        id,
        guichet.address(),
        MutualTls.context(issued.certificate(), issued.key(), authority.certificate()));
  }

  @AfterAll
  void close() {
    guichet.close();
  }

  @BeforeEach
  void signIn() throws Exception {
    advanced.set(Duration.ZERO);
    atLibrary = library.signIn(marguerite);
    atBus = bus.signIn(marguerite);
  }

  String order() throws Exception {
    return library
        .order(atLibrary, UUID.randomUUID(), "life", Language.FRENCH)
        .as(Order.class)
        .reference();
  }

  UUID claimedAtLibrary(String reference) throws Exception {
    UUID claim = UUID.randomUUID();
    assertEquals(200, library.claim(atLibrary, reference, claim).status());
    return claim;
  }

  Optional<Standing> standing(String reference) throws Exception {
    return bus.unfinished(atBus).stream()
        .filter(order -> order.reference().equals(reference))
        .map(UnfinishedOrder::standing)
        .findFirst();
  }

  static void refused(int status, FaultCode fault, TestTerminal.Answer answer) throws Exception {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals(fault, answer.fault(), answer.rule());
  }

  static void heard(TestTerminal.Answer answer) {
    assertEquals(204, answer.status());
  }

  static Callable<TestTerminal.Answer> racing(
      CyclicBarrier together, TestTerminal terminal, String token, String reference) {
    UUID claim = UUID.randomUUID();
    return () -> {
      together.await(60, TimeUnit.SECONDS);
      TestTerminal.Answer claimed = terminal.claim(token, reference, claim);
      return claimed.status() == 200 ? terminal.document(token, reference, claim) : claimed;
    };
  }

  static List<OpenClaim> openClaims(TestTerminal terminal) throws Exception {
    return terminal.get(GuichetPaths.CLAIMS, null).as(OpenClaims.class).claims();
  }

  List<Found> questionsOf(String reference) throws Exception {
    return guichet.questions().open().stream()
        .filter(question -> question.code().equals(PickupCode.of(reference)))
        .toList();
  }

  boolean contradicted(UUID claim) throws Exception {
    return guichet.questions().contradicted(100).stream().anyMatch(each -> each.id().equals(claim));
  }
}
