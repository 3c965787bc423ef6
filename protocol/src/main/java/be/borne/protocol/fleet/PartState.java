package be.borne.protocol.fleet;

/** The states of a supervised part. */
public enum PartState {
  /** Not there: unplugged, or never seen. */
  ABSENT,
  STARTING,
  READY,
  /** Serves, but someone should come soon: paper low. */
  DEGRADED,
  /** Cannot serve: out of paper, unreachable. */
  FAILED
}
