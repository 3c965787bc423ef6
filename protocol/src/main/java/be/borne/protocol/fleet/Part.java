package be.borne.protocol.fleet;

/** A part of a terminal that can fail on its own. */
public enum Part {
  KIOSK,
  READER,
  PRINTER,
  GUICHET
}
