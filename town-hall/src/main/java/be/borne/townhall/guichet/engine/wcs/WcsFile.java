package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file as it is sent to a w.c.s., which takes whatever stands there: {@code {"filename",
 * "content_type", "content"}}, its content in base64.
 */
final class WcsFile {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,60}\\.(pdf|jpeg|png)");
  private static final Set<String> TYPES =
      Stream.of(FileKind.values()).map(FileKind::mediaType).collect(Collectors.toSet());

  private WcsFile() {}

  /**
   * @param variable of the field: a file has no other name here
   */
  static ObjectNode of(String variable, FileKind kind, byte[] content) {
    return Json.mapper()
        .createObjectNode()
        .put("filename", variable + "." + kind.name().toLowerCase(Locale.ROOT))
        .put("content_type", kind.mediaType())
        .put("content", Base64.getEncoder().encodeToString(content));
  }

  /** Whether this is one, of a kind that forms take, and not empty. */
  static boolean isOne(JsonNode answer) {
    if (answer.size() != 3
        || !NAME.matcher(answer.path("filename").asText("")).matches()
        || !TYPES.contains(answer.path("content_type").asText(""))
        || !answer.path("content").isTextual()) {
      return false;
    }
    try {
      return Base64.getDecoder().decode(answer.path("content").asText()).length > 0;
    } catch (IllegalArgumentException e) {
      // A w.c.s. takes that too, and stores rubbish.
      return false;
    }
  }
}
