package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.DayLimit;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Option;
import be.borne.protocol.guichet.form.Page;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form of ours in the shape of a w.c.s.'s schema, as far as that can say it: in French, with the
 * nearest kind of field, and with conditions where they mean the same there.
 */
final class WcsFormWriting {
  private static final String REQUIRED = "required";
  private static final String VALUE = "value";

  private final Map<String, Field> before = new HashMap<>();
  private final Map<String, Map<Language, String>> words = new LinkedHashMap<>();

  private WcsFormWriting() {}

  /** The schema, and what its French texts are in the other languages, by the French. */
  record Written(ObjectNode schema, Map<String, Map<Language, String>> words) {}

  static Written of(FormDefinition form) {
    WcsFormWriting writing = new WcsFormWriting();
    return new Written(writing.schema(form), writing.words);
  }

  private ObjectNode schema(FormDefinition form) {
    ObjectNode schema =
        Json.mapper()
            .createObjectNode()
            .put("name", form.title().get(Language.FRENCH))
            .put("url_name", form.id())
            .put("description", form.explanation().get(Language.FRENCH));
    ArrayNode fields = schema.putArray("fields");
    for (Page page : form.pages()) {
      fields.addObject().put("type", "page").put("label", said(page.title()));
      page.fields().forEach(field -> field(fields.addObject(), field));
    }
    for (int i = 0; i < fields.size(); i++) {
      ((ObjectNode) fields.get(i)).put("id", String.valueOf(i + 1));
    }
    return schema;
  }

  private String said(Map<Language, String> text) {
    String french = text.get(Language.FRENCH).strip();
    words.putIfAbsent(french, text);
    return french;
  }

  private void field(ObjectNode json, Field field) {
    json.put("type", type(field));
    if (field.input() instanceof Input.Statement(var text)) {
      json.put("label", html(said(text)));
    } else {
      json.put("label", said(field.label())).put("varname", field.id().replace('-', '_'));
      json.put(REQUIRED, field.required() ? REQUIRED : "optional");
      if (field.help() != null) {
        json.put("hint", html(said(field.help())));
      }
      input(json, field.input());
      if (field.prefill() != null) {
        String attribute =
            switch (field.prefill()) {
              case SURNAME -> "_last_name";
              case GIVEN_NAMES -> "_first_name";
              case BIRTH_DATE -> "_birthdate";
              // A site keeps it in several.
              case ADDRESS -> "";
            };
        if (!attribute.isEmpty()) {
          json.putObject("prefill").put("type", "user").put(VALUE, attribute);
        }
      }
    }
    if (field.shownWhen() != null) {
      new DjangoWriting(before)
          .of(field.shownWhen())
          .ifPresent(text -> json.putObject("condition").put("type", "django").put(VALUE, text));
    }
    before.put(field.id(), field);
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\n", "<br>");
  }

  private static String type(Field field) {
    return switch (field.input()) {
      case Input.ShortText _, Input.Phone _, Input.AddressField _ -> "string";
      case Input.LongText _ -> "text";
      case Input.Email _ -> "email";
      // Its yes-or-no is a box, of which what is left open is a no.
      case Input.Choice _, Input.YesNo _ -> "item";
      case Input.MultipleChoice _ -> "items";
      case Input.DateField _ -> "date";
      case Input.NumberField _ -> "numeric";
      case Input.FileField _ -> "file";
      case Input.MapPoint _ -> "map";
      case Input.Statement _ -> "comment";
      case Input.Block _ -> WcsFormJson.BLOCK + field.id();
    };
  }

  private void input(ObjectNode json, Input input) {
    switch (input) {
      case Input.Choice choice -> {
        options(json, choice.options());
        json.put("display_mode", choice.layout() == Input.Layout.LIST ? "list" : "radio");
      }
      case Input.YesNo _ -> {
        options(json, WcsInputs.YES_OR_NO);
        json.put("display_mode", "radio");
      }
      case Input.MultipleChoice choice -> {
        options(json, choice.options());
        // Zero says that there is no such bound.
        json.put("min_choices", choice.atLeast() == 1 ? 0 : choice.atLeast());
        json.put("max_choices", choice.atMost() == choice.options().size() ? 0 : choice.atMost());
      }
      case Input.DateField(var min, var max) -> days(json, min, max);
      case Input.NumberField number -> {
        if (number.min() != null) {
          json.put("min_value", number.min());
        }
        if (number.max() != null) {
          json.put("max_value", number.max());
        }
        json.put("restrict_to_integers", number.decimals() == 0);
      }
      case Input.ShortText _,
          Input.LongText _,
          Input.Email _,
          Input.Phone _,
          Input.AddressField _,
          Input.FileField _,
          Input.MapPoint _,
          Input.Statement _,
          Input.Block _ -> {}
    }
  }

  private void options(ObjectNode json, List<Option> options) {
    ArrayNode listed = Json.mapper().createArrayNode();
    for (Option option : options) {
      listed.addObject().put("id", option.id()).put("text", said(option.label()));
    }
    json.putObject("data_source").put("type", "jsonvalue").put(VALUE, listed.toString());
  }

  /** Today with these words, tomorrow and yesterday without; nothing else is counted from today. */
  private static void days(ObjectNode json, DayLimit min, DayLimit max) {
    if (min != null && min.fixed() != null) {
      json.put("minimum_date", min.fixed().toString());
    }
    if (max != null && max.fixed() != null) {
      json.put("maximum_date", max.fixed().toString());
    }
    boolean fromToday = isToday(min, 0) || isToday(max, 0);
    json.put("minimum_is_future", fromToday ? isToday(min, 0) : isToday(min, 1));
    json.put("date_in_the_past", fromToday ? isToday(max, 0) : isToday(max, -1));
    json.put("date_can_be_today", fromToday);
  }

  private static boolean isToday(DayLimit limit, int fromToday) {
    return limit != null
        && limit.fixed() == null
        && limit.unit() == ChronoUnit.DAYS
        && limit.fromToday() == fromToday;
  }
}
