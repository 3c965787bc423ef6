package be.borne.kiosk.technician;

import be.borne.device.card.Address;
import be.borne.device.card.CardCheck;
import be.borne.device.card.Identity;
import be.borne.device.card.ReadEffort;
import be.borne.device.card.ReadResult;
import be.borne.device.card.SignIn;
import be.borne.device.card.VerifiedIdentity;
import be.borne.kiosk.session.CardFaults;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.FaultCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
      case ReadResult.Verified(VerifiedIdentity holder, ReadEffort _) -> {
        lines.add("VERIFIED");
        Map<String, Object> identity = identity(holder, personal);
        // A picture in letters would push all else off the screen.
        holder.photo().ifPresent(photo -> identity.put("photo", photo.length + " bytes"));
        identity.forEach((name, value) -> lines.add(line(name, value)));
        address(holder).forEach((name, value) -> lines.add(line(name, value)));
        lines.add(line("sign-in", words(holder.signIn())));
        checks(lines, holder.checks());
        notOffered(holder).forEach(kind -> lines.add(line("not offered", kind)));
      }
      case ReadResult.Refused(var reason, String detail, List<CardCheck> checks, ReadEffort _) -> {
        FaultCode fault = CardFaults.of(reason);
        lines.add("REFUSED " + fault.code() + " " + fault);
        lines.add(line("reason", detail));
        checks(lines, checks);
      }
    }
    for (ReadEffort.Stage stage : result.effort().stages()) {
      lines.add(
          line(
              "after " + stage.name(),
              stage.exchanges() + " exchanges, " + stage.elapsed().toMillis() + " ms"));
    }
    lines.add(line("exchanges", result.effort().exchanges()));
    lines.add(line("milliseconds", result.effort().elapsed().toMillis()));
    return String.join(System.lineSeparator(), lines);
  }

  private static Map<String, Object> fields(ReadResult result, boolean personal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (result) {
      case ReadResult.Verified(VerifiedIdentity holder, ReadEffort _) -> {
        fields.put("ok", true);
        fields.put("identity", identity(holder, personal));
        fields.put("address", address(holder));
        fields.put("signIn", signIn(holder.signIn()));
        fields.put("checks", holder.checks());
        fields.put("notOffered", notOffered(holder));
      }
      case ReadResult.Refused(var reason, String detail, List<CardCheck> checks, ReadEffort _) -> {
        fields.put("ok", false);
        fields.put("fault", CardFaults.of(reason));
        fields.put("reason", reason);
        fields.put("detail", detail);
        fields.put("checks", checks);
      }
    }
    fields.put("stages", result.effort().stages().stream().map(CardReport::stage).toList());
    fields.put("exchanges", result.effort().exchanges());
    fields.put("milliseconds", result.effort().elapsed().toMillis());
    return fields;
  }

  private static Map<String, Object> stage(ReadEffort.Stage stage) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("after", stage.name());
    fields.put("exchanges", stage.exchanges());
    fields.put("milliseconds", stage.elapsed().toMillis());
    return fields;
  }

  private static Map<String, Object> identity(VerifiedIdentity holder, boolean personal) {
    Identity identity = holder.identity();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("surname", identity.surname());
    fields.put("givenNames", identity.givenNames());
    fields.put("documentType", identity.documentTypeCode());
    fields.put("documentTypeWords", identity.documentType().words());
    fields.put("issuingMunicipality", identity.issuingMunicipality());
    fields.put("validFrom", identity.validFrom().toString());
    fields.put("validUntil", identity.validUntil().toString());
    if (personal) {
      fields.put("nationalNumber", identity.nationalNumber());
      fields.put("thirdNameInitial", identity.thirdNameInitial());
      fields.put("birthDate", birthDate(identity));
      fields.put("birthDateAsPrinted", identity.birthDateAsPrinted());
      fields.put("birthPlace", identity.birthPlace());
      fields.put("sex", identity.sex().toString());
      fields.put("nationality", identity.nationality());
      fields.put("nobleCondition", identity.nobleCondition());
      fields.put("specialStatus", identity.specialStatus());
      fields.put("cardNumber", identity.cardNumber());
      foreignersFields(identity, fields);
      holder
          .photo()
          .ifPresent(photo -> fields.put("photo", Base64.getEncoder().encodeToString(photo)));
    }
    return fields;
  }

  /** The day, or the year where no more is known, or nothing. */
  private static String birthDate(Identity identity) {
    return identity
        .birthDate()
        .map(Object::toString)
        .orElseGet(
            () ->
                identity.birthYear().isPresent()
                    ? String.valueOf(identity.birthYear().getAsInt())
                    : "");
  }

  /** What only some cards have is only told where it is. */
  private static void foreignersFields(Identity identity, Map<String, Object> fields) {
    Map<String, String> rare = new LinkedHashMap<>();
    rare.put("duplicate", identity.duplicate());
    rare.put("specialOrganisation", identity.specialOrganisation());
    rare.put("protection", identity.protection());
    rare.put("specialMention", identity.specialMention());
    rare.put("regionalFileNumber", identity.regionalFileNumber());
    rare.put("unionCitizenSince", identity.unionCitizenSince());
    rare.put("employerVatNumbers", String.join(" ", identity.employerVatNumbers()));
    rare.put("brexitMentions", String.join(" ", identity.brexitMentions()));
    rare.put("cardAMentions", String.join(" ", identity.cardAMentions()));
    if (identity.familyMemberOfUnionCitizen()) {
      rare.put("familyMemberOfUnionCitizen", "true");
    }
    rare.values().removeIf(String::isEmpty);
    fields.putAll(rare);
  }

  private static Map<String, Object> address(VerifiedIdentity holder) {
    Map<String, Object> fields = new LinkedHashMap<>();
    holder
        .address()
        .ifPresent(
            (Address address) -> {
              fields.put("streetAndNumber", address.streetAndNumber());
              fields.put("postalCode", address.postalCode());
              fields.put("municipality", address.municipality());
            });
    return fields;
  }

  private static Map<String, Object> signIn(SignIn signIn) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("possible", signIn instanceof SignIn.Possible);
    CardFaults.of(signIn).ifPresent(fault -> fields.put("fault", fault));
    fields.put("words", words(signIn));
    return fields;
  }

  private static String words(SignIn signIn) {
    return switch (signIn) {
      case SignIn.Possible(_, _, var scheme) -> "possible, " + scheme;
      case SignIn.ChildsCard() -> "not possible: a child's card carries no certificates";
      case SignIn.NoCertificate() -> "not possible: the holder wanted no certificates";
      case SignIn.KeyTooShort(int bits) -> "not possible: the key has only " + bits + " bits";
      case SignIn.NotAsked() -> "not asked";
    };
  }

  /** What this card does not have, for its generation or its holder; all else held. */
  private static List<CardCheck.Kind> notOffered(VerifiedIdentity holder) {
    Set<CardCheck.Kind> checked =
        holder.checks().stream().map(CardCheck::kind).collect(Collectors.toSet());
    return Stream.of(
            CardCheck.Kind.AUTHENTICATION_CHAIN,
            CardCheck.Kind.SAME_PERSON,
            CardCheck.Kind.CHIP_PROOF)
        .filter(kind -> !checked.contains(kind))
        .toList();
  }

  private static void checks(List<String> lines, List<CardCheck> checks) {
    for (CardCheck check : checks) {
      lines.add(line(check.held() ? "held" : "FAILED", check.kind() + ": " + check.how()));
    }
  }

  private static String line(String name, Object value) {
    return String.format("%-20s %s", name, value);
  }
}
