package be.borne.protocol.guichet.form;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of file that a form can take. */
public enum FileKind {
  @JsonProperty("pdf")
  PDF("application/pdf"),
  @JsonProperty("jpeg")
  JPEG("image/jpeg"),
  @JsonProperty("png")
  PNG("image/png");

  private final String mediaType;

  FileKind(String mediaType) {
    this.mediaType = mediaType;
  }

  /** {@code application/pdf}, as on the wire. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * @param contentType as of HTTP, with parameters perhaps; null is none
   */
  public static Optional<FileKind> ofMediaType(String contentType) {
    String bare = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    return Arrays.stream(values())
        .filter(kind -> kind.mediaType.equalsIgnoreCase(bare))
        .findFirst();
  }
}
