package be.borne.townhall.guichet.engine.embedded;

/** As the register has it; grammar follows it. */
enum Sex {
  F,
  M
}
