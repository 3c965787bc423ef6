package be.borne.device.card;

/** Why a card, or a reader, gave no verified answer. Names what happened, never to whom. */
public enum CardRefusal {
  /** No reader is there, or the PC/SC service does not run. */
  NO_READER,
  /** The chip does not answer to power: upside down, dirty or dead. */
  CARD_MUTE,
  /** Nobody put a card in. */
  NO_CARD,
  /** The card left the reader before the answer was whole. */
  CARD_PULLED,
  /** A card that answers, but not as a Belgian eID. */
  NOT_AN_EID,
  /** Another card lies in the reader than the one whose identity was verified. */
  CARD_SWAPPED,
  /** The card answered nonsense, an error or, within the deadline, nothing. */
  CARD_FAILED,
  /** A signature, a chain or a hash does not hold, or the register's key is not trusted. */
  IDENTITY_NOT_VERIFIED,
  /** Everything that was read is genuine, and says something that nobody can understand. */
  CARD_NOT_UNDERSTOOD,
  /** Everything is genuine, but the card is past its last day. */
  CARD_EXPIRED,
  /** Everything is genuine, but the card's first day is still to come. */
  CARD_NOT_YET_VALID,
  /** A child's card, which carries no certificate to sign in with. */
  CHILDS_CARD,
  /** A genuine card without an authentication certificate: its holder wanted none. */
  NO_AUTHENTICATION_CERTIFICATE,
  /** A card of the first generation (applet 1.1), whose keys are too short to be believed. */
  CARD_TOO_OLD,
  /** The citizen cancelled at the reader's own PIN pad. */
  PIN_CANCELLED,
  /** Nobody typed a PIN at the reader's own PIN pad in time. */
  PIN_TIMED_OUT
}
