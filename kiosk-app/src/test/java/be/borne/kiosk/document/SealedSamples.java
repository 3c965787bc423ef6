package be.borne.kiosk.document;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/** A good sealed document and its root, as files, for tests elsewhere. */
public final class SealedSamples {
  public static final String ORGANISATION = DemoIssuer.ORGANISATION;
  public static final String REFERENCE = DemoSealer.REFERENCE;

  public static final String CODE = DemoSealer.CODE;
  public static final String HOST = DemoSealer.HOST;

  private SealedSamples() {}

  /**
   * Good documents with what it takes to check them.
   *
   * @param documents {@code good-B_LT.pdf} and so on
   * @param root PEM
   * @param list PEM, for the levels that bring none
   */
  public record Files(List<Path> documents, Path root, Path list) {}

  /** At every level of PAdES, made by DSS. */
  public static Files atEveryLevel(Path folder) throws Exception {
    Samples samples = Samples.shared();
    List<Path> documents = new ArrayList<>();
    for (Samples.Level level : Samples.Level.values()) {
      byte[] pdf = level == Samples.Level.B_B ? notAttested(samples) : samples.good(level);
      documents.add(java.nio.file.Files.write(folder.resolve("good-" + level + ".pdf"), pdf));
    }
    Path list = folder.resolve("lists.pem");
    writePem(list, samples.nobodyRevoked(), samples.issuer().revocations(List.of(), Instant.now()));
    Path root = folder.resolve("levels-root.pem");
    writePem(root, samples.issuer().root());
    return new Files(documents, root, list);
  }

  /** Well sealed by the same authority, and no certificate: a page that says nothing. */
  public static Path saysNothing(Path pdf) throws Exception {
    return sealed(
        pdf,
        document -> {
          DemoSealer.rewrite(document, "");
          document
              .getDocumentInformation()
              .setCustomMetadataValue(SealedStructure.ORDER_REFERENCE_KEY, null);
        });
  }

  /** Well sealed by the same authority; its page shows another code than its QR code. */
  public static Path contradictsItself(Path pdf) throws Exception {
    return sealed(
        pdf,
        document ->
            DemoSealer.rewrite(
                document, DemoSealer.ADDRESS, DemoSealer.REFERENCE, "0000-0000-0000-0000"));
  }

  private static Path sealed(Path pdf, DemoSealer.Change change) throws Exception {
    return java.nio.file.Files.write(pdf, Samples.shared().house().seal(change));
  }

  public static void write(Path pdf, Path root) throws Exception {
    DemoIssuer issuer = new DemoIssuer("Demo root");
    DemoSealer sealer =
        new DemoSealer(
            issuer.seal(ORGANISATION),
            Optional.of(issuer.timestampAuthority()),
            Optional.of(issuer.revocations(List.of())));
    java.nio.file.Files.write(pdf, sealer.seal());
    writePem(root, issuer.root());
  }

  /** Its time of sealing is today, for want of a timestamp: its certificate must hold for long. */
  private static byte[] notAttested(Samples samples) throws Exception {
    DemoIssuer.Identity seal =
        samples.issuer().seal(ORGANISATION, DemoIssuer.NOW, Duration.ofDays(36_500));
    DssSealer dss =
        new DssSealer(
            seal, samples.time(), samples.issuer().root(), Optional.empty(), Optional.empty());
    return dss.seal(samples.plain(false), SignatureLevel.PAdES_BASELINE_B);
  }

  private static void writePem(Path file, Object... objects) throws Exception {
    StringWriter pem = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
      for (Object each : objects) {
        writer.writeObject(each);
      }
    }
    java.nio.file.Files.writeString(file, pem.toString());
  }
}
