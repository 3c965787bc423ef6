package be.borne.townhall.guichet.engine;

import be.borne.protocol.guichet.RefusalReason;

/** How far an engine is with a commission. */
public sealed interface Progress {

  /** The engine has it and needs more time: its own queue, or an authentic source. */
  record InPreparation() implements Progress {}

  /** A clerk has to look at it before it goes on. */
  record WithAClerk() implements Progress {}

  /** Issued. */
  record Issued(SealedDocument document) implements Progress {}

  /**
   * It will not be issued.
   *
   * @param reason for its citizen
   * @param rule why, in a few words for a technician, without personal data
   */
  record Refused(RefusalReason reason, String rule) implements Progress {

    /** For a reason about which the citizen can do nothing but ask. */
    public Refused(String rule) {
      this(RefusalReason.OTHER, rule);
    }
  }
}
