package be.borne.townhall.guichet;

import be.borne.protocol.terminal.MutualTls;
import be.borne.townhall.guichet.audit.AuditStore;
import be.borne.townhall.guichet.engine.Engine;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.embedded.EmbeddedEngine;
import be.borne.townhall.guichet.engine.wcs.WcsEngine;
import be.borne.townhall.guichet.store.PrivateFiles;
import be.borne.townhall.guichet.store.StoreException;
import be.borne.townhall.guichet.validation.DocumentValidator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The guichet, running: its two listeners, its engine and its store. */
public final class Guichet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Guichet.class);
  private static final Duration SWEEP = Duration.ofSeconds(30);

  /** An hour: it looks at every document there is. */
  private static final long SWEEPS_BETWEEN_FORGETTING = Duration.ofHours(1).dividedBy(SWEEP);

  /** Names of the roots that real citizens' cards chain to begin so. */
  private static final String REAL_ROOT = "CN=Belgium Root CA";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final HttpListener door;
  private final HttpListener verification;
  private final Path sealRoot;
  private final StaffWork work;

  /** What the guichet's parts stand on. */
  private record Ground(
      GuichetConfiguration configuration,
      OrderStore store,
      FormStore filled,
      Engine engine,
      CitizenPseudonyms pseudonyms,
      AuditStore audit,
      AuditTrail trail,
      Clock clock) {}

  private Guichet(GuichetConfiguration configuration, Clerks clerks, Clock clock)
      throws IOException, GeneralSecurityException, StoreException {
    try {
      Path storage = configuration.storage().directory();
      PrivateFiles.folder(storage);
      OrderStore store = opened(OrderStore.open(storage.resolve("orders.db")));
      LateAddress publicAddress = new LateAddress();
      Engine engine = opened(engine(configuration, publicAddress, clock));
      List<Path> sealRoots = sealRoots(configuration, engine);
      this.sealRoot = sealRoots.getFirst();
      FormStore filled = opened(FormStore.open(storage.resolve("forms.db")));
      CitizenPseudonyms pseudonyms = new CitizenPseudonyms(storage.resolve("pseudonyms.key"));
      AuditStore audit = opened(AuditStore.open(storage));
      AuditTrail trail = new AuditTrail(audit, pseudonyms, clock);
      Ground ground =
          new Ground(configuration, store, filled, engine, pseudonyms, audit, trail, clock);
      DocumentValidator validator =
          opened(
              new DocumentValidator(
                  configuration.validation(),
                  sealRoots,
                  configuration.seal().organisation(),
                  clock));
      if (engine instanceof EmbeddedEngine own) {
        validator.rehearse(own.rehearsal().pdf());
      }
      FollowUp followUp =
          new FollowUp(
              store.followed(),
              filled,
              engine,
              pseudonyms,
              configuration.collection().keep(),
              clock);
      this.verification = opened(verification(ground, followUp));
      publicAddress.become(
          configuration.verification().publicAddress() == null
              ? verification.address()
              : configuration.verification().publicAddress());
      Offer offer =
          new Offer(engine, configuration.waysBesidePaper(), clerks == Clerks.AT_A_CONSOLE);
      Orders orders =
          new Orders(
              store,
              engine,
              offer,
              validator,
              pseudonyms,
              configuration.municipality().referencePrefix(),
              configuration.orders(),
              configuration.collection(),
              trail::issuing,
              mail(ground, publicAddress),
              clock);
      Optional<ClerkWork> clerkWork =
          engine
              .clerkDesk()
              .map(desk -> new ClerkWork(desk, orders, configuration.collection().keep(), clock));
      this.work = work(ground, clerkWork);
      this.door = opened(door(ground, offer, orders, clerkWork, followUp));
    } catch (IOException | GeneralSecurityException | StoreException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static StaffWork work(Ground on, Optional<ClerkWork> clerkWork) {
    return new StaffWork(
        new StoredQuestions(on.store(), on.engine(), on.trail(), on.clock()),
        new StoredDispatch(on.store(), on.engine(), on.trail(), on.clock()),
        new StoredSubmissions(on.filled(), on.trail(), on.clock()),
        on.engine()
            .clerkDesk()
            .<Checks>map(
                desk ->
                    new StoredChecks(
                        desk,
                        on.store(),
                        on.engine(),
                        clerkWork.orElseThrow()::carryOn,
                        on.trail(),
                        on.clock()))
            .orElse(Checks.NONE));
  }

  private static Engine engine(
      GuichetConfiguration configuration, LateAddress publicAddress, Clock clock)
      throws IOException, GeneralSecurityException, StoreException {
    Path storage = configuration.storage().directory();
    if (configuration.wcs() != null) {
      // Whose clerks' work nobody goes on with any more.
      EmbeddedEngine.leave(storage.resolve("engine"));
    }
    return configuration.wcs() == null
        ? new EmbeddedEngine(
            storage.resolve("engine"),
            configuration.municipality(),
            configuration.seal().organisation(),
            publicAddress::of,
            Set.copyOf(configuration.clerk().checks()),
            clock)
        : WcsEngine.open(configuration.wcs(), storage.resolve("wcs"), clock);
  }

  /** What is configured goes before what the engine brings. */
  private static List<Path> sealRoots(GuichetConfiguration configuration, Engine engine) {
    List<Path> configured = configuration.validation().trust();
    return configured.isEmpty() && engine instanceof EmbeddedEngine own
        ? List.of(own.sealRoot())
        : configured;
  }

  /**
   * Starts everything and returns once citizens can be served. The first start makes the seal's
   * keys; every start with the guichet's own engine issues and validates a document for nobody, so
   * that the first citizen waits no longer than the second, and no citizen finds out that the seal
   * does not hold.
   *
   * @throws IOException if a file cannot be read or an address not be listened on
   * @throws GeneralSecurityException if a certificate or key is not what it should be
   * @throws StoreException if a store is broken, or of a newer program
   */
  public static Guichet start(GuichetConfiguration configuration, Clerks clerks, Clock clock)
      throws IOException, GeneralSecurityException, StoreException {
    return new Guichet(configuration, clerks, clock);
  }

  /** The same, with clerks at a console. */
  public static Guichet start(GuichetConfiguration configuration, Clock clock)
      throws IOException, GeneralSecurityException, StoreException {
    return start(configuration, Clerks.AT_A_CONSOLE, clock);
  }

  private static HttpListener verification(Ground on, FollowUp followUp)
      throws IOException, GeneralSecurityException {
    GuichetConfiguration configuration = on.configuration();
    GuichetConfiguration.Verification own = configuration.verification();
    PublicPages pages = new PublicPages(configuration.municipality(), own, on.clock());
    VerificationPage page = new VerificationPage(on.store(), on.engine(), pages, on.clock());
    TrackingPage tracking = new TrackingPage(followUp, pages);
    HttpListener.Protection protection =
        own.certificate() == null
            ? new HttpListener.Protection.Plain()
            : new HttpListener.Protection.Tls(
                // Nobody is asked for a certificate here; the authority is there for form's sake.
                MutualTls.context(own.certificate(), own.key(), configuration.door().authority()),
                false);
    Readiness readiness = new Readiness(on.store(), on.engine(), on.clock());
    return HttpListener.start(
        own.host(),
        own.port(),
        protection,
        "text/plain",
        "",
        routes -> {
          pages.routes(routes);
          page.routes(routes);
          tracking.routes(routes);
          readiness.routes(routes);
        });
  }

  /**
   * Begins to send what waits; where there is no mail server, what waits is given up.
   *
   * @return to be told when there may be more to send
   */
  private Runnable mail(Ground on, LateAddress publicAddress)
      throws IOException, GeneralSecurityException, StoreException {
    MailStore mails = on.store().mails();
    MailSettings settings = on.configuration().email();
    if (settings == null) {
      int given = mails.giveUpAll(on.clock().instant());
      if (given > 0) {
        LOG.warn("{} documents wait to be sent, and there is no section [email] any more", given);
      }
      return () -> {};
    }
    Mailer mailer =
        new Mailer(
            mails,
            opened(new SmtpServer(settings)),
            new MailWords(on.configuration().municipality(), settings.domain(), publicAddress::of),
            on.engine(),
            on.clock());
    mailer.start();
    opened(mailer);
    return mailer::wake;
  }

  private HttpListener door(
      Ground on, Offer offer, Orders orders, Optional<ClerkWork> clerkWork, FollowUp followUp)
      throws IOException, GeneralSecurityException, StoreException {
    GuichetConfiguration configuration = on.configuration();
    GuichetConfiguration.Door own = configuration.door();
    CitizenSessions sessions = new CitizenSessions(on.clock());
    FormSettings formSettings = formSettings(configuration);
    Forms forms = forms(on, formSettings);
    Calls calls = new Calls(sessions, configuration.limits(), on.clock());
    sweep(sessions, tidyings(on, orders, clerkWork, forms));
    GuichetApi api =
        new GuichetApi(
            on.engine(),
            offer,
            new Challenges(on.clock()),
            new ProofVerifier(
                opened(
                    new CardTrust(
                        roots(configuration.eid()), configuration.eid().revocation(), on.clock())),
                on.clock()),
            sessions,
            orders,
            followUp,
            on.trail(),
            calls);
    FormApi formApi = new FormApi(forms, on.trail(), calls);
    FileApi fileApi =
        new FileApi(
            new FormFiles(on.filled().files(), on.pseudonyms(), formSettings.files(), on.clock()),
            on.trail(),
            calls);
    return HttpListener.start(
        own.host(),
        own.port(),
        new HttpListener.Protection.Tls(
            MutualTls.context(own.certificate(), own.key(), own.authority()), true),
        "application/json",
        GuichetApi.brokenRequest(),
        routes -> {
          GuichetRoutes answers = new GuichetRoutes();
          api.answer(answers);
          formApi.answer(answers);
          if (configuration.forms() == null && on.engine().office().isEmpty()) {
            FileApi.answerNothing(answers);
          } else {
            fileApi.answer(answers);
          }
          answers.register(routes, calls);
          api.aroundAll(routes);
        });
  }

  /** What was filled in is kept for clerks and then forgotten even where no form is offered now. */
  private static FormSettings formSettings(GuichetConfiguration configuration) {
    return configuration.forms() == null
        ? FormSettings.usual(configuration.storage().directory())
        : configuration.forms();
  }

  private Forms forms(Ground on, FormSettings settings) throws IOException, StoreException {
    GuichetConfiguration configuration = on.configuration();
    return new Forms(
        new OfferedForms(
            configuration.forms() == null ? FormShelf.EMPTY : FormShelf.read(settings.directory()),
            on.engine().office(),
            on.filled()),
        on.filled(),
        on.pseudonyms(),
        new References(configuration.municipality().referencePrefix(), on.clock()),
        settings,
        handovers(on.engine(), on.filled(), on.clock()),
        on.clock());
  }

  /**
   * Begins to hand over what is somebody else's; where nobody takes it any more, it is the clerks'.
   *
   * @return to be told when there may be more of it
   */
  private Runnable handovers(Engine engine, FormStore filled, Clock clock) throws StoreException {
    if (engine.office().isEmpty()) {
      int ended = filled.handovers().notTakenAll("the e-guichet takes no forms any more");
      if (ended > 0) {
        LOG.warn("{} filled forms were to be handed over, and nobody takes them any more", ended);
      }
      return () -> {};
    }
    Handovers handovers = opened(new Handovers(filled, engine.office().get(), clock));
    handovers.start();
    return handovers::wake;
  }

  /** One by one, so that what fails keeps nothing else from being done. */
  private static List<Tidying> tidyings(
      Ground on, Orders orders, Optional<ClerkWork> clerkWork, Forms forms) {
    EngineTidings tidings = new EngineTidings(on.store().delivered(), on.engine(), on.clock());
    Duration keep = on.configuration().collection().keep();
    List<Tidying> all = new ArrayList<>();
    all.add(Tidying.always(orders::doubtOverdue));
    all.add(Tidying.always(tidings::tell));
    all.add(Tidying.hourly(orders::forgetDocuments));
    all.add(Tidying.hourly(forms::forget));
    clerkWork.ifPresent(work -> all.add(Tidying.hourly(work::tidy)));
    all.add(
        Tidying.hourly(() -> on.engine().forget(on.clock().instant().minus(keep.multipliedBy(2)))));
    all.add(Tidying.hourly(() -> forgetTrail(on)));
    // The longest, last.
    clerkWork.ifPresent(work -> all.add(Tidying.always(work::carryOn)));
    return all;
  }

  private static void forgetTrail(Ground on) throws StoreException {
    int erased =
        on.audit().eraseBefore(on.clock().instant().minus(on.configuration().audit().keep()));
    // Noted here too: whoever cut off the trail's end would have to change this log as well.
    LOG.info("audit head={} erased={}", on.audit().head(), erased);
  }

  /** The pinned roots; of real citizens' cards only where these are meant. */
  static List<X509Certificate> roots(GuichetConfiguration.Eid eid)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> roots = new ArrayList<>();
    for (Path file : eid.trust()) {
      roots.addAll(MutualTls.certificates(file));
    }
    for (X509Certificate root : roots) {
      if (eid.testRoots() && root.getSubjectX500Principal().getName().startsWith(REAL_ROOT)) {
        throw new GeneralSecurityException(
            "eid.test_roots: a root in eid.trust is one of real citizens' cards");
      }
    }
    return roots;
  }

  /** What is done now and then; what fails is done at the next time. */
  @FunctionalInterface
  private interface Task {
    void run() throws StoreException, EngineFailure;
  }

  /**
   * A task, and when it is due.
   *
   * @param isHourly whether it looks at everything that is kept, and erases what is old
   */
  private record Tidying(Task task, boolean isHourly) {
    static Tidying always(Task task) {
      return new Tidying(task, false);
    }

    static Tidying hourly(Task task) {
      return new Tidying(task, true);
    }
  }

  /**
   * So that nobody's number outlives the session, no document waits for ever for a terminal's word,
   * none is kept that nobody can collect, and the engine hears what was delivered, even where no
   * terminal calls any more.
   */
  private void sweep(CitizenSessions sessions, List<Tidying> tidyings) {
    Thread sweeper =
        Thread.ofVirtual()
            .name("sweeper")
            .start(
                () -> {
                  try {
                    for (long sweep = 0; true; sweep++) {
                      sessions.forgetExpired();
                      boolean isHour = sweep % SWEEPS_BETWEEN_FORGETTING == 0;
                      tidyings.stream()
                          .filter(each -> isHour || !each.isHourly())
                          .forEach(each -> tidy(each.task()));
                      Thread.sleep(SWEEP);
                    }
                  } catch (InterruptedException e) {
                    // Closed: nothing is left to forget.
                    Thread.currentThread().interrupt();
                  }
                });
    parts.push(sweeper::interrupt);
  }

  private static void tidy(Task task) {
    try {
      task.run();
    } catch (StoreException | EngineFailure e) {
      // The next sweep tries again; the session's end must not depend on it.
      LOG.error("orders or forms could not be looked through", e);
    } catch (RuntimeException e) {
      // Its message could quote what it was about; its type and place cannot.
      LOG.error(
          "orders or forms could not be looked through: {} at {}",
          e.getClass().getName(),
          e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "");
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  /** {@code https://host:port} for terminals. */
  public URI address() {
    return door.address();
  }

  /** {@code http(s)://host:port} of the public page. */
  public URI verificationAddress() {
    return verification.address();
  }

  /** PEM of the root that terminals pin for documents. */
  public Path sealRoot() {
    return sealRoot;
  }

  /** What staff are to look for in printers' trays. */
  public PaperQuestions questions() {
    return work.questions();
  }

  /** All that is left for staff to do. */
  public StaffWork work() {
    return work;
  }

  /** Stops taking calls, lets those in progress end, then closes store and engine. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("a part of the guichet did not close: {}", e.toString());
      }
    }
  }

  /** Where papers lead to; known once the page's port is. */
  private static final class LateAddress {
    private volatile URI base = URI.create("http://localhost");

    void become(URI address) {
      base = address;
    }

    URI of(String code) {
      String text = base.toString();
      return URI.create(
          (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/verify/" + code);
    }
  }
}
