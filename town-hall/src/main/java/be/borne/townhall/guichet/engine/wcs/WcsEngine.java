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

  private final WcsClient client;
  private final WcsLedger ledger;
  private final WcsShelf shelf;
  private final WcsTeller teller;
  private final String numberAttribute;
  private final Clock clock;

  /**
   * @param numberAttribute under which the site keeps a person's national number
   */
  WcsEngine(
      WcsClient client,
      WcsLedger ledger,
      WcsShelf shelf,
      WcsTeller teller,
      String numberAttribute,
      Clock clock) {
    this.client = client;
    this.ledger = ledger;
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
    Optional<WcsShelf.Offered> offered = shelf.offered(commission.serviceId());
    if (offered.isEmpty()) {
      throw new EngineFailure("the w.c.s. does not offer this service now");
    }
    try {
      return advance(commission, offered.get());
    } catch (WcsFailure e) {
      throw new EngineFailure("w.c.s.: " + e.kind() + ", " + e.getMessage(), e);
    } catch (StoreException e) {
      throw new EngineFailure("what was sent cannot be written down", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineFailure("the town hall is stopping", e);
    }
  }

  private Progress advance(Commission commission, WcsShelf.Offered offered)
      throws WcsFailure, StoreException, InterruptedException {
    Optional<WcsPerson> person = client.person(commission.citizen(), numberAttribute);
    if (person.isEmpty()) {
      return new Progress.Refused("the w.c.s. does not know the citizen");
    }
    WcsService service = offered.service();
    Optional<WcsLedger.Sent> sent = ledger.sent(commission.reference());
    Optional<String> number = sent.flatMap(WcsLedger.Sent::number);
    if (number.isEmpty()) {
      number = found(commission.reference(), service);
    }
    if (number.isPresent()) {
      return follow(commission.reference(), service, number.get(), person.get());
    }
    if (sent.isPresent() && clock.instant().isBefore(sent.get().sentAt().plus(UNTIL_IT_APPEARS))) {
      return new Progress.InPreparation();
    }
    return submit(commission, offered, person.get());
  }

  /** Looks for it by its reference; of two that were sent the first is the one. */
  private Optional<String> found(String reference, WcsService service)
      throws WcsFailure, StoreException, InterruptedException {
    List<String> numbers = client.having(service.form(), service.reference(), reference);
    if (numbers.size() > 1) {
      LOG.error("order={} was submitted {} times; the first counts", reference, numbers.size());
    }
    Optional<String> first =
        numbers.stream()
            .min((one, other) -> Long.compare(Long.parseLong(one), Long.parseLong(other)));
    if (first.isPresent()) {
      // Its row may be missing: a backup was restored, or another process sent it.
      if (ledger.sent(reference).isEmpty()) {
        ledger.sending(reference, service.form(), clock.instant());
      }
      ledger.numbered(reference, first.get());
    }
    return first;
  }

  private Progress submit(Commission commission, WcsShelf.Offered offered, WcsPerson person)
      throws WcsFailure, StoreException, InterruptedException {
    WcsService service = offered.service();
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
    ledger.sending(commission.reference(), service.form(), clock.instant());
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
    ledger.numbered(commission.reference(), number);
    return follow(commission.reference(), service, number, person);
  }

  private Progress follow(String reference, WcsService service, String number, WcsPerson person)
      throws WcsFailure, InterruptedException {
    WcsSubmission submission = client.submission(service.form(), number);
    if (!submission.owner().equals(Optional.of(person.nameId()))
        || !submission.fields().path(service.reference()).asText("").equals(reference)) {
      // A filter that was passed over, a restored database: whatever it is, it is not this order.
      throw new WcsFailure(Kind.NONSENSE, "submission " + number + " is not this citizen's order");
    }
    WcsSubmission.Made made = submission.files().get(service.document());
    if (service.refusedIn().contains(submission.status().id())) {
      return new Progress.Refused("refused in status " + submission.status().id());
    }
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
      if (ledger.printed(reference, clock.instant())) {
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
      ledger.close();
    } catch (StoreException e) {
      LOG.warn("the ledger cannot be closed", e);
    }
  }
}
