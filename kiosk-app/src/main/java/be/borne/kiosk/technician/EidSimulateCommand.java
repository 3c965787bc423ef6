package be.borne.kiosk.technician;

import be.borne.device.virtual.PcscSocket;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualReaderClient;
import be.borne.device.virtual.VirtualReaderProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A virtual reader with a fictitious person's card in it, for any PC/SC program. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Plays a card reader with a fictitious person's card in it, until Ctrl-C.")
final class EidSimulateCommand implements Callable<Integer> {
  private static final Duration STILL_RUNNING_POLL = Duration.ofMillis(250);

  @Spec private CommandSpec spec;

  /** Completion candidates and the help's list of names. */
  static final class Cast extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Cast() {
      VirtualPerson.cast().forEach(person -> add(person.id()));
    }
  }

  @Option(
      names = "--person",
      required = true,
      completionCandidates = Cast.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private String person;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where sockets and the fictitious authorities lie; otherwise a new one.")
  private Path directory;

  @Option(
      names = "--fault",
      defaultValue = "none",
      description =
          "What is wrong with the card: mute, foreign, forged, expired, blocked, slow or hang.")
  private String fault;

  @Override
  public Integer call() throws IOException, InterruptedException {
    VirtualReaderClient.Fault wanted = faultNamed(fault);
    if (!new Cast().contains(person)) {
      throw new ParameterException(spec.commandLine(), "--person: expected one of " + new Cast());
    }
    Path place = directory == null ? Files.createTempDirectory("borne-reader-") : directory;
    try (VirtualReaderProcess reader = VirtualReaderProcess.start(place)) {
      reader.client().insert(person, wanted);
      PrintWriter out = spec.commandLine().getOut();
      out.println("export " + PcscSocket.VARIABLE + "=" + reader.pcscSocket());
      out.println("# trust " + reader.root() + "; pull the card or end with Ctrl-C");
      out.flush();
      while (reader.running()) {
        Thread.sleep(STILL_RUNNING_POLL);
      }
    }
    // Ctrl-C ends the reader with this program; to come here, it ended by itself.
    return 1;
  }

  private VirtualReaderClient.Fault faultNamed(String name) {
    try {
      return VirtualReaderClient.Fault.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--fault: no such fault", e);
    }
  }
}
