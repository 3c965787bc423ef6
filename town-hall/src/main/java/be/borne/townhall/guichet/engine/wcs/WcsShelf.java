package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.Catalogue;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import be.borne.townhall.guichet.engine.wcs.WcsFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which services can be offered, held against the forms as the w.c.s. has them now: whoever looks
 * after it changes forms without a word to anybody. A service that does not fit its form any more
 * is not offered, and the log says why.
 */
final class WcsShelf implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WcsShelf.class);

  /**
   * How often it looks.
   *
   * @param usual while the w.c.s. answers
   * @param afterFailure while it does not
   */
  record Pace(Duration usual, Duration afterFailure) {
    static final Pace USUAL = new Pace(Duration.ofMinutes(10), Duration.ofSeconds(30));
  }

  /** A service, and its form as it was seen last. */
  record Offered(WcsService service, WcsSchema schema) {}

  /**
   * What was seen at the last look.
   *
   * @param answers whether the w.c.s. did
   */
  private record Seen(Map<String, Offered> offered, Catalogue catalogue, boolean answers) {}

  private final WcsClient client;
  private final List<WcsService> services;
  private final Pace pace;
  private final Thread thread;
  private volatile Seen seen = new Seen(Map.of(), new Catalogue(List.of()), false);

  /**
   * @param services in the order in which they are offered
   */
  WcsShelf(WcsClient client, List<WcsService> services, Pace pace) {
    this.client = client;
    this.services = List.copyOf(services);
    this.pace = pace;
    this.thread = Thread.ofVirtual().name("wcs-shelf").unstarted(this::run);
  }

  /** Looks once, then goes on looking. A w.c.s. that does not answer is no reason not to start. */
  void start() throws InterruptedException {
    look();
    thread.start();
  }

  Catalogue catalogue() {
    return seen.catalogue();
  }

  Optional<Offered> offered(String serviceId) {
    return Optional.ofNullable(seen.offered().get(serviceId));
  }

  /** The service as it is configured, whether its form fits it now or not. */
  Optional<WcsService> service(String serviceId) {
    return services.stream().filter(service -> service.id().equals(serviceId)).findFirst();
  }

  /** The trigger by which a form's workflow is told that its document came out on paper. */
  Optional<String> printTrigger(String form) {
    return services.stream()
        .filter(service -> service.form().equals(form) && service.printed() != null)
        .map(WcsService::printed)
        .findFirst();
  }

  /** Whether the w.c.s. answered when it was looked at last, and there is anything to offer. */
  boolean isReady() {
    Seen now = seen;
    return now.answers() && !now.offered().isEmpty();
  }

  private void run() {
    try {
      while (true) {
        Duration pause = seen.answers() ? pace.usual() : pace.afterFailure();
        Thread.sleep(pause);
        look();
      }
    } catch (InterruptedException e) {
      LOG.debug("the w.c.s. is not looked at any more");
    }
  }

  private void look() throws InterruptedException {
    Map<String, Offered> fitting = new HashMap<>();
    try {
      for (WcsService service : services) {
        fitting(service).ifPresent(fits -> fitting.put(service.id(), fits));
      }
    } catch (WcsFailure e) {
      Seen before = seen;
      if (before.answers() || before.offered().isEmpty()) {
        LOG.error("w.c.s.: {}, {}", e.kind(), e.getMessage());
      }
      seen = new Seen(before.offered(), before.catalogue(), false);
      return;
    } catch (RuntimeException e) {
      LOG.error("w.c.s.: a look failed", e);
      seen = new Seen(Map.of(), new Catalogue(List.of()), false);
      return;
    }
    List<WcsService> inOrder = new ArrayList<>(services);
    inOrder.removeIf(service -> !fitting.containsKey(service.id()));
    seen =
        new Seen(
            Map.copyOf(fitting),
            new Catalogue(inOrder.stream().map(WcsService::service).toList()),
            true);
  }

  private Optional<Offered> fitting(WcsService service) throws WcsFailure, InterruptedException {
    try {
      WcsSchema schema = WcsSchema.of(client.schema(service.form()));
      List<String> problems = service.against(schema);
      if (problems.isEmpty()) {
        return Optional.of(new Offered(service, schema));
      }
      LOG.error("service {} does not fit its form: {}", service.id(), String.join("; ", problems));
    } catch (NotTaken e) {
      LOG.error("service {} has a form that is not understood: {}", service.id(), e.getMessage());
    } catch (WcsFailure e) {
      if (e.kind() == Kind.NO_ANSWER) {
        throw e;
      }
      // One form that is denied or broken takes no other with it.
      LOG.error("service {} has no form to read: {}, {}", service.id(), e.kind(), e.getMessage());
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
