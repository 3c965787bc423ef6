package be.borne.device.virtual;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Somebody who does not exist, for a virtual card. The cast stands in {@code cast.csv} beside this
 * class; its national numbers have a month from 13 to 16 and can never be anybody's.
 *
 * @param id what the person is called in commands: {@code marguerite}
 * @param language of the card's texts: {@code fr}, {@code nl}, {@code de}
 * @param birthDate as a card prints it
 */
public record VirtualPerson(
    String id,
    String language,
    String nationalNumber,
    String surname,
    String givenNames,
    String initial,
    String sex,
    String birthDate,
    String birthPlace,
    String nationality,
    String cardNumber,
    String municipality,
    String street,
    String postalCode,
    String city) {
  private static final String CAST = "cast.csv";
  private static final int FIELDS = 15;

  /** Everybody in the cast, in its order. */
  public static List<VirtualPerson> cast() {
    try (InputStream file = VirtualPerson.class.getResourceAsStream(CAST);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(VirtualPerson::ofLine)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws IllegalArgumentException if nobody in the cast is called so
   */
  public static VirtualPerson named(String id) {
    return cast().stream()
        .filter(person -> person.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no such person; expected one of "
                        + cast().stream().map(VirtualPerson::id).toList()));
  }

  private static VirtualPerson ofLine(String line) {
    List<String> field = List.of(line.split(";", -1));
    if (field.size() != FIELDS) {
      throw new IllegalStateException("cast.csv: a line has not " + FIELDS + " fields");
    }
    return new VirtualPerson(
        field.get(0),
        field.get(1),
        field.get(2),
        field.get(3),
        field.get(4),
        field.get(5),
        field.get(6),
        field.get(7),
        field.get(8),
        field.get(9),
        field.get(10),
        field.get(11),
        field.get(12),
        field.get(13),
        field.get(14));
  }

  /** The id alone: even an invented person keeps to the rule. */
  @Override
  public String toString() {
    return "VirtualPerson[" + id + "]";
  }
}
