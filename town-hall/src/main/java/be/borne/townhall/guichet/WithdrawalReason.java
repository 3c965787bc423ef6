package be.borne.townhall.guichet;

import java.util.Locale;

/**
 * Why an issued document no longer stands. A fixed choice, for the town hall's own records: free
 * text would end up holding a person's affairs. The public page says only that it was withdrawn.
 */
public enum WithdrawalReason {
  /** What it says was not so. */
  WRONG_CONTENT,
  /** It should not have been issued to whoever has it. */
  ISSUED_IN_ERROR,
  /** The paper is in unknown hands. */
  LOST_OR_STOLEN,
  /** The key of the seal is no longer the municipality's alone. */
  SEAL_COMPROMISED;

  /** As an operator types it: {@code wrong-content}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
