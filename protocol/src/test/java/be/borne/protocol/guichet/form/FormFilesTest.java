package be.borne.protocol.guichet.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The forms that are written as files. Broken on purpose to see these fail: a language was taken
 * out of a file, a sentence and a label were made long, a title was given twice, a category was
 * left with one form, and a surname was asked although the card says it.
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

  /** What a card says, as a question would ask for it. */
  private static final Map<Language, Pattern> OF_THE_CARD =
      Map.of(
          Language.FRENCH,
              Pattern.compile("[Vv](os prénoms|otre (prénom|nom\\b|adresse\\b|date de nais))"),
          Language.DUTCH, Pattern.compile("[Uu]w (\\w*na(am|men)\\b|adres\\b|geboorte)"),
          Language.GERMAN, Pattern.compile("Ihr[en]{0,2} (\\w*[Nn]amen?\\b|Adresse\\b|Geburts)"),
          Language.ENGLISH, Pattern.compile("[Yy]our (\\w* ?\\w*name|address\\b|date of birth)"));

  private static final Pattern NATIONAL_NUMBER =
      Pattern.compile(
          "(?i)registre national|num.ro national|rijksregister|nationalregister|national (register )?number");

  private static List<FormDefinition> forms() throws IOException {
    List<FormDefinition> forms = new ArrayList<>();
    for (Path file : files()) {
      forms.add(FormJson.form(Files.readString(file)));
    }
    return forms;
  }

  @Test
  void thereAreAboutSeventyAndSomeInEveryCategory() throws IOException {
    List<FormDefinition> forms = forms();
    assertTrue(forms.size() >= 65 && forms.size() <= 80, forms.size() + " forms");
    Map<FormCategory, Long> in =
        forms.stream()
            .collect(Collectors.groupingBy(FormDefinition::category, Collectors.counting()));
    for (FormCategory category : FormCategory.values()) {
      assertTrue(in.getOrDefault(category, 0L) >= 2, category + " has too few forms");
    }
  }

  @Test
  void noTwoAreCalledTheSame() throws IOException {
    for (Language language : Language.values()) {
      Map<String, String> known = new HashMap<>();
      for (FormDefinition form : forms()) {
        String other = known.put(form.title().get(language), form.id());
        assertNull(other, form.id() + " in " + language);
      }
    }
  }

  /** All of a label, though it may be two sentences: it stands on the screen at once. */
  @ParameterizedTest
  @MethodSource("files")
  void everyLabelIsShort(Path file) throws IOException {
    everyField(FormJson.form(Files.readString(file)))
        .forEach(
            field ->
                field
                    .label()
                    .forEach(
                        (language, text) -> {
                          int length = text.strip().split("[ \u00a0]+", -1).length;
                          assertTrue(length <= MOST_WORDS_IN_A_SENTENCE, language + ": " + text);
                        }));
  }

  @ParameterizedTest
  @MethodSource("files")
  void nothingIsAskedThatTheCardSays(Path file) throws IOException {
    FormDefinition form = FormJson.form(Files.readString(file));
    Set<PrefillKey> known = new HashSet<>();
    everyField(form)
        .forEach(
            field -> {
              assertTrue(field.prefill() == null || known.add(field.prefill()), field.id());
              field
                  .label()
                  .forEach(
                      (language, text) -> {
                        assertFalse(NATIONAL_NUMBER.matcher(text).find(), text);
                        assertEquals(
                            field.prefill() != null,
                            couldBePrefilled(field.input())
                                && OF_THE_CARD.get(language).matcher(text).find(),
                            field.id() + ": " + text);
                      });
            });
  }

  private static boolean couldBePrefilled(Input input) {
    return Stream.of(PrefillKey.values()).anyMatch(key -> key.fits(input));
  }

  private static Stream<Field> everyField(FormDefinition form) {
    return form.fields()
        .flatMap(
            field ->
                field.input() instanceof Input.Block block
                    ? Stream.concat(Stream.of(field), block.fields().stream())
                    : Stream.of(field));
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
