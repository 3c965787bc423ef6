package be.borne.device.card;

import java.util.List;

/** What came of reading a card: a verified identity or none at all. */
public sealed interface ReadResult {
  /** What the reading cost. */
  ReadEffort effort();

  /**
   * Everything that was read is genuine, whole and valid today.
   *
   * @param identity whose card it is
   */
  record Verified(VerifiedIdentity identity, ReadEffort effort) implements ReadResult {}

  /**
   * Nothing is known of the holder.
   *
   * @param reason why
   * @param detail for a technician, in English, without personal data
   * @param checks what was checked before it was refused, in order; may be empty
   */
  record Refused(CardRefusal reason, String detail, List<CardCheck> checks, ReadEffort effort)
      implements ReadResult {
    public Refused {
      checks = List.copyOf(checks);
    }
  }
}
