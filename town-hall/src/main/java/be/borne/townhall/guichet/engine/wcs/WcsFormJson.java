package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Page;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Forms of ours as a w.c.s. writes its own, and the other way. What its words cannot say stands
 * beside them under the key {@code borne}: of the form its version, category and the other
 * languages, of a field just the parts that would be read otherwise without it.
 */
public final class WcsFormJson {
  static final String BLOCK = "block:";

  static final String OURS = "borne";
  static final String FIELDS = "fields";
  static final String INPUT = "input";
  static final String SHOWN_WHEN = "shownWhen";

  /** The parts of a field that may stand there. */
  static final List<String> PARTS =
      List.of("id", "label", "help", "required", "prefill", SHOWN_WHEN, INPUT);

  private WcsFormJson() {}

  /**
   * A form that was written.
   *
   * @param schema as a w.c.s. has it, and more under our key
   * @param notSaid what a w.c.s. does not understand of it, field by field: {@code surname: input}
   */
  public record Written(ObjectNode schema, List<String> notSaid) {
    public Written {
      notSaid = List.copyOf(notSaid);
    }
  }

  /**
   * A form that was read.
   *
   * @param untranslated texts that stand there in one language, and therefore in all
   */
  public record Read(FormDefinition form, Set<String> untranslated) {
    public Read {
      untranslated = Set.copyOf(untranslated);
    }
  }

  /** It is no form that can be filled in here. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<String> reasons;

    Unreadable(List<String> reasons) {
      super(String.join("; ", reasons));
      this.reasons = List.copyOf(reasons);
    }

    /** Each names the field, and the rule. */
    public List<String> reasons() {
      return reasons;
    }
  }

  /** Writes a form; read again it is the same. */
  public static Written of(FormDefinition form) {
    WcsFormWriting.Written written = WcsFormWriting.of(form);
    ObjectNode schema = written.schema();
    ObjectNode ours = schema.putObject(OURS).put("version", form.version());
    ours.set("category", Json.mapper().valueToTree(form.category()));
    ours.set("title", Json.mapper().valueToTree(form.title()));
    ours.set("explanation", Json.mapper().valueToTree(form.explanation()));
    ours.set("words", words(written.words()));
    List<Field> fields = form.fields().toList();
    List<ObjectNode> places = places(schema);
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).input() instanceof Input.Block block) {
        places.get(i).putObject(OURS).set(INPUT, tree(block));
      }
    }
    List<String> notSaid = new ArrayList<>();
    try {
      List<Field> read = read(schema, Optional.empty()).form().fields().toList();
      for (int i = 0; i < fields.size(); i++) {
        ObjectNode more = more(fields.get(i), read.get(i));
        if (places.get(i).path(OURS).has(INPUT)) {
          more.set(INPUT, places.get(i).path(OURS).path(INPUT));
        }
        if (!more.isEmpty()) {
          places.get(i).set(OURS, more);
          String id = fields.get(i).id();
          more.fieldNames().forEachRemaining(part -> notSaid.add(id + ": " + part));
        }
      }
      pages(form, schema);
      if (!read(schema, Optional.empty()).form().equals(form)) {
        throw new IllegalStateException("a form that would be read as another: " + form.id());
      }
    } catch (Unreadable e) {
      throw new IllegalStateException("a form that could not be read again: " + form.id(), e);
    }
    return new Written(schema, notSaid);
  }

  /** In the languages that a w.c.s. does not have. */
  private static ObjectNode words(Map<String, Map<Language, String>> words) {
    ObjectNode others = Json.mapper().createObjectNode();
    words.forEach(
        (french, all) -> {
          ObjectNode text = others.putObject(french);
          all.forEach(
              (language, word) -> {
                if (language != Language.FRENCH) {
                  text.put(language.tag(), word);
                }
              });
        });
    return others;
  }

  /** A text that is translated in two ways: here the one, there the other. */
  private static void pages(FormDefinition form, ObjectNode schema) throws Unreadable {
    List<Page> read = read(schema, Optional.empty()).form().pages();
    Iterator<JsonNode> fields = schema.path(FIELDS).iterator();
    for (int i = 0; i < form.pages().size(); i++) {
      JsonNode page = fields.next();
      while (!isPage(page)) {
        page = fields.next();
      }
      Map<Language, String> title = form.pages().get(i).title();
      if (!read.get(i).title().equals(title)) {
        ((ObjectNode) page).putObject(OURS).set("title", tree(title));
      }
    }
  }

  static boolean isPage(JsonNode field) {
    return field.path("type").asText().equals("page");
  }

  static List<ObjectNode> places(JsonNode schema) {
    List<ObjectNode> places = new ArrayList<>();
    for (JsonNode field : schema.path(FIELDS)) {
      if (!isPage(field) && field instanceof ObjectNode object) {
        places.add(object);
      }
    }
    return places;
  }

  private static JsonNode tree(Object value) {
    return Json.mapper().valueToTree(value);
  }

  /** What is read otherwise. */
  private static ObjectNode more(Field field, Field read) {
    ObjectNode more = Json.mapper().createObjectNode();
    JsonNode own = tree(field);
    JsonNode other = tree(read);
    for (String part : PARTS) {
      JsonNode said = own.path(part);
      // What is not there at all stands there as nothing.
      if (!isSame(said, other.path(part))) {
        more.set(part, said.isMissingNode() ? more.nullNode() : said);
      }
    }
    return more;
  }

  private static boolean isSame(JsonNode one, JsonNode other) {
    return isNothing(one) ? isNothing(other) : one.equals(other);
  }

  static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  /**
   * Reads a form, one of a w.c.s.'s own or one that was written here.
   *
   * @param category where it is offered, if it does not say so itself
   * @throws Unreadable naming each field that cannot be said here
   */
  public static Read read(JsonNode schema, Optional<FormCategory> category) throws Unreadable {
    return new WcsFormReading(schema).read(category);
  }
}
