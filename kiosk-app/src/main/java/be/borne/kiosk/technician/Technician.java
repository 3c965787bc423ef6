package be.borne.kiosk.technician;

import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/**
 * The technician's commands, each a part of the terminal by itself. Exit codes: 0 all is well, 1 it
 * is not (the output says what, with the fault's code), 2 the command line is wrong.
 */
@Command(
    name = "./borne",
    mixinStandardHelpOptions = true,
    description = "Tries out one part of a Borne terminal at a time.",
    subcommands = {
      EidCommand.class,
      DocumentCommand.class,
      PrinterCommand.class,
      PrintCommand.class,
      HostCodeCommand.class,
    })
public final class Technician {
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The whole tree of commands. */
  static CommandLine commandLine() {
    return new CommandLine(new Technician())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Technician::plainly);
  }

  /** A file or a device that fails is said in a sentence; an error of ours with all it has. */
  private static int plainly(Exception e, CommandLine line, ParseResult parsed) throws Exception {
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      line.getErr().println("not done: " + e.getMessage());
      return line.getCommandSpec().exitCodeOnExecutionException();
    }
    throw e;
  }
}
