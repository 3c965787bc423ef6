package be.borne.kiosk.technician;

import be.borne.device.card.IdentityVerifier;
import be.borne.device.card.PinnedRoots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which roots a command believes. */
final class TrustedRoots {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--trust",
      paramLabel = "FILE.pem",
      arity = "1..*",
      description = "The only roots to trust; otherwise Belgium's own.")
  private List<Path> trust;

  IdentityVerifier verifier() {
    try {
      return new IdentityVerifier(
          trust == null ? PinnedRoots.ofBelgium() : PinnedRoots.in(trust), Clock.systemUTC());
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "--trust: " + e.getMessage(), e);
    }
  }
}
