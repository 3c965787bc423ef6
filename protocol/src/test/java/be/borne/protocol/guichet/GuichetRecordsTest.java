package be.borne.protocol.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.borne.protocol.guichet.CitizenProof.SignatureScheme;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.FileKind;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GuichetRecordsTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String NONCE = Base64.getEncoder().encodeToString(new byte[32]);

  @Test
  void aFileIsWhatTheGuichetFoundAndBecomesItsAnswer() throws Exception {
    AttachedFile file = new AttachedFile("0123456789abcdef", FileKind.PDF, 20_000_000, 100);
    String json = Json.mapper().writeValueAsString(file);
    assertEquals(
        "{\"reference\":\"0123456789abcdef\",\"kind\":\"pdf\",\"bytes\":20000000,\"pages\":100}",
        json);
    assertEquals(file, Json.mapper().readValue(json, AttachedFile.class));
    assertEquals(
        new Answer.Attached("0123456789abcdef", FileKind.PDF, 20_000_000, 100), file.answer());
    assertFalse(file.toString().contains("0123"), file.toString());
    for (String wrong :
        List.of(
            json.replace("20000000", "20000001"),
            json.replace("100}", "101}"),
            json.replace("100}", "0}"),
            json.replace("0123456789abcdef", "../../etc/passwd"),
            json.replace("\"pdf\"", "\"svg\""))) {
      assertThrows(
          JsonProcessingException.class, () -> Json.mapper().readValue(wrong, AttachedFile.class));
    }
  }

  @Test
  void aKindOfFileIsAnnouncedByItsMediaType() {
    for (FileKind kind : FileKind.values()) {
      assertEquals(Optional.of(kind), FileKind.ofMediaType(kind.mediaType()));
    }
    assertEquals(Optional.of(FileKind.JPEG), FileKind.ofMediaType("Image/JPEG; q=1"));
    for (String other : new String[] {null, "", "text/html", "image/svg+xml", "pdf"}) {
      assertEquals(Optional.empty(), FileKind.ofMediaType(other));
    }
  }

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

  /** A terminal of today talks to a guichet of yesterday, and the other way round. */
  @Test
  void whatSaysNothingOfPurposeCopiesOrWayIsOneOnPaper() throws Exception {
    OrderRequest old =
        Json.mapper()
            .readValue("{\"serviceId\":\"life\",\"documentLanguage\":\"fr\"}", OrderRequest.class);
    assertEquals(new OrderRequest("life", Language.FRENCH), old);
    assertEquals(Optional.empty(), old.refusedBy(service(List.of(), 1, DeliveryWay.PAPER)));
    Service today = service(List.of(purpose("pension", 250)), 3, DeliveryWay.EMAIL);
    assertEquals(
        today, Json.mapper().readValue(Json.mapper().writeValueAsBytes(today), Service.class));
    assertEquals(750, today.feeCents(today.purpose("pension"), 3));
  }

  @Test
  void anOrderKeepsToWhatIsOffered() {
    Service service =
        service(List.of(purpose("pension", 0)), 2, DeliveryWay.PAPER, DeliveryWay.EMAIL);
    EmailAddress address = new EmailAddress("nobody@example.org");
    OrderRequest good =
        new OrderRequest("life", Language.FRENCH, "pension", 2, DeliveryWay.PAPER, null);
    assertEquals(Optional.empty(), good.refusedBy(service));
    for (OrderRequest bad :
        List.of(
            new OrderRequest("death", Language.FRENCH, "pension", 1, DeliveryWay.PAPER, null),
            new OrderRequest("life", Language.ENGLISH, "pension", 1, DeliveryWay.PAPER, null),
            new OrderRequest("life", Language.FRENCH, null, 1, DeliveryWay.PAPER, null),
            new OrderRequest("life", Language.FRENCH, "housing", 1, DeliveryWay.PAPER, null),
            new OrderRequest("life", Language.FRENCH, "pension", 3, DeliveryWay.PAPER, null),
            new OrderRequest("life", Language.FRENCH, "pension", 1, DeliveryWay.POST, null))) {
      assertNotEquals(Optional.empty(), bad.refusedBy(service), bad.toString());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new OrderRequest("life", Language.FRENCH, null, 1, DeliveryWay.EMAIL, null));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OrderRequest("life", Language.FRENCH, null, 1, DeliveryWay.PAPER, address));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OrderRequest("life", Language.FRENCH, null, 2, DeliveryWay.EMAIL, address));
  }

  @Test
  void anAddressIsReadAsPeopleTypeItAndHidesItself() throws Exception {
    EmailAddress address = new EmailAddress("nobody@example.org");
    assertEquals(new EmailAddress.Read.Taken(address), EmailAddress.of("  nobody@example.org "));
    for (String typed : Arrays.asList(null, "", " ", "nobody", "no body@example.org", "a@b")) {
      assertEquals(EmailAddress.Read.Refused.class, EmailAddress.of(typed).getClass(), "" + typed);
    }
    OrderRequest request =
        new OrderRequest("life", Language.FRENCH, null, 1, DeliveryWay.EMAIL, address);
    assertFalse(request.toString().contains("nobody"));
    String wire = Json.mapper().writeValueAsString(request);
    assertEquals(request, Json.mapper().readValue(wire, OrderRequest.class));
    Exception refused =
        assertThrows(
            Exception.class,
            () ->
                Json.mapper()
                    .readValue(wire.replace("@example.org", " at example"), OrderRequest.class));
    for (Throwable t = refused; t != null; t = t.getCause()) {
      assertFalse(t.getMessage().contains("nobody"), t.getMessage());
    }
  }

  private static Purpose purpose(String id, int feeCents) {
    return new Purpose(id, words(id), feeCents);
  }

  private static Service service(List<Purpose> purposes, int mostCopies, DeliveryWay... ways) {
    return new Service(
        "life",
        words("Life"),
        words("You live."),
        List.of(Language.FRENCH),
        0,
        Service.Delivery.AT_ONCE,
        Sides.ONE_SIDED,
        purposes,
        mostCopies,
        List.of(ways));
  }

  private static Map<Language, String> words(String text) {
    return Arrays.stream(Language.values()).collect(Collectors.toMap(each -> each, _ -> text));
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
