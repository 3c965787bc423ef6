package be.borne.townhall.fleet.registry;

import be.borne.protocol.fleet.TerminalHealth;
import be.borne.protocol.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;

/** A terminal's health as it stands in the fleet's database. */
final class HealthInStore {
  private static final ObjectMapper JSON = Json.mapper();

  private HealthInStore() {}

  static String write(TerminalHealth health) {
    try {
      return JSON.writeValueAsString(health);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a health report cannot be written as JSON", e);
    }
  }

  static TerminalHealth read(String text) throws SQLException {
    try {
      return JSON.readValue(text, TerminalHealth.class);
    } catch (JsonProcessingException e) {
      throw new SQLException("a stored health report cannot be read", e);
    }
  }
}
