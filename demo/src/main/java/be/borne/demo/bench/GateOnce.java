package be.borne.demo.bench;

import be.borne.kiosk.document.SealGate;
import be.borne.kiosk.document.Verdict;
import be.borne.protocol.terminal.MutualTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The gate and nothing else, as a program: from the start of a JVM to its first verdict. */
final class GateOnce {
  private GateOnce() {}

  /** The program's main class and arguments, for one document. */
  static List<String> of(Path file, Specimen specimen) {
    return List.of(
        GateOnce.class.getName(),
        file.toString(),
        specimen.root().toString(),
        specimen.organisation(),
        specimen.reference());
  }

  /**
   * Ends with 0 if the document may be printed.
   *
   * @param arguments the document, its authority's certificate (PEM), the organisation, the order
   */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    SealGate gate =
        new SealGate(
            MutualTls.certificates(Path.of(arguments[1])), arguments[2], Clock.systemUTC());
    Verdict verdict =
        gate.check(
            Files.readAllBytes(Path.of(arguments[0])), Optional.of(arguments[3]), Optional.empty());
    System.exit(verdict instanceof Verdict.Passed ? 0 : 1);
  }
}
