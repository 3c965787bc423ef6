package be.borne.device.printer;

import java.io.IOException;

/** A document that could not be drawn. Its message says why, and nothing of the document. */
final class RasterFailure extends IOException {
  private static final long serialVersionUID = 1L;

  RasterFailure(String message) {
    super(message);
  }

  RasterFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
