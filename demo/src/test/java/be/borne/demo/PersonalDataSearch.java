package be.borne.demo;

import be.borne.device.virtual.VirtualPerson;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Searches everything that a journey left on disk for anything of the invented citizens. */
final class PersonalDataSearch {
  private static final List<Charset> WRITTEN_AS =
      List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE);

  private PersonalDataSearch() {}

  /**
   * What was found.
   *
   * @param filesRead how many files were searched
   * @param findings file and kind of datum, never the datum itself
   */
  record Result(int filesRead, List<String> findings) {}

  /** Reads every file below a folder, databases and their write-ahead logs included. */
  static Result below(Path folder, Predicate<Path> mayHoldPersons) throws IOException {
    List<String> findings = new ArrayList<>();
    int filesRead = 0;
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).filter(mayHoldPersons.negate()).toList();
    }
    for (Path file : files) {
      // One byte a character, so that any encoding can be looked for.
      String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      filesRead++;
      for (VirtualPerson person : VirtualPerson.cast()) {
        for (Datum datum : dataOf(person)) {
          if (datum.spellings().stream().anyMatch(content::contains)) {
            findings.add(folder.relativize(file) + ": " + datum.kind() + " of " + person.id());
          }
        }
      }
    }
    return new Result(filesRead, List.copyOf(findings));
  }

  private record Datum(String kind, List<String> spellings) {
    static Datum of(String kind, String value) {
      List<String> spellings = new ArrayList<>();
      for (Charset charset : WRITTEN_AS) {
        spellings.add(new String(value.getBytes(charset), StandardCharsets.ISO_8859_1));
      }
      spellings.add(
          Base64.getEncoder()
              .encodeToString(value.getBytes(StandardCharsets.UTF_8))
              .replace("=", ""));
      return new Datum(kind, List.copyOf(spellings));
    }
  }

  private static List<Datum> dataOf(VirtualPerson person) {
    return List.of(
        Datum.of("surname", person.surname()),
        Datum.of("given name", person.givenNames()),
        Datum.of("national number", person.nationalNumber()),
        Datum.of("card number", person.cardNumber()),
        Datum.of("street", person.street()));
  }
}
