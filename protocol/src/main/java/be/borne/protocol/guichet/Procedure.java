package be.borne.protocol.guichet;

import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.Map;

/**
 * A form that a citizen can fill in.
 *
 * @param formId as in its definition
 * @param category as in its definition, so that many can be offered in groups; null if this program
 *     does not know it: the others can still be offered
 * @param title in each of the four languages, at most 80 characters each
 * @param explanation one plain sentence, in each of the four languages, at most 300 characters each
 * @param begun whether a draft of this citizen waits
 */
public record Procedure(
    String formId,
    @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) FormCategory category,
    Map<Language, String> title,
    Map<Language, String> explanation,
    boolean begun) {
  public Procedure {
    Bounds.matching(formId, "form id", Service.ID);
    title = Service.everyLanguage(title, "title", 80);
    explanation = Service.everyLanguage(explanation, "explanation", 300);
  }
}
