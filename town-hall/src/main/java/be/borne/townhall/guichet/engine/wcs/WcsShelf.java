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

  private final WcsClient client;
  private final List<WcsService> services;
  private final Pace pace;
  private final Thread thread;
  private volatile Map<String, Offered> offered = Map.of();
  private volatile Catalogue catalogue = new Catalogue(List.of());
  private volatile boolean answers;

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
    return catalogue;
  }

  Optional<Offered> offered(String serviceId) {
    return Optional.ofNullable(offered.get(serviceId));
  }

  /** Whether the w.c.s. answered when it was looked at last, and there is anything to offer. */
  boolean isReady() {
    return answers && !offered.isEmpty();
  }

  private void run() {
    try {
      while (true) {
        Duration pause = answers ? pace.usual() : pace.afterFailure();
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
      answers = true;
    } catch (WcsFailure e) {
      if (answers || offered.isEmpty()) {
        LOG.error("w.c.s.: {}, {}", e.kind(), e.getMessage());
      }
      // What was offered stays known: an order under way is followed when it is back.
      answers = false;
      return;
    }
    List<WcsService> inOrder = new ArrayList<>(services);
    inOrder.removeIf(service -> !fitting.containsKey(service.id()));
    offered = Map.copyOf(fitting);
    catalogue = new Catalogue(inOrder.stream().map(WcsService::service).toList());
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
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      LOG.error("service {} has no form {}", service.id(), service.form());
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
