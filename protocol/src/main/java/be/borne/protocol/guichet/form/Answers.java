package be.borne.protocol.guichet.form;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers by the id of their field, in the order in which they were put in. At most 200.
 *
 * @param values never null; equality passes over the order, as maps do
 */
public record Answers(@JsonValue Map<String, Answer> values) {
  private static final int MAX_ANSWERS = FormDefinition.MAX_FIELDS;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Answers {
    FormBounds.present(values, "answers");
    FormBounds.between(values.size(), "the number of answers", 0, MAX_ANSWERS);
    values.forEach(
        (field, answer) -> {
          FormBounds.matching(field, "field of an answer", FormBounds.FIELD_ID);
          FormBounds.present(answer, "an answer");
        });
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static Answers none() {
    return new Answers(Map.of());
  }

  public Optional<Answer> get(String field) {
    return Optional.ofNullable(values.get(field));
  }

  /** These answers, with this one in the place of an earlier one, if there was one. */
  public Answers with(String field, Answer answer) {
    Map<String, Answer> more = new LinkedHashMap<>(values);
    more.put(field, answer);
    return new Answers(more);
  }

  /** These answers without that one. */
  public Answers without(String field) {
    Map<String, Answer> fewer = new LinkedHashMap<>(values);
    fewer.remove(field);
    return new Answers(fewer);
  }

  /** Every file that these answers name, once, those inside of repetitions included. */
  public Set<Answer.Attached> files() {
    Set<Answer.Attached> files = new LinkedHashSet<>();
    for (Answer answer : values.values()) {
      switch (answer) {
        case Answer.Attached file -> files.add(file);
        case Answer.Repeated(var items) -> items.forEach(item -> files.addAll(item.files()));
        default -> {}
      }
    }
    return Collections.unmodifiableSet(files);
  }

  /** How many, and nothing else: what a citizen typed must not reach a log. */
  @Override
  public String toString() {
    return "Answers[" + values.size() + " hidden]";
  }
}
