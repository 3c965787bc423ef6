package be.borne.townhall.guichet;

import be.borne.townhall.guichet.audit.AuditStore;
import be.borne.townhall.guichet.engine.NationalNumber;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/** The trail as an operator reads it, beside a running town hall, on the same machine. */
public final class AuditRecords implements AutoCloseable {
  private static final int PIECE = 500;

  private final AuditStore store;
  private final Path storage;

  private AuditRecords(AuditStore store, Path storage) {
    this.store = store;
    this.storage = storage;
  }

  /**
   * @param storage the town hall's {@code storage.directory}
   * @throws IOException if there is no trail
   */
  public static AuditRecords open(Path storage)
      throws IOException, GeneralSecurityException, StoreException {
    requireTrail(storage);
    return new AuditRecords(AuditStore.open(storage), storage);
  }

  /** One is made by the town hall alone, whose key then belongs to its account. */
  static void requireTrail(Path storage) throws IOException {
    if (!Files.exists(storage.resolve("audit.db"))) {
      throw new IOException(storage + ": no trail there; has the town hall run with this storage?");
    }
  }

  /**
   * What stands for a citizen in the trail, for whoever asks what was done in their name.
   *
   * @param nationalNumber eleven digits
   */
  public String pseudonymOf(String nationalNumber) throws IOException, GeneralSecurityException {
    return HexFormat.of()
        .formatHex(
            new CitizenPseudonyms(storage.resolve("pseudonyms.key"))
                .of(new NationalNumber(nationalNumber)));
  }

  /**
   * Tells everything that fits, in order.
   *
   * @return how much that was
   */
  public long tell(AuditStore.Search search, Consumer<AuditStore.Entry> each)
      throws StoreException {
    long told = 0;
    long after = 0;
    while (true) {
      var piece = store.find(search, after, PIECE);
      piece.forEach(each);
      told += piece.size();
      if (piece.size() < PIECE) {
        return told;
      }
      after = piece.getLast().number();
    }
  }

  /**
   * Whether nothing was changed, left out or put in between.
   *
   * @param noted a head from the log or from elsewhere; empty for none
   */
  public AuditStore.Proof verify(Optional<AuditStore.Head> noted) throws StoreException {
    return store.verify(noted);
  }

  @Override
  public void close() throws StoreException {
    store.close();
  }
}
