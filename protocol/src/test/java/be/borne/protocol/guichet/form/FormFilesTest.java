package be.borne.protocol.guichet.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The forms that are written as files. Broken on purpose to see these fail: a language was taken
 * out of a file, and a sentence was made long.
 */
class FormFilesTest {
  private static final Path FOLDER = Path.of("../town-hall/src/main/config/forms");

  /** A sentence longer than this is not plain language. */
  private static final int MOST_WORDS_IN_A_SENTENCE = 16;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @Test
  void thereAreSome() throws IOException {
    assertTrue(files().size() >= 10);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileIsAFormAndSaysSoAgain(Path file) throws IOException {
    FormDefinition form = FormJson.form(Files.readString(file));
    assertEquals(form.id() + ".json", file.getFileName().toString());
    assertEquals(form, FormJson.form(FormJson.of(form)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFormSpeaksPlainly(Path file) throws IOException {
    FormDefinition form = FormJson.form(Files.readString(file));
    words(form)
        .forEach(
            words ->
                words.forEach(
                    (language, text) -> {
                      assertFalse(text.contains("'"), text);
                      for (String sentence : text.split("[.?!:]+(?=[ \u00a0]|$)", -1)) {
                        int length = sentence.strip().split("[ \u00a0]+", -1).length;
                        assertTrue(length <= MOST_WORDS_IN_A_SENTENCE, language + ": " + sentence);
                      }
                    }));
  }

  private static Stream<Map<Language, String>> words(FormDefinition form) {
    return Stream.concat(
        Stream.of(form.title(), form.explanation()),
        form.pages().stream()
            .flatMap(
                page ->
                    Stream.concat(
                        Stream.of(page.title()),
                        page.fields().stream().flatMap(FormFilesTest::words))));
  }

  private static Stream<Map<Language, String>> words(Field field) {
    Stream<Map<Language, String>> inside =
        switch (field.input()) {
          case Input.Choice choice -> choice.options().stream().map(Option::label);
          case Input.MultipleChoice choice -> choice.options().stream().map(Option::label);
          case Input.Statement statement -> Stream.of(statement.text());
          case Input.Block block -> block.fields().stream().flatMap(FormFilesTest::words);
          default -> Stream.empty();
        };
    return Stream.concat(Stream.of(field.label(), field.help()).filter(Objects::nonNull), inside);
  }
}
