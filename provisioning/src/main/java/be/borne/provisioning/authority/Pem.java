package be.borne.provisioning.authority;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** Text form of certificates and keys (RFC 7468). */
final class Pem {
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final long MAX_BYTES = 64 * 1024;

  private Pem() {}

  static String certificates(List<X509Certificate> certificates) throws GeneralSecurityException {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      text.append(write(new PemObject("CERTIFICATE", certificate.getEncoded())));
    }
    return text.toString();
  }

  static String key(PrivateKey key) {
    return write(new PemObject(PRIVATE_KEY, key.getEncoded()));
  }

  static PrivateKey readKey(Path file) throws IOException, GeneralSecurityException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + ": larger than " + MAX_BYTES + " bytes");
    }
    try (Reader text = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
        PemReader reader = new PemReader(text)) {
      PemObject found = reader.readPemObject();
      if (found == null || !PRIVATE_KEY.equals(found.getType())) {
        throw new GeneralSecurityException(file + ": no PKCS#8 private key in it");
      }
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(found.getContent()));
    }
  }

  private static String write(PemObject object) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot be written", e);
    }
    return text.toString();
  }
}
