package be.borne.kiosk.technician;

import be.borne.device.printer.Printer;
import be.borne.device.printer.PrinterAbilities;
import be.borne.device.printer.PrinterCondition;
import be.borne.device.printer.PrinterStatus;
import be.borne.device.printer.Supply;
import be.borne.protocol.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  /** Which printer is meant; the same two settings as in {@code terminal.toml}. */
  static final class Choice {
    @Option(
        names = "--printer",
        paramLabel = "ADDRESS",
        required = true,
        description = {
          "ipp://HOST:PORT/PATH or ipps://…, usb:any or",
          "usb://MAKE/MODEL?serial=NUMBER, or queue:NAME"
        })
    private URI address;

    @Option(
        names = "--certificate",
        paramLabel = "FILE.pem",
        description = "the certificate that a printer at ipps:// must show")
    private Path certificate;

    /**
     * @throws ParameterException if there can be no such printer
     */
    Printer printer(CommandSpec spec) {
      try {
        return Printer.at(address, Optional.ofNullable(certificate));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--printer: " + e.getMessage(), e);
      } catch (IOException | GeneralSecurityException e) {
        throw new ParameterException(
            spec.commandLine(), "--certificate: " + certificate + " holds none", e);
      }
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

    @Mixin private Choice choice;

    @Option(names = "--json", description = "one JSON object instead of lines")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      PrinterStatus status;
      try (Printer printer = choice.printer(spec)) {
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
        answer.put("supplies", status.supplies().stream().map(Status::facts).toList());
        PrinterAbilities abilities = status.abilities();
        answer.put("formats", abilities.formats());
        answer.put("sides", abilities.sides().stream().sorted().map(PrinterCommand::word).toList());
        answer.put("observable", observable(status));
        answer.put("way", observable(status) ? word(abilities.way()) : "queue");
        abilities.raster().ifPresent(raster -> answer.put("dotsPerInch", raster.dotsPerInch()));
        out.println(Json.mapper().writeValueAsString(answer));
      } else {
        out.println("printer: " + status.makeAndModel());
        out.println("state:   " + word(status.state()));
        for (PrinterCondition condition : status.conditions()) {
          out.println(word(condition.severity()) + ": " + PrinterWords.of(condition));
        }
        if (status.state() != PrinterStatus.State.UNREACHABLE) {
          tellMore(out, status);
        }
        out.println(status.canPrint() ? "It can print." : "It cannot print now.");
      }
      out.flush();
      return status.canPrint() ? 0 : 1;
    }

    private static void tellMore(PrintWriter out, PrinterStatus status) {
      for (Supply supply : status.supplies()) {
        out.println("supply:  " + PrinterWords.supply(supply));
      }
      if (observable(status)) {
        out.println("takes:   " + String.join(", ", status.abilities().formats()));
        out.println("sides:   " + PrinterWords.sides(status.abilities()));
        out.println(
            "scaling: "
                + (status.abilities().unscaled()
                    ? "it is told not to scale"
                    : "it cannot be told not to; measure the QR code on the first sheet"));
      }
      out.println("a certificate: " + PrinterWords.way(status.abilities(), observable(status)));
    }

    private static boolean observable(PrinterStatus status) {
      return !status.conditions().contains(PrinterCondition.NOT_OBSERVABLE);
    }

    private static Map<String, Object> facts(Supply supply) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("kind", word(supply.kind()));
      facts.put("name", supply.name());
      supply.percent().ifPresent(percent -> facts.put("percent", percent));
      supply.sheets().ifPresent(sheets -> facts.put("sheets", sheets));
      facts.put("soon", supply.soon());
      return facts;
    }
  }
}
