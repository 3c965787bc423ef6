package be.borne.townhall.guichet;

import be.borne.protocol.guichet.form.Answer;
import be.borne.protocol.guichet.form.PrefillKey;
import be.borne.townhall.guichet.engine.NationalNumber;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Who the card of a session says its holder is, under the register's signature. The address is in a
 * file of its own on the card, which a terminal does not send.
 *
 * @param surname as the card has it
 * @param givenNames the first two; empty where there are none
 * @param initial of the third, or empty
 * @param born empty where the card does not tell it to the day
 */
record CardHolder(
    NationalNumber number,
    String surname,
    String givenNames,
    String initial,
    Optional<LocalDate> born) {

  /**
   * What a field that is filled from the card may say, at most two ways of it; empty where this
   * side does not know.
   */
  List<Answer> says(PrefillKey key) {
    return switch (key) {
      case SURNAME -> texts(surname);
      case GIVEN_NAMES ->
          initial.isBlank() ? texts(givenNames) : texts(givenNames, givenNames + " " + initial);
      case BIRTH_DATE ->
          born.<List<Answer>>map(day -> List.of(new Answer.Day(day))).orElse(List.of());
      case ADDRESS -> List.of();
    };
  }

  private static List<Answer> texts(String... ways) {
    return ways[0].isBlank()
        ? List.of()
        : List.of(ways).stream()
            .<Answer>map(
                way -> new Answer.Text(Normalizer.normalize(way.strip(), Normalizer.Form.NFC)))
            .toList();
  }

  /** Names nobody. */
  @Override
  public String toString() {
    return "CardHolder[hidden]";
  }
}
