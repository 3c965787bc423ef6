package be.borne.townhall.guichet.store;

import java.sql.SQLException;

/** A store cannot be read or written: the disk, a broken file, or one of a newer program. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1;

  StoreException(SQLException cause) {
    // SQLite names tables, columns and files, never what was to be kept in them.
    super(cause.getMessage(), cause);
  }
}
