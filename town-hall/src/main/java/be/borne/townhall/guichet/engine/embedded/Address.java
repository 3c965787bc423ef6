package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Map;

/**
 * Where somebody lived before.
 *
 * @param since first day
 * @param until last day
 * @param locality the place's name in each language of certificates
 */
record Address(
    LocalDate since,
    LocalDate until,
    String street,
    @JsonProperty("postal_code") String postalCode,
    Map<Language, String> locality) {
  Address {
    locality = Map.copyOf(locality);
    if (until.isBefore(since)) {
      throw new IllegalArgumentException("an address ends after it begins");
    }
  }

  /** {@code Rue de l’Invention 12, 1000 Bruxelles}. */
  String written(Language language) {
    return street + ", " + postalCode + " " + locality.get(language);
  }

  @Override
  public String toString() {
    return "Address[hidden]";
  }
}
