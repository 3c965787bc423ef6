package be.borne.townhall;

import be.borne.townhall.guichet.AuditRecords;
import be.borne.townhall.guichet.OrderRecords;
import be.borne.townhall.guichet.WithdrawalReason;
import be.borne.townhall.guichet.audit.AuditStore;
import be.borne.townhall.guichet.audit.Event;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
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
    name = "town-hall",
    mixinStandardHelpOptions = true,
    description = {
      "Looks after issued documents, by their order references, and after forms. With --configuration FILE alone",
      "the town hall runs, until it is stopped; with --check too, it only says whether it could."
    },
    subcommands = {CommandLine.HelpCommand.class, StatisticsCommand.class})
public final class Operator {
  private static final int NOT_GOOD = 1;
  private static final int MOST_TYPED = 40;
  private static final int NUMBER_DIGITS = 11;

  /** Enough to tell one citizen's lines from another's. */
  private static final int SHOWN_OF_PSEUDONYM = 12;

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
      return OrderRecords.open(storage(), System.getProperty("user.name", ""), Clock.systemUTC());
    }

    Path storage() {
      return TownHallConfigurationFile.open(configuration).guichet().storage().directory();
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

  @Command(
      name = "audit",
      mixinStandardHelpOptions = true,
      description = {
        "Who fetched what from which terminal, and who of the staff opened what, in order.",
        "Citizens stand there as pseudonyms."
      })
  int audit(
      @Mixin TownHallFile file,
      @Option(names = "--from", paramLabel = "DAY", description = "the first day: 2026-11-28")
          LocalDate from,
      @Option(names = "--until", paramLabel = "DAY", description = "the last day") LocalDate until,
      @Option(names = "--where", paramLabel = "ID", description = "a terminal, console or operator")
          String where,
      @Option(names = "--order", paramLabel = "REFERENCE", description = "of an order or form")
          String reference,
      @Option(
              names = "--citizen",
              description = "asks for a national number, as one line from the standard input")
          boolean citizen,
      @Option(names = "--verify", description = "whether nothing was changed or left out")
          boolean verify,
      @Option(
              names = "--head",
              paramLabel = "NUMBER:MARK",
              description = "with --verify: from the log, where it is noted every hour")
          String head) {
    try (AuditRecords records = AuditRecords.open(file.storage())) {
      if (verify) {
        return verified(records.verify(noted(head)));
      }
      String pseudonym = citizen ? records.pseudonymOf(typedNumber()) : "";
      long told =
          records.tell(
              new AuditStore.Search(
                  Optional.ofNullable(from).map(Operator::begin),
                  Optional.ofNullable(until).map(day -> begin(day.plusDays(1))),
                  where == null ? "" : where,
                  pseudonym,
                  reference == null ? "" : capital(reference)),
              entry -> out.println(line(entry)));
      return told > 0 ? CommandLine.ExitCode.OK : failed("There is nothing of it in the trail.");
    } catch (IllegalArgumentException
        | UncheckedIOException
        | IOException
        | GeneralSecurityException
        | StoreException e) {
      return failed(e.getMessage());
    }
  }

  private int verified(AuditStore.Proof proof) {
    out.println(proof.entries() + " entries hold, up to " + proof.head());
    if (proof.broken() != 0) {
      return failed(
          "The trail does not hold: entry " + proof.broken() + " was changed, or is gone.");
    }
    return switch (proof.noted()) {
      case NONE, THERE -> CommandLine.ExitCode.OK;
      case ERASED ->
          failed("That head is older than the trail, which proves nothing: take a younger one.");
      case GONE -> failed("That head is not in the trail: its end was cut off, or it is another.");
    };
  }

  private static Optional<AuditStore.Head> noted(String head) {
    if (head == null) {
      return Optional.empty();
    }
    if (!head.matches("[0-9]{1,18}:[0-9a-f]{64}")) {
      throw new IllegalArgumentException("--head: expected NUMBER:MARK, as the log has it");
    }
    int colon = head.indexOf(':');
    return Optional.of(
        new AuditStore.Head(Long.parseLong(head.substring(0, colon)), head.substring(colon + 1)));
  }

  private static String typedNumber() throws IOException {
    byte[] line = System.in.readNBytes(MOST_TYPED);
    String digits = new String(line, StandardCharsets.US_ASCII).replaceAll("[^0-9]", "");
    if (digits.length() != NUMBER_DIGITS) {
      throw new IllegalArgumentException("--citizen: expected eleven digits");
    }
    return digits;
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneId.of("Europe/Brussels")).toInstant();
  }

  private static String line(AuditStore.Entry entry) {
    Event event = entry.event();
    StringBuilder line = new StringBuilder();
    line.append(entry.number()).append("  ").append(entry.at());
    line.append("  ").append(event.where()).append("  ").append(event.act());
    if (!event.reference().isEmpty()) {
      line.append("  ").append(event.reference());
    }
    if (!event.by().isEmpty()) {
      line.append("  by ").append(event.by());
    }
    if (!event.citizen().isEmpty()) {
      line.append("  citizen ").append(event.citizen(), 0, SHOWN_OF_PSEUDONYM);
    }
    if (!event.detail().isEmpty()) {
      line.append("  ").append(event.detail());
    }
    return line.toString();
  }

  private interface Act {
    int with(OrderRecords records) throws IOException, GeneralSecurityException, StoreException;
  }

  private int with(TownHallFile file, Act act) {
    try (OrderRecords records = file.open()) {
      return act.with(records);
    } catch (IllegalArgumentException
        | UncheckedIOException
        | IOException
        | GeneralSecurityException
        | StoreException e) {
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
    commands.addSubcommand("forms", new FormOperator(out, err));
    commands.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    commands.registerConverter(WithdrawalReason.class, Operator::reason);
    commands.registerConverter(YearMonth.class, YearMonth::parse);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
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
