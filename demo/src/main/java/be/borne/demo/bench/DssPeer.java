package be.borne.demo.bench;

import be.borne.demo.process.DemoFailure;
import be.borne.townhall.guichet.validation.DocumentValidator;
import be.borne.townhall.guichet.validation.ValidationSettings;
import be.borne.townhall.guichet.validation.ValidationUnavailable;
import be.borne.townhall.guichet.validation.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * DSS with the guichet's strict policy, as the guichet runs it; also a program of its own that
 * validates one document.
 */
final class DssPeer {
  private static final int WARM_UP_ROUNDS = 60;

  private final Path root;
  private final String organisation;

  /**
   * @param root PEM of the authority that seals chain to
   * @param organisation whose seal is expected
   */
  DssPeer(Path root, String organisation) {
    this.root = root;
    this.organisation = organisation;
  }

  /**
   * @param arguments the document, the root and the organisation
   */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    var ignored =
        new DssPeer(Path.of(arguments[1]), arguments[2])
            .measure(Files.readAllBytes(Path.of(arguments[0])), 0, 1);
    System.exit(0);
  }

  /** Program and arguments that validate one document. */
  List<String> once(Path file) {
    return List.of(DssPeer.class.getName(), file.toString(), root.toString(), organisation);
  }

  Spread warm(byte[] pdf, int rounds) throws IOException, GeneralSecurityException {
    return measure(pdf, WARM_UP_ROUNDS, rounds);
  }

  private Spread measure(byte[] pdf, int warmUp, int rounds)
      throws IOException, GeneralSecurityException {
    try (DocumentValidator validator =
        new DocumentValidator(
            ValidationSettings.usual(), List.of(root), organisation, Clock.systemUTC())) {
      List<Double> millis = new ArrayList<>();
      for (int round = -warmUp; round < rounds; round++) {
        long start = System.nanoTime();
        if (!(validator.validate(pdf) instanceof Verdict.Passed)) {
          throw new DemoFailure("DSS refuses a good certificate");
        }
        if (round >= 0) {
          millis.add((System.nanoTime() - start) / 1e6);
        }
      }
      return Spread.of(millis);
    } catch (ValidationUnavailable e) {
      throw new DemoFailure("DSS does not answer", e);
    }
  }
}
