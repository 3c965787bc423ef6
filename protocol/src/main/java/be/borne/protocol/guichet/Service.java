package be.borne.protocol.guichet;

import be.borne.protocol.terminal.Language;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something a citizen can order.
 *
 * @param id lower-case words joined by hyphens: {@code household-composition}
 * @param title what it is called, in each of the four languages
 * @param explanation one plain sentence, in each of the four languages
 * @param documentLanguages the languages the document itself can be issued in
 * @param feeCents euro cents for one copy, where no purpose says otherwise; 0 is free
 * @param delivery whether it comes at once or after a clerk's check
 * @param sides how the document is put on paper; one-sided where nothing is said
 * @param purposes of which one has to be named; empty where none is asked, at most 30
 * @param mostCopies on paper, 1 to {@value #MOST_COPIES}; one where nothing is said
 * @param ways how it can be had, in the order in which they should be offered; on paper alone where
 *     nothing is said
 */
public record Service(
    String id,
    Map<Language, String> title,
    Map<Language, String> explanation,
    List<Language> documentLanguages,
    int feeCents,
    Delivery delivery,
    Sides sides,
    List<Purpose> purposes,
    Integer mostCopies,
    List<DeliveryWay> ways) {

  /** More than this nobody carries home. */
  public static final int MOST_COPIES = 5;

  private static final int MOST_PURPOSES = 30;

  /** When the document is there. */
  public enum Delivery {
    AT_ONCE,
    AFTER_A_CLERKS_CHECK
  }

  static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,60}");

  public Service {
    Bounds.matching(id, "service id", ID);
    title = everyLanguage(title, "title", 80);
    explanation = everyLanguage(explanation, "explanation", 300);
    documentLanguages = List.copyOf(Bounds.present(documentLanguages, "documentLanguages"));
    if (documentLanguages.isEmpty()) {
      throw new IllegalArgumentException("a service needs a document language");
    }
    fee(feeCents);
    Bounds.present(delivery, "delivery");
    sides = Objects.requireNonNullElse(sides, Sides.ONE_SIDED);
    purposes = List.copyOf(Objects.requireNonNullElse(purposes, List.of()));
    if (purposes.size() > MOST_PURPOSES
        || purposes.stream().map(Purpose::id).distinct().count() < purposes.size()) {
      throw new IllegalArgumentException("purposes are too many, or two are the same");
    }
    mostCopies = Objects.requireNonNullElse(mostCopies, 1);
    if (mostCopies < 1 || mostCopies > MOST_COPIES) {
      throw new IllegalArgumentException("mostCopies is out of bounds");
    }
    ways = List.copyOf(Objects.requireNonNullElse(ways, List.of(DeliveryWay.PAPER)));
    if (ways.isEmpty() || ways.stream().distinct().count() < ways.size()) {
      throw new IllegalArgumentException("a service needs ways of delivery, each once");
    }
  }

  /** On paper, once, for whatever it is needed. */
  public Service(
      String id,
      Map<Language, String> title,
      Map<Language, String> explanation,
      List<Language> documentLanguages,
      int feeCents,
      Delivery delivery,
      Sides sides) {
    this(
        id,
        title,
        explanation,
        documentLanguages,
        feeCents,
        delivery,
        sides,
        List.of(),
        1,
        List.of(DeliveryWay.PAPER));
  }

  /** One-sided, as most documents are. */
  public Service(
      String id,
      Map<Language, String> title,
      Map<Language, String> explanation,
      List<Language> documentLanguages,
      int feeCents,
      Delivery delivery) {
    this(id, title, explanation, documentLanguages, feeCents, delivery, Sides.ONE_SIDED);
  }

  /** The purpose with this id. */
  public Optional<Purpose> purpose(String purposeId) {
    return purposes.stream().filter(purpose -> purpose.id().equals(purposeId)).findFirst();
  }

  /**
   * What an order costs, in euro cents.
   *
   * @param purpose one of this service's; empty where none is asked
   */
  public int feeCents(Optional<Purpose> purpose, int copies) {
    return purpose.map(Purpose::feeCents).orElse(feeCents) * copies;
  }

  static void fee(int cents) {
    if (cents < 0 || cents > 100_000) {
      throw new IllegalArgumentException("a fee is out of bounds");
    }
  }

  static Map<Language, String> everyLanguage(
      Map<Language, String> texts, String name, int maxChars) {
    Bounds.present(texts, name);
    for (Language language : Language.values()) {
      Bounds.text(texts.get(language), name + " in " + language.tag(), maxChars);
    }
    return Map.copyOf(texts);
  }
}
