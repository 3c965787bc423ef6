package be.borne.townhall.guichet.engine.wcs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A person as a w.c.s. knows them.
 *
 * @param nameId by which forms are theirs
 * @param attributes texts by name, days as {@code YYYY-MM-DD}
 */
record WcsPerson(String nameId, Map<String, String> attributes) {
  private static final String PREFIX = "user_var_";
  private static final String RAW = "_raw";
  private static final int MOST_CHARS = 500;

  WcsPerson {
    WcsNames.nameId(nameId);
    attributes = Map.copyOf(attributes);
  }

  /**
   * @param told of {@code GET /api/user/}
   */
  static WcsPerson of(String nameId, JsonNode told) {
    Map<String, String> attributes = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : told.properties()) {
      String name =
          each.getKey().startsWith(PREFIX) ? each.getKey().substring(PREFIX.length()) : "";
      JsonNode value = each.getValue();
      if (!name.isEmpty() && value.isTextual() && !value.asText().isBlank()) {
        if (value.asText().length() <= MOST_CHARS) {
          attributes.putIfAbsent(name, value.asText());
        }
      } else if (name.endsWith(RAW) && value.isArray() && value.size() >= 3) {
        // Of a day the text is in the site's spelling, and this is year, month, day and more.
        day(value)
            .ifPresent(day -> attributes.put(name.substring(0, name.length() - RAW.length()), day));
      }
    }
    return new WcsPerson(nameId, attributes);
  }

  private static Optional<String> day(JsonNode parts) {
    try {
      return Optional.of(
          LocalDate.of(parts.get(0).asInt(), parts.get(1).asInt(), parts.get(2).asInt())
              .toString());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "WcsPerson[hidden]";
  }
}
