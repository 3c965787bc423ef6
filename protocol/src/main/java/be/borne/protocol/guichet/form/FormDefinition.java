package be.borne.protocol.guichet.form;

import be.borne.protocol.terminal.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A procedure as a form. One that exists is sound: its ids are unique, and every condition speaks
 * of a field that comes before it, in terms that field can answer.
 *
 * @param id lower-case words joined by hyphens: {@code change-of-address}
 * @param version 1 or more; raised with every change, so that a draft knows what it was made with
 * @param category where it is offered
 * @param title what it is called, in each of the four languages, at most 80 characters each
 * @param explanation one plain sentence, in each of the four languages, at most 300 characters each
 * @param pages 1 to 30, at most 200 fields in all, those in blocks included
 */
public record FormDefinition(
    String id,
    int version,
    FormCategory category,
    Map<Language, String> title,
    Map<Language, String> explanation,
    List<Page> pages) {
  public static final int MAX_FIELDS = 200;

  public FormDefinition {
    FormBounds.matching(id, "form id", FormBounds.FORM_ID);
    FormBounds.between(version, "version", 1, 1_000_000);
    FormBounds.present(category, "category");
    title = FormBounds.words(title, "title", 80);
    explanation = FormBounds.words(explanation, "explanation", 300);
    pages = FormBounds.list(pages, "pages", 1, 30);
    FormRules.check(pages);
  }

  /** The fields of all pages in order; a block is one of them, its own fields are not. */
  public Stream<Field> fields() {
    return pages.stream().flatMap(page -> page.fields().stream());
  }

  /** The field a path leads to, whether it is shown or not. */
  public Optional<Field> field(QuestionPath path) {
    return switch (path) {
      case QuestionPath.Top(var field) -> withId(fields(), field);
      case QuestionPath.InBlock(var block, _, var inner) ->
          withId(fields(), block)
              .map(Field::input)
              .filter(Input.Block.class::isInstance)
              .flatMap(found -> withId(((Input.Block) found).fields().stream(), inner));
    };
  }

  private static Optional<Field> withId(Stream<Field> fields, String id) {
    return fields.filter(field -> field.id().equals(id)).findFirst();
  }
}
