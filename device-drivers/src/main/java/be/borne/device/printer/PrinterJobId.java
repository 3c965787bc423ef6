package be.borne.device.printer;

/**
 * A job as the printer knows it. The number alone proves nothing: printers count from 1 again after
 * a restart.
 *
 * @param id job-id
 * @param uuid job-uuid (PWG 5100.13); empty if the printer gives none
 */
public record PrinterJobId(int id, String uuid) {
  private static final int MAX_UUID_CHARS = 100;

  public PrinterJobId {
    if (id < 1) {
      throw new IllegalArgumentException("job ids start at 1");
    }
    if (uuid.length() > MAX_UUID_CHARS) {
      throw new IllegalArgumentException("job-uuid is longer than a UUID");
    }
  }
}
