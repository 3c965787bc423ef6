package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.NationalNumber;
import java.time.LocalDate;
import java.util.Map;

/**
 * What a court decided about somebody invented.
 *
 * @param number whose it is
 * @param decided when
 * @param court which, in each language of certificates
 * @param offence what for, likewise
 * @param sentence to what, likewise
 */
record Conviction(
    NationalNumber number,
    LocalDate decided,
    Map<Language, String> court,
    Map<Language, String> offence,
    Map<Language, String> sentence) {
  Conviction {
    Invented.requireImpossible(number);
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "Conviction[hidden]";
  }
}
