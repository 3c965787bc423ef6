package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.townhall.Attack;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public page as guessers, crowds and proxies meet it. */
class VerificationLimitsTest extends AtTheVerificationPage {
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

  @Attack(on = Attack.Aim.PUBLIC_PAGES, what = "guessing, so that others are shut out")
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

  @Attack(on = Attack.Aim.PUBLIC_PAGES, what = "so many callers that a guesser is forgotten")
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

  @Attack(
      on = Attack.Aim.PUBLIC_PAGES,
      what = "one subscriber with two to the sixty-four addresses")
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
  @Attack(
      on = Attack.Aim.PUBLIC_PAGES,
      what = "a caller who writes another address into the header")
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
}
