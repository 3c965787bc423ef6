package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormRefusedException;
import be.borne.protocol.guichet.form.Page;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import be.borne.townhall.guichet.engine.wcs.WcsFormJson.Read;
import be.borne.townhall.guichet.engine.wcs.WcsFormJson.Unreadable;
import be.borne.townhall.guichet.engine.wcs.WcsTranslation.NotSaid;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one form: what a w.c.s. says, and over it what we wrote beside that. */
final class WcsFormReading {
  private static final ObjectReader STRICT =
      Json.mapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** A usual name; only what a citizen's own number is filled in with hangs on it. */
  private static final String NUMBER_ATTRIBUTE = "niss";

  private final JsonNode schema;
  private final JsonNode ours;
  private final List<ObjectNode> places;

  WcsFormReading(JsonNode schema) {
    this.schema = schema;
    this.ours = schema.path(WcsFormJson.OURS);
    this.places = WcsFormJson.places(schema);
  }

  Read read(Optional<FormCategory> category) throws Unreadable {
    try {
      JsonNode plain = plain();
      WcsForm form =
          WcsTranslation.of(
              plain,
              WcsSchema.of(plain),
              new WcsTranslation.Setting(
                  schema.path("url_name").asText(""),
                  category(category),
                  title(ours.path("title"), "name"),
                  title(ours.path("explanation"), "description"),
                  Map.of(),
                  Set.of(),
                  words(),
                  NUMBER_ATTRIBUTE));
      return new Read(whole(form.definition()), form.untranslated());
    } catch (NotTaken | FormRefusedException e) {
      throw unreadable(e.getMessage());
    } catch (NotSaid e) {
      throw new Unreadable(e.reasons());
    }
  }

  private static Unreadable unreadable(String reason) {
    return new Unreadable(List.of(reason));
  }

  private FormCategory category(Optional<FormCategory> category) throws Unreadable {
    JsonNode own = ours.path("category");
    return WcsFormJson.isNothing(own)
        ? category.orElseThrow(() -> unreadable("it does not say in which category it is offered"))
        : value(own, new TypeReference<FormCategory>() {}, "category");
  }

  private Map<Language, String> title(JsonNode own, String theirs) throws Unreadable {
    if (!WcsFormJson.isNothing(own)) {
      return value(own, new TypeReference<Map<Language, String>>() {}, theirs);
    }
    String said = schema.path(theirs).asText("").strip();
    String text = said.isEmpty() ? schema.path("name").asText("").strip() : said;
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      words.put(language, text);
    }
    return words;
  }

  private Map<String, Map<Language, String>> words() throws Unreadable {
    return WcsFormJson.isNothing(ours.path("words"))
        ? Map.of()
        : value(
            ours.path("words"),
            new TypeReference<Map<String, Map<Language, String>>>() {},
            "words");
  }

  private static <T> T value(JsonNode node, TypeReference<T> type, String name) throws Unreadable {
    try {
      return STRICT.forType(type).readValue(node);
    } catch (IOException e) {
      throw unreadable("what stands under borne as " + name + " is not understood");
    }
  }

  /** What a w.c.s. understands of it, and of a block that there is something. */
  private JsonNode plain() {
    JsonNode plain = schema.deepCopy();
    for (ObjectNode field : WcsFormJson.places(plain)) {
      JsonNode more = field.path(WcsFormJson.OURS);
      if (more.has(WcsFormJson.INPUT)
          && field.path("type").asText().startsWith(WcsFormJson.BLOCK)) {
        field.put("type", "string");
      }
      if (more.has(WcsFormJson.SHOWN_WHEN)) {
        field.remove("condition");
      }
      field.remove(WcsFormJson.OURS);
    }
    return plain;
  }

  private FormDefinition whole(FormDefinition read) throws Unreadable {
    List<Field> fields = read.fields().toList();
    if (places.stream().noneMatch(place -> place.has(WcsFormJson.OURS))
        && WcsFormJson.isNothing(ours)) {
      return read;
    }
    if (fields.size() != places.size()) {
      throw unreadable("fields were left out, so that nobody knows what borne belongs to");
    }
    List<Page> pages = new ArrayList<>();
    List<JsonNode> titles = titles();
    int next = 0;
    for (Page page : read.pages()) {
      JsonNode title = titles.get(next);
      List<Field> whole = new ArrayList<>();
      for (Field field : page.fields()) {
        whole.add(whole(field, places.get(next++).path(WcsFormJson.OURS)));
      }
      pages.add(
          new Page(
              WcsFormJson.isNothing(title)
                  ? page.title()
                  : value(title, new TypeReference<Map<Language, String>>() {}, "title"),
              whole));
    }
    return new FormDefinition(
        read.id(),
        ours.path("version").asInt(1),
        read.category(),
        read.title(),
        read.explanation(),
        pages);
  }

  /** Of each field the title that stands under our key at its page. */
  private List<JsonNode> titles() {
    List<JsonNode> titles = new ArrayList<>();
    JsonNode title = ours.path("nothing");
    for (JsonNode field : schema.path(WcsFormJson.FIELDS)) {
      if (WcsFormJson.isPage(field)) {
        title = field.path(WcsFormJson.OURS).path("title");
      } else {
        titles.add(title);
      }
    }
    return titles;
  }

  private static Field whole(Field field, JsonNode more) throws Unreadable {
    if (WcsFormJson.isNothing(more)) {
      return field;
    }
    ObjectNode whole = Json.mapper().valueToTree(field);
    for (Map.Entry<String, JsonNode> part : more.properties()) {
      if (!WcsFormJson.PARTS.contains(part.getKey())) {
        throw unreadable("\"" + field.id() + "\": borne holds a word that is not known");
      }
      whole.set(part.getKey(), part.getValue());
    }
    try {
      return STRICT.treeToValue(whole, Field.class);
    } catch (JsonProcessingException e) {
      throw unreadable(
          "\"%s\": %s"
              .formatted(
                  field.id(),
                  e.getCause() instanceof FormRefusedException own
                      ? own.getMessage()
                      : "what stands under borne is not understood"));
    }
  }
}
