package be.borne.demo.bench;

import be.borne.townhall.guichet.store.SqliteDatabase;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;

/** How many small transactions a second the guichet's kind of database takes, one after another. */
final class BenchCommitStore implements AutoCloseable {
  private final SqliteDatabase database;

  /**
   * @param file on the disk that is asked about
   */
  BenchCommitStore(Path file) throws IOException, StoreException {
    this.database = SqliteDatabase.open(file, BenchCommitStore.class, List.of("V001__commits.sql"));
  }

  double perSecond(Duration time) throws StoreException {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    int done = 0;
    while (System.nanoTime() < end) {
      int number = done++;
      database.within(
          connection -> {
            try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO commits VALUES (?, randomblob(300))")) {
              insert.setInt(1, number);
              return insert.executeUpdate();
            }
          });
    }
    return done / ((System.nanoTime() - begin) / 1e9);
  }

  @Override
  public void close() throws StoreException {
    database.close();
  }
}
