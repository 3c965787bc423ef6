package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.RefusalReason;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.Attack;
import be.borne.townhall.console.Browser;
import be.borne.townhall.guichet.engine.ClerkDesk;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.Progress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clerk's page, against a desk that keeps what it is told. */
class ChecksAtTheConsoleTest {
  private static final String FIRST = "TSR-2026-7K3M9QX2";
  private static final String SECOND = "TSR-2026-7K3M9QX3";

  @TempDir Path folder;
  private final byte[] draft = "%PDF, and about a person".getBytes(StandardCharsets.US_ASCII);
  private final Desk desk = new Desk();
  private final List<String> carriedOn = new ArrayList<>();
  private TestTrail trail;
  private OrderStore orders;
  private ConsoleVisitor console;

  @BeforeEach
  void open() throws Exception {
    trail = new TestTrail(folder);
    orders = OrderStore.open(folder.resolve("orders.db"));
    ordered(FIRST);
    ordered(SECOND);
    console =
        new ConsoleVisitor(
            folder,
            new StaffWork(
                PaperQuestions.NONE,
                Dispatch.NONE,
                Submissions.NONE,
                new StoredChecks(
                    desk, orders, new Nothing(), this::carryOn, trail.trail(), Clock.systemUTC())));
  }

  private void carryOn(String reference) {
    carriedOn.add(reference);
  }

  private void ordered(String reference) throws Exception {
    orders.place(
        new StoredOrder(
            reference,
            UUID.randomUUID(),
            new byte[32],
            "library-1",
            "criminal-record",
            Language.FRENCH,
            Order.State.IN_PREPARATION,
            Instant.now(),
            null),
        Instant.EPOCH,
        Integer.MAX_VALUE);
  }

  @AfterEach
  void close() throws Exception {
    console.close();
    trail.close();
    orders.close();
  }

  @Attack(on = Attack.Aim.CONSOLE, what = "another page has a draft opened")
  @Test
  void aDraftOpensForAFormOfThisPageAlone() throws Exception {
    String page = console.get("/checks");
    String path = "/checks/" + FIRST + "/draft";
    String token = ConsoleVisitor.token(page, path);
    for (HttpResponse<byte[]> refused :
        List.of(
            console.post(path, console.own(), "guessed"),
            console.post(path, "http://elsewhere.example", token),
            console.post("/checks/" + SECOND + "/draft", console.own(), token))) {
      assertEquals(403, refused.statusCode());
    }
    HttpResponse<byte[]> opened = console.post(path, console.own(), token);
    assertEquals(200, opened.statusCode());
    assertArrayEquals(draft, opened.body());
    assertEquals("application/pdf", opened.headers().firstValue("Content-Type").orElse(""));
  }

  @Attack(
      on = Attack.Aim.CONSOLE,
      what = "the token of another document or decision, and a second decision")
  @Test
  void aDecisionIsAskedOnceMoreThenTakenForGoodAndGoneOnWith() throws Exception {
    String path = "/checks/" + FIRST + "/issue";
    String asked = console.get(path);
    assertTrue(asked.contains("is it to be issued?"), asked);
    String token = ConsoleVisitor.token(asked, path);
    assertEquals(403, console.post(path, console.own(), "guessed").statusCode());
    assertEquals(
        403,
        console.post("/checks/" + FIRST + "/other", console.own(), token).statusCode(),
        "a token for one decision took the other");
    assertEquals(
        403,
        console.post("/checks/" + SECOND + "/issue", console.own(), token).statusCode(),
        "a token for one document decided another");
    assertTrue(carriedOn.isEmpty());
    assertEquals(303, console.post(path, console.own(), token).statusCode());
    assertEquals(List.of(FIRST), carriedOn);
    assertEquals(409, console.post(path, console.own(), token).statusCode());
    assertTrue(console.get(path).contains("This is decided already"));
    String page = console.get("/checks?noted");
    assertTrue(page.contains("It is noted."), page);
    assertTrue(page.contains("To be issued, and not made yet, "), page);
  }

