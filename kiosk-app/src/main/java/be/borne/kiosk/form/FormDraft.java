package be.borne.kiosk.form;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.Answers;
import be.borne.protocol.guichet.form.Check;
import be.borne.protocol.guichet.form.Checked;
import be.borne.protocol.guichet.form.Field;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.Input;
import be.borne.protocol.guichet.form.QuestionPath;
import be.borne.protocol.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A form that is not finished, to go on with at another terminal. What the identity says is not in
 * it: it is read again there.
 *
 * @param formId the form it belongs to
 * @param version the form's version when it was made
 * @param answers what was answered, hidden questions and those left open included
 * @param finished the blocks to which nothing is added
 */
public record FormDraft(String formId, int version, Answers answers, Set<String> finished) {
  private static final int MAX_CHARS = 400_000;
  private static final ObjectReader READER = Json.mapper().readerFor(FormDraft.class);
  private static final ObjectWriter WRITER = Json.mapper().writer();

  public FormDraft {
    Objects.requireNonNull(formId, "formId");
    Objects.requireNonNull(answers, "answers");
    Objects.requireNonNull(finished, "finished");
    finished = Set.copyOf(finished);
    if (formId.length() > 61 || finished.size() > FormDefinition.MAX_FIELDS) {
      throw new IllegalArgumentException("a draft is out of bounds");
    }
  }

  public static FormDraft of(FormPlace place) {
    Sheet sheet = place.sheet();
    return new FormDraft(
        sheet.form().id(), sheet.form().version(), sheet.typed(), sheet.finished());
  }

  /**
   * @throws IllegalArgumentException without any of the content
   */
  public static FormDraft ofJson(String json) {
    if (json.length() <= MAX_CHARS) {
      try {
        FormDraft draft = READER.readValue(json);
        if (draft != null) {
          return draft;
        }
      } catch (JsonProcessingException _) {
        // Its words may quote what a citizen typed.
      }
    }
    throw new IllegalArgumentException("a draft cannot be read");
  }

  public String toJson() {
    try {
      return WRITER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a draft that cannot be written: " + e.getClass());
    }
  }

  /**
   * Where a draft left off.
   *
   * @param lost the questions whose answers no longer fit, to be named to the citizen
   */
  public record Resumed(FormPlace place, List<QuestionPath> lost) {}

  /** What of a draft fits a form. */
  record Refit(Answers answers, Set<String> finished, List<QuestionPath> lost) {}

  Refit refit(FormDefinition form, LocalDate today) {
    Map<String, Answer> kept = new LinkedHashMap<>();
    List<QuestionPath> lost = new ArrayList<>();
    boolean sameForm = formId.equals(form.id());
    answers
        .values()
        .forEach(
            (id, answer) -> {
              QuestionPath path = new QuestionPath.Top(id);
              Field field = sameForm ? form.field(path).orElse(null) : null;
              if (field != null
                  && field.input() instanceof Input.Block block
                  && answer instanceof Answer.Repeated(var items)) {
                kept.put(id, new Answer.Repeated(refit(form, id, block, items, today, lost)));
              } else {
                keepOrLose(kept, lost, path, field, answer, today);
              }
            });
    Set<String> stillFinished = new LinkedHashSet<>();
    for (String id : finished) {
      if (sameForm && isComplete(form, id, kept.get(id))) {
        stillFinished.add(id);
      }
    }
    return new Refit(new Answers(kept), stillFinished, List.copyOf(lost));
  }

  private static List<Answers> refit(
      FormDefinition form,
      String id,
      Input.Block block,
      List<Answers> items,
      LocalDate today,
      List<QuestionPath> lost) {
    List<Answers> fitting = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Map<String, Answer> kept = new LinkedHashMap<>();
      int repetition = i;
      items
          .get(i)
          .values()
          .forEach(
              (inner, answer) -> {
                QuestionPath path = new QuestionPath.InBlock(id, repetition, inner);
                Field field = repetition < block.max() ? form.field(path).orElse(null) : null;
                keepOrLose(kept, lost, path, field, answer, today);
              });
      if (repetition < block.max()) {
        fitting.add(new Answers(kept));
      }
    }
    return fitting;
  }

  private static void keepOrLose(
      Map<String, Answer> kept,
      List<QuestionPath> lost,
      QuestionPath path,
      Field field,
      Answer answer,
      LocalDate today) {
    String id =
        switch (path) {
          case QuestionPath.Top(var top) -> top;
          case QuestionPath.InBlock(_, _, var inner) -> inner;
        };
    boolean block = field != null && field.input() instanceof Input.Block;
    if (field != null
        && !block
        && Check.of(field, answer, today) instanceof Checked.Taken(var taken)) {
      kept.put(id, taken);
    } else if (!(answer instanceof Answer.Nothing)) {
      lost.add(path);
    }
  }

  private static boolean isComplete(FormDefinition form, String id, Answer answer) {
    int count = answer instanceof Answer.Repeated(var items) ? items.size() : 0;
    return form.fields()
        .filter(field -> field.id().equals(id))
        .anyMatch(
            field ->
                field.input() instanceof Input.Block block
                    && Check.count(block, Math.max(count, block.min())).isEmpty());
  }

  /** Names the form and nothing of the citizen. */
  @Override
  public String toString() {
    return "FormDraft[" + formId + " " + version + "]";
  }
}
