package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.Condition;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormRefusedException;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.Page;
import be.borne.protocol.json.Json;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.wcs.DjangoCondition.NotTaken;
import be.borne.townhall.guichet.engine.wcs.WcsConditions.Folded;
import be.borne.townhall.guichet.engine.wcs.WcsConditions.Meaning;
import be.borne.townhall.guichet.engine.wcs.WcsSchema.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A form of a w.c.s. as a form of ours, or why it cannot be one: what our forms cannot say is never
 * guessed. All reasons are found in one go, so that whoever looks after the form hears of all.
 */
final class WcsTranslation {
  /**
   * What the schema does not say.
   *
   * @param id as terminals know the form
   * @param sent what is sent without being asked, by variable; a placeholder for what is known only
   *     then
   * @param unchecked variables of which the rule need not be known
   * @param numberAttribute under which the site keeps a person's national number
   */
  record Setting(
      String id,
      FormCategory category,
      Map<Language, String> title,
      Map<Language, String> explanation,
      Map<String, JsonNode> sent,
      Set<String> unchecked,
      Map<String, Map<Language, String>> words,
      String numberAttribute) {}

  /** It cannot be said here. */
  static final class NotSaid extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<String> reasons;

    NotSaid(List<String> reasons) {
      super(String.join("; ", reasons));
      this.reasons = List.copyOf(reasons);
    }

