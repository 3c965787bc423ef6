package be.borne.townhall.guichet.openapi;

import be.borne.protocol.guichet.AttachedFile;
import be.borne.protocol.guichet.Catalogue;
import be.borne.protocol.guichet.Challenge;
import be.borne.protocol.guichet.CitizenFile;
import be.borne.protocol.guichet.CitizenFiles;
import be.borne.protocol.guichet.CitizenProof;
import be.borne.protocol.guichet.CitizenSession;
import be.borne.protocol.guichet.DeliveryWay;
import be.borne.protocol.guichet.Draft;
import be.borne.protocol.guichet.GuichetProblem;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.guichet.OpenClaims;
import be.borne.protocol.guichet.Order;
import be.borne.protocol.guichet.OrderRequest;
import be.borne.protocol.guichet.Procedure;
import be.borne.protocol.guichet.Procedures;
import be.borne.protocol.guichet.Purpose;
import be.borne.protocol.guichet.Receipt;
import be.borne.protocol.guichet.Service;
import be.borne.protocol.guichet.Submission;
import be.borne.protocol.guichet.UnfinishedOrder;
import be.borne.protocol.guichet.UnfinishedOrders;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Condition;
import be.borne.protocol.guichet.form.Coordinates;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Page;
import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What the constructor of one record refuses, as keywords of JSON Schema. Written down here and not
 * drawn from the code; {@code RecordBoundsTest} holds each against the constructor, at the bound
 * and beyond it. Shapes are the records' own patterns.
 */
final class RecordBounds {
  static final int MOST_ANSWERS = FormDefinition.MAX_FIELDS;
  static final String DAY_LIMIT = "^(today([+-][0-9]{1,4}[dmy])?|[0-9]{4}-[0-9]{2}-[0-9]{2})$";

  private static final String BEFORE_AT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  static final String EMAIL =
      "^(?=[^@]{1,64}@)%s(\\.%s)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,10}[A-Za-z]{2,63}$"
          .formatted(BEFORE_AT, BEFORE_AT);

  static final String TRACKING_CODE = anchored(shape("TrackingCode", "SHAPE"));

  private static final Pattern FIELD = shape("form.FormBounds", "FIELD_ID");
  private static final Pattern OPTION = shape("form.FormBounds", "OPTION_ID");
  private static final Pattern FORM = shape("form.FormBounds", "FORM_ID");
  private static final Pattern SERVICE = shape("Service", "ID");

  /** Something besides blanks. */
  private static final String NOT_BLANK = "\\S";

  private static final List<Integer> MOST_CHARS_OF_WORDS =
      List.of(30, 80, 120, 200, 300, 400, 1_000);
  private static final int MOST_OPTIONS = Input.MAX_OPTIONS;
  private static final Map<Class<?>, RecordBounds> ALL = all();

  private final Map<String, Consumer<ObjectNode>> byComponent = new LinkedHashMap<>();
  private final Set<String> optional = new HashSet<>();
  private final List<Consumer<ObjectNode>> rules = new ArrayList<>();

  private RecordBounds() {}

  /** What is known of this record; nothing of one that has nothing to bound. */
  static RecordBounds of(Class<?> type) {
    return ALL.getOrDefault(type, new RecordBounds());
  }

  private static Map<Class<?>, RecordBounds> all() {
    Map<Class<?>, RecordBounds> all = new LinkedHashMap<>();
    orders(all);
    forms(all);
    answers(all);
    return Map.copyOf(all);
  }

