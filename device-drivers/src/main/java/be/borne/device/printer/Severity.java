package be.borne.device.printer;

/** How much a printer's condition matters to the citizen in front of it. */
public enum Severity {
  READY,
  /** Prints, but someone should come soon. */
  DEGRADED,
  /** Does not print until someone has come. */
  FAILED
}
