package be.borne.townhall.guichet.openapi;

import be.borne.protocol.guichet.EmailAddress;
import be.borne.protocol.guichet.TrackingCode;
import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.DayLimit;
import be.borne.protocol.guichet.form.TextShape;
import be.borne.protocol.json.Json;
import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.SchemaDefinitionNamingStrategy;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * JSON schemas of the protocol's records: their shape as Jackson writes it, the bounds that {@link
 * RecordBounds} says their constructors hold, and the words of their Javadoc.
 */
public final class RecordSchemas {
  private static final String PLACE = "components/schemas";

  private static final Pattern VALUE = Pattern.compile("\\{@value [#.]([A-Z_]+)}");

  private final JavadocOfRecords javadoc = JavadocOfRecords.read();
  private final Map<String, Class<?>> named = new TreeMap<>();
  private final SchemaBuilder builder;

  public RecordSchemas() {
    JacksonModule jackson =
        new JacksonModule(
            JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
            JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY,
            JacksonOption.SKIP_SUBTYPE_LOOKUP,
            JacksonOption.IGNORE_TYPE_INFO_TRANSFORM);
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(jackson)
            .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.STANDARD_FORMATS)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config
        .forTypesInGeneral()
        // As they were declared: whoever reads the record finds them again.
        .withPropertySorter((_, _) -> 0)
        .withCustomDefinitionProvider(this::own)
        .withDefinitionNamingStrategy(new Names());
    this.builder = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
  }

  /** A reference to the schema of this record. */
  public ObjectNode reference(Class<?> type) {
    return builder.createSchemaReference(type);
  }

  /** Every schema that was referred to, by name. */
  public ObjectNode collected() {
    ObjectNode found = builder.collectDefinitions(PLACE);
    Map<String, ObjectNode> sorted = new TreeMap<>();
    found.properties().forEach(each -> sorted.put(each.getKey(), (ObjectNode) each.getValue()));
    sorted.forEach(
        (name, schema) -> {
          Class<?> type = named.get(name);
          if (type.isRecord()) {
            tag(type, schema);
            RecordBounds.of(type).putInto(schema);
          }
          describe(name, type, schema);
        });
    sorted.putAll(RecordBounds.words());
    ObjectNode all = Json.mapper().createObjectNode();
    sorted.forEach(all::set);
    return all;
  }

  /** In the words of the record itself. */
  private void describe(String name, Class<?> type, ObjectNode schema) {
    javadoc
        .of(name)
        .ifPresent(
            said -> {
              ObjectNode whole = schema.deepCopy();
              schema.removeAll().put("description", said).setAll(whole);
            });
    for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
      javadoc
          .of(name + "." + member.getKey())
          .ifPresent(
              said -> ((ObjectNode) member.getValue()).put("description", withValues(said, type)));
    }
  }

  /** A constant of the type, where its Javadoc says the value. */
  private static String withValues(String said, Class<?> type) {
    return VALUE
        .matcher(said)
        .replaceAll(
            found -> {
              try {
                return type.getField(found.group(1)).get(null).toString();
              } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type + " has no " + found.group(1), e);
              }
            });
  }

  /** Which record or enum each name stands for. */
  public Map<String, Class<?>> named() {
    return new LinkedHashMap<>(named);
  }

  /** What is one of several kinds, and what is written as something else than a record. */
  private CustomDefinition own(ResolvedType resolved, SchemaGenerationContext context) {
    Class<?> type = resolved.getErasedType();
    ObjectNode schema = context.getGeneratorConfig().createObjectNode();
    if (type.isSealed() && type.isAnnotationPresent(JsonSubTypes.class)) {
      kinds(type, schema, context);
    } else if (type == EmailAddress.class) {
      schema.put("type", "string").put("maxLength", 254).put("pattern", RecordBounds.EMAIL);
    } else if (type == TrackingCode.class) {
      schema.put("type", "string").put("pattern", RecordBounds.TRACKING_CODE);
    } else if (type == TextShape.class) {
      schema.put("type", "string").put("minLength", 1).put("maxLength", 100);
    } else if (type == DayLimit.class) {
      schema.put("type", "string").put("pattern", RecordBounds.DAY_LIMIT);
    } else if (type == Answers.class) {
      schema.put("type", "object").put("maxProperties", RecordBounds.MOST_ANSWERS);
      schema.set("propertyNames", RecordBounds.fieldId(schema.objectNode()));
      schema.set(
          "additionalProperties",
          context.createDefinitionReference(context.getTypeContext().resolve(Answer.class)));
    } else if (Map.class.isAssignableFrom(type)) {
      // Every one is of words in four languages, and described where it stands.
      return new CustomDefinition(schema.put("type", "object"), true);
    } else {
      return null;
    }
    return new CustomDefinition(
        schema, CustomDefinition.DefinitionType.ALWAYS_REF, CustomDefinition.AttributeInclusion.NO);
  }

  private void kinds(Class<?> type, ObjectNode schema, SchemaGenerationContext context) {
    ArrayNode oneOf = schema.putArray("oneOf");
    ObjectNode discriminator = schema.putObject("discriminator");
    discriminator.put("propertyName", type.getAnnotation(JsonTypeInfo.class).property());
    ObjectNode mapping = discriminator.putObject("mapping");
    for (JsonSubTypes.Type each : type.getAnnotation(JsonSubTypes.class).value()) {
      oneOf.add(context.createDefinitionReference(context.getTypeContext().resolve(each.value())));
      mapping.put(each.name(), "#/" + PLACE + "/" + name(each.value()));
    }
  }

  /** The word that says which kind it is. */
  private static void tag(Class<?> type, ObjectNode schema) {
    for (Class<?> base : type.getInterfaces()) {
      JsonSubTypes kinds = base.getAnnotation(JsonSubTypes.class);
      if (kinds != null) {
        String property = base.getAnnotation(JsonTypeInfo.class).property();
        String word =
            Arrays.stream(kinds.value())
                .filter(each -> each.value() == type)
                .findFirst()
                .orElseThrow()
                .name();
        ObjectNode properties = schema.objectNode();
        properties.putObject(property).put("const", word);
        if (schema.get("properties") instanceof ObjectNode own) {
          properties.setAll(own);
        }
        schema.set("properties", properties);
        schema.withArray("required").add(property);
      }
    }
  }

  static String name(Class<?> type) {
    return type.getDeclaringClass() == null
        ? type.getSimpleName()
        : name(type.getDeclaringClass()) + "." + type.getSimpleName();
  }

  /** Of the Java type, so that one can be found by the other. */
  private final class Names implements SchemaDefinitionNamingStrategy {
    @Override
    public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
      Class<?> type = key.getType().getErasedType();
      Class<?> before = named.put(name(type), type);
      if (before != null && before != type) {
        throw new IllegalStateException(name(type) + " stands for two types");
      }
      return name(type);
    }
  }
}
