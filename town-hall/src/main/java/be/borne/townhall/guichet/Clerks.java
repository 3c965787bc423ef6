package be.borne.townhall.guichet;

/** Whether anybody does what is left to clerks. */
public enum Clerks {
  /** There is a console from which they answer. */
  AT_A_CONSOLE,
  /** Nobody does: what needs a clerk is not offered. */
  NONE
}
