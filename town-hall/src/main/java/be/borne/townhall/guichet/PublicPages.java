package be.borne.townhall.guichet;

import be.borne.protocol.terminal.Language;
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
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the pages that anybody may open have in common: the frame in four languages, how much one
 * address may ask, and what is said when something goes wrong. No scripts, no cookies.
 */
final class PublicPages {
  private static final Logger LOG = LoggerFactory.getLogger(PublicPages.class);
  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");
  private static final String STYLE = "/verify/style.css";
  private static final String CODE = "code";
  static final String LANGUAGE = "lang";
  private static final int MAX_FORM_BYTES = 1_024;

  /** Looking a code up takes a moment; more at once would only be slower. */
  private static final int AT_ONCE = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Pattern FIELD = Pattern.compile("(?:^|&)(code|lang)=([^&]*)");

  /** Looks a code up. */
  interface Lookup<T> {
    Optional<T> find() throws StoreException;
  }

  /**
   * What was typed into a page's form.
   *
   * @param code whatever it is; empty if there was none
   */
  record Typed(String code, Language language) {}

  private final Municipality municipality;
  private final RequestAllowance allowance;
  private final Callers callers;
  private final Semaphore lookingUp = new Semaphore(AT_ONCE);
  private final VerificationWords words = new VerificationWords();
  private final String frame;
  private final String style;

  PublicPages(Municipality municipality, GuichetConfiguration.Verification settings, Clock clock)
      throws IOException {
    this.municipality = municipality;
    this.allowance =
        new RequestAllowance(settings.requestsPerMinute(), settings.wrongCodesPerMinute(), clock);
    this.callers = new Callers(settings.trustedProxies());
    this.frame = resource("verification.html");
    this.style = resource("verification.css");
  }

  void routes(RoutesConfig routes) {
    routes.before(PublicPages::protect);
    routes.get(STYLE, context -> context.contentType("text/css; charset=utf-8").result(style));
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

  /** The answer that a page puts together. */
  PublicSheet sheet(Context context, Language language, PublicSheet.Place place) {
    return new PublicSheet(context, language, place, municipality, words, frame);
  }

  /** A sentence and what to do, and nothing else. */
  private void said(Context context, int status, String what) {
    PublicSheet.Place place =
        TrackingPage.isOf(context.path()) ? TrackingPage.PLACE : VerificationPage.PLACE;
    sheet(context, language(context), place).send(status, what);
  }

  /** What was sent from a form; bounded, and read leniently: a wrong code is said to be one. */
  Typed typed(Context context) throws IOException {
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
    return new Typed(typed, VerificationWords.wanted(chosen, context.header("Accept-Language")));
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * Counts a request for a code.
   *
   * @return whether it may be looked up; if not, that has been answered
   */
  boolean mayAsk(Context context) {
    Duration wait = allowance.take(callers.of(context));
    if (wait.isZero()) {
      return true;
    }
    context.header("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    said(context, 429, "slow-down");
    return false;
  }

  /** Counts a code under which there is nothing. */
  void wrongCode(Context context) {
    InetAddress caller = callers.of(context);
    allowance.wrongCode(caller);
  }

  /**
   * Looks something up, unless too many do already.
   *
   * @throws TimeoutException if too much is looked up already, whoever asked for it
   */
  <T> Optional<T> lookedUp(Lookup<T> lookup) throws StoreException, TimeoutException {
    try {
      if (!lookingUp.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException("too many codes are being looked up");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("town hall is stopping");
    }
    try {
      return lookup.find();
    } finally {
      lookingUp.release();
    }
  }

  /** Says that nothing can be looked up now. */
  void failed(Context context) {
    said(context, 503, "failed");
  }

  String municipality(Language language) {
    return municipality.name(language);
  }

  static Language language(Context context) {
    return VerificationWords.wanted(
        context.queryParam(LANGUAGE), context.header("Accept-Language"));
  }

  static String date(Language language, Instant instant) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(language.locale())
        .format(day(instant));
  }

  static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, BELGIUM);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PublicPages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
