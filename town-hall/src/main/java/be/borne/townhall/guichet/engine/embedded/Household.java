package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.NationalNumber;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Those who live together at one address.
 *
 * @param locality the place's name in each language of certificates
 * @param cohabitation the legal cohabitation of two of them; null if there is none
 * @param members the reference person first
 */
record Household(
    String street,
    @JsonProperty("postal_code") String postalCode,
    Map<Language, String> locality,
    Cohabitation cohabitation,
    @JsonProperty("member") List<Resident> members) {
  private static final int MAX_MEMBERS = 60;

  /**
   * A legal cohabitation (old Civil Code, art. 1475 to 1479).
   *
   * @param declared when both declared it before the officer of civil status
   * @param parties the two of them
   */
  record Cohabitation(LocalDate declared, List<NationalNumber> parties) {
    Cohabitation {
      parties = List.copyOf(parties);
      if (parties.size() != 2) {
        throw new IllegalArgumentException("two persons cohabit legally");
      }
    }
  }

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

  Optional<Resident> member(NationalNumber number) {
    return members.stream().filter(member -> member.number().equals(number)).findFirst();
  }

  /** The other party to the citizen's legal cohabitation. */
  Optional<Resident> cohabitantOf(NationalNumber citizen) {
    if (cohabitation == null || !cohabitation.parties().contains(citizen)) {
      return Optional.empty();
    }
    return cohabitation.parties().stream()
        .filter(party -> !party.equals(citizen))
        .findFirst()
        .flatMap(this::member);
  }

  @Override
  public String toString() {
    return "Household[" + members.size() + " members]";
  }
}
