package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.guichet.CitizenFile.Event;
import be.borne.protocol.guichet.CitizenFile.Next;
import be.borne.protocol.guichet.CitizenFiles;
import be.borne.protocol.guichet.DeliveryReport.Outcome;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.guichet.UnfinishedOrder.Standing;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.Attack;
import be.borne.townhall.guichet.engine.ClerkDesk;
import be.borne.townhall.guichet.engine.embedded.EmbeddedEngine;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Documents in two stages: ordered at one terminal, looked at by a clerk, had at another terminal,
 * by e-mail or by post; and how their citizens follow them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckedDocumentsTest extends AtTheGuichet {
  private static final String ADDRESS = "invented.person@testerive.example";
  private final GreenMail mails =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final HttpClient anybody = HttpClient.newHttpClient();

  @Override
  GuichetConfiguration configured(GuichetConfiguration usual) {
    mails.start();
    return new GuichetConfiguration(
        usual.municipality(),
        usual.storage(),
        usual.door(),
        usual.eid(),
        new GuichetConfiguration.Verification("localhost", 0, null, null, null, 1_000, 1_000, null),
        usual.seal(),
        GuichetConfiguration.Ordering.UNLIMITED,
        null,
        null,
        new MailSettings(
            "127.0.0.1",
            mails.getSmtp().getPort(),
            MailSettings.Security.NONE,
            new EmailAddress("guichet@testerive.example"),
            null,
            null,
            null,
            null),
        new GuichetConfiguration.Post(true),
        null,
        GuichetConfiguration.Limits.NONE,
        null,
        null);
  }

  @AfterAll
  void stop() {
    anybody.close();
    mails.stop();
  }

  private Order ordered(DeliveryWay way) throws Exception {
    TestTerminal.Answer answer =
        library.order(
            atLibrary,
            UUID.randomUUID(),
            new OrderRequest(
                "criminal-record",
                Language.FRENCH,
                "article-595",
                1,
                way,
                way == DeliveryWay.EMAIL ? new EmailAddress(ADDRESS) : null));
    assertEquals(201, answer.status(), answer::toString);
    return answer.as(Order.class);
  }

  private Order looked(String token, String reference) throws Exception {
    return bus.get(GuichetPaths.ORDERS + "/" + reference, token).as(Order.class);
  }

  private CitizenFile file(String reference) throws Exception {
    return bus.get(GuichetPaths.FILES, atBus).as(CitizenFiles.class).files().stream()
        .filter(each -> each.reference().equals(reference))
        .findFirst()
        .orElseThrow();
  }

  private static List<Event> events(CitizenFile file) {
    return file.history().stream().map(CitizenFile.Step::event).toList();
  }

  private HttpResponse<String> followed(String code) throws Exception {
    return anybody.send(
        HttpRequest.newBuilder(
                guichet.verificationAddress().resolve("/follow/" + code + "?lang=en"))
            .timeout(Duration.ofSeconds(30))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void fromOneTerminalToAClerkToAnotherTerminal() throws Exception {
    Order order = ordered(DeliveryWay.PAPER);
    assertEquals(Order.State.IN_PREPARATION, order.state());
    assertEquals(Optional.of(Standing.IN_PREPARATION), standing(order.reference()));
    refused(409, FaultCode.ORDER_REFUSED, bus.claim(atBus, order.reference(), UUID.randomUUID()));
    assertEquals(List.of(Event.RECEIVED, Event.WITH_A_CLERK), events(file(order.reference())));
    assertEquals(Next.CLERK_LOOKS_AT_IT, file(order.reference()).next());
    HttpResponse<String> page = followed(order.tracking().grouped());
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("A clerk is looking at the request."), page.body());

    Checks checks = guichet.work().checks();
    Checks.Check waiting =
        checks.waiting(10).stream()
            .filter(each -> each.reference().equals(order.reference()))
            .findFirst()
            .orElseThrow();
    assertEquals("Extract of the criminal record", waiting.service());
    assertTrue(checks.draft(order.reference(), "a clerk").isPresent());
    assertTrue(checks.decide(order.reference(), Optional.empty(), "a clerk"));
    assertFalse(checks.decide(order.reference(), Optional.empty(), "a clerk"), "decided twice");

    assertEquals(Order.State.READY, looked(atBus, order.reference()).state());
    assertEquals(Optional.of(Standing.READY), standing(order.reference()));
    assertEquals(Next.COLLECT_AT_A_TERMINAL, file(order.reference()).next());
    UUID claim = UUID.randomUUID();
    assertEquals(200, bus.claim(atBus, order.reference(), claim).status());
    assertEquals(200, bus.document(atBus, order.reference(), claim).status());
    heard(bus.report(order.reference(), claim, Outcome.PRINTED));
    CitizenFile done = file(order.reference());
    assertEquals(
        List.of(Event.RECEIVED, Event.WITH_A_CLERK, Event.CHECKED, Event.ISSUED, Event.PRINTED),
        events(done));
    assertEquals(Next.NOTHING, done.next());
    assertTrue(followed(order.tracking().characters()).body().contains("is finished"));
  }

  @Test
  void aRefusalIsToldWithItsReasonToItsCitizenAndToNobodyElse() throws Exception {
    Order order = ordered(DeliveryWay.PAPER);
    assertTrue(
        guichet
            .work()
            .checks()
            .decide(order.reference(), Optional.of(RefusalReason.NOT_ENTITLED), "a clerk"));
    Order refused = looked(atBus, order.reference());
    assertEquals(Order.State.REFUSED, refused.state());
    assertEquals(RefusalReason.NOT_ENTITLED, refused.refusal());
    CitizenFile file = file(order.reference());
    assertEquals(RefusalReason.NOT_ENTITLED, file.refusal());
    assertEquals(List.of(Event.RECEIVED, Event.WITH_A_CLERK, Event.REFUSED), events(file));
    HttpResponse<String> page = followed(order.tracking().grouped());
    assertTrue(page.body().contains("This request was refused."), page.body());
    for (RefusalReason reason : RefusalReason.values()) {
      assertFalse(
          page.body().contains(reason.name()) || page.body().contains("show at the counter"),
          page.body());
    }
    assertEquals(Optional.empty(), standing(order.reference()));
  }

  @Test
  void itIsPostedOrSentWhenItsCitizenHasGoneHome() throws Exception {
    Order letter = ordered(DeliveryWay.POST);
    Order mail = ordered(DeliveryWay.EMAIL);
    Checks checks = guichet.work().checks();
    assertEquals(
        List.of(), guichet.work().dispatch().toPost(100), "posted before a clerk looked at it");
    assertTrue(checks.decide(letter.reference(), Optional.empty(), "a clerk"));
    assertTrue(checks.decide(mail.reference(), Optional.empty(), "a clerk"));
    assertTrue(
        guichet.work().dispatch().toPost(100).stream()
            .anyMatch(each -> each.reference().equals(letter.reference())));
    assertEquals(Next.GOES_BY_POST, file(letter.reference()).next());
    assertTrue(mails.waitForIncomingEmail(Duration.ofSeconds(60).toMillis(), 1), "no mail came");
    await(() -> events(file(mail.reference())).contains(Event.SENT_BY_EMAIL));
    assertTrue(guichet.work().dispatch().end(letter.reference(), true, "a clerk"));
    assertTrue(events(file(letter.reference())).contains(Event.POSTED));
    assertEquals(Next.NOTHING, file(letter.reference()).next());
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < until, "waited in vain");
      Thread.sleep(50);
    }
  }

  /** The town hall stops after a clerk decided and before the document is made. */
  @Test
  void whatWasDecidedIsMadeAfterAStop() throws Exception {
    Order order = ordered(DeliveryWay.POST);
    String reference = order.reference();
    // As the console would, but for going on with it.
    guichet.close();
    try (var engine =
        new EmbeddedEngine(
            configuration.storage().directory().resolve("engine"),
            configuration.municipality(),
            configuration.seal().organisation(),
            code -> URI.create("http://localhost/verify/" + code),
            Set.of("criminal-record"),
            clock)) {
      assertTrue(
          engine
              .clerkDesk()
              .orElseThrow()
              .decide(
                  reference, new ClerkDesk.Decision(clock.instant(), "a clerk", Optional.empty())));
    }
    restart();
    // Nobody signs in: it goes on by itself.
    await(
        () ->
            guichet.work().dispatch().toPost(100).stream()
                .anyMatch(each -> each.reference().equals(reference)));
    signIn();
    assertEquals(Order.State.READY, looked(atBus, reference).state());
  }

  /** A clerk refuses what was to be sent: the address is of no use any more. */
  @Test
  void theAddressGoesWithARefusal() throws Exception {
    Order order = ordered(DeliveryWay.EMAIL);
    assertTrue(isOnDisk(ADDRESS), "the test looks in the wrong place");
    assertTrue(
        guichet
            .work()
            .checks()
            .decide(order.reference(), Optional.of(RefusalReason.ACT_NOT_FOUND), "a clerk"));
    await(() -> !isOnDisk(ADDRESS));
    assertEquals(Next.NOTHING, file(order.reference()).next());
  }

  private boolean isOnDisk(String text) throws Exception {
    try (var files = Files.list(configuration.storage().directory())) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("orders.db")).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    }
  }

  /** What nobody decides is refused after as long as it could have been collected. */
  @Test
  void whatNobodyDecidesEndsAtTheCounter() throws Exception {
    Order order = ordered(DeliveryWay.PAPER);
    advanced.set(Duration.ofDays(91));
    try {
      restart();
      await(
          () ->
              guichet.work().checks().waiting(100).stream()
                  .noneMatch(each -> each.reference().equals(order.reference())));
    } finally {
      advanced.set(Duration.ZERO);
      restart();
      signIn();
    }
    Order ended = looked(atBus, order.reference());
    assertEquals(Order.State.REFUSED, ended.state());
    assertEquals(RefusalReason.ONLY_AT_THE_COUNTER, ended.refusal());
    assertFalse(
        guichet.work().checks().decide(order.reference(), Optional.empty(), "a clerk"),
        "decided after its end");
    assertEquals(Optional.empty(), guichet.work().checks().draft(order.reference(), "a clerk"));
  }

  @Attack(
      on = Attack.Aim.ANOTHERS_ORDERS,
      what = "another's files are listed, and followed by guessed codes and references")
  @Test
  void nobodySeesOrFollowsAnothersFiles() throws Exception {
    Order order = ordered(DeliveryWay.PAPER);
    String joosts = bus.signIn(joost);
    assertTrue(
        bus.get(GuichetPaths.FILES, joosts).as(CitizenFiles.class).files().stream()
            .noneMatch(each -> each.reference().equals(order.reference())));
    refused(401, FaultCode.GUICHET_SESSION_ENDED, bus.get(GuichetPaths.FILES, "guessed"));
    refused(401, FaultCode.GUICHET_SESSION_ENDED, bus.get(GuichetPaths.FILES, atLibrary));
    for (String code :
        List.of("0000-0000-0000-0000", order.reference(), order.tracking().characters() + "0")) {
      assertEquals(404, followed(code).statusCode(), code);
    }
    assertNotEquals(ordered(DeliveryWay.PAPER).tracking(), order.tracking());
  }

  @Test
  void whatIsIssuedAtOnceIsFollowedToo() throws Exception {
    String reference = order();
    CitizenFile file = file(reference);
    assertEquals(List.of(Event.RECEIVED, Event.ISSUED), events(file));
    assertNull(file.refusal());
    claimedAtLibrary(reference);
    assertEquals(Next.BEING_PRINTED, file(reference).next());
  }
}
