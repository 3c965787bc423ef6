package be.borne.kiosk.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.borne.protocol.guichet.form.Answer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken on purpose to see these fail: the box was not looked for first. */
class CardAddressTest {
  @ParameterizedTest
  @CsvSource({
    "Rue Inventée 12, Rue Inventée, 12, ''",
    "Rue Inventée 12A, Rue Inventée, 12A, ''",
    "'Rue Inventée, 12', Rue Inventée, 12, ''",
    "Avenue du Conte 41 boîte 2, Avenue du Conte, 41, 2",
    "Avenue du Conte 41 bte. 2, Avenue du Conte, 41, 2",
    "Verzonnenstraat 7 bus 3A, Verzonnenstraat, 7, 3A",
    "Verzonnenstraat 7 /b003, Verzonnenstraat, 7, 003",
    "Verzonnenstraat 7/3, Verzonnenstraat, 7, 3",
    "Rue du 30 Février 1945 12, Rue du 30 Février 1945, 12, ''",
    "Fabelweg 5 Bfk 1, Fabelweg, 5, 1"
  })
  void streetNumberAndBoxAreToldApart(String line, String street, String number, String box) {
    assertEquals(
        Optional.of(new Answer.Address(street, number, box, "1000", "Nulle-Part")),
        CardAddress.of(line, "1000", "Nulle-Part"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "Place Inventée", "Rue Inventée s.n.", "Rue Inventée 12345"})
  void whatCannotBeToldApartIsAsked(String line) {
    assertEquals(Optional.empty(), CardAddress.of(line, "1000", "Nulle-Part"));
  }

  @Test
  void aLineThatIsTooLongIsNotLookedAt() {
    assertEquals(Optional.empty(), CardAddress.of("1 ".repeat(1_000), "1000", "Nulle-Part"));
  }
}
