package be.borne.kiosk.document;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/** A good sealed document and its root, as files, for tests elsewhere. */
public final class SealedSamples {
  public static final String ORGANISATION = DemoIssuer.ORGANISATION;
  public static final String REFERENCE = DemoSealer.REFERENCE;

  private SealedSamples() {}

  public static void write(Path pdf, Path root) throws Exception {
    DemoIssuer issuer = new DemoIssuer("Demo root");
    DemoSealer sealer =
        new DemoSealer(
            issuer.seal(ORGANISATION),
            Optional.of(issuer.timestampAuthority()),
            Optional.of(issuer.revocations(List.of())));
    Files.write(pdf, sealer.seal());
    StringWriter pem = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
      writer.writeObject(issuer.root());
    }
    Files.writeString(root, pem.toString());
  }
}
