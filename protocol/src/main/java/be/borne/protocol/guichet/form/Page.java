package be.borne.protocol.guichet.form;

import be.borne.protocol.terminal.Language;
import java.util.List;
import java.util.Map;

/**
 * Fields that belong together.
 *
 * @param title in each of the four languages, at most 80 characters each
 * @param fields at least one
 */
public record Page(Map<Language, String> title, List<Field> fields) {
  public Page {
    title = FormBounds.words(title, "title of a page", 80);
    fields = FormBounds.list(fields, "fields of a page", 1, FormDefinition.MAX_FIELDS);
  }
}
