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
 * @param impressions faces of paper it makes: its number of pages
 * @param sides as ordered. A printer that cannot turn a sheet puts a two-sided document on one side
 *     of each: a citizen goes home with more paper rather than with none
 */
@SuppressWarnings("ArrayRecordComponent") // a document is moved, not compared
public record PrintJob(String jobName, byte[] pdf, int impressions, Sides sides) {
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{7,62}");

  /** A document for one side of each sheet. */
  public PrintJob(String jobName, byte[] pdf, int impressions) {
    this(jobName, pdf, impressions, Sides.ONE_SIDED);
  }

  public PrintJob {
    if (!NAME.matcher(jobName).matches()) {
      throw new IllegalArgumentException("a job's name has 8 to 63 letters, digits and hyphens");
    }
    if (pdf.length == 0) {
      throw new IllegalArgumentException("there is nothing to print");
    }
    Objects.requireNonNull(sides);
    if (impressions < 1) {
      throw new IllegalArgumentException("a document has at least one page");
    }
  }

  /** A name that no other print has or will have. */
  public static String newJobName() {
    return "borne-" + UUID.randomUUID();
  }

  /** Without the document, which is about a person. */
  @Override
  public String toString() {
    return "PrintJob[" + jobName + ", " + impressions + " impressions, " + sides + "]";
  }
}
