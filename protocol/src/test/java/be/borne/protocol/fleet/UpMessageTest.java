package be.borne.protocol.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Collections;
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

  @Test
  void levelsComeBackAsTheyWent() throws JsonProcessingException {
    TerminalHealth health =
        new TerminalHealth(
            List.of(),
            TerminalHealth.Activity.IDLE,
            new TerminalHealth.Counters(0, 0, 0, 0),
            null,
            List.of(
                new SupplyLevel(SupplyLevel.Kind.PAPER, "main", 8, 20, true),
                new SupplyLevel(SupplyLevel.Kind.TONER, "", null, null, false)));
    String text = json.writeValueAsString(health);
    assertEquals(health, json.readValue(text, TerminalHealth.class));
  }

  /** What a terminal sent before there were levels, to the letter. */
  private static final String WITHOUT_LEVELS =
      "{\"parts\":[],\"activity\":\"IDLE\",\"counters\":{\"documentsDelivered\":1,"
          + "\"documentsUnknown\":0,\"sessions\":2,\"faultsShown\":0}";

  @Test
  void anOldTerminalSaysNothingOfLevelsAndIsUnderstood() throws JsonProcessingException {
    TerminalHealth old = json.readValue(WITHOUT_LEVELS + "}", TerminalHealth.class);
    assertEquals(List.of(), old.supplies());
    assertEquals(1, old.counters().documentsDelivered());
  }

  @Test
  void aNewerTerminalMaySayMoreOfALevel() throws JsonProcessingException {
    String newer =
        WITHOUT_LEVELS
            + ",\"supplies\":[{\"kind\":\"STAPLES\",\"name\":\"s\",\"soon\":false,\"left\":3}]}";
    assertEquals(
        List.of(new SupplyLevel(SupplyLevel.Kind.OTHER, "s", null, null, false)),
        json.readValue(newer, TerminalHealth.class).supplies());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"PAPER\",\"name\":\"\\u001b\",\"soon\":false}",
        "{\"kind\":\"PAPER\",\"name\":\"a\",\"percent\":101,\"soon\":false}",
        "{\"kind\":\"PAPER\",\"name\":\"a\",\"sheets\":-1,\"soon\":false}",
        "{\"kind\":\"PAPER\",\"name\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"soon\":true}",
        "{\"name\":\"a\",\"soon\":false}",
        "{\"kind\":\"PAPER\",\"soon\":null}",
      })
  void impossibleLevelsAreRefused(String supply) {
    String text = WITHOUT_LEVELS + ",\"supplies\":[" + supply + "]}";
    assertThrows(JsonProcessingException.class, () -> json.readValue(text, TerminalHealth.class));
  }

  @Test
  void moreLevelsThanAnyPrinterHasAreRefused() {
    String one = "{\"kind\":\"PAPER\",\"name\":\"a\",\"soon\":false}";
    String text =
        WITHOUT_LEVELS + ",\"supplies\":[" + String.join(",", Collections.nCopies(17, one)) + "]}";
    assertThrows(JsonProcessingException.class, () -> json.readValue(text, TerminalHealth.class));
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
