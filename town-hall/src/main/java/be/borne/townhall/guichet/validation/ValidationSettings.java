package be.borne.townhall.guichet.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Section {@code [validation]}: which documents of an engine are given out.
 *
 * @param trust PEM files of the roots of seals and time stamps; none is the embedded engine's own
 * @param minimumLevel what a seal must have at least
 * @param laterRevisions what may follow the sealed revision
 * @param revocationLists files with revocation lists for seals that bring none, read anew for each
 *     document, so that they may be replaced at any time
 * @param deadline how long one document may take
 */
public record ValidationSettings(
    List<Path> trust,
    @JsonProperty("minimum_level") Level minimumLevel,
    @JsonProperty("later_revisions") LaterRevisions laterRevisions,
    @JsonProperty("revocation_lists") List<Path> revocationLists,
    @JsonProperty("deadline_seconds") Duration deadline) {

  /** The levels of ETSI EN 319 142-1, clause 6, from the least. */
  public enum Level {
    @JsonProperty("B-B")
    B(SignatureLevel.PAdES_BASELINE_B),
    @JsonProperty("B-T")
    T(SignatureLevel.PAdES_BASELINE_T),
    @JsonProperty("B-LT")
    LT(SignatureLevel.PAdES_BASELINE_LT),
    @JsonProperty("B-LTA")
    LTA(SignatureLevel.PAdES_BASELINE_LTA);

    private final SignatureLevel name;

    Level(SignatureLevel name) {
      this.name = name;
    }

    /** Whether a seal of this level, as DSS found it, is enough. */
    boolean isReachedBy(SignatureLevel found) {
      for (Level level : values()) {
        if (level.name == found) {
          return level.compareTo(this) >= 0;
        }
      }
      return false;
    }
  }

  /** What may follow the sealed revision. */
  public enum LaterRevisions {
    /** Nothing: the seal covers the whole file, as terminals want it. */
    @JsonProperty("refused")
    REFUSED,
    /** Validation data and document time stamps, as levels LT and LTA append them. */
    @JsonProperty("validation-data")
    VALIDATION_DATA
  }

  private static final Duration USUAL_DEADLINE = Duration.ofSeconds(10);
  private static final Duration LONGEST_DEADLINE = Duration.ofMinutes(2);
  private static final int MAX_FILES = 16;

  public ValidationSettings {
    trust = List.copyOf(Objects.requireNonNullElse(trust, List.of()));
    revocationLists = List.copyOf(Objects.requireNonNullElse(revocationLists, List.of()));
    minimumLevel = Objects.requireNonNullElse(minimumLevel, Level.T);
    laterRevisions = Objects.requireNonNullElse(laterRevisions, LaterRevisions.REFUSED);
    deadline = Objects.requireNonNullElse(deadline, USUAL_DEADLINE);
    require(trust.size() <= MAX_FILES, "trust", "at most " + MAX_FILES + " PEM files");
    require(
        revocationLists.size() <= MAX_FILES, "revocation_lists", "at most " + MAX_FILES + " files");
    require(
        deadline.isPositive() && deadline.compareTo(LONGEST_DEADLINE) <= 0,
        "deadline_seconds",
        "1 to " + LONGEST_DEADLINE.toSeconds());
  }

  /** For the embedded engine: its own root, B-T, nothing after the seal. */
  public static ValidationSettings usual() {
    return new ValidationSettings(null, null, null, null, null);
  }

  private static void require(boolean holds, String setting, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("validation." + setting + ": expected " + expected);
    }
  }
}