  @Test
  void everyReasonCanBeGivenAndSaysWhatItsCitizenIsTold() throws Exception {
    String reasons = console.get("/checks/" + FIRST + "/refuse");
    for (RefusalReason reason : RefusalReason.values()) {
      String path =
          "/checks/%s/%s"
              .formatted(FIRST, reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      assertTrue(reasons.contains(path), path);
      assertTrue(console.get(path).contains("The citizen is told: "), path);
    }
    String path = "/checks/" + FIRST + "/act-not-found";
    assertEquals(
        303,
        console
            .post(path, console.own(), ConsoleVisitor.token(console.get(path), path))
            .statusCode());
    assertEquals(
        Optional.of(RefusalReason.ACT_NOT_FOUND),
        desk.checks.get(FIRST).decided().orElseThrow().refusal());
    assertTrue(console.get("/checks").contains("Refused: the act is not there"));
  }

  /** A yes is not yet a document: whoever looks at the page must see what became of it. */
  @Test
  void whatWasAgreedAndCannotBeIssuedIsShownSo() throws Exception {
    String path = "/checks/" + FIRST + "/issue";
    assertEquals(
        303,
        console
            .post(path, console.own(), ConsoleVisitor.token(console.get(path), path))
            .statusCode());
    assertTrue(console.get("/checks").contains("To be issued, and not made yet, "));
    orders.refused(FIRST, RefusalReason.OTHER, "validation: broken", Instant.now());
    assertTrue(console.get("/checks").contains("Agreed, but it could not be issued, "));
  }

  /** The order came to its end by itself while the page stood open. */
  @Test
  void whatHasEndedIsNotDecided() throws Exception {
    String path = "/checks/" + FIRST + "/issue";
    String token = ConsoleVisitor.token(console.get(path), path);
    String draft = "/checks/" + FIRST + "/draft";
    String draftToken = ConsoleVisitor.token(console.get("/checks"), draft);
    orders.refused(FIRST, RefusalReason.NOTHING_TO_CERTIFY, "gone", Instant.now());
    assertEquals(409, console.post(path, console.own(), token).statusCode());
    assertEquals(409, console.post(draft, console.own(), draftToken).statusCode());
    assertTrue(desk.checks.get(FIRST).decided().isEmpty());
    assertTrue(console.get(path).contains("Its order has come to its end"));
  }

  @Test
  void aRealBrowserLooksAndDecides() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Browser.CHROMIUM), "needs Chromium");
    Path pictures = Files.createDirectories(Path.of("target/console-pictures"));
    try (Browser browser = new Browser(1280, 1100)) {
      browser.open(URI.create(console.own() + "/checks"), "Documents to check");
      browser.photograph(pictures.resolve("checks.png"));
      browser.press("a[href='/checks/" + FIRST + "/refuse']");
      browser.await("Why can it not be issued?");
      browser.photograph(pictures.resolve("checks-refuse.png"));
      browser.press("a[href$='/not-entitled']");
      browser.await("Can it not be issued?");
      browser.photograph(pictures.resolve("checks-end.png"));
      browser.press("form button");
      browser.await("It is noted.");
      browser.dark();
      browser.photograph(pictures.resolve("checks-noted-dark.png"));
    }
    assertTrue(desk.checks.get(FIRST).decided().isPresent());
  }

  @Test
  void nothingElseIsThere() throws Exception {
    for (String path :
        List.of(
            "/checks/TSR-2026-00000000/issue",
            "/checks/TSR-2026-00000000/refuse",
            "/checks/nobody/issue",
            "/checks/" + FIRST + "/eaten",
            "/checks/" + FIRST + "/draft")) {
      assertEquals(404, console.look(path).statusCode(), path);
    }
    assertFalse(console.get("/checks").contains("draft-"), "a draft is shown by itself");
  }

  /** Remembers what it is told, as an engine would. */
  private final class Desk implements ClerkDesk {
    private final Map<String, Check> checks = new LinkedHashMap<>();

    Desk() {
      for (String reference : List.of(FIRST, SECOND)) {
        checks.put(
            reference,
            new Check(reference, "criminal-record", Instant.now(), Optional.empty(), false));
      }
    }

    @Override
    public List<Check> waiting(int atMost) {
      return checks.values().stream().filter(it -> it.decided().isEmpty()).toList();
    }

    @Override
    public List<Check> decided(int atMost) {
      return checks.values().stream().filter(it -> it.decided().isPresent()).toList();
    }

    @Override
    public Optional<Check> check(String reference) {
      return Optional.ofNullable(checks.get(reference));
    }

    @Override
    public Optional<byte[]> draft(String reference) {
      return check(reference).map(_ -> draft);
    }

    @Override
    public boolean decide(String reference, Decision decision) {
      return checks
          .computeIfPresent(
              reference,
              (_, it) ->
                  it.decided().isPresent()
                      ? it
                      : new Check(
                          reference, it.serviceId(), it.askedAt(), Optional.of(decision), false))
          .decided()
          .filter(decision::equals)
          .isPresent();
    }

    @Override
    public List<String> toCarryOn(int atMost) {
      return decided(atMost).stream().map(Check::reference).toList();
    }

    @Override
    public Progress carryOn(String reference) {
      throw new AssertionError("whoever decides makes nothing");
    }

    @Override
    public void settled(String reference) {}
  }

  /** An engine that offers nothing any more. */
  private static final class Nothing implements Engine {
    @Override
    public Catalogue catalogue() {
      return new Catalogue(List.of());
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public Progress advance(Commission commission) {
      throw new AssertionError("whoever decides orders nothing");
    }

    @Override
    public void close() {}
  }
}
