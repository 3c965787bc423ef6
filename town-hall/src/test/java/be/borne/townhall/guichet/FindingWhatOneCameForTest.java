package be.borne.townhall.guichet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.protocol.guichet.search.CatalogueSearch;
import be.borne.protocol.guichet.search.Findable;
import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.embedded.EmbeddedEngine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people would type, held against everything that the town hall offers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingWhatOneCameForTest {
  /** So many fit on one screen. */
  private static final int SHOWN = 4;

  private final List<Findable> all = new ArrayList<>();
  private CatalogueSearch search;

  @BeforeAll
  void read(@TempDir Path folder) throws Exception {
    try (EmbeddedEngine engine =
        new EmbeddedEngine(
            folder,
            new Municipality("Testerive", "Testerive", "Testerive", "Testerive", "TSR"),
            "NTRBE-0000000097",
            code -> URI.create("http://localhost/verify/" + code),
            Clock.systemUTC())) {
      engine.catalogue().services().forEach(service -> all.add(Findable.of(service)));
    }
    FormShelf.read(Path.of("src", "main", "config", "forms"))
        .forms()
        .forEach(
            form ->
                all.add(
                    new Findable(Findable.Kind.FORM, form.id(), form.title(), form.explanation())));
    search = new CatalogueSearch(all);
  }

  private List<String> found(String typed, Language language) {
    return search.find(typed, language, SHOWN).stream().map(Findable::id).toList();
  }

  @ParameterizedTest
  @CsvSource({
    // As it is called.
    "fr, composition de ménage, household-composition",
    "fr, certificat de vie, life",
    "nl, uittreksel strafregister, criminal-record",
    "de, Lebensbescheinigung, life",
    "en, household composition, household-composition",
    // Without accents, in capitals, with other signs.
    "fr, composition de menage, household-composition",
    "fr, MENAGE, household-composition",
    "fr, extrait d'acte de deces, death-act",
    "de, staatsangehorigkeit, belgian-nationality",
    "fr, « naissance » !, birth-act",
    // With what fingers do.
    "fr, menaeg, household-composition",
    "fr, compositon menage, household-composition",
    "fr, naisance, birth-act",
    "fr, nasisance, birth-act",
    "fr, cassier judiciaire, criminal-record",
    "fr, residance, residence",
    "nl, gezinsamenstelling, household-composition",
    "nl, straftregister, criminal-record",
    "nl, huwelijkk, marriage-act",
    "de, strafregistr, criminal-record",
    "de, gebutsurkunde, birth-act",
    "en, criminel record, criminal-record",
    "en, mariage, marriage-act",
    "en, pot hole, pothole",
    // Begun, bent or built otherwise.
    "fr, encombr, bulky-waste",
    "fr, déménager, change-of-address",
    "nl, geboorteakte, birth-act",
    "nl, overlijdensakte, death-act",
    "nl, verhuizen, change-of-address",
    "de, umzug, change-of-address",
    "de, geburt, birth-act",
    "nl, grof vuil, bulky-waste",
    "de, sperrmuell, bulky-waste",
    // In the words of those who look for it.
    "fr, pension, life",
    "fr, me marier, marriage",
    "fr, divorcé, divorce-act",
    "fr, rats, rats",
    "fr, trou dans la route, pothole",
    "fr, crèche, childcare-place",
    "fr, carte de riverain, resident-parking-card",
    "fr, tapage bruit, noise",
    "nl, parkeerkaart, resident-parking-card",
    "en, rubbish dumped, fly-tipping",
    "en, street party, play-street",
    // Whoever thinks in another language than the screen's.
    "fr, strafregister, criminal-record",
    "nl, casier judiciaire, criminal-record",
    "de, birth, birth-act",
    "en, ménage, household-composition"
  })
  void isAmongTheFirstFour(String language, String typed, String expected) {
    List<String> found = found(typed, Language.ofTag(language));
    assertTrue(found.contains(expected), typed + " found " + found);
  }

  @Test
  void everythingIsAmongTheFirstByItsOwnTitle() {
    for (Language language : Language.values()) {
      for (Findable each : all) {
        List<String> found = found(each.title().get(language), language);
        assertTrue(
            found.contains(each.id()),
            () -> each.title().get(language) + " in " + language + " found " + found);
      }
    }
  }

  /**
   * One letter wrong in the longest word of each title, at each place of it: most are still found.
   */
  @Test
  void oneWrongLetterLosesLittle() {
    int tried = 0;
    int missed = 0;
    for (Language language : Language.values()) {
      for (Findable each : all) {
        String title = each.title().get(language);
        for (int place = 1; place < title.length(); place += 3) {
          if (Character.isLetter(title.charAt(place))) {
            String typed = title.substring(0, place) + "x" + title.substring(place + 1);
            tried++;
            missed += found(typed, language).contains(each.id()) ? 0 : 1;
          }
        }
      }
    }
    assertEquals(0, missed, missed + " of " + tried + " not found");
  }

  @Test
  void whatIsNothingFindsNothing() {
    for (String typed :
        List.of("", " ", "?!", "x", "qqqqq", "\u0000", "de la", "a".repeat(5_000))) {
      assertTrue(found(typed, Language.FRENCH).size() <= SHOWN, typed);
    }
    assertEquals(List.of(), found("qqqqq", Language.FRENCH));
    assertEquals(List.of(), found("", Language.FRENCH));
  }
}
