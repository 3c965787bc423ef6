package be.borne.townhall.console;

import be.borne.townhall.guichet.Dispatch;
import be.borne.townhall.guichet.Dispatch.Letter;
import be.borne.townhall.guichet.Dispatch.Standing;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page from which clerks post documents: {@code /post} what is to be posted and what became of
 * the rest, {@code /post/{reference}/document} the document itself, {@code
 * /post/{reference}/{posted|not-posted}} the answer once more before it is given, and where it is
 * given. The document opens for whoever may answer at this console, by a form of its own page
 * alone; that it did is written down.
 */
final class DispatchDesk {
  private static final Logger LOG = LoggerFactory.getLogger(DispatchDesk.class);
  private static final String PAGE = "/post";
  private static final String DOCUMENT = PAGE + "/{reference}/document";
  private static final String END = PAGE + "/{reference}/{how}";
  private static final Map<String, Boolean> POSTED = Map.of("posted", true, "not-posted", false);

  private final Dispatch dispatch;
  private final Staff staff;
  private final BiFunction<String, Map<String, Object>, String> render;
  private final Clock clock;
  private final FormGuard forms = new FormGuard();

  /**
   * @param render makes a page of a template and what it shows
   */
  DispatchDesk(
      Dispatch dispatch,
      Staff staff,
      BiFunction<String, Map<String, Object>, String> render,
      Clock clock) {
    this.dispatch = dispatch;
    this.staff = staff;
    this.render = render;
    this.clock = clock;
  }

  void routes(RoutesConfig routes) {
    routes.get(PAGE, this::all);
    routes.post(DOCUMENT, this::document);
    routes.get(END, this::ask);
    routes.post(END, this::end);
  }

  private void all(Context context) throws IOException {
    context.html(
        render.apply(
            "post.jte",
            Map.of(
                "view",
                DispatchView.of(dispatch, this::printToken, clock.instant()),
                "said",
                context.queryParam("noted") != null ? "Thank you. It is noted." : "")));
  }

  private void document(Context context) throws IOException {
    String reference = context.pathParam("reference");
    Optional<String> by = staff.whoAnswers(context);
    if (by.isEmpty() || !forms.isOurs(context, print(reference))) {
      LOG.warn("a document was asked for by a page that is not of this console, or is too old");
      context.status(403).contentType("text/plain").result("Please go back and press once more.");
      return;
    }
    Optional<byte[]> document = dispatch.print(reference, by.get());
    if (document.isEmpty()) {
      context.status(404);
      return;
    }
    context
        .header("Content-Disposition", "inline; filename=\"" + reference + ".pdf\"")
        .contentType("application/pdf")
        .result(document.get());
  }

  private void ask(Context context) throws IOException {
    Optional<Letter> letter = dispatch.letter(context.pathParam("reference"));
    Optional<Boolean> posted = posted(context);
    if (letter.isEmpty() || posted.isEmpty()) {
      context.status(404);
      return;
    }
    confirm(context, letter.get(), posted.get(), "");
  }

  private void confirm(Context context, Letter letter, boolean posted, String problem) {
    context.html(
        render.apply(
            "postEnd.jte",
            Map.of(
                "row",
                DispatchView.row(letter, this::printToken, clock.instant()),
                "posted",
                posted,
                "open",
                letter.standing() == Standing.TO_POST,
                "action",
                context.path(),
                "token",
                forms.tokenFor(act(letter.reference(), posted)),
                "problem",
                problem)));
  }

  private void end(Context context) throws IOException {
    Optional<Letter> letter = dispatch.letter(context.pathParam("reference"));
    Optional<Boolean> posted = posted(context);
    if (letter.isEmpty() || posted.isEmpty()) {
      context.status(404);
      return;
    }
    String reference = letter.get().reference();
    if (!forms.isOurs(context, act(reference, posted.get()))) {
      LOG.warn("an answer came from a page that is not of this console, or is too old");
      context.status(403);
      confirm(
          context, letter.get(), posted.get(), "This page was too old. Please press once more.");
      return;
    }
    Optional<String> by = staff.whoAnswers(context);
    if (by.isEmpty()) {
      context.status(403);
      confirm(context, letter.get(), posted.get(), "You may look, but not answer.");
      return;
    }
    if (!dispatch.end(reference, posted.get(), by.get())) {
      context.status(409);
      confirm(
          context,
          dispatch.letter(reference).orElseThrow(() -> new IOException("a letter is gone")),
          posted.get(),
          "");
      return;
    }
    context.status(303).header("Location", PAGE + "?noted");
  }

  private String printToken(String reference) {
    return forms.tokenFor(print(reference));
  }

  private static String print(String reference) {
    return "print " + reference;
  }

  private static String act(String reference, boolean posted) {
    return (posted ? "posted " : "not posted ") + reference;
  }

  private static Optional<Boolean> posted(Context context) {
    return Optional.ofNullable(POSTED.get(context.pathParam("how")));
  }
}
