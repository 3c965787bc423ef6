package be.borne.townhall.guichet;

import be.borne.townhall.guichet.audit.AuditStore;
import be.borne.townhall.guichet.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;

/** A trail of its own for what is tested without a whole guichet. */
final class TestTrail implements AutoCloseable {
  private final AuditStore store;
  private final AuditTrail trail;

  TestTrail(Path folder) throws Exception {
    store = AuditStore.open(folder);
    trail =
        new AuditTrail(
            store,
            new CitizenPseudonyms(folder.resolve("trail-pseudonyms.key")),
            Clock.systemUTC());
  }

  AuditTrail trail() {
    return trail;
  }

  AuditStore store() {
    return store;
  }

  @Override
  public void close() throws StoreException {
    store.close();
  }
}
