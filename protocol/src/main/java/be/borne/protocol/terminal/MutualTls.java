package be.borne.protocol.terminal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS between a terminal and the town hall: both sides show a certificate, each trusts one
 * authority and no public one. Keys are EC, PKCS#8, in PEM files.
 */
public final class MutualTls {
  private static final long MAX_PEM_BYTES = 64 * 1024;
  private static final String KEY_HEADER = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_FOOTER = "-----END PRIVATE KEY-----";

  private MutualTls() {}

  /**
   * @param certificateChain PEM, own certificate first
   * @param key PEM, PKCS#8, of that certificate
   * @param authority PEM, the only authority that the other side may chain to
   * @return a context for TLS 1.3 and 1.2
   * @throws IOException if a file cannot be read
   * @throws GeneralSecurityException if a file does not hold what it should
   */
  public static SSLContext context(Path certificateChain, Path key, Path authority)
      throws IOException, GeneralSecurityException {
    OwnKey own = new OwnKey(privateKey(key), certificates(certificateChain));
    return context(new KeyManager[] {own}, authority);
  }

  /**
   * For calling somebody else's server, to whom no certificate is shown.
   *
   * @param authority PEM, the only authority that the server's certificate may chain to
   * @return a context for TLS 1.3 and 1.2
   * @throws IOException if the file cannot be read
   * @throws GeneralSecurityException if it holds no certificate
   */
  public static SSLContext trustingOnly(Path authority)
      throws IOException, GeneralSecurityException {
    return context(null, authority);
  }

  private static SSLContext context(KeyManager[] own, Path authority)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = emptyStore();
    int entry = 0;
    for (X509Certificate certificate : certificates(authority)) {
      trusted.setCertificateEntry("authority-" + entry++, certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);

    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own, trust.getTrustManagers(), null);
    return context;
  }

  /**
   * @return the certificates of a PEM file in their order, at least one
   * @throws GeneralSecurityException if the file holds none, or something else
   */
  public static List<X509Certificate> certificates(Path pem)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bounded(pem)))
            .stream()
            .map(X509Certificate.class::cast)
            .toList();
    if (found.isEmpty()) {
      throw new GeneralSecurityException(pem + ": no certificate in it");
    }
    return found;
  }

  /**
   * Returns if the key is that of the first certificate. A pair that does not fit fails at the
   * first connection, and says nothing of why.
   *
   * @throws GeneralSecurityException if it is not, or a file does not hold what it should
   */
  public static void requirePair(Path certificateChain, Path key)
      throws IOException, GeneralSecurityException {
    byte[] anything = {1, 2, 3};
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(privateKey(key));
    signer.update(anything);
    byte[] signature = signer.sign();
    PublicKey of = certificates(certificateChain).getFirst().getPublicKey();
    if (!of.getAlgorithm().equals("EC") || !isBy(of, signer, anything, signature)) {
      throw new GeneralSecurityException(key + ": is not the key of " + certificateChain);
    }
  }

  private static boolean isBy(PublicKey of, Signature signer, byte[] text, byte[] signature)
      throws GeneralSecurityException {
    signer.initVerify(of);
    signer.update(text);
    try {
      return signer.verify(signature);
    } catch (SignatureException _) {
      // On another curve it does not even have the right shape.
      return false;
    }
  }

  private static PrivateKey privateKey(Path pem) throws IOException, GeneralSecurityException {
    byte[] bytes = bounded(pem);
    String text = new String(bytes, StandardCharsets.US_ASCII);
    Arrays.fill(bytes, (byte) 0);
    int begin = text.indexOf(KEY_HEADER);
    int end = text.indexOf(KEY_FOOTER);
    if (begin < 0 || end < begin) {
      throw new GeneralSecurityException(pem + ": no PKCS#8 private key in it");
    }
    byte[] pkcs8;
    try {
      pkcs8 = Base64.getMimeDecoder().decode(text.substring(begin + KEY_HEADER.length(), end));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException(pem + ": the private key is not base64", e);
    }
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  private static byte[] bounded(Path pem) throws IOException {
    if (Files.size(pem) > MAX_PEM_BYTES) {
      throw new IOException(pem + ": larger than " + MAX_PEM_BYTES + " bytes");
    }
    return Files.readAllBytes(pem);
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
