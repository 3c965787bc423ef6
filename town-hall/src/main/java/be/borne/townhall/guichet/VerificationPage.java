package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.store.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public page that papers lead to: {@code /verify} takes a code by hand, {@code /verify/CODE}
 * is where the QR code goes. It tells whoever holds the paper which kind of document was issued,
 * when and by whom, and whether it stands: nothing that is not on the paper. No scripts, no
 * cookies.
 */
final class VerificationPage {
  private static final Logger LOG = LoggerFactory.getLogger(VerificationPage.class);
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");
  private static final String FORM = "/verify";
  private static final String CODE = "code";
  private static final String LANGUAGE = "lang";
  private static final int MAX_FORM_BYTES = 1_024;

  /** Looking a code up takes a moment; more at once would only be slower. */
  private static final int AT_ONCE = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Pattern FIELD = Pattern.compile("(?:^|&)(code|lang)=([^&]*)");

  /** What the papers themselves call the usual limit of acceptance. */
  private static final Period USUALLY_ACCEPTED = Period.ofMonths(3);

  private final OrderStore store;
  private final Engine engine;
  private final Municipality municipality;
  private final RequestAllowance allowance;
  private final Callers callers;
  private final Semaphore lookingUp = new Semaphore(AT_ONCE);
  private final Clock clock;
  private final VerificationWords words = new VerificationWords();
  private final String page;
  private final String style;

  VerificationPage(
      OrderStore store,
      Engine engine,
      Municipality municipality,
      GuichetConfiguration.Verification settings,
      Clock clock)
      throws IOException {
    this.store = store;
    this.engine = engine;
    this.municipality = municipality;
    this.allowance =
        new RequestAllowance(settings.requestsPerMinute(), settings.wrongCodesPerMinute(), clock);
    this.callers = new Callers(settings.trustedProxies());
    this.clock = clock;
    this.page = resource("verification.html");
    this.style = resource("verification.css");
  }

