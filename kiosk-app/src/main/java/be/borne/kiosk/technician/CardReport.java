package be.borne.kiosk.technician;

import be.borne.device.card.Address;
import be.borne.device.card.CardCheck;
import be.borne.device.card.Identity;
import be.borne.device.card.ReadResult;
import be.borne.device.card.VerifiedIdentity;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a technician is told of a card. Name, address and validity are what was asked for; national
 * number, photo and birth data only if {@code personal}; certificates and chip number never.
 */
final class CardReport {
  private CardReport() {}

  /** One JSON object: {@code ok}, then what was found, or {@code fault} and why. */
  static String json(ReadResult result, boolean personal) {
    try {
      return Json.mapper().writeValueAsString(fields(result, personal));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of texts and numbers is JSON", e);
    }
  }

  /** Lines of text, one per fact. */
  static String text(ReadResult result, boolean personal) {
    List<String> lines = new ArrayList<>();
    switch (result) {
      case ReadResult.Verified(VerifiedIdentity holder, var effort) -> {
        lines.add("VERIFIED");
        identity(holder, personal).forEach((name, value) -> lines.add(line(name, value)));
        address(holder.address()).forEach((name, value) -> lines.add(line(name, value)));
        checks(lines, holder.checks());
      }
      case ReadResult.Refused(var reason, String detail, List<CardCheck> checks, var effort) -> {
        FaultCode fault = CardFaults.of(reason);
        lines.add("REFUSED " + fault.code() + " " + fault);
        lines.add(line("reason", detail));
        checks(lines, checks);
      }
    }
    lines.add(line("exchanges", result.effort().exchanges()));
    lines.add(line("milliseconds", result.effort().elapsed().toMillis()));
    return String.join(System.lineSeparator(), lines);
  }

  private static Map<String, Object> fields(ReadResult result, boolean personal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (result) {
      case ReadResult.Verified(VerifiedIdentity holder, var effort) -> {
        fields.put("ok", true);
        fields.put("identity", identity(holder, personal));
        fields.put("address", address(holder.address()));
        fields.put("checks", holder.checks());
      }
      case ReadResult.Refused(var reason, String detail, List<CardCheck> checks, var effort) -> {
        fields.put("ok", false);
        fields.put("fault", CardFaults.of(reason));
        fields.put("reason", reason);
        fields.put("detail", detail);
        fields.put("checks", checks);
      }
    }
    fields.put("exchanges", result.effort().exchanges());
    fields.put("milliseconds", result.effort().elapsed().toMillis());
    return fields;
  }

  private static Map<String, Object> identity(VerifiedIdentity holder, boolean personal) {
    Identity identity = holder.identity();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("surname", identity.surname());
    fields.put("givenNames", identity.givenNames());
    fields.put("documentType", identity.documentType());
    fields.put("validFrom", identity.validFrom().toString());
    fields.put("validUntil", identity.validUntil().toString());
    if (personal) {
      fields.put("nationalNumber", identity.nationalNumber());
      fields.put("birthDate", identity.birthDateAsPrinted());
      fields.put("birthPlace", identity.birthPlace());
      fields.put("sex", identity.sex().toString());
      fields.put("nationality", identity.nationality());
      fields.put("cardNumber", identity.cardNumber());
      holder
          .photo()
          .ifPresent(photo -> fields.put("photo", Base64.getEncoder().encodeToString(photo)));
    }
    return fields;
  }

  private static Map<String, Object> address(Address address) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("streetAndNumber", address.streetAndNumber());
    fields.put("postalCode", address.postalCode());
    fields.put("municipality", address.municipality());
    return fields;
  }

  private static void checks(List<String> lines, List<CardCheck> checks) {
    for (CardCheck check : checks) {
      lines.add(line(check.held() ? "held" : "FAILED", check.kind() + ": " + check.how()));
    }
  }

  private static String line(String name, Object value) {
    return String.format("%-16s %s", name, value);
  }
}
