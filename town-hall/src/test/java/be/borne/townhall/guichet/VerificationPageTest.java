package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.Attack;
import be.borne.townhall.console.Browser;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The public page as browsers and scripts meet it. */
class VerificationPageTest extends AtTheVerificationPage {
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

  @Attack(on = Attack.Aim.PUBLIC_PAGES, what = "markup and rubbish for a code")
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

  @Attack(on = Attack.Aim.PUBLIC_PAGES, what = "a form without end")
  @Test
  void aBodyLargerThanAnyFormIsNotRead() throws Exception {
    HttpResponse<String> answer = type("0".repeat(200_000), "en");
    assertEquals(422, answer.statusCode());
    assertFalse(answer.body().contains("0000000000"));
  }

  @Attack(on = Attack.Aim.PUBLIC_PAGES, what = "guessed codes, to see which are nearly right")
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

  @Test
  void whatAnOperatorDoesIsInTheTrailOrIsNotDone() throws Exception {
    assertEquals(1, operator("audit"), "there is nothing in it yet");
    assertEquals(0, operator("withdraw", REFERENCE, "--reason", "wrong-content"));
    assertEquals(0, operator("audit", "--where", "operator", "--order", REFERENCE));
    assertEquals(1, operator("audit", "--where", "library-1"));
    assertEquals(0, operator("audit", "--verify"));
    assertEquals(1, operator("audit", "--verify", "--head", "7:" + "0".repeat(64)));
    assertEquals(1, operator("audit", "--verify", "--head", "7"));
    for (String file : List.of("audit.db", "audit.key")) {
      Files.move(folder.resolve("var").resolve(file), folder.resolve(file));
    }
    assertEquals(1, operator("withdraw", REFERENCE, "--reason", "wrong-content"));
    assertFalse(Files.exists(folder.resolve("var/audit.key")), "a key of the operator's account");
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

  /** The timeout allows each browser its minute. */
  @Test
  @Timeout(900)
  void theRealBrowserDrawsThePages() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "needs Chromium");
    Path pictures = Files.createDirectories(Path.of("target/verification-pictures"));
    try (Browser browser = new Browser(1280, 900)) {
      for (Language language : Language.values()) {
        String chosen = "?lang=" + language.tag();
        draw(
            browser,
            "/verify" + chosen,
            pictures.resolve("form-phone-" + language.tag()),
            500,
            1000);
        draw(
            browser,
            "/verify/" + CODE + chosen,
            pictures.resolve("stands-" + language.tag()),
            1280,
            900);
      }
      draw(
          browser,
          "/verify/0000-0000-0000-0000?lang=fr",
          pictures.resolve("unknown-phone-fr"),
          500,
          1200);
      now.set(ISSUED.plus(Duration.ofDays(120)));
      draw(browser, "/verify/" + CODE + "?lang=nl", pictures.resolve("aged-phone-nl"), 500, 1200);
      assertEquals(0, operator("withdraw", REFERENCE, "--reason", "lost-or-stolen"));
      draw(
          browser,
          "/verify/" + CODE + "?lang=de",
          pictures.resolve("withdrawn-phone-de"),
          500,
          1200);
    }
  }
}
