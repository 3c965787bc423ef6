package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.json.Json;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file as it is sent to a w.c.s., which takes whatever stands there: {@code {"filename",
 * "content_type", "content"}}, its content in base64.
 */
final class WcsFile {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,60}\\.(pdf|jpeg|png)");

  /** As a w.c.s. reads it. */
  private static final Pattern SIZE =
      Pattern.compile("\\s*(?<count>[0-9]{1,9})\\s*(?<unit>[MK]i?)?[oB]?\\s*");

  /** What a field of ours has to take at least. */
  private static final int LEAST_BYTES = 1_000;

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

  /**
   * The kinds of ours that a field takes.
   *
   * @param documentType {@code {"mimetypes": […]}} beside a name of the site's; where there is none
   *     at all any file is taken
   * @throws NotTaken if it is none of ours, or not understood
   */
  static List<FileKind> kinds(JsonNode documentType) throws NotTaken {
    JsonNode said = documentType.path("mimetypes");
    if (isNothing(documentType)) {
      return List.of(FileKind.values());
    }
    Set<String> types = new HashSet<>();
    for (JsonNode each : said) {
      // One entry may hold several.
      types.addAll(List.of(each.asText("").strip().split("\\s*,\\s*")));
    }
    List<FileKind> kinds =
        Stream.of(FileKind.values())
            .filter(kind -> types.contains(kind.mediaType()) || types.contains(family(kind)))
            .toList();
    if (!said.isArray() || kinds.isEmpty()) {
      throw new NotTaken("a file of a kind that is not given here");
    }
    return kinds;
  }

  private static String family(FileKind kind) {
    return kind.mediaType().replaceFirst("/.*", "/*");
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode()
        || node.isNull()
        || ((node.isContainerNode() || node.isTextual())
            && node.isEmpty()
            && node.asText("").isEmpty());
  }

  /**
   * How large a file may be.
   *
   * @param size such as {@code 5Mo}, {@code 500 KB} or {@code 2MiB}, as its administrators write it
   * @throws NotTaken if it is written otherwise
   */
  static Optional<Long> mostBytes(JsonNode size) throws NotTaken {
    if (isNothing(size)) {
      return Optional.empty();
    }
    Matcher said = SIZE.matcher(size.asText(""));
    if (!said.matches()) {
      throw new NotTaken("a bound of a file's size that is not understood");
    }
    long unit =
        switch (said.group("unit") == null ? "" : said.group("unit")) {
          case "Mi" -> 1L << 20;
          case "Ki" -> 1L << 10;
          case "M" -> 1_000_000;
          case "K" -> 1_000;
          default -> 1;
        };
    long most = Long.parseLong(said.group("count")) * unit;
    if (most < LEAST_BYTES) {
      throw new NotTaken("a file of almost no size");
    }
    return Optional.of(most);
  }

  /** Whether this is one that the field takes, and not empty. */
  static boolean isOne(JsonNode answer, WcsSchema.Kind.File field) {
    if (answer.size() != 3
        || !NAME.matcher(answer.path("filename").asText("")).matches()
        || field.takes().stream()
            .map(FileKind::mediaType)
            .noneMatch(answer.path("content_type").asText("")::equals)
        || !answer.path("content").isTextual()) {
      return false;
    }
    try {
      int bytes = Base64.getDecoder().decode(answer.path("content").asText()).length;
      return bytes > 0 && bytes <= field.mostBytes().orElse(Long.MAX_VALUE);
    } catch (IllegalArgumentException e) {
      // A w.c.s. takes that too, and stores rubbish.
      return false;
    }
  }
}
