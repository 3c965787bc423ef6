package be.borne.townhall.console;

import be.borne.protocol.fleet.UpMessage;
import be.borne.protocol.json.Json;
import be.borne.townhall.fleet.registry.FleetStore;
import be.borne.townhall.fleet.registry.Ingest;
import be.borne.townhall.fleet.registry.TerminalPicture;
import be.borne.townhall.guichet.StaffWork;
import com.fasterxml.jackson.databind.ObjectMapper;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page from which staff watch the fleet: {@code /} all terminals, {@code /terminals/{id}} one,
 * {@code /api/fleet} the same for scripts, {@code /questions} what staff are asked about paper,
 * {@code /post} what is to be posted and what could not be sent, {@code /forms} what was filled in.
 * Pages keep themselves up to date by server-sent events.
 *
 * <p>Nothing can be changed through it but the answers to what staff are asked. There are no
 * accounts yet, which is why it listens on a loopback address alone and answers to no other host
 * name (a page elsewhere must not read it through a borrowed name).
 */
public final class Console implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);
  private static final int RECENT_EVENTS = 30;

  /** A form here is a token and nothing else. */
  private static final long MAX_FORM_BYTES = 1_000;

  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
              + " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          // Not "no-referrer": a browser would then say of no form where it comes from.
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), microphone=(), geolocation=()");

  private final FleetStore store;
  private final Supplier<Ingest.Counts> ingest;
  private final Clock clock;
  private final Duration staleAfter;
  private final LiveFragments live;
  private final QuestionDesk questions;
  private final DispatchDesk dispatch;
  private final SubmissionDesk submissions;
  private final CheckDesk checks;
  private final Assets assets;
  private final Set<String> hosts;
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final ObjectMapper json = Json.mapper();
  private final Javalin server;

  private Console(
      FleetStore store,
      Supplier<Ingest.Counts> ingest,
      StaffWork work,
      NewsBoard news,
      Clock clock,
      Duration staleAfter,
      String host)
      throws IOException {
    this.store = store;
    this.ingest = ingest;
    this.clock = clock;
    this.staleAfter = staleAfter;
    this.live = new LiveFragments(news);
    this.questions =
        new QuestionDesk(
            work.questions(), Staff.ON_THIS_MACHINE, this::siteOf, this::render, news::post, clock);
    this.dispatch = new DispatchDesk(work.dispatch(), Staff.ON_THIS_MACHINE, this::render, clock);
    this.submissions =
        new SubmissionDesk(work.submissions(), Staff.ON_THIS_MACHINE, this::render, clock);
    this.checks = new CheckDesk(work.checks(), Staff.ON_THIS_MACHINE, this::render, clock);
    this.assets = Assets.load();
    this.hosts = Set.of("localhost", "127.0.0.1", "[::1]");
    this.server = Javalin.create(this::configure);
    requireLoopback(host);
  }

  /**
   * Starts the console; returns when it answers.
   *
   * @param host a loopback name or address
   * @param port 0 takes any free one
   * @param ingest tells how many messages came in
   * @param work what is left for staff to do; {@link StaffWork#NONE} where there is no guichet
   * @param news rings when the store has changed
   * @param staleAfter not heard for so long, a terminal is not believed any more
   * @throws IllegalArgumentException if the host is reachable from elsewhere
   */
  public static Console start(
      String host,
      int port,
      FleetStore store,
      Supplier<Ingest.Counts> ingest,
      StaffWork work,
      NewsBoard news,
      Clock clock,
      Duration staleAfter)
      throws IOException {
    Console console = new Console(store, ingest, work, news, clock, staleAfter, host);
    try {
      console.server.start(host, port);
    } catch (RuntimeException e) {
      console.close();
      throw new IOException("the console cannot listen on " + host + ":" + port, e);
    }
    return console;
  }

  private static void requireLoopback(String host) throws UnknownHostException {
    if (!InetAddress.getByName(host).isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "the console has no accounts yet and listens on a loopback address only");
    }
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.generateEtags = true;
    config.http.maxRequestSize = MAX_FORM_BYTES;
    config.routes.before(this::guard);
    config.routes.get("/", this::overview);
    config.routes.get("/terminals/{id}", this::terminal);
    config.routes.get("/api/fleet", this::fleet);
    config.routes.get("/assets/{name}", assets::serve);
    config.routes.sse(
        "/events/overview",
        client -> live.follow(client, () -> Optional.of(overviewView()), this::overviewFragment));
    config.routes.sse("/events/terminals/{id}", this::followTerminal);
    questions.routes(config.routes);
    dispatch.routes(config.routes);
    submissions.routes(config.routes);
    checks.routes(config.routes);
    config.routes.sse(
        "/events/questions",
        client -> live.follow(client, () -> Optional.of(questions.view()), questions::fragment));
    config.routes.error(404, this::notFound);
    config.routes.exception(
        IOException.class,
        (problem, context) -> {
          LOG.error("a page cannot be made", problem);
          context.status(503).contentType("text/plain").result("The fleet's memory is away.");
        });
  }

  private void guard(Context context) {
    SECURITY_HEADERS.forEach(context::header);
    context.header("Cache-Control", "no-store");
    String host = context.host() == null ? "" : context.host().replaceFirst(":[0-9]+$", "");
    if (!hosts.contains(host)) {
      context.status(421).contentType("text/plain").result("Unknown host name.");
      context.skipRemainingHandlers();
    }
  }

  private void overview(Context context) throws IOException {
    context.html(
        render("overview.jte", Map.of("view", overviewView(), "at", Times.moment(now(), now()))));
  }

  private void terminal(Context context) throws IOException {
    Optional<TerminalView> view = terminalView(context.pathParam("id"));
    if (view.isEmpty()) {
      context.status(404);
      return;
    }
    context.html(
        render("terminal.jte", Map.of("view", view.get(), "at", Times.moment(now(), now()))));
  }

  private void fleet(Context context) throws IOException {
    context
        .contentType("application/json")
        .result(
            json.writeValueAsBytes(
                FleetJson.of(store.terminals(), ingest.get(), now(), staleAfter)));
  }

  private void notFound(Context context) {
    if (context.path().startsWith("/api/")) {
      context.contentType("application/json").result("{}");
      return;
    }
    context.html(render("notFound.jte", Map.of()));
  }

  private void followTerminal(SseClient client) {
    String id = client.ctx().pathParam("id");
    live.follow(client, () -> terminalView(id), this::terminalFragment);
  }

  private OverviewView overviewView() throws IOException {
    return OverviewView.of(store.terminals(), questions.open(Optional.empty()), now(), staleAfter);
  }

  private Optional<TerminalView> terminalView(String id) throws IOException {
    if (!UpMessage.TERMINAL.matcher(id).matches()) {
      return Optional.empty();
    }
    Optional<TerminalPicture> picture = store.terminal(id);
    return picture.isEmpty()
        ? Optional.empty()
        : Optional.of(
            TerminalView.of(
                picture.get(),
                store.events(id, RECENT_EVENTS),
                questions.open(Optional.of(id)),
                now(),
                staleAfter));
  }

  /** A terminal that was never heard of is called by its own name. */
  private String siteOf(String terminal) {
    try {
      return store.terminal(terminal).map(TerminalPicture::site).orElse(terminal);
    } catch (IOException e) {
      LOG.warn("the site of a terminal cannot be read", e);
      return terminal;
    }
  }

  private String overviewFragment(OverviewView view) {
    return render("overviewFleet.jte", Map.of("view", view, "at", Times.moment(now(), now())));
  }

  private String terminalFragment(TerminalView view) {
    return render("terminalPicture.jte", Map.of("view", view, "at", Times.moment(now(), now())));
  }

  private String render(String template, Map<String, Object> parameters) {
    StringOutput output = new StringOutput();
    templates.render(template, parameters, output);
    return output.toString();
  }

  private Instant now() {
    return clock.instant();
  }

  /** The port the console answers on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    live.close();
    server.stop();
  }
}
