package be.borne.kiosk.technician;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.borne.device.virtual.VirtualPrinter;
import be.borne.kiosk.document.SealedSamples;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
