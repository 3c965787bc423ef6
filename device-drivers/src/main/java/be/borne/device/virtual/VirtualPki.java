package be.borne.device.virtual;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The authorities behind virtual cards, in the shape of the real ones: a root, under it a Citizen
 * CA and the National Register's key, under the Citizen CA each person's authentication and
 * signature keys; all P-384 with SHA-384, as behind applet 1.8. Kept in a directory and reused, so
 * that a person's card stays the same card. It vouches for nobody who exists.
 */
public final class VirtualPki {
  /** The trust anchor, in the directory given. */
  public static final String ROOT_FILE = "eid-root.pem";

  private static final String STORE_FILE = "eid-pki.p12";

  /** Guards nothing: these keys sign for invented persons alone. */
  private static final char[] STORE_PASSWORD = "invented".toCharArray();

  private static final LocalDate AUTHORITIES_FROM = LocalDate.of(2010, 1, 1);
  private static final LocalDate AUTHORITIES_UNTIL = LocalDate.of(2049, 12, 31);
  private static final int SERIAL_BITS = 120;

  private final SecureRandom random = new SecureRandom();
  private final Path store;
  private final KeyStore keys;

  /** Opening a key in the store costs thousands of hashes each time. */
  private final Map<String, Credential> opened = new HashMap<>();

  private VirtualPki(Path store, KeyStore keys) {
    this.store = store;
    this.keys = keys;
  }

  /** A private key with the certificate that tells whose it is. */
  record Credential(PrivateKey key, X509Certificate certificate) {}

