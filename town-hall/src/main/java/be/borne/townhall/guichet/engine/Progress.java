package be.borne.townhall.guichet.engine;

/** How far an engine is with a commission. */
public sealed interface Progress {

  /** The engine has it and needs more time: its own queue, an authentic source, a clerk. */
  record InPreparation() implements Progress {}

  /** Issued. */
  record Issued(SealedDocument document) implements Progress {}

  /**
   * It will not be issued.
   *
   * @param rule why, in a few words for a technician, without personal data
   */
  record Refused(String rule) implements Progress {}
}
