package be.borne.townhall.guichet;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is asked about the revocation of a citizen's certificate. */
public enum Revocation {
  /**
   * A sign-in needs an answer. Nothing here can ask for one yet, so every sign-in is refused: a
   * stolen card that was reported must not work because nobody looked.
   */
  @JsonProperty("required")
  REQUIRED,

  /** Nobody asks; for test cards alone, whose roots have no responder. */
  @JsonProperty("none")
  NONE
}
