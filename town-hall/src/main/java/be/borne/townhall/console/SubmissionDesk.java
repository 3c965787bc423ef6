package be.borne.townhall.console;

import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.Dispatch.Noted;
import be.borne.townhall.guichet.Submissions;
import be.borne.townhall.guichet.Submissions.Entry;
import be.borne.townhall.guichet.Submissions.HandoverState;
import be.borne.townhall.guichet.Submissions.Opened;
import be.borne.townhall.guichet.Submissions.SentFile;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages on which clerks read what citizens filled in: {@code /forms} what waits, {@code
 * ?after=} the last one of a page where that is much, and what was dealt with, {@code
 * /forms/{reference}} one of them with its questions in the clerk's language, {@code
 * /forms/{reference}/handled} where it is noted as dealt with, {@code
 * /forms/{reference}/files/{file}} a file that was sent with it. The list names nobody.
 */
final class SubmissionDesk {
  private static final Logger LOG = LoggerFactory.getLogger(SubmissionDesk.class);
  private static final Set<HandoverState> CLERKS =
      EnumSet.of(HandoverState.NOT_TAKEN, HandoverState.IN_DOUBT);
  private static final Set<HandoverState> PERHAPS_THERE =
      EnumSet.of(HandoverState.ON_ITS_WAY, HandoverState.IN_DOUBT);
  private static final String LOOK_FIRST =
      "It may have arrived at the e-guichet: look there for its reference first.";

  private static final String PAGE = "/forms";
  private static final String ONE = PAGE + "/{reference}";

  /** A file comes from anybody: it is saved, and should a browser show it, it can do nothing. */
  private static final String SANDBOX = "sandbox; default-src 'none'";

  private static final int WAITING_ON_A_PAGE = 200;
  private static final int MOST_HANDLED = 30;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private final Submissions submissions;
  private final Staff staff;
  private final BiFunction<String, Map<String, Object>, String> render;
  private final Clock clock;
  private final FormGuard forms = new FormGuard();

  /**
   * @param render makes a page of a template and what it shows
   */
  SubmissionDesk(
      Submissions submissions,
      Staff staff,
      BiFunction<String, Map<String, Object>, String> render,
      Clock clock) {
    this.submissions = submissions;
    this.staff = staff;
    this.render = render;
    this.clock = clock;
  }

  void routes(RoutesConfig routes) {
    routes.get(PAGE, this::all);
    routes.get(ONE, this::one);
    routes.post(ONE + "/handled", this::handle);
    routes.get(ONE + "/files/{file}", this::file);
  }

  private void all(Context context) throws IOException {
    Language language = language(context);
    // Not by numbers: what others deal with meanwhile would move the next page, and hide some.
    String after = Optional.ofNullable(context.queryParam("after")).orElse("");
    List<Entry> waiting = submissions.waiting(WAITING_ON_A_PAGE + 1, after, language);
    String next =
        waiting.size() > WAITING_ON_A_PAGE ? waiting.get(WAITING_ON_A_PAGE - 1).reference() : "";
    context.html(
        render.apply(
            "forms.jte",
            Map.of(
                "waiting",
                rows(waiting.stream().limit(WAITING_ON_A_PAGE).toList()),
                "isFirst",
                after.isEmpty(),
                "next",
                next,
                "handled",
                rows(submissions.handled(MOST_HANDLED, language)),
                "said",
                context.queryParam("noted") != null ? "Thank you. It is noted." : "")));
  }

  private void one(Context context) throws IOException {
    show(context, "");
  }

  private void show(Context context, String problem) throws IOException {
    Optional<String> by = staff.whoAnswers(context);
    if (by.isEmpty()) {
      context.status(403).contentType("text/plain").result("You may not read this.");
      return;
    }
    Optional<Opened> opened =
        submissions.open(context.pathParam("reference"), language(context), by.get());
    if (opened.isEmpty()) {
      context.status(404);
      return;
    }
    context.html(render.apply("form.jte", Map.of("page", page(opened.get()), "problem", problem)));
  }

