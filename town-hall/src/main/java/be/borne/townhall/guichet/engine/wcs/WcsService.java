package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.Purpose;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.Sides;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One service of the guichet as a form of a w.c.s.: what it is called here, and what is sent there.
 * A w.c.s. knows neither four languages nor how to be told which of its fields carries what.
 *
 * @param id as terminals know it
 * @param title in each of the four languages
 * @param explanation in each of the four languages
 * @param documentLanguages the languages the form gives its document in
 * @param delivery whether it comes at once or after a clerk's check
 * @param feeCents euro cents for one copy where no purpose says otherwise
 * @param purposes that the form knows; none where it does not ask
 * @param form its name in the address of the w.c.s.
 * @param reference the variable that carries our reference; by it an order is found again
 * @param document the variable in which the workflow puts the document
 * @param printed the trigger that tells it of the print; null where it does not wait for that
 * @param refusedIn statuses in which the order is refused
 * @param data what is sent, by variable; a text in braces stands for something of the order or the
 *     person
 * @param unchecked variables of which options or rule cannot be known from the schema
 * @param payment what its workflow waits for before it makes the document; null for nothing
 */
record WcsService(
    String id,
    Map<Language, String> title,
    Map<Language, String> explanation,
    @JsonProperty("document_languages") List<Language> documentLanguages,
    Service.Delivery delivery,
    @JsonProperty("fee_cents") int feeCents,
    List<Reason> purposes,
    String form,
    String reference,
    String document,
    String printed,
    @JsonProperty("refused_in") Set<String> refusedIn,
    Map<String, JsonNode> data,
    Set<String> unchecked,
    Payment payment) {
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\{(?<what>reference|purpose|document-language|national-number"
              + "|person\\.(?<attribute>[a-z_][a-z0-9_]{0,59}))\\}");

  /**
   * What a document is for.
   *
   * @param id as terminals know it
   * @param value as the form knows it
   */
  record Reason(
      String id,
      Map<Language, String> title,
      @JsonProperty("fee_cents") int feeCents,
      String value) {
    Reason {
      if (value == null || value.isBlank()) {
        throw new IllegalArgumentException("a purpose without the value that is sent for it");
      }
    }

    Purpose purpose() {
      return new Purpose(id, title, feeCents);
    }
  }

  /**
   * What has to be paid first. Whoever sends the trigger has paid, whatever happened: it is sent by
   * nobody here as long as terminals take no payment.
   *
   * @param priceCents euro cents
   * @param paid the trigger that says so
   * @param cancelled the trigger that says that nobody will; null for none
   */
  record Payment(@JsonProperty("price_cents") int priceCents, String paid, String cancelled) {
    private static final int MOST_CENTS = 1_000_000;

    Payment {
      if (priceCents < 1 || priceCents > MOST_CENTS) {
        throw new IllegalArgumentException("price_cents: expected 1 to " + MOST_CENTS);
      }
      WcsNames.slug(paid);
      if (cancelled != null) {
        WcsNames.slug(cancelled);
      }
    }
  }

  WcsService {
    WcsNames.slug(form);
    WcsNames.variable(reference);
    WcsNames.variable(document);
    if (printed != null) {
      WcsNames.slug(printed);
    }
    purposes = List.copyOf(Objects.requireNonNullElse(purposes, List.of()));
    refusedIn = Set.copyOf(Objects.requireNonNullElse(refusedIn, Set.of()));
    unchecked = Set.copyOf(Objects.requireNonNullElse(unchecked, Set.of()));
    if (data == null) {
      throw new IllegalArgumentException("a service without data");
    }
    data = Map.copyOf(data);
    for (Map.Entry<String, JsonNode> each : data.entrySet()) {
      WcsNames.variable(each.getKey());
      if (each.getValue().isTextual()
          && each.getValue().asText().startsWith("{")
          && !PLACEHOLDER.matcher(each.getValue().asText()).matches()) {
        throw new IllegalArgumentException(each.getKey() + " stands for nothing that is known");
      }
    }
    if (!TextNode.valueOf("{reference}").equals(data.get(reference))) {
      // Without it nobody could tell whether an order that was not answered was taken.
      throw new IllegalArgumentException(reference + " has to be sent as {reference}");
    }
    requireService(id, title, explanation, documentLanguages, feeCents, delivery, purposes);
    if (purposes.isEmpty() == data.containsValue(TextNode.valueOf("{purpose}"))) {
      throw new IllegalArgumentException("{purpose} is sent exactly where there are purposes");
    }
  }

  /** Fails where what terminals are told of it would. */
  private static void requireService(
      String id,
      Map<Language, String> title,
      Map<Language, String> explanation,
      List<Language> documentLanguages,
      int feeCents,
      Service.Delivery delivery,
      List<Reason> purposes) {
    var _ = new Service(id, title, explanation, documentLanguages, feeCents, delivery);
    purposes.forEach(Reason::purpose);
  }

  /** As terminals offer it. */
  Service service() {
    return new Service(
        id,
        title,
        explanation,
        documentLanguages,
        feeCents,
        delivery,
        Sides.ONE_SIDED,
        purposes.stream().map(Reason::purpose).toList(),
        1,
        // What is not there at once is carried on when its citizen comes: it cannot be sent.
        List.of(DeliveryWay.PAPER));
  }

  /**
   * What there is to say against this service and this form together; empty if it can be offered.
   *
   * @return each without anything of a person
   */
  List<String> against(WcsSchema schema) {
    List<String> problems = new ArrayList<>();
    for (String variable : data.keySet()) {
      if (schema.field(variable).isEmpty()) {
        problems.add(variable + " is no field of the form");
      }
    }
    if (schema
        .field(reference)
        .filter(field -> field.kind() instanceof WcsSchema.Kind.Text && field.shownWhen().isEmpty())
        .isEmpty()) {
      // Of a field that is hidden nothing would be sent.
      problems.add(reference + " is no field for a text that is always shown");
    }
    problems.addAll(schema.closed());
    if (!schema.made().contains(document)) {
      problems.add(document + " is no file that the workflow makes");
    }
    if (printed != null && !schema.triggers().contains(printed)) {
      problems.add(printed + " is no trigger of the workflow");
    }
    if (payment != null) {
      for (String trigger : new String[] {payment.paid(), payment.cancelled()}) {
        if (trigger != null && !schema.triggers().contains(trigger)) {
          problems.add(trigger + " is no trigger of the workflow");
        }
      }
      problems.add("it has to be paid first, and terminals take no payment yet");
    }
    for (String status : refusedIn) {
      if (!schema.statuses().contains(status)) {
        problems.add(status + " is no status of the workflow");
      }
    }
    for (WcsSchema.Field field : schema.fields()) {
      boolean isAlwaysAsked = field.isRequired() && field.shownWhen().isEmpty();
      boolean isComputed = field.kind() instanceof WcsSchema.Kind.Computed;
      if ((isAlwaysAsked || isComputed) && !data.containsKey(field.variable())) {
        problems.add("\"" + field.label() + "\" is required, and nothing is sent for it");
      }
    }
    return List.copyOf(problems);
  }

  /**
   * What an order says.
   *
   * @param purposeId one of this service's
   * @param attributes of the person, as the w.c.s. keeps them
   */
  record Order(
      String reference,
      Optional<String> purposeId,
      Language documentLanguage,
      String nationalNumber,
      Map<String, String> attributes) {

    /** Names nobody. */
    @Override
    public String toString() {
      return "Order[" + reference + "]";
    }
  }

  /** The data of one order; what the w.c.s. does not know of the person is left out. */
  ObjectNode data(Order order) {
    return filled(data, purposes, order);
  }

  /** Whether it stands for something of the order or the person. */
  static boolean isPlaceholder(JsonNode value) {
    return PLACEHOLDER.matcher(value.isTextual() ? value.asText() : "").matches();
  }

  /**
   * Data with what its placeholders stand for; what that is not known for is left out.
   *
   * @param data by variable
   */
  static ObjectNode filled(Map<String, JsonNode> data, List<Reason> purposes, Order order) {
    ObjectNode sent = Json.mapper().createObjectNode();
    data.forEach(
        (variable, value) -> {
          Matcher placeholder = PLACEHOLDER.matcher(value.isTextual() ? value.asText() : "");
          if (placeholder.matches()) {
            said(placeholder, purposes, order).ifPresent(text -> sent.put(variable, text));
          } else {
            sent.set(variable, value);
          }
        });
    return sent;
  }

  private static Optional<String> said(Matcher placeholder, List<Reason> purposes, Order order) {
    return switch (placeholder.group("what")) {
      case "reference" -> Optional.of(order.reference());
      case "document-language" -> Optional.of(order.documentLanguage().tag());
      case "national-number" -> Optional.of(order.nationalNumber());
      case "purpose" ->
          order
              .purposeId()
              .flatMap(id -> purposes.stream().filter(reason -> reason.id().equals(id)).findFirst())
              .map(Reason::value);
      default -> Optional.ofNullable(order.attributes().get(placeholder.group("attribute")));
    };
  }
}
