package be.borne.protocol.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.borne.protocol.guichet.CitizenProof.SignatureScheme;
import be.borne.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
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
