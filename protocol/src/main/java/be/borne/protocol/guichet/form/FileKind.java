package be.borne.protocol.guichet.form;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kinds of file that a form can take. */
public enum FileKind {
  @JsonProperty("pdf")
  PDF,
  @JsonProperty("jpeg")
  JPEG,
  @JsonProperty("png")
  PNG
}
