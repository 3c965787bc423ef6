package be.borne.kiosk.file;

import be.borne.kiosk.form.FileTrouble;

/** A file is not taken. Its words name neither the file nor anything in it. */
public final class FileTroubleException extends Exception {
  private static final long serialVersionUID = 1;

  private final FileTrouble trouble;

  public FileTroubleException(FileTrouble trouble, String detail) {
    super(detail);
    this.trouble = trouble;
  }

  public FileTrouble trouble() {
    return trouble;
  }
}