  private static void orders(Map<Class<?>, RecordBounds> all) {
    String proof = "CitizenProof";
    all.put(Challenge.class, bounds().matching("id", shape("Challenge", "ID")).base64("nonce", 32));
    all.put(
        CitizenProof.class,
        bounds()
            .matching("challengeId", shape(proof, "CHALLENGE_ID"))
            .base64("signature", 512)
            .base64("authenticationCertificate", 3_000)
            .base64("issuingCertificate", 3_000)
            .base64("identityFile", 1_024)
            .base64("identitySignature", 512)
            .base64("registerCertificate", 3_000));
    all.put(CitizenSession.class, bounds().text("token", 200));
    all.put(Catalogue.class, bounds().items("services", 0, 200));
    all.put(
        Service.class,
        bounds()
            .matching("id", SERVICE)
            .words("title", 80)
            .words("explanation", 300)
            .atLeastOne("documentLanguages")
            .between("feeCents", 0, 100_000)
            .items("purposes", 0, 30)
            .between("mostCopies", 1, Service.MOST_COPIES)
            .distinct("ways", 1, 3)
            .optional("sides", "purposes", "mostCopies", "ways"));
    all.put(
        Purpose.class,
        bounds().matching("id", SERVICE).words("title", 80).between("feeCents", 0, 100_000));
    all.put(
        OrderRequest.class,
        bounds()
            .matching("serviceId", SERVICE)
            .matching("purposeId", SERVICE)
            .between("copies", 1, Service.MOST_COPIES)
            .exactlyWhen("email", "way", DeliveryWay.EMAIL)
            .optional("purposeId", "copies", "way"));
    all.put(
        Order.class,
        bounds()
            .matching("reference", Order.REFERENCE)
            .matching("serviceId", SERVICE)
            .between("copies", 1, Service.MOST_COPIES)
            .exactlyWhen("document", "state", Order.State.READY)
            .optional("sides", "copies", "refusal", "tracking"));
    all.put(CitizenFiles.class, bounds().items("files", 0, CitizenFiles.MOST));
    all.put(
        CitizenFile.class,
        bounds()
            .matching("reference", Order.REFERENCE)
            .words("title", 80)
            .items("history", 1, CitizenFile.MOST_STEPS)
            .optional("refusal", "tracking"));
    all.put(CitizenFile.Step.class, bounds().optional("event"));
    all.put(
        IssuedDocument.class,
        bounds()
            .matching("sha256", shape("IssuedDocument", "SHA256"))
            .between("sizeBytes", 1, IssuedDocument.MAX_SIZE_BYTES)
            .matching("verificationCode", IssuedDocument.VERIFICATION_CODE)
            .optional("verificationCode"));
    all.put(UnfinishedOrders.class, bounds().items("orders", 0, UnfinishedOrders.MOST));
    all.put(
        UnfinishedOrder.class,
        bounds().matching("reference", Order.REFERENCE).matching("serviceId", SERVICE));
    all.put(OpenClaims.class, bounds().items("claims", 0, OpenClaims.MOST));
    all.put(OpenClaims.OpenClaim.class, bounds().matching("reference", Order.REFERENCE));
    all.put(GuichetProblem.class, bounds().text("rule", 200));
  }

  private static void forms(Map<Class<?>, RecordBounds> all) {
    all.put(Procedures.class, bounds().items("procedures", 0, 200));
    all.put(
        Procedure.class,
        bounds()
            .matching("formId", SERVICE)
            .words("title", 80)
            .words("explanation", 300)
            .optional("category"));
    all.put(
        FormDefinition.class,
        bounds()
            .matching("id", FORM)
            .between("version", 1, 1_000_000)
            .words("title", 80)
            .words("explanation", 300)
            .items("pages", 1, 30));
    all.put(Page.class, bounds().words("title", 80).items("fields", 1, FormDefinition.MAX_FIELDS));
    all.put(
        Field.class,
        bounds()
            .matching("id", FIELD)
            .words("label", 200)
            .words("help", 400)
            .optional("help", "prefill", "shownWhen"));
    all.put(
        be.borne.protocol.guichet.form.Option.class,
        bounds().matching("id", OPTION).words("label", 120));
    all.put(Input.ShortText.class, bounds().between("maxChars", 1, 200).optional("shape"));
    all.put(Input.LongText.class, bounds().between("maxChars", 1, 4_000));
    all.put(Input.Choice.class, bounds().items("options", 2, MOST_OPTIONS));
    all.put(
        Input.MultipleChoice.class,
        bounds()
            .items("options", 1, MOST_OPTIONS)
            .between("atLeast", 1, MOST_OPTIONS)
            .between("atMost", 1, MOST_OPTIONS));
    all.put(Input.DateField.class, bounds().optional("min", "max"));
    all.put(
        Input.NumberField.class,
        bounds()
            .below("min", 1_000_000_000_000_000L)
            .below("max", 1_000_000_000_000_000L)
            .between("decimals", 0, 6)
            .words("unit", 30)
            .optional("min", "max", "unit"));
    all.put(
        Input.FileField.class,
        bounds()
            .distinct("accepted", 1, 3)
            .between("maxBytes", 1, Answer.Attached.MAX_BYTES)
            .between("maxPages", 1, Answer.Attached.MAX_PAGES)
            .distinct("sources", 1, 2));
    all.put(Input.Statement.class, bounds().words("text", 1_000));
    all.put(
        Input.Block.class,
        bounds().items("fields", 1, 30).between("min", 0, 20).between("max", 1, 20));
    all.put(Condition.Answered.class, bounds().matching("field", FIELD));
    for (Class<?> comparing :
        List.of(Condition.Equals.class, Condition.Contains.class, Condition.LessThan.class)) {
      all.put(comparing, bounds().matching("field", FIELD).length("value", 1, 200));
    }
    all.put(Condition.And.class, bounds().items("all", 1, 20));
    all.put(Condition.Or.class, bounds().items("any", 1, 20));
  }

