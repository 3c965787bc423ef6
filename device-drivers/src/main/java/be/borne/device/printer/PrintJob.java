package be.borne.device.printer;

import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One document to be put on paper once.
 *
 * @param jobName unique among all prints ever; the printer shows and keeps it, so it says nothing
 *     of the citizen or the order. Use {@link #newJobName()}
 * @param pdf sent as it is; must not change while it is being printed
 * @param pages of the document
 * @param copies how often the whole of it comes out, 1 to {@value #MOST_COPIES}
 * @param sides as ordered. A printer that cannot turn a sheet puts a two-sided document on one side
 *     of each: a citizen goes home with more paper rather than with none
 */
@SuppressWarnings("ArrayRecordComponent") // a document is moved, not compared
public record PrintJob(String jobName, byte[] pdf, int pages, int copies, Sides sides) {
  public static final int MOST_COPIES = 9;

  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{7,62}");

  /** A document for one side of each sheet, once. */
  public PrintJob(String jobName, byte[] pdf, int pages) {
    this(jobName, pdf, pages, 1, Sides.ONE_SIDED);
  }

  public PrintJob {
    if (!NAME.matcher(jobName).matches()) {
      throw new IllegalArgumentException("a job's name has 8 to 63 letters, digits and hyphens");
    }
    if (pdf.length == 0) {
      throw new IllegalArgumentException("there is nothing to print");
    }
    Objects.requireNonNull(sides);
    if (pages < 1) {
      throw new IllegalArgumentException("a document has at least one page");
    }
    if (copies < 1 || copies > MOST_COPIES) {
      throw new IllegalArgumentException("a print has 1 to " + MOST_COPIES + " copies");
    }
  }

  /** Faces of paper that come out of it. */
  public int impressions() {
    return pages * copies;
  }

  private static final String TERMINALS = "borne-";

  /** A name for a terminal's print, which no other has or will have. */
  public static String newJobName() {
    return TERMINALS + UUID.randomUUID();
  }

  /** The same for a technician's trial, which the terminal at this printer leaves alone. */
  public static String newTrialName() {
    return "trial-" + UUID.randomUUID();
  }

  /** Whether a job in the queue was made by a terminal. A printer serves one terminal alone. */
  static boolean isTerminals(String jobName) {
    return jobName.startsWith(TERMINALS);
  }

  /** Without the document, which is about a person. */
  @Override
  public String toString() {
    return "PrintJob[" + jobName + ", " + copies + " of " + pages + " pages, " + sides + "]";
  }
}
