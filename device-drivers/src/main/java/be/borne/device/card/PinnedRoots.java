package be.borne.device.card;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The roots that a card's certificates may chain to. */
public final class PinnedRoots {
  private static final List<String> BELGIUM =
      List.of(
          "belgium-root-ca2.pem",
          "belgium-root-ca3.pem",
          "belgium-root-ca4.pem",
          "belgium-root-ca4b.pem",
          "belgium-root-ca6.pem");

  private static final long MAX_FILE_BYTES = 1_000_000;

  private PinnedRoots() {}

  /** The roots of Belgium's own cards: CA2, CA3, CA4 (issued twice) and CA6. */
  public static List<X509Certificate> ofBelgium() {
    List<X509Certificate> roots = new ArrayList<>();
    for (String name : BELGIUM) {
      try (InputStream file = PinnedRoots.class.getResourceAsStream("roots/" + name)) {
        roots.addAll(certificates(file.readAllBytes(), name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.copyOf(roots);
  }

  /**
   * @param pemFiles each with one certificate or more
   * @throws IOException if one cannot be read or holds no certificate; the message names the file
   */
  public static List<X509Certificate> in(List<Path> pemFiles) throws IOException {
    List<X509Certificate> roots = new ArrayList<>();
    for (Path file : pemFiles) {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE_BYTES) {
        throw new IOException(file + ": no file of certificates");
      }
      roots.addAll(certificates(Files.readAllBytes(file), file.toString()));
    }
    return List.copyOf(roots);
  }

  private static List<X509Certificate> certificates(byte[] pem, String name) throws IOException {
    try {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new IOException(name + ": holds no certificate");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new IOException(name + ": holds no certificate", e);
    }
  }
}
