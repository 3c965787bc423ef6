package be.borne.kiosk.guichet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.DeliveryReport;
import be.borne.protocol.guichet.GuichetPaths;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.terminal.FaultCode;
import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class GuichetClientTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration HURRIED = Duration.ofMillis(400);
  private static final UUID CLAIM = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";
  private static final String CODE = "7K3M-9QX2-7K3M-9QX2";
  private static final CitizenSession SESSION =
      new CitizenSession("a-token-of-nobody", Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir Path directory;
  private TestGuichet guichet;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    guichet = new TestGuichet(directory);
  }

  @AfterEach
  void close() {
    guichet.close();
  }

  @Test
  void ordersWithTheKeyAndTheSession() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    guichet.on(
        GuichetPaths.ORDERS,
        exchange -> {
          seen.add(exchange.getRequestHeaders().getFirst(GuichetPaths.IDEMPOTENCY_KEY));
          seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
          seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          TestGuichet.json(
              exchange,
              201,
              "{\"reference\":\"%s\",\"serviceId\":\"residence\",\"state\":\"IN_PREPARATION\"}"
                  .formatted(REFERENCE));
        });
    UUID key = UUID.randomUUID();
    try (GuichetClient client = guichet.client(PATIENT)) {
      Order order = client.order(SESSION, key, new OrderRequest("residence", Language.DUTCH));
      assertEquals(REFERENCE, order.reference());
    }
    assertEquals(key.toString(), seen.poll(1, TimeUnit.SECONDS));
    assertEquals("Bearer a-token-of-nobody", seen.poll(1, TimeUnit.SECONDS));
    assertEquals(
        "{\"serviceId\":\"residence\",\"documentLanguage\":\"nl\",\"copies\":1,\"way\":\"PAPER\"}",
        seen.poll(1, TimeUnit.SECONDS));
  }

  @Test
  void aKnownKeyMayBeAnsweredWithTwoHundred() throws Exception {
    guichet.on(
        GuichetPaths.ORDERS,
        exchange ->
            TestGuichet.json(
                exchange,
                200,
                "{\"reference\":\"%s\",\"serviceId\":\"residence\",\"state\":\"IN_PREPARATION\"}"
                    .formatted(REFERENCE)));
    try (GuichetClient client = guichet.client(PATIENT)) {
      Order order =
          client.order(SESSION, UUID.randomUUID(), new OrderRequest("residence", Language.DUTCH));
      assertEquals(Order.State.IN_PREPARATION, order.state());
    }
  }

  @Test
  void theGuichetsOwnFaultIsTold() throws Exception {
    guichet.on(
        GuichetPaths.SERVICES,
        exchange ->
            TestGuichet.json(exchange, 401, "{\"fault\":\"G-304\",\"rule\":\"session ended\"}"));
    try (GuichetClient client = guichet.client(PATIENT)) {
      assertFault(FaultCode.GUICHET_SESSION_ENDED, false, () -> client.services(SESSION));
    }
  }

  @Test
  void aRefusalThatMakesNoSenseIsTheGuichetsFailure() throws Exception {
    guichet.on(
        GuichetPaths.SERVICES,
        exchange -> TestGuichet.json(exchange, 500, "{\"fault\":\"X-999\",\"rule\":\"\"}"));
    guichet.on(
        GuichetPaths.CHALLENGES,
        exchange ->
            TestGuichet.answer(
                exchange, 502, "text/html", "<h1>Bad</h1>".getBytes(StandardCharsets.UTF_8)));
    try (GuichetClient client = guichet.client(PATIENT)) {
      assertFault(FaultCode.GUICHET_FAILED, false, () -> client.services(SESSION));
      assertFault(FaultCode.GUICHET_FAILED, false, client::challenge);
    }
  }

  @Test
  void brokenJsonIsRefusedWithoutBeingQuoted() throws Exception {
    guichet.on(
        GuichetPaths.SERVICES,
        exchange -> TestGuichet.json(exchange, 200, "{\"services\":[{\"id\":\"Tess Verzonnen\""));
    try (GuichetClient client = guichet.client(PATIENT)) {
      GuichetException refused =
          assertThrows(GuichetException.class, () -> client.services(SESSION));
      assertEquals(FaultCode.GUICHET_FAILED, refused.fault());
      for (Throwable e = refused; e != null; e = e.getCause()) {
        assertFalse(String.valueOf(e.getMessage()).contains("Verzonnen"), e.getMessage());
      }
    }
  }

  @Test
  void aRecordThatBreaksItsBoundsIsRefused() throws Exception {
    guichet.on(
        GuichetPaths.ORDERS,
        exchange ->
            TestGuichet.json(
                exchange,
                200,
                "{\"reference\":\"../../etc\",\"serviceId\":\"residence\",\"state\":\"READY\"}"));
    try (GuichetClient client = guichet.client(PATIENT)) {
      assertFault(FaultCode.GUICHET_FAILED, false, () -> client.order(SESSION, REFERENCE));
    }
  }

  @Test
  void anEndlessAnswerIsCutOff() throws Exception {
    guichet.on(
        GuichetPaths.SERVICES,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          byte[] spaces = " ".repeat(8_192).getBytes(StandardCharsets.US_ASCII);
          try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
              out.write(spaces);
            }
          }
        });
    try (GuichetClient client = guichet.client(PATIENT)) {
      assertFault(FaultCode.GUICHET_FAILED, false, () -> client.services(SESSION));
    }
  }

  @Test
  void aDocumentLargerThanAnnouncedIsRefused() throws Exception {
    serveDocument(new byte[200_000], "application/pdf");
    try (GuichetClient client = guichet.client(PATIENT)) {
      assertFault(
          FaultCode.GUICHET_FAILED,
          false,
          () -> client.document(SESSION, REFERENCE, CLAIM, issued(10)));
    }
  }

  @Test
  void aDocumentSmallerThanAnnouncedOrOfAnotherTypeIsRefused() throws Exception {
    serveDocument(new byte[10], "application/pdf");
    try (GuichetClient client = guichet.client(PATIENT)) {
      assertFault(
          FaultCode.GUICHET_FAILED,
          false,
          () -> client.document(SESSION, REFERENCE, CLAIM, issued(11)));
    }
  }

  @Test
  void aDocumentComesByteForByte() throws Exception {
    byte[] pdf = "%PDF-1.7 of nobody".getBytes(StandardCharsets.US_ASCII);
    serveDocument(pdf, "application/pdf");
    try (GuichetClient client = guichet.client(PATIENT)) {
      assertArrayEquals(pdf, client.document(SESSION, REFERENCE, CLAIM, issued(pdf.length)));
    }
  }

  @Test
  void aGuichetThatSaysNothingIsUnreachable() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    guichet.on(GuichetPaths.HEALTH, exchange -> await(over));
    try (GuichetClient client = guichet.client(HURRIED)) {
      assertFault(FaultCode.GUICHET_UNREACHABLE, true, client::health);
    } finally {
      over.countDown();
    }
  }

  @Test
  void aGuichetThatStopsInTheMiddleOfItsAnswerIsUnreachable() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    guichet.on(
        GuichetPaths.SERVICES,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write("{\"services\":".getBytes(StandardCharsets.US_ASCII));
          exchange.getResponseBody().flush();
          await(over);
        });
    try (GuichetClient client = guichet.client(HURRIED)) {
      assertFault(FaultCode.GUICHET_UNREACHABLE, true, () -> client.services(SESSION));
    } finally {
      over.countDown();
    }
  }

  @Test
  void aGuichetThatIsNotThereIsUnreachable() throws Exception {
    try (GuichetClient client = guichet.client(PATIENT)) {
      guichet.close();
      assertFault(FaultCode.GUICHET_UNREACHABLE, true, client::health);
    }
  }

  @Test
  void aTerminalOfAnotherAuthorityGetsNowhere() throws Exception {
    guichet.on(GuichetPaths.HEALTH, exchange -> TestGuichet.answer(exchange, 204, "", new byte[0]));
    try (GuichetClient client = guichet.client(PATIENT);
        GuichetClient stranger = guichet.stranger(PATIENT)) {
      client.health();
      assertFault(FaultCode.GUICHET_UNREACHABLE, true, stranger::health);
    }
  }

  @Test
  void aRedirectionIsNotFollowed() throws Exception {
    guichet.on(
        GuichetPaths.SERVICES,
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://localhost:1/elsewhere");
          TestGuichet.answer(exchange, 302, "text/plain", new byte[0]);
        });
    try (GuichetClient client = guichet.client(PATIENT)) {
      assertFault(FaultCode.GUICHET_FAILED, false, () -> client.services(SESSION));
    }
  }

  @Test
  void reportsADeliveryWithoutASession() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    guichet.on(
        GuichetPaths.DELIVERIES,
        exchange -> {
          seen.add(exchange.getRequestURI().getPath());
          seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          TestGuichet.answer(exchange, 204, "", new byte[0]);
        });
    try (GuichetClient client = guichet.client(PATIENT)) {
      client.report(
          REFERENCE,
          new DeliveryReport(
              CLAIM, DeliveryReport.Outcome.UNKNOWN, Instant.parse("2026-11-23T10:00:00Z")));
    }
    assertEquals(GuichetPaths.DELIVERIES + "/" + REFERENCE, seen.poll(1, TimeUnit.SECONDS));
    String body = seen.poll(1, TimeUnit.SECONDS);
    assertTrue(body.contains("UNKNOWN"), body);
    assertTrue(body.contains(CLAIM.toString()), body);
  }

  private void serveDocument(byte[] pdf, String type) {
    guichet.on(
        GuichetPaths.ORDERS + "/" + REFERENCE + "/document",
        exchange -> TestGuichet.answer(exchange, 200, type, pdf));
  }

  private static IssuedDocument issued(int sizeBytes) {
    return new IssuedDocument("0".repeat(64), sizeBytes, CODE);
  }

  private static void await(CountDownLatch over) throws IOException {
    try {
      over.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void assertFault(FaultCode fault, boolean unanswered, Executable call) {
    GuichetException refused = assertThrows(GuichetException.class, call);
    assertEquals(fault, refused.fault(), refused.getMessage());
    assertEquals(unanswered, refused.unanswered(), refused.getMessage());
  }
}
