package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * Those who live together at one address.
 *
 * @param locality the place's name in each language of certificates
 * @param members the reference person first
 */
record Household(
    String street,
    @JsonProperty("postal_code") String postalCode,
    Map<Language, String> locality,
    @JsonProperty("member") List<Resident> members) {
  private static final int MAX_MEMBERS = 5;

  Household {
    locality = Map.copyOf(locality);
    members = List.copyOf(members);
    if (members.isEmpty()
        || members.size() > MAX_MEMBERS
        || members.getFirst().relation() != Resident.Relation.REFERENCE) {
      throw new IllegalArgumentException(
          "a household has one to " + MAX_MEMBERS + " members, the reference person first");
    }
  }

  /** {@code Rue de l’Invention 12, 1000 Bruxelles}. */
  String address(Language language) {
    return street + ", " + postalCode + " " + locality.get(language);
  }

  @Override
  public String toString() {
    return "Household[" + members.size() + " members]";
  }
}
