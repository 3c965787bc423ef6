package be.borne.device.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates in all the ways that cards write them. */
class CardDatesTest {
  @ParameterizedTest
  @CsvSource({
    "03 MARS 1950, 1950-03-03",
    "13.AUG. 1996, 1996-08-13",
    "1 JAN 1971, 1971-01-01",
    "29 FEB 2000, 2000-02-29",
    "05 MÄR 1980, 1980-03-05",
    "21 DEZ  1981, 1981-12-21",
    "30 SEPT 1966, 1966-09-30"
  })
  void readsPrintedDates(String printed, LocalDate expected) {
    assertEquals(Optional.of(expected), CardDates.printed(printed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1950", "", "00 000 1950", "31 FEV 1950", "12 XYZ 1950", "1-1-1950"})
  void leavesUnknownWhatIsNoDate(String printed) {
    assertEquals(Optional.empty(), CardDates.printed(printed));
  }

  @Test
  void refusesAValidityThatIsNoDate() {
    assertEquals(LocalDate.of(2034, 3, 1), CardDates.numeric("01.03.2034"));
    assertThrows(IllegalArgumentException.class, () -> CardDates.numeric("31.02.2034"));
    assertThrows(IllegalArgumentException.class, () -> CardDates.numeric("1.3.34"));
  }
}
