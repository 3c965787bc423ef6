package be.borne.device.printer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a printer that shows one of these very certificates, and no other. A printer signs its
 * own, for a name that nobody resolves and from a clock that nobody set: neither name, dates nor
 * issuer say anything, but only the printer has the key to what was pinned.
 */
final class PinnedCertificates extends X509ExtendedTrustManager {
  private static final int MAX_FILE_BYTES = 64 * 1024;

  private final List<X509Certificate> pinned;

  private PinnedCertificates(List<X509Certificate> pinned) {
    this.pinned = pinned;
  }

  /**
   * @param pem one certificate or several, such as the present one and the next
   * @throws GeneralSecurityException if the file holds none
   */
  static SSLContext context(Path pem) throws IOException, GeneralSecurityException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(pem)) {
      bytes = in.readNBytes(MAX_FILE_BYTES + 1);
    }
    if (bytes.length > MAX_FILE_BYTES) {
      throw new IOException(pem + ": larger than " + MAX_FILE_BYTES + " bytes");
    }
    List<X509Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes))
            .stream()
            .map(X509Certificate.class::cast)
            .toList();
    if (found.isEmpty()) {
      throw new CertificateException(pem + ": no certificate in it");
    }
    return context(found);
  }

  /**
   * For a printer that is spoken to in the clear, at the terminal's own cable: the JVM's hundred
   * and forty authorities would be read, and kept, for nothing.
   */
  static SSLContext none() {
    try {
      return context(List.of());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has TLS", e);
    }
  }

  private static SSLContext context(List<X509Certificate> pinned) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new PinnedCertificates(pinned)}, null);
    return context;
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    Certificate shown = chain[0];
    if (!pinned.contains(shown)) {
      throw new CertificateException("the printer shows another certificate than the pinned one");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noClients();
  }

  private static CertificateException noClients() {
    return new CertificateException("a printer is a server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
