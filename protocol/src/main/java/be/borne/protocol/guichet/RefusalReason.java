package be.borne.protocol.guichet;

/**
 * Why a document is not issued, as far as it helps its citizen to know. The words are those of
 * whoever shows it; free text would end up holding a person's affairs.
 */
public enum RefusalReason {
  /** The register holds nothing of the kind about this citizen. */
  NOTHING_TO_CERTIFY,
  /**
   * The act itself and what the register says of it are not the same; the counter puts it right.
   */
  REGISTER_AND_ACT_DIFFER,
  /** The act is not where it should be, or cannot be read. */
  ACT_NOT_FOUND,
  /** This citizen may not have it, or has to show first why. */
  NOT_ENTITLED,
  /** It is given at the counter alone. */
  ONLY_AT_THE_COUNTER,
  /** Something that a citizen can do nothing about but ask. */
  OTHER
}
