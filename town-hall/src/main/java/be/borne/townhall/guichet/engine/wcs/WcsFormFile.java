package be.borne.townhall.guichet.engine.wcs;

import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A form of a w.c.s. that citizens fill in at a terminal, in a file of TOML: {@code
 * docs/wcs-services.md}. What is asked stands in the form itself.
 *
 * @param id as terminals know it
 * @param category where terminals offer it
 * @param title in each of the four languages
 * @param explanation in each of the four languages
 * @param form its name in the address of the w.c.s.
 * @param reference the variable that carries our reference, by which a submission is found again
 * @param data what is sent without being asked, by variable; a text in braces stands for something
 *     of the person
 * @param unchecked variables of which the rule cannot be known from the schema
 * @param words translations, by what the form says; French may be among them, in plainer words
 */
record WcsFormFile(
    String id,
    FormCategory category,
    Map<Language, String> title,
    Map<Language, String> explanation,
    String form,
    String reference,
    Map<String, JsonNode> data,
    Set<String> unchecked,
    Map<String, Map<Language, String>> words) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,60}");
  private static final int MOST_TITLE_CHARS = 80;
  private static final int MOST_EXPLANATION_CHARS = 300;
  private static final TextNode OUR_REFERENCE = TextNode.valueOf("{reference}");

  WcsFormFile {
    if (id == null || !ID.matcher(id).matches()) {
      throw new IllegalArgumentException("id: expected small letters and hyphens");
    }
    if (category == null) {
      throw new IllegalArgumentException("category: expected one of docs/forms.md");
    }
    title = inAll(title, "title", MOST_TITLE_CHARS);
    explanation = inAll(explanation, "explanation", MOST_EXPLANATION_CHARS);
    WcsNames.slug(form);
    WcsNames.variable(reference);
    unchecked = Set.copyOf(Objects.requireNonNullElse(unchecked, Set.of()));
    words = Map.copyOf(Objects.requireNonNullElse(words, Map.of()));
    Map<String, JsonNode> sent = new HashMap<>(Objects.requireNonNullElse(data, Map.of()));
    for (Map.Entry<String, JsonNode> each : sent.entrySet()) {
      WcsNames.variable(each.getKey());
      String text = each.getValue().isTextual() ? each.getValue().asText() : "";
      boolean isOfPerson =
          WcsService.isPlaceholder(each.getValue())
              && (text.equals("{national-number}") || text.startsWith("{person."));
      if (text.startsWith("{") && !isOfPerson) {
        throw new IllegalArgumentException(each.getKey() + " stands for nothing that is known");
      }
    }
    if (sent.put(reference, OUR_REFERENCE) != null) {
      throw new IllegalArgumentException(reference + " is sent our reference, and nothing else");
    }
    data = Map.copyOf(sent);
  }

  private static Map<Language, String> inAll(
      Map<Language, String> words, String name, int mostChars) {
    for (Language language : Language.values()) {
      String text = words == null ? null : words.get(language);
      if (text == null || text.isBlank() || text.length() > mostChars) {
        throw new IllegalArgumentException(
            "%s: expected at most %d characters in %s".formatted(name, mostChars, language.tag()));
      }
    }
    return Map.copyOf(words);
  }

  /**
   * Reads all of a folder, or none, in the order of the files' names.
   *
   * @throws IOException naming the file, the place in it and what was expected
   */
  static List<WcsFormFile> read(Path directory) throws IOException {
    WcsToml toml = new WcsToml();
    List<WcsFormFile> forms = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Path file : WcsToml.files(directory, "forms")) {
      WcsFormFile form = toml.read(file, WcsFormFile.class);
      if (!ids.add(form.id())) {
        throw new IOException(file + ": another file has a form " + form.id());
      }
      forms.add(form);
    }
    return List.copyOf(forms);
  }

  /**
   * @param numberAttribute under which the site keeps a person's national number
   */
  WcsTranslation.Setting setting(String numberAttribute) {
    return new WcsTranslation.Setting(
        id, category, title, explanation, data, unchecked, words, numberAttribute);
  }

  /**
   * What there is to say against this file and this form together, whatever is asked in it.
   *
   * @return each without anything of a person
   */
  List<String> against(WcsSchema schema) {
    List<String> problems = new ArrayList<>(schema.closed());
    if (schema
        .field(reference)
        .filter(
            field ->
                field.kind() instanceof WcsSchema.Kind.Text(var validation)
                    && validation.isEmpty()
                    && field.shownWhen().isEmpty())
        .isEmpty()) {
      // Of a field that is hidden nothing would be sent, and no rule of a site knows a reference.
      problems.add(reference + " is no field for a text without a rule that is always shown");
    }
    return List.copyOf(problems);
  }
}
