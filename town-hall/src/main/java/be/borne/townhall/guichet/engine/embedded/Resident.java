package be.borne.townhall.guichet.engine.embedded;

import be.borne.townhall.guichet.engine.NationalNumber;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;

/**
 * One person of the invented register.
 *
 * @param birthplace as it was written down
 * @param registered in which register, and since when in the municipality
 * @param since when the person came to live at the address
 * @param burialWish null if none was declared
 * @param notAnElector excluded from voting, or suspended
 * @param earlier where the person lived before, the latest first
 */
record Resident(
    NationalNumber number,
    Relation relation,
    Sex sex,
    String name,
    @JsonProperty("first_names") String firstNames,
    PartialDate born,
    String birthplace,
    Nationality nationality,
    @JsonProperty("civil_status") CivilStatus civilStatus,
    Registration registered,
    LocalDate since,
    @JsonProperty("burial_wish") BurialWish burialWish,
    @JsonProperty("not_an_elector") boolean notAnElector,
    @JsonProperty("earlier") List<Address> earlier) {

  /** To the household's reference person. */
  enum Relation {
    REFERENCE,
    SPOUSE,
    COHABITANT,
    CHILD,
    PARENT,
    GRANDCHILD,
    SIBLING,
    UNRELATED
  }

  /** As the register knows it. */
  enum CivilStatus {
    SINGLE,
    MARRIED,
    WIDOWED,
    DIVORCED
  }

  /**
   * Of one country.
   *
   * @param country ISO 3166-1, two capitals; {@code XU} is the country that is nowhere
   * @param since when it was attributed or acquired; null if since birth
   */
  record Nationality(String country, LocalDate since) {
    static final String BELGIAN = "BE";

    boolean isBelgian() {
      return country.equals(BELGIAN);
    }
  }

  /** Where the municipality keeps the person. */
  record Registration(Register register, LocalDate since) {}

  /** Art. 1 of the law of 19 July 1991. */
  enum Register {
    POPULATION,
    FOREIGNERS
  }

  /** What somebody declared about the own burial. */
  record BurialWish(Method method, Rite rite, LocalDate declared) {}

  /** What is to become of the body. */
  enum Method {
    BURIAL,
    ASHES_BURIED,
    ASHES_IN_COLUMBARIUM,
    ASHES_SCATTERED_AT_CEMETERY,
    ASHES_SCATTERED_AT_SEA
  }

  /** By which rite. */
  enum Rite {
    CATHOLIC,
    PROTESTANT,
    ANGLICAN,
    ORTHODOX,
    JEWISH,
    ISLAMIC,
    SECULAR,
    NEUTRAL
  }

  Resident {
    Invented.requireImpossible(number);
    earlier = earlier == null ? List.of() : List.copyOf(earlier);
  }

  /** Whether the person has reached that age by that day. */
  boolean isOfAge(int years, LocalDate day) {
    return !born.latest().plusYears(years).isAfter(day);
  }

  /** Names nobody, though nobody here exists: the habit is kept. */
  @Override
  public String toString() {
    return "Resident[" + relation + "]";
  }
}
