package be.borne.townhall.guichet;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is asked about the revocation of a citizen's certificate, and of those above it. */
public enum Revocation {
  /**
   * A sign-in needs an answer: where nobody who may give it can be reached, nobody signs in. A
   * stolen card that was reported must not work because nobody could look.
   */
  @JsonProperty("required")
  REQUIRED,

  /**
   * A certificate that was revoked is refused; where nobody can be reached, the sign-in goes on. It
   * then stands on the card and its PIN alone, and the log says so.
   */
  @JsonProperty("when-reachable")
  WHEN_REACHABLE,

  /** Nobody asks; for test cards alone, whose roots have no responder. */
  @JsonProperty("none")
  NONE
}
