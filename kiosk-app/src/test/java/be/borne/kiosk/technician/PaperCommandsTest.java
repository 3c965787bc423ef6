package be.borne.kiosk.technician;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.VirtualPrinter;
import be.borne.device.virtual.VirtualPrinterModel;
import be.borne.kiosk.document.SealedSamples;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The technician's commands for paper, by what they say and how they exit. */
class PaperCommandsTest {
  @TempDir static Path directory;
  private static VirtualPrinter printer;
  private static Path pdf;
  private static Path root;

  @BeforeAll
  static void make() throws Exception {
    printer = VirtualPrinter.start(directory.resolve("printer"), 0);
    pdf = directory.resolve("certificate.pdf");
    root = directory.resolve("root.pem");
    SealedSamples.write(pdf, root);
  }

  @AfterAll
  static void stop() {
    printer.close();
  }

  private record Answer(int exit, String out) {
    JsonNode json() throws Exception {
      return new ObjectMapper().readTree(out);
    }
  }

  private static Answer run(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(new StringWriter()))
            .execute(arguments);
    return new Answer(exit, out.toString());
  }

  private static Answer check(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "check",
                pdf.toString(),
                "--trust",
                root.toString(),
                "--organisation",
                SealedSamples.ORGANISATION));
    arguments.addAll(List.of(more));
    return run(new DocumentCommand(), arguments.toArray(new String[0]));
  }

  @Test
  void documentCheckTellsEachRule() throws Exception {
    Answer good = check("--order", SealedSamples.REFERENCE);
    assertEquals(0, good.exit(), good.out());
    assertTrue(good.out().contains("pass   intact: "));
    assertTrue(good.out().contains("This terminal would print it"));
    assertTrue(check("--json").json().get("passed").asBoolean());

    Answer other = check("--order", "TSR-2026-00000000", "--json");
    assertEquals(1, other.exit());
    assertEquals("order-reference", other.json().get("rule").asText());
    assertEquals("D-404", other.json().get("fault").asText());

    assertEquals(2, check("--order", "nonsense").exit());
    assertEquals(2, run(new DocumentCommand()).exit());
    assertEquals(
        2, run(new DocumentCommand(), "check", directory.resolve("none.pdf").toString()).exit());
  }

  @Test
  void printerStatusExitsByWhetherItCanPrint() throws Exception {
    String address = printer.address().toString();
    Answer ready = run(new PrinterCommand(), "status", "--printer", address);
    assertEquals(0, ready.exit(), ready.out());
    printer.paperOut();
    Answer empty = run(new PrinterCommand(), "status", "--printer", address, "--json");
    printer.refill();
    assertEquals(1, empty.exit());
    assertEquals("paper-out", empty.json().get("conditions").get(0).asText());
    assertEquals(1, run(new PrinterCommand(), "status", "--printer", "ipp://localhost:9/x").exit());
    assertEquals(
        2, run(new PrinterCommand(), "status", "--printer", "http://localhost:9/x").exit());
  }

  @Test
  void printerStatusSaysWhatThereIsAndWhatWouldBecomeOfACertificate() throws Exception {
    String address = printer.address().toString();
    printer.paper(20);
    Answer low = run(new PrinterCommand(), "status", "--printer", address);
    Answer facts = run(new PrinterCommand(), "status", "--printer", address, "--json");
    printer.refill();
    assertEquals(0, low.exit(), low.out());
    for (String line :
        List.of(
            "degraded: Paper is low.",
            "supply:  paper (main): 20 sheets, see to it soon",
            "supply:  toner (Black Toner): 75 % left",
            "sides:   one or two",
            "a certificate: PDF, every byte as it is",
            "It can print.")) {
      assertTrue(low.out().contains(line), low.out());
    }
    assertEquals(20, facts.json().get("supplies").get(0).get("sheets").asInt());
    assertEquals("as-it-is", facts.json().get("way").asText());
    assertTrue(facts.json().get("observable").asBoolean());
  }

  @Test
  void printerWithoutPdfSaysThatPagesAreDrawn() throws Exception {
    try (VirtualPrinter plain =
        VirtualPrinter.start(
            directory.resolve("plain"),
            0,
            new VirtualPrinterModel(List.of("image/pwg-raster"), false, "", Optional.empty()))) {
      String address = plain.address().toString();
      String out = run(new PrinterCommand(), "status", "--printer", address).out();
      assertTrue(out.contains("drawn by Ghostscript, 600 dots per inch, in shades of grey"), out);
      assertTrue(out.contains("a two-sided order comes out on one side of each sheet"), out);
      Answer printed = run(new PrintCommand(), pdf.toString(), "--printer", address, "--two-sided");
      assertEquals(0, printed.exit(), printed.out());
      assertEquals(1, plain.printed().size());
      assertTrue(plain.printed().getFirst().toString().endsWith(".pwg"));
    }
  }

  @Test
  void addressesOfOtherKindsAreKnown() {
    assertEquals(
        1, run(new PrinterCommand(), "status", "--printer", "usb://Nobody/nothing").exit());
    assertEquals(2, run(new PrinterCommand(), "status", "--printer", "usb:some").exit());
    assertEquals(2, run(new PrinterCommand(), "status", "--printer", "queue:a/b").exit());
    assertEquals(
        2,
        run(
                new PrinterCommand(),
                "status",
                "--printer",
                "ipps://localhost/",
                "--certificate",
                pdf.toString())
            .exit());
  }

  @Test
  void printFollowsToTheObservedEnd() throws Exception {
    String address = printer.address().toString();
    Answer printed = run(new PrintCommand(), pdf.toString(), "--printer", address);
    assertEquals(0, printed.exit(), printed.out());
    assertTrue(printed.out().contains("Printed: "));
    assertArrayEquals(Files.readAllBytes(pdf), Files.readAllBytes(printer.printed().getFirst()));

    printer.paperOut();
    Answer not =
        run(new PrintCommand(), pdf.toString(), "--printer", address, "--timeout", "1", "--json");
    printer.refill();
    assertEquals(PrintCommand.NOT_PRINTED, not.exit());
    assertEquals("not-printed", not.json().get("outcome").asText());
    assertEquals("paper-out", not.json().get("condition").asText());
    assertEquals(1, printer.printed().size());

    assertEquals(2, run(new PrintCommand(), root.toString(), "--printer", address).exit());
  }
}
