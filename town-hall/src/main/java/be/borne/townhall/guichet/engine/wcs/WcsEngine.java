package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.terminal.MutualTls;
import be.borne.townhall.guichet.WcsSettings;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.engine.SealedDocument;
import be.borne.townhall.guichet.engine.wcs.WcsFailure.Kind;
import be.borne.townhall.guichet.store.PrivateFiles;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
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
public final class WcsEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(WcsEngine.class);

  /** A submission runs its workflow at once, which takes seconds; minutes at a bad time. */
  static final Duration UNTIL_IT_APPEARS = Duration.ofMinutes(10);

  /** A second time where the first was lost; a third would be no other. */
  private static final int MOST_TIMES = 2;

  private static final ZoneId BELGIUM = ZoneId.of("Europe/Brussels");
  private static final Duration FIRST_TELLING_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_TELLING_PAUSE = Duration.ofMinutes(5);
  private static final String UNKNOWN_SINCE =
      "the citizen of an order is not known to the w.c.s. any more";

  private final WcsClient client;
  private final WcsStore store;
  private final WcsShelf shelf;
  private final WcsTeller teller;
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
      WcsTeller teller,
      String numberAttribute,
      Duration patience,
      Clock clock) {
    this.client = client;
    this.store = store;
    this.shelf = shelf;
    this.teller = teller;
    this.numberAttribute = numberAttribute;
    this.patience = patience;
    this.clock = clock;
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
      return started(settings, services, client, store, clock);
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
            teller,
            settings.nationalNumberAttribute(),
            settings.patience(),
            clock);
    try {
      shelf.start();
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
    Optional<WcsStore.Sent> sent = store.sent(commission.reference());
    try {
      return advance(commission, service, sent, client.within(patience));
    } catch (WcsFailure e) {
      if (e.kind() == Kind.NO_ANSWER && sent.isPresent()) {
        LOG.warn("order={} is under way, and its w.c.s. away", commission.reference());
        return new Progress.InPreparation();
      }
      throw e;
    }
  }

  private Progress advance(
      Commission commission, WcsService service, Optional<WcsStore.Sent> sent, WcsClient inTime)
      throws WcsFailure, StoreException, InterruptedException, EngineFailure {
    Optional<WcsSubmission> taken = taken(inTime, commission.reference(), service, sent);
    if (taken.isPresent()) {
      return progress(inTime, service, taken.get(), owner(inTime, commission, sent));
    }
    if (sent.isPresent()) {
      if (clock.instant().isBefore(sent.get().sentAt().plus(UNTIL_IT_APPEARS))) {
        return new Progress.InPreparation();
      }
      if (sent.get().times() >= MOST_TIMES) {
        // It may be where our roles do not see it; a third would be no other.
        LOG.error("order={} was submitted twice and never appeared", commission.reference());
        throw new EngineFailure("an order that was submitted does not appear");
      }
    }
    Optional<WcsPerson> person = inTime.person(commission.citizen(), numberAttribute);
    if (person.isEmpty()) {
      if (sent.isPresent()) {
        // Accounts are merged and lost; the order is not refused for that.
        throw new EngineFailure(UNKNOWN_SINCE);
      }
      return new Progress.Refused("the w.c.s. does not know the citizen");
    }
    return submit(commission, service, sent, person.get(), inTime);
  }

  /** Whose submission it has to be, by a digest of the name id: as noted, or else as asked now. */
  private String owner(WcsClient inTime, Commission commission, Optional<WcsStore.Sent> sent)
      throws WcsFailure, InterruptedException, EngineFailure {
    Optional<String> noted = sent.flatMap(WcsStore.Sent::owner);
    return noted.isPresent()
        ? noted.get()
        : digest(
            inTime
                .person(commission.citizen(), numberAttribute)
                .orElseThrow(() -> new EngineFailure(UNKNOWN_SINCE))
                .nameId());
  }

  /**
   * What the w.c.s. has of this order: by its number, and else by its reference. A number is
   * believed only where what it names carries the reference: a w.c.s. that was restored from a
   * backup gives numbers again.
   */
  private Optional<WcsSubmission> taken(
      WcsClient inTime, String reference, WcsService service, Optional<WcsStore.Sent> sent)
      throws WcsFailure, StoreException, InterruptedException {
    Optional<String> number = sent.flatMap(WcsStore.Sent::number);
    if (number.isPresent()) {
      Optional<WcsSubmission> known = carrying(inTime, reference, service, number.get());
      if (known.isPresent()) {
        return known;
      }
      LOG.error("order={} is not submission {} any more", reference, number.get());
    }
    List<String> numbers = inTime.having(service.form(), service.reference(), reference);
    if (numbers.size() > 1) {
      LOG.error("order={} was submitted {} times; the first counts", reference, numbers.size());
    }
    for (String each :
        numbers.stream().sorted(Comparator.comparingLong(Long::parseLong)).toList()) {
      Optional<WcsSubmission> found = carrying(inTime, reference, service, each);
      if (found.isPresent()) {
        // Its row may be missing: our backup was restored, or another process sent it.
        store.found(reference, service.form(), clock.instant());
        store.numbered(reference, each);
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<WcsSubmission> carrying(
      WcsClient inTime, String reference, WcsService service, String number)
      throws WcsFailure, InterruptedException {
    try {
      return Optional.of(inTime.submission(service.form(), number))
          .filter(found -> found.fields().path(service.reference()).asText("").equals(reference));
    } catch (WcsFailure e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Progress submit(
      Commission commission,
      WcsService service,
      Optional<WcsStore.Sent> sent,
      WcsPerson person,
      WcsClient inTime)
      throws WcsFailure, StoreException, InterruptedException, EngineFailure {
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
                        person.attributes())));
    if (!answers.problems().isEmpty()) {
      return new Progress.Refused("not to be submitted: " + String.join("; ", answers.problems()));
    }
    if (!answers.data().path(service.reference()).asText("").equals(commission.reference())) {
      throw new EngineFailure("an order would be sent without its reference");
    }
    String owner = digest(person.nameId());
    if (!store.sending(commission.reference(), service.form(), owner, sent, clock.instant())) {
      return new Progress.InPreparation();
    }
    String number;
    try {
      // Whatever time is left: what is begun here may be done there, whether we wait for it or not.
      number = client.submit(service.form(), answers.data(), person.nameId());
    } catch (WcsFailure e) {
      if (e.kind() == Kind.NO_ANSWER || e.kind() == Kind.FAILED) {
        LOG.warn(
            "order={} was submitted and not answered; it is looked for", commission.reference());
        return new Progress.InPreparation();
      }
      throw e;
    }
    store.numbered(commission.reference(), number);
    return followed(commission.reference(), service, number, owner, inTime);
  }

  /** It is taken: whatever keeps us from seeing how far it is, the next look will tell. */
  private static Progress followed(
      String reference, WcsService service, String number, String owner, WcsClient inTime)
      throws WcsFailure, InterruptedException {
    try {
      WcsSubmission submission =
          carrying(inTime, reference, service, number)
              .orElseThrow(() -> new WcsFailure(Kind.NONSENSE, "what was submitted is not there"));
      return progress(inTime, service, submission, owner);
    } catch (WcsFailure e) {
      if (e.kind() == Kind.NO_ANSWER) {
        return new Progress.InPreparation();
      }
      throw e;
    }
  }

  private static Progress progress(
      WcsClient inTime, WcsService service, WcsSubmission submission, String owner)
      throws WcsFailure, InterruptedException {
    if (submission.owner().stream().map(WcsEngine::digest).noneMatch(owner::equals)) {
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
              inTime.document(submission, made, IssuedDocument.MAX_SIZE_BYTES), Optional.empty()));
    }
    return submission.status().endpoint()
        ? new Progress.Refused("ended without a document in " + submission.status().id())
        : new Progress.InPreparation();
  }

  private static String digest(String nameId) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(nameId.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
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

  /** One that is asked for again all the same is looked for at the w.c.s. before it is sent. */
  @Override
  public void forget(Instant before) throws EngineFailure {
    try {
      int forgotten = store.forget(before);
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
    teller.close();
    client.close();
    try {
      store.close();
    } catch (StoreException e) {
      LOG.warn("the store cannot be closed", e);
    }
  }
}
