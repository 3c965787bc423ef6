package be.borne.protocol.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpMessageTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private final ObjectMapper json = Json.mapper();

  @Test
  void aBirthComesBackAsItWent() throws JsonProcessingException {
    TerminalHealth health =
        new TerminalHealth(
            List.of(new PartHealth(Part.PRINTER, PartState.FAILED, FaultCode.PAPER_OUT, NOON)),
            TerminalHealth.Activity.IDLE,
            new TerminalHealth.Counters(3, 0, 5, 1),
            new TerminalHealth.ShownFault(FaultCode.PAPER_OUT, NOON));
    UpMessage birth = new UpMessage.Birth(1, "library-1", 7, 0, NOON, "0.1.0", "Library", health);
    String text = json.writeValueAsString(birth);
    assertTrue(text.contains("\"kind\":\"birth\"") && text.contains("P-202"), text);
    assertEquals(birth, json.readValue(text, UpMessage.class));
  }

  @Test
  void anUnknownFieldFromANewerAgentIsPassedOver() throws JsonProcessingException {
    String newer =
        "{\"kind\":\"death\",\"version\":1,\"terminal\":\"library-1\",\"session\":7,\"cause\":\"?\"}";
    assertEquals(new UpMessage.Death(1, "library-1", 7), json.readValue(newer, UpMessage.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"kind\":\"death\"}",
        "{\"kind\":\"death\",\"version\":1,\"terminal\":\"../x\",\"session\":1}",
        "{\"kind\":\"death\",\"version\":1,\"terminal\":\"a1\",\"session\":-1}",
        "{\"kind\":\"death\",\"version\":1,\"terminal\":\"a1\",\"session\":1} x",
        "{\"kind\":\"java.lang.Object\",\"version\":1}",
        "{\"kind\":\"death\",\"kind\":\"death\",\"version\":1,\"terminal\":\"a1\",\"session\":1}",
      })
  void hostileInputIsRefused(String text) {
    assertThrows(JsonProcessingException.class, () -> json.readValue(text, UpMessage.class));
  }

  @Test
  void deepNestingIsRefused() {
    String text = "[".repeat(1000) + "]".repeat(1000);
    assertThrows(JsonProcessingException.class, () -> json.readTree(text));
  }

  @Test
  void aTopicNamesItsTerminalAndNoOther() {
    assertEquals(Optional.of("library-1"), FleetTopics.terminalOf("fleet/v1/library-1/up/health"));
    assertEquals(Optional.empty(), FleetTopics.terminalOf("fleet/v1/library-1/down/health"));
    assertEquals(Optional.empty(), FleetTopics.terminalOf("fleet/v1/a/b/up/health"));
  }
}
