package be.borne.protocol.guichet.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.terminal.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CatalogueSearchTest {
  private static final List<Findable> ALL =
      List.of(
          findable("birth-act", "Extrait de l’acte de naissance", "Quand et où vous êtes né."),
          findable("marriage-act", "Extrait de l’acte de mariage", "Quand vous vous êtes marié."),
          findable("life", "Certificat de vie", "La preuve que vous vivez, pour une pension."),
          findable("heart", "Œuvres de cœur", "Pour Łucja, à Großfiktion."));
  private static final CatalogueSearch SEARCH = new CatalogueSearch(ALL);

  private static Findable findable(String id, String title, String explanation) {
    return new Findable(Findable.Kind.DOCUMENT, id, everywhere(title), everywhere(explanation));
  }

  private static Map<Language, String> everywhere(String text) {
    return Arrays.stream(Language.values()).collect(Collectors.toMap(l -> l, _ -> text));
  }

  private static List<String> found(String typed) {
    return SEARCH.find(typed, Language.FRENCH, 10).stream().map(Findable::id).toList();
  }

  @Test
  void aRareWordCountsMoreThanACommonOne() {
    assertEquals("birth-act", found("certificat de naissance").getFirst());
    assertEquals("marriage-act", found("acte mariage").getFirst());
  }

  @Test
  void accentsCaseAndLigaturesAreNoDifference() {
    for (String typed : List.of("oeuvres", "ŒUVRES", "coeur", "lucja", "grossfiktion")) {
      assertEquals(List.of("heart"), found(typed), typed);
    }
  }

  @Test
  void aTitleComesBeforeAnExplanation() {
    assertEquals("marriage-act", found("marié").getFirst());
    assertEquals(List.of("life"), found("pension"));
  }

  @Test
  void aShortWordIsNotBentIntoAnother() {
    assertEquals(0, WordLikeness.of("vie", "vue"));
    assertTrue(WordLikeness.of("viex", "vies") > 0);
    assertEquals(0, WordLikeness.of("mer", "terre"));
  }

  @Property
  void whateverIsTypedIsAnsweredAndAtMostSoMany(@ForAll String typed) {
    assertTrue(SEARCH.find(typed, Language.DUTCH, 2).size() <= 2);
  }

  @Property
  void aWordIsAsLikeItselfAsCanBe(@ForAll String typed) {
    for (String word : SearchWords.of(typed)) {
      assertEquals(1, WordLikeness.of(word, word));
    }
  }
}
