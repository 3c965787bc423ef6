package be.borne.kiosk.technician;

import be.borne.device.card.CardPort;
import be.borne.device.card.EidCard;
import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.ReadEffort;
import be.borne.device.card.ReadResult;
import be.borne.device.card.Reading;
import be.borne.device.card.Reading.Part;
import be.borne.device.card.recording.CardRecording;
import be.borne.device.card.recording.RecordingLimits;
import be.borne.device.card.recording.RecordingPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads the card in the reader once, verifies it, and says what was found. */
@Command(
    name = "read",
    mixinStandardHelpOptions = true,
    description = {
      "Reads and verifies the identity card in the reader.",
      "Ends with 0 only if everything was verified."
    })
final class EidReadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CardWait wait;
  @Mixin private TrustedRoots roots;

  /** Whether the recording has been written. */
  private boolean written;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Option(
      names = "--personal",
      description = "Also read the photo, and print it, the national number and the birth data.")
  private boolean personal;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "Also write down what passed between program and card, without personal data, to a new"
              + " file for '${ROOT-COMMAND-NAME} eid replay'.")
  private Path record;

  @Override
  public Integer call() throws InterruptedException {
    if (record != null && Files.exists(record)) {
      throw new ParameterException(spec.commandLine(), "--record: " + record + " exists already");
    }
    IdentityVerifier verifier = roots.verifier();
    ReadResult result =
        wait.first(
            card -> record == null ? card.read(verifier, reading()) : recorded(card, verifier),
            (reason, detail) ->
                new ReadResult.Refused(reason, detail, List.of(), ReadEffort.none()));
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? CardReport.json(result, personal) : CardReport.text(result, personal));
    out.flush();
    return (result instanceof ReadResult.Verified) && wroteDown() ? 0 : 1;
  }

  private ReadResult recorded(EidCard card, IdentityVerifier verifier) {
    AtomicReference<RecordingPort> recorder = new AtomicReference<>();
    ReadResult result =
        card.through(port -> recorder.updateAndGet(none -> recorderOf(port)))
            .read(verifier, reading());
    try (RecordingPort recording = recorder.get()) {
      recording.note(reading(), result);
      written = write(recording.finish());
    }
    return result;
  }

  private static RecordingPort recorderOf(CardPort port) {
    return new RecordingPort(port, RecordingLimits.usual(), Clock.systemUTC());
  }

  private boolean write(CardRecording recording) {
    PrintWriter err = spec.commandLine().getErr();
    try {
      recording.writeTo(record);
    } catch (IOException e) {
      err.println("--record: " + record + " cannot be written: " + e.getMessage());
      return false;
    }
    if (recording.isFull()) {
      err.println("--record: more happened than " + record + " could hold");
    }
    return true;
  }

  /** Whether a recording that was asked for is there; without a card there is none. */
  private boolean wroteDown() {
    return record == null || written;
  }

  private Reading reading() {
    return personal ? Reading.ofEverything() : Reading.of(Part.SIGN_IN, Part.CHIP, Part.ADDRESS);
  }
}
