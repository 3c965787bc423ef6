package be.borne.device.virtual;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Somebody who does not exist, for a virtual card. The cast stands in {@code cast.csv} beside this
 * class; its national numbers have a month from 13 to 16 and can never be anybody's.
 *
 * @param id what the person is called in commands: {@code marguerite}
 * @param language of the card's texts: {@code fr}, {@code nl}, {@code de}
 * @param birthDate as a card writes it, in any of the spellings that cards have had
 * @param documentType field 15 of the identity file: {@code 1} an eID, {@code 6} a child's, others
 *     foreigners' (ID and address file 5.0)
 * @param specialStatus field 16: {@code 0} none
 * @param extra further fields of the identity file by their tag, in its order
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
    String city,
    String documentType,
    String specialStatus,
    SortedMap<Integer, String> extra) {
  private static final String CAST = "cast.csv";
  private static final int FIELDS = 18;
  private static final String CHILDRENS_TYPES = "6|6[1-9]";

  public VirtualPerson {
    extra = Collections.unmodifiableSortedMap(new TreeMap<>(extra));
  }

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
        field.get(14),
        field.get(15),
        field.get(16),
        extra(field.get(17)));
  }

  /**
   * @param text {@code 20=|31=01.02.2021}
   */
  private static SortedMap<Integer, String> extra(String text) {
    SortedMap<Integer, String> extra = new TreeMap<>();
    for (String field : text.split("\\|", -1)) {
      if (!field.isEmpty()) {
        int equals = field.indexOf('=');
        extra.put(Integer.valueOf(field.substring(0, equals)), field.substring(equals + 1));
      }
    }
    return extra;
  }

  /** Whether authentication and signature certificates are on the card: not on a child's. */
  public boolean holdsCertificates() {
    return !documentType.matches(CHILDRENS_TYPES);
  }

  /** For a list of the cast: who this is in a few words that anybody may read. */
  public String summary() {
    return givenNames + " " + surname + ", " + street + ", " + postalCode + " " + city;
  }

  /** The id alone: even an invented person keeps to the rule. */
  @Override
  public String toString() {
    return "VirtualPerson[" + id + "]";
  }
}
