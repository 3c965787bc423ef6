package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.Attack;
import be.borne.townhall.console.Browser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The page on which anybody with a tracking code asks how a file stands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrackingPageTest extends AtTheGuichet {
  private static final int WRONG_PER_MINUTE = 20;
  private final HttpClient anybody =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  @Override
  GuichetConfiguration configured(GuichetConfiguration usual) {
    return new GuichetConfiguration(
        usual.municipality(),
        usual.storage(),
        usual.door(),
        usual.eid(),
        new GuichetConfiguration.Verification(
            "localhost", 0, null, null, null, 500, WRONG_PER_MINUTE, null),
        null);
  }

  @AfterAll
  void stop() {
    anybody.close();
  }

  private TrackingCode codeOfAnOrder() throws Exception {
    return library
        .order(atLibrary, UUID.randomUUID(), "life", Language.FRENCH)
        .as(Order.class)
        .tracking();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return anybody.send(
        request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI page(String path) {
    return guichet.verificationAddress().resolve(path);
  }

  private HttpResponse<String> typed(String form) throws Exception {
    return send(
        HttpRequest.newBuilder(page("/follow"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  @Test
  void whatIsTypedLeadsToTheAnswerInFourLanguages() throws Exception {
    TrackingCode code = codeOfAnOrder();
    HttpResponse<String> sent =
        typed("lang=nl&code=" + code.grouped().toLowerCase(Locale.ROOT).replace('-', '+'));
    assertEquals(303, sent.statusCode());
    assertEquals(
        "/follow/" + code.grouped() + "?lang=nl",
        sent.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]*", ""));
    for (Language language : Language.values()) {
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(
                  page("/follow/" + code.grouped() + "?lang=" + language.tag())));
      assertEquals(200, answer.statusCode());
      assertTrue(answer.body().contains("<html lang=\"" + language.tag()), answer.body());
      assertFalse(answer.body().contains("{"), answer.body());
      assertFalse(answer.body().contains(MARGUERITE), "a number is on a public page");
      assertFalse(answer.body().contains("Exemplaire"), "a name is on a public page");
      assertTrue(
          answer.headers().firstValue("Content-Security-Policy").orElse("").contains("'none'"));
      assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    }
  }

  @Attack(on = Attack.Aim.PUBLIC_PAGES, what = "markup and rubbish for a tracking code")
  @Test
  void whatCannotBeACodeIsAskedForAgain() throws Exception {
    for (String form :
        List.of(
            "",
            "code=",
            "code=7K3M",
            "code=%ZZ",
            "lang=xx&code=<script>",
            "code=" + "0".repeat(2_000))) {
      HttpResponse<String> answer = typed(form);
      assertEquals(422, answer.statusCode(), form);
      assertFalse(answer.body().contains("<script"), answer.body());
    }
  }

  /** Whoever tries codes waits; whoever has one, at another address, does not. */
  @Attack(on = Attack.Aim.PUBLIC_PAGES, what = "tracking codes are tried one after the other")
  @Test
  void whoeverTriesCodesIsSlowedDown() throws Exception {
    restart();
    int wrong = 0;
    int slow = 0;
    for (int i = 0; i < 2 * WRONG_PER_MINUTE; i++) {
      int status = send(HttpRequest.newBuilder(page("/follow/%016d".formatted(i)))).statusCode();
      wrong += status == 404 ? 1 : 0;
      slow += status == 429 ? 1 : 0;
    }
    assertTrue(
        wrong >= WRONG_PER_MINUTE && slow > 0, wrong + " answered, " + slow + " slowed down");
    restart();
  }

  @Test
  void everyStepAndWhatFollowsHasItsWords() throws Exception {
    VerificationWords words = new VerificationWords();
    for (Language language : Language.values()) {
      for (CitizenFile.Next next : CitizenFile.Next.values()) {
        assertFalse(words.say(language, "follow.next." + next + ".verdict").isBlank());
        assertFalse(words.say(language, "follow.next." + next + ".advice").isBlank());
      }
      for (CitizenFile.Event event : CitizenFile.Event.values()) {
        assertFalse(words.say(language, "follow.step." + event).isBlank());
      }
    }
  }

  @Test
  void aRealBrowserFollows() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Browser.CHROMIUM), "needs Chromium");
    Path pictures = Files.createDirectories(Path.of("target/console-pictures"));
    TrackingCode code = codeOfAnOrder();
    try (Browser browser = new Browser(900, 900)) {
      browser.open(page("/follow?lang=fr"), "Où en est ma demande");
      browser.photograph(pictures.resolve("follow.png"));
      browser.open(page("/follow/" + code.grouped() + "?lang=fr"), "Le document est prêt");
      browser.photograph(pictures.resolve("follow-ready.png"));
    }
  }
}