  /**
   * Opens the authorities in a directory, or founds them there, and writes {@value #ROOT_FILE}.
   *
   * @throws IOException if the directory cannot be read or written, or holds something else
   */
  public static VirtualPki in(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path store = directory.resolve(STORE_FILE);
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      if (Files.exists(store)) {
        try (InputStream file = Files.newInputStream(store)) {
          keys.load(file, STORE_PASSWORD);
        }
      } else {
        keys.load(null, STORE_PASSWORD);
      }
      VirtualPki pki = new VirtualPki(store, keys);
      pki.writeRoot(directory.resolve(ROOT_FILE));
      return pki;
    } catch (GeneralSecurityException e) {
      throw new IOException("virtual authorities in " + store, e);
    }
  }

  /** The trust anchor of every virtual card from this directory. */
  public X509Certificate root() throws IOException {
    return rootCredential().certificate();
  }

  Credential rootCredential() throws IOException {
    return credential(
        "root",
        named("Borne Fictitious Root CA", null),
        null,
        true,
        KeyUsage.keyCertSign | KeyUsage.cRLSign,
        AUTHORITIES_FROM,
        AUTHORITIES_UNTIL);
  }

  Credential register() throws IOException {
    return credential(
        "register",
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.C, "BE")
            .addRDN(BCStyle.O, "RRN")
            .addRDN(BCStyle.CN, "RRN")
            .build(),
        rootCredential(),
        false,
        KeyUsage.digitalSignature | KeyUsage.nonRepudiation,
        AUTHORITIES_FROM,
        AUTHORITIES_UNTIL);
  }

  Credential citizenAuthority() throws IOException {
    return credential(
        "citizen-ca",
        named("Fictitious Citizen CA", "202601"),
        rootCredential(),
        true,
        KeyUsage.keyCertSign | KeyUsage.cRLSign,
        AUTHORITIES_FROM,
        AUTHORITIES_UNTIL);
  }

  Credential authentication(VirtualPerson person, LocalDate from, LocalDate until)
      throws IOException {
    return personal(
        person, "authentication", "(Authentication)", KeyUsage.digitalSignature, from, until);
  }

  Credential signature(VirtualPerson person, LocalDate from, LocalDate until) throws IOException {
    return personal(person, "signature", "(Signature)", KeyUsage.nonRepudiation, from, until);
  }

  /** The chip's own key pair, which carries no certificate on a real card either. */
  Credential basic(VirtualPerson person) throws IOException {
    return credential(
        person.id() + "-basic",
        named("basic key of " + person.id(), null),
        null,
        false,
        KeyUsage.digitalSignature,
        AUTHORITIES_FROM,
        AUTHORITIES_UNTIL);
  }

  private Credential personal(
      VirtualPerson person,
      String purpose,
      String suffix,
      int usage,
      LocalDate from,
      LocalDate until)
      throws IOException {
    X500Name subject =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.C, "BE")
            .addRDN(BCStyle.CN, person.givenNames() + " " + person.surname() + " " + suffix)
            .addRDN(BCStyle.SURNAME, person.surname())
            .addRDN(BCStyle.GIVENNAME, person.givenNames())
            .addRDN(BCStyle.SERIALNUMBER, person.nationalNumber())
            .build();
    return credential(
        person.id() + "-" + purpose + "-" + until,
        subject,
        citizenAuthority(),
        false,
        usage,
        from,
        until);
  }

  private static X500Name named(String commonName, String serialNumber) {
    X500NameBuilder name =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.C, "BE")
            .addRDN(BCStyle.CN, commonName);
    if (serialNumber != null) {
      name.addRDN(BCStyle.SERIALNUMBER, serialNumber);
    }
    return name.build();
  }

  private synchronized Credential credential(
      String alias,
      X500Name subject,
      Credential issuer,
      boolean authority,
      int usage,
      LocalDate from,
      LocalDate until)
      throws IOException {
    Credential known = opened.get(alias);
    if (known == null) {
      known = storedOrMade(alias, subject, issuer, authority, usage, from, until);
      opened.put(alias, known);
    }
    return known;
  }

  private Credential storedOrMade(
      String alias,
      X500Name subject,
      Credential issuer,
      boolean authority,
      int usage,
      LocalDate from,
      LocalDate until)
      throws IOException {
    try {
      if (keys.getKey(alias, STORE_PASSWORD) instanceof PrivateKey key) {
        return new Credential(key, (X509Certificate) keys.getCertificate(alias));
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp384r1"), random);
      KeyPair pair = generator.generateKeyPair();
      X509Certificate certificate = certify(pair, subject, issuer, authority, usage, from, until);
      keys.setKeyEntry(alias, pair.getPrivate(), STORE_PASSWORD, new Certificate[] {certificate});
      save();
      return new Credential(pair.getPrivate(), certificate);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("virtual authorities: " + alias, e);
    }
  }

  private X509Certificate certify(
      KeyPair pair,
      X500Name subject,
      Credential issuer,
      boolean authority,
      int usage,
      LocalDate from,
      LocalDate until)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    X500Name issuerName =
        issuer == null
            ? subject
            : X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
    PublicKey issuerKey = issuer == null ? pair.getPublic() : issuer.certificate().getPublicKey();
    PrivateKey signingKey = issuer == null ? pair.getPrivate() : issuer.key();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuerName,
            new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
            Date.from(startOf(from)),
            Date.from(startOf(until.plusDays(1))),
            subject,
            pair.getPublic());
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    builder
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            extensions.createAuthorityKeyIdentifier(issuerKey))
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            extensions.createSubjectKeyIdentifier(pair.getPublic()))
        .addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    if (authority) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    }
    ContentSigner signer = new JcaContentSignerBuilder("SHA384withECDSA").build(signingKey);
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private void save() throws IOException, GeneralSecurityException {
    Path whole = store.resolveSibling(STORE_FILE + ".new");
    try (OutputStream file = Files.newOutputStream(whole)) {
      keys.store(file, STORE_PASSWORD);
    }
    Files.move(whole, store, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void writeRoot(Path file) throws IOException, GeneralSecurityException {
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root().getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    Path whole = file.resolveSibling(ROOT_FILE + ".new");
    Files.writeString(whole, pem, StandardCharsets.US_ASCII);
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
