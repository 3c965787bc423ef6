package be.borne.townhall.guichet;

import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.PublicSheet.Fact;
import be.borne.townhall.guichet.store.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * The public page on which a citizen asks how a file stands: {@code /follow} takes the code by
 * hand, {@code /follow/CODE} answers. It tells what has happened and what happens next. Why
 * something was refused it does not tell, nor whose it is: a code may lie in a library.
 */
final class TrackingPage {
  static final PublicSheet.Place PLACE = new PublicSheet.Place("/follow", "follow.");
  private static final String CODE = "code";

  private final FollowUp followUp;
  private final PublicPages pages;

  TrackingPage(FollowUp followUp, PublicPages pages) {
    this.followUp = followUp;
    this.pages = pages;
  }

  /** Whether a path is of this page. */
  static boolean isOf(String path) {
    return path.equals(PLACE.path()) || path.startsWith(PLACE.path() + "/");
  }

  void routes(RoutesConfig routes) {
    routes.get(PLACE.path(), this::form);
    routes.post(PLACE.path(), this::typed);
    routes.get(PLACE.path() + "/{" + CODE + "}", this::answer);
  }

  private void form(Context context) {
    pages
        .sheet(context, PublicPages.language(context), PLACE)
        .withForm("", false)
        .send(200, "form");
  }

  private void typed(Context context) throws IOException {
    PublicPages.Typed typed = pages.typed(context);
    Optional<TrackingCode> code = TrackingCode.ofTyped(typed.code());
    if (code.isPresent()) {
      context.redirect(
          "%s/%s?%s=%s"
              .formatted(
                  PLACE.path(), code.get().grouped(), PublicPages.LANGUAGE, typed.language().tag()),
          HttpStatus.SEE_OTHER);
      return;
    }
    pages.sheet(context, typed.language(), PLACE).withForm(typed.code(), true).send(422, "form");
  }

  private void answer(Context context) throws StoreException {
    if (!pages.mayAsk(context)) {
      return;
    }
    Optional<TrackingCode> code = TrackingCode.ofTyped(context.pathParam(CODE));
    Optional<CitizenFile> file;
    try {
      file =
          code.isPresent() ? pages.lookedUp(() -> followUp.tracked(code.get())) : Optional.empty();
    } catch (TimeoutException e) {
      pages.failed(context);
      return;
    }
    Language language = PublicPages.language(context);
    PublicSheet sheet = pages.sheet(context, language, PLACE);
    if (file.isEmpty()) {
      if (code.isPresent()) {
        pages.wrongCode(context);
      }
      sheet.withForm("", false).send(404, "unknown");
      return;
    }
    sheet.withFacts(facts(language, file.get())).send(200, verdict(file.get()));
  }

  private static String verdict(CitizenFile file) {
    return file.refusal() != null ? "refused" : "next." + file.next();
  }

  private static List<Fact> facts(Language language, CitizenFile file) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("file", file.title().get(language)));
    for (CitizenFile.Step step : file.history()) {
      facts.add(new Fact("step." + step.event(), PublicPages.date(language, step.at())));
    }
    return facts;
  }
}
