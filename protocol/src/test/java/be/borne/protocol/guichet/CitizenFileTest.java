package be.borne.protocol.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CitizenFileTest {
  private static final Map<Language, String> TITLE =
      Arrays.stream(Language.values()).collect(Collectors.toMap(l -> l, l -> "Title " + l.tag()));
  private static final Instant MORNING = Instant.parse("2026-11-28T08:00:00Z");
  private static final TrackingCode CODE = new TrackingCode("7K3M9QX20A4BHJ5T");

  private static CitizenFile file(List<CitizenFile.Step> history) {
    return new CitizenFile(
        "TSR-2026-7K3M9QX2",
        CitizenFile.Kind.DOCUMENT,
        TITLE,
        history,
        CitizenFile.Next.CLERK_LOOKS_AT_IT,
        null,
        CODE);
  }

  private static CitizenFile.Step step(CitizenFile.Event event, int minutes) {
    return new CitizenFile.Step(event, MORNING.plusSeconds(60L * minutes));
  }

  @Test
  void aFileGoesThereAndBackAndItsCodeIsOneWord() throws Exception {
    CitizenFile file =
        file(List.of(step(CitizenFile.Event.RECEIVED, 0), step(CitizenFile.Event.WITH_A_CLERK, 0)));
    String json = Json.mapper().writeValueAsString(new CitizenFiles(List.of(file)));
    assertEquals(List.of(file), Json.mapper().readValue(json, CitizenFiles.class).files());
    assertEquals(
        "7K3M9QX20A4BHJ5T", Json.mapper().readTree(json).at("/files/0/tracking").textValue());
    assertFalse(file.toString().contains("7K3M9QX20A4B"), file.toString());
    assertFalse(CODE.toString().contains("7K3M"), CODE.toString());
  }

  @Test
  void whatANewerGuichetKnowsMoreIsNoReasonToShowNothing() throws Exception {
    String json =
        Json.mapper()
            .writeValueAsString(file(List.of(step(CitizenFile.Event.REFUSED, 0))))
            .replace("\"REFUSED\"", "\"READ_ALOUD\"")
            .replace("\"CLERK_LOOKS_AT_IT\"", "\"SUNG_AT_NOON\"")
            .replace("{\"reference\"", "{\"refusal\":\"MOON_IS_FULL\",\"reference\"");
    CitizenFile read = Json.mapper().readValue(json, CitizenFile.class);
    assertNull(read.history().getFirst().event());
    assertNull(read.refusal());
    assertEquals(CitizenFile.Next.ASK_AT_THE_COUNTER, read.next());
  }

  @Test
  void whatIsOutOfOrderOrBoundsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> file(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            file(List.of(step(CitizenFile.Event.ISSUED, 1), step(CitizenFile.Event.RECEIVED, 0))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            file(
                Stream.generate(() -> step(CitizenFile.Event.RECEIVED, 0))
                    .limit(CitizenFile.MOST_STEPS + 1L)
                    .toList()));
    CitizenFile one = file(List.of(step(CitizenFile.Event.RECEIVED, 0)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CitizenFiles(Stream.generate(() -> one).limit(CitizenFiles.MOST + 1L).toList()));
  }

  @Test
  void aCodeIsReadHoweverItIsTyped() {
    for (String typed :
        List.of("7k3m-9qx2-oa4b-hj5t", " 7K3M 9QX2 0A4B HJ5T ", "7K3M9QX20A4BHJ5T")) {
      assertEquals(Optional.of(CODE), TrackingCode.ofTyped(typed), typed);
    }
    assertEquals("7K3M-9QX2-0A4B-HJ5T", CODE.grouped());
    for (String wrong :
        new String[] {null, "", "7K3M-9QX2-0A4B", "7K3M9QX20A4BHJ5*", "x".repeat(41)}) {
      assertEquals(Optional.empty(), TrackingCode.ofTyped(wrong), wrong);
    }
  }

  @Test
  void onlyWhatIsRefusedHasAReasonAndItAlwaysHasOne() throws Exception {
    Order refused =
        new Order("TSR-2026-7K3M9QX2", "birth-act", Order.State.REFUSED, null, Sides.ONE_SIDED, 1);
    assertEquals(RefusalReason.OTHER, refused.refusal());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Order(
                "TSR-2026-7K3M9QX2",
                "birth-act",
                Order.State.IN_PREPARATION,
                null,
                Sides.ONE_SIDED,
                1,
                RefusalReason.OTHER,
                CODE));
    String json =
        Json.mapper().writeValueAsString(refused).replace("\"OTHER\"", "\"MOON_IS_FULL\"");
    assertEquals(RefusalReason.OTHER, Json.mapper().readValue(json, Order.class).refusal());
    for (String code : List.of("\"7K3M-9QX2\"", "7", "{}", "\"" + "0".repeat(17) + "\"")) {
      String wrong = "{\"tracking\":" + code + ",\"reference\":\"TSR-2026-7K3M9QX2\"}";
      assertThrows(
          JsonProcessingException.class, () -> Json.mapper().readValue(wrong, Receipt.class), code);
    }
  }
}
