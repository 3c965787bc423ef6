package be.borne.device.printer;

/**
 * A document as the printer takes it.
 *
 * @param format its media type
 */
@SuppressWarnings("ArrayRecordComponent") // a document is moved, not compared
record Sendable(String format, byte[] bytes) {
  static final String PDF = "application/pdf";
  static final String PWG_RASTER = "image/pwg-raster";

  /** Without the document, which is about a person. */
  @Override
  public String toString() {
    return "Sendable[" + format + "]";
  }
}
