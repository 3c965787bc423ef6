package be.borne.townhall.guichet.engine.embedded;

import be.borne.townhall.guichet.store.PrivateFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * The demonstration's root, municipal seal and time-stamping key, as they lie in one folder: made
 * at the first start, read at every other. A real municipality's seal key lies in a device of its
 * trust service provider instead, and has no root of its own.
 */
record SealKeys(Holder root, Holder seal, Holder timestamp) {

  /** A private key with its certificate. */
  record Holder(PrivateKey key, X509Certificate certificate) {
    @Override
    public String toString() {
      return "Holder[" + certificate.getSubjectX500Principal() + "]";
    }
  }

  static final String ROOT_CERTIFICATE = "seal-root.pem";
  private static final int RSA_BITS = 3072;

  /**
   * Reads the folder's keys, or makes them if there is no such folder. A folder that is there but
   * incomplete is an error: new keys would make every paper issued before look forged.
   */
  static SealKeys in(Path folder, SealSubjects subjects, Instant now)
      throws IOException, GeneralSecurityException {
    if (!Files.exists(folder)) {
      Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
      PrivateFiles.folder(unfinished);
      make(unfinished, subjects, now);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    SealKeys keys =
        new SealKeys(
            read(folder, ROOT_CERTIFICATE, "root.key"),
            read(folder, "seal.pem", "seal.key"),
            read(folder, "timestamp.pem", "timestamp.key"));
    String organisation = SealCertificates.organisationOf(keys.seal().certificate());
    if (!subjects.organisation().equals(organisation)) {
      throw new GeneralSecurityException(
          folder + ": holds the seal of another organisation than seal.organisation");
    }
    return keys;
  }

  private static void make(Path folder, SealSubjects subjects, Instant now)
      throws IOException, GeneralSecurityException {
    KeyPair root = generated();
    KeyPair seal = generated();
    KeyPair timestamp = generated();
    X509Certificate rootCertificate = SealCertificates.root(subjects, root, now);
    Holder issuer = new Holder(root.getPrivate(), rootCertificate);
    write(folder, ROOT_CERTIFICATE, "root.key", root, rootCertificate);
    write(
        folder,
        "seal.pem",
        "seal.key",
        seal,
        SealCertificates.seal(subjects, issuer, seal.getPublic(), now));
    write(
        folder,
        "timestamp.pem",
        "timestamp.key",
        timestamp,
        SealCertificates.timestamp(subjects, issuer, timestamp.getPublic(), now));
  }

  private static KeyPair generated() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(RSA_BITS);
    return generator.generateKeyPair();
  }

  private static void write(
      Path folder, String certificateName, String keyName, KeyPair pair, X509Certificate own)
      throws IOException, GeneralSecurityException {
    replace(folder.resolve(keyName), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    replace(folder.resolve(certificateName), pem("CERTIFICATE", own.getEncoded()));
  }

  /** Only in the folder that is still being made: what an interrupted first start left there. */
  private static void replace(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    PrivateFiles.write(file, content.getBytes(StandardCharsets.US_ASCII));
  }

  private static Holder read(Path folder, String certificateName, String keyName)
      throws IOException, GeneralSecurityException {
    X509Certificate certificate;
    try (var in = Files.newInputStream(folder.resolve(certificateName))) {
      certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    PrivateKey key =
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(der(folder.resolve(keyName))));
    return new Holder(key, certificate);
  }

  private static byte[] der(Path pem) throws IOException, GeneralSecurityException {
    try (PemReader reader =
        new PemReader(new StringReader(Files.readString(pem, StandardCharsets.US_ASCII)))) {
      PemObject object = reader.readPemObject();
      if (object == null) {
        throw new GeneralSecurityException(pem + ": no key in it");
      }
      return object.getContent();
    }
  }

  private static String pem(String type, byte[] der) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, der));
    }
    return text.toString();
  }
}
