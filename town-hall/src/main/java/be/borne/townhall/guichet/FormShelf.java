package be.borne.townhall.guichet;

import be.borne.protocol.guichet.form.FormDefinition;
import be.borne.protocol.guichet.form.FormJson;
import be.borne.protocol.guichet.form.FormRefusedException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The forms that can be filled in now.
 *
 * @param forms in the order in which they should be offered: of their files' names
 */
record FormShelf(List<FormDefinition> forms) {
  static final FormShelf EMPTY = new FormShelf(List.of());
  private static final String ENDING = ".json";
  private static final int MOST = 200;
  private static final long MAX_SIZE_BYTES = 2_000_000;

  FormShelf {
    forms = List.copyOf(forms);
  }

  /**
   * Reads every form of a folder, or none: a citizen should not find half of what was meant.
   *
   * @throws IOException naming the file, the place in it and the rule that it breaks
   */
  static FormShelf read(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(directory + ": no such folder of forms");
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.filter(file -> name(file).endsWith(ENDING)).sorted().toList();
    }
    if (files.isEmpty() || files.size() > MOST) {
      throw new IOException(directory + ": expected 1 to " + MOST + " forms, each a file of JSON");
    }
    List<FormDefinition> forms = new ArrayList<>();
    for (Path file : files) {
      forms.add(form(file));
    }
    return new FormShelf(forms);
  }

  private static FormDefinition form(Path file) throws IOException {
    if (Files.size(file) > MAX_SIZE_BYTES) {
      throw new IOException(file + ": larger than " + MAX_SIZE_BYTES + " bytes");
    }
    try {
      FormDefinition form = FormJson.form(Files.readString(file));
      // Two files with one form cannot be.
      if (!name(file).equals(form.id() + ENDING)) {
        throw new IOException(file + ": is not named after its form, " + form.id() + ENDING);
      }
      return form;
    } catch (FormRefusedException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": is not UTF-8", e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  Optional<FormDefinition> form(String id) {
    return forms.stream().filter(form -> form.id().equals(id)).findFirst();
  }
}
