package be.borne.townhall.guichet.file;

/** A file that is not taken; its message says which rule refuses it, and nothing that is in it. */
public final class FileRefused extends Exception {
  private static final long serialVersionUID = 1L;

  FileRefused(String rule) {
    super(rule);
  }
}
