package be.borne.townhall.guichet;

import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.store.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page that a paper's QR code leads to. It tells whoever holds the paper which kind of document
 * was issued, when and by whom, and whether it stands: nothing that is not on the paper.
 */
final class VerificationPage {
  private static final Logger LOG = LoggerFactory.getLogger(VerificationPage.class);
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");
  private static final String CODE = "code";
  private static final int MAX_CODE_CHARS = 40;
  private static final int MAX_HEADER_CHARS = 200;
  private static final Pattern NOT_IN_A_CODE = Pattern.compile("[^0-9A-Z]");
  private static final int CODE_CHARS = 16;

  private final OrderStore store;
  private final Engine engine;
  private final Municipality municipality;
  private final RequestAllowance allowance;
  private final String page;
  private final String style;
  private final Map<Language, Properties> texts = new EnumMap<>(Language.class);

  VerificationPage(
      OrderStore store,
      Engine engine,
      Municipality municipality,
      int requestsPerMinute,
      Clock clock)
      throws IOException {
    this.store = store;
    this.engine = engine;
    this.municipality = municipality;
    this.allowance = new RequestAllowance(requestsPerMinute, clock);
    this.page = resource("verification.html");
    this.style = resource("verification.css");
    for (Language language : Language.values()) {
      Properties words = new Properties();
      try (InputStream in = open("verification_" + language.tag() + ".properties")) {
        words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
      texts.put(language, words);
    }
  }

  void routes(RoutesConfig routes) {
    routes.before(VerificationPage::protect);
    routes.get("/verify/style.css", c -> c.contentType("text/css; charset=utf-8").result(style));
    routes.get("/verify/{" + CODE + "}", this::answer);
    routes.exception(
        io.javalin.http.HttpResponseException.class,
        (e, context) -> message(context, e.getStatus(), "unknown"));
    routes.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("page failed: {} at {}", e.getClass().getName(), e.getStackTrace()[0]);
          message(context, 500, "failed");
        });
  }

  private static void protect(Context context) {
    context.header(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    context.header("Cache-Control", "no-store");
    context.header("X-Robots-Tag", "noindex");
  }

  private void answer(Context context) throws StoreException {
    if (!allowance.take(context.req().getRemoteAddr())) {
      context.header("Retry-After", "60");
      message(context, 429, "slow-down");
      return;
    }
    Optional<OrderStore.Issue> issue = Optional.empty();
    Optional<String> code = normalised(context.pathParam(CODE));
    if (code.isPresent()) {
      issue = store.byVerificationCode(code.get());
    }
    if (issue.isEmpty()) {
      message(context, 404, "unknown");
      return;
    }
    Language language = language(context);
    write(
        context,
        200,
        language,
        issue.get().withdrawn() ? "withdrawn" : "stands",
        facts(language, issue.get(), code.orElseThrow()));
  }

  /**
   * A code as it was printed, from what a hand typed: any case, any separators, and the letters
   * that look like digits (Crockford's base 32).
   */
  static Optional<String> normalised(String typed) {
    if (typed.length() > MAX_CODE_CHARS) {
      return Optional.empty();
    }
    String bare =
        NOT_IN_A_CODE
            .matcher(typed.toUpperCase(Locale.ROOT))
            .replaceAll("")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    if (bare.length() != CODE_CHARS) {
      return Optional.empty();
    }
    String code =
        String.join(
            "-",
            bare.substring(0, 4),
            bare.substring(4, 8),
            bare.substring(8, 12),
            bare.substring(12));
    return Optional.of(code).filter(c -> IssuedDocument.VERIFICATION_CODE.matcher(c).matches());
  }

  private String facts(Language language, OrderStore.Issue issue, String code) {
    Properties words = texts.get(language);
    String kind =
        engine.catalogue().services().stream()
            .filter(service -> service.id().equals(issue.serviceId()))
            .map(Service::title)
            .map(titles -> titles.get(language))
            .findFirst()
            .orElse(issue.serviceId());
    String date =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(language.locale())
            .format(LocalDate.ofInstant(issue.issuedAt(), BELGIUM));
    return Stream.of(
            List.of(words.getProperty("document"), kind),
            List.of(words.getProperty("issued-on"), date),
            List.of(words.getProperty("issued-by"), municipality.name(language)),
            List.of(words.getProperty("code"), code))
        .map(
            fact ->
                "<dt>" + escaped(fact.getFirst()) + "</dt><dd>" + escaped(fact.getLast()) + "</dd>")
        .collect(Collectors.joining("\n", "<dl>\n", "\n</dl>"));
  }

  private void message(Context context, int status, String message) {
    write(context, status, language(context), message, "");
  }

  private void write(Context context, int status, Language language, String message, String facts) {
    Properties words = texts.get(language);
    String html =
        page.replace("{language}", language.tag())
            .replace("{title}", escaped(words.getProperty("title")))
            .replace("{municipality}", escaped(municipality.name(language)))
            .replace("{kind}", message)
            .replace("{verdict}", escaped(words.getProperty(message + ".verdict")))
            .replace("{advice}", escaped(words.getProperty(message + ".advice")))
            .replace("{facts}", facts)
            .replace("{demonstration}", escaped(words.getProperty("demonstration")));
    context.status(status).contentType("text/html; charset=utf-8").result(html);
  }

  private static Language language(Context context) {
    String wanted = context.header("Accept-Language");
    if (wanted == null || wanted.length() > MAX_HEADER_CHARS) {
      return Language.FRENCH;
    }
    try {
      Locale found =
          Locale.lookup(
              Locale.LanguageRange.parse(wanted),
              Stream.of(Language.values()).map(l -> Locale.of(l.tag())).toList());
      return found == null ? Language.FRENCH : Language.ofTag(found.getLanguage());
    } catch (IllegalArgumentException e) {
      return Language.FRENCH;
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = VerificationPage.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + " is not in the program");
    }
    return in;
  }
}
