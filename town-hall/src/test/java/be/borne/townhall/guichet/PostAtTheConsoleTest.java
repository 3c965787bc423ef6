package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.PickupCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.Attack;
import be.borne.townhall.console.Browser;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clerk prints and posts: real pages over a real store. */
class PostAtTheConsoleTest {
  private static final String LETTER = "TSR-2026-7K3M9QX2";
  private static final String MAIL = "TSR-2026-7K3M9QX3";
  private static final String ADDRESS = "invented.person@testerive.example";

  @TempDir Path folder;
  private final byte[] pdf = "%PDF, and about a person".getBytes(StandardCharsets.US_ASCII);
  private final Instant now = Clock.systemUTC().instant();
  private TestTrail trail;
  private OrderStore orders;
  private ConsoleVisitor console;

  @BeforeEach
  void open() throws Exception {
    trail = new TestTrail(folder);
    orders = OrderStore.open(folder.resolve("orders.db"));
    ready(LETTER, DeliveryWay.POST, Optional.empty());
    ready(MAIL, DeliveryWay.EMAIL, Optional.of(new EmailAddress(ADDRESS)));
    console =
        new ConsoleVisitor(
            folder,
            new StaffWork(
                PaperQuestions.NONE,
                new StoredDispatch(orders, new Nothing(), trail.trail(), Clock.systemUTC()),
                Submissions.NONE));
  }

  @AfterEach
  void close() throws Exception {
    console.close();
    trail.close();
    orders.close();
  }

  private void ready(String reference, DeliveryWay way, Optional<EmailAddress> email)
      throws Exception {
    orders.place(
        new StoredOrder(
            reference,
            UUID.randomUUID(),
            new byte[32],
            "library-1",
            "residence",
            Language.FRENCH,
            Order.State.IN_PREPARATION,
            now,
            null,
            null,
            1,
            way,
            new byte[32]),
        email,
        Instant.EPOCH,
        Integer.MAX_VALUE);
    orders.issued(
        reference,
        pdf,
        new IssuedDocument(
            "0".repeat(64), pdf.length, "0000-0000-" + PickupCode.of(reference).grouped()),
        now,
        new Validated(reference, now, true, "PAdES-BASELINE-T", null));
  }

  @Attack(on = Attack.Aim.CONSOLE, what = "another page has a document opened")
  @Test
  void theDocumentOpensForAFormOfThisPageAndThatIsNoted() throws Exception {
    String document = "/post/" + LETTER + "/document";
    String page = console.get("/post");
    assertTrue(page.contains(LETTER), page);
    assertFalse(page.contains(ADDRESS));
    String token = ConsoleVisitor.token(page, document);
    for (HttpResponse<byte[]> refused :
        List.of(
            console.post(document, console.own(), "guessed"),
            console.post(document, "http://elsewhere.example", token),
            console.post("/post/" + MAIL + "/document", console.own(), token))) {
      assertEquals(403, refused.statusCode());
    }
    assertEquals(404, console.look(document).statusCode());
    assertFalse(console.get("/post").contains("Printed at"), "noted though nothing was handed out");

    HttpResponse<byte[]> opened = console.post(document, console.own(), token);
    assertEquals(200, opened.statusCode());
    assertArrayEquals(pdf, opened.body());
    assertEquals("application/pdf", opened.headers().firstValue("Content-Type").orElse(""));
    assertEquals("no-store", opened.headers().firstValue("Cache-Control").orElse(""));
    String printed = console.get("/post");
    assertTrue(printed.contains("Printed at"), printed);
    assertTrue(printed.contains("by staff at the town hall"), printed);
  }

  @Attack(on = Attack.Aim.CONSOLE, what = "another page's form, and the token of another answer")
  @Test
  void postedIsAskedOnceMoreThenNotedForGood() throws Exception {
    String path = "/post/" + LETTER + "/posted";
    String asked = console.get(path);
    assertTrue(asked.contains("Was it posted?"), asked);
    assertEquals(403, console.post(path, console.own(), "guessed").statusCode());
    String token = ConsoleVisitor.token(asked, path);
    assertEquals(
        403,
        console.post("/post/" + LETTER + "/not-posted", console.own(), token).statusCode(),
        "a token for one answer gave the other");
    assertEquals(303, console.post(path, console.own(), token).statusCode());
    assertEquals(409, console.post(path, console.own(), token).statusCode());
    String page = console.get("/post?noted");
    assertTrue(page.contains("It is noted."), page);
    assertTrue(page.contains("Nothing that is to be posted."), page);
    assertTrue(page.contains("Posted, "), page);
    assertFalse(orders.isOnPaper(LETTER));
  }

  @Test
  void whatCannotBePostedIsCollected() throws Exception {
    String path = "/post/" + LETTER + "/not-posted";
    assertEquals(
        303,
        console
            .post(path, console.own(), ConsoleVisitor.token(console.get(path), path))
            .statusCode());
    assertTrue(orders.isOnPaper(LETTER));
    assertTrue(console.get("/post").contains("Not posted: the citizen collects it on paper"));
  }

  @Test
  void whatCouldNotBeSentIsShownWithoutItsAddress() throws Exception {
    assertTrue(console.get("/post").contains("Not tried yet."));
    orders.mails().later(MAIL, now, "no connection");
    assertTrue(console.get("/post").contains("Tried once. The last time: no connection."));
    orders.mails().giveUp(MAIL, "the mail server answered 550 to the recipient", now);
    String page = console.get("/post");
    assertTrue(page.contains("Not sent, as far as is known"), page);
    assertTrue(page.contains("answered 550 to the recipient"), page);
    assertFalse(page.contains("@"), page);
  }

  @Test
  void aRealBrowserPostsWhatItOpened() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Browser.CHROMIUM), "needs Chromium");
    Path pictures = Files.createDirectories(Path.of("target/console-pictures"));
    orders.mails().later(MAIL, now, "no connection");
    try (Browser browser = new Browser(1280, 1100)) {
      browser.open(URI.create(console.own() + "/post"), "Letters and e-mail");
      browser.photograph(pictures.resolve("post.png"));
      browser.press("a[href$='/posted']");
      browser.await("Was it posted?");
      browser.photograph(pictures.resolve("post-end.png"));
      browser.press("form button");
      browser.await("It is noted.");
      browser.dark();
      browser.photograph(pictures.resolve("post-noted-dark.png"));
    }
    assertFalse(orders.isOnPaper(LETTER));
    assertEquals(List.of(), orders.letters().toPost(10));
  }

  @Test
  void nothingElseIsThere() throws Exception {
    for (String path :
        List.of("/post/" + MAIL + "/posted", "/post/nobody/posted", "/post/" + LETTER + "/eaten")) {
      assertEquals(404, console.look(path).statusCode(), path);
    }
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
      throw new AssertionError("whoever posts orders nothing");
    }

    @Override
    public void close() {}
  }
}
