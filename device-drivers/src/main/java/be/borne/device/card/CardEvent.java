package be.borne.device.card;

/** What a {@link CardReader} tells its listener. */
public sealed interface CardEvent {
  /** No reader of the wanted name, or no PC/SC service; the watch goes on. */
  record NoReader() implements CardEvent {}

  /**
   * A reader is there and empty.
   *
   * @param reader its PC/SC name
   */
  record ReaderReady(String reader) implements CardEvent {}

  /**
   * A Belgian eID lies in the reader. Nothing has been read or verified yet.
   *
   * @param card this insertion; worthless once the card has been pulled
   */
  record CardInserted(EidCard card) implements CardEvent {}

  /** Something is inserted that does not answer: upside down, dirty or dead. */
  record CardMute() implements CardEvent {}

  /** A working card that is no Belgian eID. */
  record ForeignCard() implements CardEvent {}

  /** What was inserted, of whatever kind, is gone. */
  record CardRemoved() implements CardEvent {}
}
