package be.borne.kiosk.technician;

import be.borne.protocol.terminal.HostCode;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code host-code}: makes the line of a terminal's configuration that holds the hash of its host's
 * code. The code is asked for twice without being shown, or read as one line from the standard
 * input; it stands in no argument, which other users of the machine could see.
 */
@Command(
    name = "host-code",
    description = {
      "Says the line for [host] in terminal.toml that lets the host in with a code.",
      "Asks for the code without showing it, or reads it as one line from the standard input."
    },
    mixinStandardHelpOptions = true)
public final class HostCodeCommand implements Callable<Integer> {
  static final int NOT_A_CODE = 1;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Optional<char[]> typed = typed();
    if (typed.isEmpty()) {
      return refused("the two codes differ");
    }
    char[] code = typed.get();
    try {
      HostCode chosen = HostCode.choose(code, new SecureRandom());
      PrintWriter out = spec.commandLine().getOut();
      out.println("code = \"" + chosen.word() + "\"");
      out.flush();
      return 0;
    } catch (IllegalArgumentException e) {
      return refused(e.getMessage());
    } finally {
      Arrays.fill(code, '\0');
    }
  }

  private int refused(String why) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("not done: " + why);
    err.flush();
    return NOT_A_CODE;
  }

  /** Empty if it was typed differently the second time. */
  private static Optional<char[]> typed() throws IOException {
    Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (console.isEmpty()) {
      return Optional.of(line());
    }
    char[] first = asked(console.get(), "Code of the host: ");
    char[] second = asked(console.get(), "The same again: ");
    boolean same = Arrays.equals(first, second);
    Arrays.fill(second, '\0');
    if (!same) {
      Arrays.fill(first, '\0');
      return Optional.empty();
    }
    return Optional.of(first);
  }

  private static char[] asked(Console console, String question) {
    char[] answer = console.readPassword("%s", question);
    return answer == null ? new char[0] : answer;
  }

  /** One more than a code may have, so that a longer line is not taken for its beginning. */
  private static char[] line() throws IOException {
    char[] digits = new char[HostCode.MAX_DIGITS + 1];
    int count = 0;
    try {
      for (int read = System.in.read(); read >= ' '; read = System.in.read()) {
        if (count < digits.length) {
          digits[count++] = (char) read;
        }
      }
      return Arrays.copyOf(digits, count);
    } finally {
      Arrays.fill(digits, '\0');
    }
  }
}
