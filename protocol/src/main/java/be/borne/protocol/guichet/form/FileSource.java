package be.borne.protocol.guichet.form;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a terminal can take a file from. */
public enum FileSource {
  @JsonProperty("document-camera")
  DOCUMENT_CAMERA,
  @JsonProperty("usb-stick")
  USB_STICK
}
