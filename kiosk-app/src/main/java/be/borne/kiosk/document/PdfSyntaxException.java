package be.borne.kiosk.document;

/** Bytes that are not what a strict reader of PDF accepts. The message quotes none of them. */
final class PdfSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  PdfSyntaxException(String message) {
    super(message);
  }

  PdfSyntaxException(String message, Throwable cause) {
    super(message, cause);
  }
}
