package be.borne.kiosk.technician;

import be.borne.device.card.CardReaderSettings;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.ReadResult;
import be.borne.device.card.recording.CardRecording;
import be.borne.device.card.recording.ReissuedReplay;
import be.borne.device.virtual.VirtualPki;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a card that stands in for a recorded one, and says what was found. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Reads a recorded card once more: invented content, the same faults.",
      "Ends as the recorded reading did: with 0 only if everything was verified."
    })
final class EidReplayCommand implements Callable<Integer> {
  /** A card that fell silent does so at once; nobody waits here as a citizen would. */
  private static final Duration EXCHANGE_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration LONGEST_DELAY = Duration.ofMillis(20);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A recording of 'eid read --record'.")
  private Path file;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    CardRecording recording;
    try {
      recording = CardRecording.readFrom(file);
    } catch (IOException e) {
      err.println(file + ": " + e.getMessage());
      return 2;
    }
    ReadResult result = read(recording);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? CardReport.json(result, false) : CardReport.text(result, false));
    out.flush();
    String now =
        result instanceof ReadResult.Refused refused ? refused.reason().name() : "VERIFIED";
    recording
        .result()
        .filter(then -> !then.equals(now))
        .ifPresent(then -> err.println("the recorded reading ended with " + then));
    if (recording.isFull()) {
      err.println("the recording was full before the reading ended");
    }
    return result instanceof ReadResult.Verified ? 0 : 1;
  }

  /** With authorities that are founded for this reading alone. */
  private static ReadResult read(CardRecording recording) throws IOException {
    Path authorities = Files.createTempDirectory("borne-replay-");
    try {
      VirtualPki pki = VirtualPki.in(authorities);
      return EidCard.at(
              new ReissuedReplay(recording, pki, LONGEST_DELAY),
              new CardReaderSettings("", EXCHANGE_TIMEOUT))
          .read(new IdentityVerifier(pki.roots(), recording.clock()), recording.wanted());
    } finally {
      delete(authorities);
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(directory)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
