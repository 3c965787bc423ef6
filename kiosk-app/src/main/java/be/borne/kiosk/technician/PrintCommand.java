package be.borne.kiosk.technician;

import be.borne.device.printer.PrintJob;
import be.borne.device.printer.PrintJournal;
import be.borne.device.printer.PrintOutcome;
import be.borne.device.printer.PrintOutcome.NotPrinted;
import be.borne.device.printer.PrintOutcome.Printed;
import be.borne.device.printer.PrintOutcome.Unknown;
import be.borne.device.printer.PrintProgress;
import be.borne.device.printer.Printer;
import be.borne.device.printer.PrinterCondition;
import be.borne.device.printer.PrinterJobId;
import be.borne.device.printer.PrinterStatus;
import be.borne.device.printer.Sides;
import be.borne.protocol.guichet.IssuedDocument;
import be.borne.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code print}: puts a PDF on paper and follows it to the end that the printer was seen to give
 * it. For trying out printers: it neither asks the gate nor writes the terminal's journal.
 *
 * <p>Exits with 0 if printed, 1 if certainly not printed, 3 if nobody can tell, 2 if the options
 * are wrong.
 */
@Command(
    name = "print",
    description = {
      "Prints a PDF and follows it to its observed end.",
      "Exits with 0 if printed, 1 if certainly not, 3 if nobody can tell."
    },
    mixinStandardHelpOptions = true)
public final class PrintCommand implements Callable<Integer> {
  static final int NOT_PRINTED = 1;
  static final int UNKNOWN = 3;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE.pdf", description = "the document")
  private Path file;

  @Mixin private PrinterCommand.Choice choice;

  @Option(
      names = "--two-sided",
      description = "on both sides of the sheet, if the printer can turn it")
  private boolean twoSided;

  @Option(
      names = "--copies",
      paramLabel = "N",
      defaultValue = "1",
      description = "how often it comes out (default: ${DEFAULT-VALUE})")
  private int copies;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "to give up after (default: ${DEFAULT-VALUE})")
  private int timeoutSeconds;

  @Option(names = "--json", description = "one JSON object instead of lines")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (timeoutSeconds < 1 || timeoutSeconds > 3600) {
      throw new ParameterException(spec.commandLine(), "--timeout: 1 to 3600 seconds");
    }
    if (copies < 1 || copies > PrintJob.MOST_COPIES) {
      throw new ParameterException(spec.commandLine(), "--copies: 1 to " + PrintJob.MOST_COPIES);
    }
    byte[] pdf = read();
    PrintJob job =
        new PrintJob(
            PrintJob.newTrialName(),
            pdf,
            pages(pdf),
            copies,
            twoSided ? Sides.TWO_SIDED_LONG_EDGE : Sides.ONE_SIDED);
    PrintOutcome outcome;
    try (Printer printer = choice.printer(spec)) {
      outcome =
          printer.print(job, new Narrator(), new Narrator(), Duration.ofSeconds(timeoutSeconds));
    }
    tell(job, outcome);
    return switch (outcome) {
      case Printed _ -> 0;
      case NotPrinted _ -> NOT_PRINTED;
      case Unknown _ -> UNKNOWN;
    };
  }

  private byte[] read() {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(IssuedDocument.MAX_SIZE_BYTES + 1);
      if (bytes.length > IssuedDocument.MAX_SIZE_BYTES) {
        throw new ParameterException(
            spec.commandLine(),
            file + " is larger than " + IssuedDocument.MAX_SIZE_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), file + " cannot be read", e);
    }
  }

  private int pages(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return Math.max(1, document.getNumberOfPages());
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), file + " is not a PDF", e);
    }
  }

  private void tell(PrintJob job, PrintOutcome outcome) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("job", job.jobName());
      switch (outcome) {
        case Printed printed -> {
          answer.put("outcome", "printed");
          answer.put("impressions", printed.impressions());
        }
        case NotPrinted not -> {
          answer.put("outcome", "not-printed");
          answer.put("reason", PrinterCommand.word(not.reason()));
          putCondition(answer, not.condition());
        }
        case Unknown unknown -> {
          answer.put("outcome", "unknown");
          answer.put("reason", PrinterCommand.word(unknown.cause()));
          putCondition(answer, unknown.condition());
        }
      }
      out.println(Json.mapper().writeValueAsString(answer));
    } else {
      out.println(sentence(outcome));
    }
    out.flush();
  }

  private static void putCondition(
      Map<String, Object> answer, Optional<PrinterCondition> condition) {
    condition.ifPresent(it -> answer.put("condition", PrinterCommand.word(it)));
  }

  private static String sentence(PrintOutcome outcome) {
    return switch (outcome) {
      case Printed printed ->
          "Printed: the printer was seen to complete it, "
              + (printed.impressions() == 0
                  ? "without counting."
                  : printed.impressions() + " impression(s).");
      case NotPrinted not ->
          "Not printed, certainly: "
              + PrinterCommand.word(not.reason())
              + because(not.condition())
              + ".";
      case Unknown unknown ->
          "Nobody can tell from here ("
              + PrinterCommand.word(unknown.cause())
              + because(unknown.condition())
              + "): look at the output tray before printing it again.";
    };
  }

  private static String because(Optional<PrinterCondition> condition) {
    return condition.map(it -> ", " + PrinterCommand.word(it)).orElse("");
  }

  /** Says each step once as it happens. */
  private final class Narrator implements PrintJournal, PrintProgress {
    private String last = "";

    private void say(String line) {
      if (!json && !line.equals(last)) {
        last = line;
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
      }
    }

    @Override
    public void intent(String jobName) {
      say("job " + jobName);
    }

    @Override
    public void created(String jobName, PrinterJobId job) {
      say("the printer made job " + job.id() + "; sending");
    }

    @Override
    public void handedOver(String jobName, PrinterJobId job) {
      say("the printer has the document");
    }

    @Override
    public void ended(String jobName, PrintOutcome outcome) {
      // Told at the end, as the command's own answer.
    }

    @Override
    public void observed(Phase phase, PrinterStatus printer) {
      String conditions =
          printer.conditions().stream().map(PrinterCommand::word).collect(Collectors.joining(", "));
      say(PrinterCommand.word(phase) + (conditions.isEmpty() ? "" : ": " + conditions));
    }
  }
}
