package be.borne.townhall.guichet;

import be.borne.protocol.guichet.Service;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.PublicSheet.Fact;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.store.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * The public page that papers lead to: {@code /verify} takes a code by hand, {@code /verify/CODE}
 * is where the QR code goes. It tells whoever holds the paper which kind of document was issued,
 * when and by whom, and whether it stands: nothing that is not on the paper.
 */
final class VerificationPage {
  static final PublicSheet.Place PLACE = new PublicSheet.Place("/verify", "");
  private static final String CODE = "code";

  /** What the papers themselves call the usual limit of acceptance. */
  private static final Period USUALLY_ACCEPTED = Period.ofMonths(3);

  private final OrderStore store;
  private final Engine engine;
  private final PublicPages pages;
  private final Clock clock;

  VerificationPage(OrderStore store, Engine engine, PublicPages pages, Clock clock) {
    this.store = store;
    this.engine = engine;
    this.pages = pages;
    this.clock = clock;
  }

  void routes(RoutesConfig routes) {
    routes.get("/", context -> context.redirect(PLACE.path(), HttpStatus.SEE_OTHER));
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

  /** A form that was filled in leads to the same address as the QR code. */
  private void typed(Context context) throws IOException {
    PublicPages.Typed typed = pages.typed(context);
    Optional<String> code = PaperCode.read(typed.code());
    if (code.isPresent()) {
      context.redirect(
          "%s/%s?%s=%s"
              .formatted(PLACE.path(), code.get(), PublicPages.LANGUAGE, typed.language().tag()),
          HttpStatus.SEE_OTHER);
      return;
    }
    pages.sheet(context, typed.language(), PLACE).withForm(typed.code(), true).send(422, "form");
  }

  private void answer(Context context) throws StoreException {
    if (!pages.mayAsk(context)) {
      return;
    }
    Optional<String> code = PaperCode.read(context.pathParam(CODE));
    Optional<OrderStore.Issue> issue;
    try {
      issue =
          code.isPresent()
              ? pages.lookedUp(() -> store.byVerificationCode(code.get()))
              : Optional.empty();
    } catch (TimeoutException e) {
      pages.failed(context);
      return;
    }
    Language language = PublicPages.language(context);
    if (issue.isEmpty()) {
      if (code.isPresent()) {
        pages.wrongCode(context);
      }
      pages.sheet(context, language, PLACE).withForm("", false).send(404, "unknown");
      return;
    }
    pages
        .sheet(context, language, PLACE)
        .withFacts(facts(language, issue.get(), code.get()))
        .send(200, verdict(issue.get()));
  }

  private String verdict(OrderStore.Issue issue) {
    if (issue.withdrawnAt() != null) {
      return "withdrawn";
    }
    LocalDate usualLimit = PublicPages.day(issue.issuedAt()).plus(USUALLY_ACCEPTED);
    return PublicPages.day(clock.instant()).isAfter(usualLimit) ? "aged" : "stands";
  }

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
    facts.add(new Fact("issued-on", PublicPages.date(language, issue.issuedAt())));
    if (issue.withdrawnAt() != null) {
      facts.add(new Fact("withdrawn-on", PublicPages.date(language, issue.withdrawnAt())));
    }
    facts.add(new Fact("issued-by", pages.municipality(language)));
    facts.add(new Fact(CODE, code));
    return facts;
  }
}
