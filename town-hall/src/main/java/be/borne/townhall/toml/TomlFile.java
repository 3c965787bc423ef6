package be.borne.townhall.toml;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A file of TOML, read into records that check themselves. Whatever is wrong is said with the line
 * on which it stands; of what is missing, that is the line of the table that lacks it.
 */
public final class TomlFile {
  private final Path file;
  private final ObjectMapper toml;
  private final JsonNode root;
  private final TomlLines lines;

  private TomlFile(Path file, ObjectMapper toml, JsonNode root, TomlLines lines) {
    this.file = file;
    this.toml = toml;
    this.root = root;
    this.lines = lines;
  }

  /**
   * @param toml reads TOML; should fail on unknown properties
   * @throws TomlMistake if it is larger, no UTF-8 or no TOML
   * @throws IOException if it cannot be read
   */
  public static TomlFile read(Path file, long maxBytes, ObjectMapper toml) throws IOException {
    if (Files.size(file) > maxBytes) {
      throw new TomlMistake(file + ": larger than " + maxBytes + " bytes", null);
    }
    try {
      String text = Files.readString(file);
      return new TomlFile(file, toml, toml.readTree(text), TomlLines.of(text));
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
      throw new TomlMistake(
          file + ": " + (line > 0 ? "line " + line + ": " : "") + e.getOriginalMessage(), e);
    } catch (CharacterCodingException e) {
      throw new TomlMistake(file + ": is not UTF-8", e);
    }
  }

  /** The whole of it. */
  public JsonNode root() {
    return root;
  }

  /**
   * All of it, as a record.
   *
   * @throws TomlMistake if the record cannot be made of it
   */
  public <T> T as(Class<T> type) {
    return made(root, List.of(), type);
  }

  /**
   * One table of the outermost, as a record.
   *
   * @return empty if there is none of this name
   * @throws TomlMistake if the record cannot be made of it
   */
  public <T> Optional<T> table(String name, Class<T> type) {
    return Optional.ofNullable(root.get(name)).map(table -> made(table, List.of(name), type));
  }

  private <T> T made(JsonNode node, List<String> below, Class<T> type) {
    if (!node.isObject()) {
      throw mistake(below, "expected a section", null);
    }
    requireKnown(node, below, type);
    try {
      return toml.treeToValue(node, type);
    } catch (JacksonException e) {
      if (e.getCause() instanceof IllegalArgumentException own
          && !below.isEmpty()
          && TomlSetting.of(own.getMessage())
              .filter(s -> s.isBelow(below.getFirst()))
              .isPresent()) {
        throw mistake(own);
      }
      List<String> path = new ArrayList<>(below);
      if (e instanceof JsonMappingException mapping) {
        mapping.getPath().stream().map(TomlFile::step).forEach(path::add);
      }
      throw mistake(path, words(e), e);
    }
  }

  /** Before anything is missed: what is misspelt is missing too, under its right name. */
  private void requireKnown(JsonNode table, List<String> below, Class<?> type) {
    Set<String> known =
        toml
            .getDeserializationConfig()
            .introspect(toml.constructType(type))
            .findProperties()
            .stream()
            .map(BeanPropertyDefinition::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    for (Iterator<String> names = table.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        List<String> path = new ArrayList<>(below);
        path.add(name);
        throw mistake(path, noSuch(known), null);
      }
    }
  }

  private static String noSuch(Set<String> known) {
    return "no such setting; expected one of " + String.join(", ", known);
  }

  private static String step(JsonMappingException.Reference step) {
    return step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName();
  }

  /**
   * What a record said of a setting, as {@code section.setting: expected …} or {@code [section]:
   * expected …}, with file and line before it.
   */
  public TomlMistake mistake(IllegalArgumentException own) {
    return TomlSetting.of(own.getMessage())
        .map(setting -> mistake(setting.path(), setting.said(), own))
        .orElseGet(() -> mistake(List.of(), own.getMessage(), own));
  }

  /**
   * @param path of what is wrong, from the outside in; empty for the whole file
   * @param said what was expected
   */
  public TomlMistake mistake(List<String> path, String said, Throwable cause) {
    OptionalInt line = lines.of(path);
    StringBuilder message = new StringBuilder().append(file).append(": ");
    if (line.isPresent()) {
      message.append("line ").append(line.getAsInt()).append(": ");
    }
    if (!path.isEmpty()) {
      message.append(named(path)).append(": ");
    }
    return new TomlMistake(message.append(said).toString(), cause);
  }

  /** As it is written in the file; elements of arrays are counted from 1. */
  private String named(List<String> path) {
    JsonNode first = root.path(path.getFirst());
    return path.size() == 1 && (first.isObject() || first.isMissingNode())
        ? "[" + path.getFirst() + "]"
        : path.stream()
            .map(
                step -> step.matches("[0-9]{1,9}") ? Long.toString(Long.parseLong(step) + 1) : step)
            .collect(Collectors.joining("."));
  }

  /** The parser speaks of Java's classes; whoever wrote the file does not. */
  private String words(JacksonException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          noSuch(
              unknown.getKnownPropertyIds().stream()
                  .map(Object::toString)
                  .collect(Collectors.toCollection(TreeSet::new)));
      case JsonMappingException mapping
          when mapping.getCause() instanceof IllegalArgumentException own ->
          own.getMessage();
      case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
          expected(mismatch.getTargetType()).orElse(e.getOriginalMessage());
      default -> e.getOriginalMessage();
    };
  }

  private Optional<String> expected(Class<?> type) {
    if (type == int.class || type == Integer.class || type == Duration.class) {
      return Optional.of("expected a whole number");
    } else if (type == boolean.class || type == Boolean.class) {
      return Optional.of("expected true or false");
    } else if (type == String.class || type == Path.class) {
      return Optional.of("expected text in quotes");
    } else if (Collection.class.isAssignableFrom(type)) {
      return Optional.of("expected a list");
    } else if (type.isRecord() || Map.class.isAssignableFrom(type)) {
      return Optional.of("expected a section");
    } else if (type.isEnum()) {
      return Optional.of(
          "expected one of "
              + Arrays.stream(type.getEnumConstants())
                  .map(each -> toml.convertValue(each, String.class))
                  .collect(Collectors.joining(", ")));
    }
    return Optional.empty();
  }
}
