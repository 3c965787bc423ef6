package be.borne.kiosk.technician;

import be.borne.device.virtual.CardGeneration;
import be.borne.device.virtual.PcscSocket;
import be.borne.device.virtual.VirtualPerson;
import be.borne.device.virtual.VirtualReaderClient.Fault;
import be.borne.device.virtual.VirtualReaderClient.Slot;
import be.borne.device.virtual.VirtualReaderProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
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

  /** Completion candidates and the help's list of applets. */
  static final class Applets extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Applets() {
      super(CardGeneration.labels());
    }
  }

  /** Completion candidates and the help's list of faults. */
  static final class Faults extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Faults() {
      super(Fault.words());
    }
  }

  /** Either plays a card or tells which there are. */
  static final class What {
    @Option(
        names = "--person",
        completionCandidates = Cast.class,
        description = "Whose card: one of ${COMPLETION-CANDIDATES}.")
    private String person;

    @Option(names = "--list", description = "Tells who is in the cast and what can be wrong.")
    private boolean list;
  }

  @ArgGroup(multiplicity = "1")
  private What what;

  @Option(
      names = "--applet",
      paramLabel = "VERSION",
      defaultValue = "1.8",
      completionCandidates = Applets.class,
      description = "The card's generation: one of ${COMPLETION-CANDIDATES}.")
  private String applet;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where sockets and the fictitious authorities lie; otherwise a new one.")
  private Path directory;

  @Option(
      names = "--fault",
      defaultValue = "none",
      completionCandidates = Faults.class,
      description = "What is wrong with the card: one of ${COMPLETION-CANDIDATES}; see --list.")
  private String fault;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (what.list) {
      list(spec.commandLine().getOut());
      return 0;
    }
    if (!new Cast().contains(what.person)) {
      throw new ParameterException(spec.commandLine(), "--person: expected one of " + new Cast());
    }
    if (!CardGeneration.labels().contains(applet)) {
      throw new ParameterException(
          spec.commandLine(), "--applet: expected one of " + CardGeneration.labels());
    }
    Fault wanted =
        Fault.called(fault)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "--fault: expected one of " + Fault.words()));
    Path place = directory == null ? Files.createTempDirectory("borne-reader-") : directory;
    try (VirtualReaderProcess reader = VirtualReaderProcess.start(place)) {
      reader.client().insert(what.person, CardGeneration.labelled(applet), wanted, Slot.FIRST);
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

  private static void list(PrintWriter out) {
    out.println("The cast, which is nobody (PIN 1234):");
    for (VirtualPerson person : VirtualPerson.cast()) {
      out.printf("  %-12s %s%n", person.id(), person.summary());
    }
    out.println("Faults:");
    for (Fault each : Fault.values()) {
      out.printf("  %-20s %s%n", each.word(), each.sentence());
    }
    out.flush();
  }
}
