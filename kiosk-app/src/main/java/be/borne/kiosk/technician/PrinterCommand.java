package be.borne.kiosk.technician;

import be.borne.device.printer.IppPrinter;
import be.borne.device.printer.PrinterCondition;
import be.borne.device.printer.PrinterStatus;
import be.borne.protocol.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code printer status}: could this terminal print now, and if not, why? */
@Command(
    name = "printer",
    description = "Looks at the printer.",
    mixinStandardHelpOptions = true,
    subcommands = PrinterCommand.Status.class)
public final class PrinterCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: status");
  }

  /**
   * @throws ParameterException if the address is not one of a printer
   */
  static IppPrinter printer(CommandSpec spec, URI address) {
    try {
      return new IppPrinter(address);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--printer: " + e.getMessage(), e);
    }
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Exits with 0 if the printer can print, 1 if it cannot, 2 if the options are wrong. */
  @Command(
      name = "status",
      description = {
        "Asks the printer itself how it is.",
        "Exits with 0 only if it can print now."
      },
      mixinStandardHelpOptions = true)
  static final class Status implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--printer",
        paramLabel = "ipp://HOST:PORT/PATH",
        required = true,
        description = "its address, ipp or ipps")
    private URI address;

    @Option(names = "--json", description = "one JSON object instead of lines")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      PrinterStatus status;
      try (IppPrinter printer = printer(spec, address)) {
        status = printer.status();
      }
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("canPrint", status.canPrint());
        answer.put("severity", word(status.severity()));
        answer.put("state", word(status.state()));
        answer.put("acceptingJobs", status.acceptingJobs());
        answer.put("conditions", status.conditions().stream().map(PrinterCommand::word).toList());
        answer.put("makeAndModel", status.makeAndModel());
        out.println(Json.mapper().writeValueAsString(answer));
      } else {
        out.println("printer: " + status.makeAndModel());
        out.println("state:   " + word(status.state()));
        for (PrinterCondition condition : status.conditions()) {
          out.println(word(condition.severity()) + ": " + word(condition));
        }
        out.println(status.canPrint() ? "It can print." : "It cannot print now.");
      }
      out.flush();
      return status.canPrint() ? 0 : 1;
    }
  }
}
