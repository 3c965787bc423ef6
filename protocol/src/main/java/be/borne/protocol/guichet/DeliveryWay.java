package be.borne.protocol.guichet;

/** How a document reaches its citizen. */
public enum DeliveryWay {
  /** Printed at the terminal. */
  PAPER,
  /** The sealed file itself, sent to an address that the citizen typed and confirmed. */
  EMAIL,
  /** Printed at the town hall and posted to the citizen's official address. */
  POST
}
