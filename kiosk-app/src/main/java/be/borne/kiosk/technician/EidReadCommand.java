package be.borne.kiosk.technician;

import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.ReadEffort;
import be.borne.device.card.ReadResult;
import be.borne.device.card.Reading;
import be.borne.device.card.Reading.Part;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  @Option(
      names = "--personal",
      description = "Also read the photo, and print it, the national number and the birth data.")
  private boolean personal;

  @Override
  public Integer call() throws InterruptedException {
    IdentityVerifier verifier = roots.verifier();
    ReadResult result =
        wait.first(
            card -> card.read(verifier, reading()),
            (reason, detail) ->
                new ReadResult.Refused(reason, detail, List.of(), ReadEffort.none()));
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? CardReport.json(result, personal) : CardReport.text(result, personal));
    out.flush();
    return result instanceof ReadResult.Verified ? 0 : 1;
  }

  private Reading reading() {
    return personal ? Reading.ofEverything() : Reading.of(Part.SIGN_IN, Part.CHIP, Part.ADDRESS);
  }
}
