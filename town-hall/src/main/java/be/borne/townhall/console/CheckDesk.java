package be.borne.townhall.console;

import be.borne.protocol.guichet.RefusalReason;
import be.borne.townhall.guichet.Checks;
import be.borne.townhall.guichet.Checks.Check;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page on which clerks look at documents before they are issued: {@code /checks} what waits and
 * what was decided, {@code /checks/{reference}/draft} what would be issued, {@code
 * /checks/{reference}/refuse} the reasons that can be given, and {@code
 * /checks/{reference}/{issue|reason}} the decision once more before it is taken, and where it is
 * taken. A draft opens for whoever may answer at this console, by a form of its own page alone;
 * that it did is written down.
 */
final class CheckDesk {
  private static final Logger LOG = LoggerFactory.getLogger(CheckDesk.class);
  private static final String PAGE = "/checks";
  private static final String ISSUE = "issue";

  /** What a clerk decided; a reason where it is not issued. */
  private record Decision(String path, Optional<RefusalReason> refusal) {}

  private final Checks checks;
  private final Staff staff;
  private final BiFunction<String, Map<String, Object>, String> render;
  private final Clock clock;
  private final FormGuard forms = new FormGuard();

  /**
   * @param render makes a page of a template and what it shows
   */
  CheckDesk(
      Checks checks,
      Staff staff,
      BiFunction<String, Map<String, Object>, String> render,
      Clock clock) {
    this.checks = checks;
    this.staff = staff;
    this.render = render;
    this.clock = clock;
  }

  void routes(RoutesConfig routes) {
    routes.get(PAGE, this::all);
    routes.post(PAGE + "/{reference}/draft", this::draft);
    routes.get(PAGE + "/{reference}/refuse", this::refuse);
    routes.get(PAGE + "/{reference}/{decision}", this::ask);
    routes.post(PAGE + "/{reference}/{decision}", this::decide);
  }

  private void all(Context context) throws IOException {
    context.html(
        render.apply(
            "checks.jte",
            Map.of(
                "view",
                CheckView.of(checks, this::draftToken, clock.instant()),
                "said",
                context.queryParam("noted") != null ? "Thank you. It is noted." : "")));
  }

  private void draft(Context context) throws IOException {
    String reference = context.pathParam("reference");
    Optional<String> by = staff.whoAnswers(context);
    if (by.isEmpty() || !forms.isOurs(context, drafting(reference))) {
      LOG.warn("a draft was asked for by a page that is not of this console, or is too old");
      context.status(403).contentType("text/plain").result("Please go back and press once more.");
      return;
    }
    Optional<byte[]> draft = checks.draft(reference, by.get());
    if (draft.isEmpty()) {
      context
          .status(409)
          .contentType("text/plain")
          .result("There is no draft: it is decided, or it cannot be issued any more.");
      return;
    }
    context
        .header("Content-Disposition", "inline; filename=\"draft-" + reference + ".pdf\"")
        .contentType("application/pdf")
        .result(draft.get());
  }

  private void refuse(Context context) throws IOException {
    Optional<Check> check = checks.check(context.pathParam("reference"));
    if (check.isEmpty()) {
      context.status(404);
      return;
    }
    List<CheckView.Reason> reasons =
        Arrays.stream(RefusalReason.values()).map(CheckView::reason).toList();
    context.html(
        render.apply(
            "checkRefuse.jte",
            Map.of(
                "row",
                CheckView.row(check.get(), this::draftToken, clock.instant()),
                "reasons",
                reasons)));
  }

  private void ask(Context context) throws IOException {
    Optional<Check> check = checks.check(context.pathParam("reference"));
    Optional<Decision> decision = decision(context);
    if (check.isEmpty() || decision.isEmpty()) {
      context.status(404);
      return;
    }
    confirm(context, check.get(), decision.get(), "");
  }

  private void confirm(Context context, Check check, Decision decision, String problem) {
    context.html(
        render.apply(
            "checkEnd.jte",
            Map.of(
                "row",
                CheckView.row(check, this::draftToken, clock.instant()),
                "told",
                decision.refusal().map(reason -> CheckView.reason(reason).citizen()).orElse(""),
                "open",
                check.isOpen(),
                "action",
                context.path(),
                "token",
                forms.tokenFor(act(check.reference(), decision)),
                "problem",
                problem)));
  }

  private void decide(Context context) throws IOException {
    Optional<Check> check = checks.check(context.pathParam("reference"));
    Optional<Decision> decision = decision(context);
    if (check.isEmpty() || decision.isEmpty()) {
      context.status(404);
      return;
    }
    String reference = check.get().reference();
    if (!forms.isOurs(context, act(reference, decision.get()))) {
      LOG.warn("a decision came from a page that is not of this console, or is too old");
      context.status(403);
      confirm(
          context, check.get(), decision.get(), "This page was too old. Please press once more.");
      return;
    }
    Optional<String> by = staff.whoAnswers(context);
    if (by.isEmpty()) {
      context.status(403);
      confirm(context, check.get(), decision.get(), "You may look, but not decide.");
      return;
    }
    if (!checks.decide(reference, decision.get().refusal(), by.get())) {
      context.status(409);
      confirm(
          context,
          checks.check(reference).orElseThrow(() -> new IOException("a check is gone")),
          decision.get(),
          "");
      return;
    }
    context.status(303).header("Location", PAGE + "?noted");
  }

  private String draftToken(String reference) {
    return forms.tokenFor(drafting(reference));
  }

  private static String drafting(String reference) {
    return "draft " + reference;
  }

  private static String act(String reference, Decision decision) {
    return decision.path() + " " + reference;
  }

  private static Optional<Decision> decision(Context context) {
    String path = context.pathParam("decision");
    if (path.equals(ISSUE)) {
      return Optional.of(new Decision(ISSUE, Optional.empty()));
    }
    return Arrays.stream(RefusalReason.values())
        .filter(reason -> CheckView.reason(reason).path().equals(path))
        .findFirst()
        .map(reason -> new Decision(path, Optional.of(reason)));
  }
}
