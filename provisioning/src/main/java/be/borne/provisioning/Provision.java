package be.borne.provisioning;

import be.borne.provisioning.authority.Authority;
import be.borne.provisioning.authority.IssuedIdentity;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code provision}: makes the authority and issues identities. Ends with 0 when done, 1 when it
 * could not be done (standard error says why), 2 when it was asked wrongly.
 */
@Command(
    name = "provision",
    description = "Makes the authority of a municipality and issues identities from it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Provision {
  private final Clock clock;

  Provision(Clock clock) {
    this.clock = clock;
  }

  /** Program entry. */
  public static void main(String[] arguments) {
    System.exit(commandLine(Clock.systemUTC()).execute(arguments));
  }

  static CommandLine commandLine(Clock clock) {
    return new CommandLine(new Provision(clock))
        .setExecutionExceptionHandler(
            (problem, commandLine, _) -> {
              commandLine.getErr().println("provision: " + explain(problem));
              return commandLine.getCommandSpec().exitCodeOnExecutionException();
            });
  }

  private static String explain(Exception problem) {
    String message = problem.getMessage();
    return problem instanceof NoSuchFileException missing
        ? missing.getFile() + ": no such file"
        : message == null ? problem.getClass().getSimpleName() : message;
  }

  @Command(name = "init", description = "Makes a new authority; never touches an existing one.")
  int init(
      @Option(names = "--directory", required = true, description = "where the authority will live")
          Path directory,
      @Mixin Output output)
      throws IOException, GeneralSecurityException {
    Authority authority = Authority.create(directory, clock);
    output.print(Map.of("authority", absolute(authority.certificate())));
    return 0;
  }

  @Command(name = "server", description = "Issues the identity of a server of the town hall.")
  int server(
      @Option(names = "--authority", required = true, description = "where the authority lives")
          Path authority,
      @Option(names = "--name", required = true, description = "the server's DNS name") String name,
      @Option(names = "--dns", description = "further DNS name; repeatable") List<String> dnsNames,
      @Option(names = "--address", description = "literal IP address; repeatable")
          List<String> addresses,
      @Option(names = "--directory", required = true, description = "where the files go")
          Path directory,
      @Mixin Output output)
      throws IOException, GeneralSecurityException {
    SequencedSet<String> names = new LinkedHashSet<>();
    names.add(name);
    names.addAll(Objects.requireNonNullElse(dnsNames, List.of()));
    output.print(
        Authority.open(authority, clock)
            .issueServer(
                name,
                List.copyOf(names),
                Objects.requireNonNullElse(addresses, List.of()),
                directory));
    return 0;
  }

  @Command(name = "terminal", description = "Issues the identity of a terminal, for 90 days.")
  int terminal(
      @Option(names = "--authority", required = true, description = "where the authority lives")
          Path authority,
      @Option(names = "--id", required = true, description = "lower-case words joined by hyphens")
          String id,
      @Option(names = "--directory", required = true, description = "where the files go")
          Path directory,
      @Mixin Output output)
      throws IOException, GeneralSecurityException {
    output.print(Authority.open(authority, clock).issueTerminal(id, directory));
    return 0;
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  /** How a command says what it has made. */
  static final class Output {
    @Option(names = "--json", description = "print one line of JSON")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    void print(IssuedIdentity identity) throws JsonProcessingException {
      Map<String, String> files = new LinkedHashMap<>();
      files.put("certificate", absolute(identity.certificate()));
      files.put("key", absolute(identity.key()));
      files.put("authority", absolute(identity.authority()));
      print(files);
    }

    void print(Map<String, String> files) throws JsonProcessingException {
      PrintWriter out = command.commandLine().getOut();
      if (json) {
        out.println(new JsonMapper().writeValueAsString(files));
      } else {
        files.forEach((name, file) -> out.printf("%-12s %s%n", name, file));
      }
      out.flush();
    }
  }
}