  private void handle(Context context) throws IOException {
    String reference = context.pathParam("reference");
    Optional<String> by = staff.whoAnswers(context);
    if (by.isEmpty() || !forms.isOurs(context, act(reference))) {
      LOG.warn("an answer came from a page that is not of this console, or is too old");
      context.status(403);
      show(context, "This page was too old. Please press once more.");
      return;
    }
    if (!submissions.handle(reference, by.get())) {
      context.status(409);
      show(context, "Somebody has noted it before.");
      return;
    }
    context.status(303).header("Location", PAGE + "?noted");
  }

  private void file(Context context) throws IOException {
    Optional<String> by = staff.whoAnswers(context);
    if (by.isEmpty()) {
      context.status(403).contentType("text/plain").result("You may not read this.");
      return;
    }
    String reference = context.pathParam("reference");
    String file = context.pathParam("file");
    Optional<SentFile> found = submissions.file(reference, file, by.get());
    if (found.isEmpty()) {
      context.status(404);
      return;
    }
    FileKind kind = found.get().kind();
    context
        .header("Content-Security-Policy", SANDBOX)
        .header(
            "Content-Disposition", "attachment; filename=\"" + name(reference, file, kind) + "\"")
        .contentType(kind.mediaType())
        .result(found.get().content());
  }

  /** Of the form that it was sent with, and told from the others; both are plain letters here. */
  private static String name(String reference, String file, FileKind kind) {
    return "%s-%.6s.%s".formatted(reference, file, kind.name().toLowerCase(Locale.ROOT));
  }

  private static String act(String reference) {
    return "handled " + reference;
  }

  private List<SubmissionRow> rows(List<Entry> entries) {
    return entries.stream().map(this::row).toList();
  }

  private SubmissionRow row(Entry entry) {
    Instant now = clock.instant();
    return new SubmissionRow(
        entry.reference(),
        entry.title(),
        Times.moment(entry.receivedAt(), now),
        entry.handled().map(noted -> handled(noted, now)).orElse(""),
        entry.handover().map(SubmissionDesk::handover).orElse(""),
        entry.handled().isEmpty()
            && entry.handover().filter(to -> CLERKS.contains(to.state())).isPresent());
  }

  private static String handover(Submissions.Handover handover) {
    String why = handover.said().isEmpty() ? "" : ": " + handover.said();
    return switch (handover.state()) {
      case ON_ITS_WAY ->
          "Goes to the e-guichet by itself; there is nothing to do yet"
              + (why.isEmpty() ? "." : ". Last answer" + why + ".");
      case ARRIVED -> "Handed over to the e-guichet" + why + ".";
      case IN_DOUBT -> "Nobody knows whether the e-guichet has it" + why + ".";
      case NOT_TAKEN -> "Not handed over to the e-guichet" + why + ".";
    };
  }

  private static String handled(Noted noted, Instant now) {
    return "Dealt with, %s by %s.".formatted(Times.moment(noted.at(), now).words(), noted.by());
  }

  private SubmissionPage page(Opened opened) {
    List<String> citizen =
        opened.citizen() == null
            ? List.of()
            : Stream.of(
                    opened.citizen().name(),
                    opened.citizen().number(),
                    opened.citizen().born().map(DAY::format).orElse(""))
                .filter(line -> !line.isEmpty())
                .toList();
    String reference = opened.entry().reference();
    return new SubmissionPage(
        row(opened.entry()),
        citizen,
        opened.answerIn().locale().getDisplayLanguage(Locale.ENGLISH),
        opened.lines(),
        opened.entry().handled().isPresent() ? "" : forms.tokenFor(act(reference)),
        opened.entry().handover().filter(to -> PERHAPS_THERE.contains(to.state())).isPresent()
            ? LOOK_FIRST
            : "");
  }

  /** What the address asks for, else what the clerk's browser prefers. */
  private static Language language(Context context) {
    String asked = Optional.ofNullable(context.queryParam("language")).orElse("");
    String preferred = Optional.ofNullable(context.header("Accept-Language")).orElse("");
    return Stream.concat(Stream.of(asked), Arrays.stream(preferred.split(",", 10)))
        .map(each -> each.strip().toLowerCase(Locale.ROOT))
        .flatMap(
            each ->
                Arrays.stream(Language.values())
                    .filter(language -> each.matches(language.tag() + "([-;].{0,40})?")))
        .findFirst()
        .orElse(Language.ENGLISH);
  }
}
