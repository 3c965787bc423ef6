package be.borne.kiosk.technician;

import picocli.CommandLine;
import picocli.CommandLine.Command;

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
    })
public final class Technician {
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The whole tree of commands. */
  static CommandLine commandLine() {
    return new CommandLine(new Technician()).setCaseInsensitiveEnumValuesAllowed(true);
  }
}
