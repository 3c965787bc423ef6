package be.borne.protocol.guichet.form;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the verified identity already says, and is therefore never asked. The national number is not
 * among them: the guichet knows whose session it is, so no form needs to carry it.
 */
public enum PrefillKey {
  @JsonProperty("given-names")
  GIVEN_NAMES(Input.ShortText.class),
  @JsonProperty("surname")
  SURNAME(Input.ShortText.class),
  @JsonProperty("birth-date")
  BIRTH_DATE(Input.DateField.class),
  @JsonProperty("address")
  ADDRESS(Input.AddressField.class);

  private final Class<? extends Input> input;

  PrefillKey(Class<? extends Input> input) {
    this.input = input;
  }

  /** The kind of field that it can fill. */
  boolean fits(Input field) {
    return input.isInstance(field);
  }
}