  private static void answers(Map<Class<?>, RecordBounds> all) {
    all.put(
        Draft.class,
        bounds()
            .between("version", 1, Integer.MAX_VALUE)
            .items("finished", 0, FormDefinition.MAX_FIELDS)
            .eachShorterThan("finished", 200_000)
            .optional("finished"));
    all.put(Submission.class, bounds().between("version", 1, Integer.MAX_VALUE));
    all.put(Receipt.class, bounds().matching("reference", Order.REFERENCE).optional("tracking"));
    all.put(
        AttachedFile.class,
        bounds()
            .matching("reference", Answer.Attached.REFERENCE)
            .between("bytes", 1, Answer.Attached.MAX_BYTES)
            .between("pages", 1, Answer.Attached.MAX_PAGES));
    all.put(
        Answer.Attached.class,
        bounds()
            .matching("reference", Answer.Attached.REFERENCE)
            .between("bytes", 1, Answer.Attached.MAX_BYTES)
            .between("pages", 1, Answer.Attached.MAX_PAGES));
    all.put(Answer.Text.class, bounds().length("value", 0, 4_000));
    all.put(Answer.Chosen.class, bounds().matching("option", OPTION));
    all.put(
        Answer.ManyChosen.class,
        bounds().distinct("options", 0, MOST_OPTIONS).eachMatching("options", OPTION));
    all.put(Answer.Day.class, bounds().matching("day", Pattern.compile("(18|19|20|21)[0-9-]{8}")));
    all.put(
        Answer.Quantity.class,
        bounds().string("number").matching("number", shape("form.Answer$Quantity", "PLAIN")));
    all.put(
        Answer.Address.class,
        bounds()
            .length("street", 0, 100)
            .length("number", 0, 10)
            .length("box", 0, 10)
            .length("postcode", 0, 10)
            .length("town", 0, 60));
    all.put(Answer.Spot.class, bounds().optional("at"));
    all.put(Answer.Repeated.class, bounds().items("items", 0, 20));
    all.put(Coordinates.class, bounds().between("latitude", 49, 52).between("longitude", 2, 7));
  }

  static ObjectNode fieldId(ObjectNode schema) {
    return schema.put("pattern", anchored(FIELD));
  }

