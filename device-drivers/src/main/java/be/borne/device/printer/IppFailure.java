package be.borne.device.printer;

import java.io.IOException;

/** A call of a printer that brought no usable answer. */
public final class IppFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is certain about the call. */
  public enum Kind {
    /** No connection came about: not a byte of the request has left. */
    NOT_CONNECTED,
    /** Silence or a broken connection: the printer may have acted on the request. */
    NO_ANSWER,
    /** It answered something that is not IPP, or out of all bounds. */
    BAD_ANSWER,
    /** It answered, and said no. */
    REFUSED
  }

  private final Kind kind;
  private final int status;

  IppFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.status = 0;
  }

  private IppFailure(int status, String operation) {
    super("%s was refused with IPP status 0x%04x".formatted(operation, status));
    this.kind = Kind.REFUSED;
    this.status = status;
  }

  static IppFailure refused(int status, String operation) {
    return new IppFailure(status, operation);
  }

  public Kind kind() {
    return kind;
  }

  /** client-error-not-found or client-error-gone (RFC 8011 appendix B). */
  boolean isNotFound() {
    return status == 0x0406 || status == 0x0407;
  }

  /**
   * A refusal of what the request asks for, which a printer reads before the document: the client
   * errors up to compression-not-supported. Those after it are met inside a document, of which
   * pages may have been printed by then. So may those from not-possible to request-entity-too-large
   * (0x0404 to 0x0408): they speak of the job and of the transfer, and a job that is cancelled,
   * times out, is forgotten or grows too long in the midst of its document is refused with them.
   */
  boolean isBeforeDocument() {
    return status >= 0x0400 && status <= 0x040f && !(status >= 0x0404 && status <= 0x0408);
  }

  /** server-error-busy, -temporary-error, -service-unavailable: the same may succeed later. */
  boolean isBusy() {
    return status == 0x0507 || status == 0x0505 || status == 0x0502;
  }
}
