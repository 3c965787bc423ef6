package be.borne.townhall.guichet.engine.embedded;

import be.borne.townhall.guichet.engine.NationalNumber;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * One person of the invented register.
 *
 * @param nationality ISO 3166-1, two capitals
 * @param since when the person came to live at the address
 */
record Resident(
    NationalNumber number,
    Relation relation,
    String name,
    @JsonProperty("first_names") String firstNames,
    LocalDate born,
    String birthplace,
    String nationality,
    @JsonProperty("civil_status") CivilStatus civilStatus,
    LocalDate since) {

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

  private static final Pattern IMPOSSIBLE_MONTH = Pattern.compile("[0-9]{2}1[3-6][0-9]{7}");

  Resident {
    if (!IMPOSSIBLE_MONTH.matcher(number.digits()).matches()) {
      throw new IllegalArgumentException(
          "the embedded register takes only numbers that nobody can have: months 13 to 16");
    }
  }

  /** Names nobody, though nobody here exists: the habit is kept. */
  @Override
  public String toString() {
    return "Resident[" + relation + "]";
  }
}