    /** Each names a field, and nothing of a person. */
    List<String> reasons() {
      return reasons;
    }
  }

  /** A page that is being written. */
  private record Begun(Map<Language, String> title, List<Field> fields) {}

  private final JsonNode schema;
  private final WcsSchema read;
  private final Setting setting;
  private final WcsWords words;
  private final WcsIds ids = new WcsIds();
  private final List<String> problems = new ArrayList<>();
  private final List<Begun> pages = new ArrayList<>();
  private final List<WcsForm.Asked> asked = new ArrayList<>();
  private final Map<String, Input> inputs = new HashMap<>();
  private final Set<String> national = new HashSet<>();
  private final Map<String, Meaning> meanings = new HashMap<>();
  private final ObjectNode constants = Json.mapper().createObjectNode();
  private final WcsConditions conditions =
      new WcsConditions(variable -> Optional.ofNullable(meanings.get(variable)));

  private WcsTranslation(JsonNode schema, WcsSchema read, Setting setting) {
    this.schema = schema;
    this.read = read;
    this.setting = setting;
    this.words = new WcsWords(setting.words());
  }

  /**
   * @param read the same schema
   * @return with version 1
   * @throws NotSaid naming each field that is in the way, and why
   */
  static WcsForm of(JsonNode schema, WcsSchema read, Setting setting) throws NotSaid {
    WcsTranslation translation = new WcsTranslation(schema, read, setting);
    translation.walk();
    return translation.form();
  }

  private void walk() {
    pages.add(new Begun(setting.title(), new ArrayList<>()));
    List<DjangoCondition> ofPage = List.of();
    int next = 0;
    for (JsonNode field : schema.path("fields")) {
      String type = field.path("type").asText();
      String label = field.path("label").asText("");
      try {
        if (type.equals("page")) {
          pages.add(new Begun(words.of(label), new ArrayList<>()));
          ofPage = WcsSchema.condition(field.path("condition"));
        } else if (WcsSchema.READ_ONLY.contains(type)) {
          List<DjangoCondition> shownWhen = new ArrayList<>(ofPage);
          shownWhen.addAll(WcsSchema.condition(field.path("condition")));
          for (DjangoCondition condition : shownWhen) {
            // Those of fields were looked at with the schema; of what is only read nothing is sent.
            WcsSchema.require(condition, read.fields().subList(0, next));
          }
          readOnly(field, type, shownWhen);
        } else {
          field(field, read.fields().get(next++));
        }
      } catch (NotTaken | FormRefusedException e) {
        problems.add("\"" + shortened(label) + "\": " + e.getMessage());
      }
    }
    WcsDemands demands = new WcsDemands(read, conditions);
    for (WcsSchema.Demand demand : read.demands()) {
      try {
        demands.bound(demand, inputs);
      } catch (NotTaken | FormRefusedException e) {
        problems.add(
            "what is demanded of "
                + String.join(", ", demand.condition().variables())
                + ": "
                + e.getMessage());
      }
    }
  }

  private static String shortened(String label) {
    String plain = label.replaceAll("\\s+", " ");
    return plain.length() > 60 ? plain.substring(0, 60) + "…" : plain;
  }

  private void readOnly(JsonNode field, String type, List<DjangoCondition> shownWhen)
      throws NotTaken {
    Folded shown = conditions.all(shownWhen);
    if (shown instanceof Folded.Known(var isShown) && !isShown) {
      return;
    }
    Map<Language, String> text =
        type.equals("comment")
            ? words.ofHtml(field.path("label").asText(""))
            : words.of(field.path("label").asText(""));
    Map<Language, String> heading = type.equals("comment") ? pages.getLast().title() : text;
    add(
        new Field(
            ids.field("text-" + (pages.getLast().fields().size() + 1)),
            heading,
            null,
            false,
            null,
            open(shown),
            new Input.Statement(text)));
  }

  private static Condition open(Folded shown) {
    return shown instanceof Folded.Open(var condition) ? condition : null;
  }

  private void add(Field field) {
    pages.getLast().fields().add(field);
  }

  private void field(JsonNode field, WcsSchema.Field kind) throws NotTaken {
    String variable = kind.variable();
    Folded shown = conditions.all(kind.shownWhen());
    if (shown instanceof Folded.Known(var isShown) && !isShown) {
      // Nothing is ever sent for it, and a condition on it sees nothing.
      meanings.put(variable, new Meaning.Sent(_ -> null));
      return;
    }
    JsonNode sent = setting.sent().get(variable);
    if (sent != null) {
      known(kind, sent, shown instanceof Folded.Known);
      return;
    }
    if (variable.isEmpty()) {
      if (kind.isRequired()) {
        throw new NotTaken("is required and has no variable, so nothing can be sent for it");
      }
      return;
    }
    if (!WcsNames.isVariable(variable)) {
      // Its files are named after it, and files and conditions of ours name it.
      throw new NotTaken("has a variable that is not of small letters, digits and underscores");
    }
    JsonNode prefill = field.path("prefill");
    if (WcsPrefill.isOwnNumber(kind, prefill, setting.numberAttribute())) {
      national.add(variable);
      return;
    }
    WcsInputs.Made made = WcsInputs.of(kind, field, words, setting.unchecked());
    String hint = field.path("hint").asText("");
    WcsForm.Asked question =
        new WcsForm.Asked(ids.field(variable), variable, kind.kind(), made.input(), made.options());
    add(
        new Field(
            question.id(),
            words.of(field.path("label").asText("")),
            hint.isBlank() ? made.help() : words.ofHtml(hint),
            // A box that may stay empty is a question that is answered with yes or no.
            kind.isRequired() || kind.kind() instanceof Kind.YesNo,
            WcsPrefill.of(prefill, made.input()),
            open(shown),
            made.input()));
    asked.add(question);
    inputs.put(variable, made.input());
    meanings.put(variable, new Meaning.Asked(question));
  }

  /** What is sent without being asked: a constant says beforehand what conditions see of it. */
  private void known(WcsSchema.Field kind, JsonNode sent, boolean isAlwaysShown) throws NotTaken {
    if (WcsService.isPlaceholder(sent)) {
      return;
    }
    if (!(kind.kind() instanceof Kind.Day)) {
      // Which day is taken may depend on the day on which it is sent.
      Optional<String> problem =
          new WcsAnswers(read, setting.unchecked(), LocalDate.EPOCH).problem(kind, sent);
      if (problem.isPresent()) {
        throw new NotTaken("what is sent for it " + problem.get());
      }
    }
    if (isAlwaysShown) {
      constants.set(kind.variable(), sent);
      meanings.put(kind.variable(), new Meaning.Sent(v -> WcsAnswers.value(read, constants, v)));
    }
  }

  /** As a demand of its page has it. */
  private Field bounded(Field field) {
    return asked.stream()
        .filter(question -> question.id().equals(field.id()))
        .findFirst()
        .map(
            question ->
                new Field(
                    field.id(),
                    field.label(),
                    field.help(),
                    field.required(),
                    field.prefill(),
                    field.shownWhen(),
                    inputs.get(question.variable())))
        .orElse(field);
  }

  private WcsForm form() throws NotSaid {
    for (String variable : setting.sent().keySet()) {
      if (read.field(variable).isEmpty()) {
        problems.add(variable + " is sent, and is no field of the form");
      }
    }
    if (asked.isEmpty() && problems.isEmpty()) {
      problems.add("nothing is asked");
    }
    if (!problems.isEmpty()) {
      throw new NotSaid(problems);
    }
    try {
      FormDefinition form =
          new FormDefinition(
              setting.id(),
              1,
              setting.category(),
              setting.title(),
              setting.explanation(),
              pages.stream()
                  .filter(page -> !page.fields().isEmpty())
                  .map(
                      page ->
                          new Page(
                              page.title(), page.fields().stream().map(this::bounded).toList()))
                  .toList());
      return new WcsForm(
          form, List.copyOf(asked), Set.copyOf(national), Set.copyOf(words.untranslated()));
    } catch (FormRefusedException e) {
      throw new NotSaid(List.of(e.getMessage()));
    }
  }
}
