package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.json.Json;
import be.borne.townhall.guichet.engine.wcs.WcsSchema.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A form of a w.c.s. as terminals show it, and the way back.
 *
 * @param asked the fields that are asked, in order
 * @param national the variables in which the citizen's own national number is sent, unasked
 * @param untranslated what stands in one language alone
 */
record WcsForm(
    FormDefinition definition, List<Asked> asked, Set<String> national, Set<String> untranslated) {
  /** In the place of a file's content, where it is found. */
  static final String ATTACHED = "attached";

  /**
   * A field that is asked.
   *
   * @param id ours
   * @param variable theirs
   * @param options theirs by ours
   */
  record Asked(String id, String variable, Kind kind, Input input, Map<String, String> options) {}

  /**
   * Answers as they are sent, but for files, which are named.
   *
   * @param answers that the definition takes
   * @return by variable; of a place that nobody knows on the map an empty object, which is no place
   */
  ObjectNode data(Answers answers) {
    ObjectNode data = Json.mapper().createObjectNode();
    for (Asked field : asked) {
      answers
          .get(field.id())
          .ifPresent(
              answer -> {
                JsonNode sent = sent(field, answer);
                if (!sent.isMissingNode()) {
                  data.set(field.variable(), sent);
                }
              });
    }
    return data;
  }

  private static JsonNode sent(Asked field, Answer answer) {
    ObjectNode object = Json.mapper().createObjectNode();
    return switch (answer) {
      case Answer.Nothing _ -> object.path("nothing");
      case Answer.Text(var text) -> TextNode.valueOf(text);
      case Answer.Chosen(var option) when field.kind() instanceof Kind.YesNo ->
          object.booleanNode(option.equals(Answer.YES));
      case Answer.Chosen(var option) -> TextNode.valueOf(theirs(field, option));
      case Answer.ManyChosen(var options) when field.kind() instanceof Kind.YesNo ->
          object.booleanNode(options.contains(WcsInputs.TICKED));
      case Answer.ManyChosen(var options) -> {
        ArrayNode chosen = object.arrayNode();
        options.forEach(option -> chosen.add(theirs(field, option)));
        yield chosen;
      }
      case Answer.Day(var day) -> TextNode.valueOf(day.toString());
      case Answer.Quantity(var number) -> object.numberNode(number);
      case Answer.Spot(_, var at) ->
          at == null ? object : object.put("lat", at.latitude()).put("lon", at.longitude());
      case Answer.Attached file ->
          object.put(ATTACHED, file.reference()).put("kind", file.kindOfFile().name());
      case Answer.Address _, Answer.Repeated _ ->
          throw new IllegalArgumentException("no field of a w.c.s. is answered so");
    };
  }

  private static String theirs(Asked field, String option) {
    String theirs = field.options().get(option);
    if (theirs == null) {
      throw new IllegalArgumentException("an option that was not offered");
    }
    return theirs;
  }
}
