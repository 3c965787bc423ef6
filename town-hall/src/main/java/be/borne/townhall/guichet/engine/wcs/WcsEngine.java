package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.terminal.MutualTls;
import be.borne.townhall.guichet.WcsSettings;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.FormOffice;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.engine.SealedDocument;
import be.borne.townhall.guichet.engine.wcs.WcsSubmitting.Standing;
import be.borne.townhall.guichet.store.PrivateFiles;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues what a w.c.s. issues. An order is a form that is filled in and submitted as the citizen,
 * its workflow makes the document, and the document is fetched from there.
 */
public final class WcsEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(WcsEngine.class);

  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");
  private static final Duration FIRST_TELLING_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_TELLING_PAUSE = Duration.ofMinutes(5);

  /** Forms are handed over for three days, and a clerk may look after a weekend. */
  private static final Duration LEAST_KEPT = Duration.ofDays(7);

  private static final String UNKNOWN_SINCE =
      "the citizen of an order is not known to the w.c.s. any more";

  private final WcsClient client;
  private final WcsStore store;
  private final WcsShelf shelf;
  private final WcsFormShelf formShelf;
  private final WcsTeller teller;
  private final WcsSubmitting submitting;
  private final String numberAttribute;
  private final Duration patience;
  private final Clock clock;

  /**
   * @param numberAttribute under which the site keeps a person's national number
   * @param patience for the calls of one look at an order together, but for a submission's
   */
  WcsEngine(
      WcsClient client,
      WcsStore store,
      WcsShelf shelf,
      WcsFormShelf formShelf,
      WcsTeller teller,
      String numberAttribute,
      Duration patience,
      Clock clock) {
    this.client = client;
    this.store = store;
    this.shelf = shelf;
    this.formShelf = formShelf;
    this.teller = teller;
    this.numberAttribute = numberAttribute;
    this.patience = patience;
    this.clock = clock;
    this.submitting = new WcsSubmitting(client, store, clock);
  }

  /**
   * Reads keys and services, looks at the forms once, and goes on looking. A w.c.s. that does not
   * answer is no reason not to start.
   *
   * @param directory for what it has to remember; made if it is not there
   * @throws IOException naming the file that cannot be read, or the service that cannot be offered
   * @throws GeneralSecurityException if others can open a key, or a certificate is none
   * @throws StoreException if what it remembers is broken, or of a newer program
   */
  public static WcsEngine open(WcsSettings settings, Path directory, Clock clock)
      throws IOException, GeneralSecurityException, StoreException {
    List<WcsService> services = WcsServiceFiles.read(settings.services());
    List<WcsFormFile> forms =
        settings.forms() == null ? List.of() : WcsFormFile.read(settings.forms());
    WcsClient client =
        new WcsClient(
            new WcsCalls(
                settings.address(),
                WcsCredentials.read(settings.site(), settings.siteKeyFile()),
                WcsCredentials.read(settings.client(), settings.clientKeyFile()),
                tls(settings.trust()),
                settings.deadline(),
                clock));
    try {
      PrivateFiles.folder(directory);
      WcsStore store = WcsStore.open(directory.resolve("wcs.db"));
      return started(settings, services, forms, client, store, clock);
    } catch (IOException | StoreException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /** Something of the settings that is tried without calling anybody. */
  @FunctionalInterface
  public interface Attempt {
    void make() throws IOException, GeneralSecurityException;
  }

  /**
   * Everything that {@link #open} reads, by the setting that names it.
   *
   * @param each is told one after the other, and makes the attempt
   */
  public static void check(WcsSettings settings, BiConsumer<String, Attempt> each) {
    each.accept("wcs.services", () -> WcsServiceFiles.read(settings.services()));
    if (settings.forms() != null) {
      each.accept("wcs.forms", () -> WcsFormFile.read(settings.forms()));
    }
    each.accept(
        "wcs.site_key_file", () -> WcsCredentials.read(settings.site(), settings.siteKeyFile()));
    each.accept(
        "wcs.client_key_file",
        () -> WcsCredentials.read(settings.client(), settings.clientKeyFile()));
    each.accept("wcs.trust", () -> tls(settings.trust()));
  }

  private static WcsEngine started(
      WcsSettings settings,
      List<WcsService> services,
      List<WcsFormFile> forms,
      WcsClient client,
      WcsStore store,
      Clock clock)
      throws IOException {
    WcsShelf shelf = new WcsShelf(client, services, WcsShelf.Pace.USUAL);
    WcsTeller teller =
        new WcsTeller(
            client, store, shelf::printTrigger, FIRST_TELLING_PAUSE, LONGEST_TELLING_PAUSE, clock);
    WcsEngine engine =
        new WcsEngine(
            client,
            store,
            shelf,
            new WcsFormShelf(
                client, forms, settings.nationalNumberAttribute(), WcsShelf.Pace.USUAL),
            teller,
            settings.nationalNumberAttribute(),
            settings.patience(),
            clock);
    try {
      shelf.start();
      engine.formShelf.start();
      teller.start();
      return engine;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      engine.close();
      throw new IOException("stopped while the forms of the w.c.s. were looked at", e);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private static SSLContext tls(Path authority) throws IOException, GeneralSecurityException {
    return authority == null ? SSLContext.getDefault() : MutualTls.trustingOnly(authority);
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

  /** What was sent is under way, whether the w.c.s. answers at this moment or not. */
  private Progress advance(Commission commission, WcsService service)
      throws WcsFailure, StoreException, InterruptedException, EngineFailure {
    WcsClient inTime = client.within(patience);
    try {
      return switch (standing(inTime, commission, service)) {
        case Standing.There(var submission) -> progress(inTime, service, submission);
        // It is there; whoever looks after the w.c.s. reads in the log what our client may not.
        case Standing.UnderWay _, Standing.Unseen _ -> new Progress.InPreparation();
        case Standing.Lost _ ->
            throw new EngineFailure("an order that was submitted does not appear");
        case Standing.Open(var before) -> submit(commission, service, before, inTime);
      };
    } catch (WcsFailure e) {
      if (WcsSubmitting.isPassing(e) && store.sent(commission.reference()).isPresent()) {
        LOG.warn("order={} is under way, and its w.c.s. away", commission.reference());
        return new Progress.InPreparation();
      }
      throw e;
    }
  }

  private Standing standing(WcsClient inTime, Commission commission, WcsService service)
      throws WcsFailure, StoreException, InterruptedException, EngineFailure {
    return submitting.standing(
        inTime,
        target(commission, service),
        () ->
            inTime
                .person(commission.citizen(), numberAttribute)
                .orElseThrow(() -> new EngineFailure(UNKNOWN_SINCE))
                .nameId());
  }

  private static WcsSubmitting.Target target(Commission commission, WcsService service) {
    return new WcsSubmitting.Target(commission.reference(), service.form(), service.reference());
  }

  private Progress submit(
      Commission commission, WcsService service, Optional<WcsStore.Sent> before, WcsClient inTime)
      throws WcsFailure, StoreException, InterruptedException, EngineFailure {
    Optional<WcsPerson> person = inTime.person(commission.citizen(), numberAttribute);
    if (person.isEmpty()) {
      if (before.isPresent()) {
        // Accounts are merged and lost; the order is not refused for that.
        throw new EngineFailure(UNKNOWN_SINCE);
      }
      return new Progress.Refused("the w.c.s. does not know the citizen");
    }
    WcsShelf.Offered offered =
        shelf
            .offered(commission.serviceId())
            .orElseThrow(() -> new EngineFailure("the w.c.s. does not offer this service now"));
    WcsAnswers.Result answers =
        new WcsAnswers(
                offered.schema(),
                service.unchecked(),
                LocalDate.ofInstant(clock.instant(), BELGIUM))
            .check(
                service.data(
                    new WcsService.Order(
                        commission.reference(),
                        commission.purposeId(),
                        commission.documentLanguage(),
                        commission.citizen().digits(),
                        person.get().attributes())));
    if (!answers.problems().isEmpty()) {
      return new Progress.Refused("not to be submitted: " + String.join("; ", answers.problems()));
    }
    return submitting.submit(
                inTime, target(commission, service), answers.data(), person.get(), before)
            instanceof Standing.There(var submission)
        ? progress(inTime, service, submission)
        : new Progress.InPreparation();
  }

  private static Progress progress(WcsClient inTime, WcsService service, WcsSubmission submission)
      throws WcsFailure, InterruptedException {
    if (service.refusedIn().contains(submission.status().id())) {
      return new Progress.Refused("refused in status " + submission.status().id());
    }
    WcsSubmission.Made made = submission.files().get(service.document());
    if (made != null) {
      return new Progress.Issued(
          new SealedDocument(
              inTime.document(submission, made, IssuedDocument.MAX_SIZE_BYTES), Optional.empty()));
    }
    return submission.status().endpoint()
        ? new Progress.Refused("ended without a document in " + submission.status().id())
        : new Progress.InPreparation();
  }

  @Override
  public Optional<FormOffice> office() {
    return formShelf.files().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new WcsForms(client, formShelf, submitting, numberAttribute, patience, clock));
  }

  @Override
  public void delivered(String reference, DeliveryWay way) throws EngineFailure {
    try {
      if (way == DeliveryWay.PAPER && store.delivered(reference, clock.instant())) {
        teller.wake();
      }
    } catch (StoreException e) {
      throw new EngineFailure("a delivery cannot be written down", e);
    }
  }

  /**
   * One that is asked for again all the same is looked for at the w.c.s. before it is sent. Nothing
   * is forgotten that a form on its way may still be asked for.
   */
  @Override
  public void forget(Instant before) throws EngineFailure {
    Instant atTheLatest = clock.instant().minus(LEAST_KEPT);
    try {
      int forgotten = store.forget(before.isBefore(atTheLatest) ? before : atTheLatest);
      if (forgotten > 0) {
        LOG.info("{} submissions of old orders were forgotten", forgotten);
      }
    } catch (StoreException e) {
      throw new EngineFailure("what was sent cannot be forgotten", e);
    }
  }

  @Override
  public void close() {
    shelf.close();
    formShelf.close();
    teller.close();
    client.close();
    try {
      store.close();
    } catch (StoreException e) {
      LOG.warn("the store cannot be closed", e);
    }
  }
}
