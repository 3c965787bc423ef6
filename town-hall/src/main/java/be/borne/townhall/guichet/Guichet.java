package be.borne.townhall.guichet;

import be.borne.protocol.terminal.MutualTls;
import be.borne.townhall.guichet.engine.embedded.EmbeddedEngine;
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

  private Guichet(GuichetConfiguration configuration, Clock clock)
      throws IOException, GeneralSecurityException, StoreException {
    try {
      Path storage = configuration.storage().directory();
      PrivateFiles.folder(storage);
      OrderStore store = opened(OrderStore.open(storage.resolve("orders.db")));
      LateAddress publicAddress = new LateAddress();
      EmbeddedEngine engine =
          opened(
              new EmbeddedEngine(
                  storage.resolve("engine"),
                  configuration.municipality(),
                  configuration.seal().organisation(),
                  publicAddress::of,
                  clock));
      this.sealRoot = engine.sealRoot();
      FormStore filled = opened(FormStore.open(storage.resolve("forms.db")));
      this.work =
          new StaffWork(
              new StoredQuestions(store, engine, clock),
              new StoredDispatch(store, engine, clock),
              new StoredSubmissions(filled, clock));
      DocumentValidator validator =
          opened(
              new DocumentValidator(
                  configuration.validation(),
                  engine.sealRoot(),
                  configuration.seal().organisation(),
                  clock));
      validator.rehearse(engine.rehearsal().pdf());
      this.verification = opened(verification(configuration, store, engine, clock));
      publicAddress.become(
          configuration.verification().publicAddress() == null
              ? verification.address()
              : configuration.verification().publicAddress());
      Runnable mailReady = mail(configuration, store.mails(), publicAddress, engine, clock);
      this.door = opened(door(configuration, store, filled, engine, validator, mailReady, clock));
    } catch (IOException | GeneralSecurityException | StoreException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything and returns once citizens can be served. The first start makes the seal's
   * keys; every start issues and validates a document for nobody, so that the first citizen waits
   * no longer than the second, and no citizen finds out that the seal does not hold.
   *
   * @throws IOException if a file cannot be read or an address not be listened on
   * @throws GeneralSecurityException if a certificate or key is not what it should be
   * @throws StoreException if a store is broken, or of a newer program
   */
  public static Guichet start(GuichetConfiguration configuration, Clock clock)
      throws IOException, GeneralSecurityException, StoreException {
    return new Guichet(configuration, clock);
  }

  private HttpListener verification(
      GuichetConfiguration configuration, OrderStore store, EmbeddedEngine engine, Clock clock)
      throws IOException, GeneralSecurityException {
    GuichetConfiguration.Verification own = configuration.verification();
    VerificationPage page =
        new VerificationPage(store, engine, configuration.municipality(), own, clock);
    HttpListener.Protection protection =
        own.certificate() == null
            ? new HttpListener.Protection.Plain()
            : new HttpListener.Protection.Tls(
                // Nobody is asked for a certificate here; the authority is there for form's sake.
                MutualTls.context(own.certificate(), own.key(), configuration.door().authority()),
                false);
    return HttpListener.start(own.host(), own.port(), protection, "text/plain", "", page::routes);
  }

  /**
   * Begins to send what waits; where there is no mail server, what waits is given up.
   *
   * @return to be told when there may be more to send
   */
  private Runnable mail(
      GuichetConfiguration configuration,
      MailStore mails,
      LateAddress publicAddress,
      EmbeddedEngine engine,
      Clock clock)
      throws IOException, GeneralSecurityException, StoreException {
    MailSettings settings = configuration.email();
    if (settings == null) {
      int given = mails.giveUpAll(clock.instant());
      if (given > 0) {
        LOG.warn("{} documents wait to be sent, and there is no section [email] any more", given);
      }
      return () -> {};
    }
    Mailer mailer =
        new Mailer(
            mails,
            opened(new SmtpServer(settings)),
            new MailWords(configuration.municipality(), settings.domain(), publicAddress::of),
            engine,
            clock);
    mailer.start();
    opened(mailer);
    return mailer::wake;
  }

  private HttpListener door(
      GuichetConfiguration configuration,
      OrderStore store,
      FormStore filled,
      EmbeddedEngine engine,
      DocumentValidator validator,
      Runnable mailReady,
      Clock clock)
      throws IOException, GeneralSecurityException, StoreException {
    GuichetConfiguration.Door own = configuration.door();
    CitizenSessions sessions = new CitizenSessions(clock);
    CitizenPseudonyms pseudonyms =
        new CitizenPseudonyms(configuration.storage().directory().resolve("pseudonyms.key"));
    FormSettings formSettings = formSettings(configuration);
    Forms forms = forms(configuration, formSettings, filled, pseudonyms, clock);
    Calls calls = new Calls(sessions);
    Offer offer = new Offer(engine, configuration.waysBesidePaper());
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
            mailReady,
            clock);
    sweep(sessions, orders, forms);
    GuichetApi api =
        new GuichetApi(
            engine,
            offer,
            new Challenges(clock),
            new ProofVerifier(
                new CardTrust(roots(configuration.eid()), configuration.eid().revocation(), clock),
                clock),
            sessions,
            orders,
            calls);
    FormApi formApi = new FormApi(forms, calls);
    FileApi fileApi =
        new FileApi(new FormFiles(filled.files(), pseudonyms, formSettings.files(), clock), calls);
    return HttpListener.start(
        own.host(),
        own.port(),
        new HttpListener.Protection.Tls(
            MutualTls.context(own.certificate(), own.key(), own.authority()), true),
        "application/json",
        GuichetApi.brokenRequest(),
        routes -> {
          api.routes(routes);
          formApi.routes(routes);
          if (configuration.forms() != null) {
            fileApi.routes(routes);
          }
        });
  }

  /** What was filled in is kept for clerks and then forgotten even where no form is offered now. */
  private static FormSettings formSettings(GuichetConfiguration configuration) {
    return configuration.forms() == null
        ? FormSettings.usual(configuration.storage().directory())
        : configuration.forms();
  }

  private static Forms forms(
      GuichetConfiguration configuration,
      FormSettings settings,
      FormStore store,
      CitizenPseudonyms pseudonyms,
      Clock clock)
      throws IOException, StoreException {
    return new Forms(
        configuration.forms() == null ? FormShelf.EMPTY : FormShelf.read(settings.directory()),
        store,
        pseudonyms,
        new References(configuration.municipality().referencePrefix(), clock),
        settings,
        clock);
  }

  private static List<X509Certificate> roots(GuichetConfiguration.Eid eid)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> roots = new ArrayList<>();
    for (Path file : eid.trust()) {
      roots.addAll(MutualTls.certificates(file));
    }
    if (eid.revocation() == Revocation.REQUIRED) {
      LOG.warn("eid.revocation is required and cannot be checked yet: nobody can sign in");
    }
    for (X509Certificate root : roots) {
      if (eid.testRoots() && root.getSubjectX500Principal().getName().startsWith(REAL_ROOT)) {
        throw new GeneralSecurityException(
            "eid.test_roots: a root in eid.trust is one of real citizens' cards");
      }
    }
    return roots;
  }

  /**
   * So that nobody's number outlives the session, no document waits for ever for a terminal's word,
   * and none is kept that nobody can collect, even where no terminal calls any more.
   */
  private void sweep(CitizenSessions sessions, Orders orders, Forms forms) {
    Thread sweeper =
        Thread.ofVirtual()
            .name("sweeper")
            .start(
                () -> {
                  try {
                    for (long sweep = 0; true; sweep++) {
                      tidy(orders, forms, sweep % SWEEPS_BETWEEN_FORGETTING == 0);
                      Thread.sleep(SWEEP);
                      sessions.forgetExpired();
                    }
                  } catch (InterruptedException e) {
                    // Closed: nothing is left to forget.
                    Thread.currentThread().interrupt();
                  }
                });
    parts.push(sweeper::interrupt);
  }

  private static void tidy(Orders orders, Forms forms, boolean forget) {
    try {
      orders.doubtOverdue();
      if (forget) {
        orders.forgetDocuments();
        forms.forget();
      }
    } catch (StoreException e) {
      // The next sweep tries again; the session's end must not depend on it.
      LOG.error("orders or forms could not be looked through", e);
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
