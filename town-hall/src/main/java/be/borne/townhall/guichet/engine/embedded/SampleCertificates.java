package be.borne.townhall.guichet.engine.embedded;

import be.borne.protocol.terminal.Language;
import be.borne.townhall.guichet.Municipality;
import be.borne.townhall.guichet.engine.Commission;
import be.borne.townhall.guichet.engine.EngineFailure;
import be.borne.townhall.guichet.engine.Progress;
import be.borne.townhall.guichet.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Writes every certificate in every language, sealed, about invented residents, and the root of
 * their seal: for whoever judges words and layout, and for the checks of their form.
 */
@Command(
    name = "certificates",
    mixinStandardHelpOptions = true,
    description = "Writes every kind of certificate in every language, about invented residents.")
public final class SampleCertificates implements Callable<Integer> {
  private static final Municipality TESTERIVE =
      new Municipality(
          "Ville de Testerive", "Stad Testerive", "Stadt Testerive", "City of Testerive", "TSR");
  private static final String ORGANISATION = "NTRBE-0000000097";

  @Parameters(index = "0", paramLabel = "DIR", description = "where to; made if need be")
  private Path directory;

  @Option(
      names = "--everybody",
      description = "about everybody in the register who may have it, not about one citizen a kind")
  private boolean everybody;

  @Option(names = "--kind", paramLabel = "SERVICE", description = "only this service; repeatable")
  private List<String> kinds = List.of();

  @Option(names = "--unsealed", description = "also as it is before the seal")
  private boolean unsealed;

  private int written;
  private int references;

  @Override
  public Integer call() {
    try {
      Files.createDirectories(directory);
      Path storage = Files.createTempDirectory("borne-certificates");
      try (EmbeddedEngine engine =
          new EmbeddedEngine(
              storage,
              TESTERIVE,
              ORGANISATION,
              code -> URI.create("https://guichet.testerive.example/verify/" + code),
              Clock.systemUTC())) {
        Files.copy(
            engine.sealRoot(),
            directory.resolve("seal-root.pem"),
            StandardCopyOption.REPLACE_EXISTING);
        for (CertificateKind kind : CertificateKind.values()) {
          if (kinds.isEmpty() || kinds.contains(kind.serviceId())) {
            write(engine, kind);
          }
        }
      } finally {
        delete(storage);
      }
    } catch (IOException
        | GeneralSecurityException
        | StoreException
        | EngineFailure
        | CertificateRefused e) {
      System.err.println("Certificates could not be written: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    System.out.printf("%d certificates in %s%n", written, directory);
    return written > 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void write(EmbeddedEngine engine, CertificateKind kind)
      throws IOException,
          EngineFailure,
          GeneralSecurityException,
          StoreException,
          CertificateRefused {
    references++;
    int number = 0;
    for (Resident citizen : candidates(kind)) {
      boolean may = true;
      for (Language language : EmbeddedEngine.DOCUMENT_LANGUAGES) {
        Commission commission =
            new Commission(
                "TSR-2026-SAMP00%02d".formatted(references),
                citizen.number(),
                kind.serviceId(),
                language,
                kind.purposes().stream().findFirst().map(PurposeKind::id));
        if (may && engine.advance(commission) instanceof Progress.Issued issued) {
          String name =
              kind.serviceId() + (everybody ? "_" + (number + 1) : "") + "_" + language.tag();
          Files.write(directory.resolve(name + ".pdf"), issued.document().pdf());
          written++;
          if (unsealed) {
            Files.write(
                directory.resolve(name + ".unsealed.pdf"), engine.unsealed(kind, commission));
          }
        } else {
          may = false;
        }
      }
      number += may ? 1 : 0;
      if (may && !everybody) {
        return;
      }
    }
  }

  /** Whose history is longest first, where it is history that the certificate states. */
  private static List<Resident> candidates(CertificateKind kind) throws IOException {
    List<Resident> all = InventedResidents.read().everybody();
    return kind == CertificateKind.RESIDENCE_HISTORY
        ? all.stream()
            .sorted(Comparator.comparingInt((Resident who) -> who.earlier().size()).reversed())
            .toList()
        : all;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Exits with 0 when every kind asked for was written. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SampleCertificates()).execute(arguments));
  }
}
