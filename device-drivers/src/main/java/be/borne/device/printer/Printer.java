package be.borne.device.printer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;

/**
 * Where paper comes out. Which kind it is says its address:
 *
 * <ul>
 *   <li>{@code ipp://host[:port]/path} and {@code ipps://…}: spoken to directly, and observed
 *   <li>{@code usb:any}, or {@code usb://MAKE/MODEL?serial=NUMBER} of which any part may be left
 *       out at the end: the same, at whatever port ipp-usb gave it
 *   <li>{@code queue:NAME}: a queue of the print system, which speaks nothing else. It can be given
 *       a document, and nothing can be seen of it
 * </ul>
 *
 * <p>Every call blocks, within the deadlines given; call from a thread that may wait. Thread-safe;
 * {@link #print} and {@link #recover} take turns.
 */
public sealed interface Printer extends AutoCloseable permits IppPrinter, QueuePrinter {

  /** Asks the printer how it is. Silence and nonsense are answers too: this never throws. */
  PrinterStatus status() throws InterruptedException;

  /**
   * The same while nobody waits for paper: what an earlier visit left in the queue is cancelled,
   * and until the queue was seen without it, the printer has the condition {@link
   * PrinterCondition#EARLIER_JOB}. A queue that was seen empty is believed to be so for up to 25
   * seconds, as long as the printer says nothing else. During a print or a recovery this only asks.
   */
  PrinterStatus statusAtRest() throws InterruptedException;

  /**
   * Puts a document on paper once. Whatever goes wrong, nothing here ever sends it a second time.
   *
   * @param timeout from now to giving up
   * @return what was seen; also told to the journal's {@code ended}, before
   * @throws InterruptedException when interrupted; the journal stays at its last step, for {@link
   *     #recover}
   * @throws RuntimeException what the journal threw from {@code intent} or {@code created}; the
   *     document has not been sent
   */
  PrintOutcome print(PrintJob job, PrintJournal journal, PrintProgress progress, Duration timeout)
      throws InterruptedException;

  /**
   * Finds out after a restart what became of a print. Never sends anything.
   *
   * <p>After {@code Unknown} with PRINTER_UNREACHABLE or STILL_IN_PRINTER it may be called again
   * later, and may then find a certain answer.
   *
   * @param timeout to wait for the printer to answer, and for the job to end by itself
   */
  PrintOutcome recover(
      JournalledPrint print, PrintJournal journal, PrintProgress progress, Duration timeout)
      throws InterruptedException;

  @Override
  void close();

  /**
   * The printer at an address; it need not be there yet.
   *
   * @param certificate a PEM file with the certificate(s) that a printer at {@code ipps} must show,
   *     usually one that it signed itself; without it, the authorities of this Java are trusted
   * @throws IllegalArgumentException if it is no printer's address
   * @throws IOException if the certificate's file cannot be read
   * @throws GeneralSecurityException if there is no certificate in it
   */
  static Printer at(URI address, Optional<Path> certificate)
      throws IOException, GeneralSecurityException {
    return switch (String.valueOf(address.getScheme())) {
      case "ipps" ->
          certificate.isPresent()
              ? new IppPrinter(
                  address, PrinterDeadlines.USUAL, PinnedCertificates.context(certificate.get()))
              : new IppPrinter(address);
      case "ipp" -> new IppPrinter(address);
      case "usb" ->
          new IppPrinter(
              new UsbLocation(UsbAddress.of(address), UsbPorts.OF_IPP_USB), PrinterDeadlines.USUAL);
      case "queue" -> new QueuePrinter(address);
      default ->
          throw new IllegalArgumentException(
              "a printer's address begins with ipp://, ipps://, usb: or queue:");
    };
  }
}
