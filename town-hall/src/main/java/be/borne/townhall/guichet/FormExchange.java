package be.borne.townhall.guichet;

import be.borne.protocol.guichet.form.FormCategory;
import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormJson;
import be.borne.protocol.json.Json;
import be.borne.townhall.guichet.engine.wcs.WcsFormJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Form definitions from and for a w.c.s., as files: what an operator does by hand. */
public final class FormExchange {
  private static final long MAX_SIZE_BYTES = 5_000_000;
  private static final int MOST_FORMS = 200;

  private FormExchange() {}

  /**
   * What was read.
   *
   * @param files that were written, each named after its form
   * @param remarks on what stands in one language alone
   * @param problems form by form, each naming the field that is in the way; nothing was written
   *     then
   */
  public record Imported(List<Path> files, List<String> remarks, List<String> problems) {
    public Imported {
      files = List.copyOf(files);
      remarks = List.copyOf(remarks);
      problems = List.copyOf(problems);
    }
  }

  /**
   * What was written.
   *
   * @param json for a w.c.s., and read here again
   * @param notSaid what a w.c.s. does not understand of it, field by field
   */
  public record Exported(String json, List<String> notSaid) {
    public Exported {
      notSaid = List.copyOf(notSaid);
    }
  }

  /**
   * Reads one form, or a list of them, and writes each as a form of ours; all or none.
   *
   * @param category of those that do not say it themselves
   * @param to made if it is not there; nothing in it is written over
   * @throws IOException if a file cannot be read or written, or is no JSON
   */
  public static Imported read(Path file, Optional<FormCategory> category, Path to)
      throws IOException {
    List<FormDefinition> forms = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (JsonNode schema : schemas(file)) {
      String name = schema.path("url_name").asText("").replaceAll("[^a-z0-9-]", "?");
      try {
        WcsFormJson.Read read = WcsFormJson.read(schema, category);
        forms.add(read.form());
        if (!read.untranslated().isEmpty()) {
          remarks.add(
              "%s: %d texts stand in one language, and were put into all four: translate them"
                  .formatted(name, read.untranslated().size()));
        }
      } catch (WcsFormJson.Unreadable e) {
        e.reasons().forEach(reason -> problems.add(name + ": " + reason));
      }
    }
    for (FormDefinition form : forms) {
      if (Files.exists(path(to, form))) {
        problems.add(form.id() + ": " + path(to, form) + " is there already");
      }
    }
    if (forms.stream().map(FormDefinition::id).distinct().count() < forms.size()) {
      problems.add("two forms have one name");
    }
    List<Path> written = new ArrayList<>();
    if (problems.isEmpty()) {
      Files.createDirectories(to);
      for (FormDefinition form : forms) {
        Files.writeString(path(to, form), pretty(FormJson.of(form)), StandardOpenOption.CREATE_NEW);
        written.add(path(to, form));
      }
    }
    return new Imported(written, remarks, problems);
  }

  private static Path path(Path to, FormDefinition form) {
    return to.resolve(form.id() + ".json");
  }

  private static List<JsonNode> schemas(Path file) throws IOException {
    if (Files.size(file) > MAX_SIZE_BYTES) {
      throw new IOException(file + ": larger than " + MAX_SIZE_BYTES + " bytes");
    }
    JsonNode tree;
    try {
      tree = exact().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": is no JSON", e);
    }
    List<JsonNode> schemas = new ArrayList<>();
    if (tree.isArray()) {
      tree.forEach(schemas::add);
    } else {
      schemas.add(tree);
    }
    if (schemas.isEmpty()
        || schemas.size() > MOST_FORMS
        || !schemas.stream().allMatch(JsonNode::isObject)) {
      throw new IOException(file + ": expected a form, or a list of up to " + MOST_FORMS);
    }
    return schemas;
  }

  private static ObjectReader exact() {
    return Json.mapper().reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  private static String pretty(String json) throws IOException {
    return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(exact().readTree(json))
        + "\n";
  }

  /**
   * Writes a form of a folder of ours as a w.c.s. has it.
   *
   * @param from where it lies under its id
   * @return empty if it is not there
   * @throws IOException if any form of the folder is none
   */
  public static Optional<Exported> write(Path from, String id) throws IOException {
    Optional<FormDefinition> form = FormShelf.read(from).form(id);
    if (form.isEmpty()) {
      return Optional.empty();
    }
    WcsFormJson.Written written = WcsFormJson.of(form.get());
    return Optional.of(new Exported(pretty(written.schema().toString()), written.notSaid()));
  }

  /** As bytes of a file. */
  public static byte[] bytes(Exported exported) {
    return exported.json().getBytes(StandardCharsets.UTF_8);
  }
}
