package be.borne.townhall;

import be.borne.townhall.guichet.OrderRecords;
import be.borne.townhall.guichet.WithdrawalReason;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An operator's acts at the town hall's machine. */
@Command(
    name = "townhall",
    mixinStandardHelpOptions = true,
    description = "Looks after issued documents, by their order references.",
    subcommands = {CommandLine.HelpCommand.class})
public final class Operator {
  private static final int NOT_GOOD = 1;

  private final PrintStream out;
  private final PrintStream err;

  Operator(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Whose orders. */
  static final class TownHallFile {
    @Option(
        names = "--configuration",
        required = true,
        paramLabel = "FILE",
        description = "town-hall.toml")
    private Path configuration;

    OrderRecords open() throws IOException, StoreException {
      return OrderRecords.open(
          TownHallConfigurationFile.open(configuration).guichet().storage().directory(),
          Clock.systemUTC());
    }
  }

  @Command(
      name = "report",
      mixinStandardHelpOptions = true,
      description = "The validation report of an order's document (XML, ETSI TS 119 102-2).")
  int report(
      @Mixin TownHallFile file,
      @Parameters(paramLabel = "REFERENCE") String reference,
      @Option(names = "--output", paramLabel = "FILE", description = "a new file") Path output) {
    return with(
        file,
        records -> {
          Optional<byte[]> report = records.report(capital(reference));
          if (report.isEmpty()) {
            return failed("There is no report under this reference.");
          }
          if (output == null) {
            out.write(report.get(), 0, report.get().length);
            out.flush();
          } else {
            Files.write(output, report.get(), StandardOpenOption.CREATE_NEW);
          }
          return CommandLine.ExitCode.OK;
        });
  }

  @Command(
      name = "refused",
      mixinStandardHelpOptions = true,
      description = "Documents of the engine that did not pass validation, newest first.")
  int refused(@Mixin TownHallFile file) {
    return with(
        file,
        records -> {
          List<OrderRecords.Failure> failures = records.failures();
          failures.forEach(
              failed ->
                  out.println(failed.at() + "  " + failed.reference() + "  " + failed.rule()));
          return failures.isEmpty() ? CommandLine.ExitCode.OK : NOT_GOOD;
        });
  }

  @Command(
      name = "withdraw",
      mixinStandardHelpOptions = true,
      description = {
        "Declares that an issued document no longer stands. The public page says so at once.",
        "Cannot be undone."
      })
  int withdraw(
      @Mixin TownHallFile file,
      @Parameters(paramLabel = "REFERENCE") String reference,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "REASON",
              description = "one of ${COMPLETION-CANDIDATES}; kept, and never shown to the public")
          WithdrawalReason reason) {
    return with(
        file,
        records -> {
          if (!records.withdraw(capital(reference), reason)) {
            return failed("No document stands under this reference.");
          }
          out.println(capital(reference) + " is withdrawn.");
          return CommandLine.ExitCode.OK;
        });
  }

  private interface Act {
    int with(OrderRecords records) throws IOException, StoreException;
  }

  private int with(TownHallFile file, Act act) {
    try (OrderRecords records = file.open()) {
      return act.with(records);
    } catch (IllegalArgumentException | UncheckedIOException | IOException | StoreException e) {
      return failed(e.getMessage());
    }
  }

  private int failed(String why) {
    err.println(why);
    return NOT_GOOD;
  }

  private static String capital(String reference) {
    return reference.strip().toUpperCase(Locale.ROOT);
  }

  /** Runs one command; the exit code is its result. */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    CommandLine commands = new CommandLine(new Operator(out, err));
    commands.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    commands.registerConverter(WithdrawalReason.class, Operator::reason);
    return commands.execute(arguments);
  }

  private static WithdrawalReason reason(String typed) {
    for (WithdrawalReason reason : WithdrawalReason.values()) {
      if (reason.toString().equals(typed)) {
        return reason;
      }
    }
    throw new CommandLine.TypeConversionException(
        "expected one of " + List.of(WithdrawalReason.values()));
  }

  /** Exits with 0 when done, 1 when not good, 2 when the command was not understood. */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }
}