  void routes(RoutesConfig routes) {
    routes.before(VerificationPage::protect);
    routes.get("/", context -> context.redirect(FORM, io.javalin.http.HttpStatus.SEE_OTHER));
    routes.get(FORM, this::form);
    routes.post(FORM, this::typed);
    routes.get(FORM + "/style.css", c -> c.contentType("text/css; charset=utf-8").result(style));
    routes.get(FORM + "/{" + CODE + "}", this::answer);
    routes.exception(
        io.javalin.http.HttpResponseException.class,
        (e, context) -> said(context, e.getStatus(), "no-page"));
    routes.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("page failed: {} at {}", e.getClass().getName(), e.getStackTrace()[0]);
          said(context, 500, "failed");
        });
  }

  private static void protect(Context context) {
    context.header(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    context.header("Cache-Control", "no-store");
    context.header("X-Robots-Tag", "noindex");
  }

  private void form(Context context) {
    new Sheet(context, language(context)).withForm("", false).send(200, "form");
  }

  /** A form that was filled in leads to the same address as the QR code. */
  private void typed(Context context) throws IOException {
    byte[] body = context.bodyInputStream().readNBytes(MAX_FORM_BYTES + 1);
    String text = body.length > MAX_FORM_BYTES ? "" : new String(body, StandardCharsets.ISO_8859_1);
    String typed = "";
    String chosen = null;
    for (Matcher field = FIELD.matcher(text); field.find(); ) {
      String value = decoded(field.group(2));
      if (field.group(1).equals(CODE)) {
        typed = value;
      } else {
        chosen = value;
      }
    }
    Language language = VerificationWords.wanted(chosen, context.header("Accept-Language"));
    Optional<String> code = PaperCode.read(typed);
    if (code.isPresent()) {
      context.redirect(
          FORM + "/" + code.get() + "?" + LANGUAGE + "=" + language.tag(),
          io.javalin.http.HttpStatus.SEE_OTHER);
      return;
    }
    String shown = typed.substring(0, Math.min(typed.length(), PaperCode.MAX_TYPED_CHARS));
    new Sheet(context, language).withForm(shown, true).send(422, "form");
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private void answer(Context context) throws StoreException {
    InetAddress caller = callers.of(context);
    Duration wait = allowance.take(caller);
    if (!wait.isZero()) {
      context.header("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
      said(context, 429, "slow-down");
      return;
    }
    Optional<String> code = PaperCode.read(context.pathParam(CODE));
    Optional<OrderStore.Issue> issue;
    try {
      issue = code.isPresent() ? lookedUp(code.get()) : Optional.empty();
    } catch (TimeoutException e) {
      said(context, 503, "failed");
      return;
    }
    if (issue.isEmpty()) {
      if (code.isPresent()) {
        allowance.wrongCode(caller);
      }
      new Sheet(context, language(context)).withForm("", false).send(404, "unknown");
      return;
    }
    Language language = language(context);
    new Sheet(context, language)
        .withFacts(facts(language, issue.get(), code.get()))
        .send(200, verdict(issue.get()));
  }

  /**
   * @throws TimeoutException if too many are looked up already, whoever asked for them
   */
  private Optional<OrderStore.Issue> lookedUp(String code) throws StoreException, TimeoutException {
    try {
      if (!lookingUp.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException("too many codes are being looked up");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("town hall is stopping");
    }
    try {
      return store.byVerificationCode(code);
    } finally {
      lookingUp.release();
    }
  }

  private String verdict(OrderStore.Issue issue) {
    if (issue.withdrawnAt() != null) {
      return "withdrawn";
    }
    LocalDate usualLimit = day(issue.issuedAt()).plus(USUALLY_ACCEPTED);
    return day(clock.instant()).isAfter(usualLimit) ? "aged" : "stands";
  }

  private record Fact(String name, String value) {}

  private List<Fact> facts(Language language, OrderStore.Issue issue, String code) {
    String kind =
        engine.catalogue().services().stream()
            .filter(service -> service.id().equals(issue.serviceId()))
            .map(Service::title)
            .map(titles -> titles.get(language))
            .findFirst()
            .orElse(issue.serviceId());
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("document", kind));
    facts.add(new Fact("issued-on", date(language, issue.issuedAt())));
    if (issue.withdrawnAt() != null) {
      facts.add(new Fact("withdrawn-on", date(language, issue.withdrawnAt())));
    }
    facts.add(new Fact("issued-by", municipality.name(language)));
    facts.add(new Fact(CODE, code));
    return facts;
  }

  private static String date(Language language, Instant instant) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(language.locale())
        .format(day(instant));
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, BELGIUM);
  }

  private void said(Context context, int status, String what) {
    new Sheet(context, language(context)).send(status, what);
  }

  private static Language language(Context context) {
    return VerificationWords.wanted(
        context.queryParam(LANGUAGE), context.header("Accept-Language"));
  }

  /** One answer while it is put together. */
  private final class Sheet {
    private final Context context;
    private final Language language;
    private String facts = "";
    private String form = "";
    private boolean wrong;

    Sheet(Context context, Language language) {
      this.context = context;
      this.language = language;
    }

    Sheet withFacts(List<Fact> known) {
      facts =
          known.stream()
              .map(
                  fact ->
                      "<dt>%s</dt><dd>%s</dd>".formatted(word(fact.name()), escaped(fact.value())))
              .collect(Collectors.joining("\n", "<dl>\n", "\n</dl>"));
      return this;
    }

    /**
     * @param typed what stands in the field already
     * @param unreadable whether that cannot be a code
     */
    Sheet withForm(String typed, boolean unreadable) {
      wrong = unreadable;
      String error =
          unreadable ? "<p class=\"error\" id=\"error\">" + word("form.error") + "</p>\n" : "";
      String described = unreadable ? "error hint" : "hint";
      form =
          """
          <form method="post" action="%s" novalidate>
          <input type="hidden" name="lang" value="%s">
          %s<label for="code">%s</label>
          <p class="hint" id="hint">%s</p>
          <input id="code" name="code" type="text" value="%s" maxlength="40" autocomplete="off" \
          autocapitalize="characters" spellcheck="false" aria-describedby="%s"%s>
          <button type="submit">%s</button>
          </form>"""
              .formatted(
                  FORM,
                  language.tag(),
                  error,
                  word("form.label"),
                  word("form.hint"),
                  escaped(typed),
                  described,
                  unreadable ? " aria-invalid=\"true\" autofocus" : "",
                  word("form.button"));
      return this;
    }

    void send(int status, String what) {
      String title = word((wrong ? "form.error" : what + ".verdict"));
      String html =
          page.replace("{language}", language.tag())
              .replace("{page-title}", title)
              .replace("{title}", word("title"))
              .replace("{languages}", languages())
              .replace("{switch}", word("switch"))
              .replace("{municipality}", escaped(municipality.name(language)))
              .replace("{kind}", what)
              .replace("{verdict}", word(what + ".verdict"))
              .replace("{advice}", word(what + ".advice"))
              .replace("{again}", form.isEmpty() ? again() : "")
              .replace("{demonstration}", word("demonstration"))
              .replace("{facts}", facts)
              // Last: it holds what somebody typed.
              .replace("{form}", form);
      context.status(status).contentType("text/html; charset=utf-8").result(html);
    }

    private String again() {
      return "<p class=\"again\"><a href=\"%s?lang=%s\">%s</a></p>"
          .formatted(FORM, language.tag(), word("again"));
    }

    /** Links to this very page; what was posted stands at the form. */
    private String languages() {
      Optional<String> code =
          context.path().startsWith(FORM + "/")
              ? PaperCode.read(context.path().substring(FORM.length() + 1))
              : Optional.empty();
      String here = code.map(known -> FORM + "/" + known).orElse(FORM);
      return Stream.of(Language.values())
          .map(
              other ->
                  "<li><a href=\"%s?lang=%s\" lang=\"%s\" hreflang=\"%s\"%s>%s</a></li>"
                      .formatted(
                          here,
                          other.tag(),
                          other.tag(),
                          other.tag(),
                          other == language ? " aria-current=\"true\"" : "",
                          escaped(words.say(other, "language"))))
          .collect(Collectors.joining("\n"));
    }

    private String word(String key) {
      return escaped(words.say(language, key));
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        // So that nothing typed can look like a place to fill in.
        .replace("{", "&#123;");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = VerificationPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
