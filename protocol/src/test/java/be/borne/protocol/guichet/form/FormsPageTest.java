package be.borne.protocol.guichet.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The page that says how to write a form. Broken on purpose to see these fail: a kind was taken off
 * the page, and a word of its example misspelt.
 */
class FormsPageTest {
  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/forms.md"));
  }

  @Test
  void itsExampleIsAForm() throws IOException {
    String page = page();
    int from = page.indexOf("```json") + "```json".length();
    assertEquals(
        "street-party", FormJson.form(page.substring(from, page.indexOf("```", from))).id());
  }

  @Test
  void itNamesEveryCategory() throws IOException {
    for (FormCategory category : FormCategory.values()) {
      String word = category.name().toLowerCase(Locale.ROOT).replace('_', '-');
      assertTrue(page().contains("| `" + word + "` |"), word);
    }
  }

  @Test
  void itNamesEveryKind() throws IOException {
    String page = page();
    for (Class<?> family : List.of(Input.class, Condition.class)) {
      for (JsonSubTypes.Type kind : family.getAnnotation(JsonSubTypes.class).value()) {
        assertTrue(page.contains("`" + kind.name() + "`"), kind.name());
      }
    }
  }
}
