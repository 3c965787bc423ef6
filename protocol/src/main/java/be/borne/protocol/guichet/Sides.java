package be.borne.protocol.guichet;

/** Whether a document is printed on one side of each sheet or on both. */
public enum Sides {
  ONE_SIDED,
  TWO_SIDED
}
