package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.Operator;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.validation.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The public page as browsers, scripts and guessers meet it. */
class VerificationPageTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final String CODE = "7K3M-9QX2-0000-ABCD";
  private static final String REFERENCE = "TSR-2026-7K3M9QX2";
  private static final Instant ISSUED = Instant.parse("2026-11-23T23:30:00Z");
  private static final int PER_MINUTE = 40;
  private static final int WRONG_PER_MINUTE = 60;

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(ISSUED);
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private OrderStore store;
  private HttpListener listener;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void open() throws Exception {
    Path var = Files.createDirectories(folder.resolve("var"));
    store = OrderStore.open(var.resolve("orders.db"));
    store.place(
        new StoredOrder(
            REFERENCE,
            UUID.randomUUID(),
            new byte[32],
            "library-1",
            "life",
            Language.FRENCH,
            Order.State.IN_PREPARATION,
            ISSUED,
            null));
    store.issued(
        REFERENCE,
        new byte[] {1},
        new IssuedDocument("0".repeat(64), 1, CODE),
        ISSUED,
        Validated.of(
            REFERENCE, ISSUED, new Verdict.Passed("PAdES-BASELINE-T", new byte[] {'<', '>'})));
    listener = listener(PER_MINUTE, WRONG_PER_MINUTE, List.of());
  }

  private HttpListener listener(int perMinute, int wrongPerMinute, List<String> proxies)
      throws Exception {
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
            new GuichetConfiguration.Verification(
                "localhost", 0, null, null, null, perMinute, wrongPerMinute, proxies),
            clock);
    return HttpListener.start(
        "localhost", 0, new HttpListener.Protection.Plain(), "text/plain", "", page::routes);
  }

  @AfterEach
  void close() throws Exception {
    listener.close();
    store.close();
    client.close();
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
    assertEquals(Optional.empty(), answer.headers().firstValue("Set-Cookie"));
  }

  @Test
  void aHandMayTypeTheCodeItsOwnWay() {
    assertEquals(Optional.of(CODE), PaperCode.read("7k3m 9qx2 oooo abcd"));
    assertEquals(Optional.of(CODE), PaperCode.read(" 7K3M\u20139QX2.0000/ABCD "));
    assertEquals(Optional.of("1111-0000-0000-000V"), PaperCode.read("LIil00000000000u"));
    assertEquals(Optional.empty(), PaperCode.read("7K3M-9QX2"));
    assertEquals(Optional.empty(), PaperCode.read("7K3M-9QX2-0000-ABCD-0"));
    assertEquals(Optional.empty(), PaperCode.read("0".repeat(5_000)));
  }

  @ParameterizedTest
  @EnumSource
  void everyLanguageHasItsFormReadableByAScreenReader(Language language) throws Exception {
    HttpResponse<String> page = get("/verify?lang=" + language.tag(), "zz");
    assertEquals(200, page.statusCode());
    String html = page.body();
    assertTrue(html.contains("<html lang=\"" + language.tag() + "\">"), html);
    assertEquals(1, count(html, "<h1>"));
    assertEquals(1, count(html, "<h2 "));
    assertEquals(1, count(html, "<main>"));
    assertEquals(1, count(html, "<label for=\"code\">"));
    assertEquals(1, count(html, "id=\"code\""));
    assertEquals(1, count(html, "aria-describedby=\"hint\""));
    assertEquals(4, count(html, "hreflang="));
    assertEquals(1, count(html, "aria-current=\"true\""));
    assertFalse(html.contains("<script"), "nothing needs a script");
    assertFalse(html.contains("{"), html);
  }

  @Test
  void everyTextIsThereInEveryLanguage() throws Exception {
    VerificationWords words = new VerificationWords();
    for (Language language : Language.values()) {
      assertEquals(words.keys(Language.ENGLISH), words.keys(language));
    }
  }

  @Test
  void aTypedCodeLeadsToTheSamePageInTheSameLanguage() throws Exception {
    HttpResponse<String> answer = type("7k3m 9qx2 oooo abcd", "de");
    assertEquals(303, answer.statusCode());
    String to = answer.headers().firstValue("Location").orElseThrow();
    assertTrue(to.endsWith("/verify/" + CODE + "?lang=de"), to);
    assertTrue(get("/verify/" + CODE + "?lang=de", "fr").body().contains("weiterhin gültig"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7K3M-9QX2",
        "\"><script>alert(1)</script>",
        "{facts}{form}",
        "%",
        "a&lang=zz"
      })
  void whatIsNoCodeIsExplainedAndStaysHarmless(String typed) throws Exception {
    HttpResponse<String> answer = type(typed, "en");
    assertEquals(422, answer.statusCode());
    assertTrue(answer.body().contains("That is not a complete code."), answer.body());
    assertTrue(answer.body().contains("aria-invalid=\"true\""));
    assertTrue(answer.body().contains("aria-describedby=\"error hint\""));
    assertFalse(answer.body().contains("<script"), answer.body());
    assertFalse(answer.body().contains("<dl>"), answer.body());
  }

  @Test
  void aBodyLargerThanAnyFormIsNotRead() throws Exception {
    HttpResponse<String> answer = type("0".repeat(200_000), "en");
    assertEquals(422, answer.statusCode());
    assertFalse(answer.body().contains("0000000000"));
  }

  @Test
  void unknownCodesAndRubbishAnswerOneShapeWithoutEcho() throws Exception {
    HttpResponse<String> unknown = get("/verify/0000-0000-0000-0000", "de");
    assertEquals(404, unknown.statusCode());
    assertTrue(unknown.body().contains("kein Dokument"));
    for (String rubbish : List.of("x", "%3Cscript%3Ealert(1)", "..%5C", "a'--")) {
      HttpResponse<String> answer = get("/verify/" + rubbish, "de");
      assertEquals(404, answer.statusCode());
      assertFalse(answer.body().contains("script"));
    }
    assertEquals(404, get("/nothing", "de").statusCode());
  }

  /** The operator's own command, beside the running page. */
  @Test
  void aPaperThatAnOperatorWithdrawsNoLongerStands() throws Exception {
    assertTrue(get("/verify/" + CODE, "en").body().contains("still valid"));
    assertEquals(1, operator("withdraw", "TSR-2026-00000000", "--reason", "wrong-content"));
    assertEquals(2, operator("withdraw", REFERENCE, "--reason", "because"));
    assertEquals(
        0, operator("withdraw", REFERENCE.toLowerCase(Locale.ROOT), "--reason", "wrong-content"));
    HttpResponse<String> answer = get("/verify/" + CODE, "en");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("no longer valid"), answer.body());
    assertTrue(answer.body().contains("Withdrawn on"), answer.body());
    assertFalse(answer.body().contains("wrong-content"), "the reason is the town hall's");
    assertEquals(1, operator("withdraw", REFERENCE, "--reason", "wrong-content"));
    assertEquals(0, operator("report", REFERENCE));
    assertEquals(1, operator("report", "TSR-2026-00000000"));
    assertEquals(0, operator("refused"));
  }

  private int operator(String... arguments) throws IOException {
    Path configuration =
        Files.writeString(
            folder.resolve("town-hall.toml"),
            Files.readString(Path.of("src", "main", "config", "town-hall.toml")));
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--configuration";
    all[arguments.length + 1] = configuration.toString();
    return Operator.run(nowhere, nowhere, all);
  }

  @Test
  void afterThreeMonthsThePageSaysWhatThePaperSays() throws Exception {
    now.set(Instant.parse("2027-02-24T12:00:00Z"));
    assertTrue(get("/verify/" + CODE, "en").body().contains("still valid"));
    now.set(Instant.parse("2027-02-25T12:00:00Z"));
    assertTrue(get("/verify/" + CODE, "en").body().contains("more than three months old"));
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
      assertEquals(404, get("/verify/0000-0000-0000-00" + (10 + i), "en").statusCode());
    }
    HttpResponse<String> last = get("/verify/" + CODE, "en");
    assertEquals(429, last.statusCode());
    assertEquals(Optional.of("2"), last.headers().firstValue("Retry-After"));
    now.set(ISSUED.plusSeconds(2));
    assertEquals(200, get("/verify/" + CODE, "en").statusCode());
  }

  @Test
  void whoGuessesShutsNobodyElseOut() {
    RequestAllowance allowance = new RequestAllowance(PER_MINUTE, WRONG_PER_MINUTE, clock);
    for (int i = 0; i < 1_000; i++) {
      InetAddress guesser = InetAddress.ofLiteral("10.0." + i / 250 + "." + i % 250);
      while (allowance.take(guesser).isZero()) {
        allowance.wrongCode(guesser);
      }
    }
    assertEquals(Duration.ZERO, allowance.take(InetAddress.ofLiteral("192.0.2.1")));
  }

  @Test
  void wrongCodesHaveALimitOfTheirOwn() {
    RequestAllowance allowance = new RequestAllowance(PER_MINUTE, 3, clock);
    InetAddress guesser = InetAddress.ofLiteral("192.0.2.1");
    for (int i = 0; i < 3; i++) {
      assertEquals(Duration.ZERO, allowance.take(guesser));
      allowance.wrongCode(guesser);
    }
    assertEquals(Duration.ofSeconds(20), allowance.take(guesser));
    now.set(ISSUED.plusSeconds(20));
    assertEquals(Duration.ZERO, allowance.take(guesser));
  }

  @Test
  void aCrowdNeitherShutsNewcomersOutNorMakesAGuesserForgotten() {
    int most = 100;
    RequestAllowance allowance = new RequestAllowance(2, 2, most, clock);
    InetAddress guesser = InetAddress.ofLiteral("192.0.2.1");
    allowance.take(guesser);
    allowance.take(guesser);
    assertFalse(allowance.take(guesser).isZero());
    for (int i = 0; i < 50 * most; i++) {
      InetAddress newcomer = InetAddress.ofLiteral("2001:db8:0:" + Integer.toHexString(i) + "::1");
      assertEquals(Duration.ZERO, allowance.take(newcomer));
    }
    assertEquals(most, allowance.remembered());
    assertFalse(allowance.take(guesser).isZero());
  }

  @Test
  void nobodyIsRememberedLongerThanAMinute() {
    RequestAllowance allowance = new RequestAllowance(2, 2, clock);
    InetAddress caller = InetAddress.ofLiteral("192.0.2.1");
    allowance.take(caller);
    allowance.take(caller);
    allowance.wrongCode(caller);
    assertEquals(1, allowance.remembered());
    now.set(ISSUED.plusSeconds(60));
    allowance.take(InetAddress.ofLiteral("192.0.2.2"));
    assertEquals(1, allowance.remembered());
    assertEquals(Duration.ZERO, allowance.take(caller));
  }

  @Test
  void aClockThatIsPutBackLocksNobodyOut() {
    RequestAllowance allowance = new RequestAllowance(1, 1, clock);
    InetAddress caller = InetAddress.ofLiteral("192.0.2.1");
    allowance.take(caller);
    now.set(ISSUED.minus(Duration.ofDays(1)));
    assertEquals(Duration.ofMinutes(1), allowance.take(caller));
  }

  /** Somebody else keeps the store busy, so that nothing that was asked for comes to its end. */
  @Test
  void onlySoManyAreLookedUpAtOnce() throws Exception {
    try (Connection other =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("var").resolve("orders.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      List<CompletableFuture<Integer>> asked =
          Stream.generate(
                  () ->
                      client
                          .sendAsync(
                              HttpRequest.newBuilder(
                                      URI.create(listener.address() + "/verify/" + CODE))
                                  .build(),
                              HttpResponse.BodyHandlers.discarding())
                          .thenApply(HttpResponse::statusCode))
              .limit(24)
              .toList();
      CompletableFuture.anyOf(asked.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
      statement.execute("ROLLBACK");
      assertTrue(asked.stream().map(CompletableFuture::join).anyMatch(status -> status == 503));
    }
    assertEquals(200, get("/verify/" + CODE, "en").statusCode());
  }

  @Test
  void rightCodesAreNotCountedAsGuesses() throws Exception {
    RequestAllowance allowance = new RequestAllowance(PER_MINUTE, WRONG_PER_MINUTE, clock);
    for (int i = 0; i < 1_000; i++) {
      assertEquals(
          Duration.ZERO, allowance.take(InetAddress.ofLiteral("10.0." + i / 250 + "." + i % 250)));
    }
  }

  @Test
  void anIpv6SubscriberIsOneCaller() throws Exception {
    RequestAllowance allowance = new RequestAllowance(2, WRONG_PER_MINUTE, clock);
    assertTrue(allowance.take(InetAddress.ofLiteral("2001:db8:0:1::1")).isZero());
    assertTrue(allowance.take(InetAddress.ofLiteral("2001:db8:0:1:ffff::2")).isZero());
    assertFalse(allowance.take(InetAddress.ofLiteral("2001:db8:0:1:abcd:1:2:3")).isZero());
    assertTrue(allowance.take(InetAddress.ofLiteral("2001:db8:0:2::1")).isZero());
  }

  @Test
  void onlyAConfiguredServersWordOnTheCallerCounts() throws Exception {
    try (HttpListener direct = listener(2, WRONG_PER_MINUTE, List.of())) {
      assertEquals(200, from(direct, "192.0.2.1"));
      assertEquals(200, from(direct, "192.0.2.2"));
      assertEquals(429, from(direct, "192.0.2.3"), "anybody could write that");
    }
    try (HttpListener behind = listener(2, WRONG_PER_MINUTE, List.of("127.0.0.1", "::1"))) {
      assertEquals(200, from(behind, "192.0.2.1"));
      assertEquals(200, from(behind, "198.51.100.7, 192.0.2.1"));
      assertEquals(429, from(behind, "203.0.113.9, 192.0.2.1"), "what it was told counts not");
      assertEquals(200, from(behind, "192.0.2.4"));
      for (String rubbish : List.of("", ",", "not an address", "localhost", "x".repeat(3_000))) {
        assertTrue(from(behind, rubbish) >= 200);
      }
    }
  }

  /** Some servers add a header of their own behind the one that the caller sent. */
  @Test
  void aCallersOwnHeaderBeforeTheServersDoesNotCount() throws Exception {
    try (HttpListener behind = listener(2, WRONG_PER_MINUTE, List.of("127.0.0.1", "::1"))) {
      for (int call = 0; call < 3; call++) {
        int status =
            client
                .send(
                    HttpRequest.newBuilder(URI.create(behind.address() + "/verify/" + CODE))
                        .header("X-Forwarded-For", "198.51.100." + call)
                        .header("X-Forwarded-For", "192.0.2.1")
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                    HttpResponse.BodyHandlers.discarding())
                .statusCode();
        assertEquals(call < 2 ? 200 : 429, status);
      }
    }
  }

  private int from(HttpListener there, String forwarded) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(there.address() + "/verify/" + CODE))
                .header("X-Forwarded-For", forwarded)
                .timeout(Duration.ofSeconds(60))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /**
   * Sixteen characters of 32 are 80 bits. With a million documents under their codes, one guess in
   * 2^80 / 10^6 is right; at more guesses a second than the page could answer that takes, on
   * average, hundreds of thousands of years.
   */
  @Test
  void guessingIsHopelessBySize() {
    double guessesForOne = Math.pow(32, 16) / 1_000_000;
    double guessesPerSecond = 100_000;
    double years = guessesForOne / guessesPerSecond / (60 * 60 * 24 * 365.25);
    assertEquals(383_000, years, 1_000);
  }

  /** The timeout allows each browser its minute. */
  @Test
  @Timeout(900)
  void theRealBrowserDrawsThePages() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "needs Chromium");
    Path pictures = Files.createDirectories(Path.of("target/verification-pictures"));
    for (Language language : Language.values()) {
      String chosen = "?lang=" + language.tag();
      draw("/verify" + chosen, pictures.resolve("form-phone-" + language.tag()), 500, 1000);
      draw("/verify/" + CODE + chosen, pictures.resolve("stands-" + language.tag()), 1280, 900);
    }
    draw("/verify/0000-0000-0000-0000?lang=fr", pictures.resolve("unknown-phone-fr"), 500, 1200);
    now.set(ISSUED.plus(Duration.ofDays(120)));
    draw("/verify/" + CODE + "?lang=nl", pictures.resolve("aged-phone-nl"), 500, 1200);
    assertEquals(0, operator("withdraw", REFERENCE, "--reason", "lost-or-stolen"));
    draw("/verify/" + CODE + "?lang=de", pictures.resolve("withdrawn-phone-de"), 500, 1200);
  }

  private void draw(String path, Path name, int width, int height) throws Exception {
    Path picture = name.resolveSibling(name.getFileName() + ".png").toAbsolutePath();
    Files.deleteIfExists(picture);
    // Not in the test's own folder: a browser's children may outlive it and write on.
    Path profiles = Files.createDirectories(Path.of("target/verification-browsers"));
    Process browser =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--user-data-dir="
                    + Files.createTempDirectory(profiles, "profile").toAbsolutePath(),
                "--window-size=" + width + "," + height,
                "--screenshot=" + picture,
                listener.address() + path)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("browser.log").toFile())
            .start();
    try {
      assertTrue(browser.waitFor(60, TimeUnit.SECONDS), "the browser ends");
    } finally {
      browser.destroyForcibly();
    }
    assertTrue(Files.exists(picture), () -> "no picture of " + path);
    assertEquals(width, ImageIO.read(picture.toFile()).getWidth());
  }

  private static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  private HttpResponse<String> type(String code, String language) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(listener.address() + "/verify"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofSeconds(60))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "lang="
                        + language
                        + "&code="
                        + URLEncoder.encode(code, StandardCharsets.UTF_8)))
            .build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
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
