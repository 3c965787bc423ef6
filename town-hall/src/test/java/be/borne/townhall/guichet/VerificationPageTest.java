package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.Progress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationPageTest {
  private static final String CODE = "7K3M-9QX2-0000-ABCD";
  private static final Instant ISSUED = Instant.parse("2026-11-23T23:30:00Z");
  private static final int PER_MINUTE = 12;

  @TempDir Path folder;
  private OrderStore store;
  private HttpListener listener;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void open() throws Exception {
    store = OrderStore.open(folder.resolve("orders.db"));
    byte[] pseudonym = new byte[32];
    store.place(
        new StoredOrder(
            "TSR-2026-7K3M9QX2",
            UUID.randomUUID(),
            pseudonym,
            "library-1",
            "life",
            Language.FRENCH,
            Order.State.IN_PREPARATION,
            ISSUED,
            null));
    store.issued(
        "TSR-2026-7K3M9QX2", new byte[] {1}, new IssuedDocument("0".repeat(64), 1, CODE), ISSUED);
    VerificationPage page =
        new VerificationPage(
            store,
            new OneService(),
            new Municipality(
                "Ville de Testerive",
                "Stad Testerive",
                "Stadt Testerive",
                "City of Testerive",
                "TSR"),
            PER_MINUTE,
            Clock.fixed(ISSUED, ZoneOffset.UTC));
    listener =
        HttpListener.start(
            "localhost", 0, new HttpListener.Protection.Plain(), "text/plain", "", page::routes);
  }

  @AfterEach
  void close() throws Exception {
    listener.close();
    store.close();
  }

  @Test
  void aPaperIsConfirmedAndNothingMoreIsSaid() throws Exception {
    HttpResponse<String> answer = get("/verify/" + CODE, "nl-BE,nl;q=0.9,fr;q=0.5");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("blijft geldig"), answer.body());
    assertTrue(answer.body().contains("life in nl"));
    // Half past midnight in Brussels is the next day.
    assertTrue(answer.body().contains("24 november 2026"), answer.body());
    assertTrue(answer.body().contains("<html lang=\"nl\">"));
    assertFalse(answer.body().contains("TSR-2026"));
    assertFalse(answer.body().contains("library-1"));
    assertTrue(
        answer.headers().firstValue("Content-Security-Policy").orElse("").contains("'none'"));
    assertEquals(Optional.of("nosniff"), answer.headers().firstValue("X-Content-Type-Options"));
    assertEquals(Optional.of("no-store"), answer.headers().firstValue("Cache-Control"));
    assertEquals(Optional.empty(), answer.headers().firstValue("Server"));
  }

  @Test
  void aHandMayTypeTheCodeItsOwnWay() {
    assertEquals(Optional.of(CODE), VerificationPage.normalised("7k3m 9qx2 oooo abcd"));
    assertEquals(
        Optional.of("1111-0000-0000-0000"), VerificationPage.normalised("LIil000000000000"));
    assertEquals(Optional.empty(), VerificationPage.normalised("7K3M-9QX2"));
    assertEquals(Optional.empty(), VerificationPage.normalised("7K3M-9QX2-0000-ABCU"));
    assertEquals(Optional.empty(), VerificationPage.normalised("0".repeat(5_000)));
  }

  @Test
  void unknownCodesAndRubbishAnswerOneShapeWithoutEcho() throws Exception {
    HttpResponse<String> unknown = get("/verify/0000-0000-0000-0000", "de");
    assertEquals(404, unknown.statusCode());
    assertTrue(unknown.body().contains("kein Dokument"));
    for (String rubbish : List.of("x", "%3Cscript%3Ealert(1)", "..%5C", "a'--")) {
      HttpResponse<String> answer = get("/verify/" + rubbish, "de");
      assertEquals(404, answer.statusCode());
      assertEquals(unknown.body(), answer.body());
    }
  }

  @Test
  void aWithdrawnPaperIsCalledSo() throws Exception {
    assertTrue(store.withdraw("TSR-2026-7K3M9QX2", ISSUED));
    assertFalse(store.withdraw("TSR-2026-7K3M9QX2", ISSUED));
    assertTrue(get("/verify/" + CODE, "en").body().contains("no longer valid"));
  }

  @Test
  void everyLanguageAndNoneIsAnswered() throws Exception {
    for (String wanted :
        new String[] {"fr", "nl", "de", "en", "zz", "*", ";;;", "q=", "x".repeat(300)}) {
      assertEquals(200, get("/verify/" + CODE, wanted).statusCode(), wanted);
    }
  }

  @Test
  void whoAsksTooOftenWaits() throws Exception {
    for (int i = 0; i < PER_MINUTE; i++) {
      assertEquals(404, get("/verify/0000-0000-0000-000" + i % 10, "en").statusCode());
    }
    HttpResponse<String> last = get("/verify/" + CODE, "en");
    assertEquals(429, last.statusCode());
    assertTrue(last.headers().firstValue("Retry-After").isPresent());
  }

  private HttpResponse<String> get(String path, String language) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(listener.address() + path))
            .header("Accept-Language", language)
            .timeout(Duration.ofSeconds(60))
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** An engine that offers one service and is never asked for it. */
  private static final class OneService implements Engine {
    @Override
    public Catalogue catalogue() {
      Map<Language, String> title =
          Arrays.stream(Language.values())
              .collect(Collectors.toMap(Function.identity(), l -> "life in " + l.tag()));
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
      throw new AssertionError("whoever verifies a paper orders nothing");
    }

    @Override
    public void close() {}
  }
}
