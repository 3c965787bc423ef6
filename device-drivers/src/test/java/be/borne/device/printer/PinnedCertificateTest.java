package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.borne.device.printer.PrintOutcome.Printed;
import be.borne.device.virtual.VirtualPrinter;
import be.borne.device.virtual.VirtualPrinterModel;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A printer that speaks TLS with a certificate that it signed itself. */
class PinnedCertificateTest {
  @TempDir Path directory;

  private VirtualPrinter virtual(String name) throws Exception {
    Path keys = Files.createDirectories(directory.resolve(name).resolve("keys"));
    return VirtualPrinter.start(
        directory.resolve(name),
        0,
        new VirtualPrinterModel(List.of("application/pdf"), false, "", Optional.of(keys)));
  }

  private Path certificate(String name) {
    return directory.resolve(name).resolve("keys").resolve("localhost.crt");
  }

  @Test
  void onlyThePrinterWithThePinnedCertificateIsSpokenTo() throws Exception {
    try (VirtualPrinter virtual = virtual("a");
        VirtualPrinter other = virtual("b")) {
      URI address = URI.create("ipps://localhost:" + virtual.address().getPort() + "/ipp/print");
      URI others = URI.create("ipps://localhost:" + other.address().getPort() + "/ipp/print");
      try (Printer unpinned = Printer.at(address, Optional.empty());
          Printer unpinnedOther = Printer.at(others, Optional.empty())) {
        // Each of them makes its certificate when TLS is spoken to it for the first time.
        assertEquals(List.of(PrinterCondition.UNREACHABLE), unpinned.status().conditions());
        assertEquals(List.of(PrinterCondition.UNREACHABLE), unpinnedOther.status().conditions());
      }
      try (Printer printer = Printer.at(address, Optional.of(certificate("a")))) {
        assertEquals(List.of(), printer.status().conditions());
        assertEquals(
            new Printed(2),
            printer.print(
                new PrintJob(PrintJob.newJobName(), TinyPdf.ofPages(2), 2),
                new RecordingJournal(),
                PrintProgress.NONE,
                Duration.ofSeconds(60)));
        assertEquals(1, virtual.printed().size());
      }
      try (Printer wrong = Printer.at(address, Optional.of(certificate("b")))) {
        assertEquals(List.of(PrinterCondition.UNREACHABLE), wrong.status().conditions());
      }
    }
  }

  @Test
  void aFileWithoutACertificateIsSaidSo() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    assertThrows(
        CertificateException.class,
        () -> Printer.at(URI.create("ipps://localhost/"), Optional.of(empty)));
  }
}