  /** Bounds and what is required, put into the schema of the record's shape. */
  void putInto(ObjectNode schema) {
    if (!(schema.get("properties") instanceof ObjectNode properties)) {
      return;
    }
    byComponent.forEach(
        (component, bound) -> {
          if (!(properties.get(component) instanceof ObjectNode property)) {
            throw new IllegalStateException("there is no component " + component);
          }
          bound.accept(property);
        });
    ArrayNode required = schema.withArray("required");
    properties
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!optional.contains(name)
                  && required.valueStream().noneMatch(each -> each.asText().equals(name))) {
                required.add(name);
              }
            });
    if (required.isEmpty()) {
      schema.remove("required");
    }
    rules.forEach(rule -> rule.accept(schema));
  }

  private static RecordBounds bounds() {
    return new RecordBounds();
  }

  private RecordBounds with(String component, Consumer<ObjectNode> bound) {
    byComponent.merge(component, bound, Consumer::andThen);
    return this;
  }

  private RecordBounds optional(String... components) {
    optional.addAll(Arrays.asList(components));
    return this;
  }

  private RecordBounds matching(String component, Pattern shape) {
    return with(component, schema -> schema.put("pattern", anchored(shape)));
  }

  private RecordBounds eachMatching(String component, Pattern shape) {
    return with(
        component, schema -> ((ObjectNode) schema.get("items")).put("pattern", anchored(shape)));
  }

  private RecordBounds eachShorterThan(String component, int most) {
    return with(component, schema -> ((ObjectNode) schema.get("items")).put("maxLength", most));
  }

  private RecordBounds string(String component) {
    return with(component, schema -> schema.removeAll().put("type", "string"));
  }

  private RecordBounds length(String component, int least, int most) {
    return with(
        component,
        schema -> {
          if (least > 0) {
            schema.put("minLength", least);
          }
          schema.put("maxLength", most);
        });
  }

  /** Something has to be in it. */
  private RecordBounds text(String component, int most) {
    return with(
        component,
        schema -> schema.put("minLength", 1).put("maxLength", most).put("pattern", "\\S"));
  }

  private RecordBounds base64(String component, int bytes) {
    return with(
        component,
        schema ->
            schema
                .put("contentEncoding", "base64")
                .put("minLength", 4)
                .put("maxLength", (bytes + 2) / 3 * 4)
                .put("pattern", "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"));
  }

  private RecordBounds between(String component, long least, long most) {
    return with(component, schema -> schema.put("minimum", least).put("maximum", most));
  }

  private RecordBounds below(String component, long size) {
    return with(
        component, schema -> schema.put("exclusiveMinimum", -size).put("exclusiveMaximum", size));
  }

  private RecordBounds items(String component, int least, int most) {
    return with(
        component,
        schema -> {
          if (least > 0) {
            schema.put("minItems", least);
          }
          schema.put("maxItems", most);
        });
  }

  private RecordBounds atLeastOne(String component) {
    return with(component, schema -> schema.put("minItems", 1));
  }

  private RecordBounds distinct(String component, int least, int most) {
    return items(component, least, most).with(component, schema -> schema.put("uniqueItems", true));
  }

  /** Text in each of the four languages. */
  private RecordBounds words(String component, int most) {
    if (!MOST_CHARS_OF_WORDS.contains(most)) {
      throw new IllegalArgumentException("there are no words of at most " + most);
    }
    return with(
        component, schema -> schema.removeAll().put("$ref", "#/components/schemas/" + words(most)));
  }

  private static String words(int most) {
    return "WordsOfAtMost" + most;
  }

  /** What {@link #words(String, int)} refers to. */
  static Map<String, ObjectNode> words() {
    Map<String, ObjectNode> all = new LinkedHashMap<>();
    for (int most : MOST_CHARS_OF_WORDS) {
      ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
      schema.put("description", "In each of the four languages.");
      ObjectNode each = schema.putObject("properties");
      ArrayNode required = schema.putArray("required");
      for (Language language : Language.values()) {
        each.putObject(language.tag())
            .put("type", "string")
            .put("maxLength", most)
            .put("pattern", NOT_BLANK);
        required.add(language.tag());
      }
      schema.put("additionalProperties", false);
      all.put(words(most), schema);
    }
    return all;
  }

  /** A component that is there exactly when another has this value. */
  private RecordBounds exactlyWhen(String component, String other, Enum<?> value) {
    optional(component);
    rules.add(
        schema -> {
          ObjectNode given = schema.putObject("if");
          given.putObject("properties").putObject(other).put("const", value.name());
          given.putArray("required").add(other);
          schema.putObject("then").putArray("required").add(component);
          schema.putObject("else").putObject("not").putArray("required").add(component);
        });
    return this;
  }

  private static String anchored(Pattern shape) {
    return shape.pattern().contains("|")
        ? "^(" + shape.pattern() + ")$"
        : "^" + shape.pattern() + "$";
  }

  /** A record's own pattern, which nobody else needs. */
  private static Pattern shape(String type, String name) {
    try {
      var field = Class.forName("be.borne.protocol.guichet." + type).getDeclaredField(name);
      field.setAccessible(true);
      return (Pattern) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no pattern " + name, e);
    }
  }
}
