package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.Purpose;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.UnfinishedOrder.Standing;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What it is for, how often, and how: a guichet that sends and posts, over real HTTPS and SMTP. */
class DeliveryWaysTest extends AtTheGuichet {
  private static final String ADDRESS = "invented.person@testerive.example";
  private final GreenMail mails =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @Override
  GuichetConfiguration configured(GuichetConfiguration usual) {
    mails.start();
    return new GuichetConfiguration(
        usual.municipality(),
        usual.storage(),
        usual.door(),
        usual.eid(),
        usual.verification(),
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
  void stopMails() {
    mails.stop();
  }

  private static OrderRequest residence(int copies, DeliveryWay way, String address) {
    return new OrderRequest(
        "residence",
        Language.FRENCH,
        "school",
        copies,
        way,
        address == null ? null : new EmailAddress(address));
  }

  private Order ordered(OrderRequest request) throws Exception {
    return ordered(request, atLibrary);
  }

  private Order ordered(OrderRequest request, String token) throws Exception {
    TestTerminal.Answer answer = library.order(token, UUID.randomUUID(), request);
    assertEquals(201, answer.status(), answer::toString);
    return answer.as(Order.class);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void theCatalogueSaysWhatForHowOftenAndHow() throws Exception {
    List<Service> services =
        library.get(GuichetPaths.SERVICES, null).as(Catalogue.class).services();
    for (Service service : services) {
      assertEquals(List.of(DeliveryWay.values()), service.ways(), service.id());
      assertTrue(service.mostCopies() <= 3, service.id());
      assertEquals(0, service.feeCents());
      assertTrue(service.purposes().stream().mapToInt(Purpose::feeCents).allMatch(fee -> fee == 0));
    }
    assertTrue(services.getFirst().purpose("social-housing").isPresent());
    assertTrue(services.stream().anyMatch(service -> service.purposes().isEmpty()));
    assertTrue(services.stream().anyMatch(service -> service.mostCopies() == 1));
  }

  @Test
  void whatIsNotOfferedIsRefused() throws Exception {
    for (OrderRequest request :
        List.of(
            new OrderRequest("residence", Language.FRENCH),
            new OrderRequest("residence", Language.FRENCH, "pension", 1, DeliveryWay.PAPER, null),
            new OrderRequest("life", Language.FRENCH, "school", 1, DeliveryWay.PAPER, null),
            residence(4, DeliveryWay.PAPER, null),
            new OrderRequest("life", Language.FRENCH, null, 2, DeliveryWay.PAPER, null))) {
      refused(422, FaultCode.ORDER_REFUSED, library.order(atLibrary, UUID.randomUUID(), request));
    }
  }

  @Test
  void purposeAndCopiesAreTheOrdersOwn() throws Exception {
    UUID key = UUID.randomUUID();
    Order order =
        library.order(atLibrary, key, residence(3, DeliveryWay.PAPER, null)).as(Order.class);
    assertEquals(3, order.copies());
    assertEquals(
        order,
        library.get(GuichetPaths.ORDERS + "/" + order.reference(), atLibrary).as(Order.class));
    assertEquals(Optional.of(Standing.READY), standing(order.reference()));
    refused(
        409,
        FaultCode.ORDER_REFUSED,
        library.order(atLibrary, key, residence(2, DeliveryWay.PAPER, null)));
    refused(
        409,
        FaultCode.ORDER_REFUSED,
        library.order(
            atLibrary,
            key,
            new OrderRequest("residence", Language.FRENCH, "other", 3, DeliveryWay.PAPER, null)));
    assertEquals(
        200, library.order(atLibrary, key, residence(3, DeliveryWay.PAPER, null)).status());
    byte[] pdf = library.document(atLibrary, order).body();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(document).replaceAll("[\\s\u00a0]+", " ");
      assertTrue(text.contains("Délivré pour une école ou des études."), text);
    }
  }

  @Test
  void anOrderByEmailIsSentAndWaitsNowhere() throws Exception {
    UUID key = UUID.randomUUID();
    OrderRequest request = residence(1, DeliveryWay.EMAIL, ADDRESS);
    Order order = library.order(atLibrary, key, request).as(Order.class);
    assertEquals(Order.State.READY, order.state());
    MimeMessage mail = received(order.reference());
    byte[] attached =
        ((Multipart) mail.getContent()).getBodyPart(1).getInputStream().readAllBytes();
    assertEquals(order.document().sha256(), sha256(attached));
    assertFalse(raw(mail).contains(MARGUERITE), "the national number is in the mail's own text");

    assertEquals(Optional.empty(), standing(order.reference()));
    refused(
        409,
        FaultCode.ORDER_REFUSED,
        library.claim(atLibrary, order.reference(), UUID.randomUUID()));
    // The address is gone, and yet the same request is told from another one.
    awaitGone();
    assertEquals(200, library.order(atLibrary, key, request).status());
    refused(
        409,
        FaultCode.ORDER_REFUSED,
        library.order(atLibrary, key, residence(1, DeliveryWay.EMAIL, "else@testerive.example")));
    assertFalse(isOnDisk("else@testerive.example"));
    assertEquals(1, countOf(order.reference()), "sent once more");
  }

  /** Its text alone: what is attached is base64. */
  private static String raw(MimeMessage mail) throws Exception {
    return mail.getSubject()
        + ((Multipart) mail.getContent()).getBodyPart(0).getContent()
        + mail.getMessageID();
  }

  private long countOf(String reference) {
    return Arrays.stream(mails.getReceivedMessages())
        .filter(mail -> subject(mail).contains(reference))
        .count();
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private MimeMessage received(String reference) throws Exception {
    for (int look = 0; look < 300; look++) {
      for (MimeMessage mail : mails.getReceivedMessages()) {
        if (subject(mail).contains(reference)) {
          return mail;
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no mail came");
  }

  /** The server has it a moment before that is noted. */
  private void awaitGone() throws Exception {
    for (int look = 0; look < 100 && isOnDisk(ADDRESS); look++) {
      Thread.sleep(100);
    }
    assertFalse(isOnDisk(ADDRESS), "the address is still legible");
  }

  private boolean isOnDisk(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("var"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void anAddressThatIsNoneIsRefusedAndNotQuoted() throws Exception {
    for (String hostile :
        List.of("a@b.example\\r\\nBcc: c@d.example", "nobody", "a@b.example,c@d.example", "")) {
      String body =
          "{\"serviceId\":\"life\",\"documentLanguage\":\"fr\",\"way\":\"EMAIL\",\"email\":\"%s\"}"
              .formatted(hostile);
      TestTerminal.Answer answer =
          library.call(
              "POST",
              GuichetPaths.ORDERS,
              atLibrary,
              UUID.randomUUID(),
              body.getBytes(StandardCharsets.UTF_8));
      refused(400, FaultCode.GUICHET_FAILED, answer);
      assertEquals("body is no OrderRequest", answer.rule());
    }
  }

  @Test
  void aLetterIsAClerksTaskAndWaitsNowhere() throws Exception {
    Order order = ordered(residence(1, DeliveryWay.POST, null));
    assertEquals(Optional.empty(), standing(order.reference()));
    Dispatch dispatch = guichet.work().dispatch();
    Dispatch.Letter letter = dispatch.letter(order.reference()).orElseThrow();
    assertEquals("Certificate of residence", letter.service());
    assertEquals(Optional.empty(), letter.printed());
    byte[] pdf = dispatch.print(order.reference(), "an invented clerk").orElseThrow();
    assertEquals(order.document().sha256(), sha256(pdf));
    assertEquals(
        "an invented clerk",
        dispatch.letter(order.reference()).orElseThrow().printed().orElseThrow().by());
    assertTrue(dispatch.end(order.reference(), true, "another clerk"));
    assertFalse(dispatch.end(order.reference(), false, "too late"));
    assertEquals(Optional.empty(), dispatch.print(order.reference(), "too late"));
    assertEquals(Optional.empty(), standing(order.reference()));
    assertEquals(
        "another clerk",
        dispatch.letter(order.reference()).orElseThrow().ended().orElseThrow().by());
    assertTrue(dispatch.toPost(100).stream().noneMatch(is(order)));
    assertTrue(dispatch.posted(100).stream().anyMatch(is(order)));
  }

  private static Predicate<Dispatch.Letter> is(Order order) {
    return letter -> letter.reference().equals(order.reference());
  }

  @Test
  void aLetterThatCannotBePostedIsCollected() throws Exception {
    Order order = ordered(residence(1, DeliveryWay.POST, null));
    assertTrue(guichet.work().dispatch().end(order.reference(), false, "an invented clerk"));
    assertEquals(Optional.of(Standing.READY), standing(order.reference()));
    TestTerminal.Answer document = bus.document(atBus, order);
    assertEquals(200, document.status());
    assertArrayEquals(
        HexFormat.of().parseHex(order.document().sha256()),
        MessageDigest.getInstance("SHA-256").digest(document.body()));
  }

  /** It was ordered so long ago that a paper could not be had any more, and was never to be had. */
  @Test
  void aLetterThatIsGivenUpLateIsCollectedAllTheSame() throws Exception {
    Order order = ordered(residence(1, DeliveryWay.POST, null));
    Duration keep = GuichetConfiguration.Collection.USUAL.keep();
    advanced.set(keep.plusDays(1));
    assertTrue(guichet.work().dispatch().end(order.reference(), false, "an invented clerk"));
    atBus = bus.signIn(marguerite);
    assertEquals(Optional.of(Standing.READY), standing(order.reference()));
    assertEquals(200, bus.document(atBus, order).status());
    Order other = ordered(residence(1, DeliveryWay.POST, null), library.signIn(marguerite));
    assertTrue(guichet.work().dispatch().end(other.reference(), false, "an invented clerk"));
    advanced.set(keep.multipliedBy(2).plusDays(2));
    atBus = bus.signIn(marguerite);
    assertEquals(Optional.empty(), standing(other.reference()));
    refused(409, FaultCode.ORDER_REFUSED, bus.claim(atBus, other.reference(), UUID.randomUUID()));
  }

  @Test
  void aWithdrawnLetterIsNotPosted() throws Exception {
    Order order = ordered(residence(1, DeliveryWay.POST, null));
    try (OrderRecords records = OrderRecords.open(folder.resolve("var"), "staff", clock)) {
      assertTrue(records.withdraw(order.reference(), WithdrawalReason.WRONG_CONTENT));
    }
    Dispatch dispatch = guichet.work().dispatch();
    assertEquals(Optional.empty(), dispatch.print(order.reference(), "an invented clerk"));
    assertTrue(dispatch.toPost(100).stream().noneMatch(is(order)));
  }
}
