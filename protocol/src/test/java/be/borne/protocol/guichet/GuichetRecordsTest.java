package be.borne.protocol.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.borne.protocol.guichet.CitizenProof.SignatureScheme;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.Language;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GuichetRecordsTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String NONCE = Base64.getEncoder().encodeToString(new byte[32]);

  @Test
  void aStatementBelongsToOneTerminalOnly() {
    Challenge challenge = new Challenge(ID, NONCE, Instant.EPOCH);
    assertNotEquals(
        new String(challenge.statementFor("library-1"), StandardCharsets.UTF_8),
        new String(challenge.statementFor("library-2"), StandardCharsets.UTF_8));
  }

  @Test
  void whatHoldsPersonalDataDoesNotPrintIt() {
    String marker =
        Base64.getEncoder().encodeToString("INVENTED CITIZEN".getBytes(StandardCharsets.UTF_8));
    CitizenProof proof =
        new CitizenProof(
            ID, SignatureScheme.RSA_SHA256, marker, marker, marker, marker, marker, marker);
    assertFalse(proof.toString().contains(marker));
    assertFalse(
        new CitizenSession("token-to-hide", Instant.EPOCH).toString().contains("token-to-hide"));
  }

  @Test
  void aRefusedProofIsNotQuotedInTheError() {
    String marker = "INVENTED CITIZEN";
    String body =
        "{\"challengeId\":\""
            + ID
            + "\",\"scheme\":\"RSA_SHA256\",\"identityFile\":\""
            + marker
            + "\"}";
    Exception e =
        assertThrows(Exception.class, () -> Json.mapper().readValue(body, CitizenProof.class));
    for (Throwable t = e; t != null; t = t.getCause()) {
      assertFalse(t.getMessage().contains(marker), t.getMessage());
    }
  }

  /** A terminal of today talks to a guichet of yesterday, and the other way round. */
  @Test
  void whatSaysNothingOfSidesIsOneSided() throws Exception {
    Order order =
        Json.mapper()
            .readValue(
                "{\"reference\":\"BXL-2026-7K3M9QX2\",\"serviceId\":\"life\",\"state\":\"REFUSED\"}",
                Order.class);
    assertEquals(Sides.ONE_SIDED, order.sides());
    Order twoSided =
        new Order("BXL-2026-7K3M9QX2", "life", Order.State.REFUSED, null, Sides.TWO_SIDED);
    assertEquals(
        twoSided, Json.mapper().readValue(Json.mapper().writeValueAsBytes(twoSided), Order.class));
    StringBuilder words = new StringBuilder();
    for (Language language : Language.values()) {
      words
          .append(words.isEmpty() ? "{" : ",")
          .append('"')
          .append(language.tag())
          .append("\":\"x\"");
    }
    words.append('}');
    String service =
        "{\"id\":\"life\",\"title\":%s,\"explanation\":%s,\"documentLanguages\":[\"fr\"],\"feeCents\":0,\"delivery\":\"AT_ONCE\"}"
            .formatted(words, words);
    assertEquals(Sides.ONE_SIDED, Json.mapper().readValue(service, Service.class).sides());
  }

  /** What stands here is what terminals in the field send. */
  @Test
  void aDoubtKeepsItsWireFormAndPassesOverWhatItDoesNotKnow() throws Exception {
    UUID claim = UUID.fromString("6f1c4f0e-8f0e-4f8e-9d5c-0123456789ab");
    DeliveryDoubt doubt =
        new DeliveryDoubt(claim, DeliveryDoubt.Known.STILL_IN_PRINTER, Instant.EPOCH);
    String wire =
        "{\"claimId\":\"%s\",\"known\":\"STILL_IN_PRINTER\",\"since\":\"1970-01-01T00:00:00Z\"}"
            .formatted(claim);
    assertEquals(wire, Json.mapper().writeValueAsString(doubt));
    assertEquals(
        doubt, Json.mapper().readValue(wire.replace("{", "{\"later\":1,"), DeliveryDoubt.class));
    for (String missing : List.of("claimId", "known", "since")) {
      assertThrows(
          Exception.class,
          () ->
              Json.mapper()
                  .readValue(wire.replace("\"" + missing, "\"not" + missing), DeliveryDoubt.class),
          missing);
    }
  }

  @Test
  void aPickupCodeIsReadAsPeopleTypeIt() {
    PickupCode code = PickupCode.of("BXL-2026-7K3M9Q10");
    assertEquals("7K3M-9Q10", code.grouped());
    for (String typed :
        List.of("7K3M-9Q10", " 7k3m 9q10 ", "7K3M9QIO", "7k3m-9qlo", "bxl-2026-7k3m9q10")) {
      assertEquals(Optional.of(code), PickupCode.ofTyped(typed), typed);
    }
    for (String typed :
        Arrays.asList(null, "", "7K3M", "7K3M-9Q1U", "7K3M-9Q100", "x".repeat(99))) {
      assertEquals(Optional.empty(), PickupCode.ofTyped(typed), typed);
    }
  }

  @Test
  void aReadyOrderHasADocumentAndNoOther() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Order("BXL-2026-7K3M9QX2", "life", Order.State.READY, null));
    assertEquals(
        Order.State.REFUSED,
        new Order("BXL-2026-7K3M9QX2", "life", Order.State.REFUSED, null).state());
  }
}
