package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import be.borne.protocol.terminal.MutualTls;
import be.borne.provisioning.authority.Authority;
import be.borne.provisioning.authority.IssuedIdentity;
import be.borne.townhall.guichet.MailServer.Outcome;
import be.borne.townhall.guichet.MailSettings.Security;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.store.StoreException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents go out by e-mail: real servers on loopback, and everything they can do to us. */
class MailerTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";
  private static final String ADDRESS = "invented.person@testerive.example";
  private static final EmailAddress FROM = new EmailAddress("guichet@testerive.example");
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final AtomicReference<Instant> time = new AtomicReference<>(NOON);
  private final InstantSource moving = time::get;
  private final Clock clock = moving.withZone(ZoneOffset.UTC);
  private final byte[] pdf = new byte[50_000];
  private OrderStore store;

  @BeforeEach
  void open() throws Exception {
    new Random(1).nextBytes(pdf);
    store = OrderStore.open(folder.resolve("orders.db"));
    ordered(REFERENCE);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private void ordered(String reference) throws Exception {
    assertTrue(
        store.place(
            new StoredOrder(
                reference,
                UUID.randomUUID(),
                new byte[32],
                "library-1",
                "life",
                Language.FRENCH,
                Order.State.IN_PREPARATION,
                clock.instant(),
                null,
                null,
                1,
                DeliveryWay.EMAIL,
                new byte[32]),
            Optional.of(new EmailAddress(ADDRESS)),
            Instant.EPOCH,
            Integer.MAX_VALUE));
    store.issued(
        reference,
        pdf,
        new IssuedDocument(
            "0".repeat(64), pdf.length, "0000-0000-" + PickupCode.of(reference).grouped()),
        clock.instant(),
        new Validated(reference, clock.instant(), true, "PAdES-BASELINE-T", null));
  }

  private static MailSettings settings(
      int port, Security security, String user, Path password, Path trust, Duration deadline) {
    return new MailSettings("localhost", port, security, FROM, user, password, trust, deadline);
  }

  private static MailSettings plain(int port, Duration deadline) {
    return settings(port, Security.NONE, null, null, null, deadline);
  }

  private Mailer mailer(MailServer server) throws IOException {
    return new Mailer(
        store.mails(),
        server,
        new MailWords(
            new Municipality("Ville de Testérive", "Testerive", "Testerive", "Testerive", "TSR"),
            "testerive.example",
            code -> URI.create("https://verify.testerive.example/verify/" + code)),
        new OneService(),
        clock);
  }

  private void round(MailSettings settings) throws Exception {
    try (SmtpServer server = new SmtpServer(settings)) {
      mailer(server).round();
    }
  }

  private static GreenMail greenMail(int port) {
    GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Whatever lies on the disk, while the store is open. */
  private boolean isOnDisk(String text) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().contains("orders.db")).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  private String finding() throws Exception {
    return store.mails().waiting(10).getFirst().finding();
  }

  private void isGivenUp(String finding) throws Exception {
    assertEquals(List.of(), store.mails().waiting(10));
    assertEquals(finding, store.mails().givenUp(10).getFirst().finding());
    assertTrue(store.isOnPaper(REFERENCE), "it could be collected by nobody");
    assertFalse(isOnDisk(ADDRESS), "the address is still legible");
  }

  @Test
  void theSealedFileArrivesByteForByteAndTheAddressIsForgotten() throws Exception {
    GreenMail server = greenMail(0);
    try {
      assertTrue(isOnDisk(ADDRESS), "looked at the wrong files");
      round(plain(server.getSmtp().getPort(), LONG));
      MimeMessage mail = server.getReceivedMessages()[0];
      assertEquals(ADDRESS, mail.getAllRecipients()[0].toString());
      assertEquals(1, mail.getAllRecipients().length);
      assertEquals("Ville de Testérive : votre document " + REFERENCE, mail.getSubject());
      assertEquals("<" + REFERENCE + ".document@testerive.example>", mail.getMessageID());
      assertEquals(NOON, mail.getSentDate().toInstant());
      assertEquals("auto-generated", mail.getHeader("Auto-Submitted")[0]);
      Multipart parts = (Multipart) mail.getContent();
      String text = parts.getBodyPart(0).getContent().toString();
      assertTrue(text.contains("Certificat de vie"), text);
      assertTrue(text.contains("https://verify.testerive.example/verify/0000-0000-7K3M-9QX2"));
      assertFalse(text.matches("(?s).*\\{\\d}.*"), "an unfilled place");
      Part file = parts.getBodyPart(1);
      assertEquals(REFERENCE + ".pdf", file.getFileName());
      assertArrayEquals(pdf, file.getInputStream().readAllBytes());
      assertEquals(1, store.mails().sentCount());
      assertEquals(List.of(), store.mails().waiting(10));
      assertFalse(store.isOnPaper(REFERENCE));
      assertFalse(isOnDisk(ADDRESS), "the address is still legible");
      round(plain(server.getSmtp().getPort(), LONG));
      assertEquals(1, server.getReceivedMessages().length, "sent twice");
    } finally {
      server.stop();
    }
  }

  @Test
  void aServerThatWasDownGetsItLater() throws Exception {
    int port = freePort();
    round(plain(port, LONG));
    assertEquals("no connection", finding());
    GreenMail server = greenMail(port);
    try {
      round(plain(port, LONG));
      assertEquals(0, server.getReceivedMessages().length, "tried again without a pause");
      time.set(NOON.plus(Mailer.PAUSES.getFirst()));
      round(plain(port, LONG));
      assertEquals(1, server.getReceivedMessages().length);
    } finally {
      server.stop();
    }
  }

  @Test
  void aRecipientThatIsRefusedForGoodIsGivenUpAtOnce() throws Exception {
    try (var server =
        new ScriptedSmtp(said -> said.startsWith("RCPT") ? "550 no <" + ADDRESS + ">" : null)) {
      round(plain(server.port(), LONG));
    }
    isGivenUp("the mail server answered 550 to the recipient");
  }

  @Test
  void aMessageThatIsRefusedForGoodIsGivenUpAtOnce() throws Exception {
    try (var server = new ScriptedSmtp(said -> said.equals(".") ? "554 spam" : null)) {
      round(plain(server.port(), LONG));
    }
    isGivenUp("the mail server answered 554 to the message");
  }

  /**
   * It would be every citizen's mail that is lost by one wrong setting, said at the last moment.
   */
  @Test
  void whatTheServerSaysToTheRecipientAndMeansUsIsTriedAgain() throws Exception {
    try (var server =
        new ScriptedSmtp(
            said -> said.startsWith("RCPT") ? "554 5.7.1 <client>: Relay access denied" : null)) {
      round(plain(server.port(), LONG));
    }
    assertEquals("the mail server answered 554 to us", finding());
    assertEquals(List.of(), store.mails().givenUp(10));
  }

  /** With pauses that grow, for about a day, and then on paper. */
  @Test
  void aRecipientThatIsRefusedForNowIsTriedForADay() throws Exception {
    try (var server =
        new ScriptedSmtp(said -> said.startsWith("RCPT") ? "451 <" + ADDRESS + "> later" : null)) {
      for (Duration pause : Mailer.PAUSES) {
        round(plain(server.port(), LONG));
        assertEquals("the mail server answered 451 to the recipient", finding());
        assertFalse(store.isOnPaper(REFERENCE));
        time.set(time.get().plus(pause));
      }
      round(plain(server.port(), LONG));
      isGivenUp("the mail server answered 451 to the recipient");
      assertEquals(
          Mailer.PAUSES.size() + 1,
          server.heard.stream().filter(said -> said.startsWith("RCPT")).count());
    }
    Duration inAll = Duration.between(NOON, time.get());
    assertTrue(inAll.compareTo(Duration.ofHours(24)) > 0, inAll.toString());
    assertTrue(inAll.compareTo(Duration.ofHours(30)) < 0, inAll.toString());
    assertEquals(Mailer.PAUSES.stream().sorted().toList(), Mailer.PAUSES);
  }

  /** It would be every citizen's mail that is lost by one wrong setting. */
  @ParameterizedTest
  @ValueSource(strings = {"MAIL 550 no such sender", "RCPT 530 log in first", "EHLO 554 go away"})
  void whatTheServerHasAgainstUsIsNoCitizensLoss(String script) throws Exception {
    ordered("TSR-2026-7K3M9QX3");
    try (var server =
        new ScriptedSmtp(
            said ->
                said.startsWith(script.substring(0, 4)) || said.startsWith("HELO")
                    ? script.substring(5)
                    : null)) {
      round(plain(server.port(), LONG));
      assertEquals(List.of(), store.mails().givenUp(10));
      assertEquals(
          List.of(0, 1),
          store.mails().waiting(10).stream().map(Dispatch.Mail::attempts).sorted().toList(),
          "every other mail would get the same answer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ScriptedSmtp.SILENCE, ScriptedSmtp.DRIP})
  void aServerThatIsSlowIsNotWaitedForBeyondTheDeadline(String manner) throws Exception {
    try (var server = new ScriptedSmtp(said -> said.startsWith("RCPT") ? manner : null)) {
      Instant begun = Instant.now();
      round(plain(server.port(), SHORT));
      Duration took = Duration.between(begun, Instant.now());
      assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, took.toString());
    }
    assertTrue(
        List.of("no answer within 1 s", "the connection broke", "the mail server refused it")
            .contains(finding()),
        finding());
    assertEquals(List.of(), store.mails().givenUp(10));
  }

  /** It has said that it took the mail; that it says nothing more must not send it once more. */
  @ParameterizedTest
  @ValueSource(strings = {ScriptedSmtp.SILENCE, ScriptedSmtp.DRIP})
  void aGoodbyeThatIsNotAnsweredSendsNothingTwice(String manner) throws Exception {
    try (var server = new ScriptedSmtp(said -> said.startsWith("QUIT") ? manner : null)) {
      round(plain(server.port(), SHORT));
    }
    assertEquals(List.of(), store.mails().waiting(10));
    assertEquals(List.of(), store.mails().givenUp(10));
    assertFalse(isOnDisk(ADDRESS), "the address is still legible");
  }

  /** Fails when one mail that cannot be handled is the last that is ever sent. */
  @Test
  void anythingUnforeseenEndsOneHandOverAndNotTheMailer() throws Exception {
    ordered("TSR-2026-7K3M9QX3");
    CountDownLatch both = new CountDownLatch(2);
    try (Mailer mailer =
        mailer(
            letter -> {
              both.countDown();
              throw new IllegalStateException("unforeseen");
            })) {
      mailer.start();
      for (int i = 0; i < 100 && both.getCount() > 0; i++) {
        mailer.wake();
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertEquals(0, both.getCount());
    }
  }

  /** A disk that takes no note would otherwise send the same mail every twenty seconds. */
  @Test
  void whatCannotBeNotedIsNotHandedOver() throws Exception {
    AtomicInteger handed = new AtomicInteger();
    Mailer mailer =
        mailer(
            letter -> {
              handed.incrementAndGet();
              return new Outcome.Taken();
            });
    store.close();
    assertThrows(Exception.class, mailer::round);
    assertEquals(0, handed.get());
    store = OrderStore.open(folder.resolve("orders.db"));
  }

  /** Killed between the server's word and ours: who gets it twice sees it once. */
  @Test
  void aStopBetweenSendingAndNotingSendsItAgainUnderTheSameName() throws Exception {
    GreenMail server = greenMail(0);
    try (SmtpServer smtp = new SmtpServer(plain(server.getSmtp().getPort(), LONG))) {
      MailServer killed =
          letter -> {
            assertInstanceOf(Outcome.Taken.class, smtp.hand(letter));
            throw new IllegalStateException("killed");
          };
      assertThrows(IllegalStateException.class, () -> mailer(killed).round());
      store.close();
      store = OrderStore.open(folder.resolve("orders.db"));
      mailer(smtp).round();
      assertEquals(1, server.getReceivedMessages().length, "not at once, again and again");
      time.set(NOON.plusSeconds(90));
      mailer(smtp).round();
      MimeMessage[] mails = server.getReceivedMessages();
      assertEquals(2, mails.length);
      assertEquals(mails[0].getMessageID(), mails[1].getMessageID());
      assertEquals(mails[0].getSentDate(), mails[1].getSentDate());
      assertFalse(isOnDisk(ADDRESS), "the address is still legible");
    } finally {
      server.stop();
    }
  }

  @Test
  void whatWasWithdrawnIsNotSent() throws Exception {
    assertTrue(store.withdraw(REFERENCE, WithdrawalReason.WRONG_CONTENT, NOON));
    assertFalse(isOnDisk(ADDRESS), "the address is still legible");
    GreenMail server = greenMail(0);
    try {
      round(plain(server.getSmtp().getPort(), LONG));
      assertEquals(0, server.getReceivedMessages().length);
    } finally {
      server.stop();
    }
  }

  /**
   * The note once said that it was not sent, since it did not wait any more: who was to be told of
   * a document that is out there was not.
   */
  @Test
  void whatIsWithdrawnWhileItIsSentWasSent() throws Exception {
    AtomicInteger handed = new AtomicInteger();
    Mailer mailer =
        mailer(
            letter -> {
              handed.incrementAndGet();
              assertTrue(withdrawn());
              return new Outcome.Taken();
            });
    mailer.round();
    mailer.round();
    assertEquals(1, handed.get());
    assertEquals(1, store.mails().sentCount());
    assertEquals(List.of(), store.mails().givenUp(10));
    assertFalse(store.isOnPaper(REFERENCE));
    assertFalse(isOnDisk(ADDRESS), "the address is still legible");
  }

  private boolean withdrawn() {
    try {
      return store.withdraw(REFERENCE, WithdrawalReason.WRONG_CONTENT, NOON);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  /** And what was not taken stays what it is: withdrawn, and not tried again. */
  @Test
  void whatIsWithdrawnWhileItIsNotTakenIsNotTriedAgain() throws Exception {
    mailer(
            letter -> {
              assertTrue(withdrawn());
              return new Outcome.NotNow("the mail server refused it");
            })
        .round();
    isGivenUp("the document was withdrawn");
    assertEquals(0, store.mails().sentCount());
  }

  private MailSettings patient(int port, Duration deadline, Duration lastWord) {
    return new MailSettings(
        "localhost", port, Security.NONE, FROM, null, null, null, deadline, lastWord);
  }

  private static long fullStops(ScriptedSmtp server) {
    return server.heard.stream().filter("DATA"::equals).count();
  }

  /**
   * A server that had all of it and whose word is lost may have taken it. That once counted as not
   * sent: the citizen got it again and again.
   */
  @ParameterizedTest
  @ValueSource(strings = {ScriptedSmtp.SILENCE, ScriptedSmtp.DRIP, ScriptedSmtp.HANG_UP})
  void aLastWordThatIsLostIsADoubtAndNothingIsSentTwice(String manner) throws Exception {
    try (var server = new ScriptedSmtp(said -> said.equals(".") ? manner : null)) {
      MailSettings settings = patient(server.port(), SHORT, SHORT);
      round(settings);
      isGivenUp("the mail server got it and did not say whether it took it");
      for (Duration pause : Mailer.PAUSES) {
        time.set(time.get().plus(pause));
        round(settings);
      }
      assertEquals(1, fullStops(server), "sent twice");
    }
  }

  /** RFC 5321, 4.5.3.2.6: ten minutes, in which what is in it is looked at. */
  @Test
  void aServerMayLookAtItForLongerThanItTakesToSendIt() throws Exception {
    assertEquals(Duration.ofMinutes(10), plain(25, LONG).lastWord());
    try (var server =
        new ScriptedSmtp(said -> said.equals(".") ? slowly("250 taken at last") : null)) {
      round(patient(server.port(), SHORT, LONG));
      assertEquals(1, store.mails().sentCount());
      assertEquals(1, fullStops(server));
    }
  }

  private static String slowly(String answer) {
    try {
      Thread.sleep(SHORT.multipliedBy(3).toMillis());
      return answer;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the server says against it is no doubt, however late. */
  @Test
  void aRefusalAfterItsLastByteIsARefusal() throws Exception {
    try (var server = new ScriptedSmtp(said -> said.equals(".") ? slowly("451 not now") : null)) {
      round(patient(server.port(), SHORT, LONG));
      assertEquals("the mail server answered 451 to the message", finding());
    }
  }

  /** Before its last byte there is no doubt: it is sent again. */
  @Test
  void aConnectionThatBreaksBeforeIsNoDoubt() throws Exception {
    try (var server =
        new ScriptedSmtp(said -> said.startsWith("DATA") ? ScriptedSmtp.HANG_UP : null)) {
      round(patient(server.port(), SHORT, LONG));
      assertEquals(List.of(), store.mails().givenUp(10));
      assertEquals(1, store.mails().waiting(10).size());
    }
  }

  /** Told to stop while the server looks at it, the town hall notes that it does not know. */
  @Test
  void aStopWhileTheServerLooksAtItIsADoubt() throws Exception {
    try (var server = new ScriptedSmtp(said -> said.equals(".") ? ScriptedSmtp.SILENCE : null);
        SmtpServer smtp = new SmtpServer(patient(server.port(), LONG, LONG))) {
      Mailer mailer = mailer(smtp);
      mailer.start();
      for (int look = 0; look < 300 && fullStops(server) == 0; look++) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      // Its last byte follows at once.
      TimeUnit.MILLISECONDS.sleep(500);
      mailer.close();
      isGivenUp("the mail server got it and did not say whether it took it");
    }
  }

  @Test
  void whatWaitsKeepsItsDocumentAndIsNoOrderForPaper() throws Exception {
    Instant later = NOON.plus(Duration.ofDays(100));
    assertEquals(0, store.dropDocuments(later), "there would be nothing to send");
    assertEquals(List.of(), store.unfinished(new byte[32], Instant.EPOCH, 10));
    store.mails().giveUp(REFERENCE, "the mail server answered 550 to the recipient", NOON);
    assertEquals(1, store.unfinished(new byte[32], Instant.EPOCH, 10).size());
    assertTrue(store.isFree(PickupCode.of(REFERENCE)));
    assertEquals(1, store.dropDocuments(later));
  }

  @Test
  void anAddressWhoseOrderNeverCameToAnythingIsForgotten() throws Exception {
    String other = "waiting.for.ever@testerive.example";
    store.place(
        new StoredOrder(
            "TSR-2026-7K3M9QX4",
            UUID.randomUUID(),
            new byte[32],
            "library-1",
            "life",
            Language.FRENCH,
            Order.State.IN_PREPARATION,
            NOON,
            null,
            null,
            1,
            DeliveryWay.EMAIL,
            new byte[32]),
        Optional.of(new EmailAddress(other)),
        Instant.EPOCH,
        Integer.MAX_VALUE);
    assertEquals(0, store.mails().giveUpAwaited(NOON, NOON));
    assertTrue(isOnDisk(other));
    assertEquals(1, store.mails().giveUpAwaited(NOON.plusSeconds(1), NOON));
    assertFalse(isOnDisk(other), "the address is still legible");
  }

  @Test
  void withoutAMailServerWhatWaitsGoesOnPaper() throws Exception {
    assertEquals(1, store.mails().giveUpAll(NOON));
    isGivenUp("there is no mail server");
  }

  @Test
  void nothingIsSaidBeforeItIsEncrypted() throws Exception {
    try (var server = new ScriptedSmtp(_ -> null)) {
      round(settings(server.port(), Security.STARTTLS, null, null, null, LONG));
      assertEquals("no connection", finding());
      assertTrue(server.heard.stream().noneMatch(said -> said.startsWith("MAIL")));
    }
  }

  /**
   * A server, or somebody between, that drops the encryption after it was asked for: nothing is
   * said in the open, on this connection or on another.
   */
  @ParameterizedTest
  @ValueSource(strings = {"454 not now", "220 go on", ScriptedSmtp.HANG_UP})
  void whoeverDropsTheEncryptionHearsNothing(String manner) throws Exception {
    try (var server =
        new ScriptedSmtp(
            said ->
                said.startsWith("EHLO")
                    ? "250-test\r\n250-STARTTLS\r\n250 8BITMIME"
                    : said.equals("STARTTLS") ? manner : null)) {
      round(settings(server.port(), Security.STARTTLS, null, null, null, LONG));
      assertEquals("no connection", finding());
      assertTrue(
          server.heard.stream().noneMatch(said -> said.matches("(?i)(MAIL|RCPT|DATA|AUTH).*")),
          server.heard::toString);
      assertEquals(1, server.calls.get(), "called again, without encryption perhaps");
    }
  }

  /** By its nature the library would try once more without what it was told to encrypt with. */
  @Test
  void whereEverythingIsEncryptedNothingIsTriedInTheOpen() throws Exception {
    Authority authority = Authority.create(folder.resolve("authority"), Clock.systemUTC());
    for (Path trust : new Path[] {null, authority.certificate()}) {
      try (var server = new ScriptedSmtp(_ -> null)) {
        round(settings(server.port(), Security.TLS, null, null, trust, LONG));
        assertEquals("no connection", finding());
        assertTrue(
            server.heard.stream().noneMatch(said -> said.startsWith("EHLO")),
            server.heard::toString);
        assertEquals(1, server.calls.get(), "called again, without encryption");
      }
      time.set(time.get().plus(Duration.ofHours(2)));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void encryptedAndLoggedIn(boolean fromTheFirstByte) throws Exception {
    Authority authority = Authority.create(folder.resolve("authority"), Clock.systemUTC());
    IssuedIdentity server =
        authority.issueServer("localhost", List.of("localhost"), List.of(), folder.resolve("smtp"));
    // Whoever calls shows no certificate: the server's context is used one way only.
    SSLContext context =
        MutualTls.context(server.certificate(), server.key(), authority.certificate());
    Path password = Files.writeString(folder.resolve("password"), "invented\n");
    Security security = fromTheFirstByte ? Security.TLS : Security.STARTTLS;
    try (var smtp = new ScriptedSmtp(_ -> null, context, fromTheFirstByte)) {
      // Not the authority that the JDK knows.
      round(settings(smtp.port(), security, "hall", password, null, LONG));
      assertEquals("no connection", finding());
      time.set(NOON.plus(Mailer.PAUSES.getFirst()));
      round(settings(smtp.port(), security, "hall", password, authority.certificate(), LONG));
      assertEquals(1, store.mails().sentCount());
      String login =
          smtp.heard.stream()
              .filter(said -> said.startsWith("AUTH PLAIN "))
              .findFirst()
              .orElseThrow();
      String told =
          new String(
              Base64.getDecoder().decode(login.substring("AUTH PLAIN ".length())),
              StandardCharsets.US_ASCII);
      assertTrue(told.endsWith("\0hall\0invented"), told);
    }
  }

  @Test
  void aWrongPasswordIsOurs() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "wrong");
    try (var server = new ScriptedSmtp(said -> said.startsWith("AUTH") ? "535 no" : null)) {
      round(settings(server.port(), Security.NONE, "hall", password, null, LONG));
    }
    assertEquals("the mail server refused the login", finding());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example\nSubject: x",
        "a@b.example,c@d.example",
        "<a@b.example>",
        "a b@c.example",
        "\"a\"@b.example",
        "a@[127.0.0.1]",
        "a@b.example>",
      })
  void nobodyAddsARecipientOrAHeader(String hostile) {
    assertThrows(IllegalArgumentException.class, () -> new EmailAddress(hostile));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Municipality("T\r\nBcc: " + hostile, "T", "T", "T", "TSR"));
  }

  /** Knows one kind of document by name. */
  private static final class OneService implements Engine {
    @Override
    public Catalogue catalogue() {
      Map<Language, String> title =
          Map.of(
              Language.FRENCH, "Certificat de vie",
              Language.DUTCH, "Levensbewijs",
              Language.GERMAN, "Lebensbescheinigung",
              Language.ENGLISH, "Certificate of life");
      return new Catalogue(
          List.of(
              new Service(
                  "life", title, title, List.of(Language.FRENCH), 0, Service.Delivery.AT_ONCE)));
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public Progress advance(Commission commission) {
      return new Progress.InPreparation();
    }

    @Override
    public void close() {}
  }
}
