package be.borne.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.printer.PrintOutcome.NotPrinted;
import be.borne.device.printer.PrintOutcome.Printed;
import be.borne.device.printer.PrintOutcome.Reason;
import be.borne.device.virtual.VirtualPrinter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Printers at loopback ports in ipp-usb's range, with notes as ipp-usb writes them. There is no USB
 * here: ipp-usb's own part, from the port to the plug, is not what is tested.
 */
class UsbPrinterTest {
  private static final PrinterDeadlines QUICK =
      new PrinterDeadlines(Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(10));
  private static final Duration PLENTY = Duration.ofSeconds(60);

  @TempDir Path directory;
  private Path notes;

  @BeforeEach
  void makeNotes() throws IOException {
    notes = Files.createDirectory(directory.resolve("dev"));
  }

  private IppPrinter printer(String address) {
    return new IppPrinter(
        new UsbLocation(UsbAddress.of(URI.create(address)), new UsbPorts(notes, 60_000, 0)), QUICK);
  }

  private void note(String device, int port) throws IOException {
    Files.writeString(
        notes.resolve(device + ".state"),
        "[device]\nhttp-port   = " + port + "\ndns-sd-name = \"Borne virtual printer\"\n");
  }

  private static int freePort() {
    return IntStream.range(60_100, 61_000).filter(UsbPrinterTest::isFree).findFirst().orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private VirtualPrinter virtual(String name) throws IOException {
    return VirtualPrinter.start(directory.resolve(name), freePort());
  }

  @Test
  void theOnlyPrinterIsFoundAmongPortsThatNobodyHolds() throws Exception {
    try (VirtualPrinter virtual = virtual("a");
        IppPrinter printer = printer("usb:any")) {
      assertEquals(List.of(PrinterCondition.UNREACHABLE), printer.status().conditions());
      note("04f9-0001-GONE-Borne-other", freePort());
      note("04f9-0002-E1234-Borne-virtual-printer", virtual.address().getPort());
      Files.writeString(notes.resolve("04f9-0003-X-damaged.state"), "http-port = 99999999999");

      assertEquals(Severity.READY, printer.status().severity());
      PrintJob job = new PrintJob(PrintJob.newJobName(), TinyPdf.ofPages(1), 1);
      assertEquals(
          new Printed(1), printer.print(job, new RecordingJournal(), PrintProgress.NONE, PLENTY));
    }
  }

  @Test
  void printerThatIsPluggedInElsewhereIsFoundAgain() throws Exception {
    try (IppPrinter printer = printer("usb://Borne/virtual%20printer")) {
      try (VirtualPrinter virtual = virtual("a")) {
        note("04f9-0002-E1234-Borne-virtual-printer", virtual.address().getPort());
        assertEquals(Severity.READY, printer.status().severity());
      }
      assertEquals(Severity.FAILED, printer.status().severity());
      try (VirtualPrinter virtual = virtual("b")) {
        note("04f9-0002-E1234-Borne-virtual-printer", virtual.address().getPort());
        assertEquals(Severity.READY, printer.status().severity());
      }
    }
  }

  @Test
  void anotherPrinterIsNotTheOneThatIsMeant() throws Exception {
    try (VirtualPrinter virtual = virtual("a");
        IppPrinter printer = printer("usb://Epson")) {
      note("04f9-0002-E1234-Borne-virtual-printer", virtual.address().getPort());
      RecordingJournal journal = new RecordingJournal();
      assertEquals(
          new NotPrinted(Reason.PRINTER_NOT_READY, Optional.of(PrinterCondition.UNREACHABLE)),
          printer.print(
              new PrintJob(PrintJob.newJobName(), TinyPdf.ofPages(1), 1),
              journal,
              PrintProgress.NONE,
              Duration.ofSeconds(1)));
      assertEquals(List.of("ended"), journal.steps());
      assertEquals(List.of(), virtual.printed());
    }
  }

  @Test
  void ofTwoThatCouldBeMeantOnlyTheSerialNumberTellsWhich() throws Exception {
    try (VirtualPrinter one = virtual("a");
        VirtualPrinter two = virtual("b");
        IppPrinter any = printer("usb:any");
        IppPrinter second = printer("usb://Borne/virtual%20printer?serial=E9.9")) {
      note("04f9-0002-E1234-Borne-virtual-printer", one.address().getPort());
      note("04f9-0002-E9-9-Borne-virtual-printer", two.address().getPort());
      assertEquals(List.of(PrinterCondition.UNREACHABLE), any.status().conditions());
      assertEquals(
          new Printed(1),
          second.print(
              new PrintJob(PrintJob.newJobName(), TinyPdf.ofPages(1), 1),
              new RecordingJournal(),
              PrintProgress.NONE,
              PLENTY));
      assertEquals(0, one.printed().size());
      assertEquals(1, two.printed().size());
    }
  }

  @Test
  void serialNumberOfTheDeviceItselfCounts() {
    UsbAddress.DeviceId shown = UsbAddress.DeviceId.of("MFG:Borne;MDL:P 1;CLS:PRINTER;SN:42;");
    assertEquals(new UsbAddress.DeviceId("Borne", "P 1", "42"), shown);
    assertTrue(
        UsbAddress.of(URI.create("usb://borne/p%201?serial=42")).means(shown, Optional.empty()));
    assertEquals(new UsbAddress.DeviceId("", "", ""), UsbAddress.DeviceId.of(";;:;nonsense;MFG:;"));
  }

  @Test
  void addressesThatMeanNothing() {
    for (String address :
        List.of(
            "usb:some",
            "usb:/x",
            "usb:///x",
            "usb://a?port=1",
            "ipp://a",
            "usb://" + "a".repeat(400))) {
      assertThrows(
          IllegalArgumentException.class, () -> UsbAddress.of(URI.create(address)), address);
    }
  }
}
