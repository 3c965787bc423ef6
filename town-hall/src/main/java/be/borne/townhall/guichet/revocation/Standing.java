package be.borne.townhall.guichet.revocation;

/** What is known of a certificate's revocation. */
public sealed interface Standing {

  /** Its authority says that it stands. */
  record Good() implements Standing {}

  /** Its authority says that it does not stand any more, or not now. */
  record Revoked() implements Standing {}

  /**
   * Nobody who may say it could be asked.
   *
   * @param why in a few words for a technician; names no certificate
   */
  record NotKnown(String why) implements Standing {}
}
