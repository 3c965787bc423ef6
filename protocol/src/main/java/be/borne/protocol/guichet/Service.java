package be.borne.protocol.guichet;

import be.borne.protocol.terminal.Language;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Something a citizen can order.
 *
 * @param id lower-case words joined by hyphens: {@code household-composition}
 * @param title what it is called, in each of the four languages
 * @param explanation one plain sentence, in each of the four languages
 * @param documentLanguages the languages the document itself can be issued in
 * @param feeCents euro cents; 0 is free
 * @param delivery whether it comes at once or after a clerk's check
 * @param sides how the document is put on paper; one-sided where nothing is said
 */
public record Service(
    String id,
    Map<Language, String> title,
    Map<Language, String> explanation,
    List<Language> documentLanguages,
    int feeCents,
    Delivery delivery,
    Sides sides) {

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
    if (feeCents < 0 || feeCents > 100_000) {
      throw new IllegalArgumentException("feeCents is out of bounds");
    }
    Bounds.present(delivery, "delivery");
    sides = Objects.requireNonNullElse(sides, Sides.ONE_SIDED);
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

  private static Map<Language, String> everyLanguage(
      Map<Language, String> texts, String name, int maxChars) {
    Bounds.present(texts, name);
    for (Language language : Language.values()) {
      Bounds.text(texts.get(language), name + " in " + language.tag(), maxChars);
    }
    return Map.copyOf(texts);
  }
}
