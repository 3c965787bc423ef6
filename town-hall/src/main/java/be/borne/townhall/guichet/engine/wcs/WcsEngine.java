package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.engine.SealedDocument;
import be.borne.townhall.guichet.engine.wcs.WcsFailure.Kind;
import be.borne.townhall.guichet.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues what a w.c.s. issues. An order is a form that is filled in and submitted as the citizen,
 * its workflow makes the document, and the document is fetched from there.
 *
 * <p>Nothing is submitted twice. That it is about to be is written down first; where no answer
 * came, it is looked for by its reference before it is sent again, and not sent again before there
 * was time for it to appear.
 */
final class WcsEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(WcsEngine.class);

  /** A submission runs its workflow at once, which takes seconds; minutes at a bad time. */
  static final Duration UNTIL_IT_APPEARS = Duration.ofMinutes(10);

  /** A second time where the first was lost; a third would be no other. */
  private static final int MOST_TIMES = 2;

  private final WcsClient client;
  private final WcsStore store;
  private final WcsShelf shelf;
  private final WcsTeller teller;
  private final String numberAttribute;
  private final Clock clock;

  /**
   * @param numberAttribute under which the site keeps a person's national number
   */
  WcsEngine(
      WcsClient client,
      WcsStore store,
      WcsShelf shelf,
      WcsTeller teller,
      String numberAttribute,
      Clock clock) {
    this.client = client;
    this.store = store;
    this.shelf = shelf;
    this.teller = teller;
    this.numberAttribute = numberAttribute;
    this.clock = clock;
  }

  @Override
  public Catalogue catalogue() {
    return shelf.catalogue();
  }

  @Override
  public boolean ready() {
    return shelf.isReady();
  }

  @Override
  public Progress advance(Commission commission) throws EngineFailure {
    WcsService service =
        shelf
            .service(commission.serviceId())
            .orElseThrow(() -> new EngineFailure("no such service of the w.c.s."));
    try {
      return advance(commission, service);
    } catch (WcsFailure e) {
      throw new EngineFailure("w.c.s.: " + e.kind() + ", " + e.getMessage(), e);
    } catch (StoreException e) {
      throw new EngineFailure("what was sent cannot be written down", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineFailure("the town hall is stopping", e);
    }
  }

  private Progress advance(Commission commission, WcsService service)
      throws WcsFailure, StoreException, InterruptedException, EngineFailure {
    Optional<WcsStore.Sent> sent = store.sent(commission.reference());
    Optional<WcsSubmission> taken = taken(commission.reference(), service, sent);
    if (taken.isEmpty() && sent.isPresent()) {
      if (clock.instant().isBefore(sent.get().sentAt().plus(UNTIL_IT_APPEARS))) {
        return new Progress.InPreparation();
      }
      if (sent.get().times() >= MOST_TIMES) {
        // It may be where our roles do not see it; a third would be no other.
        LOG.error("order={} was submitted twice and never appeared", commission.reference());
        throw new EngineFailure("an order that was submitted does not appear");
      }
    }
    Optional<WcsPerson> person = client.person(commission.citizen(), numberAttribute);
    if (person.isEmpty()) {
      if (sent.isPresent() || taken.isPresent()) {
        // Accounts are merged and lost; the order is not refused for that.
        throw new EngineFailure("the citizen of an order is not known to the w.c.s. any more");
      }
      return new Progress.Refused("the w.c.s. does not know the citizen");
    }
    return taken.isPresent()
        ? progress(service, taken.get(), person.get())
        : submit(commission, service, sent, person.get());
  }

  /**
   * What the w.c.s. has of this order: by its number, and else by its reference. A number is
   * believed only where what it names carries the reference: a w.c.s. that was restored from a
   * backup gives numbers again.
   */
  private Optional<WcsSubmission> taken(
      String reference, WcsService service, Optional<WcsStore.Sent> sent)
      throws WcsFailure, StoreException, InterruptedException {
    Optional<String> number = sent.flatMap(WcsStore.Sent::number);
    if (number.isPresent()) {
      Optional<WcsSubmission> known = carrying(reference, service, number.get());
      if (known.isPresent()) {
        return known;
      }
      LOG.error("order={} is not submission {} any more", reference, number.get());
    }
    List<String> numbers = client.having(service.form(), service.reference(), reference);
    if (numbers.size() > 1) {
      LOG.error("order={} was submitted {} times; the first counts", reference, numbers.size());
    }
    for (String each :
        numbers.stream().sorted(Comparator.comparingLong(Long::parseLong)).toList()) {
      Optional<WcsSubmission> found = carrying(reference, service, each);
      if (found.isPresent()) {
        // Its row may be missing: our backup was restored, or another process sent it.
        var _ = store.sending(reference, service.form(), Optional.empty(), clock.instant());
        store.numbered(reference, each);
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<WcsSubmission> carrying(String reference, WcsService service, String number)
      throws WcsFailure, InterruptedException {
    try {
      return Optional.of(client.submission(service.form(), number))
          .filter(found -> found.fields().path(service.reference()).asText("").equals(reference));
    } catch (WcsFailure e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Progress submit(
      Commission commission, WcsService service, Optional<WcsStore.Sent> sent, WcsPerson person)
      throws WcsFailure, StoreException, InterruptedException, EngineFailure {
    WcsShelf.Offered offered =
        shelf
            .offered(commission.serviceId())
            .orElseThrow(() -> new EngineFailure("the w.c.s. does not offer this service now"));
    WcsAnswers.Result answers =
        new WcsAnswers(offered.schema(), service.unchecked())
            .check(
                service.data(
                    new WcsService.Order(
                        commission.reference(),
                        commission.purposeId(),
                        commission.documentLanguage(),
                        commission.citizen().digits(),
                        person.attributes())));
    if (!answers.problems().isEmpty()) {
      return new Progress.Refused("not to be submitted: " + String.join("; ", answers.problems()));
    }
    if (!answers.data().path(service.reference()).asText("").equals(commission.reference())) {
      throw new EngineFailure("an order would be sent without its reference");
    }
    if (!store.sending(commission.reference(), service.form(), sent, clock.instant())) {
      return new Progress.InPreparation();
    }
    String number;
    try {
      number = client.submit(service.form(), answers.data(), person.nameId());
    } catch (WcsFailure e) {
      if (e.kind() == Kind.NO_ANSWER) {
        LOG.warn(
            "order={} was submitted and not answered; it is looked for", commission.reference());
        return new Progress.InPreparation();
      }
      throw e;
    }
    store.numbered(commission.reference(), number);
    return progress(
        service,
        carrying(commission.reference(), service, number)
            .orElseThrow(() -> new WcsFailure(Kind.NONSENSE, "what was submitted is not there")),
        person);
  }

  private Progress progress(WcsService service, WcsSubmission submission, WcsPerson person)
      throws WcsFailure, InterruptedException {
    if (!submission.owner().contains(person.nameId())) {
      throw new WcsFailure(
          Kind.NONSENSE, "submission " + submission.number() + " is not this citizen's");
    }
    if (service.refusedIn().contains(submission.status().id())) {
      return new Progress.Refused("refused in status " + submission.status().id());
    }
    WcsSubmission.Made made = submission.files().get(service.document());
    if (made != null) {
      return new Progress.Issued(
          new SealedDocument(
              client.document(submission, made, IssuedDocument.MAX_SIZE_BYTES), null));
    }
    return submission.status().endpoint()
        ? new Progress.Refused("ended without a document in " + submission.status().id())
        : new Progress.InPreparation();
  }

  @Override
  public void printed(String reference) throws EngineFailure {
    try {
      if (store.printed(reference, clock.instant())) {
        teller.wake();
      }
    } catch (StoreException e) {
      throw new EngineFailure("a print cannot be written down", e);
    }
  }

  @Override
  public void close() {
    shelf.close();
    teller.close();
    client.close();
    try {
      store.close();
    } catch (StoreException e) {
      LOG.warn("the store cannot be closed", e);
    }
  }
}
