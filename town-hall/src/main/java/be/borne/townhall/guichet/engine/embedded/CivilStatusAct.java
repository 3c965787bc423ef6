package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.engine.NationalNumber;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An act of civil status, as far as an extract states it. What does not apply to its kind is null.
 *
 * @param kind of which certificate it is the source
 * @param number of the act, as its register has it
 * @param drawn when it was drawn up
 * @param place the municipality that drew it up, in each language of certificates
 * @param happened the day of birth, of death or of the marriage
 * @param time of birth or death, {@code 14:05}
 * @param where the place of birth, of death or of the marriage
 * @param court that decided, in each language of certificates
 * @param decided when it decided
 * @param effective from when on it holds
 * @param form of adoption, or ground of nationality; a word of {@code wording_*.properties}
 * @param before the name or first names before the change
 * @param after those after it
 * @param parties everybody in it
 */
record CivilStatusAct(
    CertificateKind kind,
    String number,
    LocalDate drawn,
    Map<Language, String> place,
    LocalDate happened,
    String time,
    String where,
    Map<Language, String> court,
    LocalDate decided,
    LocalDate effective,
    String form,
    String before,
    String after,
    @JsonProperty("party") List<Party> parties) {

  /** What somebody is in an act. */
  enum Role {
    CHILD(true),
    MOTHER(false),
    FATHER(false),
    DECEASED(true),
    SPOUSE(true),
    PERSON(true),
    RECOGNISING_PARENT(true),
    ESTABLISHED_PARENT(true),
    ADOPTED(true),
    ADOPTER(true);

    private final boolean concerned;

    Role(boolean concerned) {
      this.concerned = concerned;
    }

    /** Whether the act sets down or changes this person's own status. */
    boolean concerned() {
      return concerned;
    }
  }

  /**
   * Somebody in an act.
   *
   * @param number null if the register does not know it
   * @param born null if the act does not state it
   * @param birthplace null if the act does not state it
   */
  record Party(
      Role role,
      NationalNumber number,
      Sex sex,
      String name,
      @JsonProperty("first_names") String firstNames,
      PartialDate born,
      String birthplace) {
    Party {
      if (number != null) {
        Invented.requireImpossible(number);
      }
    }

    boolean is(NationalNumber citizen) {
      return citizen.equals(number);
    }

    @Override
    public String toString() {
      return "Party[" + role + "]";
    }
  }

  CivilStatusAct {
    if (!kind.isAct()) {
      throw new IllegalArgumentException(kind + " is not drawn from an act");
    }
    Objects.requireNonNull(number, "number");
    Objects.requireNonNull(drawn, "drawn");
    place = Map.copyOf(place);
    court = court == null ? null : Map.copyOf(court);
    parties = List.copyOf(parties);
    if (parties.stream().noneMatch(party -> party.role().concerned())) {
      throw new IllegalArgumentException("an act concerns somebody");
    }
  }

  boolean concerns(NationalNumber citizen) {
    return parties.stream().anyMatch(party -> party.role().concerned() && party.is(citizen));
  }

  @Override
  public String toString() {
    return "CivilStatusAct[" + kind + "]";
  }
}
