package be.borne.device.card;

import java.util.Objects;

/**
 * One thing that was checked of a card, and how it came out. Holds no personal data: it may be
 * printed and logged.
 *
 * @param kind what was checked
 * @param held whether it holds
 * @param how the algorithm and whose key, or why it does not hold
 */
public record CardCheck(Kind kind, boolean held, String how) {
  /** What can be checked of a card. */
  public enum Kind {
    /** The register's certificate stands directly under a pinned root. */
    REGISTER_CHAIN,
    /** File 4032 is the register's signature over file 4031. */
    IDENTITY_SIGNATURE,
    /** File 4034 is the register's signature over the address and file 4032. */
    ADDRESS_SIGNATURE,
    /** The authentication certificate chains over its authority to a pinned root. */
    AUTHENTICATION_CHAIN,
    /** The authentication certificate names the person of the identity file. */
    SAME_PERSON,
    /** The chip that answers is the one that the identity file names. */
    SAME_CHIP,
    /** The chip has the key that the register signed for: it is no copy. Applet 1.8. */
    CHIP_PROOF,
    /** The photo is the one whose hash stands in the identity file. */
    PHOTO,
    /** Today lies within the card's validity. */
    CARD_DATES
  }

  public CardCheck {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(how, "how");
  }
}
